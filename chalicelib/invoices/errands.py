"""The three kinds of errands of a run: plan a page of families, bill one, draw one invoice."""

from enum import StrEnum

from chalicelib.core.periods import Month
from chalicelib.invoices.runs import Run
from chalicelib.outbox.model import Errand

QUEUE = "invoices"


class Task(StrEnum):
    PLAN = "plan"
    BILL = "bill"
    DRAW = "draw"


def plan_errand(
    month: Month, *, round_: int, page: int, after: str | None, organisation_id: str
) -> Errand:
    """Return the errand to let the families of a page wait; `after` is where the page begins."""
    body = {"task": Task.PLAN, "month": str(month), "round": round_, "page": page, "after": after}
    return Errand(organisation_id, QUEUE, body, f"plan.{month}.{round_}.{page}")


def bill_errand(run: Run, family_id: str, *, organisation_id: str) -> Errand:
    """Return the errand to bill one family: care of the month, extra days until the run's day."""
    body = {
        "task": Task.BILL,
        "month": str(run.month),
        "round": run.round,
        "family_id": family_id,
        "until": run.until.isoformat(),
    }
    return Errand(organisation_id, QUEUE, body, f"bill.{run.month}.{run.round}.{family_id}")


def draw_errand(month: Month, round_: int, family_id: str, *, organisation_id: str) -> Errand:
    """Return the errand to draw the family's invoice and to mail it."""
    body = {"task": Task.DRAW, "month": str(month), "round": round_, "family_id": family_id}
    return Errand(organisation_id, QUEUE, body, f"draw.{month}.{round_}.{family_id}")
