"""Cells become values: what a date, an amount or a weekday looks like in an export."""

import re
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from chalicelib.imports.files.sheets import plain
from chalicelib.imports.files.tables import Figure
from chalicelib.organisations.model import CareType

_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?Z?$")
_AMOUNT = re.compile(r"-?([0-9]{1,9}|[0-9]{1,3}(\.[0-9]{3}){1,2})(,[0-9]{1,6})?")
_WITH_POINT = re.compile(r"-?[0-9]{1,9}\.[0-9]{1,2}")
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(:00)?( ?uur)?", re.IGNORECASE)
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,39}")
_DEBTOR = re.compile(r"[A-Za-z0-9]{1,20}")
_EARLIER = re.compile(r"\bvanaf\s+([0-9]{1,2}[:.][0-9]{2})\b", re.IGNORECASE)
_A_TIME = re.compile(r"\b[0-9]{1,2}[:.][0-9]{2}\b")
LRK_DIGITS = 9
_LRK = re.compile(rf"[0-9]{{{LRK_DIGITS}}}")
FIRST_YEAR, LAST_YEAR = 1900, 2100
WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_YES = frozenset({"ja", "j", "yes", "y", "true", "waar", "1", "x"})
_NO = frozenset({"nee", "n", "no", "false", "onwaar", "0", ""})


class PaymentMethod(StrEnum):
    DIRECT_DEBIT = "incasso"
    PAYMENT_LINK = "betaallink"


_CARE_TYPES = {
    "kdv": CareType.DAY_CARE,
    "dagopvang": CareType.DAY_CARE,
    "kinderdagverblijf": CareType.DAY_CARE,
    "bso": CareType.OUT_OF_SCHOOL,
    "buitenschoolseopvang": CareType.OUT_OF_SCHOOL,
    "peuteropvang": CareType.PRESCHOOL,
    "po": CareType.PRESCHOOL,
}
CARE_TYPE_WORDS = {
    CareType.DAY_CARE: "KDV",
    CareType.OUT_OF_SCHOOL: "BSO",
    CareType.PRESCHOOL: "peuteropvang",
}
_PAYMENT_METHODS = {
    "incasso": PaymentMethod.DIRECT_DEBIT,
    "automatischeincasso": PaymentMethod.DIRECT_DEBIT,
    "betaallink": PaymentMethod.PAYMENT_LINK,
    "factuur": PaymentMethod.PAYMENT_LINK,
    "overboeking": PaymentMethod.PAYMENT_LINK,
    "": PaymentMethod.PAYMENT_LINK,
}


class BadValue(Exception):
    """The text of a cell is not what its column holds; `code` and `data` are those of a finding."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.code = code
        self.data = data


def a_date(text: str) -> date:
    """:raises BadValue: date_unreadable, date_impossible, date_out_of_range."""
    bare = _MIDNIGHT.sub("", text)
    if match := _DAY_FIRST.fullmatch(bare):
        day, month, year = (int(part) for part in match.groups())
    elif match := _YEAR_FIRST.fullmatch(bare):
        year, month, day = (int(part) for part in match.groups())
    else:
        raise BadValue("date_unreadable", value=text)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadValue("date_out_of_range", value=text)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise BadValue("date_impossible", value=text) from error


def a_date_or_none(text: str) -> date | None:
    """:raises BadValue: as `a_date`."""
    return a_date(text) if text else None


def an_amount(text: str) -> Decimal:
    """Return "1.234,56", "€ 9,98" or "9.98" as a number; "1.234" is one thousand and more.

    :raises BadValue: amount_unreadable.
    """
    bare = text.removeprefix("€").strip()
    if _AMOUNT.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if _WITH_POINT.fullmatch(bare):
        return Decimal(bare)
    raise BadValue("amount_unreadable", value=text)


def within(value: Decimal, low: str, high: str) -> Decimal:
    """:raises BadValue: out_of_range."""
    if not Decimal(low) <= value <= Decimal(high):
        shown = {"low": low.replace(".", ","), "high": high.replace(".", ",")}
        raise BadValue("out_of_range", value=f"{value:f}".replace(".", ","), **shown)
    return value


def whole(value: Decimal) -> int:
    """:raises BadValue: whole_number_wanted."""
    if value != int(value):
        raise BadValue("whole_number_wanted", value=f"{value:f}".replace(".", ","))
    return int(value)


def a_time(text: str) -> time:
    """:raises BadValue: time_unreadable."""
    match = _TIME.fullmatch(text)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:  # noqa: PLR2004 - the clock
        raise BadValue("time_unreadable", value=text)
    return time(int(match[1]), int(match[2]))


def a_number(text: str) -> str:
    """Return the number of a child or contract, which may have letters.

    :raises BadValue: number_wrong.
    """
    if not _NUMBER.fullmatch(text):
        raise BadValue("number_wrong", value=text)
    return text


def a_debtor_number(text: str) -> str:
    """Return a number without a dash: "-2" behind it names the second parent at log-in.

    :raises BadValue: number_wrong.
    """
    if not _DEBTOR.fullmatch(text):
        raise BadValue("number_wrong", value=text)
    return text


def an_lrk_number(text: str) -> str:
    """:raises BadValue: lrk_wrong."""
    digits = text.zfill(LRK_DIGITS) if isinstance(text, Figure) else text.replace(" ", "")
    if not _LRK.fullmatch(digits):
        raise BadValue("lrk_wrong", value=text)
    return digits


def a_care_type(text: str) -> CareType:
    """:raises BadValue: care_type_unknown."""
    try:
        return _CARE_TYPES[plain(text)]
    except KeyError as error:
        raise BadValue("care_type_unknown", value=text) from error


def a_payment_method(text: str) -> PaymentMethod:
    """:raises BadValue: payment_method_unclear."""
    try:
        return _PAYMENT_METHODS[plain(text)]
    except KeyError as error:
        raise BadValue("payment_method_unclear", value=text) from error


def a_yes_or_no(text: str) -> bool:
    """:raises BadValue: permission_unclear."""
    answer = text.casefold()
    if answer not in _YES | _NO:
        raise BadValue("permission_unclear", value=text)
    return answer in _YES


def weekdays(text: str) -> tuple[int, ...]:
    """Return the days in order, Monday being 0.

    :raises BadValue: day_unknown.
    """
    return tuple(sorted({_weekday(word) for word in re.split(r"[\s,;/+&]+", text) if word}))


def _weekday(word: str) -> int:
    name = word.casefold().rstrip(".")
    for days in (WEEKDAYS, _WEEKDAYS):
        if name in days:
            return days.index(name)
    raise BadValue("day_unknown", value=word)


def months(years: Decimal) -> int:
    """Return an age such as 2,5 in months."""
    return round(years * 12)


def closes_at(reason: str) -> time | None:
    """Return from when a location is closed that closes early: "vanaf 16:00 gesloten".

    :raises BadValue: time_unreadable, closing_time_unclear.
    """
    if match := _EARLIER.search(reason):
        return a_time(match[1])
    if _A_TIME.search(reason):
        raise BadValue("closing_time_unclear", value=reason)
    return None
