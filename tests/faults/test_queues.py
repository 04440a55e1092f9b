"""What no worker can do holds up nothing else, and is done when a person sends it back."""

import pytest
from chalice.app import SQSEventConfig

import app
from chalicelib.settings import settings
from infra.local.handlers import source_properties
from tests.aws_events import is_down
from tests.conftest import client
from tests.faults import place
from tests.faults.stage import call, failures, messages, waiting

WORKERS = {it.name: it.queue for it in app.app.event_sources if isinstance(it, SQSEventConfig)}
GIVEN = 5  # times, says infra/resources.yaml
POISON = ("no JSON", "null", "[]", '"text"', "\x00", '{"Records": [{}]}', '{"errand_id": 1}')


@pytest.fixture(autouse=True)
def beginning(empty):
    place.put_back(empty)


@pytest.mark.parametrize("worker", WORKERS)
def test_a_worker_gives_back_what_it_cannot_read_and_nothing_else(stage, worker):
    assert stage.ids
    queue = WORKERS[worker].removeprefix(settings().queue_prefix)
    good = [
        {"organisation_id": it.organisation_id, "errand_id": it.errand_id} for it in waiting(queue)
    ]
    event = messages(*POISON, *good)
    bad = {it["messageId"] for it in event["Records"][: len(POISON)]}

    assert failures(call(worker, event)) <= bad
    assert waiting(queue) == []
    assert source_properties(worker)["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_a_letter_that_could_not_go_waits_aside_and_goes_when_it_is_sent_back(stage, empty):
    assert stage.ids
    letters = waiting("mail")
    for it in letters:
        send("mail", {"organisation_id": it.organisation_id, "errand_id": it.errand_id})
    send("mail", "poison")

    with is_down("sesv2", times=10**6):
        for _ in range(GIVEN + 1):
            poll("mail", "deliver_letters")
    assert (messages_in("mail"), messages_in("mail-dead-letters")) == (0, len(letters) + 1)
    assert "mail" not in place.portrait(empty)

    send_back("mail-dead-letters", "mail")
    poll("mail", "deliver_letters")

    assert place.portrait(empty)["mail"].total() == len(letters)
    assert messages_in("mail") == 1, "the poison"


def url(queue):
    return client("sqs").get_queue_url(QueueName=settings().queue_prefix + queue)["QueueUrl"]


def send(queue, body):
    (record,) = messages(body)["Records"]
    client("sqs").send_message(QueueUrl=url(queue), MessageBody=record["body"])


def received(queue):
    """What can be had at once; nothing is hidden from the next who asks."""
    sqs, found = client("sqs"), {}
    while new := sqs.receive_message(
        QueueUrl=url(queue), MaxNumberOfMessages=10, VisibilityTimeout=600
    ).get("Messages"):
        found |= {it["ReceiptHandle"]: it for it in new}
    for handle in found:
        sqs.change_message_visibility(
            QueueUrl=url(queue), ReceiptHandle=handle, VisibilityTimeout=0
        )
    return found


def poll(queue, worker):
    """Do what Lambda does: hand over a batch, and delete what was done."""
    found = received(queue)
    event = messages(*(it["Body"] for it in found.values()))
    failed = failures(call(worker, event)) if found else set()
    for record, handle in zip(event["Records"], found, strict=True):
        if record["messageId"] not in failed:
            client("sqs").delete_message(QueueUrl=url(queue), ReceiptHandle=handle)


def send_back(aside, queue):
    """Do what SQS does when a person starts a redrive."""
    for handle, message in received(aside).items():
        client("sqs").send_message(QueueUrl=url(queue), MessageBody=message["Body"])
        client("sqs").delete_message(QueueUrl=url(aside), ReceiptHandle=handle)


def messages_in(queue):
    name = "ApproximateNumberOfMessages"
    asked = client("sqs").get_queue_attributes(QueueUrl=url(queue), AttributeNames=[name])
    return int(asked["Attributes"][name])
