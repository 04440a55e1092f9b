"""What is written to parents about their days."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Self

from chalicelib.bookings import words
from chalicelib.bookings.returning import Returned
from chalicelib.bookings.ruling import rule_in_words
from chalicelib.core.language import Language
from chalicelib.core.values import dataclass
from chalicelib.credits.model import Entry, Open
from chalicelib.credits.words import entry_in_words
from chalicelib.days.model import Request, RequestState
from chalicelib.mail.message import Mail


@dataclass(frozen=True)
class ExtraDayGranted(Mail):
    """To the parents: the child can come. `hours` and `paid` are in words.

    `gives` is the day that was exchanged for it, if one was.
    """

    template: ClassVar[str] = "extra-day-granted"

    child: str
    day: date
    group: str
    hours: str
    paid: str
    gives: date | None
    rule: str

    @classmethod
    def example(cls) -> Self:
        return cls(
            child="Noor",
            day=date(2026, 11, 12),
            group="Lieveheersbeestjes",
            hours="10,5",
            paid="5,5 uur tegoed en € 52,15 op de factuur",
            gives=date(2026, 11, 9),
            rule="De regels hebben meteen beslist. Er was plek: 11 van de 12 plaatsen waren bezet.",
        )


@dataclass(frozen=True)
class ExtraDayDeclined(Mail):
    """To the parents: it is not possible; `reason` is what a colleague wrote, if one did."""

    template: ClassVar[str] = "extra-day-declined"

    child: str
    day: date
    group: str
    reason: str
    rule: str

    @classmethod
    def example(cls) -> Self:
        return cls(
            child="Noor",
            day=date(2026, 11, 12),
            group="Lieveheersbeestjes",
            reason="Op donderdag is er die week een pedagogisch medewerker minder.",
            rule="Onze planning heeft beslist. 11 van de 12 plaatsen waren bezet.",
        )


@dataclass(frozen=True)
class DaysCancelled(Mail):
    """To the parents: the child is expected no more on these days, and what each gives."""

    template: ClassVar[str] = "days-cancelled"

    child: str
    days: Sequence[tuple[date, str]]

    @classmethod
    def example(cls) -> Self:
        return cls(
            child="Noor",
            days=[
                (date(2026, 11, 9), "10,5 uur tegoed, te gebruiken tot en met 31 december 2026"),
                (date(2026, 11, 10), "geen tegoed"),
            ],
        )


@dataclass(frozen=True)
class CreditExpires(Mail):
    """To the parents: so much expires after which day, and which days could be had for it now."""

    template: ClassVar[str] = "credit-expires"

    child: str
    credits: Sequence[tuple[str, date]]
    days: Sequence[date]

    @classmethod
    def example(cls) -> Self:
        return cls(
            child="Noor",
            credits=[("5,5 uur", date(2026, 11, 16)), ("10,5 uur", date(2026, 11, 18))],
            days=[date(2026, 11, 5), date(2026, 11, 12)],
        )


@dataclass(frozen=True)
class ExtraDayTakenBack(Mail):
    """To the parents: a granted day is undone, as the contract has changed. `back` is in words."""

    template: ClassVar[str] = "extra-day-taken-back"

    child: str
    day: date
    group: str
    rule: str
    back: str

    @classmethod
    def example(cls) -> Self:
        return cls(
            child="Noor",
            day=date(2026, 12, 10),
            group="Lieveheersbeestjes",
            rule="Er is voor die dag geen contract meer in deze groep.",
            back="5,5 uur tegoed en € 52,15 op de factuur",
        )


@dataclass(frozen=True)
class CreditsFollowContract(Mail):
    """To the parents: what a contract that ends or has fewer hours does to credits, in words.

    `rows` are the cause, and what is left until when.
    """

    template: ClassVar[str] = "credits-follow-contract"

    child: str
    rows: Sequence[tuple[str, str]]

    @classmethod
    def example(cls) -> Self:
        ends = "Het contract eindigt op maandag 30 november 2026"
        until = "te gebruiken tot en met maandag 30 november 2026"
        return cls(child="Noor", rows=[(ends, f"10,5 uur, {until}"), (ends, f"5,5 uur, {until}")])


def about_taking_back(
    request: Request, returned: Returned | None, *, child: str, group: str, language: Language
) -> Mail:
    """Return the mail that tells of a granted day that was taken back."""
    return ExtraDayTakenBack(
        child=child,
        day=request.day,
        group=group,
        rule=rule_in_words(request, language) or "",
        back=words.back_in_words(request.payment, returned, language),
    )


def about_credits(entries: Sequence[Entry], after: Open, *, child: str, language: Language) -> Mail:
    """Return the mail that tells what a contract has done to credits."""
    rows = [
        (entry_in_words(it, language), words.credit_in_words(it.grant, after, language))
        for it in entries
    ]
    return CreditsFollowContract(child=child, rows=rows)


def about_decision(request: Request, *, child: str, group: str, language: Language) -> Mail:
    """Return the mail that tells what became of a request."""
    decision = request.decision
    rule = rule_in_words(request, language) or ""
    if request.state is RequestState.GRANTED:
        return ExtraDayGranted(
            child=child,
            day=request.day,
            group=group,
            hours=words.hours_in_words(request.hours, language),
            paid=words.payment_in_words(request.payment, language),
            gives=request.gives.day if request.gives else None,
            rule=rule,
        )
    reason = (decision.reason if decision else None) or ""
    return ExtraDayDeclined(child=child, day=request.day, group=group, reason=reason, rule=rule)
