"""Who belongs to a family as a parent or payer, and what follows for their accounts."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, datetime

from chalicelib.accounts import service as accounts
from chalicelib.accounts.model import Person
from chalicelib.aws import table
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand
from chalicelib.core.callers import PAYERS, Caller, Role
from chalicelib.core.errors import Busy
from chalicelib.core.ids import new_id
from chalicelib.core.periods import day_of
from chalicelib.families import service
from chalicelib.families.details import ParentChanged, ParentDetails
from chalicelib.families.model import Family, ParentPerson
from chalicelib.sessions import service as sessions
from chalicelib.sessions.model import Access


def add_parent(*, caller: Caller, family_id: str, details: ParentDetails, now: datetime) -> Family:
    """Add a parent or payer; with an e-mail address there is an account, and an invitation.

    A second click adds nobody. Of two people with one name the second gets an id of chance.

    :raises NotFound: there is no such family.
    :raises NotAnEmail: no mail could be sent to the address.
    :raises TooManyParents: two parents have an account already, or six people are in it.
    """
    name = f"{details.first_name} {details.last_name}"
    parent_id = service.parent_id_for(
        name, family_id=family_id, organisation_id=caller.organisation_id
    )
    spare_id = new_id()
    added: set[str] = set()

    def alter(family: Family, transaction: Transaction) -> Family:
        namesakes = [it for it in family.parents if it.parent_id == parent_id]
        if any(_same(it.email, details.email) for it in namesakes):
            return family
        parent = _new_parent(family, details, spare_id if namesakes else parent_id)
        parent = _with_account(parent, family, caller, transaction, now)
        added.add(parent.parent_id)
        return family.with_parent(parent)

    family = service.change_for_office(
        family_id, alter, action="families.add_parent", by=caller, now=now
    )
    _invite([it for it in family.parents if it.parent_id in added], caller, now)
    return family


def change_parent(
    *, caller: Caller, family_id: str, parent_id: str, details: ParentDetails, now: datetime
) -> Family:
    """Change who a parent is to the family. Ended custody counts at the next request.

    :raises NotFound: there is no such family, or no such parent.
    :raises ParentChanged: somebody else changed the parent since this version was read.
    :raises NotAnEmail, TooManyParents: as for `add_parent`.
    """
    today = day_of(now)

    def alter(family: Family, transaction: Transaction) -> Family:
        before = family.parent(parent_id)
        after = _changed_by(details, before, caller)
        planned: set[str | None] = set()
        if _has_news_for_account(before, after, today):
            after = _with_account(after, family, caller, transaction, now)
            planned = {after.account_id}
        changed = family.with_parent(after)
        _follow(
            family,
            changed,
            planned=planned,
            caller=caller,
            transaction=transaction,
            today=today,
        )
        return changed

    family = service.change_for_office(
        family_id, alter, action="families.change_parent", by=caller, now=now
    )
    _invite([family.parent(parent_id)], caller, now)
    return family


def remove_parent(*, caller: Caller, family_id: str, parent_id: str, now: datetime) -> Family:
    """Take a person out of the family, and the family out of reach of the account.

    :raises NotFound: there is no such family, or no such parent.
    """

    def alter(family: Family, transaction: Transaction) -> Family:
        changed = family.without_parent(family.parent(parent_id).parent_id)
        _follow(
            family,
            changed,
            planned=set(),
            caller=caller,
            transaction=transaction,
            today=day_of(now),
        )
        return changed

    return service.change_for_office(
        family_id, alter, action="families.remove_parent", by=caller, now=now
    )


def _new_parent(family: Family, details: ParentDetails, parent_id: str) -> ParentPerson:
    """Return the parent at the first free place: 1 and 2 are for parents, payers come after."""
    taken = {it.position for it in family.parents}
    first = 1 if details.role is Role.PARENT else 3
    return ParentPerson(
        parent_id=parent_id,
        first_name=details.first_name,
        last_name=details.last_name,
        position=next(it for it in range(first, first + len(taken) + 1) if it not in taken),
        email=details.email,
        phone=details.phone,
        language=details.language,
        role=details.role,
        care_until=details.care_until,
        version=1,
    )


def _changed_by(details: ParentDetails, parent: ParentPerson, caller: Caller) -> ParentPerson:
    """:raises ParentChanged: with the address that the office sees, which is the account's."""
    try:
        return details.applied_to(parent)
    except ParentChanged as refusal:
        organisation_id, mine = caller.organisation_id, parent.account_id
        people = accounts.people_of([mine] if mine else [], organisation_id=organisation_id)
        email = people[mine].email if mine in people else parent.email
        current = replace(ParentDetails.of(parent), email=email)
        raise ParentChanged(current=current, yours=details) from refusal


