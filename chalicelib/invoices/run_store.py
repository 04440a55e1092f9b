"""The billing of months, and how far each family is in it, in DynamoDB.

pk                         sk                                  what
ORG#<org>#RUNS             <month>                a run, with families counted by state
ORG#<org>#RUN#<month>      FAMILY#<family>        how far a family is
ORG#<org>#RUN#<month>      FAILURE#<family>       why a family failed, for as long as it does

A family's state changes in one transaction with what changes it, and with the counts of the run.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.expressions.update import Action

from chalicelib.aws.table import Item, find, find_many, key_of, query_page
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.errors import Busy
from chalicelib.core.pages import Page
from chalicelib.core.periods import Month
from chalicelib.invoices.runs import Failure, FamilyState, Run


class _RunItem(Item):
    started_at = UTCDateTimeAttribute()
    started_by = UnicodeAttribute()
    round = NumberAttribute()
    pages = NumberAttribute()
    is_planned = BooleanAttribute()
    total = NumberAttribute()
    waiting = NumberAttribute()
    nothing_due = NumberAttribute()
    issued = NumberAttribute()
    sent = NumberAttribute()
    failed = NumberAttribute()


class _FamilyItem(Item):
    family_id = UnicodeAttribute()
    state = UnicodeAttribute()


class _FailureItem(Item):
    family_id = UnicodeAttribute()
    debtor_number = UnicodeAttribute()
    family_name = UnicodeAttribute()
    code = UnicodeAttribute()
    facts = JSONAttribute()


class RunStore:
    """The runs of one organisation."""

    def __init__(self, organisation_id: str, *, at_hand: AtHand | None = None) -> None:
        self._org = f"ORG#{organisation_id}"
        self._at_hand = at_hand

    def key(self, month: Month) -> Key:
        """Return where the run stands."""
        return key_of(self._run(month))

    def get(self, month: Month) -> Run | None:
        found = find(self._run(month), at_hand=self._at_hand)
        return _run_of(found) if found else None

    def newest(self, *, limit: int, after: str | None) -> Page[Run]:
        """Return a page of runs, the newest month first."""
        pk = f"{self._org}#RUNS"
        return query_page(_RunItem, pk, limit=limit, after=after, newest_first=True).map(_run_of)

    def add(self, run: Run, *, transaction: Transaction) -> None:
        """:raises Busy: on commit, if the month has a run already."""
        item = self._run(run.month)
        item.started_at = run.started_at
        item.started_by = run.started_by
        item.round, item.pages, item.is_planned, item.total = run.round, 0, False, 0
        for state in FamilyState:
            setattr(item, state.value, 0)
        transaction.put(item, condition=_RunItem.pk.does_not_exist(), otherwise=Busy())

    def begin_round(self, run: Run, *, transaction: Transaction) -> None:
        """Let the run plan its families again, from the first page.

        :raises Busy: on commit, if somebody else has just begun one.
        """
        transaction.update(
            self._run(run.month),
            [
                _RunItem.round.set(run.round + 1),
                _RunItem.pages.set(0),
                _RunItem.is_planned.set(False),
            ],
            condition=_RunItem.round == run.round,
            otherwise=Busy(),
        )

    def turn_page(
        self,
        run: Run,
        families: Mapping[str, FamilyState | None],
        *,
        is_last: bool,
        transaction: Transaction,
    ) -> None:
        """Let these families wait; their states (None: not in the run yet) are as they were read.

        :raises Busy: on commit, if the page was turned, or one of the families changed meanwhile.
        """
        changes = Counter({FamilyState.WAITING: len(families)})
        changes.subtract(state for state in families.values() if state)
        transaction.update(
            self._run(run.month),
            [
                _RunItem.pages.set(run.pages + 1),
                _RunItem.is_planned.set(is_last),
                *_counted(changes),
            ],
            condition=(_RunItem.round == run.round) & (_RunItem.pages == run.pages),
            otherwise=Busy(),
        )
        for family_id, state in families.items():
            item = self._family(run.month, family_id)
            self._put(item, FamilyState.WAITING, instead_of=state, transaction=transaction)

    def move(
        self,
        family_id: str,
        month: Month,
        before: FamilyState,
        after: FamilyState,
        *,
        transaction: Transaction,
        total: int = 0,
        failure: Failure | None = None,
    ) -> None:
        """Change the state of a family, and add `total` to that of the run.

        :raises Busy: on commit, if it is not in this state (any more).
        """
        actions = [*_counted(Counter({after: 1, before: -1})), _RunItem.total.add(total)]
        transaction.update(self._run(month), actions, condition=_RunItem.pk.exists())
        item = self._family(month, family_id)
        self._put(item, after, instead_of=before, transaction=transaction)
        if failure:
            transaction.put(self._failure(month, failure))

    def states(self, month: Month, family_ids: Sequence[str]) -> dict[str, FamilyState]:
        """Return by family how far those are that are in the run."""
        items = [self._family(month, family_id) for family_id in family_ids]
        found = find_many(_FamilyItem, [(it.pk, it.sk) for it in items])
        return {it.family_id: FamilyState(it.state) for it in found}

    def failures(self, month: Month, *, limit: int, after: str | None) -> Page[Failure]:
        """Return a page of the families that failed, with the reason of each."""
        found = query_page(
            _FailureItem,
            self._of(month),
            _FailureItem.sk.startswith("FAILURE#"),
            limit=limit,
            after=after,
        )
        return found.map(_failure_of)

    def _put(
        self,
        item: _FamilyItem,
        state: FamilyState,
        *,
        instead_of: FamilyState | None,
        transaction: Transaction,
    ) -> None:
        item.state = state.value
        is_as_read = (
            _FamilyItem.state == instead_of.value if instead_of else _FamilyItem.pk.does_not_exist()
        )
        transaction.put(item, condition=is_as_read, otherwise=Busy())
        if instead_of is FamilyState.FAILED:
            transaction.delete(_FailureItem(item.pk, f"FAILURE#{item.family_id}"))

    def _of(self, month: Month) -> str:
        return f"{self._org}#RUN#{month}"

    def _run(self, month: Month) -> _RunItem:
        return _RunItem(f"{self._org}#RUNS", str(month))

    def _family(self, month: Month, family_id: str) -> _FamilyItem:
        return _FamilyItem(self._of(month), f"FAMILY#{family_id}", family_id=family_id)

    def _failure(self, month: Month, failure: Failure) -> _FailureItem:
        return _FailureItem(
            self._of(month),
            f"FAILURE#{failure.family_id}",
            family_id=failure.family_id,
            debtor_number=failure.debtor_number,
            family_name=failure.family_name,
            code=failure.code,
            facts=dict(failure.facts),
        )


def _counted(changes: Mapping[FamilyState, int]) -> list[Action]:
    """Return what adds these numbers to the counts of a run."""
    attributes: dict[FamilyState, Any] = {
        FamilyState.WAITING: _RunItem.waiting,
        FamilyState.NOTHING_DUE: _RunItem.nothing_due,
        FamilyState.ISSUED: _RunItem.issued,
        FamilyState.SENT: _RunItem.sent,
        FamilyState.FAILED: _RunItem.failed,
    }
    return [attributes[state].add(number) for state, number in changes.items() if number]


def _run_of(item: _RunItem) -> Run:
    return Run(
        month=Month.parse(item.sk),
        started_at=item.started_at,
        started_by=item.started_by,
        round=int(item.round),
        pages=int(item.pages),
        is_planned=item.is_planned,
        counts={state: int(getattr(item, state.value)) for state in FamilyState},
        total=int(item.total),
    )


def _failure_of(item: _FailureItem) -> Failure:
    return Failure(
        family_id=item.family_id,
        debtor_number=item.debtor_number,
        family_name=item.family_name,
        code=item.code,
        facts=item.facts,
    )
