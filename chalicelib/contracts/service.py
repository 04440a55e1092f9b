"""What other rooms are told of contracts, and how they are kept. Who changes them is `planning`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from chalicelib.aws.transactions import Transaction
from chalicelib.contracts.model import ChildContracts, Contract
from chalicelib.contracts.store import ContractStore
from chalicelib.core.at_hand import AtHand, Key


def keys_of(child_ids: Collection[str], *, organisation_id: str) -> list[Key]:
    """Return where `of_children` will look, for who reads that together with something else."""
    return ContractStore(organisation_id).keys(child_ids)


def of_children(
    child_ids: Collection[str], *, organisation_id: str, at_hand: AtHand | None = None
) -> dict[str, ChildContracts]:
    """Return all contracts of each child, with their mark; one request per 100 children."""
    return ContractStore(organisation_id, at_hand=at_hand).children(child_ids)


def contracts_of(
    child_ids: Collection[str], *, organisation_id: str, at_hand: AtHand | None = None
) -> dict[str, Sequence[Contract]]:
    """Return all contracts of each child; one request per 100 children."""
    found = of_children(child_ids, organisation_id=organisation_id, at_hand=at_hand)
    return {child: it.contracts for child, it in found.items()}


def roster_of(group_id: str, *, organisation_id: str) -> list[Contract]:
    """Return all contracts in the group, those that ended in the last year as well."""
    return ContractStore(organisation_id).roster(group_id)


def contracts_in(group_ids: Iterable[str], *, organisation_id: str) -> list[Contract]:
    """Return all contracts in these groups: one request for each, and more for large ones."""
    return [it for group in group_ids for it in roster_of(group, organisation_id=organisation_id)]


def check_unchanged(
    known: ChildContracts, *, organisation_id: str, transaction: Transaction
) -> None:
    """:raises Busy: on commit, if somebody else replaced the child's contracts since."""
    ContractStore(organisation_id).check(known, transaction=transaction)


def replace(
    changes: Mapping[str, tuple[ChildContracts, Sequence[Contract]]],
    *,
    organisation_id: str,
    transaction: Transaction,
    now: datetime,
) -> None:
    """Let these be the contracts of each child, instead of those that were read.

    :raises Busy: on commit, if somebody else replaced them since.
    """
    ContractStore(organisation_id).replace(changes.values(), transaction=transaction, now=now)
