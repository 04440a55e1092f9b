import http.client
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

PLACES, REQUESTS = 5, 50


def key(pk, sk="x"):
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def all_at_once(act, times=REQUESTS):
    """Return what each of the calls returned; they begin at the same moment."""
    ready = threading.Barrier(times)

    def one(number):
        ready.wait()
        return act(number)

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(one, range(times)))


@pytest.fixture
def group(client, table):
    """A group with five free places."""
    pk = f"group-{uuid4()}"
    client("dynamodb").put_item(TableName=table, Item=key(pk) | {"places": {"N": str(PLACES)}})
    return pk


def take_place(table, pk):
    return {
        "TableName": table,
        "Key": key(pk),
        "UpdateExpression": "SET places = places - :one",
        "ConditionExpression": "places >= :one",
        "ExpressionAttributeValues": {":one": {"N": "1"}},
    }


def test_fifty_updates_that_compete_for_five_places_get_exactly_five(client, table, group):
    def book(_number):
        try:
            client("dynamodb").update_item(**take_place(table, group))
        except client("dynamodb").exceptions.ConditionalCheckFailedException:
            return False
        return True

    assert sum(all_at_once(book)) == PLACES


@pytest.mark.parametrize("_round", range(3))
def test_fifty_transactions_that_compete_for_five_places_write_exactly_five_days(
    client, table, group, _round
):
    def book(number):
        day = {"TableName": table, "Item": key(group, f"day-{number}")}
        try:
            client("dynamodb").transact_write_items(
                TransactItems=[{"Put": day}, {"Update": take_place(table, group)}]
            )
        except client("dynamodb").exceptions.TransactionCanceledException:
            return False
        return True

    assert sum(all_at_once(book)) == PLACES
    booked = client("dynamodb").query(
        TableName=table,
        KeyConditionExpression="pk = :pk AND begins_with(sk, :day)",
        ExpressionAttributeValues={":pk": {"S": group}, ":day": {"S": "day-"}},
    )
    assert booked["Count"] == PLACES


def test_a_refused_transaction_leaves_nothing_and_other_items_as_they_were(client, table):
    dynamodb, pk = client("dynamodb"), f"refused-{uuid4()}"
    for sk in ("changed", "removed", "there"):
        dynamodb.put_item(TableName=table, Item=key(pk, sk))
    with pytest.raises(dynamodb.exceptions.TransactionCanceledException) as refused:
        dynamodb.transact_write_items(
            TransactItems=[
                {
                    "Update": {
                        "TableName": table,
                        "Key": key(pk, "changed"),
                        "UpdateExpression": "SET a = :a",
                        "ExpressionAttributeValues": {":a": {"S": "new"}},
                    }
                },
                {"Delete": {"TableName": table, "Key": key(pk, "removed")}},
                {"Put": {"TableName": table, "Item": key(pk, "added")}},
                {
                    "Put": {
                        "TableName": table,
                        "Item": key(pk, "there"),
                        "ConditionExpression": "attribute_not_exists(pk)",
                    }
                },
            ]
        )
    codes = [it["Code"] for it in refused.value.response["CancellationReasons"]]
    assert codes == ["None", "None", "None", "ConditionalCheckFailed"]
    left = dynamodb.query(
        TableName=table,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": pk}},
    )
    assert left["Items"] == [key(pk, "changed"), key(pk, "removed"), key(pk, "there")]


def test_a_long_poll_keeps_nobody_waiting_and_ends_when_a_message_comes(client):
    sqs = client("sqs")
    url = sqs.get_queue_url(QueueName="kiekeboe-mail")["QueueUrl"]  # nobody else reads it here
    with ThreadPoolExecutor(1) as threads:
        began = time.monotonic()
        poll = threads.submit(sqs.receive_message, QueueUrl=url, WaitTimeSeconds=20)
        for _ in range(10):
            sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
        assert not poll.done()
        sqs.send_message(QueueUrl=url, MessageBody="there")
        (message,) = poll.result(timeout=10)["Messages"]
    assert message["Body"] == "there"
    assert time.monotonic() - began < 10
    sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])


def test_every_dead_letter_queue_of_the_resources_is_there(client):
    sqs = client("sqs")
    for name in ("mail", "mail-events", "uploads", "exports", "invoices", "imports", "credits"):
        url = sqs.get_queue_url(QueueName=f"kiekeboe-{name}")["QueueUrl"]
        answer = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["RedrivePolicy"])
        policy = json.loads(answer["Attributes"]["RedrivePolicy"])
        assert policy["deadLetterTargetArn"].endswith(f":kiekeboe-{name}-dead-letters")


def test_a_request_that_moto_cannot_do_is_a_500_and_one_line(about, toy):
    connection = http.client.HTTPConnection(about["aws"].removeprefix("http://"), timeout=5)
    scope = "Credential=local/20280229/eu-west-1/dynamodb/aws4_request, Signature=0"
    signed = {"X-Amz-Target": "DynamoDB_20120810.PaintTable", "Authorization": f"AWS4 {scope}"}
    connection.request("POST", "/", "{}", signed)
    assert connection.getresponse().status == 500
    connection.close()
    toy.portal.settle()  # by then the line has come through the pipe
    assert any("moto cannot do dynamodb PaintTable" in line for line in toy.process.lines)
    assert not any("Traceback" in line for line in toy.process.lines)
