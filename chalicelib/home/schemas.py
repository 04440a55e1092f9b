"""The first page on the wire."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Self

from msgspec import Struct

from chalicelib.days.calendar import BookedDay, DayState
from chalicelib.families.model import Child, Family
from chalicelib.home.service import Home
from chalicelib.invoices.model import DirectDebit, IssuedInvoice
from chalicelib.photos.model import Photo
from chalicelib.photos.service import link_to_shown


class HomeFamilyView(Struct, frozen=True, kw_only=True):
    family_id: str
    name: str
    debtor_number: str


class HomeChildView(Struct, frozen=True, kw_only=True):
    """`reported_on` is the day of the newest report, if there was one in the last days."""

    child_id: str
    family_id: str
    first_name: str
    name: str
    birth_date: date
    reported_on: date | None


class HomeDayView(Struct, frozen=True, kw_only=True):
    child_id: str
    day: date
    state: DayState
    group_name: str
    reason: str | None

    @classmethod
    def of(cls, booked: BookedDay) -> Self:
        return cls(
            child_id=booked.child_id,
            day=booked.day,
            state=booked.state,
            group_name=booked.group.name,
            reason=booked.reason,
        )


class HomePhotoView(Struct, frozen=True, kw_only=True):
    photo_id: str
    child_ids: list[str]
    taken_at: datetime
    width: int
    height: int
    thumbnail: str

    @classmethod
    def of_each(cls, photos: Iterable[Photo], own: frozenset[str]) -> "list[HomePhotoView]":
        """Return the photos with only the caller's own children named."""
        return [
            cls(
                photo_id=photo.photo_id,
                child_ids=[it for it in photo.child_ids if it in own],
                taken_at=photo.kept.taken_at,
                width=photo.kept.width,
                height=photo.kept.height,
                thumbnail=link_to_shown(photo.kept.thumbnail_key),
            )
            for photo in photos
            if photo.kept
        ]


class HomeInvoiceView(Struct, frozen=True, kw_only=True):
    """`total` is in cents; on `due_date` it is debited, or should be paid."""

    family_id: str
    invoice_id: str
    number: str
    month: str
    total: int
    due_date: date
    is_debited: bool

    @classmethod
    def of(cls, issued: IssuedInvoice) -> Self:
        return cls(
            is_debited=isinstance(issued.invoice.payment, DirectDebit),
            family_id=issued.family_id,
            invoice_id=issued.invoice_id,
            number=issued.invoice.number,
            month=str(issued.invoice.month),
            total=issued.invoice.total,
            due_date=issued.invoice.due_date,
        )


class HomeView(Struct, frozen=True, kw_only=True):
    today: date
    families: list[HomeFamilyView]
    children: list[HomeChildView]
    days: list[HomeDayView]
    photos: list[HomePhotoView]
    invoices: list[HomeInvoiceView]
    unread: int

    @classmethod
    def of(cls, home: Home, *, today: date) -> Self:
        own = frozenset(child.child_id for child in home.children)
        return cls(
            today=today,
            families=[_family(family) for family in home.families],
            children=[_child(it, home.reported_on.get(it.child_id)) for it in home.children],
            days=[HomeDayView.of(booked) for booked in home.days],
            photos=HomePhotoView.of_each(home.photos, own),
            invoices=[HomeInvoiceView.of(issued) for issued in home.invoices],
            unread=home.unread,
        )


def _family(family: Family) -> HomeFamilyView:
    return HomeFamilyView(
        family_id=family.family_id, name=family.name, debtor_number=family.debtor_number
    )


def _child(child: Child, reported_on: date | None) -> HomeChildView:
    return HomeChildView(
        child_id=child.child_id,
        family_id=child.family_id,
        first_name=child.first_name,
        name=child.name,
        birth_date=child.birth_date,
        reported_on=reported_on,
    )
