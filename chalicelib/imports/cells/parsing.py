"""Sheets become rows: one function for each kind, which notes every wrong cell of a line.

Where a cell is wrong the row gets a value that fits the type and is thrown away afterwards.
"""

from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal

from chalicelib.core.language import Language
from chalicelib.core.money import cents
from chalicelib.core.periods import Period
from chalicelib.imports.cells import values
from chalicelib.imports.cells.contacts import a_phone, a_postcode, an_email
from chalicelib.imports.cells.fields import NAME_LIMIT, Fields
from chalicelib.imports.cells.mandates import read_payment
from chalicelib.imports.cells.values import BadValue
from chalicelib.imports.files.sheets import SheetKind
from chalicelib.imports.rows import (
    EVERYWHERE,
    Address,
    ChildRow,
    ClosingDayRow,
    ContractRow,
    CreditRow,
    FamilyRow,
    GroupRow,
    LocationRow,
    ParentRow,
    SheetRow,
)
from chalicelib.organisations.model import WORKING_DAYS, CareType

ADULT = 18
_LANGUAGES = {
    "": Language.NL,
    "nl": Language.NL,
    "nederlands": Language.NL,
    "en": Language.EN,
    "engels": Language.EN,
    "english": Language.EN,
}
_NOTHING = Decimal(1)


def location_row(fields: Fields, today: date) -> LocationRow:
    del today
    return LocationRow(
        origin=fields.origin,
        location=fields.name("locatie"),
        care_type=_care_type(fields),
        lrk=fields.required("lrk", values.an_lrk_number, ""),
        address=_address(fields),
        phone=_phone(fields, "telefoon"),
    )


def group_row(fields: Fields, today: date) -> GroupRow:
    del today
    row = GroupRow(
        origin=fields.origin,
        location=fields.name("locatie"),
        group=fields.name("groep"),
        care_type=_care_type(fields),
        age_from=values.months(_decimal(fields, "leeftijd_van", "0", "17")),
        age_below=values.months(_decimal(fields, "leeftijd_tot", "0", "18")),
        places=_whole(fields, "plaatsen", "1", "500"),
        workers=_whole(fields, "medewerkers", "0", "100"),
        opens=fields.required("open", values.a_time, time.min),
        closes=fields.required("dicht", values.a_time, time.max),
        weekdays=fields.read("dagen", values.weekdays, ()) or WORKING_DAYS,
    )
    if not fields.wrong:
        _check_group(row, fields)
    return row


def _check_group(row: GroupRow, fields: Fields) -> None:
    if row.age_below <= row.age_from:
        start, until = fields.text("leeftijd_van"), fields.text("leeftijd_tot")
        fields.note("leeftijd_tot", "ages_reversed", start=start, until=until)
    if row.closes <= row.opens:
        start, until = fields.text("open"), fields.text("dicht")
        fields.note("dicht", "closes_before_opening", start=start, until=until)


def closing_day_row(fields: Fields, today: date) -> ClosingDayRow:
    del today
    location = fields.name("locatie")
    return ClosingDayRow(
        origin=fields.origin,
        location=None if location == EVERYWHERE else location,
        day=fields.required("datum", values.a_date, date.min),
        reason=fields.words("reden", limit=NAME_LIMIT),
        closes_at=fields.read("reden", values.closes_at, None),
    )


def family_row(fields: Fields, today: date) -> FamilyRow:
    method, iban, mandate = read_payment(fields, today=today)
    return FamilyRow(
        origin=fields.origin,
        number=_debtor(fields),
        name=fields.name("naam"),
        address=_address(fields),
        payment_method=method,
        iban=iban,
        mandate=mandate,
    )


def parent_row(fields: Fields, today: date) -> ParentRow:
    del today
    return ParentRow(
        origin=fields.origin,
        family=_debtor(fields),
        first_name=fields.words("voornaam", limit=NAME_LIMIT),
        last_name=fields.name("achternaam"),
        email=fields.read("e-mail", an_email, None),
        phone=_phone(fields, "telefoon"),
        language=fields.read("taal", _language, Language.NL),
    )


def child_row(fields: Fields, today: date) -> ChildRow:
    row = ChildRow(
        origin=fields.origin,
        number=fields.required("kindnummer", values.a_number, ""),
        family=_debtor(fields),
        first_name=fields.name("voornaam"),
        last_name=fields.name("achternaam"),
        born_on=fields.required("geboortedatum", values.a_date, today),
        allergies=fields.words("allergieën"),
        photo_permission=fields.read("foto_toestemming", values.a_yes_or_no, otherwise=False),
        outing_permission=fields.read("uitstapje_toestemming", values.a_yes_or_no, otherwise=False),
        emergency_contact=fields.words("noodcontact", limit=NAME_LIMIT),
        emergency_phone=_phone(fields, "noodtelefoon"),
    )
    _check_child(row, fields, today)
    return row


