"""What staff do with other people's accounts."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.accounts import service
from chalicelib.accounts.circle import Circle
from chalicelib.accounts.model import (
    LINKS_BY_STAFF,
    Account,
    AccountDisabled,
    ColleagueExists,
    NotYourself,
    Person,
    PersonState,
    Purpose,
)
from chalicelib.accounts.planning import plan_account
from chalicelib.accounts.sending import send_link
from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Caller, Role
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.pages import Page
from chalicelib.limits import service as limits
from chalicelib.limits.model import Bucket
from chalicelib.mail import service as mail
from chalicelib.organisations import service as organisations
from chalicelib.sessions import service as sessions


def add_colleague(*, caller: Caller, person: Person, now: datetime) -> PersonState:
    """Give a colleague an account with a role, and invite them.

    A parent with this address gets the role in addition to what they can reach as a parent.

    :raises NotAnEmail: no mail can be sent to the address.
    :raises ColleagueExists: a colleague has it.
    :raises NotFound: one of the groups is not the organisation's.
    """
    organisation_id = caller.organisation_id
    _check_groups(person.group_ids, organisation_id, now)
    circle = Circle(organisation_id, at_hand=caller.at_hand)
    _check_is_new(person, circle)
    transaction = Transaction()
    account_id = plan_account(
        person,
        organisation_id=organisation_id,
        transaction=transaction,
        now=now,
        circle=circle,
        invites=True,
    )
    _note("accounts.add_colleague", account_id, caller, transaction, now)
    transaction.commit()
    return circle.people()[account_id]


def change_colleague(
    *,
    caller: Caller,
    account_id: str,
    role: Role | None,
    group_ids: frozenset[str],
    is_disabled: bool,
    now: datetime,
) -> Account:
    """Let role and groups be these from the colleague's next request on; None ends being staff.

    :raises NotFound: there is no such colleague, or group.
    :raises NotYourself: it is the caller.
    :raises Busy: somebody changed the colleague, or the caller, meanwhile.
    """
    if account_id == caller.account_id:
        raise NotYourself
    organisation_id = caller.organisation_id
    _check_groups(group_ids, organisation_id, now)
    own, transaction = sessions.own_access(caller), Transaction()
    changed = service.change_staff_role(
        account_id=account_id,
        staff_role=role,
        group_ids=group_ids,
        is_disabled=is_disabled,
        organisation_id=organisation_id,
        transaction=transaction,
        at_hand=caller.at_hand,
    )
    # Two administrators who take each other's role at the same moment would leave none.
    sessions.insist_on(own, otherwise=Busy(), transaction=transaction)
    _note("accounts.change_colleague", account_id, caller, transaction, now)
    transaction.commit()
    return changed


def list_colleagues(*, caller: Caller, after: str | None) -> Page[Account]:
    """Return a page of colleagues by name."""
    return service.staff_of(caller.organisation_id, after=after)


def see_people(*, caller: Caller, account_ids: Sequence[str]) -> list[PersonState]:
    """Return how far these have come, of those who are there, in one request per 100."""
    return [*service.people_of(account_ids, organisation_id=caller.organisation_id).values()]


def see_person(*, caller: Caller, account_id: str) -> PersonState:
    """:raises NotFound: there is no such account in the caller's organisation."""
    found = service.people_of(
        [account_id], organisation_id=caller.organisation_id, at_hand=caller.at_hand
    )
    if account_id not in found:
        raise NotFound
    return found[account_id]


def send_fresh_link(*, caller: Caller, account_id: str, now: datetime) -> PersonState:
    """Mail a new link to a person who is stuck: to activate, or else for a new password.

    The address is tried again even if it bounced: the caller has spoken to the person.

    :raises NotFound: there is no such account.
    :raises AccountDisabled: it is switched off.
    :raises PasswordNeeded: it is activated, and the caller's password was not entered just now.
    :raises TooOften: this person got ten today.
    """
    organisation_id = caller.organisation_id
    account = service.account_of(
        account_id, organisation_id=organisation_id, at_hand=caller.at_hand
    )
    if account.is_disabled:
        raise AccountDisabled
    if account.activated_at:
        sessions.check_fresh(caller=caller, now=now)
    purpose = Purpose.RESET if account.activated_at else Purpose.ACTIVATION
    transaction = Transaction()
    limits.plan_hits(
        [Bucket(LINKS_BY_STAFF, account_id)],
        organisation_id=organisation_id,
        transaction=transaction,
        now=now,
    )
    mail.accept_address(account.email, organisation_id=organisation_id, transaction=transaction)
    link = send_link(
        account, purpose, organisation_id=organisation_id, transaction=transaction, now=now
    )
    _note("accounts.send_fresh_link", account_id, caller, transaction, now)
    transaction.commit()
    return PersonState.of(account.mailed(link, now))


def _check_is_new(person: Person, circle: Circle) -> None:
    """:raises ColleagueExists: who has the address is a colleague."""
    holder = circle.holder(person.email)
    earlier = circle.account(holder.account_id) if holder and not holder.is_former else None
    if earlier and earlier.staff_role:
        raise ColleagueExists


def _check_groups(group_ids: frozenset[str], organisation_id: str, now: datetime) -> None:
    configuration = organisations.configuration_of(organisation_id, now=now)
    for group_id in group_ids:
        configuration.group(group_id)


def _note(
    action: str, account_id: str, caller: Caller, transaction: Transaction, now: datetime
) -> None:
    audit.note(action, f"account/{account_id}", by=caller, transaction=transaction, now=now)
