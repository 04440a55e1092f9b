"""The office enters, changes and ends contracts; everybody sees the days at once."""

from datetime import date

import pytest

from chalicelib.contracts import service as contracts
from chalicelib.core.callers import Role
from chalicelib.core.periods import Month
from chalicelib.families import service as families
from tests.aws_events import conflicts, requests_to_the_table
from tests.builders import ORGANISATION
from tests.planning.builders import FRIDAYS, MONDAYS, agreed, coming, contract, on_their_way

NOVEMBER, DECEMBER = Month(2026, 11), Month(2026, 12)


@pytest.fixture
def path(child_id):
    return f"/staff/children/{child_id}/contracts"


@pytest.fixture
def entered(office, path):
    return office.post(path, contract()).body["contracts"][0]


def groups_of(child_id):
    found = families.children_of([child_id], organisation_id=ORGANISATION)
    return found[child_id].group_ids


def test_the_office_enters_a_contract_and_the_child_is_in_its_group(office, path, child_id):
    answer = office.post(path, contract())

    (row,) = answer.body["contracts"]
    assert (answer.status, answer.body["warnings"]) == (201, [])
    assert (row["state"], row["version"], row["group"]) == ("coming", 1, "Lieveheersbeestjes")
    assert row["days"] == [{"weekday": 0, "opens": "08:00", "closes": "18:00", "hours": "11"}]
    assert row["number"].startswith("P-")
    assert groups_of(child_id) == {"ladybirds"}
    roster = contracts.roster_of("ladybirds", organisation_id=ORGANISATION)
    assert [it.child_id for it in roster] == [child_id]


def test_everybody_sees_the_days_before_any_job_has_written_them(office, path, child_id):
    office.post(path, contract())

    assert on_their_way() == [child_id]
    assert coming(NOVEMBER) == ["09", "16", "23", "30"]
    assert coming(DECEMBER) == ["07", "14", "21", "28"]


def test_the_same_contract_is_entered_once(office, path):
    office.post(path, contract())

    again = office.post(path, contract())

    assert (again.status, len(again.body["contracts"])) == (201, 1)


def test_several_kinds_of_care_at_once_are_several_contracts(office, path, child_id):
    office.post(path, contract())

    answer = office.post(path, contract(terms=agreed(FRIDAYS), number="4711/2"))

    assert "4711/2" in {it["number"] for it in answer.body["contracts"]}
    assert coming(NOVEMBER, to=child_id) == ["09", "13", "16", "20", "23", "27", "30"]


def test_a_change_from_a_day_on_keeps_what_was_before(office, path, entered):
    change = contract("2026-11-23", terms=agreed(FRIDAYS, hourly_rate=1100))

    answer = office.post(f"{path}/{entered['contract_id']}/changes", change)

    old, new = answer.body["contracts"]
    assert (old["until"], old["hourly_rate"]) == ("2026-11-22", 1043)
    assert (new["start"], new["version"], new["number"]) == ("2026-11-23", 2, old["number"])
    assert coming(NOVEMBER) == ["09", "16", "27"]
    assert office.get(path).body["contracts"] == answer.body["contracts"]


def test_a_child_changes_its_group_with_its_contract(office, path, entered, child_id):
    terms = agreed({**MONDAYS, "opens": "07:00"}, group_id="owls")

    change = contract("2026-11-23", terms=terms)
    office.post(f"{path}/{entered['contract_id']}/changes", change)

    assert (coming(NOVEMBER), coming(NOVEMBER, "owls")) == (["09", "16"], ["23", "30"])
    assert groups_of(child_id) == {"ladybirds", "owls"}


def test_a_child_leaves_the_group_of_a_contract_that_is_called_off(office, path, entered, child_id):
    ending = {"until": "2026-11-08"}

    answer = office.put(f"{path}/{entered['contract_id']}/ending", ending)

    (row,) = answer.body["contracts"]
    assert (answer.status, row["state"], coming(NOVEMBER)) == (200, "called_off", [])
    assert groups_of(child_id) == frozenset()
    assert contracts.roster_of("ladybirds", organisation_id=ORGANISATION) == []


