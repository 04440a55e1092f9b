from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from chalicelib.contracts.changes import (
    MOST_ROWS,
    Warned,
    changed_from,
    check_terms,
    ended_on,
    entered,
    warnings_about,
    with_notice,
)
from chalicelib.contracts.model import groups_of
from chalicelib.contracts.refusals import (
    CalendarUnknown,
    ChangeBeforeStart,
    ClosedThatWeekday,
    ContractEndsAlready,
    ContractIsOver,
    ContractsOverlap,
    EndsBeforeItBegins,
    GroupOfOtherCare,
    MonthIsOver,
    NoticeTooShort,
    OutsideOpeningHours,
    TooManyContracts,
    WeekdayTwice,
)
from chalicelib.core.errors import NotFound
from chalicelib.core.slots import Slot
from chalicelib.organisations.model import CareType
from chalicelib.organisations.opening import OpeningCalendar
from tests.bookings.builders import a_configuration
from tests.builders import LADYBIRDS
from tests.contracts.builders import AFTERNOON, MORNING, TODAY, a_row, days, terms

A_DAY = timedelta(days=1)
DECEMBER = date(2026, 12, 1)
MARCH = date(2027, 3, 1)


@pytest.fixture
def aws() -> None:
    """No rule asks AWS."""


def changed(rows, start=DECEMBER, contract_id="4711-v1", new_id="4711-v2", **what):
    return changed_from(rows, contract_id, terms(**what), start=start, new_id=new_id, today=TODAY)


def test_a_change_ends_the_row_the_day_before_and_begins_the_next_version():
    old, new = changed([a_row()], days=days(0, 1, 3))

    assert (old.until, old.version, old.weekdays) == (DECEMBER - A_DAY, 1, {0, 1})
    assert (new.start, new.until, new.version) == (DECEMBER, None, 2)
    assert (new.number, new.weekdays) == (old.number, {0, 1, 3})


def test_a_change_keeps_the_day_until_which_the_contract_was_agreed():
    *_, new = changed([a_row(until=MARCH)], hourly_rate=1100)

    assert (new.start, new.until, new.hourly_rate) == (DECEMBER, MARCH, 1100)


def test_a_change_between_two_rows_lasts_until_the_later_one_begins():
    rows = changed([a_row()], start=MARCH, hourly_rate=1200)

    first, between, last = changed(rows, new_id="4711-v3", hourly_rate=1100)

    assert (first.until, between.start) == (DECEMBER - A_DAY, DECEMBER)
    assert (between.until, between.version) == (MARCH - A_DAY, 3)
    assert (last.start, last.version) == (MARCH, 2)


def test_a_change_from_the_first_day_on_leaves_the_row_without_days_for_who_asks_later():
    start = date(2026, 11, 16)

    old, new = changed([a_row(start=start)], start=start, hourly_rate=1100)

    assert (old.has_days, new.start) == (False, start)
    assert not old.covers(start)
    assert old.group_id not in groups_of([old], today=TODAY)


def test_the_same_terms_again_change_nothing():
    once = changed([a_row()], hourly_rate=1100)

    assert changed(once, new_id="4711-v9", hourly_rate=1100) == once


def test_the_same_change_again_changes_nothing_where_the_contract_had_no_number():
    rows = changed([a_row(number="", contract_id="4711-v1")], days=days(0, 1, 3))

    again = changed(rows, new_id="4711-v3", days=days(0, 1, 3))

    assert again == rows
    assert {it.number for it in rows} == {"P-1"}


@pytest.mark.parametrize(
    ("row", "start", "refusal"),
    [
        (a_row(start=MARCH), DECEMBER, ChangeBeforeStart),
        (a_row(until=date(2026, 11, 20)), DECEMBER, ContractIsOver),
        (a_row(), date(2026, 10, 31), MonthIsOver),
    ],
)
def test_a_contract_changes_while_it_runs_and_not_in_a_month_that_was_billed(row, start, refusal):
    with pytest.raises(refusal):
        changed([row], start=start, hourly_rate=1100)


def test_a_change_may_begin_on_the_first_of_this_month():
    _, new = changed([a_row()], start=date(2026, 11, 1), hourly_rate=1100)

    assert new.start == date(2026, 11, 1)


def test_who_names_no_contract_of_the_child_finds_none():
    with pytest.raises(NotFound):
        changed([a_row()], contract_id="of somebody else")


MONDAYS = a_row("1", days=days(0, slot=MORNING))


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        ({}, True),
        ({"days": days(0, slot=AFTERNOON)}, False),
        ({"days": days(1)}, False),
        ({"group_id": "owls"}, False),
        ({"care_type": CareType.PRESCHOOL}, False),
        ({"start": date(2026, 12, 8)}, True),
        ({"start": date(2026, 12, 29), "until": date(2026, 12, 31)}, False),
        ({"start": date(2026, 12, 28), "until": date(2026, 12, 31)}, True),
    ],
)
def test_two_contracts_do_not_have_a_child_come_twice_to_a_group_at_the_same_time(other, meets):
    contract = replace(a_row("2", start=DECEMBER, days=days(0, 2)), **other)

    if meets:
        with pytest.raises(ContractsOverlap):
            entered([MONDAYS], contract, today=TODAY)
    else:
        assert len(entered([MONDAYS], contract, today=TODAY)) == 2


def test_a_contract_that_ended_leaves_its_weekdays_to_others():
    ended = replace(MONDAYS, until=date(2026, 11, 30))

    assert len(entered([ended], a_row("2", start=DECEMBER), today=TODAY)) == 2


