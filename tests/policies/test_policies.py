"""The rules over HTTP: parents read them, the office compares them, administrators save them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.core import clock
from chalicelib.core.callers import Role
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import CareType
from chalicelib.policies import service
from tests.aws_events import at_once, the_answer_is_lost
from tests.builders import an_organisation
from tests.conftest import NOW
from tests.policies.builders import a_part, a_policy, earned, local

ORG = "zonnebloem"
ADDRESS = "/staff/policies/day_care"
FROM_DECEMBER = {"effective_from": "2026-12-01", "version": 0}
STRICT = {"asking": {"min_lead": {"kind": "hours_before", "hours": 48}}}


@pytest.fixture(autouse=True)
def organisation():
    return an_organisation()


@pytest.fixture
def admin(browser):
    return browser(ORG).signed_in(staff_role=Role.ADMINISTRATOR)


@pytest.fixture
def parent(browser):
    return browser(ORG).signed_in(families={"K1": Role.PARENT})


def rules_read_by(visitor, language="nl"):
    visitor.language = language
    (care_type,) = visitor.get("/policies").body["care_types"]
    return care_type


def sentences_of(rules):
    return [sentence for section in rules["sections"] for sentence in section["sentences"]]


def test_parents_read_rules_even_where_nobody_has_written_any(parent):
    read = rules_read_by(parent)

    assert (read["care_type"], read["title"]) == ("day_care", "dagopvang (KDV)")
    assert (read["today"]["version"], read["today"]["effective_from"]) == (0, None)
    assert [it["title"] for it in read["today"]["sections"]] == [
        "Afmelden",
        "Tegoed",
        "Ruilen",
        "Een dag vragen",
        "Wie besluit",
        "Het contract",
    ]
    assert read["later"] == []


def test_parents_read_what_comes_later_and_from_which_day_on(admin, parent):
    saved = admin.post(ADDRESS, {**FROM_DECEMBER, **STRICT})

    read = rules_read_by(parent, "en")
    (later,) = read["later"]

    assert (saved.status, saved.body["version"]) == (201, 1)
    assert later["beginning"] == "These rules are for days from Tuesday 1 December 2026 on."
    assert "You can ask for a day until 48 hours before the care begins." in sentences_of(later)
    assert "You can ask for a day until 24 hours before the care begins." in sentences_of(
        read["today"]
    )


def test_on_the_day_itself_the_new_rules_are_those_of_today(browser, admin):
    admin.post(ADDRESS, {**FROM_DECEMBER, **STRICT})

    clock.start_at(local("2026-12-01T00:00"))
    parent = browser(ORG).signed_in(families={"K1": Role.PARENT})

    assert rules_read_by(parent)["today"]["version"] == 1


def test_what_is_saved_has_every_parameter_and_its_author(admin):
    saved = admin.post(ADDRESS, FROM_DECEMBER).body

    listed = admin.get("/staff/policies").body["care_types"]
    (day_care,) = [it for it in listed if it["care_type"] == "day_care"]

    assert saved["rules"]["credits"]["unit"] == "hours"
    assert saved["rules"]["exchanging"]["deadline"] == {
        "kind": "hours_before",
        "hours": 24,
        "clock": None,
    }
    assert saved["author"]
    assert day_care["versions"] == [saved]
    assert (day_care["latest_version"], day_care["in_force"]["version"]) == (1, 0)


def test_a_version_stays_as_it_was_when_a_newer_one_is_saved_for_the_same_day(admin):
    first = admin.post(ADDRESS, FROM_DECEMBER).body
    second = admin.post(ADDRESS, {**FROM_DECEMBER, **STRICT, "version": 1}).body

    policies = service.policies_of(ORG, now=NOW)

    day_care = admin.get("/staff/policies").body["care_types"][0]
    assert day_care["versions"] == [second, first]
    assert policies.for_day(CareType.DAY_CARE, date(2026, 12, 1)).version == 2


def test_other_care_has_versions_of_its_own(admin):
    admin.post(ADDRESS, FROM_DECEMBER)
    saved = admin.post("/staff/policies/out_of_school", FROM_DECEMBER)

    assert (saved.status, saved.body["version"]) == (201, 1)


def test_who_has_not_seen_the_latest_version_is_refused(admin):
    admin.post(ADDRESS, FROM_DECEMBER)

    answer = admin.post(ADDRESS, {**FROM_DECEMBER, "effective_from": "2027-01-01"})

    assert (answer.status, answer.code) == (409, "PolicyChanged")
    assert len(admin.get("/staff/policies").body["care_types"][0]["versions"]) == 1


def test_of_two_who_save_at_once_one_is_refused_whatever_the_days(admin):
    days = ["2026-12-01", "2027-01-01"]
    with at_once(2, "TransactWriteItems"), ThreadPoolExecutor() as pool:
        answers = list(
            pool.map(lambda it: admin.post(ADDRESS, {"effective_from": it, "version": 0}), days)
        )

    assert sorted(it.status for it in answers) == [201, 409]
    assert len(admin.get("/staff/policies").body["care_types"][0]["versions"]) == 1


def test_a_lost_answer_does_not_save_twice(admin):
    with the_answer_is_lost():
        answer = admin.post(ADDRESS, FROM_DECEMBER)

    assert (answer.status, answer.body["version"]) == (201, 1)


def test_rules_begin_today_at_the_earliest(admin):
    yesterday = admin.post(ADDRESS, {"effective_from": "2026-11-01", "version": 0})
    today = admin.post(ADDRESS, {"effective_from": "2026-11-02", "version": 0})

    assert (yesterday.status, yesterday.code) == (422, "PolicyInThePast")
    assert yesterday.body["data"] == {"effective_from": "2026-11-01", "earliest": "2026-11-02"}
    assert today.status == 201


MALFORMED = [
    ({"credits": {"unit": "days"}}, "credits.unit", "allowed: hours, points"),
    ({"credits": {"colour": "red"}}, "credits", "unknown field `colour`"),
    ({"cancelling": {"part_of_day": True}}, "cancelling", "unknown field `part_of_day`"),
    ({"exchanging": {"part_of_day": True}}, "exchanging", "unknown field `part_of_day`"),
    (
        {"asking": {"min_lead": {"kind": "soon"}}},
        "asking.min_lead.kind",
        "allowed: clock_time, hours_before, whole_days",
    ),
    (
        {"cancelling": {"rules": [{"deadline": {"kind": "hours_before", "hours": -1}}]}},
        "cancelling.rules[0].deadline.hours",
        "Expected `int` >= 0",
    ),
    ({"credits": {"scope": ["child", "pet"]}}, "credits.scope[1]", "allowed: care_type, child"),
    (
        {"deciding": {"extra_days": {"kind": "monthly", "day_of_month": 31}}},
        "",
        "Expected `int` <= 28",
    ),
    ({"credits": {"caps": [{"kind": "year", "amount": "NaN"}]}}, "credits.caps[0].amount", "regex"),
    ({"effective_from": "31-12-2026"}, "effective_from", "Invalid RFC3339"),
]


@pytest.mark.parametrize(("wrong", "path", "problem"), MALFORMED)
def test_each_wrong_field_is_named_with_what_is_allowed(admin, wrong, path, problem):
    answer = admin.post(ADDRESS, {**FROM_DECEMBER, **wrong})

    (field,) = answer.body["fields"]
    assert (answer.status, answer.code) == (422, "InvalidRequest")
    assert field["path"].startswith(path)
    assert problem in field["problem"]


def test_parameters_that_contradict_each_other_are_refused_with_their_places(admin):
    answer = admin.post(ADDRESS, {**FROM_DECEMBER, "credits": {"unit": "points"}})

    assert (answer.status, answer.code) == (422, "PolicyMakesNoSense")
    assert answer.body["data"]["problems"]["found"] == [
        {"path": "credits.sizes", "mistake": "points_need_sizes", "smallest": ""}
    ]
    assert "credits.sizes: punten hebben een tabel nodig" in answer.body["message"]


def test_a_draft_is_tried_without_saving_it(admin):
    tried = admin.post(f"{ADDRESS}/drafts", {**FROM_DECEMBER, **STRICT})

    (section,) = tried.body["differences"]["sections"]
    assert tried.status == 200
    assert section["gone"] == ["Een dag vragen kan tot 24 uur voordat de opvang begint."]
    assert section["new"] == ["Een dag vragen kan tot 48 uur voordat de opvang begint."]
    assert tried.body["differences"]["parameters"][1] == {
        "path": "asking.min_lead.hours",
        "before": "24",
        "after": "48",
    }
    assert "1 december 2026" in tried.body["words"]["beginning"]
    assert admin.get("/staff/policies").body["care_types"][0]["versions"] == []


def test_two_versions_are_compared_in_words_and_by_parameter(admin):
    admin.post(ADDRESS, FROM_DECEMBER)
    admin.post(ADDRESS, {**FROM_DECEMBER, "exchanging": None, "version": 1})

    compared = admin.get(f"{ADDRESS}/diff?older=1&newer=2").body

    exchanging, deciding = compared["sections"]
    assert exchanging["new"] == ["Ruilen van dagen kan niet."]
    assert deciding["gone"] == ["Ruildagen: onze planning besluit."]
    assert [it["after"] for it in compared["parameters"]] == [None]
    assert admin.get(f"{ADDRESS}/diff?older=1&newer=9").status == 404


def test_every_sample_can_be_saved_as_it_is_shown(admin):
    shown = admin.get("/staff/policies/samples").body["samples"]

    for number, sample in enumerate(shown):
        (rules, *_) = sample["policies"]
        body = {**rules["rules"], "effective_from": "2026-12-01", "version": number}
        saved = admin.post(ADDRESS, body)
        assert saved.status == 201, sample["name"]
        # With every field: what the organisation left open is shown as well.
        assert saved.body["rules"] == rules["rules"]
    assert len(shown) == 12


def test_group_workers_read_the_rules_and_change_nothing(browser):
    worker = browser(ORG).signed_in(staff_role=Role.GROUP_WORKER)

    assert worker.get("/policies").status == 200
    assert worker.get("/staff/policies").status == 403
    assert worker.post(ADDRESS, FROM_DECEMBER).status == 403


def test_planners_try_rules_and_administrators_save_them(browser):
    planner = browser(ORG).signed_in(staff_role=Role.PLANNER)

    assert planner.post(f"{ADDRESS}/drafts", FROM_DECEMBER).status == 200
    assert planner.post(ADDRESS, FROM_DECEMBER).status == 403


def test_another_organisation_has_its_own_rules(admin):
    an_organisation("madelief")
    admin.post(ADDRESS, {**FROM_DECEMBER, **STRICT})

    other = service.policies_of("madelief", now=NOW)

    assert other.documents == ()


def test_rules_that_another_process_saved_hold_here_within_a_minute():
    configuration = organisations.configuration_of(ORG, now=NOW)
    before = service.policies_of(ORG, now=NOW)
    saved = a_policy(effective_from=NOW.date(), version=1)
    transaction = Transaction()
    service.put_policy(saved, organisation_id=ORG, transaction=transaction)
    transaction.commit()

    assert service.policies_of(ORG, now=NOW + timedelta(seconds=59)) is before
    assert organisations.configuration_of(ORG, now=NOW) is configuration
    assert service.policies_of(ORG, now=NOW + timedelta(seconds=60)).documents == (saved,)


def test_what_is_saved_decides_from_the_next_question_on(admin):
    before = service.policies_of(ORG, now=NOW).for_day(CareType.DAY_CARE, date(2026, 12, 3))
    none = {"cancelling": {"rules": []}}

    admin.post(ADDRESS, {**FROM_DECEMBER, **none})

    after = service.policies_of(ORG, now=NOW).for_day(CareType.DAY_CARE, date(2026, 12, 3))
    part = a_part(date(2026, 12, 3))
    assert earned(before, part, NOW) == "10.5 hours until 2026-12-31"
    assert earned(after, part, NOW) == "ReasonEarnsNothing"
