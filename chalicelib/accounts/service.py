"""What other rooms do with accounts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.accounts.keys import account_keys
from chalicelib.accounts.login_store import LoginStore
from chalicelib.accounts.model import Account, PersonState, Purpose
from chalicelib.accounts.sending import send_link
from chalicelib.accounts.store import AccountStore
from chalicelib.aws import table
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.callers import STAFF, Role
from chalicelib.core.errors import NotFound
from chalicelib.core.pages import Page
from chalicelib.mail.message import Addressee
from chalicelib.sessions import service as sessions

COLLEAGUES = 100  # on one page


def invite(*, account_id: str, organisation_id: str, now: datetime, again: bool = False) -> bool:
    """Mail an activation link, unless the account is activated or, but for `again`, was invited.

    Return whether a mail goes out. Safe to run twice.

    :raises NotFound: there is no such account.
    :raises Busy: somebody else is inviting the account right now.
    """
    at_hand = AtHand()
    table.bring(account_keys(account_id, organisation_id=organisation_id), to=at_hand)
    account = account_of(account_id, organisation_id=organisation_id, at_hand=at_hand)
    access = sessions.access_of(
        organisation_id=organisation_id, account_id=account_id, at_hand=at_hand
    )
    has_reason = access is not None and bool(access.families or access.staff_role)
    was_invited = account.invited_at is not None and not again
    if account.activated_at or account.is_disabled or was_invited or not has_reason:
        return False
    transaction = Transaction()
    send_link(
        account,
        Purpose.ACTIVATION,
        organisation_id=organisation_id,
        transaction=transaction,
        now=now,
    )
    transaction.commit()
    return True


def account_of(account_id: str, *, organisation_id: str, at_hand: AtHand | None = None) -> Account:
    """:raises NotFound: there is no such account in this organisation."""
    account = AccountStore(organisation_id, at_hand=at_hand).get(account_id)
    if account is None:
        raise NotFound
    return account


def account_named(name: str, *, organisation_id: str) -> Account | None:
    """Return the account one can log in to with this name."""
    names = LoginStore(organisation_id)
    holder = names.holder_of(names.hash_of(name))
    if holder is None or holder.is_former:
        return None
    return AccountStore(organisation_id).get(holder.account_id)


def people_of(
    account_ids: Sequence[str], *, organisation_id: str, at_hand: AtHand | None = None
) -> dict[str, PersonState]:
    """Return by account id how far people have come, in one request per 100."""
    accounts = AccountStore(organisation_id, at_hand=at_hand).get_many(account_ids)
    return {account_id: PersonState.of(it) for account_id, it in accounts.items()}


def keys_of(account_ids: Iterable[str], *, organisation_id: str) -> list[Key]:
    """Return where these accounts stand, for who reads them together with something else."""
    return [AccountStore(organisation_id).key(account_id) for account_id in account_ids]


def addressees_of(
    account_ids: Sequence[str], *, organisation_id: str, at_hand: AtHand | None = None
) -> dict[str, Addressee]:
    """Return by account id to whom letters go, activated or not; disabled ones are left out."""
    accounts = AccountStore(organisation_id, at_hand=at_hand).get_many(account_ids).values()
    return {
        it.account_id: Addressee(it.email, it.name, it.language)
        for it in accounts
        if not it.is_disabled
    }


def staff_of(organisation_id: str, *, after: str | None = None) -> Page[Account]:
    """Return a page of the accounts with a role as staff, by name."""
    return AccountStore(organisation_id).colleagues(limit=COLLEAGUES, after=after)


def end_family_access(
    *,
    account_id: str,
    family_id: str,
    organisation_id: str,
    transaction: Transaction,
) -> None:
    """Let the account reach this family no more, from the moment of the commit."""
    access = sessions.access_of(organisation_id=organisation_id, account_id=account_id)
    if access is None or family_id not in access.families:
        return
    left = {family: role for family, role in access.families.items() if family != family_id}
    sessions.grant(access.changed(families=left), instead_of=access, transaction=transaction)


def change_staff_role(
    *,
    account_id: str,
    staff_role: Role | None,
    group_ids: frozenset[str],
    is_disabled: bool,
    organisation_id: str,
    transaction: Transaction,
    at_hand: AtHand | None = None,
) -> Account:
    """Let role, groups and being switched off count from the moment of the commit.

    :raises NotFound: there is no such colleague.
    :raises Busy: on commit, if somebody else changed the account meanwhile.
    """
    account = account_of(account_id, organisation_id=organisation_id, at_hand=at_hand)
    access = sessions.access_of(
        organisation_id=organisation_id, account_id=account_id, at_hand=at_hand
    )
    if access is None or account.staff_role not in STAFF:
        raise NotFound
    what = {"staff_role": staff_role, "group_ids": group_ids, "is_disabled": is_disabled}
    changed = replace(account, **what)  # type: ignore[arg-type] # names and types of both
    sessions.grant(access.changed(**what), instead_of=access, transaction=transaction)
    AccountStore(organisation_id).change(changed, transaction=transaction)
    return changed
