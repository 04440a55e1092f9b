"""Organisations in DynamoDB.

pk                            sk                      what
ORGANISATIONS                 ORG#<org>               that it is there, for operators and schedules
ORG#<org>#CONFIGURATION       ORGANISATION            its profile
ORG#<org>#CONFIGURATION       LOCATION#<location>     a location
ORG#<org>#CONFIGURATION       GROUP#<group>           a group
ORG#<org>#CONFIGURATION       CLOSING#<day>#<where>   a closing day; `*` is everywhere
ORG#<org>#CONFIGURATION       CALENDAR#<name>         an opening calendar: when it has no care
ORG#<org>#CONFIGURATION       HOLIDAYS                the public holidays that are observed
ORG#<org>#CONFIGURATION       OPENING                 when any of the three was changed last
ORG#<org>#CONFIGURATION       POLICY#...              rules, see policies/store
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.aws.table import Item, find
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.errors import NotFound
from chalicelib.core.language import Language
from chalicelib.core.periods import Month, Period
from chalicelib.organisations.model import (
    Billing,
    CareType,
    ClosingDay,
    Configuration,
    Contact,
    Group,
    HouseStyle,
    Location,
    Organisation,
    OrganisationChanged,
    OrganisationExists,
)
from chalicelib.organisations.opening import BY_LAW, OpeningCalendar, PublicHoliday


class _ConfigurationItem(Item):
    """One kind of item for all kinds of rows: they are read together."""

    what = JSONAttribute(null=True)  # the row of a policy's latest version has only that
    version = NumberAttribute(null=True)


class _ListedItem(Item):
    organisation_id = UnicodeAttribute()


class OrganisationStore:
    """The configuration of one organisation."""

    def __init__(self, organisation_id: str, *, at_hand: AtHand | None = None) -> None:
        self._org = organisation_id
        self._pk = f"ORG#{organisation_id}#CONFIGURATION"
        self._at_hand = at_hand

    @property
    def profile_key(self) -> Key:
        """Return where the profile stands, for what is read together with something else."""
        return self._pk, "ORGANISATION"

    def organisation(self) -> Organisation:
        """:raises NotFound: there is no such organisation."""
        item = find(_ConfigurationItem(*self.profile_key), at_hand=self._at_hand)
        if item is None:
            raise NotFound
        return _organisation(item.what)

    def configuration(self) -> Configuration:
        """:raises NotFound: there is no such organisation."""
        rows = {
            item.sk: item.what for item in _ConfigurationItem.query(self._pk, consistent_read=True)
        }
        if "ORGANISATION" not in rows:
            raise NotFound
        locations = [_location(what) for what in _of_kind(rows, "LOCATION#")]
        groups = [_group(what) for what in _of_kind(rows, "GROUP#")]
        return Configuration(
            organisation=_organisation(rows["ORGANISATION"]),
            locations={it.location_id: it for it in locations},
            groups={it.group_id: it for it in groups},
            closing_days=[_closing_day(what) for what in _of_kind(rows, "CLOSING#")],
            calendars={it["name"]: _calendar(it) for it in _of_kind(rows, "CALENDAR#")},
            observed=_observed(rows.get("HOLIDAYS")),
            policies=[what for what in _of_kind(rows, "POLICY#") if what],
            opening_changed_at=_changed_at(rows.get("OPENING")),
        )

    def add(self, organisation: Organisation, *, transaction: Transaction) -> None:
        """:raises OrganisationExists: on commit, if the slug is taken."""
        transaction.put(
            self._profile(organisation),
            condition=_ConfigurationItem.pk.does_not_exist(),
            otherwise=OrganisationExists(),
        )
        transaction.put(_ListedItem("ORGANISATIONS", f"ORG#{self._org}", organisation_id=self._org))

    def change(
        self, organisation: Organisation, *, instead_of: Organisation, transaction: Transaction
    ) -> None:
        """:raises OrganisationChanged: on commit, if somebody else changed it meanwhile."""
        transaction.put(
            self._profile(organisation),
            condition=_ConfigurationItem.version == instead_of.version,
            otherwise=OrganisationChanged(current=instead_of),
        )

    def put_location(self, location: Location, *, transaction: Transaction) -> None:
        what = {**vars(location), "lrk": dict(location.lrk)}
        transaction.put(self._row(f"LOCATION#{location.location_id}", what))

    def put_group(self, group: Group, *, transaction: Transaction) -> None:
        what = {
            **vars(group),
            "opens": group.opens.isoformat(),
            "closes": group.closes.isoformat(),
            "weekdays": list(group.weekdays),
        }
        transaction.put(self._row(f"GROUP#{group.group_id}", what))

    def put_closing_day(self, closing: ClosingDay, *, transaction: Transaction) -> None:
        closes_at = closing.closes_at.isoformat() if closing.closes_at else None
        what = {**vars(closing), "day": closing.day.isoformat(), "closes_at": closes_at}
        transaction.put(self._row(_closing_key(closing.day, closing.location_id), what))

    def remove_closing_day(
        self, day: date, location_id: str | None, *, transaction: Transaction
    ) -> None:
        """:raises NotFound: on commit, if there is no such closing day."""
        transaction.delete(
            _ConfigurationItem(self._pk, _closing_key(day, location_id)),
            condition=_ConfigurationItem.pk.exists(),
            otherwise=NotFound(),
        )

    def put_calendar(self, calendar: OpeningCalendar, *, transaction: Transaction) -> None:
        closed = [[it.start.isoformat(), _iso(it.until)] for it in calendar.closed]
        what = {"name": calendar.name, "closed": closed}
        transaction.put(self._row(f"CALENDAR#{calendar.name}", what))

    def put_observed(self, observed: frozenset[PublicHoliday], *, transaction: Transaction) -> None:
        transaction.put(self._row("HOLIDAYS", {"observed": sorted(observed)}))

    def put_opening_changed(self, at: datetime, *, transaction: Transaction) -> None:
        transaction.put(self._row("OPENING", {"changed_at": at.isoformat()}))

    def _row(self, sk: str, what: dict[str, Any]) -> _ConfigurationItem:
        return _ConfigurationItem(self._pk, sk, what=what)

    def _profile(self, organisation: Organisation) -> _ConfigurationItem:
        what = {
            **vars(organisation),
            "house_style": vars(organisation.house_style),
            "contact": vars(organisation.contact),
            "billing": vars(organisation.billing),
            "first_care_period": str(organisation.first_care_period),
            "old_portal_until": _iso(organisation.old_portal_until),
            "announcements": dict(organisation.announcements),
        }
        item = self._row("ORGANISATION", what)
        item.version = organisation.version
        return item


def list_organisation_ids() -> list[str]:
    """Return every organisation of this deployment: for schedules and operators only."""
    return [item.organisation_id for item in _ListedItem.query("ORGANISATIONS")]


def _closing_key(day: date, location_id: str | None) -> str:
    return f"CLOSING#{day}#{location_id or '*'}"


def _of_kind(rows: dict[str, Any], prefix: str) -> Iterable[dict[str, Any]]:
    return (what for sk, what in rows.items() if sk.startswith(prefix))


def _organisation(what: dict[str, Any]) -> Organisation:
    old_portal_until = what["old_portal_until"]
    return Organisation(
        **{
            **what,
            "language": Language(what["language"]),
            "house_style": HouseStyle(**what["house_style"]),
            "contact": Contact(**what["contact"]),
            "billing": Billing(**what["billing"]),
            "first_care_period": Month.parse(what["first_care_period"]),
            "old_portal_until": date.fromisoformat(old_portal_until) if old_portal_until else None,
            "announcements": {Language(it): text for it, text in what["announcements"].items()},
        }
    )


def _location(what: dict[str, Any]) -> Location:
    return Location(**{**what, "lrk": {CareType(it): lrk for it, lrk in what["lrk"].items()}})


def _group(what: dict[str, Any]) -> Group:
    return Group(
        **{
            **what,
            "care_type": CareType(what["care_type"]),
            "opens": time.fromisoformat(what["opens"]),
            "closes": time.fromisoformat(what["closes"]),
            "weekdays": tuple(what["weekdays"]),
        }
    )


def _closing_day(what: dict[str, Any]) -> ClosingDay:
    closes_at = what["closes_at"]
    return ClosingDay(
        **{
            **what,
            "day": date.fromisoformat(what["day"]),
            "closes_at": time.fromisoformat(closes_at) if closes_at else None,
        }
    )


def _calendar(what: dict[str, Any]) -> OpeningCalendar:
    closed = [
        Period(date.fromisoformat(start), date.fromisoformat(until))
        for start, until in what["closed"]
    ]
    return OpeningCalendar(what["name"], tuple(closed))


def _observed(what: dict[str, Any] | None) -> frozenset[PublicHoliday]:
    return frozenset(map(PublicHoliday, what["observed"])) if what else BY_LAW


def _changed_at(what: dict[str, Any] | None) -> datetime | None:
    return datetime.fromisoformat(what["changed_at"]) if what else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
