"""Refusals about organisations."""

from chalicelib.core.language import Language

TEXTS = {
    Language.NL: {
        "OrganisationExists": "Er is al een organisatie met dit adres. Kies een ander adres.",
    },
    Language.EN: {
        "OrganisationExists": "There is an organisation with this address. Choose another one.",
    },
}