def _has_news_for_account(before: ParentPerson, after: ParentPerson, today: date) -> bool:
    """Tell whether the account must be made, or told something. Not once custody has ended."""
    if after.email is None or after.is_over(today):
        return False
    is_same = (after.name, after.language) == (before.name, before.language)
    return not (after.account_id and is_same and _same(after.email, before.email))


def _with_account(
    parent: ParentPerson, family: Family, caller: Caller, transaction: Transaction, now: datetime
) -> ParentPerson:
    """Plan the account of the address; without an address there is none."""
    if parent.email is None:
        return parent
    number, position = family.debtor_number, parent.position
    others = [it for it in family.parents if it.parent_id != parent.parent_id]
    roles = {parent.role, *(it.role for it in others if _same(it.email, parent.email))}
    person = Person(
        email=parent.email,
        name=parent.name,
        language=parent.language,
        login_name=number if position == 1 else f"{number}-{position}",
        families={family.family_id: Role.PARENT if Role.PARENT in roles else Role.PAYER},
    )
    account_id = accounts.plan_account(
        person, organisation_id=caller.organisation_id, transaction=transaction, now=now
    )
    accounts.plan_invitation(
        account_id, organisation_id=caller.organisation_id, transaction=transaction, now=now
    )
    return replace(parent, account_id=account_id)


def _follow(
    before: Family,
    after: Family,
    *,
    planned: AbstractSet[str | None],
    caller: Caller,
    transaction: Transaction,
    today: date,
) -> None:
    """Let each account reach what its people are in the family now; `planned` are done already."""
    people = [*before.parents, *after.parents]
    account_ids = {it.account_id for it in people if it.account_id} - planned
    roles = {it: after.role_of(it, today) for it in sorted(account_ids)}
    to_write = [
        it for it, role in roles.items() if role is None or role is not before.role_of(it, today)
    ]
    org, at_hand = caller.organisation_id, AtHand()
    table.bring([sessions.access_key(it, organisation_id=org) for it in to_write], to=at_hand)
    for account_id in to_write:
        role = roles[account_id]
        if role is None:
            accounts.end_family_access(
                account_id=account_id,
                family_id=after.family_id,
                organisation_id=org,
                transaction=transaction,
                at_hand=at_hand,
            )
        else:
            held = sessions.access_of(organisation_id=org, account_id=account_id, at_hand=at_hand)
            _grant(role, held, after.family_id, transaction)


def _grant(role: Role, held: Access | None, family_id: str, transaction: Transaction) -> None:
    if held is not None:
        families = {**held.families, family_id: role}
        sessions.grant(held.changed(families=families), instead_of=held, transaction=transaction)


def _invite(parents: Iterable[ParentPerson], caller: Caller, now: datetime) -> None:
    """Mail whoever has an account and no password yet; who was invited before gets nothing."""
    for parent in parents:
        if parent.account_id and parent.has_access(PAYERS, day_of(now)):
            try:
                accounts.invite(
                    account_id=parent.account_id, organisation_id=caller.organisation_id, now=now
                )
            except Busy:  # the other click of a double click is inviting
                continue


def _same(one: str | None, other: str | None) -> bool:
    return (one or "").casefold() == (other or "").casefold()
