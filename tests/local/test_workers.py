import pytest
from chalice.app import Cron, Rate, ScheduledEventConfig

from infra.local.client import ToolRefused
from infra.local.patterns import UnknownRule, compile_filters
from infra.local.workers import seconds_between


def test_of_a_batch_only_what_failed_comes_again_until_it_is_a_dead_letter(toy, client):
    toy.post("/api/queues/invoices", ["fine", "once", "never"])
    done = [it["sk"] for it in toy.seen("invoices")]
    assert done == ["fine#1", *(f"never#{at}" for at in range(1, 6)), "once#1", "once#2"]
    assert _bodies(client, "kiekeboe-invoices-dead-letters") == ["never"]


def test_a_handler_that_raises_gets_its_message_five_times(toy, client):
    toy.post("/api/queues/imports", ["broken.csv"])
    assert [it["sk"] for it in toy.seen("imports")] == ["1", "2", "3", "4", "5"]
    assert _bodies(client, "kiekeboe-imports-dead-letters") == ["broken.csv"]
    assert any(
        "RuntimeError: this file cannot be read (tests/local/toy.py:" in it for it in _said(toy)
    )


def _bodies(client, name):
    url = client("sqs").get_queue_url(QueueName=name)["QueueUrl"]
    answer = client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10)
    return [it["Body"] for it in answer.get("Messages", [])]


def _said(toy):
    toy.portal.settle()
    return list(toy.process.lines)


def test_the_stream_brings_records_in_order_and_one_bad_record_stops_no_other(toy):
    names = ["letter-1", "other-1", "letter-2", "letter-bad", "letter-3", "letter-4"]
    toy.post("/api/letters", names)
    delivered = [it["sk"].partition("#")[2] for it in toy.seen("delivered")]
    assert list(dict.fromkeys(delivered)) == [
        "letter-1",
        "other-1",
        "letter-2",
        "letter-3",
        "letter-4",
    ]
    assert any("gave up on record" in it for it in _said(toy))


LETTERS = {
    "Filters": [
        {"Pattern": '{"eventName": ["INSERT"], "dynamodb": {"Keys": {"sk": {"S": ["LETTER"]}}}}'},
        {"Pattern": '{"dynamodb": {"NewImage": {"due": {"S": [{"prefix": "2028-"}]}}}}'},
        {"Pattern": '{"dynamodb": {"NewImage": {"gone": [{"exists": true}]}}}'},
    ]
}


def record(name="INSERT", sk="DAY", **image):
    return {"eventName": name, "dynamodb": {"Keys": {"sk": {"S": sk}}, "NewImage": image}}


@pytest.mark.parametrize(
    ("event", "passes"),
    [
        (record(sk="LETTER"), True),
        (record(name="MODIFY", sk="LETTER"), False),
        (record(), False),
        (record(due={"S": "2028-02-29"}), True),
        (record(due={"S": "2027-02-28"}), False),
        (record(due={"N": "2028"}), False),
        (record(gone={"BOOL": False}), True),
        ({"eventName": "REMOVE", "dynamodb": {"Keys": {}}}, False),
    ],
)
def test_a_filter_of_the_resources_passes_what_lambda_would_pass(event, passes):
    assert compile_filters(LETTERS)(event) is passes


def test_without_filters_everything_passes():
    assert compile_filters(None)(record())


def test_a_rule_that_cannot_be_imitated_is_not_ignored():
    with pytest.raises(UnknownRule):
        compile_filters({"Filters": [{"Pattern": '{"a": [{"numeric": [">", 1]}]}'}]})


def test_a_schedule_fires_on_demand_with_the_time_of_the_portal_and_a_payload(toy):
    assert toy.portal.fire("sweep", {"month": "2028-02"}) == "swept"
    (tick,) = toy.seen("swept")
    assert tick["month"] == "2028-02"
    assert tick["sk"].startswith("2028-02-29T22:3")


def test_a_plain_function_gets_the_payload_and_its_failure_is_told(toy):
    assert toy.portal.fire("bill_month", {"month": "2028-02"}) == {"month": "2028-02"}
    with pytest.raises(ToolRefused, match="KeyError"):
        toy.portal.fire("bill_month")
    with pytest.raises(ToolRefused, match="There is no nobody, only bill_month"):
        toy.portal.fire("nobody")


@pytest.mark.parametrize(
    ("expression", "seconds"),
    [
        ("rate(5 minutes)", 300),
        ("rate(1 hour)", 3600),
        (Rate(1, Rate.DAYS), 86400),
        ("cron(0 6 * * ? *)", None),
        (Cron(0, 6, "*", "*", "?", "*"), None),
    ],
)
def test_rates_run_by_themselves_and_crons_by_hand(expression, seconds):
    assert seconds_between(ScheduledEventConfig("a", "a.b", expression, "")) == seconds
