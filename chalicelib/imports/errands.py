"""What workers are told to do for an import."""

from datetime import datetime

from chalicelib.aws.transactions import Transaction
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import Errand

QUEUE = "imports"
CHECK, RUN, INVITE = "check", "run", "invite"


def put_errand(
    do: str, import_id: str, organisation_id: str, transaction: Transaction, now: datetime
) -> None:
    """Let a worker do it, if and only if the transaction is committed."""
    errand = Errand(organisation_id, QUEUE, {"do": do, "import_id": import_id})
    outbox.put(errand, transaction=transaction, now=now)
