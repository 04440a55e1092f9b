"""Parts of sentences about times, windows and who decides."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import TypeAlias

from chalicelib.core.language import Language
from chalicelib.core.words import day_of_year_in_words, weekday_in_words
from chalicelib.policies.amounts import Amount, Unit
from chalicelib.policies.credits import PublicHolidayCredit
from chalicelib.policies.deciding import ByStaff, Collected, Decision, Instant
from chalicelib.policies.leads import ClockTime, HoursBefore, Lead
from chalicelib.policies.spans import Span, SpanUnit
from chalicelib.policies.texts import text
from chalicelib.policies.windows import (
    AfterEarning,
    AfterGivenDay,
    AtOnce,
    BeforeGivenDay,
    FromWeek,
    Never,
    Until,
    UntilWeek,
    Window,
    YearEnd,
    YearStart,
)

Later: TypeAlias = YearStart | BeforeGivenDay | FromWeek
A_MONDAY = date(2026, 11, 2)
ORDINALS = {1: "st", 2: "nd", 3: "rd"}


@cache
def usual_windows() -> dict[Window, str]:
    """Return the windows that have a name of their own."""
    return {
        Window(YearStart(), YearEnd()): "calendar_year",
        Window(FromWeek(0), UntilWeek(0)): "week",
        Window(FromWeek(-1), UntilWeek(1)): "weeks_around",
    }


def span_in_words(span: Span, language: Language) -> str:
    """Return "3 maanden"."""
    key = f"{span.unit}.one" if span.count == 1 else span.unit
    return text(key, language, count=span.count)


def lead_in_words(lead: Lead, language: Language) -> str:
    """Return "tot 18:30 op de dag ervoor"."""
    if isinstance(lead, HoursBefore):
        return _hours_in_words(lead, language)
    what = "clock" if isinstance(lead, ClockTime) else "whole"
    key = {0: "same_day", 1: "day_before"}.get(lead.days, "days_before")
    clock = f"{lead.clock:%H:%M}" if isinstance(lead, ClockTime) else ""
    return text(f"lead.{what}_{key}", language, clock=clock, span=_days(lead.days, language))


def horizon_in_words(horizon: Span | None, language: Language) -> str:
    """Return ", en hoogstens 3 maanden vooruit", or nothing."""
    if horizon is None:
        return ""
    return text("cancelling.horizon", language, span=span_in_words(horizon, language))


def window_in_words(
    window: Window, what: str, sentence: str, language: Language, **facts: str
) -> str:
    """Return the sentence with the days of the window; `what` was "cancelled", "given", "holiday".

    Where they begin at once, it is the one that says so.
    """
    first, last = window.usable_from, window.usable_until
    if isinstance(first, AtOnce):
        until = _until(last, what, language)
        return text(f"{sentence}_at_once", language, window=until, **facts)
    given, usual = text(f"day.{what}", language), usual_windows().get(window)
    if usual:
        days = text(f"window.{usual}", language, given=given)
    else:
        days = f"{_from(first, given, language)}, {_until(last, what, language, of='that')}"
    return text(sentence, language, window=days, **facts)


def _from(first: Later, given: str, language: Language) -> str:
    if isinstance(first, YearStart):
        return text("from.year_start", language, given=given)
    if isinstance(first, BeforeGivenDay):
        key = "from.before_given_day" if first.span.count else "from.given_day"
        return text(key, language, span=span_in_words(first.span, language), given=given)
    return _week_in_words("from", first.weeks, given, language)


def _until(last: Until, what: str, language: Language, *, of: str = "") -> str:
    given = text(f"day.{of or what}", language)
    if isinstance(last, Never):
        return text("until.never", language)
    if isinstance(last, YearEnd):
        return _year_end_in_words(last, given, language)
    if isinstance(last, AfterGivenDay | AfterEarning):
        empty = {AfterGivenDay: "given_day", AfterEarning: "earning"}[type(last)]
        key = last.kind if last.span.count else empty
        span, got = span_in_words(last.span, language), text(f"got.{what}", language)
        return text(f"until.{key}", language, span=span, given=given, got=got)
    return _week_in_words("until", last.weeks, given, language)


def _year_end_in_words(last: YearEnd, given: str, language: Language) -> str:
    key = "until.year_end_later" if last.years_later else "until.year_end"
    if last == YearEnd():
        key = "until.calendar_year"
    day = day_of_year_in_words(last.day, last.month, language)
    years = text(
        "years.one" if last.years_later == 1 else "years", language, count=last.years_later
    )
    return text(key, language, day=day, years=years, given=given)


def decision_in_words(decision: Decision, language: Language) -> str:
    if isinstance(decision, Instant):
        return text("decision.instant", language)
    if isinstance(decision, ByStaff):
        within = decision.answer_within_days
        if within is None:
            return text("decision.staff", language)
        return text("decision.staff_within", language, span=_days(within, language))
    if isinstance(decision, Collected):
        key = "decision.collected" if decision.days_before else "decision.collected_day"
        return text(key, language, span=_days(decision.days_before, language))
    return text("decision.monthly", language, day=_ordinal(decision.day_of_month, language))


def given_in_words(credit: PublicHolidayCredit, language: Language) -> str:
    """Return when the credit for a public holiday comes: "op de zaterdag ervoor"."""
    if credit.weekday_before is not None:
        weekday = weekday_in_words(A_MONDAY + timedelta(days=credit.weekday_before), language)
        return text("holiday.weekday_before", language, weekday=weekday)
    if not credit.days_before:
        return text("holiday.same_day", language)
    return text("holiday.days_before", language, span=_days(credit.days_before, language))


def listed(words: list[str], last: str, language: Language) -> str:
    """Return "a, b or c"; `last` is the key of the word before the last one."""
    *others, end = words
    return f"{', '.join(others)}{text(last, language)}{end}" if others else end


def _hours_in_words(lead: HoursBefore, language: Language) -> str:
    hours = Amount(Decimal(lead.hours), Unit.HOURS).in_words(language)
    if lead.clock is not None:
        return text("lead.hours_clock", language, hours=hours, clock=f"{lead.clock:%H:%M}")
    return text("lead.hours" if lead.hours else "lead.begins", language, hours=hours)


def _week_in_words(which: str, weeks: int, given: str, language: Language) -> str:
    if not weeks:
        return text(f"{which}.week", language, given=given)
    key = f"{which}.week_{'after' if weeks > 0 else 'before'}"
    span = span_in_words(Span(abs(weeks), SpanUnit.WEEKS), language)
    return text(key, language, span=span, given=given)


def _ordinal(number: int, language: Language) -> str:
    """Return "20e" or "20th"."""
    if language is Language.NL:
        return f"{number}e"
    teens = number // 10 == 1
    return f"{number}{'th' if teens else ORDINALS.get(number % 10, 'th')}"


def _days(count: int, language: Language) -> str:
    return span_in_words(Span(count, SpanUnit.DAYS), language)
