"""Imports and invitation waves in DynamoDB.

pk                     sk           what
ORG#<org>#IMPORTS      <import>     an import; the id begins with when it was made
ORG#<org>#WAVE         WAVE         the last wave of invitations

Files are kept under imports/<org>/<import>/...: copies of what was uploaded, and the report.
"""

import json
from datetime import datetime
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.aws.table import Item, find, query_page
from chalicelib.aws.transactions import Transaction
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.pages import Page
from chalicelib.imports.model import (
    Import,
    ImportState,
    Problem,
    Summary,
    UploadedFile,
    Wave,
)
from chalicelib.imports.reports import Count


class _ImportItem(Item):
    what = UnicodeAttribute()
    version = NumberAttribute()


class _WaveItem(Item):
    what = UnicodeAttribute()
    version = NumberAttribute()


class ImportStore:
    """The imports of one organisation."""

    def __init__(self, organisation_id: str) -> None:
        self._org = f"ORG#{organisation_id}"

    def get(self, import_id: str) -> Import:
        """:raises NotFound: there is no such import."""
        item = find(_ImportItem(f"{self._org}#IMPORTS", import_id))
        if item is None:
            raise NotFound
        return _import(item)

    def page(self, *, limit: int, after: str | None) -> Page[Import]:
        """Return the imports, the newest first."""
        found = query_page(
            _ImportItem, f"{self._org}#IMPORTS", limit=limit, after=after, newest_first=True
        )
        return found.map(_import)

    def put(self, what: Import, *, transaction: Transaction) -> None:
        """Write the next version.

        :raises Busy: on commit, if somebody else changed (or added) it since it was read.
        """
        item = _ImportItem(f"{self._org}#IMPORTS", what.import_id)
        item.what = _json_of_import(what)
        item.version = what.version + 1
        is_as_read = _ImportItem.version == what.version
        condition = is_as_read if what.version else _ImportItem.pk.does_not_exist()
        transaction.put(item, condition=condition, otherwise=Busy())

    def wave(self) -> Wave | None:
        item = find(_WaveItem(f"{self._org}#WAVE", "WAVE"))
        return _wave(item) if item else None

    def put_wave(self, wave: Wave, *, transaction: Transaction) -> None:
        """Write the next version.

        :raises Busy: on commit, if somebody else changed (or added) it since it was read.
        """
        item = _WaveItem(f"{self._org}#WAVE", "WAVE")
        item.what = _json_of_wave(wave)
        item.version = wave.version + 1
        is_as_read = _WaveItem.version == wave.version
        condition = is_as_read if wave.version else _WaveItem.pk.does_not_exist()
        transaction.put(item, condition=condition, otherwise=Busy())


def _json_of_import(what: Import) -> str:
    summary, problem = what.summary, what.problem
    return _json(
        {
            **_plain(what),
            "files": [vars(file) for file in what.files],
            "state": what.state.value,
            "summary": _plain_summary(summary) if summary else None,
            "problem": vars(problem) if problem else None,
        }
    )


def _plain_summary(summary: Summary) -> dict[str, Any]:
    counts = {kind: vars(count) for kind, count in summary.counts.items()}
    return {**vars(summary), "counts": counts}


def _import(item: _ImportItem) -> Import:
    plain = json.loads(item.what)
    summary, problem = plain["summary"], plain["problem"]
    return Import(
        **{
            **plain,
            "files": tuple(UploadedFile(**file) for file in plain["files"]),
            "created_at": datetime.fromisoformat(plain["created_at"]),
            "touched_at": datetime.fromisoformat(plain["touched_at"]),
            "roles": tuple(plain["roles"]),
            "state": ImportState(plain["state"]),
            "summary": _summary(summary) if summary else None,
            "problem": Problem(**problem) if problem else None,
            "version": int(item.version),
        }
    )


def _summary(plain: dict[str, Any]) -> Summary:
    counts = {kind: Count(**count) for kind, count in plain["counts"].items()}
    return Summary(**{**plain, "counts": counts})


def _json_of_wave(wave: Wave) -> str:
    return _json(_plain(wave))


def _wave(item: _WaveItem) -> Wave:
    plain = json.loads(item.what)
    moments = {name: datetime.fromisoformat(plain[name]) for name in ("begun_at", "touched_at")}
    return Wave(**{**plain, **moments, "version": int(item.version)})


def _plain(what: Import | Wave) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in vars(what).items()
    }


def _json(what: dict[str, Any]) -> str:
    return json.dumps(what, ensure_ascii=False)
