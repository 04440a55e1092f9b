"""What goes over the wire about days, for staff. Hours are decimals as text, amounts cents."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Literal, Self

from msgspec import Meta, Struct

from chalicelib.bookings.office import Decided, Effect, Verdict
from chalicelib.bookings.rehearsing import Different, Foreseen, Outcome, Rehearsal
from chalicelib.bookings.schemas import RefusalView, RequestView
from chalicelib.bookings.service import DayList
from chalicelib.bookings.store import ListedRequest
from chalicelib.core.ages import age_in_months, is_birthday
from chalicelib.core.language import Language
from chalicelib.days.model import RequestKind
from chalicelib.families.model import Child
from chalicelib.http.fields import Cursor, LongId, tidy
from chalicelib.occupancy.lists import ListedPart
from chalicelib.occupancy.model import AbsenceReason, GroupDay, Presence, Source
from chalicelib.organisations.model import CareType
from chalicelib.policies.drafts import PolicyBody

# Goes into a mail and into the month of a child: shorter than other texts.
Reason = Annotated[str, Meta(max_length=500, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$")]


class RequestListQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    cursor: Cursor | None = None


class DecisionRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who declines gives a reason, which the parents read."""

    decision: Literal["approve", "decline"]
    reason: Reason | None = None

    def verdict(self, request_id: str) -> Verdict:
        return Verdict(request_id, self.decision == "approve", tidy(self.reason or ""))


