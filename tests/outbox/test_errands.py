"""An errand is done, whatever falls over, and by one worker at a time."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from chalice.app import SQSEvent

from chalicelib.aws.transactions import Transaction
from chalicelib.outbox import jobs, service
from chalicelib.outbox.model import CLAIM, Errand, StillClaimed
from chalicelib.settings import settings
from tests.aws_events import at_once
from tests.conftest import NOW, client

LATER = NOW + CLAIM + timedelta(seconds=1)


@pytest.fixture
def errand():
    return put(Errand("bink", "exports", {"export_id": "e1"}))


def put(errand):
    transaction = Transaction()
    service.put(errand, transaction=transaction, now=NOW)
    transaction.commit()
    return errand


def do(errand, work, now=NOW):
    return service.do(
        work, organisation_id="bink", errand_id=errand.errand_id, lasting=CLAIM, now=now
    )


def waiting_in_the_queue():
    sqs = client("sqs")
    url = sqs.get_queue_url(QueueName=f"{settings().queue_prefix}exports")["QueueUrl"]
    answer = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)
    return [json.loads(it["Body"]) for it in answer.get("Messages", [])]


def test_the_worker_gets_what_was_put(errand):
    done = []

    do(errand, lambda it, now: done.append((it.body, now)))

    assert done == [({"export_id": "e1"}, NOW)]


def test_an_errand_is_done_once(errand):
    done = []
    for _ in range(2):
        do(errand, lambda it, _: done.append(it.errand_id))

    assert done == [errand.errand_id]


def test_two_workers_at_once_do_it_once(errand):
    done = []

    def work():
        try:
            do(errand, lambda it, _: done.append(it.errand_id))
        except StillClaimed:
            return "comes again"
        return "done"

    with ThreadPoolExecutor(2) as pool, at_once(2, "UpdateItem"):
        outcomes = {each.result() for each in [pool.submit(work), pool.submit(work)]}

    assert done == [errand.errand_id]
    assert "done" in outcomes


def test_work_that_fails_can_be_tried_again_at_once(errand):
    done = []

    with pytest.raises(ZeroDivisionError):
        do(errand, lambda *_: 1 // 0)
    do(errand, lambda it, _: done.append(it.errand_id))

    assert done == [errand.errand_id]


def test_a_worker_that_died_keeps_it_only_until_its_claim_ends(errand):
    class Killed(BaseException):
        """The sandbox is gone: nothing more is written."""

    def die(*_):
        raise Killed

    with pytest.raises(Killed):
        do(errand, die)
    with pytest.raises(StillClaimed):
        do(errand, die)
    done = []
    do(errand, lambda it, _: done.append(it.errand_id), now=LATER)

    assert done == [errand.errand_id]


def test_an_errand_of_a_transaction_that_failed_is_not_there():
    errand = Errand("bink", "exports", {})

    do(errand, lambda *_: pytest.fail("there is nothing to do"))


def test_the_sweep_takes_late_errands_to_their_queue(errand):
    assert service.sweep(organisation_id="bink", now=NOW) == 0
    assert service.sweep(organisation_id="other", now=LATER) == 0
    assert service.sweep(organisation_id="bink", now=LATER) == 1

    assert waiting_in_the_queue() == [
        {"organisation_id": "bink", "errand_id": errand.errand_id},
    ]


def test_the_sweep_leaves_what_is_done(errand):
    do(errand, lambda *_: None)

    assert service.sweep(organisation_id="bink", now=LATER) == 0


@pytest.mark.parametrize("poison", ["no JSON", "null", "[]", "{}", '{"errand_id": 1}'])
def test_one_that_fails_does_not_hold_up_the_others(poison):
    errands = [put(Errand("bink", "exports", {"number": number})) for number in range(3)]
    bodies = [{"organisation_id": "bink", "errand_id": it.errand_id} for it in errands]
    texts = [poison, *map(json.dumps, bodies)]
    records = [{"messageId": f"m{at}", "body": it} for at, it in enumerate(texts)]
    done = []

    def work(errand, _):
        if errand.body["number"] == 1:
            raise ValueError(errand)
        done.append(errand.body["number"])

    told = jobs.work_on(SQSEvent(_complete(records), None), work, now=NOW)

    assert done == [0, 2]
    assert told == {"batchItemFailures": [{"itemIdentifier": it} for it in ("m0", "m2")]}


def _complete(records):
    return {"Records": [{"receiptHandle": "-", **it} for it in records]}
