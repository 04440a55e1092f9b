"""What goes over the wire about the days of a child. Hours are decimals as text, amounts cents."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Literal, Self

from msgspec import Meta, Struct, json

from chalicelib.bookings import words
from chalicelib.bookings.asking import Asking
from chalicelib.bookings.cancelling import Absences, Cancellation, Cancelled, gives_in_words
from chalicelib.bookings.looking import Outlook
from chalicelib.bookings.model import (
    RANGE,
    Decides,
    GrantedDayStays,
    Offer,
    Option,
    PartOfDay,
    Pay,
    Wanted,
    spent_by,
)
from chalicelib.bookings.ruling import rule_in_words
from chalicelib.core.errors import PortalError
from chalicelib.core.language import Language
from chalicelib.days.calendar import BookedDay, DayState
from chalicelib.days.model import NOTHING, Absence, DayRef, Request, RequestKind, RequestState
from chalicelib.http.fields import Day, Id
from chalicelib.http.texts import sentence
from chalicelib.occupancy.model import AbsenceReason, ClosedDay
from chalicelib.policies.model import Earned, Outcome, Unit
from chalicelib.policies.words import why_nothing_in_words

Days = Annotated[list[Day], Meta(min_length=1, max_length=RANGE)]
Children = Annotated[list[Id], Meta(min_length=1, max_length=20)]
Cents = Annotated[int, Meta(ge=0, le=10_000_000)]


class GivenDay(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The day that is given up for another."""

    day: Day
    group_id: Id

    @property
    def ref(self) -> DayRef:
        return DayRef(self.day, self.group_id)


class AskRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without a group it is the one of the child's contract; with `gives` it is an exchange.

    `part` is "contract" for as long as the contract has it. `pay` is left out for credit before
    money. `agreed_price` is what was shown, in cents: it never becomes more. With `or_wait` a full
    day is waited for.
    """

    day: Day
    part: PartOfDay = PartOfDay.CONTRACT
    group_id: Id | None = None
    gives: GivenDay | None = None
    pay: Pay | None = None
    or_wait: bool = False
    agreed_price: Cents | None = None

    @property
    def asking(self) -> Asking:
        gives = self.gives.ref if self.gives else None
        wanted = Wanted(self.day, self.part, self.group_id, gives)
        return Asking(wanted, self.pay, or_wait=self.or_wait, agreed=self.agreed_price)


class DaysQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From the first day up to and including the last, at most two months of them.

    `gives_day` and `gives_group_id` name what would be given for one of them, and go together.
    """

    first: Day
    last: Day
    part: PartOfDay = PartOfDay.CONTRACT
    group_id: Id | None = None
    gives_day: Day | None = None
    gives_group_id: Id | None = None

    def __post_init__(self) -> None:
        if (self.gives_day is None) is not (self.gives_group_id is None):
            raise ValueError("`gives_day` and `gives_group_id` go together")

    @property
    def gives(self) -> DayRef | None:
        if self.gives_day is None or self.gives_group_id is None:
            return None
        return DayRef(self.gives_day, self.gives_group_id)


class AbsenceRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which children of the family are expected no more on which days, and why."""

    child_ids: Children
    days: Days
    reason: Literal["holiday", "sick", "other"]

    @property
    def absences(self) -> Absences:
        return Absences(self.child_ids, self.days, AbsenceReason(self.reason))


class RequestView(Struct, frozen=True, kw_only=True):
    """A day that was asked for. The three kinds of hours add up to `hours`; `price` is in cents.

    `rule` says in words what decided, `reason` what a colleague added, `policy` which version of
    the rules. `gives_day` is the day that is exchanged for it.
    """

    request_id: str
    kind: RequestKind
    child_id: str
    day: date
    opens: time
    closes: time
    group_id: str
    state: RequestState
    hours: Decimal
    credit_hours: Decimal
    invoice_hours: Decimal
    exchanged_hours: Decimal
    price: int
    gives_day: date | None
    asked_at: datetime
    decided_at: datetime | None
    rule: str | None
    reason: str | None
    policy: str

    @classmethod
    def of(cls, request: Request, language: Language) -> Self:
        decision, payment = request.decision, request.payment
        return cls(
            request_id=request.request_id,
            kind=request.kind,
            child_id=request.child_id,
            day=request.day,
            opens=request.slot.opens,
            closes=request.slot.closes,
            group_id=request.group_id,
            state=request.state,
            hours=request.hours,
            credit_hours=payment.credit_hours,
            invoice_hours=payment.invoice_hours,
            exchanged_hours=payment.exchanged_hours,
            price=request.price,
            gives_day=request.gives.day if request.gives else None,
            asked_at=request.asked_at,
            decided_at=decision.at if decision else None,
            rule=rule_in_words(request, language),
            reason=decision.reason if decision else None,
            policy=decision.policy if decision else "",
        )


class AbsenceView(Struct, frozen=True, kw_only=True):
    """`earned` is the credit it gave, in this `unit`; `exchanged_for` is the other day.

    `unit` is null where nothing was earned.
    """

    reason: AbsenceReason
    at: datetime
    earned: Decimal
    unit: Literal["hours", "points"] | None
    exchanged_for: date | None

    @classmethod
    def of(cls, absence: Absence) -> Self:
        return cls(
            reason=absence.reason,
            at=absence.at,
            earned=absence.earned,
            unit=absence.unit.value if absence.unit else None,
            exchanged_for=absence.exchanged_for,
        )


class BookedDayView(Struct, frozen=True, kw_only=True):
    """A day in the calendar. On a closed day `closed_because` may say why."""

    day: date
    state: DayState
    opens: time
    closes: time
    hours: Decimal
    group_id: str
    group: str
    closed_because: str | None
    request: RequestView | None
    absence: AbsenceView | None

    @classmethod
    def of(cls, booked: BookedDay, language: Language) -> Self:
        return cls(
            day=booked.day,
            state=booked.state,
            opens=booked.slot.opens,
            closes=booked.slot.closes,
            hours=booked.hours,
            group_id=booked.group.group_id,
            group=booked.group.name,
            closed_because=booked.reason,
            request=RequestView.of(booked.request, language) if booked.request else None,
            absence=AbsenceView.of(booked.absence) if booked.absence else None,
        )


class ChildMonthView(Struct, frozen=True, kw_only=True):
    month: str
    days: list[BookedDayView]


class RefusalView(Struct, frozen=True, kw_only=True):
    """What stands in the way: a code, and a sentence that says what to do next."""

    code: str
    message: str

    @classmethod
    def of(cls, refusal: PortalError, language: Language) -> Self:
        return cls(code=refusal.code, message=sentence(refusal, language))


class OptionView(Struct, frozen=True, kw_only=True):
    """One way to pay; `told` says it in words, `expires_on` when the first of the credit ends.

    The credit that it takes is this `amount` of the `unit`, which pays `credit_hours` of care;
    without credit the unit is null.
    """

    pay: Pay
    amount: Decimal
    unit: Unit | None
    credit_hours: Decimal
    expires_on: date | None
    invoice_hours: Decimal
    price: int
    invoice_month: str | None
    told: str

    @classmethod
    def of(cls, option: Option, language: Language) -> Self:
        payment, month = option.payment, option.invoice_month
        ends = [it.grant.usable_until for it in payment.uses if it.grant.usable_until]
        spent = spent_by(payment)
        return cls(
            pay=option.pay,
            amount=spent.amount if spent else NOTHING,
            unit=spent.unit if spent else None,
            credit_hours=payment.credit_hours,
            expires_on=min(ends, default=None),
            invoice_hours=payment.invoice_hours,
            price=payment.price,
            invoice_month=str(month) if month else None,
            told=words.option_in_words(option, language),
        )


class OfferView(Struct, frozen=True, kw_only=True):
    """What a day would take. `decided_on` is when it is decided, or by when that is promised."""

    opens: time
    closes: time
    hours: Decimal
    group_id: str
    group: str
    decides: Decides
    decided_on: date | None
    options: list[OptionView]

    @classmethod
    def of(cls, offer: Offer, language: Language) -> Self:
        terms = offer.terms
        return cls(
            opens=terms.slot.opens,
            closes=terms.slot.closes,
            hours=terms.hours,
            group_id=terms.group.group_id,
            group=terms.group.name,
            decides=offer.decides,
            decided_on=offer.decided_on,
            options=[OptionView.of(it, language) for it in offer.options],
        )


class OutlookView(Struct, frozen=True, kw_only=True):
    """A day as somebody sees it who might want it; `no` is whatever else stands in the way."""

    day: date
    state: Literal["free", "tight", "full", "closed", "no"]
    offer: OfferView | None
    refusal: RefusalView | None

    @classmethod
    def of(cls, outlook: Outlook, language: Language) -> Self:
        offer, refusal = outlook.offer, outlook.refusal
        closed: Literal["closed", "no"] = "closed" if isinstance(refusal, ClosedDay) else "no"
        return cls(
            day=outlook.day,
            state=offer.room.value if offer else closed,
            offer=OfferView.of(offer, language) if offer else None,
            refusal=RefusalView.of(refusal, language) if refusal else None,
        )


class OutlookListView(Struct, frozen=True, kw_only=True):
    days: list[OutlookView]


class CancellationView(Struct, frozen=True, kw_only=True):
    """What cancelling a day `gives`, in words; `nothing_because` says why it gives nothing.

    Of an exchanged day that is let go, `comes_again_on` is the given day if that comes back.
    """

    child_id: str
    day: date
    group: str
    hours: Decimal
    credit: Decimal
    unit: Literal["hours", "points"] | None
    expires_on: date | None
    comes_back: bool
    comes_again_on: date | None
    gives: str
    nothing_because: RefusalView | None

    @classmethod
    def of(cls, cancellation: Cancellation, language: Language) -> Self:
        booked, outcome = cancellation.booked, cancellation.outcome
        earned = outcome if isinstance(outcome, Earned) else None
        return cls(
            child_id=booked.child_id,
            day=booked.day,
            group=booked.group.name,
            hours=booked.agreed_hours,
            credit=earned.amount if earned else Decimal(0),
            unit=earned.unit.value if earned else None,
            expires_on=earned.expires_on if earned else None,
            comes_back=cancellation.comes_back,
            comes_again_on=cancellation.comes_again_on,
            gives=gives_in_words(cancellation, language),
            nothing_because=None if cancellation.comes_back else _why_nothing(outcome, language),
        )


def _why_nothing(outcome: Outcome, language: Language) -> RefusalView | None:
    """Return what the rules say of cancelling, which is something else than of asking."""
    if isinstance(outcome, Earned):
        return None
    if isinstance(outcome.why, GrantedDayStays):
        return RefusalView.of(outcome.why, language)
    return RefusalView(code=outcome.code, message=why_nothing_in_words(outcome, language))


class CancellationListView(Struct, frozen=True, kw_only=True):
    """`skipped` are days on which nobody of them comes.

    Some of these are closed days of a contract that the rules give nothing for: `refused` says why.
    """

    days: list[CancellationView]
    skipped: list[date]
    refused: list[CancellationView]

    @classmethod
    def of(cls, cancelled: list[Cancelled], language: Language) -> Self:
        each = [cls._of_child(it, language) for it in cancelled]
        skipped = [set(it.skipped) for it in each]
        return cls(
            days=[day for it in each for day in it.days],
            skipped=sorted(set.intersection(*skipped)) if skipped else [],
            refused=[day for it in each for day in it.refused],
        )

    @classmethod
    def _of_child(cls, cancelled: Cancelled, language: Language) -> Self:
        """Return it with what was told of earlier steps as it was told then."""
        before = [json.decode(it, type=cls) for it in cancelled.told]
        told = [day for it in before for day in it.days]
        found = [CancellationView.of(it, language) for it in cancelled.days]
        refused = [CancellationView.of(it, language) for it in cancelled.refused]
        known = {it.day for it in told}
        return cls(
            days=[*told, *found],
            skipped=[it for it in cancelled.skipped if it not in known],
            refused=[*(day for it in before for day in it.refused), *refused],
        )
