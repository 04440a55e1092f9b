"""Where the routes of this room look: read along with the session, as their paths name it."""

from chalicelib.core.at_hand import Key
from chalicelib.core.periods import Month
from chalicelib.families import access
from chalicelib.invoices.run_store import RunStore
from chalicelib.invoices.store import InvoiceStore
from chalicelib.organisations import service as organisations


def invoice(*, organisation_id: str, family_id: str, invoice_id: str, **_: object) -> list[Key]:
    """Return where the invoice stands, and its family."""
    family = access.family_along(organisation_id=organisation_id, family_id=family_id)
    return [*family, InvoiceStore(organisation_id).key(family_id, invoice_id)]


def organisation(*, organisation_id: str, **_: object) -> list[Key]:
    """Return where the profile stands, which tells the first month that can be billed."""
    return [organisations.profile_key(organisation_id)]


def run(*, organisation_id: str, month: str, **_: object) -> list[Key]:
    """Return where the run of the month stands."""
    return [RunStore(organisation_id).key(Month.parse(month))]
