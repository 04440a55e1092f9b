"""What cancelling a booked day gives back, decided from the rules alone."""

from collections.abc import Sequence
from dataclasses import field, replace
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from chalicelib.core.errors import PortalError
from chalicelib.core.values import dataclass
from chalicelib.policies.amounts import NOTHING, Amount, Cap, CapKind, Unit, worth
from chalicelib.policies.credits import Credits
from chalicelib.policies.leads import (
    Lead,
    day_ahead,
    deadline,
    first_day_in_time,
    is_in_time,
    last_day_ahead,
    today_at,
)
from chalicelib.policies.refusals import (
    BalanceLimitReached,
    ClosingDayExcluded,
    PublicHolidayExcluded,
    ReasonEarnsNothing,
    TooEarly,
    TooLate,
    YearlyLimitReached,
)
from chalicelib.policies.spans import Span
from chalicelib.policies.windows import Window


class Reason(StrEnum):
    """Why a child stays away."""

    HOLIDAY = "holiday"
    SICK = "sick"
    OTHER = "other"


@dataclass(frozen=True)
class EarnRule:
    """What is given back for these reasons, if it is cancelled in time, and not too far ahead."""

    reasons: frozenset[Reason] = frozenset(Reason)
    deadline: Lead = field(default_factory=day_ahead)
    window: Window = field(default_factory=Window)
    horizon: Span | None = None


@dataclass(frozen=True)
class Cancelling:
    """The first rule that a cancellation is in time for gives the credit.

    Without a rule, cancelling gives nothing. The other two say whether days on which nobody comes
    anyway are given back as well.
    """

    rules: Sequence[EarnRule] = field(default_factory=lambda: (EarnRule(),))
    public_holidays: bool = False
    closing_days: bool = False


@dataclass(frozen=True)
class BookedPart:
    """What was booked of a day and is given up; `opens` is when the care would begin.

    `was_exchanged`: the day is no contract day but came from an exchange.
    """

    day: date
    hours: Decimal
    opens: time | None = None
    is_public_holiday: bool = False
    is_closing_day: bool = False
    was_exchanged: bool = False


@dataclass(frozen=True)
class Because:
    """The facts behind an outcome: what was given up when, and the rule of which version.

    Without a rule it is the credit that a public holiday gives by itself.
    """

    part: BookedPart
    rule: EarnRule | None
    version: int

    @property
    def until(self) -> datetime | None:
        """Return until when it could have been cancelled with this outcome."""
        return deadline(self.rule.deadline, self.part.day, self.part.opens) if self.rule else None


@dataclass(frozen=True)
class Earned:
    """A credit, for days from `usable_from` up to and including `expires_on`; None: for ever.

    `limited_by` is the cap that left less than the day is worth, which is `in_full`.
    """

    given: Amount
    in_full: Decimal
    usable_from: date
    expires_on: date | None
    because: Because
    limited_by: Cap | None = None

    @property
    def amount(self) -> Decimal:
        return self.given.amount

    @property
    def unit(self) -> Unit:
        return self.given.unit


@dataclass(frozen=True)
class NothingEarned:
    """The day can be cancelled, and gives nothing: `why` is the rule, never raised."""

    why: PortalError

    @property
    def code(self) -> str:
        return self.why.code


Outcome: TypeAlias = Earned | NothingEarned


def outcome_of(
    cancelling: Cancelling,
    credits_: Credits,
    part: BookedPart,
    *,
    reason: Reason,
    now: datetime,
    earned_this_year: Decimal,
    balance: Decimal,
    version: int,
) -> Outcome:
    """Return what giving up this part of a day gives back."""
    excluded = _excluded(cancelling, part)
    if excluded:
        return NothingEarned(excluded)
    rule = _rule_for(cancelling.rules, part, reason, now)
    if isinstance(rule, PortalError):
        return NothingEarned(rule)
    usable = rule.window.of(part.day, given_on=today_at(now))
    in_full = worth(part.hours, credits_.sizes)
    full = Earned(
        given=Amount(in_full, credits_.unit),
        in_full=in_full,
        usable_from=usable.first,
        expires_on=usable.last,
        because=Because(part, rule, version),
    )
    for cap in credits_.caps:
        room = cap.room(earned_this_year=earned_this_year, balance=balance)
        if room < in_full and (room <= NOTHING or not cap.partly):
            return NothingEarned(_reached(cap, credits_.unit, part.day))
        if room < full.amount:
            full = replace(full, given=Amount(room, credits_.unit), limited_by=cap)
    return full


def _excluded(cancelling: Cancelling, part: BookedPart) -> PortalError | None:
    if part.is_public_holiday and not cancelling.public_holidays:
        return PublicHolidayExcluded(day=part.day)
    if part.is_closing_day and not part.is_public_holiday and not cancelling.closing_days:
        return ClosingDayExcluded(day=part.day)
    return None


def _rule_for(
    rules: Sequence[EarnRule], part: BookedPart, reason: Reason, now: datetime
) -> EarnRule | PortalError:
    """Return the first rule that this is in time for, or what the last one for it says."""
    found: PortalError = ReasonEarnsNothing()
    for rule in rules:
        if reason in rule.reasons:
            why_not = _why_not(rule, part, now)
            if why_not is None:
                return rule
            found = why_not
    return found


def _why_not(rule: EarnRule, part: BookedPart, now: datetime) -> PortalError | None:
    lead, day, opens = rule.deadline, part.day, part.opens
    if not is_in_time(lead, day, now=now, opens=opens):
        earliest = first_day_in_time(lead, now=now, opens=opens)
        return TooLate(day=day, until=deadline(lead, day, opens), earliest=earliest)
    latest = last_day_ahead(rule.horizon, now=now) if rule.horizon else None
    return TooEarly(day=day, latest=latest) if latest and day > latest else None


def _reached(cap: Cap, unit: Unit, day: date) -> PortalError:
    limit = Amount(cap.amount, unit)
    if cap.kind is CapKind.YEAR:
        return YearlyLimitReached(limit=limit, year=day.year)
    return BalanceLimitReached(limit=limit)
