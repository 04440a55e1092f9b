"""What a rule of an organisation can be against. Each is one outcome, with the rule's numbers.

Their sentences are in `http/texts/policies.py`; what cancelling gives is told by `words`.
"""

from chalicelib.core.errors import Conflict


class TooLate(Conflict):
    """The time for it is over: it could be done until `until`, and now can from `earliest` on."""

    facts = ("day", "until", "earliest")


class TooEarly(Conflict):
    """The day is too far ahead: it can be done for days up to `latest` now."""

    facts = ("day", "latest")


class ExtraDaysNotOffered(Conflict):
    """There are no extra days for this care."""


class ExchangeNotOffered(Conflict):
    """Days of this care are not exchanged."""


class OutsideExchangeWindow(Conflict):
    """The day is before or after those for which the given day, or the credit, may be used."""

    facts = ("day", "days")


class CreditExpired(Conflict):
    """The credit is not valid any more, or will not be on that day."""

    facts = ("day", "expires_on")


class NotEnoughCredit(Conflict):
    """The day costs more than there is, and the rest cannot be paid by invoice."""

    facts = ("needed", "left")


class OtherChild(Conflict):
    """The credit is for another child."""


class OtherCareType(Conflict):
    """The credit was earned with another kind of care."""


class OtherProduct(Conflict):
    """The credit was earned with another kind of contract."""


class OtherGroup(Conflict):
    """The credit was earned in another group."""


class OtherSize(Conflict):
    """The wanted day is longer or shorter than the given one, and must have its size."""

    facts = ("day",)


class YearlyLimitReached(Conflict):
    """As much as there is in a year was earned, or exchanged, already: `limit`."""

    facts = ("limit", "year")


class BalanceLimitReached(Conflict):
    """As much as one may have at a time is there already: `limit`."""

    facts = ("limit",)


class ReasonEarnsNothing(Conflict):
    """Who stays away for this reason gets nothing back."""


class PublicHolidayExcluded(Conflict):
    """The day is a public holiday: it is not given back, and not exchanged."""

    facts = ("day",)


class ClosingDayExcluded(Conflict):
    """The day is a closing day: it is not given back, and not exchanged."""

    facts = ("day",)


class WholeDaysOnly(Conflict):
    """Only the whole day, or as much of it as the contract has, can be asked for."""

    facts = ("day",)


class AlreadyExchanged(Conflict):
    """The day came from an exchange, and is not exchanged again."""

    facts = ("day",)
