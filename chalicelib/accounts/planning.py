"""Let somebody have an account, in a transaction of the room that knows why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.accounts.circle import Circle
from chalicelib.accounts.login_store import LoginStore
from chalicelib.accounts.model import Account, Person, Purpose, checked_email, login_key
from chalicelib.accounts.sending import post_link
from chalicelib.accounts.store import AccountStore
from chalicelib.aws.transactions import Transaction
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.ids import new_id
from chalicelib.core.values import dataclass
from chalicelib.sessions import service as sessions
from chalicelib.sessions.model import Access


@dataclass(frozen=True)
class _Plan:
    organisation_id: str
    circle: Circle
    transaction: Transaction
    now: datetime
    invites: bool


def plan_account(
    person: Person,
    *,
    organisation_id: str,
    transaction: Transaction,
    now: datetime,
    circle: Circle | None = None,
    invites: bool = False,
) -> str:
    """Return the id of the account with this e-mail address; the transaction makes or adds to it.

    What the person may reach already stays, sessions go on, and without a change nothing is
    written. Until an account is activated its name, language and address are corrected by what is
    given here; afterwards they are its owner's. One transaction takes an address once.

    With `invites` whoever has not been mailed an activation link is mailed one. What is in the
    `circle` is not looked up again, and it is told how the account will be.

    :raises NotAnEmail: no mail could be sent to the address.
    :raises Busy: on commit, if somebody else made or changed the account meanwhile.
    """
    person = replace(person, email=checked_email(person.email))
    names = [person.email, *([person.login_name] if person.login_name else [])]
    plan = _Plan(organisation_id, circle or Circle(organisation_id), transaction, now, invites)
    plan.circle.look(names=names)
    account = _account_of(person, plan.circle)
    if account is None:
        account = _add(person, plan)
        _give_names(names, account, plan)
    else:
        _add_to(account, person, plan)
    return account.account_id


def _account_of(person: Person, circle: Circle) -> Account | None:
    """Find who it is, by e-mail address first, and then by the log-in name of the office."""
    by_email = circle.holder(person.email)
    if by_email and not by_email.is_former:
        return circle.account(by_email.account_id)
    by_name = circle.holder(person.login_name) if person.login_name else None
    if by_name is None:
        return None
    # The owner has changed the address here, and the office still has the one before; or it was
    # mistyped, and nobody came in with it. Anybody else is another person.
    had_it = by_email is not None and by_email.account_id == by_name.account_id
    if person.is_newcomer and not had_it:
        return None
    account = circle.account(by_name.account_id)
    return account if account and (had_it or not account.activated_at) else None


def _add(person: Person, plan: _Plan) -> Account:
    account = Account(
        account_id=new_id(),
        email=person.email,
        name=person.name,
        language=person.language,
        made_at=plan.now,
        login_names=(person.login_name,) if person.login_name else (),
        staff_role=person.staff_role,
        group_ids=person.group_ids,
    )
    access = Access(
        organisation_id=plan.organisation_id,
        account_id=account.account_id,
        language=person.language,
        families=dict(person.families),
        staff_role=person.staff_role,
        group_ids=person.group_ids,
    )
    account = _invited(account, plan)
    AccountStore(plan.organisation_id).add(account, transaction=plan.transaction)
    sessions.grant(access, instead_of=None, transaction=plan.transaction)
    plan.circle.put(account, access)
    return account


def _add_to(account: Account, person: Person, plan: _Plan) -> None:
    access = plan.circle.access(account.account_id)
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
    is_moved = changed.email != account.email
    changed = _invited(changed.begun_anew() if is_moved else changed, plan)
    if (changed, granted) == (account, access):
        return
    sessions.grant(granted.changed(), instead_of=access, transaction=plan.transaction)
    AccountStore(plan.organisation_id).change(
        changed, instead_of=account, transaction=plan.transaction
    )
    if is_moved:
        names = LoginStore(plan.organisation_id)
        names.give_up(account.email, of=account.account_id, transaction=plan.transaction)
    added = [name for name in changed.user_names if name not in account.user_names]
    _give_names(added, changed, plan)
    plan.circle.put(changed, granted)


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


def _invited(account: Account, plan: _Plan) -> Account:
    """Return the account with a link on its way, if it is to be invited."""
    if not plan.invites or not account.may_be_invited():
        return account
    link = post_link(
        account,
        Purpose.ACTIVATION,
        organisation_id=plan.organisation_id,
        transaction=plan.transaction,
        now=plan.now,
    )
    return account.mailed(link, plan.now)


def _give_names(names: Sequence[str], account: Account, plan: _Plan) -> None:
    """Give the account its log-in names; a debtor number goes over from who had it before."""
    store = LoginStore(plan.organisation_id)
    for name in names:
        earlier = plan.circle.holder(name)
        store.give(
            name,
            to=account.account_id,
            taken_from=earlier.account_id if earlier else None,
            otherwise=Busy(),
            transaction=plan.transaction,
        )
