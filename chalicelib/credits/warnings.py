"""Who is to be told that a credit will expire: fourteen days before, and three."""

from collections.abc import Sequence
from datetime import date, timedelta

from chalicelib.core.values import dataclass
from chalicelib.credits.model import Credit, Open

STAGES = (3, 14)  # days before the last day; the nearest first


@dataclass(frozen=True)
class ExpiryWarning:
    """What of a child's credits expires so soon that its parents should hear of it now.

    `days` gives for each grant the stage that is told with it. `open` is what it was made from.
    """

    open: Open
    credits: Sequence[Credit]
    days: dict[str, int]

    @property
    def child_id(self) -> str:
        return self.open.child_id

    @property
    def warned(self) -> Open:
        """Return what is open once the parents have been told."""
        return self.open.with_warned(self.days)


def warning_of(open_: Open, *, today: date) -> ExpiryWarning | None:
    """Return the warning that is due; None: there is none, or it was given.

    Late is better than never: what should have been told yesterday is told today.
    """
    due = {it.grant.grant_id: _stage(it, today) for it in open_.valid(today)}
    days = {grant_id: stage for grant_id, stage in due.items() if stage}
    expiring = tuple(it for it in open_.credits if it.grant.grant_id in days)
    return ExpiryWarning(open_, expiring, days) if days else None


def _stage(credit: Credit, today: date) -> int | None:
    """Return which warning is due; who got a credit after its moment was told of its end then."""
    until = credit.grant.usable_until
    if until is None:
        return None
    stage = next((it for it in STAGES if until - today <= timedelta(days=it)), None)
    if stage is None or (credit.warned is not None and credit.warned <= stage):
        return None
    return stage if credit.grant.earned_on <= until - timedelta(days=stage) else None
