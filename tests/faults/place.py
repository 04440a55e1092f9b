"""AWS as it is at the beginning of a scenario, put back for each try; and a portrait of the end.

The portrait leaves out what is made of chance and moments, so that two runs can be compared: a
moment becomes its day, and an id that was not there at the beginning becomes `<new>`.
"""

import json
import pickle
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from email import message_from_string, policy
from hashlib import sha256
from typing import Any

from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from moto.ses.models import ses_backends
from moto.sqs.models import sqs_backends

from chalicelib.core import clock
from chalicelib.organisations import service as organisations
from tests.conftest import NOW
from tests.faults.drawers import Drawer, drawers, newest_files

REGION = "eu-west-1"
COUNTS_TRIES = "LIMIT"  # a kind of row that every try may change
MAIL, MESSAGE, FILE = "mail", "message", "file"  # kinds of what is not in the table
COUNTS_WRITES = {"written_by", "version", "generation"}  # a second try may be one more
GONE = "gone"  # the kind of rows that are not there any more

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?")
_DENSE_MOMENT = re.compile(r"\b(20\d{6})T\d{6}(?:\.\d{6}(?=-))?\d*Z?(?:-[\w-]+)?")
_SHARD = re.compile(r"#OUTBOX#\d")  # follows from the errand's id
_NUMBER = re.compile(r"\d+")
_REPEATED = re.compile(r'("[^"]+")(?:, \1)+')
_EPOCH = re.compile(r"\b1[789]\d{8}\b")
_ID = re.compile(r"(?<![\w-])[\w-]{22,}(?![\w-])|(?<=[0-9a-f]{32}\.)[\w-]{10}(?![\w-])")
_SECRET = re.compile(r"\$argon2id[^\"]+|(?<=\"sealed\": {\"S\": \")[^\"]+")
_DAY = 86_400

Key = tuple[str, str]
Portrait = dict[str, Counter[str]]


@dataclass(frozen=True)
class Kept:
    """Everything that is there at one moment, and `text`: all of the table as one."""

    items: bytes
    writes: list[Any]
    drawers: list[Drawer]
    messages: dict[str, list[Any]]
    mails: list[Any]
    rows: dict[Key, str]
    text: str


def keep() -> Kept:
    rows = {_key(row): _plain(row) for row in _rows()}
    return Kept(
        items=pickle.dumps(_table().items),
        writes=list(_table().stream_shard.items),
        drawers=drawers(),
        messages={name: list(it._messages) for name, it in _queues().items()},
        mails=list(_ses().sent_messages),
        rows=rows,
        text="\n".join(rows.values()),
    )


def put_back(kept: Kept) -> None:
    """Let everything be as it was, at 10:00 on 2 November 2026."""
    _table().items = pickle.loads(kept.items)
    _table().stream_shard.items[:] = kept.writes
    for drawer in kept.drawers:
        drawer.put_back()
    for name, queue in _queues().items():
        queue._messages[:] = kept.messages[name]
        queue._pending_messages.clear()
        queue.deleted_messages.clear()
    _ses().sent_messages[:] = kept.mails
    _ses().sent_message_count = len(kept.mails)  # moto's SES takes 200 a day
    clock.start_at(NOW)
    organisations.forget()


def go_on_at(moment: datetime) -> None:
    clock.start_at(moment)
    organisations.forget()


def wait_until(moment: datetime) -> None:
    """Let it be that moment, if it is not later already."""
    go_on_at(max(moment, clock.now()))


def portrait(since: Kept) -> Portrait:
    """Return by kind what is there: of rows those that were written, and which are gone."""
    seen: Portrait = {}
    for kind, text in _everything(since):
        if kind != COUNTS_TRIES:
            seen.setdefault(kind, Counter())[without_chance(text, since.text)] += 1
    return seen


def differences(wanted: Portrait, seen: Portrait, *, may_grow: frozenset[str]) -> list[str]:
    """Return what is missing and what is too much.

    Of the kinds that may grow there may be more of the same, and higher numbers.
    """
    return [
        f"{sign} {kind}: {text}"
        for kind in sorted(wanted.keys() | seen.keys())
        for sign, left in zip(
            "-+", _apart(wanted.get(kind), seen.get(kind), grows=kind in may_grow), strict=True
        )
        for text in left
    ]


def _apart(
    wanted: Counter[str] | None, seen: Counter[str] | None, *, grows: bool
) -> tuple[list[str], list[str]]:
    first, second = wanted or Counter(), seen or Counter()
    if grows:
        first, second = (
            Counter({_NUMBER.sub("<n>", it) for it in each}) for each in (first, second)
        )
    return list((first - second).elements()), list((second - first).elements())


def _everything(since: Kept) -> list[tuple[str, str]]:
    now = {_key(row): row for row in _rows()}
    plain = [(_kind(row), _plain(row), since.rows.get(key)) for key, row in now.items()]
    rows = [(kind, text) for kind, text, before in plain if text != before]
    gone = [(GONE, text) for key, text in since.rows.items() if key not in now]
    files = [(FILE, f"{key} {_digest(data)}") for key, data in newest_files().items()]
    told = {(MESSAGE, f"{name} {it.body}") for name, q in _queues().items() for it in q._messages}
    mails = [(MAIL, _words(it.raw_data)) for it in _ses().sent_messages]
    return [*rows, *gone, *files, *sorted(told), *mails]


def _rows() -> list[dict[str, Any]]:
    found = [
        dict(item.to_json()["Attributes"])
        for partition in _table().items.values()
        for item in partition.values()
    ]
    return [{name: row[name] for name in row if name not in COUNTS_WRITES} for row in found]


def _plain(row: dict[str, Any]) -> str:
    return json.dumps(row, sort_keys=True)


def _key(row: dict[str, Any]) -> Key:
    return row["pk"]["S"], row["sk"]["S"]


def _kind(row: dict[str, Any]) -> str:
    """Return the last word in capitals of the keys: LETTER, SESSION, AUDIT."""
    words = "#".join(_key(row)).split("#")
    return next(it for it in reversed(words) if it.isupper() and it.replace("-", "").isalpha())


def _digest(data: bytes) -> str:
    """PDFs and archives tell when they were made: of those the length has to do."""
    is_dated = data.startswith((b"%PDF", b"PK\x03\x04"))
    return f"{len(data)} bytes" if is_dated else sha256(data).hexdigest()[:16]


def _words(raw: str) -> str:
    message = message_from_string(raw, policy=policy.default)
    part = message.get_body(["plain"])
    text = part.get_content() if part else ""
    return f"{message['to']}: {message['subject']}: {text}"


def without_chance(text: str, known: str) -> str:
    """Return the text with days for moments, and `<new>` for ids that are not in the known one."""
    text = _MOMENT.sub(r"<\1>", text)
    text = _DENSE_MOMENT.sub(r"<\1>", text)
    text = _SHARD.sub("#OUTBOX", text)
    text = _SECRET.sub("<secret>", text)
    text = _EPOCH.sub(lambda it: f"<{int(it[0]) // _DAY}>", text)
    text = _ID.sub(lambda it: it[0] if it[0] in known else "<new>", text)
    return _REPEATED.sub(r"\1", text)


def _table() -> Any:
    (table,) = dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables.values()
    return table


def _queues() -> dict[str, Any]:
    return sqs_backends[DEFAULT_ACCOUNT_ID][REGION].queues


def _ses() -> Any:
    return ses_backends[DEFAULT_ACCOUNT_ID][REGION]
