"""Accounts in DynamoDB.

pk                             sk                            what
ORG#<org>#ACCOUNT#<account>    ACCOUNT                       who it is, its newest links and letter

gsi1pk                         gsi1sk                        what
ORG#<org>#COLLEAGUES           <name>#<account>              accounts with a role as staff

Access, sessions and devices are in the account's partition too, see `sessions/store.py`, and its
password, see `password_store.py`. Links are in `link_store.py`, log-in names in `login_store.py`.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.accounts.model import (
    LETS_IN,
    Account,
    MailLink,
    Purpose,
    login_key,
)
from chalicelib.aws.table import Item, find_many
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.callers import Role
from chalicelib.core.errors import Busy, PortalError
from chalicelib.core.language import Language
from chalicelib.core.pages import Page
from chalicelib.mail.message import LetterState


class _AccountItem(Item):
    account_id = UnicodeAttribute()
    email = UnicodeAttribute()
    name = UnicodeAttribute()
    language = UnicodeAttribute()
    made_at = UTCDateTimeAttribute()
    login_names = JSONAttribute()
    version = NumberAttribute()
    credentials = NumberAttribute()
    activation_link = UnicodeAttribute(null=True)
    reset_link = UnicodeAttribute(null=True)
    email_link = UnicodeAttribute(null=True)
    letter_id = UnicodeAttribute(null=True)
    letter_state = UnicodeAttribute(null=True)
    letter_at = UTCDateTimeAttribute(null=True)
    invited_at = UTCDateTimeAttribute(null=True)
    activated_at = UTCDateTimeAttribute(null=True)
    logged_in_at = UTCDateTimeAttribute(null=True)
    staff_role = UnicodeAttribute(null=True)
    group_ids = JSONAttribute()
    is_disabled = BooleanAttribute(default=False)


_NEWEST: dict[Purpose, Any] = {
    Purpose.ACTIVATION: _AccountItem.activation_link,
    Purpose.RESET: _AccountItem.reset_link,
    Purpose.EMAIL_CHANGE: _AccountItem.email_link,
}


class AccountStore:
    """The accounts of one organisation; there is no way to reach another one's."""

    def __init__(self, organisation_id: str, *, at_hand: AtHand | None = None) -> None:
        self._org = organisation_id
        self._at_hand = at_hand

    def key(self, account_id: str) -> Key:
        """Return where the account stands, for what is read together with something else."""
        return self._pk(account_id), "ACCOUNT"

    def get(self, account_id: str) -> Account | None:
        return self.get_many([account_id]).get(account_id)

    def get_many(self, account_ids: Sequence[str]) -> dict[str, Account]:
        """Return those that are there, by id, in one request per 100."""
        keys = map(self.key, account_ids)
        found = find_many(_AccountItem, keys, at_hand=self._at_hand)
        return {item.account_id: _account(item) for item in found}

    def colleagues(self, *, limit: int, after: str | None) -> Page[Account]:
        """Return a page of those with a role as staff; one added this second may not be in it."""
        found = _AccountItem.gsi1.query(
            f"ORG#{self._org}#COLLEAGUES",
            limit=limit,
            last_evaluated_key=json.loads(after) if after else None,
        )
        accounts = [_account(item) for item in found]
        last = found.last_evaluated_key
        return Page(accounts, json.dumps(last, sort_keys=True) if last else None)

    def add(self, account: Account, *, transaction: Transaction) -> None:
        """:raises Busy: on commit, if it is there already."""
        transaction.update(
            self._item(account),
            [
                _AccountItem.account_id.set(account.account_id),
                _AccountItem.made_at.set(account.made_at),
                _AccountItem.version.set(account.version),
                _AccountItem.credentials.set(account.credentials),
                *self._profile(account),
                *_links(account),
            ],
            condition=_AccountItem.pk.does_not_exist(),
            otherwise=Busy(),
        )

    def change(
        self,
        account: Account,
        *,
        transaction: Transaction,
        instead_of: Account | None = None,
    ) -> None:
        """Write name, addresses and role; and the links, if they are others `instead_of` which.

        :raises Busy: on commit, if somebody else changed it since it was read.
        """
        actions = [_AccountItem.version.set(account.version + 1), *self._profile(account)]
        is_as_read = _AccountItem.version == account.version
        if instead_of and instead_of.links != account.links:
            actions += [_AccountItem.credentials.set(account.credentials), *_links(account)]
            is_as_read &= _AccountItem.credentials == instead_of.credentials
            for purpose in instead_of.links.keys() | account.links.keys():
                is_as_read &= _still(_NEWEST[purpose], instead_of.links.get(purpose))
        transaction.update(self._item(account), actions, condition=is_as_read, otherwise=Busy())

    def renew_credentials(
        self,
        account: Account,
        *,
        by_link: MailLink | None,
        otherwise: PortalError,
        transaction: Transaction,
    ) -> None:
        """Let every link be dead; `otherwise` speaks if they, or `by_link`, are dead already.

        `account` has its new address and times, and the counts with which it was read.
        """
        is_current = _AccountItem.credentials == account.credentials
        if by_link:
            is_current &= _NEWEST[by_link.purpose] == by_link.link_id
        transaction.update(
            self._item(account),
            [
                _AccountItem.version.set(account.version + 1),
                _AccountItem.credentials.set(account.credentials + 1),
                _AccountItem.email.set(account.email),
                *(newest.remove() for newest in _NEWEST.values()),
                _set(_AccountItem.activated_at, account.activated_at),
                _set(_AccountItem.logged_in_at, account.logged_in_at),
            ],
            condition=is_current,
            otherwise=otherwise,
        )

    def point_to(
        self, link: MailLink, account: Account, *, now: datetime, transaction: Transaction
    ) -> None:
        """Make it the newest link of its purpose, the only one that works.

        :raises Busy: on commit, if another link, password or address came first.
        """
        newest = _NEWEST[link.purpose]
        is_unchanged = _still(newest, account.links.get(link.purpose))
        is_invitation = link.purpose is Purpose.ACTIVATION
        lets_in = link.purpose in LETS_IN
        transaction.update(
            self._item(account),
            [
                newest.set(link.link_id),
                *(_letter(LetterState(link.link_id, "posted", now)) if lets_in else []),
                *([_AccountItem.invited_at.set(now)] if is_invitation else []),
            ],
            condition=(_AccountItem.credentials == link.credentials) & is_unchanged,
            otherwise=Busy(),
        )

    def note_log_in(self, account: Account, *, now: datetime, transaction: Transaction) -> None:
        """Remember it; a reset that was asked for is not needed any more."""
        transaction.update(
            self._item(account),
            [_AccountItem.logged_in_at.set(now), _AccountItem.reset_link.remove()],
            condition=_AccountItem.credentials == account.credentials,
            otherwise=Busy(),
        )

    def _profile(self, account: Account) -> list[Action]:
        role = account.staff_role
        sorted_by = f"{login_key(account.name)[:100]}#{account.account_id}"
        return [
            _AccountItem.email.set(account.email),
            _AccountItem.name.set(account.name),
            _AccountItem.language.set(account.language.value),
            _AccountItem.login_names.set(list(account.login_names)),
            _AccountItem.group_ids.set(sorted(account.group_ids)),
            _AccountItem.is_disabled.set(account.is_disabled),
            _set(_AccountItem.staff_role, role.value if role else None),
            _set(_AccountItem.gsi1pk, f"ORG#{self._org}#COLLEAGUES" if role else None),
            _set(_AccountItem.gsi1sk, sorted_by if role else None),
        ]

    def _pk(self, account_id: str) -> str:
        return f"ORG#{self._org}#ACCOUNT#{account_id}"

    def _item(self, account: Account) -> _AccountItem:
        return _AccountItem(self._pk(account.account_id), "ACCOUNT")


