"""What goes past all organisations."""

from datetime import datetime

from chalicelib.organisations import service as organisations
from chalicelib.outbox import service as outbox


def sweep_outboxes(*, now: datetime) -> int:
    """Take to their queues the errands that the stream has lost, and return how many.

    :raises ExceptionGroup: with all that went wrong, once every organisation has had its turn.
    """
    taken, failures = 0, []
    for organisation_id in organisations.list_organisation_ids():
        try:
            taken += outbox.sweep(organisation_id=organisation_id, now=now)
        except Exception as failure:  # noqa: BLE001 - one organisation does not hold up the others
            failures.append(failure)
    if failures:
        raise ExceptionGroup("outboxes that could not be swept", failures)
    return taken
