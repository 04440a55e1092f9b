"""Hours, prices and credits as parents and planners read them."""

from decimal import Decimal

from chalicelib.bookings.model import Option
from chalicelib.core.language import Language
from chalicelib.core.money import in_euros
from chalicelib.core.words import in_words
from chalicelib.days.model import Payment, Request
from chalicelib.policies.model import Earned, Outcome

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
