"""The accounts that a change is about: as they were read together, and as it will leave them."""

from collections.abc import Iterable

from chalicelib.accounts.keys import account_keys
from chalicelib.accounts.login_store import Holder, LoginStore
from chalicelib.accounts.model import Account, PersonState
from chalicelib.accounts.store import AccountStore
from chalicelib.aws import table
from chalicelib.core.at_hand import AtHand
from chalicelib.sessions import service as sessions
from chalicelib.sessions.model import Access


class Circle:
    """What is known of some accounts of one organisation, and of some log-in names.

    Each is read once; what nobody has looked up before costs a request of its own. It is good for
    one transaction: who tries again makes another.
    """

    def __init__(self, organisation_id: str, *, at_hand: AtHand | None = None) -> None:
        self._org = organisation_id
        self._at_hand = AtHand() if at_hand is None else at_hand
        self._logins = LoginStore(organisation_id, at_hand=self._at_hand)
        self._holders: dict[str, Holder | None] = {}
        self._accounts: dict[str, Account | None] = {}
        self._access: dict[str, Access | None] = {}

    def look(self, account_ids: Iterable[str] = (), *, names: Iterable[str] = ()) -> None:
        """Read these in one request, and whose account it is if a name came with the session."""
        names = list(dict.fromkeys(it for it in names if self._hash(it) not in self._holders))
        known = [it for it in names if self._logins.key(it) in self._at_hand]
        self._take_holders(known)
        owners = [holder.account_id for it in known if (holder := self.holder(it))]
        self._bring([*account_ids, *owners], [it for it in names if it not in known])

    def holder(self, name: str) -> Holder | None:
        """Return who has, or had, this log-in name."""
        if self._hash(name) not in self._holders:
            self._take_holders([name])
        return self._holders[self._hash(name)]

    def account(self, account_id: str) -> Account | None:
        if account_id not in self._accounts:
            self._bring([account_id], [])
        return self._accounts[account_id]

    def access(self, account_id: str) -> Access | None:
        """Return what the account may reach."""
        if account_id not in self._access:
            self._bring([account_id], [])
        return self._access[account_id]

    def put(self, account: Account, access: Access) -> None:
        """Note how the change leaves the account."""
        self._accounts[account.account_id] = account
        self._access[account.account_id] = access

    def people(self) -> dict[str, PersonState]:
        """Return by account id how far they have come, once the change is made."""
        return {id_: PersonState.of(it) for id_, it in self._accounts.items() if it}

    def _bring(self, account_ids: Iterable[str], names: list[str]) -> None:
        ids = [it for it in dict.fromkeys(account_ids) if it not in self._accounts]
        keys = [self._logins.key(it) for it in names]
        keys += [key for it in ids for key in account_keys(it, organisation_id=self._org)]
        table.bring([key for key in keys if key not in self._at_hand], to=self._at_hand)
        self._take_holders(names)
        accounts = AccountStore(self._org, at_hand=self._at_hand)
        for account_id in ids:
            self._accounts[account_id] = accounts.get(account_id)
            self._access[account_id] = sessions.access_of(
                organisation_id=self._org, account_id=account_id, at_hand=self._at_hand
            )

    def _take_holders(self, names: list[str]) -> None:
        found = self._logins.holders_of(names) if names else {}
        self._holders |= {self._hash(name): found.get(name) for name in names}

    def _hash(self, name: str) -> str:
        return self._logins.hash_of(name)
