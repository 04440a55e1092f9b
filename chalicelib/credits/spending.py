"""Which credits pay a day."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from chalicelib.core.values import dataclass
from chalicelib.credits.model import NOTHING, Credit, Grant, Open, Use
from chalicelib.policies.model import Unit


@dataclass(frozen=True)
class Spending:
    """What pays a day: the uses, and how much of its cost they leave (`missing`)."""

    uses: Sequence[Use] = ()
    missing: Decimal = NOTHING

    @property
    def paid(self) -> Decimal:
        return sum((it.amount for it in self.uses), NOTHING)

    @property
    def is_enough(self) -> bool:
        return not self.missing


def spend(
    open_: Open,
    cost: Decimal,
    *,
    unit: Unit,
    today: date,
    may_use: Callable[[Grant], bool],
    split: bool = True,
    combine: bool = True,
) -> Spending:
    """Return what pays a day that costs so much: always what expires first.

    `may_use` is what the rules say of a grant and the day. Without `split` a credit is used up or
    left alone; without `combine` one credit pays: the first that can pay all of it, or else the
    first. Nothing is written.
    """
    usable = [it for it in open_.valid(today) if it.grant.unit is unit and may_use(it.grant)]
    return spend_of(usable, cost, split=split, combine=combine)


def spend_of(usable: Sequence[Credit], cost: Decimal, *, split: bool, combine: bool) -> Spending:
    """Return what of these pays a day that costs so much, as `spend` does."""
    if not split:
        usable = _whole(usable, cost, combine=combine)
    elif not combine:
        usable = [it for it in usable if it.left >= cost][:1] or usable[:1]
    uses, missing = [], cost
    for credit in usable:
        amount = min(credit.left, missing)
        if amount > NOTHING:
            uses.append(Use(credit.grant, amount))
            missing -= amount
    return Spending(tuple(uses), missing)


def _whole(usable: Sequence[Credit], cost: Decimal, *, combine: bool) -> list[Credit]:
    """Return the credits that pay the most of it without a rest of their own.

    Of those that pay the same, the ones that expire first.
    """
    best: dict[Decimal, list[Credit]] = {NOTHING: []}
    for credit in usable:
        for paid, so_far in list(best.items()):
            together = paid + credit.left
            if together <= cost and (combine or not so_far):
                best.setdefault(together, [*so_far, credit])
    return best[max(best)]
