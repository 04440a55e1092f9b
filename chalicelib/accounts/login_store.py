"""Log-in names in DynamoDB.

pk                             sk       what
ORG#<org>#LOGIN#<hash>         LOGIN    whose log-in name it is, or was
"""

from collections.abc import Sequence

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute

from chalicelib.accounts.model import login_key
from chalicelib.aws import secrets
from chalicelib.aws.table import Item, find, find_together, key_of
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.errors import PortalError
from chalicelib.core.values import dataclass


class _LoginItem(Item):
    account_id = UnicodeAttribute()
    is_former = BooleanAttribute(default=False)


@dataclass(frozen=True)
class Holder:
    """Whose log-in name it is; a former one is good for recognising the account, not to log in."""

    account_id: str
    is_former: bool


class LoginStore:
    """The log-in names of one organisation: addresses and debtor numbers."""

    def __init__(self, organisation_id: str, *, at_hand: AtHand | None = None) -> None:
        self._org = organisation_id
        self._at_hand = at_hand

    def key(self, name: str) -> Key:
        """Return where it stands, for what is read together with something else."""
        return key_of(self._item(self.hash_of(name)))

    def hash_of(self, name: str) -> str:
        """Return what a key holds of a log-in name: nobody can read an address from it."""
        return secrets.stable_id("login", self._org, login_key(name))

    def holder_of(self, hashed: str) -> Holder | None:
        item = find(self._item(hashed))
        return _holder(item) if item else None

    def holders_of(self, names: Sequence[str]) -> dict[str, Holder]:
        """Return by name who has, or had, it as a log-in name, in one request."""
        wanted = [self._item(self.hash_of(name)) for name in names]
        items = find_together(*wanted, at_hand=self._at_hand)
        pairs = zip(names, items, strict=True)
        return {name: _holder(item) for name, item in pairs if isinstance(item, _LoginItem)}

    def give(
        self,
        name: str,
        *,
        to: str,
        taken_from: str | None = None,
        otherwise: PortalError,
        transaction: Transaction,
    ) -> None:
        """Give a log-in name that nobody has, or only `taken_from`."""
        item = self._item(self.hash_of(name))
        item.account_id = to
        is_free = (
            _LoginItem.pk.does_not_exist()
            | (_LoginItem.is_former == True)  # noqa: E712 - a condition of DynamoDB
            | _LoginItem.account_id.is_in(to, taken_from or to)
        )
        transaction.put(item, condition=is_free, otherwise=otherwise)

    def give_up(self, name: str, *, of: str, transaction: Transaction) -> None:
        item = self._item(self.hash_of(name))
        item.account_id = of
        item.is_former = True
        transaction.put(item)

    def _item(self, hashed: str) -> _LoginItem:
        return _LoginItem(f"ORG#{self._org}#LOGIN#{hashed}", "LOGIN")


def _holder(item: _LoginItem) -> Holder:
    return Holder(item.account_id, item.is_former)
