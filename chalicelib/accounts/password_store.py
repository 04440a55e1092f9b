"""Passwords in DynamoDB, in the partition of their account.

pk                             sk                  what
ORG#<org>#ACCOUNT#<account>    PASSWORD            what is kept of the password
ORG#<org>#ACCOUNT#<account>    FAILURES#<whose>    failed log-ins in a row, by password (ttl)
"""

import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Self

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.operand import Path

from chalicelib.accounts.model import MOST_FAILURES
from chalicelib.aws.table import Item, find, key_of
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.errors import Busy, PortalError
from chalicelib.factors.model import StoredPassword

FAILURES_KEPT = timedelta(days=365)


class _PasswordItem(Item):
    password_id = UnicodeAttribute()
    encoded = UnicodeAttribute()
    pepper = UnicodeAttribute()


class _FailuresItem(Item):
    """An attribute, a number, for each password: a new one has a new count."""

    tries: Mapping[str, int]

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        item = super().from_raw_data(data)
        item.tries = {name: int(value["N"]) for name, value in data.items() if "N" in value}
        return item


class PasswordStore:
    """The password of one account of one organisation, and how often it was tried in vain.

    `whose` failures count together: a known device's, or everybody's on other devices.
    """

    def __init__(
        self, organisation_id: str, account_id: str, *, at_hand: AtHand | None = None
    ) -> None:
        self._pk = f"ORG#{organisation_id}#ACCOUNT#{account_id}"
        self._at_hand = at_hand

    @property
    def key(self) -> Key:
        """Return where the password stands, for what is read together with something else."""
        return key_of(self._password())

    def failures_key(self, whose: str) -> Key:
        return key_of(self._failures(whose))

    def get(self) -> StoredPassword | None:
        item = find(self._password(), at_hand=self._at_hand)
        return StoredPassword(item.password_id, item.encoded, item.pepper) if item else None

    def put(self, password: StoredPassword, *, transaction: Transaction) -> None:
        item = self._password()
        item.password_id = password.password_id
        item.encoded = password.encoded
        item.pepper = password.pepper
        transaction.put(item)

    def strengthen(self, password: StoredPassword, *, transaction: Transaction) -> None:
        """Keep the same password in a better way.

        :raises Busy: on commit, if there is another password by now.
        """
        transaction.update(
            self._password(),
            [
                _PasswordItem.encoded.set(password.encoded),
                _PasswordItem.pepper.set(password.pepper),
            ],
            condition=_PasswordItem.password_id == password.password_id,
            otherwise=Busy(),
        )

    def is_locked(self, password_id: str, whose: str) -> bool:
        """Tell whether this password was tried in vain too often in a row."""
        item = find(self._failures(whose), at_hand=self._at_hand)
        return item is not None and item.tries.get(password_id, 0) >= MOST_FAILURES

    def count_failure(
        self,
        password_id: str,
        whose: str,
        *,
        is_locked: bool,
        otherwise: PortalError,
        transaction: Transaction,
        now: datetime,
    ) -> None:
        """Count one more try; `otherwise` speaks if those before made it one too many meanwhile.

        One that is locked already is counted on, by the same request: nobody sees a difference.
        """
        tries = Path([password_id])
        most = sys.maxsize if is_locked else MOST_FAILURES
        transaction.update(
            self._failures(whose),
            [tries.add(1), _FailuresItem.ttl.set(now + FAILURES_KEPT)],
            condition=tries.does_not_exist() | (tries < most),
            otherwise=otherwise,
        )

    def forget_failures(self, whose: str, *, transaction: Transaction) -> None:
        transaction.delete(self._failures(whose))

    def _password(self) -> _PasswordItem:
        return _PasswordItem(self._pk, "PASSWORD")

    def _failures(self, whose: str) -> _FailuresItem:
        return _FailuresItem(self._pk, f"FAILURES#{whose}")
