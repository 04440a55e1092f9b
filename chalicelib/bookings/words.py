"""Hours, prices and credits as parents and planners read them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from chalicelib.bookings.model import Option, spent_by
from chalicelib.bookings.returning import Returned
from chalicelib.core.language import Language
from chalicelib.core.money import in_euros
from chalicelib.core.words import in_words
from chalicelib.credits.model import Grant, Open, Use
from chalicelib.days.model import NOTHING, Payment
from chalicelib.policies.model import Amount, Earned, Outcome, Unit

_PAID = {
    Language.NL: {
        "exchange": "{} in ruil",
        "credit": "{} tegoed",
        "invoice": "{} op de factuur",
        "and": " en ",
        "nothing": "niets",
    },
    Language.EN: {
        "exchange": "{} in exchange",
        "credit": "{} of credit",
        "invoice": "{} on the invoice",
        "and": " and ",
        "nothing": "nothing",
    },
}

_OPTION = {
    Language.NL: {
        "lapses": "{} vervalt",
        "lapse": "{} vervallen",
        "credit": "{} tegoed",
        "credit until": "{} tegoed, dat geldt tot en met {}",
        "partly until": "{} tegoed, waarvan {} tot en met {}",
        "invoice": "{} op de factuur van {}",
        "and": ", en ",
    },
    Language.EN: {
        "lapses": "{} is lost",
        "lapse": "{} are lost",
        "credit": "{} of credit",
        "credit until": "{} of credit, which expires on {}",
        "partly until": "{} of credit, of which {} expires on {}",
        "invoice": "{} on the invoice of {}",
        "and": ", and ",
    },
}

_RETURNED = {
    Language.NL: {
        "comes": "je kind komt weer op {}",
        "instead": "{} (in plaats van {})",
        "again": "je mag {} opnieuw ruilen",
    },
    Language.EN: {
        "comes": "your child comes again on {}",
        "instead": "{} (instead of {})",
        "again": "you may exchange {} again",
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
    """Return "5,5 uur tegoed en € 52,15 op de factuur", or "2 punten tegoed"."""
    words, spent = _PAID[language], spent_by(payment)
    parts = []
    if payment.exchanged_hours:
        parts.append(_exchanged(payment, language))
    if spent:
        parts.append(words["credit"].format(spent.in_words(language)))
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
    if returned.can_be_given_again:
        return words["again"].format(day)
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
    words, payment, spent = _OPTION[language], option.payment, spent_by(option.payment)
    parts = []
    if payment.exchanged_hours:
        parts.append(_exchanged(payment, language))
    if option.lapses:
        parts.append(_lapsing(option.lapses, language))
    if spent:
        parts.append(_credit(payment.uses, spent, language))
    if payment.invoice_hours and option.invoice_month:
        month = in_words(option.invoice_month, language)
        parts.append(words["invoice"].format(in_euros(payment.price, language), month))
    return words["and"].join(parts) or _PAID[language]["nothing"]


def _exchanged(payment: Payment, language: Language) -> str:
    hours = Amount(payment.exchanged_hours, Unit.HOURS).in_words(language)
    return _PAID[language]["exchange"].format(hours)


def _lapsing(lapses: Amount, language: Language) -> str:
    """Return "5 uur vervalt": in Dutch hours are one amount, and points are many."""
    is_dutch_hours = language is Language.NL and lapses.unit is Unit.HOURS
    key = "lapses" if is_dutch_hours or lapses.amount == 1 else "lapse"
    return _OPTION[language][key].format(lapses.in_words(language))


def _credit(uses: Sequence[Use], spent: Amount, language: Language) -> str:
    """Return "10,5 uur tegoed", with when it ends, or how much of it ends first and when."""
    words, told = _OPTION[language], spent.in_words(language)
    first = min((it.grant.usable_until or date.max for it in uses), default=date.max)
    if first == date.max:
        return words["credit"].format(told)
    until = in_words(first, language)
    ending = sum((it.amount for it in uses if it.grant.usable_until == first), NOTHING)
    if ending == spent.amount:
        return words["credit until"].format(told, until)
    part = Amount(ending, spent.unit).in_words(language)
    return words["partly until"].format(told, part, until)


def hours_in_words(hours: Decimal, language: Language) -> str:
    """Return "10,5" in Dutch and "10.5" in English, without zeros at the end."""
    text = f"{hours.normalize():f}" if hours else "0"
    return text if language is Language.EN else text.replace(".", ",")
