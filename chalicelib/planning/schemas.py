"""What goes over the wire about contracts. Hours are decimals as text, amounts whole cents."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, Literal, Self

from msgspec import Meta, Struct

from chalicelib.contracts.changes import Terms, Warned
from chalicelib.contracts.model import CareDay, Contract
from chalicelib.contracts.refusals import ClosesBeforeItOpens
from chalicelib.core.language import Language
from chalicelib.core.slots import Slot
from chalicelib.http.fields import Day, Id
from chalicelib.organisations.model import CareType, Configuration
from chalicelib.planning.ending import EndingQuote
from chalicelib.planning.service import ContractHistory, NewContract
from chalicelib.planning.words import ending_in_words

_END = r"$(?!\n)"
Clock = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]" + _END)]
Hours = Annotated[str, Meta(pattern=r"^([1-9]|1[0-9]|2[0-3])(\.[0-9]{1,2})?" + _END)]
Number = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9_./-]+" + _END)]
Weekday = Annotated[int, Meta(ge=0, le=6)]


class CareDayBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Monday is 0. `hours` are those that are paid: without them, all of the part of the day."""

    weekday: Weekday
    opens: Clock
    closes: Clock
    hours: Hours | None = None

    def care_day(self) -> CareDay:
        """:raises ClosesBeforeItOpens: it has no hours."""
        opens, closes = time.fromisoformat(self.opens), time.fromisoformat(self.closes)
        if opens >= closes:
            raise ClosesBeforeItOpens
        slot = Slot(opens, closes)
        return CareDay(self.weekday, slot, Decimal(self.hours) if self.hours else slot.hours)


class TermsBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is agreed. `calendar` names the opening calendar of a contract without all weeks."""

    group_id: Id
    care_type: CareType
    days: Annotated[list[CareDayBody], Meta(min_length=1, max_length=7)]
    weeks_per_year: Annotated[int, Meta(ge=1, le=52)]
    hourly_rate: Annotated[int, Meta(ge=0, le=10_000)]
    calendar: Id | None = None

    def terms(self) -> Terms:
        days = sorted(it.care_day() for it in self.days)
        return Terms(
            group_id=self.group_id,
            care_type=self.care_type,
            days=tuple(days),
            weeks_per_year=self.weeks_per_year,
            hourly_rate=self.hourly_rate,
            calendar=self.calendar,
        )


class NewContractBody(TermsBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without `until` it goes on; without a number of the back office it gets one."""

    start: Day
    until: Day | None = None
    number: Number | None = None

    def contract(self) -> NewContract:
        return NewContract(self.terms(), self.start, self.until, self.number)


class ContractChangeBody(TermsBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The terms that hold from that day on."""

    start: Day


class EndingBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The last day; without one the contract goes on."""

    until: Day | None


class EndingRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The last day: as the quote said, or later."""

    until: Day


class EndingQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without a day it is the first that is possible."""

    until: Day | None = None


class CareDayView(Struct, frozen=True, kw_only=True):
    weekday: int
    opens: str
    closes: str
    hours: Decimal

    @classmethod
    def of(cls, agreed: CareDay) -> Self:
        return cls(
            weekday=agreed.weekday,
            opens=f"{agreed.slot.opens:%H:%M}",
            closes=f"{agreed.slot.closes:%H:%M}",
            hours=agreed.hours,
        )


class ContractView(Struct, frozen=True, kw_only=True):
    """A row of a contract: those with the same number follow each other by their version.

    What is called off was agreed, and ended before it began.
    """

    contract_id: str
    number: str
    version: int
    state: Literal["coming", "running", "over", "called_off"]
    group_id: str
    group: str
    care_type: CareType
    days: list[CareDayView]
    hours_per_week: Decimal
    weeks_per_year: int
    calendar: str | None
    hourly_rate: int
    start: date
    until: date | None

    @classmethod
    def of(cls, contract: Contract, configuration: Configuration, today: date) -> Self:
        return cls(
            contract_id=contract.contract_id,
            number=contract.number,
            version=contract.version,
            state=_state(contract, today),
            group_id=contract.group_id,
            group=configuration.group(contract.group_id).name,
            care_type=contract.care_type,
            days=[CareDayView.of(it) for it in contract.days],
            hours_per_week=contract.hours_per_week,
            weeks_per_year=contract.weeks_per_year,
            calendar=contract.calendar,
            hourly_rate=contract.hourly_rate,
            start=contract.start,
            until=contract.until,
        )


class ContractListView(Struct, frozen=True, kw_only=True):
    """All contracts of a child, with their history; in the order in which they begin."""

    contracts: list[ContractView]

    @classmethod
    def of(cls, history: ContractHistory, today: date) -> Self:
        return cls(contracts=_views(history, today))


class ContractsChangedView(Struct, frozen=True, kw_only=True):
    """All contracts after a change. `warnings` are what staff should know of the new one."""

    contracts: list[ContractView]
    warnings: list[Warned]

    @classmethod
    def of(cls, history: ContractHistory, today: date) -> Self:
        return cls(contracts=_views(history, today), warnings=list(history.warnings))


class EndingQuoteView(Struct, frozen=True, kw_only=True):
    """What ending would do: `until` is the last day, `earliest` the first that it can be.

    `rules` are sentences: how long the notice is, what becomes of credits, and who can undo it.
    """

    contract_id: str
    earliest: date
    until: date
    rules: list[str]

    @classmethod
    def of(cls, quote: EndingQuote, language: Language) -> Self:
        return cls(
            contract_id=quote.contract.contract_id,
            earliest=quote.earliest,
            until=quote.until,
            rules=ending_in_words(quote, language),
        )


class ContractEndedView(Struct, frozen=True, kw_only=True):
    contract_id: str
    until: date


def _views(history: ContractHistory, today: date) -> list[ContractView]:
    return [ContractView.of(it, history.configuration, today) for it in history.contracts]


def _state(contract: Contract, today: date) -> Literal["coming", "running", "over", "called_off"]:
    if not contract.has_days:
        return "called_off"
    if contract.start > today:
        return "coming"
    return "running" if today in contract.period else "over"
