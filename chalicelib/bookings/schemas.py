"""What goes over the wire about bookings. Hours are decimals as text, amounts whole cents."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal, Self

from msgspec import Meta, Struct

from chalicelib.bookings import words
from chalicelib.bookings.calendar import BookedDay
from chalicelib.bookings.capacity import Attendance
from chalicelib.bookings.model import ExtraDay, Quote
from chalicelib.bookings.planning import DayList, PendingRequest
from chalicelib.core import ages
from chalicelib.core.language import Language
from chalicelib.families.model import Child
from chalicelib.http.fields import Cursor, Id

# Goes into a mail and into the month of a child: shorter than other texts.
Reason = Annotated[str, Meta(max_length=500, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$")]


class ExtraDayRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without a group it is the one of the child's contract."""

    day: date
    group_id: Id | None = None


class QuoteQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    day: date
    group_id: Id | None = None


class RequestListQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    cursor: Cursor | None = None


class DecisionRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who declines gives a reason, which the parents read."""

    decision: Literal["approve", "decline"]
    reason: Reason | None = None


class ExtraDayView(Struct, frozen=True, kw_only=True):
    """`rule` says in words what decided, `reason` what the planner added."""

    request_id: str
    child_id: str
    day: date
    group_id: str
    state: Literal["requested", "granted", "declined", "withdrawn"]
    hours: Decimal
    price: int
    asked_at: datetime
    decided_at: datetime | None
    rule: str | None
    reason: str | None

    @classmethod
    def of(cls, extra_day: ExtraDay, language: Language) -> Self:
        decision = extra_day.decision
        return cls(
            request_id=extra_day.request_id,
            child_id=extra_day.child_id,
            day=extra_day.day,
            group_id=extra_day.group_id,
            state=extra_day.state.value,
            hours=extra_day.hours,
            price=extra_day.price,
            asked_at=extra_day.asked_at,
            decided_at=decision.at if decision else None,
            rule=words.rule_in_words(extra_day.state, decision, language) if decision else None,
            reason=decision.reason if decision else None,
        )


class BookedDayView(Struct, frozen=True, kw_only=True):
    """A day in the calendar. On a closed day `closed_because` may say why."""

    day: date
    state: Literal["contract", "closed", "requested", "granted", "declined", "withdrawn"]
    hours: Decimal
    group_id: str
    group: str
    closed_because: str | None
    extra_day: ExtraDayView | None

    @classmethod
    def of(cls, booked: BookedDay, language: Language) -> Self:
        extra = booked.extra_day
        return cls(
            day=booked.day,
            state=booked.state.value,
            hours=booked.hours,
            group_id=booked.group.group_id,
            group=booked.group.name,
            closed_because=booked.reason,
            extra_day=ExtraDayView.of(extra, language) if extra else None,
        )


class ChildMonthView(Struct, frozen=True, kw_only=True):
    month: str
    days: list[BookedDayView]


class QuoteView(Struct, frozen=True, kw_only=True):
    """`price` is what would be on the invoice, in cents."""

    day: date
    group_id: str
    group: str
    hours: Decimal
    hourly_rate: int
    price: int
    has_place: bool
    places_left: int

    @classmethod
    def of(cls, quote: Quote) -> Self:
        return cls(
            day=quote.day,
            group_id=quote.group.group_id,
            group=quote.group.name,
            hours=quote.hours,
            hourly_rate=quote.contract.hourly_rate,
            price=quote.price,
            has_place=quote.places_left > 0,
            places_left=quote.places_left,
        )


class PendingRequestView(Struct, frozen=True, kw_only=True):
    request_id: str
    child_id: str
    child: str
    day: date
    group_id: str
    group: str
    hours: Decimal
    price: int
    asked_at: datetime
    places_left: int

    @classmethod
    def of(cls, pending: PendingRequest) -> Self:
        extra_day, group = pending.extra_day, pending.group_day.group
        return cls(
            request_id=extra_day.request_id,
            child_id=extra_day.child_id,
            child=pending.child.name if pending.child else "",
            day=extra_day.day,
            group_id=group.group_id,
            group=group.name,
            hours=extra_day.hours,
            price=extra_day.price,
            asked_at=extra_day.asked_at,
            places_left=pending.group_day.places_left,
        )


class PendingRequestListView(Struct, frozen=True, kw_only=True):
    requests: list[PendingRequestView]
    next: str | None


class AttendeeView(Struct, frozen=True, kw_only=True):
    child_id: str
    first_name: str
    last_name: str
    because: Literal["contract", "extra_day"]
    hours: Decimal
    age_in_months: int
    has_birthday: bool
    allergies: str

    @classmethod
    def of(cls, child: Child, attendance: Attendance, day: date) -> Self:
        return cls(
            child_id=child.child_id,
            first_name=child.first_name,
            last_name=child.last_name,
            because=attendance.because.value,
            hours=attendance.hours,
            age_in_months=ages.age_in_months(child.birth_date, day),
            has_birthday=ages.is_birthday(child.birth_date, day),
            allergies=child.allergies.text,
        )


class GroupDayView(Struct, frozen=True, kw_only=True):
    """Who comes; `taken` may be more than `places` where contracts overfill a group."""

    day: date
    group_id: str
    group: str
    is_open: bool
    closed_because: str | None
    places: int
    taken: int
    places_left: int
    children: list[AttendeeView]

    @classmethod
    def of(cls, listed: DayList) -> Self:
        that_day, group = listed.group_day, listed.group_day.group
        return cls(
            day=that_day.day,
            group_id=group.group_id,
            group=group.name,
            is_open=that_day.is_open,
            closed_because=that_day.closing_reason,
            places=group.places,
            taken=that_day.taken,
            places_left=that_day.places_left,
            children=[AttendeeView.of(child, it, that_day.day) for child, it in listed.attendees],
        )
