"""Hours, credits and decisions as parents and planners read them."""

from decimal import Decimal

from chalicelib.bookings.model import Option
from chalicelib.core.language import Language
from chalicelib.core.money import in_euros
from chalicelib.core.words import in_words
from chalicelib.days.model import Decision, Payment, Request, RequestState
from chalicelib.policies.model import Earned, Outcome

_RULES = {
    Language.NL: {
        "by_rules": "De regels hebben meteen beslist. Er was plek: {taken} van de {places} "
        "plaatsen waren bezet.",
        "by_staff": "Onze planning heeft beslist. {taken} van de {places} plaatsen waren bezet.",
        "GroupIsFull": "De groep was vol: {taken} van de {places} plaatsen waren bezet.",
        "RatioExceeded": "Er zouden te veel kinderen zijn voor de pedagogisch medewerkers die "
        "zijn ingeroosterd.",
        "BabyLimit": "Er mogen niet meer baby's in de groep zijn.",
        "ClosedDay": "De groep is die dag gesloten.",
        "TooLate": "De plek kwam vrij toen het te laat was om de dag nog aan te vragen.",
        "PriceChanged": "De dag zou meer kosten dan toen je hem aanvroeg.",
        "lapsed": "De dag is voorbij zonder dat er een plek vrijkwam of iemand heeft beslist.",
    },
    Language.EN: {
        "by_rules": "The rules decided at once. There was room: {taken} of the {places} places "
        "were taken.",
        "by_staff": "Our planners decided. {taken} of the {places} places were taken.",
        "GroupIsFull": "The group was full: {taken} of the {places} places were taken.",
        "RatioExceeded": "There would be too many children for the colleagues who were planned.",
        "BabyLimit": "There may not be more babies in the group.",
        "ClosedDay": "The group is closed that day.",
        "TooLate": "The place came free when it was too late to ask for the day.",
        "PriceChanged": "The day would cost more than when you asked for it.",
        "lapsed": "The day went by without a place coming free, or anybody deciding.",
    },
}


_PAID = {
    Language.NL: {
        "exchange": "{} uur in ruil",
        "credit": "{} uur tegoed",
        "invoice": "{} op de factuur",
        "and": " en ",
        "nothing": "niets",
    },
    Language.EN: {
        "exchange": "{} hours in exchange",
        "credit": "{} hours of credit",
        "invoice": "{} on the invoice",
        "and": " and ",
        "nothing": "nothing",
    },
}

_OPTION = {
    Language.NL: {
        "credit": "{} uur tegoed",
        "credit until": "{} uur tegoed, dat geldt tot en met {}",
        "invoice": "{} op de factuur van {}",
        "and": ", en ",
    },
    Language.EN: {
        "credit": "{} hours of credit",
        "credit until": "{} hours of credit, which expires on {}",
        "invoice": "{} on the invoice of {}",
        "and": ", and ",
    },
}

_GIVES = {
    Language.NL: {
        "nothing": "geen tegoed",
        "for ever": "{} tegoed, dat niet vervalt",
        "until": "{} tegoed, te gebruiken tot en met {}",
    },
    Language.EN: {
        "nothing": "no credit",
        "for ever": "{} of credit, which does not expire",
        "until": "{} of credit, to be used until {}",
    },
}


def rule_in_words(request: Request, language: Language) -> str | None:
    """Return which rule decided, and with which numbers; None while nothing is decided."""
    decision = request.decision
    if decision is None:
        return None
    words = _RULES[language]
    found = words.get(decision.code) or words[_usual(request, decision)]
    return found.format(taken=decision.taken, places=decision.places)


def payment_in_words(payment: Payment, language: Language) -> str:
    """Return "5,5 uur tegoed en € 52,15 op de factuur"."""
    words = _PAID[language]
    parts = []
    if payment.exchanged_hours:
        parts.append(words["exchange"].format(hours_in_words(payment.exchanged_hours, language)))
    if payment.credit_hours:
        parts.append(words["credit"].format(hours_in_words(payment.credit_hours, language)))
    if payment.invoice_hours:
        parts.append(words["invoice"].format(in_euros(payment.price, language)))
    return words["and"].join(parts) or words["nothing"]


def outcome_in_words(outcome: Outcome, language: Language) -> str:
    """Return "10,5 uur tegoed, te gebruiken tot en met dinsdag 1 december 2026"."""
    words = _GIVES[language]
    if not isinstance(outcome, Earned):
        return words["nothing"]
    amount = outcome.given.in_words(language)
    if outcome.expires_on is None:
        return words["for ever"].format(amount)
    return words["until"].format(amount, in_words(outcome.expires_on, language))


def cancelling_in_words(
    request: Request | None, outcome: Outcome, *, comes_back: bool, language: Language
) -> str:
    """Return what cancelling gives: a credit, nothing, or what a granted day was paid with."""
    if request and comes_back:
        return payment_in_words(request.payment, language)
    return outcome_in_words(outcome, language)


def option_in_words(option: Option, language: Language) -> str:
    """Return the price before one presses, with when credit expires and which invoice it is.

    "5,5 uur tegoed, dat geldt tot en met 31 december 2026, en € 52,15 op de factuur van juni 2026".
    """
    words, payment = _OPTION[language], option.payment
    parts = []
    if payment.exchanged_hours:
        parts.append(
            _PAID[language]["exchange"].format(hours_in_words(payment.exchanged_hours, language))
        )
    if payment.uses:
        ends = [it.grant.usable_until for it in payment.uses if it.grant.usable_until]
        kind = "credit until" if ends else "credit"
        until = in_words(min(ends), language) if ends else ""
        parts.append(words[kind].format(hours_in_words(payment.credit_hours, language), until))
    if payment.invoice_hours and option.invoice_month:
        month = in_words(option.invoice_month, language)
        parts.append(words["invoice"].format(in_euros(payment.price, language), month))
    return words["and"].join(parts) or _PAID[language]["nothing"]


def hours_in_words(hours: Decimal, language: Language) -> str:
    """Return "10,5" in Dutch and "10.5" in English, without zeros at the end."""
    text = f"{hours.normalize():f}" if hours else "0"
    return text if language is Language.EN else text.replace(".", ",")


def _usual(request: Request, decision: Decision) -> str:
    if request.state is RequestState.LAPSED:
        return "lapsed"
    return "by_staff" if decision.by else "by_rules"