def _check_child(row: ChildRow, fields: Fields, today: date) -> None:
    born = fields.text("geboortedatum")
    years = (today - row.born_on).days // 365
    if row.born_on > today:
        fields.note("geboortedatum", "born_in_future", value=born)
    elif years >= ADULT:
        fields.note("geboortedatum", "age_unlikely", value=born, years=years)
    if not (row.emergency_contact and row.emergency_phone):
        fields.note("noodcontact", "emergency_contact_missing")


def contract_row(fields: Fields, today: date) -> ContractRow:
    del today
    start = fields.required("startdatum", values.a_date, date.min)
    until = fields.read("einddatum", values.a_date_or_none, None)
    if until and until < start:
        shown = {"start": fields.text("startdatum"), "until": fields.text("einddatum")}
        fields.note("einddatum", "ends_before_start", **shown)
    return ContractRow(
        origin=fields.origin,
        number=fields.required("contractnummer", values.a_number, ""),
        child=fields.required("kindnummer", values.a_number, ""),
        care_type=_care_type(fields),
        location=fields.name("locatie"),
        group=fields.name("groep"),
        weekdays=fields.required("dagen", values.weekdays, ()),
        hours_per_day=_decimal(fields, "uren_per_dag", "0.25", "24"),
        weeks_per_year=_whole(fields, "weken_per_jaar", "1", "53"),
        rate=cents(_decimal(fields, "uurtarief", "0", "100")),
        period=Period(start, until),
    )


def credit_row(fields: Fields, today: date) -> CreditRow:
    row = CreditRow(
        origin=fields.origin,
        child=fields.required("kindnummer", values.a_number, ""),
        hours=_decimal(fields, "uren", "0.25", "1000"),
        earned_on=fields.required("verkregen_op", values.a_date, date.min),
        valid_until=fields.required("geldig_tot", values.a_date, date.max),
        reason=fields.words("reden", limit=NAME_LIMIT),
    )
    start, until = fields.text("verkregen_op"), fields.text("geldig_tot")
    if row.valid_until < row.earned_on:
        fields.note("geldig_tot", "credit_reversed", start=start, until=until)
    elif row.valid_until < today:
        fields.note("geldig_tot", "credit_expired", value=until)
    return row


PARSERS: Mapping[SheetKind, Callable[[Fields, date], SheetRow]] = {
    SheetKind.LOCATIONS: location_row,
    SheetKind.GROUPS: group_row,
    SheetKind.CLOSING_DAYS: closing_day_row,
    SheetKind.FAMILIES: family_row,
    SheetKind.PARENTS: parent_row,
    SheetKind.CHILDREN: child_row,
    SheetKind.CONTRACTS: contract_row,
    SheetKind.CREDITS: credit_row,
}


def _debtor(fields: Fields) -> str:
    return fields.required("debiteurnummer", values.a_debtor_number, "")


def _care_type(fields: Fields) -> CareType:
    return fields.required("opvangsoort", values.a_care_type, CareType.DAY_CARE)


def _address(fields: Fields) -> Address:
    return Address(
        street=fields.words("straat", limit=NAME_LIMIT),
        postcode=_as_it_stands(fields, "postcode", a_postcode) or "",
        city=fields.words("plaats", limit=NAME_LIMIT),
    )


def _phone(fields: Fields, title: str) -> str | None:
    return _as_it_stands(fields, title, a_phone)


def _as_it_stands(fields: Fields, title: str, parse: Callable[[str], str | None]) -> str | None:
    """Return the value; the text itself where it is none: somebody may make sense of it."""
    try:
        return parse(fields.text(title))
    except BadValue as bad:
        fields.note(title, bad.code, **bad.data)
        return fields.words(title, limit=NAME_LIMIT)


def _language(text: str) -> Language:
    try:
        return _LANGUAGES[text.casefold()]
    except KeyError as error:
        raise BadValue("language_unknown", value=text) from error


def _decimal(fields: Fields, title: str, low: str, high: str) -> Decimal:
    return fields.required(
        title, lambda text: values.within(values.an_amount(text), low, high), _NOTHING
    )


def _whole(fields: Fields, title: str, low: str, high: str) -> int:
    return fields.required(
        title, lambda text: values.whole(values.within(values.an_amount(text), low, high)), 1
    )
