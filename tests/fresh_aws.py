"""An empty AWS for each test, made by CloudFormation once per process and emptied for the next.

Creating it anew takes moto 45 ms, which is more than most tests take; putting it back takes 1.
"""

import copy
import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from moto.s3.models import s3_backends
from moto.secretsmanager.models import secretsmanager_backends
from moto.ses.models import ses_backends  # sesv2 keeps everything in these
from moto.sqs.models import sqs_backends

from infra.local import resources

REGION = "eu-west-1"
BACKENDS = (
    (dynamodb_backends, REGION),
    (s3_backends, "aws"),
    (secretsmanager_backends, REGION),
    (ses_backends, REGION),
    (sqs_backends, REGION),
)
# Colleagues may do without a code, but for the tests that are about it; one month ahead will do.
CHOSEN = {"PORTAL_STAFF_SECOND_FACTOR": "optional", "PORTAL_HORIZON_MONTHS": "1"}
_made: dict[str, Any] = {}


@contextmanager
def fresh_aws(client: Callable[[str], Any]) -> Iterator[None]:
    """Have what infra/resources.yaml describes, with nothing in it, and the environment for it."""
    with mock_aws():
        if _made:
            _put_back()
        else:
            _made["environment"] = resources.create(client)
            _made["backends"] = [_copied(vars(_backend(*which))) for which in BACKENDS]
            _made["bucket_accounts"] = dict(s3_backends.bucket_accounts)
        os.environ |= _made["environment"] | CHOSEN
        yield


def _backend(of: Any, region: str) -> Any:
    return of[DEFAULT_ACCOUNT_ID][region]


def _copied(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values with lists of their own: what the first test sends is not kept."""
    return {name: copy.copy(value) for name, value in values.items()}


def _put_back() -> None:
    for which, kept in zip(BACKENDS, _made["backends"], strict=True):
        vars(_backend(*which)).update(_copied(kept))
    s3_backends.bucket_accounts.update(_made["bucket_accounts"])
    for table in _backend(dynamodb_backends, REGION).tables.values():
        table.items = defaultdict(dict)
        table.stream_shard = type(table.stream_shard)(table.account_id, table)
    for bucket in _backend(s3_backends, "aws").buckets.values():
        bucket.keys = type(bucket.keys)()
        bucket.multiparts = type(bucket.multiparts)()
    for queue in _backend(sqs_backends, REGION).queues.values():
        queue._messages.clear()
        queue._pending_messages.clear()
        queue.deleted_messages.clear()
