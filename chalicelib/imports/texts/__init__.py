"""The one catalogue of what an import says: per code a severity, what is wrong, and what to do.

What is written in a file is quoted as it stands, markup included: whoever shows a text escapes it.
"""

from collections.abc import Mapping
from enum import StrEnum

from chalicelib.core.language import Language
from chalicelib.imports.texts.en import ENGLISH
from chalicelib.imports.texts.nl import DUTCH


class Severity(StrEnum):
    """An error keeps the row out; the others do not."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


TEXTS: Mapping[Language, Mapping[str, tuple[str, str]]] = {
    Language.NL: DUTCH,
    Language.EN: ENGLISH,
}

_WARNINGS = (
    "address_shared_in_family",
    "age_unlikely",
    "closing_time_unclear",
    "control_characters",
    "credit_expired",
    "double_column",
    "duplicate_ignored",
    "email_broken",
    "email_missing",
    "family_without_parents",
    "formula",
    "group_overfull",
    "iban_broken",
    "iban_missing",
    "language_unknown",
    "lost_characters",
    "mandate_incomplete",
    "more_than_two_parents",
    "payment_method_unclear",
    "permission_unclear",
    "phone_unclear",
    "postcode_unclear",
    "unknown_column",
    "unknown_sheet",
)
_INFORMATION = (
    "address_shared_across_families",
    "emergency_contact_missing",
    "file_skipped",
    "formula_computed",
    "markup",
    "zeros_restored",
)
SEVERITIES: Mapping[str, Severity] = {
    **dict.fromkeys(DUTCH, Severity.ERROR),
    **dict.fromkeys(_WARNINGS, Severity.WARNING),
    **dict.fromkeys(_INFORMATION, Severity.INFORMATION),
}


def sentence(code: str, data: Mapping[str, str], language: Language) -> str:
    """Return what is wrong, in that language."""
    return TEXTS[language][code][0].format_map(data)


def advice(code: str, data: Mapping[str, str], language: Language) -> str:
    """Return what to do about it, in that language."""
    return TEXTS[language][code][1].format_map(data)
