"""Who belongs to a family as a parent or payer, and what follows for their accounts."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, datetime

from chalicelib.accounts.circle import Circle
from chalicelib.accounts.model import Person
from chalicelib.accounts.planning import plan_account
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Caller, Role
from chalicelib.core.ids import new_id
from chalicelib.core.periods import day_of
from chalicelib.core.values import dataclass
from chalicelib.families import service
from chalicelib.families.details import ParentChanged, ParentDetails
from chalicelib.families.model import Family, ParentPerson
from chalicelib.families.people import FamilyWithPeople
from chalicelib.sessions import service as sessions


def add_parent(
    *, caller: Caller, family_id: str, details: ParentDetails, now: datetime
) -> FamilyWithPeople:
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

    def alter(change: _Change) -> Family:
        family = change.family
        namesakes = [it for it in family.parents if it.parent_id == parent_id]
        if any(_same(it.email, details.email) for it in namesakes):
            return family
        parent = _new_parent(family, details, spare_id if namesakes else parent_id)
        return family.with_parent(_with_account(parent, change, is_newcomer=True))

    return _change(family_id, alter, action="families.add_parent", by=caller, now=now)


def change_parent(
    *, caller: Caller, family_id: str, parent_id: str, details: ParentDetails, now: datetime
) -> FamilyWithPeople:
    """Change who a parent is to the family. Ended custody counts at the next request.

    :raises NotFound: there is no such family, or no such parent.
    :raises ParentChanged: somebody else changed the parent since this version was read.
    :raises NotAnEmail, TooManyParents: as for `add_parent`.
    """
    today = day_of(now)

    def alter(change: _Change) -> Family:
        before = change.family.parent(parent_id)
        after = _changed_by(details, before, change)
        planned: set[str | None] = set()
        if _has_news_for_account(before, after, today):
            after = _with_account(after, change, is_newcomer=before.account_id is None)
            planned = {after.account_id}
        changed = change.family.with_parent(after)
        _follow(changed, change, planned=planned)
        return changed

    return _change(family_id, alter, action="families.change_parent", by=caller, now=now)


def remove_parent(
    *, caller: Caller, family_id: str, parent_id: str, now: datetime
) -> FamilyWithPeople:
    """Take a person out of the family, and the family out of reach of the account.

    :raises NotFound: there is no such family, or no such parent.
    """

    def alter(change: _Change) -> Family:
        parent = change.family.parent(parent_id)
        changed = change.family.without_parent(parent.parent_id)
        _follow(changed, change, planned=set())
        return changed

    return _change(family_id, alter, action="families.remove_parent", by=caller, now=now)


@dataclass(frozen=True)
class _Change:
    """A family as it was read, the accounts of its people, and what is to be written."""

    family: Family
    circle: Circle
    transaction: Transaction
    caller: Caller
    now: datetime

    def look(self, *names: str) -> None:
        """Read the accounts of the family's people in one request, with these log-in names."""
        members = [it.account_id for it in self.family.parents if it.account_id]
        self.circle.look(members, names=names)


def _change(
    family_id: str,
    alter: Callable[[_Change], Family],
    *,
    action: str,
    by: Caller,
    now: datetime,
) -> FamilyWithPeople:
    circle = Circle(by.organisation_id)

    def look_and_alter(family: Family, transaction: Transaction) -> Family:
        nonlocal circle
        circle = Circle(by.organisation_id, at_hand=by.at_hand)
        change = _Change(family, circle, transaction, by, now)
        altered = alter(change)
        change.look()  # at those whom it was not about, too: the answer shows them all
        return altered

    family = service.change_for_office(family_id, look_and_alter, action=action, by=by, now=now)
    return FamilyWithPeople(family, circle.people())


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


def _changed_by(details: ParentDetails, parent: ParentPerson, change: _Change) -> ParentPerson:
    """:raises ParentChanged: with the address that the office sees, which is the account's."""
    try:
        return details.applied_to(parent)
    except ParentChanged as refusal:
        change.look()
        account = change.circle.people().get(parent.account_id or "")
        email = account.email if account else parent.email
        current = replace(ParentDetails.of(parent), email=email)
        raise ParentChanged(current=current, yours=details) from refusal


def _has_news_for_account(before: ParentPerson, after: ParentPerson, today: date) -> bool:
    """Tell whether the account must be made, or told something. Not once custody has ended."""
    if after.email is None or after.is_over(today):
        return False
    is_same = (after.name, after.language) == (before.name, before.language)
    return not (after.account_id and is_same and _same(after.email, before.email))


def _with_account(parent: ParentPerson, change: _Change, *, is_newcomer: bool) -> ParentPerson:
    """Plan the account of the address, and an invitation; without an address there is none."""
    if parent.email is None:
        return parent
    family, position = change.family, parent.position
    number = family.debtor_number
    login_name = number if position == 1 else f"{number}-{position}"
    others = [it for it in family.parents if it.parent_id != parent.parent_id]
    roles = {parent.role, *(it.role for it in others if _same(it.email, parent.email))}
    person = Person(
        email=parent.email,
        name=parent.name,
        language=parent.language,
        login_name=login_name,
        families={family.family_id: Role.PARENT if Role.PARENT in roles else Role.PAYER},
        is_newcomer=is_newcomer,
    )
    change.look(parent.email, login_name)
    account_id = plan_account(
        person,
        organisation_id=change.caller.organisation_id,
        transaction=change.transaction,
        now=change.now,
        circle=change.circle,
        invites=True,
    )
    return replace(parent, account_id=account_id)


def _follow(after: Family, change: _Change, *, planned: AbstractSet[str | None]) -> None:
    """Let each account reach what its people are in the family now; `planned` are done already."""
    before, today = change.family, day_of(change.now)
    change.look()
    people = [*before.parents, *after.parents]
    for account_id in sorted({it.account_id for it in people if it.account_id} - planned):
        role = after.role_of(account_id, today)
        held = change.circle.access(account_id)
        if held is None or (role is not None and role is before.role_of(account_id, today)):
            continue
        families = {it: of for it, of in held.families.items() if it != after.family_id}
        if role is not None:
            families[after.family_id] = role
        if families != held.families:
            changed = held.changed(families=families)
            sessions.grant(changed, instead_of=held, transaction=change.transaction)


def _same(one: str | None, other: str | None) -> bool:
    return (one or "").casefold() == (other or "").casefold()
