"""A portal in small: one of each kind of route and handler, which write down what they saw."""

import json
import os
import sys
from functools import cache
from typing import Any

import boto3
from chalice import Blueprint, Chalice, Response
from chalice.app import CloudWatchEvent, DynamoDBEvent, SQSEvent

from chalicelib.core import clock

# Threads change places all the time: what is not done in one piece shows.
sys.setswitchinterval(1e-6)

app = Chalice(app_name="toy", configure_logs=False)
jobs = Blueprint(__name__)


@cache
def client(service: str) -> Any:
    return boto3.client(service)


def write(pk: str, sk: str, **values: str) -> None:
    item = {"pk": pk, "sk": sk, **values}
    client("dynamodb").put_item(
        TableName=os.environ["PORTAL_TABLE"], Item={name: {"S": it} for name, it in item.items()}
    )


@app.route("/seen/{pk}")
def seen(pk: str) -> list[dict[str, str]]:
    found = client("dynamodb").query(
        TableName=os.environ["PORTAL_TABLE"],
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": pk}},
    )["Items"]
    return [{name: it["S"] for name, it in item.items()} for item in found]


@app.route("/echo", methods=["GET", "POST"], content_types=["application/json", "text/plain"])
def echo() -> Response:
    request = app.current_request
    told = {
        "headers": dict(request.headers),
        "query": request.to_original_event()["multiValueQueryStringParameters"],
        "body": request.raw_body.decode(),
        "source": request.context["identity"]["sourceIp"],
        "now": clock.now().isoformat(),
    }
    return Response(
        told, headers={"Set-Cookie": ["a=1", "b=2"], "Content-Type": "application/json"}
    )


@app.route("/large")
def large() -> dict[str, str]:
    return {"text": "é" * 5000}


@app.route("/picture")
def picture() -> Response:
    return Response(bytes(range(256)), headers={"Content-Type": "image/jpeg"})


@app.route("/picture", methods=["POST"], content_types=["image/jpeg"])
def keep_picture() -> dict[str, bool]:
    return {"whole": app.current_request.raw_body == bytes(range(256))}


@app.route("/bug")
def bug() -> None:
    raise ValueError("nobody thought of this")


@app.route("/unreadable")
def unreadable() -> Response:
    return Response({"text": object()})


@app.route("/mails", methods=["POST"])
def send_mail() -> None:
    client("sesv2").send_email(
        FromEmailAddress=os.environ["PORTAL_MAIL_FROM"],
        Destination={"ToAddresses": [app.current_request.headers["x-to"]]},
        Content={"Raw": {"Data": app.current_request.raw_body}},
    )


@app.route("/queues/{name}", methods=["POST"])
def post(name: str) -> None:
    sqs = client("sqs")
    url = sqs.get_queue_url(QueueName=f"kiekeboe-{name}")["QueueUrl"]
    bodies = app.current_request.json_body
    sqs.send_message_batch(
        QueueUrl=url,
        Entries=[{"Id": str(at), "MessageBody": it} for at, it in enumerate(bodies)],
    )


@app.route("/letters", methods=["POST"])
def post_letters() -> None:
    for name in app.current_request.json_body:
        write("letters", name, kind="LETTER" if name.startswith("letter") else "OTHER")


@jobs.on_sqs_message(queue="kiekeboe-invoices", batch_size=10)
def make_invoices(event: SQSEvent) -> dict[str, Any]:
    """Of a batch, only the messages that say so fail, and `once` only the first time."""
    failed = []
    for record in event.to_dict()["Records"]:
        attempt = record["attributes"]["ApproximateReceiveCount"]
        write("invoices", f"{record['body']}#{attempt}")
        if record["body"] == "never" or (record["body"] == "once" and attempt == "1"):
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}


@jobs.on_sqs_message(queue="kiekeboe-imports")
def import_families(event: SQSEvent) -> None:
    for record in event.to_dict()["Records"]:
        write("imports", record["attributes"]["ApproximateReceiveCount"])
    raise RuntimeError("this file cannot be read")


@jobs.on_sqs_message(queue="kiekeboe-mail-events", batch_size=10)
def hear_of_mails(event: SQSEvent) -> None:
    for record in event:
        write("mail-events", json.loads(record.body)["mail"]["messageId"], event=record.body)


@jobs.on_sqs_message(queue="kiekeboe-uploads")
def take_uploads(event: SQSEvent) -> None:
    for record in event:
        for it in json.loads(record.body).get("Records", []):
            write("uploads", it["s3"]["object"]["key"])


@jobs.on_dynamodb_record(stream_arn="see resources.yaml", batch_size=10)
def deliver_letters(event: DynamoDBEvent) -> None:
    """Deliver in order; the letter `letter-bad` cannot be delivered."""
    for record in event.to_dict()["Records"]:
        image = record["dynamodb"].get("NewImage", {})
        if image.get("pk", {}).get("S") != "letters":
            continue
        name = image["sk"]["S"]
        if name == "letter-bad":
            raise ValueError("no such address")
        write("delivered", f"{record['dynamodb']['SequenceNumber']}#{name}")


@jobs.schedule("rate(5 minutes)")
def sweep(event: CloudWatchEvent) -> str:
    write("swept", event.to_dict()["time"], month=event.to_dict().get("month", "none"))
    return "swept"


@jobs.lambda_function()
def bill_month(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    return {"month": event["month"]}


app.register_blueprint(jobs)


def _never_in_a_lambda_of_its_own(_event: Any, _get_response: Any) -> Any:
    raise AssertionError("middleware of the app does not run there")


for kind in ("sqs", "dynamodb", "scheduled", "pure_lambda"):
    app.register_middleware(_never_in_a_lambda_of_its_own, kind)
