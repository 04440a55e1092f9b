"""Second factors in DynamoDB, in the partition of their account.

pk                             sk               what
ORG#<org>#ACCOUNT#<account>    SECOND-FACTOR    the sealed secret, its last step, recovery codes
ORG#<org>#ACCOUNT#<account>    SET-UP           a secret of which no code was shown yet (ttl)
"""

from pynamodb.attributes import (
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)

from chalicelib.aws.table import Item, find, key_of
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.errors import PortalError
from chalicelib.factors.model import SecondFactor, SetUp


class _FactorItem(Item):
    sealed = UnicodeAttribute()
    on_since = UTCDateTimeAttribute()
    last_step = NumberAttribute()
    recovery = UnicodeSetAttribute(null=True)


class _SetUpItem(Item):
    sealed = UnicodeAttribute()
    expires_at = UTCDateTimeAttribute()


class FactorStore:
    """The second factor of one account of one organisation."""

    def __init__(
        self, organisation_id: str, account_id: str, *, at_hand: AtHand | None = None
    ) -> None:
        self._pk = f"ORG#{organisation_id}#ACCOUNT#{account_id}"
        self._at_hand = at_hand

    @property
    def key(self) -> Key:
        """Return where the factor stands, for what is read together with something else."""
        return key_of(self._factor())

    @property
    def set_up_key(self) -> Key:
        return key_of(self._set_up())

    def get(self) -> SecondFactor | None:
        item = find(self._factor(), at_hand=self._at_hand)
        return _second_factor(item) if item else None

    def put(self, factor: SecondFactor, *, transaction: Transaction) -> None:
        item = self._factor()
        item.sealed = factor.sealed
        item.on_since = factor.on_since
        item.last_step = factor.last_step
        item.recovery = set(factor.recovery) or None
        transaction.put(item)

    def remove(self, *, otherwise: PortalError, transaction: Transaction) -> None:
        transaction.delete(self._factor(), condition=_FactorItem.pk.exists(), otherwise=otherwise)

    def take_step(
        self, step: int, factor: SecondFactor, *, otherwise: PortalError, transaction: Transaction
    ) -> None:
        """Note that a code of this step was shown; each step, and each before it, only once."""
        transaction.update(
            self._factor(),
            [_FactorItem.last_step.set(step)],
            condition=(_FactorItem.last_step < step) & (_FactorItem.sealed == factor.sealed),
            otherwise=otherwise,
        )

    def use_recovery(
        self, hashed: str, *, otherwise: PortalError, transaction: Transaction
    ) -> None:
        transaction.update(
            self._factor(),
            [_FactorItem.recovery.delete({hashed})],
            condition=_FactorItem.recovery.contains(hashed),
            otherwise=otherwise,
        )

    def replace_recovery(
        self, hashes: frozenset[str], *, otherwise: PortalError, transaction: Transaction
    ) -> None:
        transaction.update(
            self._factor(),
            [_FactorItem.recovery.set(set(hashes))],
            condition=_FactorItem.pk.exists(),
            otherwise=otherwise,
        )

    def set_up(self) -> SetUp | None:
        item = find(self._set_up(), at_hand=self._at_hand)
        return SetUp(item.sealed, item.expires_at) if item else None

    def put_set_up(self, set_up: SetUp, *, transaction: Transaction) -> None:
        item = self._set_up()
        item.sealed = set_up.sealed
        item.expires_at = item.ttl = set_up.expires_at
        transaction.put(item)

    def use_set_up(
        self, set_up: SetUp, *, otherwise: PortalError, transaction: Transaction
    ) -> None:
        transaction.delete(
            self._set_up(), condition=_SetUpItem.sealed == set_up.sealed, otherwise=otherwise
        )

    def _factor(self) -> _FactorItem:
        return _FactorItem(self._pk, "SECOND-FACTOR")

    def _set_up(self) -> _SetUpItem:
        return _SetUpItem(self._pk, "SET-UP")


def _second_factor(item: _FactorItem) -> SecondFactor:
    return SecondFactor(
        sealed=item.sealed,
        on_since=item.on_since,
        last_step=int(item.last_step),
        recovery=frozenset(item.recovery or ()),
    )
