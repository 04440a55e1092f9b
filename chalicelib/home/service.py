"""What is new, what comes, and what needs the caller."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.bookings import service as bookings
from chalicelib.bookings.calendar import BookedDay
from chalicelib.core.callers import PARENTS, PAYERS, Caller
from chalicelib.core.periods import day_of
from chalicelib.families import access
from chalicelib.families.model import Child, Family
from chalicelib.invoices import service as invoices
from chalicelib.invoices.model import IssuedInvoice
from chalicelib.messages import service as messages
from chalicelib.photos import service as photos
from chalicelib.photos.model import Photo
from chalicelib.reports import service as reports
from chalicelib.reports.model import DailyReport

COMING = 14  # days, today included
PHOTOS = 6


@dataclass(frozen=True)
class Home:
    """`reports` has for each child its newest published report of the last days."""

    families: Sequence[Family]
    children: Sequence[Child]
    days: Sequence[BookedDay]
    photos: Sequence[Photo]
    reports: Mapping[str, DailyReport]
    invoices: Sequence[IssuedInvoice]
    unread: int


def see_home(*, caller: Caller, now: datetime) -> Home:
    """Return the caller's families with what is going on; a payer's without their children."""
    today, organisation_id = day_of(now), caller.organisation_id
    families = access.families_for(caller, today=today, roles=PAYERS)
    children = [
        child
        for family in families
        if family.is_open_to(caller.account_id, PARENTS, today)
        for child in family.children
    ]
    child_ids = [child.child_id for child in children]
    return Home(
        families=families,
        children=children,
        days=bookings.coming_days(
            child_ids=child_ids, organisation_id=organisation_id, now=now, days=COMING
        ),
        photos=photos.newest_photos(child_ids, organisation_id=organisation_id, limit=PHOTOS),
        reports=reports.latest(child_ids, organisation_id=organisation_id, today=today),
        invoices=invoices.open_invoices(
            [family.family_id for family in families],
            organisation_id=organisation_id,
            today=today,
        ),
        unread=messages.unread_count(caller=caller),
    )
