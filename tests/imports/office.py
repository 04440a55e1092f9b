"""An office that imports: in this process, or as Lambda's workers do it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from chalicelib.accounts import service as accounts
from chalicelib.contracts import service as agreed
from chalicelib.credits import service as credits_
from chalicelib.families import service as families
from chalicelib.families.model import Family
from chalicelib.imports import jobs
from chalicelib.imports.findings import Finding
from chalicelib.imports.reading import File
from chalicelib.imports.writing.outcomes import Author
from chalicelib.imports.writing.rehearsal import Rehearsal, rehearse
from chalicelib.mail import service as mail
from chalicelib.outbox import service as outbox
from chalicelib.outbox.store import OutboxStore
from chalicelib.settings import settings
from tests.builders import ORGANISATION
from tests.conftest import NOW, client

OFFICE = Author("petra", ("planner",))
WORKERS = {"imports": (jobs.do_errand, jobs.CLAIM), "mail": (mail.deliver, timedelta(minutes=5))}


@dataclass(frozen=True)
class Ran:
    """`written` are the numbers of the families that were added or changed."""

    rehearsal: Rehearsal
    written: list[str]
    findings: list[Finding]


def dry_run(
    files: Iterable[File], *, organisation_id: str = ORGANISATION, now: datetime = NOW
) -> Rehearsal:
    return rehearse(files, organisation_id=organisation_id, author=OFFICE, now=now)


def run(files: Iterable[File], *, organisation_id: str = ORGANISATION, now: datetime = NOW) -> Ran:
    rehearsal = dry_run(files, organisation_id=organisation_id, now=now)
    rehearsal.write_places()
    outcomes = list(rehearsal.writer.write(rehearsal.families))
    return Ran(
        rehearsal,
        [it.number for it in outcomes if it.has_changed],
        [it.finding for it in outcomes if it.finding],
    )


def work_off(
    *queues: str, organisation_id: str = ORGANISATION, now: datetime = NOW, **portion: int
) -> int:
    """Do the errands on these queues, and those that follow; return how many there were."""
    done = 0
    while waiting := errands(*queues, organisation_id=organisation_id):
        for errand in waiting:
            work, lasting = WORKERS[errand.queue]
            outbox.do(
                partial(work, **portion),
                organisation_id=organisation_id,
                errand_id=errand.errand_id,
                lasting=lasting,
                now=now,
            )
        done += len(waiting)
    return done


def errands(*queues: str, organisation_id: str = ORGANISATION) -> list[Any]:
    late = NOW + timedelta(days=1000)
    return [it for it in OutboxStore(organisation_id).put_before(late) if it.queue in queues]


def the_family(number: str, *, organisation_id: str = ORGANISATION) -> Family:
    family_id = families.family_id_for(number, organisation_id=organisation_id)
    return families.get_family(family_id, organisation_id=organisation_id)


def is_there(number: str, *, organisation_id: str = ORGANISATION) -> bool:
    family_id = families.family_id_for(number, organisation_id=organisation_id)
    return bool(families.find_families([family_id], organisation_id=organisation_id))


def portrait(organisation_id: str = ORGANISATION) -> list[Any]:
    """Return all there is of the families, without what is made of chance and moments."""
    return [
        _portrait(family, organisation_id)
        for family in families.list_families(organisation_id=organisation_id, limit=1000).items
    ]


def whole_table() -> dict[tuple[str, str], dict[str, Any]]:
    """Return everything there is, by key."""
    pages = client("dynamodb").get_paginator("scan").paginate(TableName=settings().table)
    return {(item["pk"]["S"], item["sk"]["S"]): item for page in pages for item in page["Items"]}


def _portrait(family: Family, organisation_id: str) -> Any:
    ids = [child.child_id for child in family.children]
    contracts = agreed.contracts_of(ids, organisation_id=organisation_id)
    return (
        (family.debtor_number, family.name, family.street, family.city, family.payment),
        [_parent(parent, organisation_id) for parent in family.parents],
        [
            (
                (child.number, child.name, child.birth_date, child.allergies, child.contacts),
                {kind: answer.is_given for kind, answer in child.permissions.items()},
                len(child.group_ids),
                [
                    (it.number, it.weekdays, it.hourly_rate, it.start)
                    for it in contracts[child.child_id]
                ],
                _credits(child.child_id, organisation_id),
            )
            for child in family.children
        ],
    )


def _parent(parent: Any, organisation_id: str) -> Any:
    about = (parent.name, parent.email, parent.phone, parent.language, parent.position)
    if parent.account_id is None:
        return about, None
    account = accounts.account_of(parent.account_id, organisation_id=organisation_id)
    return about, (account.email, account.name, account.login_names, account.invited_at)


def _credits(child_id: str, organisation_id: str) -> Any:
    opened = credits_.open_of([child_id], organisation_id=organisation_id)[child_id].credits
    return [
        (it.left, it.grant.earned_on, it.grant.usable_until, it.grant.cause.text) for it in opened
    ]
