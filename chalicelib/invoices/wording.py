"""How dates and hours are written, and what the invoice says, in each language."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from chalicelib.core.language import Language
from chalicelib.core.periods import Month
from chalicelib.organisations.model import CARE_TYPE_WORDS, CareType

NL, EN = Language.NL, Language.EN

_WEEKDAYS = {
    NL: ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    EN: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    NL: (
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    EN: (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}

TEXTS: dict[Language, Mapping[str, str]] = {
    NL: {
        "invoice": "Factuur",
        "care_month": "Opvangmaand",
        "number": "Factuurnummer",
        "issue_date": "Factuurdatum",
        "due_date": "Vervaldatum",
        "debit_date": "Afschrijving op",
        "debtor_number": "Debiteurnummer",
        "parent": "Ouder",
        "description": "Omschrijving",
        "hours": "Uren",
        "rate": "Uurtarief",
        "amount": "Bedrag",
        "subtotal": "Samen voor {name}",
        "total": "Totaal",
        "vat": "Kinderopvang is vrijgesteld van btw; dit bedrag bevat geen btw.",
        "how_paid": "Hoe dit wordt betaald",
        "debit": "Wij schrijven {amount} op of kort na {date} af van uw rekening die eindigt op"
        " {iban_end}, met uw doorlopende machtiging {mandate}. U hoeft niets te doen.",
        "debit_from": "Incassant: {name}, incassant-ID {creditor_id}.",
        "transfer": "Wilt u {amount} overmaken, uiterlijk op {date}?",
        "in_the_name_of": "Op naam van",
        "reference": "Betalingskenmerk",
        "scan": "Of scan de code in de app van uw bank.",
        "qr": "Betaalcode met rekening, bedrag en betalingskenmerk",
        "nothing": "U hoeft niets te betalen.",
        "in_favour": "U hoeft niets te betalen: u houdt {amount} tegoed.",
        "logo": "Logo van {name}",
        "questions": "Vragen over deze factuur?",
        "page": "Factuur {number} · bladzijde {page} van {pages}",
    },
    EN: {
        "invoice": "Invoice",
        "care_month": "Care month",
        "number": "Invoice number",
        "issue_date": "Invoice date",
        "due_date": "Due date",
        "debit_date": "Direct debit on",
        "debtor_number": "Debtor number",
        "parent": "Parent",
        "description": "Description",
        "hours": "Hours",
        "rate": "Hourly rate",
        "amount": "Amount",
        "subtotal": "Together for {name}",
        "total": "Total",
        "vat": "Childcare is exempt from VAT; this amount contains no VAT.",
        "how_paid": "How this is paid",
        "debit": "We collect {amount} on or shortly after {date} from your account ending in"
        " {iban_end}, under your direct debit mandate {mandate}. You need not do anything.",
        "debit_from": "Creditor: {name}, creditor identifier {creditor_id}.",
        "transfer": "Please transfer {amount} by {date}.",
        "in_the_name_of": "In the name of",
        "reference": "Payment reference",
        "scan": "Or scan the code with your bank's app.",
        "qr": "Payment code with account, amount and payment reference",
        "nothing": "You need not pay anything.",
        "in_favour": "You need not pay anything: {amount} remains in your favour.",
        "logo": "Logo of {name}",
        "questions": "Questions about this invoice?",
        "page": "Invoice {number} · page {page} of {pages}",
    },
}


def long_date(day: date, language: Language) -> str:
    """Return "3 november 2026", or "3 November 2026" in English."""
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def weekday_date(day: date, language: Language) -> str:
    """Return "dinsdag 3 november 2026"."""
    return f"{_WEEKDAYS[language][day.weekday()]} {long_date(day, language)}"


def month_name(month: Month, language: Language) -> str:
    """Return "november 2026"."""
    return f"{_MONTHS[language][month.number - 1]} {month.year}"


def number(value: Decimal, language: Language) -> str:
    """Return a number of hours without needless noughts: "11", "10,5"; in English "10.5"."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if language is EN else text.replace(".", ",")


def two_decimals(value: Decimal, language: Language) -> str:
    """Return hours as in a column of a table: "140,25"."""
    return f"{value:.2f}" if language is EN else f"{value:.2f}".replace(".", ",")


def care_type_name(care_type: CareType, language: Language) -> str:
    """Return the words for a care type as they begin a line: "Dagopvang (KDV)"."""
    words = CARE_TYPE_WORDS[language][care_type]
    return words[0].upper() + words[1:]


def in_fours(code: str) -> str:
    """Return an account or reference as people read it: "NL91 ABNA 0417 1643 00"."""
    bare = code.replace(" ", "")
    return " ".join(bare[start : start + 4] for start in range(0, len(bare), 4))