def _set(attribute: Any, value: str | datetime | None) -> Action:
    action: Action = attribute.remove() if value is None else attribute.set(value)
    return action


def _still(attribute: Any, value: str | None) -> Condition:
    is_so: Condition = attribute == value if value else attribute.does_not_exist()
    return is_so


def _links(account: Account) -> list[Action]:
    return [
        *(_set(newest, account.links.get(purpose)) for purpose, newest in _NEWEST.items()),
        *_letter(account.letter),
        _set(_AccountItem.invited_at, account.invited_at),
    ]


def _letter(letter: LetterState | None) -> list[Action]:
    """Let this be the newest letter; what is told of earlier ones is not noted any more."""
    return [
        _set(_AccountItem.letter_id, letter.letter_id if letter else None),
        _set(_AccountItem.letter_state, letter.state if letter else None),
        _set(_AccountItem.letter_at, letter.at if letter else None),
    ]


def _account(item: _AccountItem) -> Account:
    links = {purpose: getattr(item, it.attr_name) for purpose, it in _NEWEST.items()}
    return Account(
        account_id=item.account_id,
        email=item.email,
        name=item.name,
        language=Language(item.language),
        made_at=item.made_at,
        login_names=tuple(item.login_names),
        version=int(item.version),
        credentials=int(item.credentials),
        links={purpose: link for purpose, link in links.items() if link},
        letter=_letter_of(item),
        invited_at=item.invited_at,
        activated_at=item.activated_at,
        logged_in_at=item.logged_in_at,
        staff_role=Role(item.staff_role) if item.staff_role else None,
        group_ids=frozenset(item.group_ids),
        is_disabled=item.is_disabled,
    )


def _letter_of(item: _AccountItem) -> LetterState | None:
    if item.letter_id is None:
        return None
    return LetterState(item.letter_id, item.letter_state or "posted", item.letter_at)
