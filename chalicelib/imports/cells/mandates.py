"""How a family pays. Direct debit needs everything to be right; else it is a payment link."""

import re
from datetime import date

from chalicelib.imports.cells.contacts import an_iban
from chalicelib.imports.cells.fields import Fields
from chalicelib.imports.cells.values import BadValue, PaymentMethod, a_date, a_payment_method
from chalicelib.imports.rows import Mandate

_REFERENCE = re.compile(r"[A-Za-z0-9+?/:().,'-][A-Za-z0-9+?/:().,' -]{0,34}")  # as SEPA allows


def read_payment(
    fields: Fields, *, today: date
) -> tuple[PaymentMethod, str | None, Mandate | None]:
    """Return method, IBAN and mandate; what is not right is noted, and never keeps a row out."""
    method = fields.read("betaalwijze", a_payment_method, PaymentMethod.PAYMENT_LINK)
    debit = method is PaymentMethod.DIRECT_DEBIT
    if not (debit or fields.text("iban")):
        return PaymentMethod.PAYMENT_LINK, None, None
    iban = fields.read("iban", an_iban, None)
    if not (debit and iban):
        return PaymentMethod.PAYMENT_LINK, iban, None
    mandate = _mandate(fields, iban, today)
    if mandate is None:
        fields.note("machtiging", "mandate_incomplete")
        return PaymentMethod.PAYMENT_LINK, iban, None
    return PaymentMethod.DIRECT_DEBIT, iban, mandate


def _mandate(fields: Fields, iban: str, today: date) -> Mandate | None:
    reference = fields.text("machtiging")
    try:
        signed_on = a_date(fields.text("machtiging_datum"))
    except BadValue:
        return None
    if not _REFERENCE.fullmatch(reference) or signed_on > today:
        return None
    return Mandate(iban=iban, reference=reference, signed_on=signed_on)
