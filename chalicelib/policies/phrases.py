"""Parts of sentences about times, windows and who decides."""

from datetime import date, timedelta

from chalicelib.core.language import Language
from chalicelib.core.words import day_of_year_in_words, weekday_in_words
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
    From,
    Never,
    Until,
    YearEnd,
)

A_MONDAY = date(2026, 11, 2)


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


def from_in_words(first: From, language: Language) -> str:
    if isinstance(first, AtOnce):
        return text("from.at_once", language)
    if isinstance(first, BeforeGivenDay):
        key = "from.before_given_day" if first.span.count else "from.given_day"
        return text(key, language, span=span_in_words(first.span, language))
    return _week_in_words("from", first.weeks, language)


def until_in_words(last: Until, language: Language) -> str:
    if isinstance(last, Never):
        return text("until.never", language)
    if isinstance(last, YearEnd):
        key = "until.year_end_later" if last.years_later else "until.year_end"
        if last == YearEnd():
            key = "until.calendar_year"
        day = day_of_year_in_words(last.day, last.month, language)
        return text(key, language, day=day, years=last.years_later)
    if isinstance(last, AfterGivenDay | AfterEarning):
        empty = {AfterGivenDay: "given_day", AfterEarning: "earning"}[type(last)]
        key = last.kind if last.span.count else empty
        return text(f"until.{key}", language, span=span_in_words(last.span, language))
    return _week_in_words("until", last.weeks, language)


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
    return text("decision.monthly", language, day=decision.day_of_month)


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
    if lead.clock is not None:
        clock = f"{lead.clock:%H:%M}"
        return text("lead.hours_clock", language, hours=lead.hours, clock=clock)
    return text("lead.hours" if lead.hours else "lead.begins", language, hours=lead.hours)


def _week_in_words(which: str, weeks: int, language: Language) -> str:
    if not weeks:
        return text(f"{which}.week", language)
    key = f"{which}.week_{'after' if weeks > 0 else 'before'}"
    return text(key, language, span=span_in_words(Span(abs(weeks), SpanUnit.WEEKS), language))


def _days(count: int, language: Language) -> str:
    return span_in_words(Span(count, SpanUnit.DAYS), language)
