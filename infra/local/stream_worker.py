"""From the table's stream to the handler that reads it: in order, and again until it is done."""

import threading
from typing import Any

from chalice.app import DynamoDBEventConfig

from infra.local.bell import Bell
from infra.local.handlers import Handlers, source_properties
from infra.local.patterns import compile_filters
from infra.local.words import say, where

WAIT_SECONDS = 30
ATTEMPTS = 5

Records = list[dict[str, Any]]


class StreamWorker:
    """Reads from the first record on; `read_to` is the count of the bell when it had read all."""

    def __init__(
        self,
        source: DynamoDBEventConfig,
        handlers: Handlers,
        *,
        clients: Any,
        table: str,
        bell: Bell,
    ) -> None:
        self.name = source.name
        self.read_to = -1
        self._handlers = handlers
        self._streams = clients("dynamodbstreams")
        self._bell = bell
        self._batch = source.batch_size
        described = source_properties(source.name)
        self._passes = compile_filters(described.get("FilterCriteria"))
        self._attempts = 1 + int(described.get("MaximumRetryAttempts", ATTEMPTS - 1))
        self._arn = clients("dynamodb").describe_table(TableName=table)["Table"]["LatestStreamArn"]
        self._at = self._beginning()

    def _beginning(self) -> str:
        stream = self._streams.describe_stream(StreamArn=self._arn)["StreamDescription"]
        iterator: str = self._streams.get_shard_iterator(
            StreamArn=self._arn,
            ShardId=stream["Shards"][0]["ShardId"],
            ShardIteratorType="TRIM_HORIZON",
        )["ShardIterator"]
        return iterator

    def run(self, stop: threading.Event) -> None:
        while not stop.is_set():
            heard = self._bell.count
            answer = self._streams.get_records(ShardIterator=self._at, Limit=self._batch)
            if records := answer["Records"]:
                self._deliver([it for it in map(self._record, records) if self._passes(it)])
                self._at = answer["NextShardIterator"]
            else:
                self.read_to = heard
                self._bell.wait(heard, WAIT_SECONDS)

    def _record(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return the record as Lambda gets it: seconds, not a datetime."""
        moment = record["dynamodb"]["ApproximateCreationDateTime"].timestamp()
        data = record["dynamodb"] | {"ApproximateCreationDateTime": moment}
        region = self._arn.split(":")[3]
        return record | {"dynamodb": data, "eventSourceARN": self._arn, "awsRegion": region}

    def _deliver(self, records: Records) -> None:
        """Halve a batch that fails, so that one bad record does not take others with it."""
        rest = records
        attempts = 0
        while rest:
            left = self._left(rest)
            attempts = attempts + 1 if left == rest else 0
            rest = left
            if attempts and len(rest) > 1:
                middle = len(rest) // 2
                self._deliver(rest[:middle])
                self._deliver(rest[middle:])
                return
            if attempts >= self._attempts:
                say(f"{self.name} gave up on record {_number(rest[0])} after {attempts} attempts.")
                return

    def _left(self, records: Records) -> Records:
        """Return the records from the first on that is not done."""
        try:
            result = self._handlers.call(self.name, {"Records": records})
        except Exception as error:  # noqa: BLE001 - Lambda repeats whatever fails
            say(f"{self.name} failed for {len(records)} records: {where(error)}")
            return records
        failures = result.get("batchItemFailures") if isinstance(result, dict) else None
        numbers = {it["itemIdentifier"] for it in failures or []}
        first = next((at for at, it in enumerate(records) if _number(it) in numbers), len(records))
        if first < len(records):
            say(f"{self.name} failed at record {first + 1} of {len(records)}.")
        return records[first:]


def _number(record: dict[str, Any]) -> str:
    return str(record["dynamodb"]["SequenceNumber"])
