"""From a queue to the handler that reads it, as Lambda's poller does."""

import threading
from typing import Any

from chalice.app import SQSEventConfig

from infra.local.handlers import Handlers, source_properties
from infra.local.words import say, where

LONG_POLL_SECONDS = 20
MOST_MESSAGES = 10
PARTIAL = "ReportBatchItemFailures"


class QueueWorker:
    """A failed message shows itself again after `retry_seconds`, not after the queue's minutes."""

    def __init__(
        self, source: SQSEventConfig, handlers: Handlers, sqs: Any, *, retry_seconds: int
    ) -> None:
        self.name = source.name
        self._handlers = handlers
        self._sqs = sqs
        self._retry_seconds = retry_seconds
        described = source_properties(source.name).get("FunctionResponseTypes", [])
        # Without this Lambda takes all messages for done, whatever the handler returns.
        self._unread = "" if PARTIAL in described else f" ({PARTIAL} is not in resources.yaml!)"
        self._batch = min(source.batch_size, MOST_MESSAGES)
        self._queue = source.queue or str(source.queue_arn).rpartition(":")[2]
        self._url = sqs.get_queue_url(QueueName=self._queue)["QueueUrl"]
        self._arn = self._attributes("QueueArn")["QueueArn"]

    def run(self, stop: threading.Event) -> None:
        while not stop.is_set():
            answer = self._sqs.receive_message(
                QueueUrl=self._url,
                WaitTimeSeconds=LONG_POLL_SECONDS,
                MaxNumberOfMessages=self._batch,
                MessageSystemAttributeNames=["All"],
                MessageAttributeNames=["All"],
            )
            if messages := answer.get("Messages"):
                self._handle(messages)

    def is_empty(self) -> bool:
        """Whether no message waits, is hidden, or is being handled."""
        counts = self._attributes(
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed",
        )
        return not any(int(it) for it in counts.values())

    def _attributes(self, *names: str) -> dict[str, str]:
        answer = self._sqs.get_queue_attributes(QueueUrl=self._url, AttributeNames=[*names])
        attributes: dict[str, str] = answer["Attributes"]
        return attributes

    def _handle(self, messages: list[dict[str, Any]]) -> None:
        failed = self._call(messages)
        for message in messages:
            if message["MessageId"] in failed:
                self._sqs.change_message_visibility(
                    QueueUrl=self._url,
                    ReceiptHandle=message["ReceiptHandle"],
                    VisibilityTimeout=self._retry_seconds,
                )
            else:
                self._sqs.delete_message(QueueUrl=self._url, ReceiptHandle=message["ReceiptHandle"])

    def _call(self, messages: list[dict[str, Any]]) -> set[str]:
        """Return the ids of the messages that are not done."""
        ids = {it["MessageId"] for it in messages}
        try:
            result = self._handlers.call(self.name, {"Records": [*map(self._record, messages)]})
        except Exception as error:  # noqa: BLE001 - Lambda gives any failure back to the queue
            say(f"{self.name} failed for {len(ids)} of {len(ids)}: {where(error)}")
            return ids
        failed = _failed(result)
        if failed:
            say(f"{self.name} failed for {len(failed)} of {len(ids)}.{self._unread}")
        # An answer that Lambda does not understand counts as a failure of all.
        return failed if failed.issubset(ids) else ids

    def _record(self, message: dict[str, Any]) -> dict[str, Any]:
        return {
            "messageId": message["MessageId"],
            "receiptHandle": message["ReceiptHandle"],
            "body": message["Body"],
            "attributes": message["Attributes"],
            "messageAttributes": _lambda_attributes(message.get("MessageAttributes", {})),
            "md5OfBody": message["MD5OfBody"],
            "eventSource": "aws:sqs",
            "eventSourceARN": self._arn,
            "awsRegion": self._arn.split(":")[3],
        }


def _failed(result: Any) -> set[str]:
    if not isinstance(result, dict):
        return set()
    return {it["itemIdentifier"] for it in result.get("batchItemFailures") or []}


def _lambda_attributes(attributes: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return `{"a": {"stringValue": ...}}` of SQS's `{"a": {"StringValue": ...}}`."""
    return {
        name: {key[0].lower() + key[1:]: value for key, value in parts.items()}
        for name, parts in attributes.items()
    }
