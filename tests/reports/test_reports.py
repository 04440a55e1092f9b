"""A day is written down by the group, and read by the parents once it is published."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.audit import service as audit
from chalicelib.core import clock
from chalicelib.core.periods import Month
from chalicelib.reports import service
from tests.aws_events import requests_to_the_table
from tests.builders import ORGANISATION, a_caller, a_planner
from tests.conftest import NOW
from tests.families.builders import a_child, a_family
from tests.reports.builders import (
    DAY,
    NOTES,
    NOTHING,
    parent_of,
    publish,
    staff_path,
    worker_of,
    writing,
)


def listed(who, child, path="/children/{}/reports"):
    """Every day of the list, page by page, and how many pages there were."""
    days, pages, cursor = [], 0, ""
    while cursor is not None:
        answer = who.get(f"{path.format(child)}{cursor and f'?cursor={cursor}'}")
        assert answer.status == 200, answer.body
        days += [it["day"] for it in answer.body["reports"]]
        cursor, pages = answer.body["next"], pages + 1
    return days, pages


def test_a_parent_reads_exactly_what_was_written(worker, parent, child):
    publish(worker, child)

    answer = parent.get(f"/children/{child}/reports/{DAY}")

    assert answer.body["notes"] == NOTES
    assert (answer.body["published_at"][:10], answer.body["corrected_at"]) == (DAY, None)


@pytest.mark.parametrize(
    "text",
    [
        "نور نامت جيداً",
        "诺尔睡得很好",
        "👩‍👧 zó leuk! 🎉",
        "<b>&amp;</b>{{ x }}",
        "één\n\ttwee",
        "o" * 10_000,
    ],
)
def test_a_text_in_any_script_is_kept_as_it_was_typed(worker, parent, child, text):
    publish(worker, child, text=text, meals=[{"at": None, "text": "粥 🍚"}])

    notes = parent.get(f"/children/{child}/reports/{DAY}").body["notes"]

    assert (notes["text"], notes["meals"][0]["text"]) == (text, "粥 🍚")


def test_the_largest_report_that_is_allowed_fits(worker, parent, child):
    twenty = {
        "sleeps": [{"start": f"{it:02}:00:00", "until": f"{it:02}:30:00"} for it in range(20)],
        "meals": [{"at": "12:00:00", "text": "🍎" * 200}] * 20,
        "medicines": [{"at": "12:00:00", "name": "💊" * 200, "dose": "💊" * 200}] * 20,
        "text": "🎈" * 10_000,
    }

    publish(worker, child, **twenty)

    assert parent.get(f"/children/{child}/reports/{DAY}").body["notes"]["text"] == "🎈" * 10_000


def test_a_draft_is_for_colleagues_only(worker, parent, child):
    worker.put(staff_path(child), writing())

    assert parent.get(f"/children/{child}/reports/{DAY}").status == 404
    assert listed(parent, child) == ([], 1)
    assert worker.get(staff_path(child)).body["published_at"] is None
    assert listed(worker, child, "/staff/children/{}/reports") == ([DAY], 1)


def test_a_correction_is_read_at_once_and_what_stood_there_is_kept(worker, parent, child):
    publish(worker, child)
    clock.start_at(NOW + timedelta(minutes=5))

    worker.put(staff_path(child), writing(2, text="Toch binnen gespeeld."))

    read = parent.get(f"/children/{child}/reports/{DAY}").body
    versions = worker.get(f"{staff_path(child)}/versions").body["versions"]
    assert read["notes"]["text"] == "Toch binnen gespeeld."
    assert read["corrected_at"] > read["published_at"]
    assert [(it["number"], it["notes"]["text"], it["written_by"]) for it in versions] == [
        (3, "Toch binnen gespeeld.", "worker-ladybirds"),
        (1, "Lekker buiten gespeeld.", "worker-ladybirds"),
    ]


def test_a_report_can_be_emptied(worker, parent, child):
    publish(worker, child)

    worker.put(staff_path(child), {"version": 2, "notes": NOTHING})

    assert parent.get(f"/children/{child}/reports/{DAY}").body["notes"] == NOTHING


def test_who_was_slower_gets_both_versions_and_changes_nothing(worker, child):
    worker.put(staff_path(child), writing(text="eerst"))

    answer = worker.put(staff_path(child), writing(text="later"))

    assert (answer.status, answer.code) == (409, "ReportChanged")
    assert answer.body["data"]["current"]["notes"]["text"] == "eerst"
    assert answer.body["data"]["current"]["version"] == 1
    assert answer.body["data"]["yours"]["notes"] == {**NOTES, "text": "later"}
    assert worker.get(staff_path(child)).body["notes"]["text"] == "eerst"
    assert len(worker.get(f"{staff_path(child)}/versions").body["versions"]) == 1


def test_a_change_of_what_is_not_there_is_refused(worker, child):
    answer = worker.put(staff_path(child), writing(7))

    assert (answer.code, answer.body["data"]["current"]) == ("ReportChanged", None)


def test_only_what_was_seen_is_published(worker, parent, child):
    worker.put(staff_path(child), writing())
    worker.put(staff_path(child), writing(1, text="nog niet af"))

    answer = worker.post(f"{staff_path(child)}/publication", {"version": 1})

    assert (answer.status, answer.code) == (409, "ReportChanged")
    assert listed(parent, child) == ([], 1)


def test_a_second_click_on_publish_changes_nothing(worker, child):
    worker.put(staff_path(child), writing())

    answers = [worker.post(f"{staff_path(child)}/publication", {"version": 1}) for _ in range(2)]

    assert [(it.status, it.body) for it in answers] == [(200, {"day": DAY, "version": 2})] * 2


def test_what_is_published_is_not_published_anew(worker, child):
    publish(worker, child)
    before = worker.get(staff_path(child)).body
    clock.start_at(NOW + timedelta(minutes=5))

    again = worker.post(f"{staff_path(child)}/publication", {"version": 2})

    assert (again.status, worker.get(staff_path(child)).body) == (200, before)


def test_a_draft_is_not_changed_unseen_once_it_is_published(worker, child):
    worker.put(staff_path(child), writing())
    worker.post(f"{staff_path(child)}/publication", {"version": 1})

    assert worker.put(staff_path(child), writing(1)).code == "ReportChanged"


def test_nothing_is_published_for_a_day_without_a_report(worker, child):
    assert worker.post(f"{staff_path(child)}/publication", {"version": 1}).status == 404
    assert worker.get(staff_path(child)).status == 404


def test_the_newest_day_comes_first_page_by_page_without_drafts(worker, parent, child):
    days = [str(date(2026, 9, 1) + timedelta(days=it)) for it in range(42)]
    for day in days[::2]:
        publish(worker, child, day)
    for day in days[1::2]:
        worker.put(staff_path(child, day), writing())

    assert listed(parent, child) == (days[::2][::-1], 2)
    assert listed(worker, child, "/staff/children/{}/reports") == (days[::-1], 3)


def test_a_full_last_page_says_that_it_is_the_last(worker, parent, child):
    for number in range(20):
        publish(worker, child, str(date(2026, 9, 1) + timedelta(days=number)))

    assert listed(parent, child)[1] == 1


def test_a_cursor_is_good_for_one_child(browser, worker):
    sisters = a_family(children=(a_child("Noor"), a_child("Sam")))
    noor, sam = (it.child_id for it in sisters.children)
    for number in range(21):
        publish(worker, noor, str(date(2026, 9, 1) + timedelta(days=number)))
    parent = parent_of(browser, sisters)
    cursor = parent.get(f"/children/{noor}/reports").body["next"]

    assert parent.get(f"/children/{sam}/reports?cursor={cursor}").code == "BadCursor"


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2026-11-03", "FutureDay"),
        ("2999-12-31", "FutureDay"),
        ("2024-02-28", "BeforeBirth"),
        ("1000-01-01", "BeforeBirth"),
        ("2024-02-29", None),
        ("2026-11-02", None),
        ("2026-02-29", "InvalidRequest"),
        ("monday", "InvalidRequest"),
    ],
)
def test_a_day_is_one_that_the_child_has_seen(worker, child, day, code):
    answer = worker.put(staff_path(child, day), writing())

    assert answer.body.get("code") == code


def test_the_day_begins_at_midnight_in_amsterdam(worker, child):
    assert worker.put(staff_path(child, "2026-11-03"), writing()).code == "FutureDay"

    clock.start_at(datetime(2026, 11, 2, 23, 1, tzinfo=UTC))
    late = worker.signed_in(account_id="worker-ladybirds")

    assert late.put(staff_path(child, "2026-11-03"), writing()).status == 200


def sleep(start, until):
    return {"start": f"{start}:00", "until": until and f"{until}:00"}


@pytest.mark.parametrize(
    ("sleeps", "code"),
    [
        ([sleep("12:00", "12:00")], "SleepEndsTooEarly"),
        ([sleep("14:00", "12:30")], "SleepEndsTooEarly"),
        ([sleep("09:00", "10:00"), sleep("09:59", "11:00")], "SleepsOverlap"),
        ([sleep("12:00", "13:00"), sleep("09:00", "12:01")], "SleepsOverlap"),
        ([sleep("12:00", None), sleep("13:00", "14:00")], "SleepsOverlap"),
        ([sleep("12:00", None), sleep("12:00", None)], "SleepsOverlap"),
        ([sleep("09:00", "10:00"), sleep("10:00", "11:00")], None),
        ([sleep("13:00", None), sleep("09:00", "10:00")], None),
    ],
)
def test_sleep_is_of_this_world(worker, child, sleeps, code):
    answer = worker.put(staff_path(child), writing(sleeps=sleeps))

    assert answer.body.get("code") == code
    assert worker.get(staff_path(child)).status == (404 if code else 200)


@pytest.mark.parametrize(
    "wrong",
    [
        {"bottles": [{"at": "09:00:00", "millilitres": 0}]},
        {"bottles": [{"at": "09:00:00", "millilitres": 1e300}]},
        {"bottles": [{"at": "25:00:00", "millilitres": 100}]},
        {"bottles": [{"at": "09:00:00Z", "millilitres": 100}]},
        {"temperatures": [{"at": "09:00:00", "tenths": 38.5}]},
        {"temperatures": [{"at": "09:00:00", "tenths": 900}]},
        {"nappies": [{"at": None, "kind": "green"}]},
        {"nappies": [{"at": None, "kind": "wet"}] * 21},
        {"meals": [{"at": None, "text": "a\x00b"}]},
        {"mood": "furious"},
        {"text": "a" * 10_001},
        {"text": "a" * 1_000_000},
        {"text": 7},
        {"weather": "sunny"},
    ],
)
def test_what_is_no_note_is_refused(worker, child, wrong):
    answer = worker.put(staff_path(child), writing(**wrong))

    assert (answer.status, answer.code) == (422, "InvalidRequest")


def test_no_part_of_the_notes_may_be_forgotten(worker, child):
    notes = {name: it for name, it in NOTES.items() if name != "medicines"}

    assert worker.put(staff_path(child), {"version": 0, "notes": notes}).status == 422


def test_what_was_done_can_be_read_back_by_whom(worker, child):
    publish(worker, child)
    worker.put(staff_path(child), writing(2))
    worker.put(staff_path(child), writing(2))  # refused, so not done

    page = audit.list_records(caller=a_planner(), month=Month(2026, 11), after=None)

    assert [(it.action, it.actor, it.about) for it in page.items] == [
        ("reports.write", "worker-ladybirds", f"report/{child}/{DAY}"),
        ("reports.publish", "worker-ladybirds", f"report/{child}/{DAY}"),
        ("reports.write", "worker-ladybirds", f"report/{child}/{DAY}"),
    ]


def test_a_report_comes_with_the_session_and_a_list_or_a_change_is_one_request(
    worker, parent, child
):
    publish(worker, child)

    for most, act in (
        (2, lambda: parent.get(f"/children/{child}/reports")),
        (1, lambda: parent.get(f"/children/{child}/reports/{DAY}")),
        (2, lambda: worker.put(staff_path(child, "2026-11-01"), writing())),
        (2, lambda: worker.post(f"{staff_path(child, '2026-11-01')}/publication", {"version": 1})),
    ):
        with requests_to_the_table() as sent:
            assert act().status == 200
        assert len(sent) == most, sent


def test_home_knows_the_newest_report_of_each_child_in_one_request(worker):
    family = a_family(children=(a_child("Noor"), a_child("Sam"), a_child("Bo")))
    noor, sam, bo = (it.child_id for it in family.children)
    publish(worker, noor, "2026-10-30", text="vrijdag")
    publish(worker, noor, "2026-10-29", text="donderdag")
    publish(worker, sam, "2026-10-28", text="te lang geleden")
    worker.put(staff_path(bo), writing())

    with requests_to_the_table() as sent:
        found = service.last_reported(
            [family.family_id], caller=a_caller(), today=date(2026, 11, 2)
        )

    assert found == {noor: date(2026, 10, 30)}
    assert sent == ["BatchGetItem"]


def test_an_export_has_what_was_published_between_two_days_oldest_first(worker, child):
    for day in ("2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"):
        publish(worker, child, day)
    worker.put(staff_path(child, "2026-03-15"), writing())

    reports = service.reports_between(
        child, date(2026, 3, 1), date(2026, 3, 31), organisation_id=ORGANISATION
    )

    assert [str(it.day) for it in reports] == ["2026-03-01", "2026-03-31"]


def test_a_refusal_says_what_to_do_in_both_languages(browser, child):
    dutch, english = worker_of(browser), worker_of(browser, language="en")
    wrong = writing(sleeps=[sleep("14:00", "12:30")])

    assert dutch.put(staff_path(child), wrong).body["message"] == (
        "Het slaapje van 14:00 kan niet om 12:30 zijn afgelopen. Controleer de tijden."
    )
    assert (
        english.put(staff_path(child, "2026-11-03"), writing())
        .body["message"]
        .startswith("Tuesday 3 November 2026 is still to come.")
    )
