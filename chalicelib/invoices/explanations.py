"""Why a line costs what it costs: the sum itself, filled in, so that a parent can do it again."""
# The times sign and the dash are meant; the minus sign is not in our fonts.

from collections import Counter
from decimal import Decimal

from chalicelib.core.language import Language
from chalicelib.core.money import in_euros
from chalicelib.invoices.model import Correction, ExtraDay, InvoiceLine, LineKind
from chalicelib.invoices.prices import MonthlyCare, PartMonth, Rounding, Share
from chalicelib.invoices.wording import EN, NL, month_name, number, weekday_date

_TITLES = {
    NL: {
        LineKind.CONTRACT: "Opvang volgens contract",
        LineKind.EXTRA_DAY: "Extra dag",
        LineKind.CORRECTION: "Correctie",
    },
    EN: {
        LineKind.CONTRACT: "Care by contract",
        LineKind.EXTRA_DAY: "Extra day",
        LineKind.CORRECTION: "Correction",
    },
}
_MONTHLY = {
    NL: {
        Rounding.EXACT: "{week} uur per week × {weeks} weken ÷ 12 maanden{share} × {rate} ="
        " {amount}; alleen dit bedrag is afgerond",
        Rounding.HOURS_2DP_HALF_UP: "{month} uur per maand{share} × {rate} = {amount}; de uren van"
        " elke dag van de week ({day} uur × {weeks} weken ÷ 12 maanden) zijn afgerond op twee"
        " decimalen",
        Rounding.HOURS_2DP_TRUNCATED: "{month} uur per maand{share} × {rate} = {amount}; de uren"
        " van elke dag van de week ({day} uur × {weeks} weken ÷ 12 maanden) zijn na twee decimalen"
        " afgekapt",
    },
    EN: {
        Rounding.EXACT: "{week} hours a week × {weeks} weeks ÷ 12 months{share} × {rate} ="
        " {amount}; only this amount is rounded",
        Rounding.HOURS_2DP_HALF_UP: "{month} hours a month{share} × {rate} = {amount}; the hours of"
        " each day of the week ({day} hours × {weeks} weeks ÷ 12 months) are rounded to two"
        " decimals",
        Rounding.HOURS_2DP_TRUNCATED: "{month} hours a month{share} × {rate} = {amount}; the hours"
        " of each day of the week ({day} hours × {weeks} weeks ÷ 12 months) are cut off after two"
        " decimals",
    },
}
_SHARES = {
    NL: {
        PartMonth.BY_CARE_DAYS: " × {days}/{out_of} ({days} van de {out_of} opvangdagen)",
        PartMonth.BY_CALENDAR_DAYS: " × {days}/{out_of} ({days} van de {out_of} dagen)",
        PartMonth.HALF_MONTH: " × {days}/{out_of} (halve maand)",
    },
    EN: {
        PartMonth.BY_CARE_DAYS: " × {days}/{out_of} ({days} of the {out_of} care days)",
        PartMonth.BY_CALENDAR_DAYS: " × {days}/{out_of} ({days} of the {out_of} days)",
        PartMonth.HALF_MONTH: " × {days}/{out_of} (half a month)",
    },
}
_EXTRA_DAY = {
    NL: "{day}: {hours} uur × {rate} = {amount}",
    EN: "{day}: {hours} hours × {rate} = {amount}",
}
_CORRECTION = {
    NL: "{month}: {due} verschuldigd – {billed} berekend = {amount}",
    EN: "{month}: {due} due – {billed} billed = {amount}",
}


def title(line: InvoiceLine, language: Language) -> str:
    """Return what the line is for, in two or three words."""
    return _TITLES[language][line.kind]


def explain(line: InvoiceLine, language: Language) -> str:
    """Return one sentence with the sum behind the line's amount, for example
    "3 × 11 uur per week × 51 weken ÷ 12 maanden × € 8,90 = € 1.248,23; ...".
    """
    because = line.because
    amounts = {
        "rate": in_euros(line.hourly_rate, language),
        "amount": in_euros(line.amount, language),
    }
    if isinstance(because, MonthlyCare):
        return _monthly_care(because, language, amounts)
    if isinstance(because, ExtraDay):
        return _extra_day(because, language, amounts)
    return _correction(because, language, amounts)


def _monthly_care(care: MonthlyCare, language: Language, amounts: dict[str, str]) -> str:
    return _MONTHLY[language][care.rounding].format(
        week=_in_brackets(_added_up(care.day_hours, language)),
        month=_in_brackets(_added_up(care.monthly_hours, language)),
        day=" / ".join(number(hours, language) for hours in dict.fromkeys(care.day_hours)),
        weeks=care.weeks_per_year,
        share=_share(care.share, language),
        **amounts,
    )


def _extra_day(extra: ExtraDay, language: Language, amounts: dict[str, str]) -> str:
    day, hours = weekday_date(extra.day, language), number(extra.hours, language)
    return _EXTRA_DAY[language].format(day=day, hours=hours, **amounts)


def _correction(correction: Correction, language: Language, amounts: dict[str, str]) -> str:
    return _CORRECTION[language].format(
        month=month_name(correction.month, language),
        due=in_euros(correction.due, language),
        billed=in_euros(correction.billed, language),
        **amounts,
    )


def _share(share: Share, language: Language) -> str:
    if share.is_whole:
        return ""
    return _SHARES[language][share.counted].format(days=share.days, out_of=share.out_of)


def _added_up(hours: tuple[Decimal, ...], language: Language) -> str:
    """Write (11, 11, 5.5) as "2 × 11 + 5,5"."""
    terms = [
        number(each, language) if times == 1 else f"{times} × {number(each, language)}"
        for each, times in Counter(hours).items()
    ]
    return " + ".join(terms) or "0"


def _in_brackets(terms: str) -> str:
    return f"({terms})" if "+" in terms else terms