def test_the_very_same_contract_is_entered_once():
    once = entered([], a_row(start=DECEMBER), today=TODAY)

    assert entered(once, a_row("another number", start=DECEMBER), today=TODAY) == once


@pytest.mark.parametrize(
    ("what", "refusal"),
    [
        ({"start": date(2026, 10, 31)}, MonthIsOver),
        ({"start": DECEMBER, "until": DECEMBER - A_DAY}, EndsBeforeItBegins),
    ],
)
def test_a_contract_is_not_entered_when_it_cannot_be(what, refusal):
    with pytest.raises(refusal):
        entered([], a_row(**what), today=TODAY)


def test_a_child_has_no_more_contracts_than_can_be_kept():
    rows = [
        a_row(f"{it}", start=DECEMBER + it * A_DAY, until=DECEMBER + it * A_DAY)
        for it in range(MOST_ROWS)
    ]

    with pytest.raises(TooManyContracts):
        entered(rows, a_row("one more", start=date(2028, 1, 1)), today=TODAY)


def test_who_ends_a_contract_calls_off_what_was_agreed_for_later():
    rows = changed([a_row()], hourly_rate=1100)

    now, later = ended_on(rows, "4711-v2", until=date(2026, 11, 20), today=TODAY)

    assert (now.until, later.has_days) == (date(2026, 11, 20), False)


def test_a_contract_can_be_called_off_before_it_begins():
    (row,) = ended_on([a_row(start=MARCH)], "4711-v1", until=TODAY, today=TODAY)

    assert (row.has_days, row.start) == (False, MARCH)
    with pytest.raises(ContractIsOver):
        ended_on([row], "4711-v1", until=None, today=TODAY)


def test_the_office_lets_a_contract_go_on_after_all():
    ended = ended_on([a_row()], "4711-v1", until=date(2026, 12, 2), today=TODAY)

    assert ended_on(ended, "4711-v1", until=None, today=TODAY) == [a_row()]


@pytest.mark.parametrize("until", [date(2026, 9, 30), None])
def test_what_ended_in_a_month_that_was_billed_stays_so(until):
    with pytest.raises(MonthIsOver):
        ended_on([a_row(until=date(2026, 10, 15))], "4711-v1", until=until, today=TODAY)


def test_a_contract_can_end_on_the_last_day_that_there_is():
    ended = ended_on([a_row()], "4711-v1", until=date.max, today=TODAY)

    assert ended == [a_row(until=date.max)]


def test_a_contract_does_not_go_on_where_another_has_followed():
    rows = [a_row("1", until=date(2026, 11, 30)), a_row("2", start=DECEMBER)]

    with pytest.raises(ContractsOverlap):
        ended_on(rows, "1-v1", until=None, today=TODAY)


@pytest.mark.parametrize(
    ("until", "agreed_end", "outcome"),
    [
        (date(2026, 12, 2), None, date(2026, 12, 2)),
        (date(2027, 1, 31), None, date(2027, 1, 31)),
        (date(2026, 12, 1), None, NoticeTooShort),
        (date(2026, 12, 2), date(2027, 6, 30), date(2026, 12, 2)),
        (date(2026, 12, 2), date(2026, 12, 2), date(2026, 12, 2)),
        (date(2026, 12, 2), date(2026, 11, 20), ContractEndsAlready),
    ],
)
def test_a_parent_ends_a_contract_with_the_notice_of_the_rules(until, agreed_end, outcome):
    def given():
        rows = [a_row(until=agreed_end)]
        earliest = date(2026, 12, 2)
        return with_notice(rows, "4711-v1", until=until, earliest=earliest, today=TODAY)

    if isinstance(outcome, date):
        assert [it.until for it in given()] == [outcome]
    else:
        with pytest.raises(outcome):
            given()


@pytest.mark.parametrize(
    ("what", "refusal"),
    [
        ({"care_type": CareType.OUT_OF_SCHOOL}, GroupOfOtherCare),
        ({"days": days(5)}, ClosedThatWeekday),
        ({"days": days(0, slot=Slot(time(7), time(12)))}, OutsideOpeningHours),
        ({"days": days(0, slot=Slot(time(12), time(18, 31)))}, OutsideOpeningHours),
        ({"days": (*days(0, slot=MORNING), *days(0, slot=AFTERNOON))}, WeekdayTwice),
        ({"calendar": "schools"}, CalendarUnknown),
        ({"group_id": "nowhere"}, NotFound),
    ],
)
def test_what_the_group_does_not_offer_is_refused(what, refusal):
    with pytest.raises(refusal):
        check_terms(terms(**what), a_configuration())


def test_what_the_group_offers_is_fine():
    calendars = {"schools": OpeningCalendar("schools")}
    configuration = replace(a_configuration(), calendars=calendars)

    check_terms(terms(days=days(0, 4, slot=LADYBIRDS.slot), calendar="schools"), configuration)


@pytest.mark.parametrize(
    ("born", "warned"),
    [
        (date(2027, 4, 1), [Warned.TOO_YOUNG]),
        (date(2025, 3, 1), []),
        (date(2023, 3, 2), []),
        (date(2023, 3, 1), [Warned.TOO_OLD]),
    ],
)
def test_a_child_of_another_age_is_a_warning_and_no_refusal(born, warned):
    toddlers = replace(LADYBIRDS, age_from=0 if born.year != 2027 else 1)

    assert warnings_about(a_row(start=MARCH), born, toddlers) == warned
