"""Workers fall over, meet each other and are told things twice: the numbers have no gap."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.core import clock
from chalicelib.core.periods import Month
from chalicelib.invoices import running
from chalicelib.invoices.errands import bill_errand
from chalicelib.outbox.model import CLAIM
from tests.aws_events import at_once, conflicts, is_down, the_answer_is_lost
from tests.builders import ORGANISATION, a_planner, an_organisation
from tests.conftest import NOW
from tests.falling_over import stops_after
from tests.invoices.builders import a_family_in_care, grant_extra_day
from tests.invoices.work import dump, files, hand_over, it_is, kept, progress, waiting, work_off

NOVEMBER = Month(2026, 11)
DECEMBER = Month(2026, 12)
CALLS = 12  # more than any step takes, and as many families as there are places in the group
EXTRA_DAY = date(2026, 11, 12)
RUN_DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def organisation():
    return an_organisation()


def start(month=DECEMBER):
    """Start a run and let its families wait; return their errands."""
    it_is(RUN_DAY)
    now = datetime(2026, 11, 20, 9, tzinfo=UTC)
    running.start_run(caller=a_planner(), month=month, now=now)
    hand_over(*(it for it in waiting() if it.body["task"] == "plan"))
    return sorted(waiting(), key=lambda it: it.errand_id)


def numbers():
    return sorted(key.removeprefix("invoices/zonnebloem/") for key in files())


def fall_over_at_each_call(errands):
    """Let the worker of the first errand be gone before its first call, and so on; then again.

    Return how many calls the work takes.
    """
    made = []
    for calls, errand in enumerate(errands):
        with stops_after(calls) as sent:
            hand_over(errand)
        made.append(len(sent))
        clock.start_at(clock.now() + CLAIM + timedelta(seconds=1))
        assert hand_over(errand) == []
    assert made[-1] < len(errands) - 1, "not every call was the last one of somebody"
    return made[-1]


def test_wherever_a_worker_falls_over_each_family_gets_one_invoice(sent_mails):
    families = [a_family_in_care(f"0100{number:02}") for number in range(CALLS)]
    for family in families:
        grant_extra_day(family, EXTRA_DAY)
    work_off()  # the mails about the extra days
    before = len(sent_mails())

    fall_over_at_each_call(start())
    assert progress() == {"issued": CALLS}
    fall_over_at_each_call(sorted(waiting(), key=lambda it: it.errand_id))
    work_off()

    assert progress() == {"sent": CALLS}
    assert numbers() == [f"2026-0000{number:02}.pdf" for number in range(1, CALLS + 1)]
    assert {it["last"]["N"] for it in kept("INVOICE-NUMBERS").values()} == {str(CALLS)}
    assert len(kept("INVOICES")) == CALLS
    assert len([pk for pk, _ in dump() if "#BILLED-DAYS#" in pk]) == CALLS
    assert len(sent_mails()) - before == 2 * CALLS
    total = running.get_run(organisation_id=ORGANISATION, month=DECEMBER).total
    assert total == CALLS * (124823 + 9790)


def test_wherever_the_planner_falls_over_each_family_waits_once():
    for number in range(3):
        a_family_in_care(f"0100{number:02}", family={"street": ""})
    start()
    work_off()
    made = 0
    for calls in range(8):
        running.retry_run(caller=a_planner(), month=DECEMBER, now=clock.now())
        (plan,) = waiting()
        with stops_after(calls) as sent:
            hand_over(plan)
        made = len(sent)
        clock.start_at(clock.now() + CLAIM + timedelta(seconds=1))
        assert hand_over(plan) == []
        assert (len(waiting()), progress()) == (3, {"waiting": 3})
        work_off()
        assert progress() == {"failed": 3}
    assert made < 7


@pytest.mark.parametrize("workers", [2, 4])
def test_workers_at_once_give_each_invoice_a_number_of_its_own(workers):
    for number in range(workers):
        a_family_in_care(f"0100{number:02}")
    errands = start()

    with ThreadPoolExecutor(workers) as pool, at_once(workers):
        failed = [it for each in pool.map(hand_over, errands) for it in each]
    assert failed == []
    work_off()

    assert numbers() == [f"2026-00000{number}.pdf" for number in range(1, workers + 1)]


def test_two_workers_at_one_family_make_one_invoice(sent_mails):
    """A retry plans a family whose first errand is still somewhere in the queue."""
    family = a_family_in_care()
    first = start()
    running.retry_run(caller=a_planner(), month=DECEMBER, now=clock.now())
    hand_over(*(it for it in waiting() if it.body["task"] == "plan"))
    errands = [it for it in waiting() if it.body["task"] == "bill"]
    assert len(errands) == len(first) + 1

    with ThreadPoolExecutor(2) as pool, at_once(2):
        assert [*pool.map(hand_over, errands)] == [[], []]
    work_off()

    assert numbers() == ["2026-000001.pdf"]
    assert (progress(), len(sent_mails())) == ({"sent": 1}, 2)
    assert list(kept("INVOICES")) == [f"{family.family_id}#2026-12"]


def test_two_runs_at_one_extra_day_bill_it_once():
    family = a_family_in_care()
    grant_extra_day(family, EXTRA_DAY)
    work_off()
    start(NOVEMBER)
    bills = start(DECEMBER)
    assert len(bills) == 2

    with ThreadPoolExecutor(2) as pool, at_once(2):
        assert [*pool.map(hand_over, bills)] == [[], []]
    work_off()

    assert numbers() == ["2026-000001.pdf", "2026-000002.pdf"]
    extra = [it["what"]["S"].count('"is": "extra_day"') for it in kept("INVOICES").values()]
    assert sorted(extra) == [0, 1]


def test_two_who_start_a_run_at_once_start_one():
    a_family_in_care()

    def begin(_):
        return running.start_run(caller=a_planner(), month=DECEMBER, now=NOW).started_at

    with ThreadPoolExecutor(2) as pool, at_once(2):
        assert [*pool.map(begin, range(2))] == [NOW, NOW]
    assert len(waiting()) == 1


@pytest.mark.parametrize("trouble", [lambda: conflicts(3), the_answer_is_lost])
def test_trouble_on_the_way_to_the_table_changes_nothing(trouble):
    a_family_in_care()
    (bill,) = start()

    with trouble():
        assert hand_over(bill) == []
    work_off()

    assert (numbers(), progress()) == (["2026-000001.pdf"], {"sent": 1})


def test_a_pdf_that_could_not_be_kept_comes_again():
    a_family_in_care()
    (bill,) = start()
    hand_over(bill)
    (draw,) = waiting()

    with is_down("s3"):
        assert hand_over(draw) == [draw.errand_id]
    work_off()

    assert (numbers(), progress()) == (["2026-000001.pdf"], {"sent": 1})


def test_a_message_that_nobody_could_work_off_is_planned_again_by_a_retry():
    family = a_family_in_care()
    (lost,) = start()
    run = running.get_run(organisation_id=ORGANISATION, month=DECEMBER)
    assert lost == bill_errand(run, family.family_id, organisation_id=ORGANISATION)

    running.retry_run(caller=a_planner(), month=DECEMBER, now=clock.now())
    hand_over(*(it for it in waiting() if it != lost))
    (again,) = (it for it in waiting() if it != lost)
    hand_over(again)
    (draw,) = (it for it in waiting() if it != lost)
    hand_over(draw)

    assert progress() == {"sent": 1}


def test_a_drawing_that_nobody_could_work_off_is_done_by_a_retry(sent_mails):
    a_family_in_care()
    (bill,) = start()
    hand_over(bill)
    (lost,) = waiting()

    running.retry_run(caller=a_planner(), month=DECEMBER, now=clock.now())
    hand_over(*(it for it in waiting() if it != lost))
    hand_over(*(it for it in waiting() if it != lost))
    assert progress() == {"sent": 1}
    work_off()

    assert len(sent_mails()) == 2
