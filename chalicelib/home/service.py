"""What is new, what comes, and what needs the caller."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from chalicelib.aws import table
from chalicelib.bookings import service as bookings
from chalicelib.core.callers import PARENTS, PAYERS, Caller
from chalicelib.core.periods import day_of
from chalicelib.core.values import dataclass
from chalicelib.days.calendar import BookedDay
from chalicelib.families import access
from chalicelib.families.model import Child, Family
from chalicelib.invoices import service as invoices
from chalicelib.invoices.model import IssuedInvoice
from chalicelib.messages import service as messages
from chalicelib.photos import service as photos
from chalicelib.photos.model import Photo
from chalicelib.reports import service as reports

COMING = 14  # days, today included
PHOTOS = 6
MOST_KEYS = 100  # that DynamoDB reads in one request


@dataclass(frozen=True)
class Home:
    """`reported_on` has by child the newest of the last days that parents can read about."""

    families: Sequence[Family]
    children: Sequence[Child]
    days: Sequence[BookedDay]
    photos: Sequence[Photo]
    reported_on: Mapping[str, date]
    invoices: Sequence[IssuedInvoice]
    unread: int


def see_home(*, caller: Caller, now: datetime) -> Home:
    """Return the caller's families with what is going on; a payer's without their children.

    It takes three requests: the session with what is unread, what hangs on families, and what
    hangs on their children. More than a hundred things at once are a request more.
    """
    today, organisation_id = day_of(now), caller.organisation_id
    _bring_of_families(caller, today)
    families = access.families_for(caller, today=today, roles=PAYERS)
    cared_for = [it for it in families if it.is_open_to(caller.account_id, PARENTS, today)]
    children = [child for family in cared_for for child in family.children]
    child_ids = [child.child_id for child in children]
    days = bookings.coming_keys(
        child_ids, organisation_id=organisation_id, today=today, until=COMING
    )
    recent = photos.recent_photos(
        child_ids, caller=caller, today=today, most_keys=max(MOST_KEYS - len(days), PHOTOS)
    )
    shown = photos.keys_of(recent, organisation_id=organisation_id)
    table.bring([*days, *shown], to=caller.at_hand)
    return Home(
        families=families,
        children=children,
        days=bookings.coming_days(child_ids=child_ids, caller=caller, now=now, until=COMING),
        photos=photos.visible_photos(recent, caller=caller, own=child_ids)[:PHOTOS],
        reported_on=reports.last_reported(
            [family.family_id for family in cared_for], caller=caller, today=today
        ),
        invoices=invoices.open_invoices(
            [family.family_id for family in families], caller=caller, today=today
        ),
        unread=messages.unread_count(caller=caller),
    )


def _bring_of_families(caller: Caller, today: date) -> None:
    """Bring whatever stands under keys that the ids of the caller's families make."""
    org, family_ids = caller.organisation_id, caller.families_as(PAYERS)
    keys = [
        *access.keys_of(family_ids, organisation_id=org),
        *photos.recent_keys(family_ids, organisation_id=org, today=today),
        *reports.reported_keys(family_ids, organisation_id=org, today=today),
        *invoices.open_keys(family_ids, organisation_id=org, today=today),
    ]
    table.bring(keys, to=caller.at_hand)
