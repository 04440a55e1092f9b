"""A family, and how far its people have come with their accounts."""

from chalicelib.accounts import service as accounts
from chalicelib.accounts.model import PersonState
from chalicelib.core.callers import Caller
from chalicelib.core.values import dataclass
from chalicelib.families.model import Family


@dataclass(frozen=True)
class FamilyWithPeople:
    """A family, and by account id how far its people have come."""

    family: Family
    people: dict[str, PersonState]


def with_people(family: Family, *, caller: Caller) -> FamilyWithPeople:
    """Return the family with its people, in one request."""
    account_ids = [it.account_id for it in family.parents if it.account_id]
    people = accounts.people_of(account_ids, organisation_id=caller.organisation_id)
    return FamilyWithPeople(family, people)
