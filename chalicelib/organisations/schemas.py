"""What goes over the wire about organisations."""

from datetime import date, time
from typing import Annotated, Literal, Self

from msgspec import Meta, Struct

from chalicelib.core.language import Language
from chalicelib.core.periods import Month
from chalicelib.http.fields import Day, MonthText, Name, Phone, Text, tidy
from chalicelib.organisations.model import (
    Billing,
    CareType,
    ClosingDay,
    Configuration,
    Contact,
    Group,
    HouseStyle,
    Location,
    Organisation,
)

Colour = Annotated[str, Meta(pattern=r"^#[0-9A-Fa-f]{6}$(?!\n)")]
# It stands in the headers of every mail: one address, and nothing that could be read as two.
PublicEmail = Annotated[
    str,
    Meta(
        max_length=254,
        pattern=r"^[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@([A-Za-z0-9-]+\.)+[A-Za-z]{2,63}$(?!\n)",
    ),
]
Iban = Annotated[str, Meta(min_length=5, max_length=42, pattern=r"^[A-Za-z0-9 ]+$(?!\n)")]
CreditorId = Annotated[str, Meta(pattern=r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{4,31}$(?!\n)")]
DayOfMonth = Annotated[int, Meta(ge=1, le=28)]
NumberOfDays = Annotated[int, Meta(ge=0, le=60)]
Rounding = Literal["exact", "hours_2dp_half_up", "hours_2dp_truncated"]
PartMonth = Literal["by_care_days", "by_calendar_days", "half_month"]


class ContactDetails(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    email: PublicEmail
    phone: Phone
    street: Name
    postcode: Name
    city: Name

    @classmethod
    def of(cls, contact: Contact) -> Self:
        return cls(
            email=contact.email,
            phone=contact.phone,
            street=contact.street,
            postcode=contact.postcode,
            city=contact.city,
        )

    def contact(self) -> Contact:
        return Contact(
            email=self.email,
            phone=tidy(self.phone),
            street=tidy(self.street),
            postcode=tidy(self.postcode),
            city=tidy(self.city),
        )


class BillingDetails(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`debit_day` may be 31: then it is the last day of a shorter month."""

    iban: Iban
    creditor_id: CreditorId
    rounding: Rounding
    part_month: PartMonth
    run_day: DayOfMonth
    debit_day: Annotated[int, Meta(ge=1, le=31)]
    notice_days: NumberOfDays
    payment_days: NumberOfDays

    @classmethod
    def of(cls, billing: Billing) -> Self:
        return cls(
            iban=billing.iban,
            creditor_id=billing.creditor_id,
            rounding=billing.rounding,  # type: ignore[arg-type] # one of the names above
            part_month=billing.part_month,  # type: ignore[arg-type] # idem
            run_day=billing.run_day,
            debit_day=billing.debit_day,
            notice_days=billing.notice_days,
            payment_days=billing.payment_days,
        )

    def billing(self) -> Billing:
        return Billing(
            iban=self.iban,
            creditor_id=self.creditor_id,
            rounding=self.rounding,
            part_month=self.part_month,
            run_day=self.run_day,
            debit_day=self.debit_day,
            notice_days=self.notice_days,
            payment_days=self.payment_days,
        )


class OrganisationChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole profile as it shall be; `version` is the one that was read before."""

    name: Name
    language: Language
    colour: Colour
    contact: ContactDetails
    billing: BillingDetails
    first_care_period: MonthText
    old_portal_until: Day | None
    announcement_nl: Text | None
    announcement_en: Text | None
    version: int

    def applied_to(self, organisation: Organisation) -> Organisation:
        """Return the organisation with what is in here, and the rest as it was."""
        announcements = {Language.NL: self.announcement_nl, Language.EN: self.announcement_en}
        return Organisation(
            organisation_id=organisation.organisation_id,
            name=tidy(self.name),
            language=self.language,
            house_style=HouseStyle(self.colour.lower(), organisation.house_style.logo_key),
            contact=self.contact.contact(),
            billing=self.billing.billing(),
            first_care_period=Month.parse(self.first_care_period),
            old_portal_until=self.old_portal_until,
            announcements={it: tidy(text) for it, text in announcements.items() if text},
            activation_days=organisation.activation_days,
            request_notice_days=organisation.request_notice_days,
            version=self.version,
        )


class LogoBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`picture` is a PNG, JPEG or WebP file of at most 2 MB."""

    picture: Annotated[bytes, Meta(min_length=1, max_length=2_000_000)]


class OrganisationProfileView(Struct, frozen=True, kw_only=True):
    """`logo` is a path at the organisation's own address."""

    organisation_id: str
    name: str
    language: Language
    colour: str
    logo: str | None
    contact: ContactDetails
    billing: BillingDetails
    first_care_period: str
    old_portal_until: date | None
    announcement_nl: str | None
    announcement_en: str | None
    version: int

    @classmethod
    def of(cls, organisation: Organisation) -> Self:
        return cls(
            organisation_id=organisation.organisation_id,
            name=organisation.name,
            language=organisation.language,
            colour=organisation.house_style.colour,
            logo=organisation.house_style.logo_path,
            contact=ContactDetails.of(organisation.contact),
            billing=BillingDetails.of(organisation.billing),
            first_care_period=str(organisation.first_care_period),
            old_portal_until=organisation.old_portal_until,
            announcement_nl=organisation.announcements.get(Language.NL),
            announcement_en=organisation.announcements.get(Language.EN),
            version=organisation.version,
        )


class LocationView(Struct, frozen=True, kw_only=True):
    location_id: str
    name: str
    street: str
    postcode: str
    city: str
    phone: str
    lrk: dict[CareType, str]

    @classmethod
    def of(cls, location: Location) -> Self:
        return cls(
            location_id=location.location_id,
            name=location.name,
            street=location.street,
            postcode=location.postcode,
            city=location.city,
            phone=location.phone,
            lrk=dict(location.lrk),
        )


class GroupView(Struct, frozen=True, kw_only=True):
    """Ages are in months, from and below; Monday is 0."""

    group_id: str
    location_id: str
    name: str
    care_type: CareType
    age_from: int
    age_below: int
    places: int
    workers: int
    opens: time
    closes: time
    weekdays: list[int]

    @classmethod
    def of(cls, group: Group) -> Self:
        return cls(
            group_id=group.group_id,
            location_id=group.location_id,
            name=group.name,
            care_type=group.care_type,
            age_from=group.age_from,
            age_below=group.age_below,
            places=group.places,
            workers=group.workers,
            opens=group.opens,
            closes=group.closes,
            weekdays=list(group.weekdays),
        )


class ClosingDayView(Struct, frozen=True, kw_only=True):
    """`place` is the location, or "everywhere"."""

    day: date
    place: str
    reason: str
    closes_at: time | None

    @classmethod
    def of(cls, closing: ClosingDay) -> Self:
        return cls(
            day=closing.day,
            place=closing.location_id or "everywhere",
            reason=closing.reason,
            closes_at=closing.closes_at,
        )


class ConfigurationView(Struct, frozen=True, kw_only=True):
    profile: OrganisationProfileView
    locations: list[LocationView]
    groups: list[GroupView]
    closing_days: list[ClosingDayView]

    @classmethod
    def of(cls, configuration: Configuration) -> Self:
        closing_days = sorted(configuration.closing_days, key=lambda it: it.day)
        # As the office reads them: by name, and groups from the youngest on.
        locations = sorted(configuration.locations.values(), key=lambda it: it.name.casefold())
        groups = sorted(configuration.groups.values(), key=lambda it: (it.age_from, it.name))
        return cls(
            profile=OrganisationProfileView.of(configuration.organisation),
            locations=[LocationView.of(it) for it in locations],
            groups=[GroupView.of(it) for it in groups],
            closing_days=[ClosingDayView.of(it) for it in closing_days],
        )
