"""One document: an organisation's rules for a kind of care, and what follows from them."""

from dataclasses import field
from datetime import date, datetime, time
from decimal import Decimal

from chalicelib.core.errors import PortalError
from chalicelib.core.periods import day_of
from chalicelib.core.values import dataclass
from chalicelib.organisations.model import CareType
from chalicelib.policies.amounts import NOTHING, Amount, size_number, worth
from chalicelib.policies.asking import Asking, Payment, why_not_asked
from chalicelib.policies.cancelling import (
    Because,
    BookedPart,
    Cancelling,
    Earned,
    Outcome,
    Reason,
    outcome_of,
)
from chalicelib.policies.contracts import ContractNotice
from chalicelib.policies.credits import Credits, UsableCredit, why_not_usable
from chalicelib.policies.deciding import Deciding
from chalicelib.policies.exchanging import Exchanging, why_not_exchanged
from chalicelib.policies.leads import deadline, is_in_time
from chalicelib.policies.refusals import ExchangeNotOffered, ExtraDaysNotOffered
from chalicelib.policies.windows import Days


@dataclass(frozen=True)
class Policy:
    """One document: the rules for the days from `effective_from` on, until a newer one begins.

    The rules of a day are those in force on that day, not those of the day on which somebody asks.
    Version 0 are the rules of organisations that have none of their own. Without `exchanging` no
    days are exchanged; without `contract_notice` parents ask the office to end a contract.
    """

    care_type: CareType
    effective_from: date
    version: int
    author: str
    cancelling: Cancelling = field(default_factory=Cancelling)
    credits: Credits = field(default_factory=Credits)
    exchanging: Exchanging | None = field(default_factory=Exchanging)
    asking: Asking = field(default_factory=Asking)
    deciding: Deciding = field(default_factory=Deciding)
    contract_notice: ContractNotice | None = field(default_factory=ContractNotice)

    def why_not_asked(
        self, day: date, *, now: datetime, opens: time | None = None
    ) -> PortalError | None:
        """Return TooLate or TooEarly, not raised, or None if the day can be asked for now.

        `opens` is when the care would begin; without it the day begins at midnight.
        """
        return why_not_asked(self.asking, day, now=now, opens=opens)

    def check_request_time(self, day: date, *, now: datetime, opens: time | None = None) -> None:
        """:raises TooLate, TooEarly: the day cannot be asked for now."""
        _raise(self.why_not_asked(day, now=now, opens=opens))

    def check_extra_days(self) -> None:
        """:raises ExtraDaysNotOffered: there are none for this care."""
        if not self.asking.pay_with:
            raise ExtraDaysNotOffered

    def can_pay_with(self, payment: Payment) -> bool:
        return payment in self.asking.pay_with

    def may_cancel(self, day: date, *, now: datetime) -> bool:
        """Tell whether a booked day can be cancelled: until the day itself, whatever it gives."""
        return day >= day_of(now)

    def may_cancel_granted(self, day: date, *, now: datetime, opens: time | None = None) -> bool:
        """Tell whether a granted extra or exchanged day is let go, with what was paid for it."""
        lead = self.asking.granted_cancellable_until
        return lead is not None and is_in_time(lead, day, now=now, opens=opens)

    def granted_cancellable_until(self, day: date, *, opens: time | None = None) -> datetime | None:
        """Return until when a granted day is let go; None if it never is."""
        lead = self.asking.granted_cancellable_until
        return deadline(lead, day, opens) if lead else None

    def earns(
        self,
        part: BookedPart,
        *,
        reason: Reason,
        now: datetime,
        earned_this_year: Decimal = NOTHING,
        balance: Decimal = NOTHING,
    ) -> Outcome:
        """Return what cancelling gives back: `Earned`, or `NothingEarned` with the rule.

        `earned_this_year` is all that days of the given day's calendar year have given, used or
        not; `balance` is what is left now. Both are of what a credit is for (`credits.scope`), in
        the unit of this policy.
        """
        return outcome_of(
            self.cancelling,
            self.credits,
            part,
            reason=reason,
            now=now,
            earned_this_year=earned_this_year,
            balance=balance,
            version=self.version,
        )

    def public_holiday_credit(self, holiday: date, *, hours: Decimal) -> Earned | None:
        """Return what a public holiday on a contract day gives by itself, or None.

        It is given on `credits.public_holiday_credit.given_on(holiday)`, and no cap holds for it.
        """
        rule = self.credits.public_holiday_credit
        if rule is None:
            return None
        given_on = rule.given_on(holiday)
        usable = rule.window.of(holiday, given_on=given_on)
        in_full = self.cost_of(hours)
        because = Because(BookedPart(holiday, hours), None, self.version)
        return Earned(
            Amount(in_full, self.credits.unit), in_full, usable.first, usable.last, because
        )

    def why_not_usable(
        self,
        credit: UsableCredit,
        wanted_day: date,
        *,
        hours: Decimal,
        child_id: str,
        today: date,
        product: str | None = None,
        group_id: str | None = None,
    ) -> PortalError | None:
        """Return the rule against paying this day with this credit, not raised, or None.

        It is OtherChild, OtherCareType, OtherProduct, OtherGroup, CreditExpired,
        OutsideExchangeWindow or OtherSize. The policy is the one of the wanted day.
        """
        return why_not_usable(
            self.credits,
            credit,
            wanted_day,
            hours=hours,
            child_id=child_id,
            care_type=self.care_type,
            product=product,
            group_id=group_id,
            today=today,
        )

    def cost_of(self, hours: Decimal) -> Decimal:
        """Return what a day of so many hours costs, in hours or points."""
        return worth(hours, self.credits.sizes)

    def is_same_size(self, hours: Decimal, others: Decimal) -> bool:
        sizes = self.credits.sizes
        return size_number(hours, sizes) == size_number(others, sizes)

    def invoice_hours(self, hours: Decimal, *, paid: Decimal) -> Decimal:
        """Return the hours that go on the invoice when credits pay `paid` of the day's cost."""
        cost = self.cost_of(hours)
        return hours - hours * min(paid, cost) / cost if cost else hours

    def why_not_exchanged(
        self,
        given: BookedPart,
        wanted_day: date,
        *,
        hours: Decimal,
        now: datetime,
        opens: time | None = None,
        exchanges_this_year: int = 0,
        earned_this_year: Decimal = NOTHING,
    ) -> PortalError | None:
        """Return the rule against giving `given` for `hours` on the wanted day, or None.

        The policy is the one of the given day. `opens` is when care on the wanted day begins;
        `exchanges_this_year` are those granted for given days of the given day's calendar year,
        and `earned_this_year` what such days gave, as in `earns`.
        """
        if self.exchanging is None:
            return ExchangeNotOffered()
        return self.why_not_asked(wanted_day, now=now, opens=opens) or why_not_exchanged(
            self.exchanging,
            self.credits,
            given,
            wanted_day,
            hours=hours,
            exchanges_this_year=exchanges_this_year,
            earned_this_year=earned_this_year,
            now=now,
        )

    def check_exchange(
        self,
        given: BookedPart,
        wanted_day: date,
        *,
        hours: Decimal,
        now: datetime,
        opens: time | None = None,
        exchanges_this_year: int = 0,
        earned_this_year: Decimal = NOTHING,
    ) -> None:
        """:raises PortalError: what `why_not_exchanged` returns."""
        _raise(
            self.why_not_exchanged(
                given,
                wanted_day,
                hours=hours,
                now=now,
                opens=opens,
                exchanges_this_year=exchanges_this_year,
                earned_this_year=earned_this_year,
            )
        )

    def exchange_days(self, given_day: date, *, today: date) -> Days | None:
        """Return for which days it can be given; None: days are not exchanged."""
        return self.exchanging.window.of(given_day, given_on=today) if self.exchanging else None

    def after_contract_change(
        self, left: Decimal, *, hours_before: Decimal, hours_after: Decimal
    ) -> Decimal:
        """Return what is left of a credit when the hours per week change; it never grows."""
        return self.credits.after_contract_change(
            left, hours_before=hours_before, hours_after=hours_after
        )

    def expiry_at_contract_end(self, expires_on: date | None, *, until: date) -> date | None:
        """Return when a credit expires if the contract ends after the day `until`."""
        if not self.credits.expires_at_contract_end:
            return expires_on
        return until if expires_on is None else min(expires_on, until)

    def decided_on(self, wanted_day: date, *, asked_on: date, is_exchange: bool) -> date | None:
        """Return the day on which it is decided, or by which it is promised; None: not promised."""
        rule = self.deciding.exchanges if is_exchange else self.deciding.extra_days
        return rule.decided_on(wanted_day, asked_on=asked_on)

    def last_contract_day(self, *, notice_on: date) -> date | None:
        """Return the first day that can be a contract's last; None: parents ask the office."""
        return self.contract_notice.last_day(notice_on) if self.contract_notice else None


def _raise(refusal: PortalError | None) -> None:
    if refusal:
        raise refusal
