"""The shape of a policy document on the wire: what each field may be.

What is left out has its default, which is written out in what is saved. Numbers of hours and points
are decimals as text, as everywhere; times are like "18:30".
"""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType

_END = r"$(?!\n)"
Clock = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]" + _END)]
Quantity = Annotated[str, Meta(pattern=r"^[0-9]{1,4}(\.[0-9]{1,2})?" + _END)]
HoursAhead = Annotated[int, Meta(ge=0, le=8760)]
DaysAhead = Annotated[int, Meta(ge=0, le=365)]
Weeks = Annotated[int, Meta(ge=-52, le=52)]
ReasonName: TypeAlias = Literal["holiday", "sick", "other"]


class Shape(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every part of a document is."""


class HoursBeforeDocument(Shape, frozen=True, tag_field="kind", tag="hours_before"):
    """Before the care begins, or before a fixed time of that day."""

    hours: HoursAhead
    clock: Clock | None = None


class ClockTimeDocument(Shape, frozen=True, tag_field="kind", tag="clock_time"):
    """Until a time on the day that many days before."""

    days: DaysAhead
    clock: Clock


class WholeDaysDocument(Shape, frozen=True, tag_field="kind", tag="whole_days"):
    """Until the end of the day that many days before."""

    days: DaysAhead


LeadDocument: TypeAlias = HoursBeforeDocument | ClockTimeDocument | WholeDaysDocument


class SpanDocument(Shape, frozen=True):
    count: Annotated[int, Meta(ge=0, le=366)]
    unit: Literal["days", "weeks", "months"]


class AtOnceDocument(Shape, frozen=True, tag_field="kind", tag="at_once"):
    """From the day on which it was given."""


class YearStartDocument(Shape, frozen=True, tag_field="kind", tag="year_start"):
    """1 January of the year of the given day."""


class BeforeGivenDayDocument(Shape, frozen=True, tag_field="kind", tag="before_given_day"):
    span: SpanDocument


class FromWeekDocument(Shape, frozen=True, tag_field="kind", tag="from_week"):
    """0 is the week of the given day, -1 the week before it."""

    weeks: Weeks


class NeverDocument(Shape, frozen=True, tag_field="kind", tag="never"):
    """It does not expire."""


class YearEndDocument(Shape, frozen=True, tag_field="kind", tag="year_end"):
    """The first such day on or after the given day, or years later."""

    month: Annotated[int, Meta(ge=1, le=12)] = 12
    day: Annotated[int, Meta(ge=1, le=31)] = 31
    years_later: Annotated[int, Meta(ge=0, le=10)] = 0


class AfterGivenDayDocument(Shape, frozen=True, tag_field="kind", tag="after_given_day"):
    span: SpanDocument


class AfterEarningDocument(Shape, frozen=True, tag_field="kind", tag="after_earning"):
    span: SpanDocument


class UntilWeekDocument(Shape, frozen=True, tag_field="kind", tag="until_week"):
    """0 is the week of the given day, 1 the week after it."""

    weeks: Weeks


FromDocument: TypeAlias = (
    AtOnceDocument | YearStartDocument | BeforeGivenDayDocument | FromWeekDocument
)
UntilDocument: TypeAlias = (
    NeverDocument
    | YearEndDocument
    | AfterGivenDayDocument
    | AfterEarningDocument
    | UntilWeekDocument
)


class WindowDocument(Shape, frozen=True):
    usable_from: FromDocument | UnsetType = UNSET
    usable_until: UntilDocument | UnsetType = UNSET


class EarnRuleDocument(Shape, frozen=True):
    reasons: list[ReasonName] | UnsetType = UNSET
    deadline: LeadDocument | UnsetType = UNSET
    window: WindowDocument | UnsetType = UNSET
    horizon: SpanDocument | UnsetType | None = UNSET


class CancellingDocument(Shape, frozen=True):
    """The first rule that a cancellation is in time for gives the credit; none: no credits."""

    rules: Annotated[list[EarnRuleDocument], Meta(max_length=10)] | UnsetType = UNSET
    public_holidays: bool | UnsetType = UNSET
    closing_days: bool | UnsetType = UNSET


class SizeDocument(Shape, frozen=True):
    """What a day of at most `up_to_hours` is worth; the last size has no limit."""

    up_to_hours: Quantity | None
    amount: Quantity


class CapDocument(Shape, frozen=True):
    kind: Literal["year", "balance"]
    amount: Quantity
    partly: bool | UnsetType = UNSET


class PublicHolidayCreditDocument(Shape, frozen=True):
    """Monday is 0."""

    window: WindowDocument | UnsetType = UNSET
    days_before: DaysAhead | UnsetType = UNSET
    weekday_before: Annotated[int, Meta(ge=0, le=6)] | UnsetType | None = UNSET


class CreditsDocument(Shape, frozen=True):
    unit: Literal["hours", "points"] | UnsetType = UNSET
    sizes: Annotated[list[SizeDocument], Meta(max_length=10)] | UnsetType = UNSET
    caps: Annotated[list[CapDocument], Meta(max_length=2)] | UnsetType = UNSET
    scope: list[Literal["child", "care_type", "product", "group"]] | UnsetType = UNSET
    expiry_counts: Literal["wanted_day", "day_of_asking"] | UnsetType = UNSET
    same_size_only: bool | UnsetType = UNSET
    split_allowed: bool | UnsetType = UNSET
    combine_allowed: bool | UnsetType = UNSET
    mix_with_invoice: bool | UnsetType = UNSET
    expires_at_contract_end: bool | UnsetType = UNSET
    on_contract_change: Literal["keep", "pro_rata"] | UnsetType = UNSET
    public_holiday_credit: PublicHolidayCreditDocument | UnsetType | None = UNSET


class ExchangingDocument(Shape, frozen=True):
    deadline: LeadDocument | UnsetType = UNSET
    window: WindowDocument | UnsetType = UNSET
    horizon: SpanDocument | UnsetType | None = UNSET
    max_per_year: Annotated[int, Meta(ge=1, le=366)] | UnsetType | None = UNSET
    counts_for_cap: bool | UnsetType = UNSET
    re_exchange_allowed: bool | UnsetType = UNSET
    same_size_only: bool | UnsetType = UNSET
    public_holidays: bool | UnsetType = UNSET
    closing_days: bool | UnsetType = UNSET


class AskingDocument(Shape, frozen=True):
    """`pay_with` nothing: there are no extra days."""

    min_lead: LeadDocument | UnsetType = UNSET
    max_lead: SpanDocument | UnsetType | None = UNSET
    pay_with: list[Literal["credit", "invoice"]] | UnsetType = UNSET
    part_of_day: bool | UnsetType = UNSET
    granted_cancellable_until: LeadDocument | UnsetType | None = UNSET


class InstantDocument(Shape, frozen=True, tag_field="kind", tag="instant"):
    """The portal decides at once."""


class ByStaffDocument(Shape, frozen=True, tag_field="kind", tag="staff"):
    answer_within_days: Annotated[int, Meta(ge=0, le=60)] | None = None


class CollectedDocument(Shape, frozen=True, tag_field="kind", tag="collected"):
    days_before: DaysAhead


class MonthlyDocument(Shape, frozen=True, tag_field="kind", tag="monthly"):
    day_of_month: Annotated[int, Meta(ge=1, le=28)]


DecisionDocument: TypeAlias = (
    InstantDocument | ByStaffDocument | CollectedDocument | MonthlyDocument
)


class DecidingDocument(Shape, frozen=True):
    extra_days: DecisionDocument | UnsetType = UNSET
    exchanges: DecisionDocument | UnsetType = UNSET
    capacity: Literal["registered", "staffed"] | UnsetType = UNSET


class ContractNoticeDocument(Shape, frozen=True):
    span: SpanDocument | UnsetType = UNSET
    at_month_end: bool | UnsetType = UNSET


class PolicyRules(Shape, frozen=True):
    """All rules; `exchanging` and `contract_notice` may be null: it is not offered.

    What is saved, and so what is answered, has every field.
    """

    cancelling: CancellingDocument | UnsetType = UNSET
    credits: CreditsDocument | UnsetType = UNSET
    exchanging: ExchangingDocument | UnsetType | None = UNSET
    asking: AskingDocument | UnsetType = UNSET
    deciding: DecidingDocument | UnsetType = UNSET
    contract_notice: ContractNoticeDocument | UnsetType | None = UNSET
