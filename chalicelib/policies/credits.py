"""What a credit is: its unit, how much of it there can be, and for what it may be used."""

from collections.abc import Sequence
from dataclasses import field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from chalicelib.core.errors import PortalError
from chalicelib.core.values import dataclass
from chalicelib.organisations.model import CareType
from chalicelib.policies.amounts import NOTHING, Cap, Size, Unit, rounded, size_number, worth
from chalicelib.policies.refusals import (
    CreditExpired,
    OtherCareType,
    OtherChild,
    OtherGroup,
    OtherProduct,
    OtherSize,
    OutsideExchangeWindow,
)
from chalicelib.policies.spans import within_reason
from chalicelib.policies.windows import Days, Window


class Scope(StrEnum):
    """In what a wanted day must be as the day was that gave the credit: always in the child."""

    CHILD = "child"
    CARE_TYPE = "care_type"
    PRODUCT = "product"
    GROUP = "group"


class ExpiryCounts(StrEnum):
    """Which day must be before a credit expires: the one wanted, or the one of asking for it."""

    WANTED_DAY = "wanted_day"
    DAY_OF_ASKING = "day_of_asking"


class OnContractChange(StrEnum):
    KEEP = "keep"
    PRO_RATA = "pro_rata"


@dataclass(frozen=True)
class PublicHolidayCredit:
    """A public holiday on a contract day gives a credit by itself, so many days before it.

    With a weekday (0 is Monday) it is the last such day before the holiday instead.
    """

    window: Window = field(default_factory=Window)
    days_before: int = 0
    weekday_before: int | None = None

    def given_on(self, holiday: date) -> date:
        holiday = within_reason(holiday)
        if self.weekday_before is None:
            return holiday - timedelta(days=self.days_before)
        return holiday - timedelta(days=(holiday.weekday() - self.weekday_before - 1) % 7 + 1)


@dataclass(frozen=True)
class Credits:
    """The unit, what sizes of days are worth in it, and how a credit may be used.

    Without `sizes` a day is worth its hours. `split_allowed`: a part of a credit may be used, and
    the rest stays. `combine_allowed`: several credits may pay one day. `mix_with_invoice`: what
    they do not pay goes on the invoice.
    """

    unit: Unit = Unit.HOURS
    sizes: Sequence[Size] = ()
    caps: Sequence[Cap] = ()
    scope: frozenset[Scope] = frozenset({Scope.CHILD, Scope.CARE_TYPE})
    expiry_counts: ExpiryCounts = ExpiryCounts.WANTED_DAY
    same_size_only: bool = False
    split_allowed: bool = True
    combine_allowed: bool = True
    mix_with_invoice: bool = True
    expires_at_contract_end: bool = True
    on_contract_change: OnContractChange = OnContractChange.KEEP
    public_holiday_credit: PublicHolidayCredit | None = None

    def cost_of(self, hours: Decimal) -> Decimal:
        """Return what a day of so many hours costs, in the unit."""
        return worth(hours, self.sizes)

    def after_contract_change(
        self, left: Decimal, *, hours_before: Decimal, hours_after: Decimal
    ) -> Decimal:
        """Return what is left of a credit when the weekly hours change; it never grows."""
        is_less = NOTHING <= hours_after < hours_before
        if self.on_contract_change is OnContractChange.KEEP or not is_less:
            return left
        return min(left, rounded(left * hours_after / hours_before, self.sizes))


class UsableCredit(Protocol):
    """What the rules want to know of a credit: of what kind the day was that was given up.

    What nobody knows of that day is None, and fits whatever is wanted.
    """

    @property
    def child_id(self) -> str: ...
    @property
    def care_type(self) -> CareType | None: ...
    @property
    def product(self) -> str | None: ...
    @property
    def group_id(self) -> str | None: ...
    @property
    def given_hours(self) -> Decimal | None: ...
    @property
    def usable_from(self) -> date: ...
    @property
    def expires_on(self) -> date | None: ...


def why_not_usable(
    credits_: Credits,
    credit: UsableCredit,
    wanted_day: date,
    *,
    hours: Decimal,
    child_id: str,
    care_type: CareType,
    product: str | None,
    group_id: str | None,
    today: date,
) -> PortalError | None:
    """Return the rule against paying this day with this credit, or None."""
    scope = credits_.scope
    if credit.child_id != child_id:
        return OtherChild()
    if credit.care_type not in (None, care_type) and Scope.CARE_TYPE in scope:
        return OtherCareType()
    if credit.product not in (None, product) and Scope.PRODUCT in scope:
        return OtherProduct()
    if credit.group_id not in (None, group_id) and Scope.GROUP in scope:
        return OtherGroup()
    refusal = _why_not_then(credits_, credit, wanted_day, today)
    if refusal is None and credits_.same_size_only:
        return _why_not_so_long(credits_, credit, wanted_day, hours)
    return refusal


def _why_not_then(
    credits_: Credits, credit: UsableCredit, wanted_day: date, today: date
) -> PortalError | None:
    last = credit.expires_on
    by_asking = credits_.expiry_counts is ExpiryCounts.DAY_OF_ASKING
    if last is not None and (today > last or (wanted_day > last and not by_asking)):
        return CreditExpired(day=wanted_day, expires_on=last)
    if wanted_day < credit.usable_from:
        return OutsideExchangeWindow(day=wanted_day, days=Days(credit.usable_from, last))
    return None


def _why_not_so_long(
    credits_: Credits, credit: UsableCredit, wanted_day: date, hours: Decimal
) -> PortalError | None:
    if credit.given_hours is None:
        return None
    sizes = credits_.sizes
    if size_number(credit.given_hours, sizes) == size_number(hours, sizes):
        return None
    return OtherSize(day=wanted_day)
