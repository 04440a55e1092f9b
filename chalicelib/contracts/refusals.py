"""What stands in the way of a contract, or of a change of one. No input or output here."""

from chalicelib.core.errors import Conflict, Malformed


class ContractsOverlap(Conflict):
    """On a weekday the child would come twice at the same time to the same group."""

    facts = ("day", "number")


class ChangeBeforeStart(Conflict):
    """The contract begins later than the change, or than its last day."""

    facts = ("start",)


class ContractIsOver(Conflict):
    """The contract ended before that day."""

    facts = ("until",)


class MonthIsOver(Conflict):
    """The month is over, and its invoice is out: changes begin in this month at the earliest."""

    facts = ("earliest",)


class EndsBeforeItBegins(Malformed):
    """The last day of a contract comes before its first."""


class GroupOfOtherCare(Conflict):
    """The group is for another kind of care."""

    facts = ("group",)


class ClosedThatWeekday(Conflict):
    """The group is not open on one of the weekdays; Monday is 0."""

    facts = ("group", "weekday")


class OutsideOpeningHours(Conflict):
    """A part of the day begins before the group opens, or ends after it closes."""

    facts = ("group", "opens", "closes")


class CalendarUnknown(Conflict):
    """There is no opening calendar with this name."""

    facts = ("calendar",)


class ClosesBeforeItOpens(Malformed):
    """A part of a day ends after it begins."""


class WeekdayTwice(Malformed):
    """A contract has one part of each weekday; Monday is 0."""

    facts = ("weekday",)


class EndingByOffice(Conflict):
    """Here parents do not end this kind of contract themselves: the office does."""


class NoticeTooShort(Conflict):
    """The contract runs for the notice period: its last day is `earliest`, or later."""

    facts = ("earliest",)


class ContractEndsAlready(Conflict):
    """Its end was agreed before, for that day or an earlier one."""

    facts = ("until",)


class TooManyContracts(Conflict):
    """The child has had more contracts than can be kept together."""
