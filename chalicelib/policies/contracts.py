"""Until when a parent can end a contract."""

from dataclasses import field
from datetime import date

from chalicelib.core.periods import Month
from chalicelib.core.values import dataclass
from chalicelib.policies.spans import Span, SpanUnit


@dataclass(frozen=True)
class ContractNotice:
    """So long after the notice; with `at_month_end` at the end of the month in which that is."""

    span: Span = field(default_factory=lambda: Span(1, SpanUnit.MONTHS))
    at_month_end: bool = False

    def last_day(self, given_on: date) -> date:
        """Return the first day that can be the last one of the contract."""
        last = self.span.after(given_on)
        return Month.of(last).last_day if self.at_month_end else last
