"""Refusals about credits."""

from chalicelib.core.language import Language

TEXTS = {
    Language.NL: {
        "CorrectionTooLarge": "Er is nog {left} tegoed; meer kan er niet af. Kies een kleinere correctie.",
    },
    Language.EN: {
        "CorrectionTooLarge": "There is {left} of credit left; more cannot be taken. Choose a smaller correction.",
    },
}
