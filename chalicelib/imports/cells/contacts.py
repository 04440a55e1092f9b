"""Addresses, telephone numbers and bank accounts.

IBANs are checked by python-stdnum and not by schwifty: both know the length and check digits of
every country, but stdnum has no dependencies and needs no list of banks.
"""

import re

from chalicelib.accounts.model import NotAnEmail, checked_email
from chalicelib.imports.cells.values import BadValue
from chalicelib.imports.files.tables import Figure

_POSTCODE = re.compile(r"([1-9][0-9]{3}) ?([A-Za-z]{2})")
_FOREIGN_POSTCODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{2,9}")
_PUNCTUATION = re.compile(r"[\s().\u2010-\u2015/-]+")
_TRUNK_ZERO = re.compile(r"(?<=\+)([0-9]{1,3})\(0\)")
_INTERNATIONAL = re.compile(r"\+[1-9][0-9]{7,14}")
_DUTCH = re.compile(r"0[1-9][0-9]{8}")
_WITHOUT_ZERO = re.compile(r"[1-9][0-9]{8}")  # a spreadsheet took it for a sum


def an_email(text: str) -> str:
    """Return the address in the one way it is compared: in small letters, its domain in ASCII.

    Whether its domain exists is not asked: an import makes no requests. Letters with accents
    before the @ are broken: mail servers do not take them, and so no account can have them.

    :raises BadValue: email_missing, email_broken.
    """
    from email_validator import EmailNotValidError, validate_email

    if not text:
        raise BadValue("email_missing")
    try:
        address = validate_email(text, check_deliverability=False).ascii_email
        return checked_email((address or "").lower())
    except (EmailNotValidError, NotAnEmail) as error:
        raise BadValue("email_broken", value=text) from error


def a_phone(text: str) -> str | None:
    """Return the number as the world dials it: 06-12345678 becomes +31612345678.

    :raises BadValue: phone_unclear.
    """
    if not text:
        return None
    digits = _PUNCTUATION.sub("", _TRUNK_ZERO.sub(r"\1", text.replace(" ", "")))
    if _WITHOUT_ZERO.fullmatch(digits):
        digits = f"0{digits}"
    elif isinstance(text, Figure):
        digits = f"+{digits}"
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if _DUTCH.fullmatch(digits):
        return f"+31{digits[1:]}"
    if _INTERNATIONAL.fullmatch(digits):
        return digits
    raise BadValue("phone_unclear", value=text)


def a_postcode(text: str) -> str:
    """Return a Dutch postcode as 1234 AB, another country's as it is, and nothing for nothing.

    :raises BadValue: postcode_unclear.
    """
    if not text:
        return ""
    if match := _POSTCODE.fullmatch(text):
        return f"{match[1]} {match[2].upper()}"
    if _FOREIGN_POSTCODE.fullmatch(text) and any(letter.isdigit() for letter in text):
        return text.upper()
    raise BadValue("postcode_unclear", value=text)


def an_iban(text: str) -> str:
    """Return it without spaces, in capitals.

    :raises BadValue: iban_missing, iban_broken.
    """
    from stdnum import iban
    from stdnum.exceptions import ValidationError

    if not text:
        raise BadValue("iban_missing")
    try:
        return iban.validate(text)
    except ValidationError as error:
        raise BadValue("iban_broken", value=text) from error
