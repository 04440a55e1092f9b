"""All rules of an organisation, and which of them hold on a day. No input or output here.

What other rooms need of this room's concepts is here by name: they import it from this file.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby

from chalicelib.core.errors import Conflict, Malformed
from chalicelib.core.values import dataclass
from chalicelib.organisations.model import CareType
from chalicelib.policies.amounts import (
    Amount,
    Cap,
    CapKind,
    Exchanges,
    Size,
    Unit,
)
from chalicelib.policies.asking import Asking, Payment
from chalicelib.policies.cancelling import (
    Because,
    BookedPart,
    Cancelling,
    Earned,
    EarnRule,
    NothingEarned,
    Outcome,
    Reason,
)
from chalicelib.policies.contracts import ContractNotice
from chalicelib.policies.credits import (
    Credits,
    ExpiryCounts,
    OnContractChange,
    PublicHolidayCredit,
    Scope,
    UsableCredit,
)
from chalicelib.policies.deciding import (
    ByStaff,
    Capacity,
    Collected,
    Deciding,
    Decision,
    Instant,
    Monthly,
)
from chalicelib.policies.exchanging import Exchanging
from chalicelib.policies.leads import ClockTime, HoursBefore, Lead, WholeDays, deadline
from chalicelib.policies.policy import Policy
from chalicelib.policies.refusals import (
    AlreadyExchanged,
    BalanceLimitReached,
    ClosingDayExcluded,
    CreditExpired,
    ExchangeNotOffered,
    ExtraDaysNotOffered,
    NotEnoughCredit,
    OtherCareType,
    OtherChild,
    OtherGroup,
    OtherProduct,
    OtherSize,
    OutsideExchangeWindow,
    PublicHolidayExcluded,
    ReasonEarnsNothing,
    TooEarly,
    TooLate,
    WholeDaysOnly,
    YearlyLimitReached,
)
from chalicelib.policies.spans import Span, SpanUnit
from chalicelib.policies.windows import (
    AfterEarning,
    AfterGivenDay,
    AtOnce,
    BeforeGivenDay,
    Days,
    From,
    FromWeek,
    Never,
    Until,
    UntilWeek,
    Window,
    YearEnd,
    YearStart,
)

__all__ = [
    "AfterEarning",
    "AfterGivenDay",
    "AlreadyExchanged",
    "Amount",
    "Asking",
    "AtOnce",
    "BalanceLimitReached",
    "Because",
    "BeforeGivenDay",
    "BookedPart",
    "ByStaff",
    "Cancelling",
    "Cap",
    "CapKind",
    "Capacity",
    "ClockTime",
    "ClosingDayExcluded",
    "Collected",
    "ContractNotice",
    "CreditExpired",
    "Credits",
    "Days",
    "Deciding",
    "Decision",
    "EarnRule",
    "Earned",
    "ExchangeNotOffered",
    "Exchanges",
    "Exchanging",
    "ExpiryCounts",
    "ExtraDaysNotOffered",
    "From",
    "FromWeek",
    "HoursBefore",
    "Instant",
    "Lead",
    "Monthly",
    "Never",
    "NotEnoughCredit",
    "NothingEarned",
    "OnContractChange",
    "OtherCareType",
    "OtherChild",
    "OtherGroup",
    "OtherProduct",
    "OtherSize",
    "Outcome",
    "OutsideExchangeWindow",
    "Payment",
    "Policies",
    "Policy",
    "PublicHolidayCredit",
    "PublicHolidayExcluded",
    "Reason",
    "ReasonEarnsNothing",
    "Scope",
    "Size",
    "Span",
    "SpanUnit",
    "TooEarly",
    "TooLate",
    "Unit",
    "Until",
    "UntilWeek",
    "UsableCredit",
    "WholeDays",
    "WholeDaysOnly",
    "Window",
    "YearEnd",
    "YearStart",
    "YearlyLimitReached",
    "deadline",
]


class PolicyChanged(Conflict):
    """Somebody else has saved a newer version since these rules were read."""


class PolicyInThePast(Malformed):
    """Rules begin today at the earliest: nobody changes what was decided by those of before."""

    facts = ("effective_from", "earliest")


def default_policy(care_type: CareType) -> Policy:
    """Return the rules of organisations that have none of their own: there are always rules."""
    return Policy(care_type, effective_from=date.min, version=0, author="")


@dataclass(frozen=True)
class Policies:
    """All documents of an organisation."""

    documents: Sequence[Policy] = ()

    def for_day(self, care_type: CareType, day: date) -> Policy:
        """Return the rules of that day: they began last, and of one day's the newest version."""
        starts, policies = self._by_care_type[care_type]
        return policies[bisect_right(starts, day)]

    def later(self, care_type: CareType, day: date) -> Sequence[Policy]:
        """Return the rules that come after those of that day, in their order."""
        starts, policies = self._by_care_type[care_type]
        return policies[bisect_right(starts, day) + 1 :]

    def versions(self, care_type: CareType) -> list[Policy]:
        """Return every document, the newest version first; replaced ones as well."""
        found = [it for it in self.documents if it.care_type is care_type]
        return sorted(found, key=lambda it: it.version, reverse=True)

    def latest_version(self, care_type: CareType) -> int:
        """Return the version that was saved last; 0 before the first."""
        return max((it.version for it in self.documents if it.care_type is care_type), default=0)

    @cached_property
    def _by_care_type(self) -> dict[CareType, tuple[Sequence[date], Sequence[Policy]]]:
        return {it: _in_order(it, self.documents) for it in CareType}


def _in_order(
    care_type: CareType, documents: Iterable[Policy]
) -> tuple[Sequence[date], Sequence[Policy]]:
    """Return the days on which rules begin, and the rules: one more, which are those of before."""
    own = [it for it in documents if it.care_type is care_type]
    own.sort(key=lambda it: (it.effective_from, it.version))
    last = [[*each][-1] for _, each in groupby(own, key=lambda it: it.effective_from)]
    return [it.effective_from for it in last], [default_policy(care_type), *last]
