"""Organisations and when they are open. No input or output here."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, time
from enum import StrEnum
from functools import cached_property
from typing import Any

from chalicelib.core.errors import Conflict, Malformed, NotFound
from chalicelib.core.language import Language
from chalicelib.core.periods import Month
from chalicelib.core.slots import Slot
from chalicelib.core.values import dataclass
from chalicelib.organisations.opening import (
    BY_LAW,
    HOLIDAY_WORDS,
    OpeningCalendar,
    PublicHoliday,
    observed_on,
)

EVERYWHERE = "everywhere"  # in the place of a location
WORKING_DAYS = (0, 1, 2, 3, 4)  # Monday is 0, as in date.weekday()


class OrganisationExists(Conflict):
    """There is an organisation with this slug already."""


class OrganisationChanged(Conflict):
    """Somebody else changed the profile since it was read: `current` is what stands there now."""

    facts = ("current",)


class InvalidIban(Malformed):
    """The check digits of this account number do not fit, or it is none."""


class CareType(StrEnum):
    """Kinds of care in Dutch law: KDV, BSO, peuteropvang."""

    DAY_CARE = "day_care"
    OUT_OF_SCHOOL = "out_of_school"
    PRESCHOOL = "preschool"


CARE_TYPE_WORDS = {
    Language.NL: {
        CareType.DAY_CARE: "dagopvang (KDV)",
        CareType.OUT_OF_SCHOOL: "buitenschoolse opvang (BSO)",
        CareType.PRESCHOOL: "peuteropvang",
    },
    Language.EN: {
        CareType.DAY_CARE: "day care (KDV)",
        CareType.OUT_OF_SCHOOL: "out-of-school care (BSO)",
        CareType.PRESCHOOL: "preschool (peuteropvang)",
    },
}


@dataclass(frozen=True)
class HouseStyle:
    """`colour` is like "#2f6f5e"; the logo is a PNG among the portal's files."""

    colour: str
    logo_key: str | None = None

    @property
    def logo_path(self) -> str | None:
        """Return where pages find the logo, from the root of the organisation's address."""
        return f"/{self.logo_key}" if self.logo_key else None


@dataclass(frozen=True)
class Contact:
    email: str
    phone: str
    street: str
    postcode: str
    city: str

    @property
    def one_line(self) -> str:
        return f"{self.street}, {self.postcode} {self.city}"


@dataclass(frozen=True)
class Billing:
    """How the organisation bills: strategies by name, see `invoices/prices.py`.

    Regular care of a month is debited on `debit_day` of the month before, but never sooner than
    `notice_days` after the invoice; who pays by link has `payment_days`.
    """

    iban: str
    creditor_id: str
    rounding: str = "exact"
    part_month: str = "by_care_days"
    run_day: int = 20
    debit_day: int = 28
    notice_days: int = 14
    payment_days: int = 14


@dataclass(frozen=True)
class Organisation:
    """`first_care_period` is the first month that is billed here; before it the old portal did.

    `announcements` tell parents about the move, by language, until the old portal's last day;
    where there are none, that day is told in words of ours.
    """

    organisation_id: str
    name: str
    language: Language
    house_style: HouseStyle
    contact: Contact
    billing: Billing
    first_care_period: Month
    old_portal_until: date | None = None
    announcements: Mapping[Language, str] = field(default_factory=dict)
    activation_days: int = 7
    request_notice_days: int = 2
    version: int = 1


@dataclass(frozen=True)
class Location:
    """`lrk` gives the register's 9 digits for each care type at this place."""

    location_id: str
    name: str
    street: str
    postcode: str
    city: str
    phone: str
    lrk: Mapping[CareType, str]


@dataclass(frozen=True)
class Group:
    """Ages are in months, from and below; `places` is the registered capacity per day."""

    group_id: str
    location_id: str
    name: str
    care_type: CareType
    age_from: int
    age_below: int
    places: int
    workers: int
    opens: time
    closes: time
    weekdays: tuple[int, ...] = WORKING_DAYS

    @property
    def slot(self) -> Slot:
        """The whole of its day."""
        return Slot(self.opens, self.closes)


