"""The one request to DynamoDB that every route makes, with answers from memory.

`reads.py ours`: session and access as values, through the store. `reads.py botocore`: the same
`BatchGetItem` by the bare client, which gives back what was on the wire.
"""

import sys
from datetime import timedelta
from typing import Any

from benchmarks import canned
from benchmarks.peers.event import ACCOUNT, SECRET, SLUG, TOKEN
from benchmarks.turns import take_turns
from chalicelib.aws.table import connection
from chalicelib.core import clock
from chalicelib.core.ids import fingerprint
from chalicelib.sessions import service as sessions
from chalicelib.settings import settings

NOW = clock.now()
PK = f"ORG#{SLUG}#ACCOUNT#{ACCOUNT}"
KEYS: list[dict[str, Any]] = [
    {"pk": {"S": PK}, "sk": {"S": f"SESSION#{fingerprint(SECRET)}"}},
    {"pk": {"S": PK}, "sk": {"S": "ACCESS"}},
]


def items() -> list[dict[str, Any]]:
    """Return what DynamoDB has under both keys."""
    instant = {"S": (NOW - timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%S.%f%z")}
    session = {
        "generation": {"N": "1"},
        "opened_at": instant,
        "seen_at": instant,
        "device": {"S": "Firefox, Android"},
    }
    access = {
        "language": {"S": "nl"},
        "families": {"S": '{"family": "parent"}'},
        "group_ids": {"S": "[]"},
        "generation": {"N": "1"},
        "ended_generation": {"N": "0"},
        "is_disabled": {"BOOL": False},
        "has_second_factor": {"BOOL": False},
    }
    return [{**KEYS[0], **session}, {**KEYS[1], **access}]


def ours() -> None:
    sessions.caller_of(token=TOKEN, organisation_id=SLUG, now=NOW)


def botocore() -> None:
    asked = {settings().table: {"Keys": KEYS, "ConsistentRead": True}}
    connection().connection.client.batch_get_item(RequestItems=asked)


def main() -> None:
    answers = {settings().table: items()}
    canned.answer(connection().connection.client, {"Responses": answers, "UnprocessedKeys": {}})
    take_turns({"ours": ours, "botocore": botocore}[sys.argv[1]])


if __name__ == "__main__":
    main()
