"""What a parent can want of a day, what it would take, and what stands in the way."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from chalicelib.contracts.model import CareDay, Contract, in_order
from chalicelib.core.errors import Conflict, Malformed, NotFound
from chalicelib.core.periods import Month
from chalicelib.core.slots import Slot
from chalicelib.core.values import dataclass
from chalicelib.days.model import DayRef, Payment, Request
from chalicelib.occupancy.room import Room
from chalicelib.organisations.model import Billing, CareType, Group
from chalicelib.policies.model import Amount

RANGE = 62  # days that are looked at together


class NoContractThatDay(Conflict):
    """The child has no contract then, or none in this group: there is no group to come to."""

    facts = ("day",)


class DayAlreadyBooked(Conflict):
    """The child comes at that time already, by contract or extra."""

    facts = ("day",)


class DayAlreadyAsked(Conflict):
    """The day was asked for before, and nobody has decided yet."""

    facts = ("day",)


class NothingToCancel(Conflict):
    """The child does not come that day."""

    facts = ("day",)


class GrantedDayStays(Conflict):
    """A granted day was let go too late: what was paid for it does not come back."""


class GivenDayNotBooked(Conflict):
    """The day that would be given is not one on which the child comes."""

    facts = ("day",)


class NotTheSameDay(Conflict):
    """A day is not exchanged for itself."""

    facts = ("day",)


class PaymentNotOffered(Conflict):
    """An extra day is not paid in this way here."""


class PriceChanged(Conflict):
    """It would be paid otherwise than was shown: look again before pressing."""


class GroupDayNotReady(Conflict):
    """Who comes that day is still being written down; it takes a minute."""

    facts = ("day",)


class ReasonMissing(Malformed):
    """Who declines says why: the parent reads it."""


class LastBeforeFirst(Malformed):
    """The last of the days that are wanted is before the first."""

    facts = ("first", "last")


class TooManyDays(Malformed):
    """At most two months are looked at together."""


class PartOfDay(StrEnum):
    """Which part of what the group offers is wanted; `contract` is as long as the contract's."""

    CONTRACT = "contract"
    WHOLE = "whole"
    MORNING = "morning"
    AFTERNOON = "afternoon"


class Pay(StrEnum):
    """How an extra day is paid: `both` is all the credit there is, and the rest by invoice."""

    CREDIT = "credit"
    INVOICE = "invoice"
    BOTH = "both"


class Granted(StrEnum):
    """How the rules came to grant a day: it is the code of their decision."""

    AT_ONCE = "granted"
    IN_ORDER = "granted_in_order"
    FROM_WAITING = "granted_from_waiting"


class Decides(StrEnum):
    """Who decides: the rules at once, or later in order of asking, or a colleague."""

    AT_ONCE = "at_once"
    IN_ORDER = "in_order"
    STAFF = "staff"


@dataclass(frozen=True)
class Wanted:
    """A day that a parent wants; without a group it is the one of the contract."""

    day: date
    part: PartOfDay = PartOfDay.CONTRACT
    group_id: str | None = None
    gives: DayRef | None = None


@dataclass(frozen=True)
class Terms:
    """On what a wanted day would be had: by which contract, where, when, and how many hours.

    `hourly_rate` is the contract's, in cents. It `is_whole` if it is as long as a day of the
    contract, or as the group is open.
    """

    contract_id: str
    care_type: CareType
    hourly_rate: int
    group: Group
    day: date
    slot: Slot
    hours: Decimal
    is_whole: bool = True


@dataclass(frozen=True)
class Option:
    """One way to pay; the invoice is that for the care of `invoice_month`.

    `lapses` is what the given day is worth beyond the wanted one: nobody gets it back.
    """

    pay: Pay
    payment: Payment
    invoice_month: Month | None
    lapses: Amount | None = None


@dataclass(frozen=True)
class Offer:
    """What a day would take: the first option is the one that spends credit before money.

    `decided_on` is the day on which it is decided, or by which staff promise to. `policy` names the
    version of the rules.
    """

    terms: Terms
    room: Room
    options: Sequence[Option]
    decides: Decides
    decided_on: date | None
    policy: str

    def option(self, pay: Pay | None) -> Option:
        """:raises PaymentNotOffered: it cannot be paid like that."""
        found = next((it for it in self.options if pay in (None, it.pay)), None)
        if found is None:
            raise PaymentNotOffered
        return found


def contract_for(
    contracts: Iterable[Contract], day: date, group_id: str | None, groups: Mapping[str, Group]
) -> tuple[Contract, Group]:
    """Return the contract that the day belongs to, of several the oldest, and its group.

    :raises NoContractThatDay: none runs that day, or none in the group that was asked for.
    """
    running = [it for it in contracts if it.runs_on(day) and group_id in (None, it.group_id)]
    if not running:
        raise NoContractThatDay(day=day)
    contract = running[0] if len(running) == 1 else in_order(running)[0]
    group = groups.get(contract.group_id)
    if group is None:
        raise NotFound
    return contract, group


def terms_by(contract: Contract, group: Group, day: date, part: PartOfDay) -> Terms:
    """Return the terms of this contract, which runs that day."""
    usual = contract.by_weekday.get(day.weekday(), contract.longest)
    slot, hours = _slot_and_hours(usual, group, part)
    is_whole = usual is None or hours >= usual.hours or slot == group.slot
    return Terms(
        contract.contract_id,
        contract.care_type,
        contract.hourly_rate,
        group,
        day,
        slot,
        hours,
        is_whole,
    )


def terms_of(request: Request, group: Group) -> Terms:
    """Return the terms on which a day was asked."""
    return Terms(
        request.contract_id,
        request.care_type,
        request.payment.hourly_rate,
        group,
        request.day,
        request.slot,
        request.hours,
    )


def spent_by(payment: Payment) -> Amount | None:
    """Return the credit that it takes, in hours or points as that counts; None: it takes none."""
    if not payment.uses:
        return None
    amount = sum((it.amount for it in payment.uses), Decimal(0))
    return Amount(amount, payment.uses[0].grant.unit)


def invoice_month_of(day: date, billing: Billing) -> Month:
    """Return for the care of which month the invoice is that has an extra day on it.

    Each month is billed in the run of the month before, with the extra days until then.
    """
    months = day.month if day.day <= billing.run_day else day.month + 1
    return Month(day.year + months // 12, months % 12 + 1)


def _slot_and_hours(usual: CareDay | None, group: Group, part: PartOfDay) -> tuple[Slot, Decimal]:
    if part is PartOfDay.CONTRACT and usual is not None:
        return usual.slot, usual.hours
    if part in {PartOfDay.CONTRACT, PartOfDay.WHOLE}:
        return group.slot, group.slot.hours
    morning, afternoon = group.slot.halves
    half = morning if part is PartOfDay.MORNING else afternoon
    return half, half.hours