def test_the_office_ends_a_contract_and_lets_it_go_on(office, path, entered):
    ending = f"{path}/{entered['contract_id']}/ending"

    ended = office.put(ending, {"until": "2026-11-20"}).body["contracts"]
    assert (ended[0]["until"], coming(NOVEMBER)) == ("2026-11-20", ["09", "16"])

    goes_on = office.put(ending, {"until": None}).body["contracts"]
    assert (goes_on[0]["until"], coming(NOVEMBER)) == (None, ["09", "16", "23", "30"])


def test_a_child_that_is_too_old_is_a_warning(office, path):
    answer = office.post(path, contract(start="2028-11-06"))

    assert (answer.status, answer.body["warnings"]) == (201, ["too_old"])


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (contract(start="2026-10-31"), "MonthIsOver"),
        (contract(until="2026-11-08"), "EndsBeforeItBegins"),
        (contract(terms=agreed(care_type="out_of_school")), "GroupOfOtherCare"),
        (contract(terms=agreed({**MONDAYS, "weekday": 6})), "ClosedThatWeekday"),
        (contract(terms=agreed({**MONDAYS, "closes": "18:31"})), "OutsideOpeningHours"),
        (contract(terms=agreed({**MONDAYS, "closes": "08:00"})), "ClosesBeforeItOpens"),
        (contract(terms=agreed(MONDAYS, MONDAYS)), "WeekdayTwice"),
        (contract(terms=agreed(calendar="schools")), "CalendarUnknown"),
        (contract(terms=agreed(group_id="nowhere")), "NotFound"),
        (contract(terms=agreed({**MONDAYS, "hours": "0"})), "InvalidRequest"),
        (contract(terms=agreed({**MONDAYS, "opens": "8:00"})), "InvalidRequest"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(office, path, body, code):
    answer = office.post(path, body)

    assert answer.code == code
    assert office.get(path).body["contracts"] == []


@pytest.mark.usefixtures("entered")
def test_two_contracts_at_the_same_time_are_refused_with_the_day(office, path):
    answer = office.post(path, contract(start="2026-12-01", number="2"))

    assert (answer.code, answer.body["data"]["day"]) == ("ContractsOverlap", "2026-12-07")


def test_a_contract_without_school_holidays_has_no_days_in_them(office, path, browser):
    closed = [{"first": "2026-12-19", "last": "2027-01-03"}]
    administrator = browser(ORGANISATION).signed_in(staff_role=Role.ADMINISTRATOR)
    administrator.put("/staff/opening-calendars/schools", {"closed": closed})

    office.post(path, contract(terms=agreed(weeks_per_year=40, calendar="schools")))

    assert coming(DECEMBER) == ["07", "14"]


def test_the_office_needs_two_requests_for_a_change_and_one_to_look(office, path, entered):
    change = contract("2026-11-23", terms=agreed(hourly_rate=1100))

    with requests_to_the_table() as sent:
        office.post(f"{path}/{entered['contract_id']}/changes", change)
    assert len(sent) == 2

    with requests_to_the_table() as sent:
        office.get(path)
    assert len(sent) == 1


def test_a_change_goes_through_when_somebody_was_on_the_same_rows(office, path):
    with conflicts(2):
        answer = office.post(path, contract())

    assert (answer.status, len(answer.body["contracts"])) == (201, 1)


def test_who_is_no_child_here_has_no_contracts(office):
    assert office.get("/staff/children/nobody.here/contracts").status == 404
    assert office.post("/staff/children/nobody.here/contracts", contract()).status == 404


def test_contracts_of_29_february_and_of_the_last_day_of_a_year(office, path):
    office.post(path, contract(start="2027-12-31", terms=agreed(FRIDAYS), until="2028-02-29"))

    assert coming(Month(2027, 12)) == ["31"]
    days = coming(Month(2028, 2))
    assert (days, date(2028, 2, 25).weekday()) == (["04", "11", "18", "25"], 4)
