"""What other rooms do with accounts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.accounts.keys import account_keys, person_keys
from chalicelib.accounts.login_store import Holder, LoginStore
from chalicelib.accounts.model import (
    Account,
    Person,
    PersonState,
    Purpose,
    checked_email,
    login_key,
    state_of,
)
from chalicelib.accounts.sending import QUEUE, letters_about, send_link
from chalicelib.accounts.store import AccountStore
from chalicelib.aws import table
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.callers import STAFF, Role
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.ids import new_id
from chalicelib.core.pages import Page
from chalicelib.mail import service as mail
from chalicelib.mail.message import Addressee, LetterState
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import Errand
from chalicelib.sessions import service as sessions
from chalicelib.sessions.model import Access

COLLEAGUES = 100  # on one page
INVITED = "invited"  # in the body of an errand: the account


def plan_account(
    person: Person, *, organisation_id: str, transaction: Transaction, now: datetime
) -> str:
    """Return the id of the account with this e-mail address; the transaction makes or adds to it.

    What the person may reach already stays, sessions go on, and without a change nothing is
    written. Until an account is activated its name, language and address are corrected by what is
    given here; afterwards they are its owner's. One transaction takes an address once.

    :raises NotAnEmail: no mail could be sent to the address.
    :raises Busy: on commit, if somebody else made or changed the account meanwhile.
    """
    person = replace(person, email=checked_email(person.email))
    names = [person.email, *([person.login_name] if person.login_name else [])]
    accounts = AccountStore(organisation_id)
    holders = LoginStore(organisation_id).holders_of(names)
    account = _account_of(person, holders, accounts)
    if account is None:
        account = _new_account(person, now)
        access = _new_access(account, person, organisation_id)
        accounts.add(account, transaction=transaction)
        sessions.grant(access, instead_of=None, transaction=transaction)
        _give_names(names, account, holders, organisation_id, transaction)
    else:
        _add_to(account, person, holders, organisation_id, transaction)
    return account.account_id


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


def plan_invitation(
    account_id: str, *, organisation_id: str, transaction: Transaction, now: datetime
) -> None:
    """Let the account be invited even if nobody gets to do it right after the commit."""
    errand = Errand(organisation_id, QUEUE, {INVITED: account_id})
    outbox.put(errand, transaction=transaction, now=now)


def do_invite(errand: Errand, now: datetime) -> None:
    """Invite whom an errand tells of, unless that was done or the account is gone."""
    account_id, organisation_id = errand.body[INVITED], errand.organisation_id
    if AccountStore(organisation_id).get(account_id):
        invite(account_id=account_id, organisation_id=organisation_id, now=now)


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
    """Return by account id how far people have come, in one request per 50."""
    at_hand = AtHand() if at_hand is None else at_hand
    keys = person_keys(account_ids, organisation_id=organisation_id)
    table.bring([key for key in keys if key not in at_hand], to=at_hand)
    accounts = AccountStore(organisation_id, at_hand=at_hand).get_many(account_ids)
    people = list(accounts.values())
    return states_of(people, organisation_id=organisation_id, at_hand=at_hand)


def states_of(
    accounts: Sequence[Account], *, organisation_id: str, at_hand: AtHand | None = None
) -> dict[str, PersonState]:
    """Return by account id how far they have come, in one request per 100."""
    invited = [letters_about(it.account_id) for it in accounts if it.letter_id]
    letters = mail.newest_about(invited, organisation_id=organisation_id, at_hand=at_hand)
    return {
        it.account_id: _person_state(it, letters.get(letters_about(it.account_id)))
        for it in accounts
    }


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
    at_hand: AtHand | None = None,
) -> None:
    """Let the account reach this family no more, from the moment of the commit."""
    access = sessions.access_of(
        organisation_id=organisation_id, account_id=account_id, at_hand=at_hand
    )
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


def _account_of(
    person: Person, holders: Mapping[str, Holder], accounts: AccountStore
) -> Account | None:
    """Find who it is, by e-mail address first, and then by the log-in name of the office."""
    by_email = holders.get(person.email)
    if by_email and not by_email.is_former:
        return accounts.get(by_email.account_id)
    by_name = holders.get(person.login_name or "")
    account = accounts.get(by_name.account_id) if by_name else None
    if account is None:
        return None
    # The owner has changed the address here, and the office still has the one before; or it was
    # mistyped, and nobody came in with it. Anybody else is another person.
    had_it = by_email is not None and by_email.account_id == account.account_id
    return account if had_it or not account.activated_at else None


def _new_account(person: Person, now: datetime) -> Account:
    return Account(
        account_id=new_id(),
        email=person.email,
        name=person.name,
        language=person.language,
        made_at=now,
        login_names=(person.login_name,) if person.login_name else (),
        staff_role=person.staff_role,
        group_ids=person.group_ids,
    )


def _new_access(account: Account, person: Person, organisation_id: str) -> Access:
    return Access(
        organisation_id=organisation_id,
        account_id=account.account_id,
        language=person.language,
        families=dict(person.families),
        staff_role=person.staff_role,
        group_ids=person.group_ids,
    )


def _add_to(
    account: Account,
    person: Person,
    holders: Mapping[str, Holder],
    organisation_id: str,
    transaction: Transaction,
) -> None:
    access = sessions.access_of(organisation_id=organisation_id, account_id=account.account_id)
    if access is None:
        raise NotFound
    changed = _with(account, person)
    granted = replace(
        access,
        language=changed.language,
        families={**access.families, **person.families},
        staff_role=changed.staff_role,
        group_ids=changed.group_ids,
    )
    if (changed, granted) == (account, access):
        return
    accounts = AccountStore(organisation_id)
    is_moved = changed.email != account.email
    sessions.grant(granted.changed(), instead_of=access, transaction=transaction)
    accounts.change(changed, starts_anew=is_moved, transaction=transaction)
    if is_moved:
        names = LoginStore(organisation_id)
        names.give_up(account.email, of=account.account_id, transaction=transaction)
    added = [name for name in changed.user_names if name not in account.user_names]
    _give_names(added, changed, holders, organisation_id, transaction)


def _with(account: Account, person: Person) -> Account:
    """Return the account with what is given; what its owner has made sure of stays."""
    is_known = person.login_name is None or account.is_named(person.login_name)
    names = account.login_names if is_known else (*account.login_names, person.login_name or "")
    changed = replace(account, login_names=names)
    if person.staff_role:
        changed = replace(changed, staff_role=person.staff_role, group_ids=person.group_ids)
    if account.activated_at:
        return changed
    is_same = login_key(person.email) == login_key(account.email)
    email = account.email if is_same else person.email
    return replace(changed, email=email, name=person.name, language=person.language)


def _give_names(
    names: Sequence[str],
    account: Account,
    holders: Mapping[str, Holder],
    organisation_id: str,
    transaction: Transaction,
) -> None:
    """Give the account its log-in names; a debtor number goes over from who had it before."""
    store = LoginStore(organisation_id)
    for name in names:
        earlier = holders.get(name)
        store.give(
            name,
            to=account.account_id,
            taken_from=earlier.account_id if earlier else None,
            otherwise=Busy(),
            transaction=transaction,
        )


def _person_state(account: Account, newest: LetterState | None) -> PersonState:
    letter = _letter_of(account, newest)
    state = state_of(account, letter.state if letter else None)
    told_at = letter.at if letter else None
    return PersonState(
        account_id=account.account_id,
        name=account.name,
        email=account.email,
        language=account.language,
        state=state,
        since=account.activated_at or told_at or account.invited_at or account.made_at,
        letter=letter.state if letter else None,
        letter_at=told_at,
    )


def _letter_of(account: Account, newest: LetterState | None) -> LetterState | None:
    """Return what became of the last letter, if it went to where the account is now."""
    if account.letter_id is None:
        return None
    is_it = newest is not None and newest.letter_id == account.letter_id
    return newest if is_it else LetterState(account.letter_id, "posted")
