"""The workers of a run, called as Lambda calls them, until nothing is left to do."""

import json
from datetime import UTC, date, datetime, time
from typing import Any

from chalicelib.core import clock
from chalicelib.core.periods import Month
from chalicelib.invoices import running
from chalicelib.invoices.jobs import make_invoices, start_due_runs
from chalicelib.invoices.model import invoice_id_for
from chalicelib.invoices.store import InvoiceStore
from chalicelib.mail.jobs import deliver_letters
from chalicelib.outbox.model import Errand
from chalicelib.outbox.store import OutboxStore
from chalicelib.settings import settings
from tests.builders import ORGANISATION, a_planner
from tests.conftest import NOW, client

DECEMBER = Month(2026, 12)
WORKERS = {"invoices": make_invoices, "mail": deliver_letters}
THE_END = datetime(2100, 1, 1, tzinfo=UTC)
BOOKKEEPING = ("ERRAND", "LETTER")


def it_is(day: date, at: time = time(9)) -> None:
    """Let it be this day; what is told of configurations for a minute is forgotten by then."""
    clock.start_at(datetime.combine(day, at, UTC))


def waiting(organisation_id: str = ORGANISATION) -> list[Errand]:
    """Return what a run has to do, and the mails; who comes when is another room's errand."""
    found = OutboxStore(organisation_id).put_before(THE_END)
    return [it for it in found if it.queue in WORKERS]


def hand_over(*errands: Errand) -> list[str]:
    """Give each errand to its worker in a batch of its own; return those that failed."""
    return [it.errand_id for it in errands if _call(it)["batchItemFailures"]]


def work_off(organisation_id: str = ORGANISATION) -> None:
    """Do all errands, and those that follow from them."""
    for _ in range(50):
        errands = waiting(organisation_id)
        if not errands:
            return
        failed = hand_over(*errands)
        assert failed == []
    raise AssertionError(waiting(organisation_id))


def daily() -> list[str]:
    """Let the daily schedule tick; return the organisations for which it started a run."""
    names = ("version", "account", "region", "detail-type", "source", "time", "id")
    return start_due_runs({**dict.fromkeys(names, "-"), "detail": {}, "resources": []}, None)


def dump() -> dict[tuple[str, str], Any]:
    """Return everything in the table but what is kept of errands and letters."""
    items = client("dynamodb").get_paginator("scan").paginate(TableName=settings().table)
    return {
        (it["pk"]["S"], it["sk"]["S"]): it
        for page in items
        for it in page["Items"]
        if it["sk"]["S"] not in BOOKKEEPING
    }


def kept(kind: str) -> dict[str, Any]:
    """Return the items of partitions like `ORG#zonnebloem#<kind>...`, by their sort keys."""
    return {sk: it for (pk, sk), it in dump().items() if pk.split("#")[2:3] == [kind]}


def files() -> dict[str, bytes]:
    """Return what is in the bucket of files."""
    s3, bucket = client("s3"), settings().files
    keys = [it["Key"] for it in s3.list_objects_v2(Bucket=bucket).get("Contents", [])]
    return {key: s3.get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys}


def run(month=DECEMBER, *, day=None):
    """Start the run of a month as a planner, on a day, and let the workers finish it."""
    if day:
        it_is(day)
    now = datetime.combine(day, time(9), UTC) if day else NOW
    running.start_run(caller=a_planner(), month=month, now=now)
    work_off()


def invoice_of(family, month=DECEMBER):
    found = InvoiceStore(ORGANISATION).get(family.family_id, invoice_id_for(month))
    return found and found.invoice


def progress(month=DECEMBER):
    found = running.get_run(organisation_id=ORGANISATION, month=month)
    return {state.value: count for state, count in found.counts.items() if count}


def reasons(month=DECEMBER):
    page = running.list_failures(organisation_id=ORGANISATION, month=month, after=None)
    return {it.family_id: it.code for it in page.items}


def extra_days_of(invoice):
    return [line.because.day for line in invoice.lines if line.kind.value == "extra_day"]


def _call(errand: Errand) -> dict[str, Any]:
    body = {"organisation_id": errand.organisation_id, "errand_id": errand.errand_id}
    record = {"messageId": errand.errand_id, "receiptHandle": "-", "body": json.dumps(body)}
    return WORKERS[errand.queue]({"Records": [record]}, None)