class OneDecision(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """As `DecisionRequest`, about the request with this id."""

    request_id: LongId
    decision: Literal["approve", "decline"]
    reason: Reason | None = None

    @property
    def verdict(self) -> Verdict:
        return Verdict(self.request_id, self.decision == "approve", tidy(self.reason or ""))


class DecisionsRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    decisions: Annotated[list[OneDecision], Meta(min_length=1, max_length=25)]


class EffectsRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    request_ids: Annotated[list[LongId], Meta(min_length=1, max_length=25)]


class PendingRequestView(Struct, frozen=True, kw_only=True):
    """A request that waits; `decided_on` if the rules decide it by themselves on that day.

    The three kinds of hours add up to `hours`, as in `RequestView`; `price` is in cents.
    """

    request_id: str
    kind: RequestKind
    child_id: str
    child: str
    day: date
    opens: time
    closes: time
    group_id: str
    hours: Decimal
    credit_hours: Decimal
    invoice_hours: Decimal
    exchanged_hours: Decimal
    price: int
    gives_day: date | None
    asked_at: datetime
    decided_on: date | None

    @classmethod
    def of(cls, listed: ListedRequest) -> Self:
        request, payment = listed.request, listed.request.payment
        return cls(
            request_id=request.request_id,
            kind=request.kind,
            child_id=request.child_id,
            child=listed.child_name,
            day=request.day,
            opens=request.slot.opens,
            closes=request.slot.closes,
            group_id=request.group_id,
            hours=request.hours,
            credit_hours=payment.credit_hours,
            invoice_hours=payment.invoice_hours,
            exchanged_hours=payment.exchanged_hours,
            price=request.price,
            gives_day=request.gives.day if request.gives else None,
            asked_at=request.asked_at,
            decided_on=listed.decided_on,
        )


class PendingRequestListView(Struct, frozen=True, kw_only=True):
    requests: list[PendingRequestView]
    next: str | None


class EffectView(Struct, frozen=True, kw_only=True):
    """What granting a request would mean: how many come, and how many workers that needs.

    `workers_needed` is None where no number of workers would do. `against` is what stands in the
    way; of the workers who are planned a colleague decides, of the places nobody does.
    """

    request_id: str
    places: int
    taken: int
    taken_then: int
    workers: int
    workers_needed: int | None
    workers_needed_then: int | None
    against: RefusalView | None

    @classmethod
    def of(cls, effect: Effect, language: Language) -> Self:
        return cls(
            request_id=effect.request.request_id,
            places=effect.now.places,
            taken=effect.now.taken,
            taken_then=effect.then.taken,
            workers=effect.now.workers,
            workers_needed=effect.now.workers_needed(effect.care_type),
            workers_needed_then=effect.then.workers_needed(effect.care_type),
            against=RefusalView.of(effect.against, language) if effect.against else None,
        )


class EffectListView(Struct, frozen=True, kw_only=True):
    effects: list[EffectView]


class DecidedView(Struct, frozen=True, kw_only=True):
    """One of several decisions: the request as it is now, or why it was not decided."""

    request_id: str
    request: RequestView | None
    refusal: RefusalView | None

    @classmethod
    def of(cls, decided: Decided, language: Language) -> Self:
        request, refusal = decided.request, decided.refusal
        return cls(
            request_id=decided.request_id,
            request=RequestView.of(request, language) if request else None,
            refusal=RefusalView.of(refusal, language) if refusal else None,
        )


class DecidedListView(Struct, frozen=True, kw_only=True):
    decisions: list[DecidedView]


class OutcomeView(Struct, frozen=True, kw_only=True):
    """What rules make of a request; `why` is what they refuse it for, or why it waits."""

    outcome: Foreseen
    why: RefusalView | None

    @classmethod
    def of(cls, outcome: Outcome, language: Language) -> Self:
        why = RefusalView.of(outcome.why, language) if outcome.why else None
        return cls(outcome=outcome.foreseen, why=why)


class DifferentView(Struct, frozen=True, kw_only=True):
    """An open request, what the rules of `now` make of it, and what the draft would."""

    request: PendingRequestView
    now: OutcomeView
    then: OutcomeView

    @classmethod
    def of(cls, different: Different, language: Language) -> Self:
        return cls(
            request=PendingRequestView.of(different.listed),
            now=OutcomeView.of(different.now, language),
            then=OutcomeView.of(different.then, language),
        )


class RehearsalBody(PolicyBody, frozen=True, kw_only=True):
    """A draft; with the `next` of an answer before it, what comes after that is looked at."""

    cursor: Cursor | None = None


class RehearsalView(Struct, frozen=True, kw_only=True):
    """Of how many open requests `different` are some; `next` is the cursor if there are more."""

    looked_at: int
    are_more: bool
    next: str | None
    different: list[DifferentView]

    @classmethod
    def of(cls, rehearsal: Rehearsal, following: str | None, language: Language) -> Self:
        return cls(
            looked_at=rehearsal.looked_at,
            are_more=following is not None,
            next=following,
            different=[DifferentView.of(it, language) for it in rehearsal.different],
        )


class AttendeeView(Struct, frozen=True, kw_only=True):
    """A child on a day: when, why it comes or not, and what one must know to care for it."""

    child_id: str
    first_name: str
    last_name: str
    because: Source
    absent: AbsenceReason | None
    opens: time
    closes: time
    hours: Decimal
    age_in_months: int
    has_birthday: bool
    allergies: str
    pick_up: list[str]

    @classmethod
    def of(cls, child: Child, presence: Presence, day: date) -> Self:
        return cls(
            child_id=child.child_id,
            first_name=child.first_name,
            last_name=child.last_name,
            because=presence.source,
            absent=presence.absent,
            opens=presence.slot.opens,
            closes=presence.slot.closes,
            hours=presence.hours,
            age_in_months=age_in_months(child.birth_date, day),
            has_birthday=is_birthday(child.birth_date, day),
            allergies=child.allergies.text,
            pick_up=[it.name for it in child.contacts.pick_up],
        )


class DayPartView(Struct, frozen=True, kw_only=True):
    """A part of the day in which nobody comes or goes: who is there, and who must be.

    `workers_needed` is None where no number of workers may care for these children together.
    """

    opens: time
    closes: time
    children: int
    workers_needed: int | None

    @classmethod
    def of(cls, part: ListedPart) -> Self:
        return cls(
            opens=part.slot.opens,
            closes=part.slot.closes,
            children=part.children,
            workers_needed=part.workers_needed,
        )


class GroupDayView(Struct, frozen=True, kw_only=True):
    """Who comes; `taken` may be more than `places` where contracts overfill a group.

    `workers_needed` is what the ages of the children ask for at the fullest moment; None where no
    number of workers would do.
    """

    day: date
    group_id: str
    group: str
    is_open: bool
    closed_because: str | None
    places: int
    taken: int
    places_left: int
    workers: int
    workers_needed: int | None
    children: list[AttendeeView]
    absent: list[AttendeeView]
    parts: list[DayPartView]

    @classmethod
    def of(cls, listed: DayList) -> Self:
        that_day: GroupDay = listed.group_day
        care_type: CareType = listed.group.care_type
        return cls(
            day=that_day.day,
            group_id=listed.group.group_id,
            group=listed.group.name,
            is_open=listed.is_open,
            closed_because=listed.closing_reason,
            places=that_day.places,
            taken=that_day.taken if listed.is_open else 0,
            places_left=that_day.free_places() if listed.is_open else 0,
            workers=that_day.workers,
            workers_needed=that_day.workers_needed(care_type) if listed.is_open else 0,
            children=[AttendeeView.of(child, it, that_day.day) for child, it in listed.coming],
            absent=[AttendeeView.of(child, it, that_day.day) for child, it in listed.absent],
            parts=[DayPartView.of(it) for it in listed.parts],
        )
