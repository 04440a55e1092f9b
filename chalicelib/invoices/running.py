"""What staff and schedules do with runs: start one, let it try again, see how far it is.

    started ──▶ page by page: its families wait ──▶ one by one: billed ──▶ drawn and mailed

Each step is an errand of its own, so that a run goes on wherever it was stopped.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from chalicelib.audit import service as audit
from chalicelib.audit.model import AuditRecord, record_of
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand
from chalicelib.core.callers import Caller
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.pages import Page
from chalicelib.core.periods import Month, day_of
from chalicelib.families import service as families
from chalicelib.invoices import issuing
from chalicelib.invoices.errands import Task, bill_errand, draw_errand, plan_errand
from chalicelib.invoices.run_store import RunStore
from chalicelib.invoices.runs import (
    HAS_AN_INVOICE,
    BeforeFirstCarePeriod,
    Failure,
    FamilyState,
    Run,
    check_month,
    month_that_is_due,
)
from chalicelib.organisations import service as organisations
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import Errand

FAMILIES = 30  # on a page: each takes up to three writes of the hundred of a transaction
RUNS = 12
FAILURES = 25
SCHEDULE = "schedule"


def start_run(*, caller: Caller, month: Month, now: datetime) -> Run:
    """Bill the month for every family. A run that was started before is returned as it is.

    :raises BeforeFirstCarePeriod, TooFarAhead: it is not a month to be billed here, or not yet.
    """
    record = record_of(caller, "invoices.start_run", _about(month), now=now)
    return _start(record, month, at_hand=caller.at_hand)


def start_scheduled_run(*, organisation_id: str, month: Month, now: datetime) -> Run | None:
    """Do the same for a schedule; None before the organisation's first care period.

    :raises TooFarAhead: the schedule is wrong.
    :raises NotFound: there is no such organisation.
    """
    about = _about(month)
    record = AuditRecord(organisation_id, now, SCHEDULE, (), "invoices.start_run", about)
    try:
        return _start(record, month)
    except BeforeFirstCarePeriod:
        return None


def start_due_runs(*, now: datetime) -> list[str]:
    """Start what a schedule has lost: organisations whose run day has come, without a run.

    Return them. One organisation does not hold up the others.

    :raises ExceptionGroup: with all that went wrong, once every organisation has had its turn.
    """
    started, failures = [], []
    for organisation_id in organisations.list_organisation_ids():
        try:
            if _start_if_due(organisation_id, now):
                started.append(organisation_id)
        except Exception as failure:  # noqa: BLE001 - raised below, all together
            failures.append(failure)
    if failures:
        raise ExceptionGroup("organisations whose run could not be started", failures)
    return started


def retry_run(*, caller: Caller, month: Month, now: datetime) -> Run:
    """Let every family without an invoice have another try: failed, stuck, or new.

    :raises NotFound: the month has no run.
    :raises Busy: somebody else has just let it try again.
    """
    org = caller.organisation_id
    run = get_run(organisation_id=org, month=month, at_hand=caller.at_hand)
    transaction = Transaction()
    RunStore(org).begin_round(run, transaction=transaction)
    first = plan_errand(month, round_=run.round + 1, page=0, after=None, organisation_id=org)
    outbox.put(first, transaction=transaction, now=now)
    audit.note("invoices.retry_run", _about(month), by=caller, transaction=transaction, now=now)
    transaction.commit()
    return get_run(organisation_id=org, month=month)


def get_run(*, organisation_id: str, month: Month, at_hand: AtHand | None = None) -> Run:
    """:raises NotFound: the month has no run."""
    run = RunStore(organisation_id, at_hand=at_hand).get(month)
    if run is None:
        raise NotFound
    return run


def list_runs(*, organisation_id: str, after: str | None) -> Page[Run]:
    """Return a page of runs, the newest month first."""
    return RunStore(organisation_id).newest(limit=RUNS, after=after)


def list_failures(*, organisation_id: str, month: Month, after: str | None) -> Page[Failure]:
    """Return a page of the families that failed, with the reason of each."""
    return RunStore(organisation_id).failures(month, limit=FAILURES, after=after)


def do_task(errand: Errand, now: datetime) -> None:
    """Do what an errand of a run asks for. Run twice, it is done once."""
    match errand.body["task"]:
        case Task.PLAN:
            _plan_page(errand, now)
        case Task.BILL:
            issuing.bill_family(errand, now)
        case Task.DRAW:
            issuing.draw_invoice(errand, now)
        case other:
            raise ValueError(f"there is no task {other}")


def _start(record: AuditRecord, month: Month, *, at_hand: AtHand | None = None) -> Run:
    org, now = record.organisation_id, record.at
    organisation = organisations.organisation_now(org, at_hand=at_hand)
    check_month(month, first=organisation.first_care_period, today=day_of(now))
    runs = RunStore(org)
    if existing := runs.get(month):
        return existing
    run, transaction = Run(month, now, record.actor), Transaction()
    runs.add(run, transaction=transaction)
    first = plan_errand(month, round_=run.round, page=0, after=None, organisation_id=org)
    outbox.put(first, transaction=transaction, now=now)
    audit.note_of(record, transaction=transaction)
    try:
        transaction.commit()
    except Busy:
        # Somebody else was as fast as we were: then it is their run.
        if existing := runs.get(month):
            return existing
        raise
    return run


def _start_if_due(organisation_id: str, now: datetime) -> bool:
    organisation = organisations.configuration_of(organisation_id, now=now).organisation
    month = month_that_is_due(
        run_day=organisation.billing.run_day,
        first=organisation.first_care_period,
        today=day_of(now),
    )
    if month is None or RunStore(organisation_id).get(month):
        return False
    start_scheduled_run(organisation_id=organisation_id, month=month, now=now)
    return True


def _plan_page(errand: Errand, now: datetime) -> None:
    """Let the families of one page wait, each with an errand of its own, and plan the next one."""
    org, body = errand.organisation_id, errand.body
    runs = RunStore(org)
    run = runs.get(Month.parse(body["month"]))
    if run is None or run.is_planned or (run.round, run.pages) != (body["round"], body["page"]):
        return
    page = families.list_families(organisation_id=org, after=body["after"], limit=FAMILIES)
    ids = [it.family_id for it in page.items]
    states = runs.states(run.month, ids)
    wanted = {it: states.get(it) for it in ids if states.get(it) not in HAS_AN_INVOICE}
    transaction = Transaction()
    is_last = page.next is None
    runs.turn_page(run, wanted, is_last=is_last, transaction=transaction)
    for each in _errands(run, wanted, states, organisation_id=org):
        outbox.put(each, transaction=transaction, now=now)
    if not is_last:
        following = plan_errand(
            run.month,
            round_=run.round,
            page=run.pages + 1,
            after=page.next,
            organisation_id=org,
        )
        outbox.put(following, transaction=transaction, now=now)
    transaction.commit()


def _errands(
    run: Run,
    to_bill: Iterable[str],
    states: Mapping[str, FamilyState],
    *,
    organisation_id: str,
) -> list[Errand]:
    """Return an errand for each family to bill, and for each invoice that is not drawn yet."""
    to_draw = [it for it, state in states.items() if state is FamilyState.ISSUED]
    return [
        *(bill_errand(run, it, organisation_id=organisation_id) for it in to_bill),
        *(draw_errand(run.month, run.round, it, organisation_id=organisation_id) for it in to_draw),
    ]


def _about(month: Month) -> str:
    return f"invoice-run/{month}"
