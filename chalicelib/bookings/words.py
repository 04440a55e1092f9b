"""Hours, prices and credits as parents and planners read them."""

from dataclasses import replace
from decimal import Decimal

from chalicelib.bookings.model import Option
from chalicelib.bookings.returning import Returned
from chalicelib.core.language import Language
from chalicelib.core.money import in_euros
from chalicelib.core.words import in_words
from chalicelib.credits.model import Grant, Open
from chalicelib.days.model import NOTHING, Payment
from chalicelib.policies.model import Amount, Earned, Outcome

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

_RETURNED = {
    Language.NL: {
        "comes": "je kind komt weer op {}",
        "instead": "{} (in plaats van {})",
    },
    Language.EN: {
        "comes": "your child comes again on {}",
        "instead": "{} (instead of {})",
    },
}

_LEFT = {
    Language.NL: {
        "nothing": "niets over",
        "for ever": "{}, dat niet vervalt",
        "until": "{}, te gebruiken tot en met {}",
    },
    Language.EN: {
        "nothing": "nothing left",
        "for ever": "{}, which does not expire",
        "until": "{}, to be used until {}",
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


def back_in_words(payment: Payment, returned: Returned | None, language: Language) -> str:
    """Return what comes back for a granted day: what was paid for it, and the day given for it."""
    paid = replace(payment, exchanged_hours=NOTHING)
    parts = [payment_in_words(paid, language)] if paid.hours or not returned else []
    if returned:
        parts.append(returned_in_words(returned, language))
    return _PAID[language]["and"].join(parts)


def returned_in_words(returned: Returned, language: Language) -> str:
    """Return "je kind komt weer op maandag 9 november 2026", or what there is instead of it."""
    words, day = _RETURNED[language], in_words(returned.day, language)
    if returned.comes_back:
        return words["comes"].format(day)
    if returned.booked.request:
        payment = returned.booked.request.payment
        back = back_in_words(payment, returned.before, language)
    else:
        back = outcome_in_words(returned.outcome, language) if returned.outcome else ""
    return words["instead"].format(back, day)


def credit_in_words(grant: Grant, after: Open, language: Language) -> str:
    """Return "10,5 uur, te gebruiken tot en met maandag 30 november 2026" of what is left of it."""
    words, credit = _LEFT[language], after.of(grant.grant_id)
    if credit is None:
        return words["nothing"]
    left = Amount(credit.left, grant.unit).in_words(language)
    if grant.usable_until is None:
        return words["for ever"].format(left)
    return words["until"].format(left, in_words(grant.usable_until, language))


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
