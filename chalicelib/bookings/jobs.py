"""What the rules decide by themselves, when it is time or when a place comes free."""

from datetime import date, datetime
from typing import Any

from chalice import Blueprint
from chalice.app import CloudWatchEvent, SQSEvent

from chalicelib.aws.transactions import Transaction
from chalicelib.bookings import filling
from chalicelib.core.periods import day_of
from chalicelib.observability import job
from chalicelib.organisations import service as organisations
from chalicelib.outbox import service as outbox
from chalicelib.outbox.jobs import work_on
from chalicelib.outbox.model import Errand
from chalicelib.planning.tasks import AgreedTask

jobs = Blueprint(__name__)


@jobs.schedule("cron(15 4 * * ? *)")
@job
def decide_collected_requests(_event: CloudWatchEvent, now: datetime) -> int:
    """Let the requests be decided whose day has come, and those be warned whose credits expire."""
    found = organisations.list_organisation_ids()
    for organisation_id in found:
        transaction = Transaction()
        for errand in (
            filling.errand_to_decide(organisation_id=organisation_id),
            filling.errand_to_find(organisation_id=organisation_id, today=day_of(now)),
        ):
            outbox.put(errand, transaction=transaction, now=now)
        transaction.commit()
    return len(found)


@jobs.on_sqs_message(queue="kiekeboe-bookings", batch_size=5)
@job
def decide_by_rules(event: SQSEvent, now: datetime) -> dict[str, Any]:
    """Fill a day on which a place came free, decide what was collected until today, or warn."""
    return work_on(event, do_task, now=now)


def do_task(errand: Errand, now: datetime) -> None:
    from chalicelib.bookings import following, giving, waiting, warning

    org, body = errand.organisation_id, errand.body
    match body["task"]:
        case filling.FILL:
            for day in map(date.fromisoformat, body["days"]):
                waiting.fill_day(organisation_id=org, group_id=body["group_id"], day=day, now=now)
        case filling.DECIDE:
            waiting.decide_due(organisation_id=org, now=now)
            waiting.let_old_ones_lapse(organisation_id=org, now=now)
        case filling.FIND:
            warning.find_expiring(organisation_id=org, now=now)
            giving.find_holidays(organisation_id=org, now=now)
            following.find_changed(organisation_id=org, now=now)
        case filling.FOLLOW:
            following.follow_contracts(AgreedTask.of(body), organisation_id=org, now=now)
        case filling.WARN:
            warning.warn_of_expiry(body["children"], organisation_id=org, now=now)
        case filling.GIVE:
            giving.give_for_holidays(body["children"], organisation_id=org, now=now)