@dataclass(frozen=True)
class ClosingDay:
    """At one location, or at all; with `closes_at` they only close early that day."""

    day: date
    reason: str
    location_id: str | None = None
    closes_at: time | None = None


@dataclass(frozen=True)
class Configuration:
    """All there is to know about an organisation that hardly ever changes.

    `observed` are the public holidays on which it is closed, and `calendars` say by their names
    which weeks contracts of less than a year have. `policies` are its rules about days and credits
    as they are kept: the room of that name makes values of them. `opening_changed_at` is when it
    was said last when it is open.
    """

    organisation: Organisation
    locations: Mapping[str, Location]
    groups: Mapping[str, Group]
    closing_days: Sequence[ClosingDay]
    calendars: Mapping[str, OpeningCalendar] = field(default_factory=dict)
    observed: frozenset[PublicHoliday] = BY_LAW
    policies: Sequence[Mapping[str, Any]] = ()
    opening_changed_at: datetime | None = None

    def group(self, group_id: str) -> Group:
        """:raises NotFound: the organisation has no such group."""
        if group_id not in self.groups:
            raise NotFound
        return self.groups[group_id]

    def location(self, location_id: str) -> Location:
        """:raises NotFound: the organisation has no such location."""
        if location_id not in self.locations:
            raise NotFound
        return self.locations[location_id]

    def is_open(self, group: Group, day: date) -> bool:
        return day.weekday() in group.weekdays and not self._is_closed(group, day)

    def closing_reason(
        self, group: Group, day: date, language: Language | None = None
    ) -> str | None:
        """Return why the whole day is closed for this group, if it is; it may be an empty text.

        A public holiday has its name in this language, or in the organisation's own. Where the
        organisation has said something about the day itself, that holds.
        """
        if not self._is_closed(group, day):
            return None
        own = next((it for it in self._own_of(group, day) if it.closes_at is None), None)
        if own:
            return own.reason
        holiday = observed_on(day, self.observed)
        words = HOLIDAY_WORDS[language or self.organisation.language]
        return words[holiday] if holiday else None

    def has_care(self, calendar: str | None, day: date) -> bool:
        """Tell whether a contract with this opening calendar has that day; without one, always."""
        return calendar is None or day not in self._days_off.get(calendar, ())

    def _is_closed(self, group: Group, day: date) -> bool:
        own = self._own_of(group, day)
        if own:
            return any(it.closes_at is None for it in own)
        return observed_on(day, self.observed) is not None

    def _own_of(self, group: Group, day: date) -> Sequence[ClosingDay]:
        """Return what the organisation itself says about the day, here or everywhere."""
        said = self._by_day.get(day, ())
        return [it for it in said if it.location_id in (None, group.location_id)] if said else ()

    @cached_property
    def _by_day(self) -> Mapping[date, Sequence[ClosingDay]]:
        found: dict[date, list[ClosingDay]] = {}
        for closing in self.closing_days:
            found.setdefault(closing.day, []).append(closing)
        return found

    @cached_property
    def _days_off(self) -> Mapping[str, frozenset[date]]:
        return {name: it.days_off() for name, it in self.calendars.items()}


def group_ids_at(location_id: str | None, configuration: Configuration) -> list[str]:
    """Return the groups of a location, or of all, in order."""
    groups = configuration.groups.values()
    return sorted(it.group_id for it in groups if location_id in (None, it.location_id))


def checked_iban(text: str) -> str:
    """Return the account number in capitals, without spaces.

    :raises InvalidIban: its check digits, or the country's own, do not fit.
    """
    from stdnum import exceptions, iban

    try:
        number: str = iban.validate(text)
    except exceptions.ValidationError as error:
        raise InvalidIban from error
    return number
