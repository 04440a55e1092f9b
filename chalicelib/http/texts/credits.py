"""Refusals about credits."""

from chalicelib.core.language import Language

TEXTS = {
    Language.NL: {
        "CorrectionTooLarge": "Er is nog {left} tegoed; meer kan er niet af. Kies een kleinere correctie.",
        "CreditsChanged": "Er is intussen iets bij- of afgeschreven. Ververs de pagina en kijk opnieuw.",
        "ExpiresInThePast": "Zo is het tegoed meteen vervallen. Kies een laatste dag vanaf {earliest}.",
    },
    Language.EN: {
        "CorrectionTooLarge": "There is {left} of credit left; more cannot be taken. Choose a smaller correction.",
        "CreditsChanged": "Something was added or taken meanwhile. Please refresh the page and look again.",
        "ExpiresInThePast": "That credit would be over at once. Choose a last day from {earliest} on.",
    },
}
