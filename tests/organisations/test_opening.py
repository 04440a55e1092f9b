from dataclasses import replace
from datetime import date, time
from time import perf_counter

import pytest

from chalicelib.core.callers import Role
from chalicelib.core.language import Language
from chalicelib.core.periods import Month, Period
from chalicelib.organisations import service
from chalicelib.organisations.model import ClosingDay
from chalicelib.organisations.opening import BY_LAW, OpeningCalendar, PublicHoliday, holidays_in
from tests.bookings.builders import a_configuration
from tests.builders import LADYBIRDS, an_organisation
from tests.conftest import NOW
from tests.faults.stage import waiting

KINGS_DAY = date(2027, 4, 27)
AUTUMN = Period(date(2026, 10, 17), date(2026, 10, 25))
EVERY_DAY = replace(LADYBIRDS, weekdays=tuple(range(7)))


@pytest.fixture
def office(browser):
    an_organisation()
    return browser().signed_in(staff_role=Role.ADMINISTRATOR)


def closed_in(year, observed=BY_LAW):
    configuration = replace(a_configuration(), observed=observed)
    days = (day for it in range(1, 13) for day in Month(year, it).days)
    return [f"{it:%d-%m}" for it in days if not configuration.is_open(EVERY_DAY, it)]


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2025, "01-01 21-04 26-04 05-05 29-05 09-06 25-12 26-12"),
        (2026, "01-01 06-04 27-04 14-05 25-05 25-12 26-12"),
        (2027, "01-01 29-03 27-04 06-05 17-05 25-12 26-12"),
        (2030, "01-01 22-04 27-04 05-05 30-05 10-06 25-12 26-12"),
        (2031, "01-01 14-04 26-04 22-05 02-06 25-12 26-12"),
    ],
)
def test_who_has_not_chosen_is_closed_on_the_public_holidays_of_the_law(year, days):
    assert closed_in(year) == days.split()


def test_kings_day_moves_to_the_saturday_where_it_would_be_a_sunday():
    assert PublicHoliday.KINGS_DAY in holidays_in(2025)[date(2025, 4, 26)]
    assert date(2025, 4, 27) not in holidays_in(2025)


def test_some_close_on_good_friday_and_on_every_fifth_of_may():
    own = frozenset({PublicHoliday.GOOD_FRIDAY, PublicHoliday.LIBERATION_DAY})

    assert closed_in(2026, own) == ["03-04", "05-05"]
    assert closed_in(2026, frozenset()) == []


@pytest.mark.parametrize("year", [1, 1900, 2100, 9998])
def test_a_year_out_of_anybodys_reach_can_be_asked_about(year):
    assert isinstance(closed_in(year), list)


@pytest.mark.parametrize(
    ("language", "name"), [(Language.NL, "Koningsdag"), (Language.EN, "King's Day")]
)
def test_a_public_holiday_has_its_name_in_the_language_of_the_reader(language, name):
    assert a_configuration().closing_reason(LADYBIRDS, KINGS_DAY, language) == name


def test_what_the_organisation_says_about_a_day_itself_holds():
    own = ClosingDay(KINGS_DAY, "Vrij met Koningsdag")
    early = ClosingDay(KINGS_DAY, "Korte dag", "north", time(13))
    elsewhere = ClosingDay(KINGS_DAY, "Korte dag", "south", time(13))

    closed, short, other = (a_configuration(closing_days=(it,)) for it in (own, early, elsewhere))

    assert closed.closing_reason(LADYBIRDS, KINGS_DAY, Language.EN) == "Vrij met Koningsdag"
    assert short.is_open(LADYBIRDS, KINGS_DAY)
    assert short.closing_reason(LADYBIRDS, KINGS_DAY, Language.EN) is None
    assert not other.is_open(LADYBIRDS, KINGS_DAY)


def test_a_contract_has_the_weeks_of_its_opening_calendar():
    calendars = {"schools": OpeningCalendar("schools", (AUTUMN,))}
    configuration = replace(a_configuration(), calendars=calendars)

    had = [configuration.has_care("schools", date(2026, 10, it)) for it in (16, 17, 25, 26)]

    assert had == [True, False, False, True]
    assert configuration.has_care(None, date(2026, 10, 20))
    assert configuration.has_care("of nobody", date(2026, 10, 20))
    assert calendars["schools"].has_care(date(2026, 10, 26))


def test_the_days_of_two_thousand_months_are_looked_up_in_much_less_than_a_second():
    calendars = {"schools": OpeningCalendar("schools", (AUTUMN,) * 50)}
    closing_days = tuple(ClosingDay(date(2026, 1, it), "dicht") for it in range(1, 29))
    configuration = replace(a_configuration(closing_days=closing_days), calendars=calendars)
    days = list(Month(2026, 12).days)

    def look():
        began = perf_counter()
        for day in days * 200:
            configuration.is_open(LADYBIRDS, day)
            configuration.has_care("schools", day)
        return perf_counter() - began

    assert min(look() for _ in range(3)) < 0.1  # for 200 of them


def test_an_administrator_says_when_contracts_of_schools_have_no_care(office):
    closed = [{"first": "2026-10-17", "last": "2026-10-25"}]

    answer = office.put("/staff/opening-calendars/schools-north", {"closed": closed})

    assert (answer.status, answer.body["closed"]) == (200, closed)
    shown = office.get("/staff/opening-calendars").body["calendars"]
    assert shown == [{"name": "schools-north", "closed": closed}]
    configuration = service.configuration_of("zonnebloem", now=NOW)
    assert not configuration.has_care("schools-north", date(2026, 10, 20))
    assert [it.body for it in waiting("planning")] == [{"task": "organisation"}]


@pytest.mark.parametrize("last", ["2026-10-16", "2027-12-31", "2999-12-31"])
def test_a_period_without_care_ends_within_a_year_after_it_begins(office, last):
    closed = [{"first": "2026-10-17", "last": last}]

    answer = office.put("/staff/opening-calendars/schools", {"closed": closed})

    assert (answer.status, answer.code) == (422, "PeriodTooLong")
    assert office.get("/staff/opening-calendars").body["calendars"] == []


def test_an_administrator_chooses_the_holidays_on_which_the_organisation_is_closed(office):
    before = office.get("/staff/public-holidays").body

    answer = office.put("/staff/public-holidays", {"observed": ["kings_day", "good_friday"]})

    named = {it["holiday"]: (it["name"], it["day"]) for it in before["holidays"]}
    assert {it["holiday"] for it in before["holidays"] if it["is_observed"]} == BY_LAW
    assert named["kings_day"] == ("Koningsdag", "2026-04-27")
    assert named["liberation_day_in_lustra"] == ("Bevrijdingsdag", None)
    assert answer.status == 200
    configuration = service.configuration_of("zonnebloem", now=NOW)
    assert configuration.observed == {PublicHoliday.KINGS_DAY, PublicHoliday.GOOD_FRIDAY}
    assert configuration.is_open(LADYBIRDS, date(2026, 12, 25))


def test_a_planner_reads_openings_and_only_an_administrator_changes_them(browser):
    an_organisation()
    planner = browser().signed_in(staff_role=Role.PLANNER)

    assert planner.get("/staff/opening-calendars").status == 200
    assert planner.get("/staff/public-holidays").status == 200
    assert planner.put("/staff/opening-calendars/schools", {"closed": []}).status == 403
    assert planner.put("/staff/public-holidays", {"observed": []}).status == 403
