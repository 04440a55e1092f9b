"""Hours and decisions as parents and planners read them."""

from decimal import Decimal

from chalicelib.bookings.model import Decision, ExtraDayState
from chalicelib.core.language import Language

_RULES = {
    Language.NL: {
        ExtraDayState.GRANTED: "Over een extra dag besluit onze planning, en nooit boven het "
        "aantal plaatsen van de groep. Er was plek: {taken} van de {places} plaatsen waren bezet.",
        ExtraDayState.DECLINED: "Over een extra dag besluit onze planning. Toen wij besloten waren "
        "{taken} van de {places} plaatsen bezet.",
    },
    Language.EN: {
        ExtraDayState.GRANTED: "Our planners decide about an extra day, and never beyond the "
        "places of the group. There was room: {taken} of the {places} places were taken.",
        ExtraDayState.DECLINED: "Our planners decide about an extra day. When we decided, {taken} "
        "of the {places} places were taken.",
    },
}


def rule_in_words(state: ExtraDayState, decision: Decision, language: Language) -> str:
    """Return which rule decided, and with which numbers."""
    words = _RULES[language][state]
    return words.format(taken=decision.taken, places=decision.places)


def hours_in_words(hours: Decimal, language: Language) -> str:
    """Return "10,5" in Dutch and "10.5" in English, without zeros at the end."""
    text = f"{hours.normalize():f}"
    return text if language is Language.EN else text.replace(".", ",")
