"""Families, and the rules about who belongs to them. No input or output here."""

import unicodedata
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from chalicelib.core.callers import PAYERS, Role
from chalicelib.core.errors import Conflict, NotFound
from chalicelib.core.language import Language
from chalicelib.core.values import dataclass
from chalicelib.families.care import Allergies, Contacts
from chalicelib.families.permissions import PermissionAnswer, PermissionKind

Thing = TypeVar("Thing")

MOST_PARENTS = 2  # with an account of their own; payers come on top
MOST_MEMBERS = 6  # parents and payers: a family is one item of the table
MOST_CHILDREN = 20  # idem
MOST_NAMES = 40  # that a family is found by
LONGEST_NAME = 60  # characters of a name that are looked at
# Letters that are no base letter with an accent, as people type them without.
_PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d"})


class DebtorNumberTaken(Conflict):
    """There is a family with this debtor number already."""

    facts = ("debtor_number",)


class ChildNumberTaken(Conflict):
    """The family has a child with this number already."""

    facts = ("number",)


class TooManyParents(Conflict):
    """A family has at most two parents with an account of their own, and a few payers."""


class TooManyChildren(Conflict):
    """A family has at most twenty children."""


class PaymentMethod(StrEnum):
    DIRECT_DEBIT = "direct_debit"
    PAYMENT_LINK = "payment_link"


@dataclass(frozen=True)
class Payment:
    """A direct debit has all of it; a payment link needs nothing else. The IBAN is never shown."""

    method: PaymentMethod = PaymentMethod.PAYMENT_LINK
    iban: str | None = field(default=None, repr=False)
    mandate_reference: str | None = None
    mandate_signed_on: date | None = None

    @property
    def iban_ending(self) -> str | None:
        """Return the last four characters: all that anybody gets to see."""
        return self.iban[-4:] if self.iban else None


@dataclass(frozen=True)
class ParentPerson:
    """A person of a family; without an account it is a name to call.

    `position` is 1 for the family's first parent. From the day `care_until` on, nothing of the
    family is open to this person any more. `version` counts the changes that were made here.
    """

    parent_id: str
    first_name: str
    last_name: str
    position: int
    account_id: str | None = None
    email: str | None = None
    phone: str | None = None
    language: Language = Language.NL
    role: Role = Role.PARENT
    care_until: date | None = None
    version: int = 0

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def is_over(self, today: date) -> bool:
        """Tell whether custody has ended: what is the family's is not this person's any more."""
        return self.care_until is not None and self.care_until <= today

    def has_access(self, roles: AbstractSet[Role], today: date) -> bool:
        return self.account_id is not None and self.role in roles and not self.is_over(today)


@dataclass(frozen=True)
class Child:
    """`group_ids` follow from the contracts: bookings keeps them.

    `version` counts the office's changes of name and birth date.
    """

    child_id: str
    family_id: str
    number: str
    first_name: str
    last_name: str
    birth_date: date
    allergies: Allergies = field(default_factory=Allergies)
    contacts: Contacts = field(default_factory=Contacts)
    permissions: Mapping[PermissionKind, PermissionAnswer] = field(default_factory=dict)
    group_ids: frozenset[str] = frozenset()
    version: int = 0

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def allows(self, kind: PermissionKind) -> bool:
        """Tell whether a parent said yes; no answer is no."""
        return kind in self.permissions and self.permissions[kind].is_given

    def with_permission(self, answer: PermissionAnswer) -> "Child":
        return replace(self, permissions={**self.permissions, answer.kind: answer})


@dataclass(frozen=True)
class Family:
    """`version` counts every change of the family, its parents and its children.

    `details_version` counts the office's changes of name, address and payment.
    """

    family_id: str
    debtor_number: str
    name: str
    street: str = ""
    postcode: str = ""
    city: str = ""
    payment: Payment = Payment()
    parents: tuple[ParentPerson, ...] = ()
    children: tuple[Child, ...] = ()
    details_version: int = 0
    version: int = 0

    def child(self, child_id: str) -> Child:
        """:raises NotFound: it is not a child of this family."""
        return _first([it for it in self.children if it.child_id == child_id])

    def parent(self, parent_id: str) -> ParentPerson:
        """:raises NotFound: it is not a parent of this family."""
        return _first([it for it in self.parents if it.parent_id == parent_id])

    def parents_with(self, account_id: str) -> list[ParentPerson]:
        """Return who uses this account; two people may share an address and so an account."""
        return [it for it in self.parents if it.account_id == account_id]

    def role_of(self, account_id: str, today: date) -> Role | None:
        """Return what the account may be here today; who is a parent may see invoices as well."""
        roles = {it.role for it in self.parents_with(account_id) if it.has_access(PAYERS, today)}
        return Role.PARENT if Role.PARENT in roles else next(iter(roles), None)

    def name_of(self, account_id: str) -> str | None:
        """Return the name of who uses the account, if that is somebody of the family."""
        return next((it.name for it in self.parents_with(account_id)), None)

    def is_open_to(self, account_id: str, roles: AbstractSet[Role], today: date) -> bool:
        return any(it.has_access(roles, today) for it in self.parents_with(account_id))

    def with_child(self, child: Child) -> "Family":
        """Return the family with this child in the place of the one with its id, or added.

        :raises TooManyChildren: there would be more than twenty.
        """
        same = next((it for it in self.children if it.child_id == child.child_id), None)
        children = _put(self.children, child, same)
        if len(children) > MOST_CHILDREN:
            raise TooManyChildren
        return replace(self, children=children)

    def with_parent(self, parent: ParentPerson) -> "Family":
        """Return the family with this parent in the place of the one with its id, or added.

        :raises TooManyParents: there would be more than two parents with an account.
        """
        same = next((it for it in self.parents if it.parent_id == parent.parent_id), None)
        parents = _put(self.parents, parent, same)
        accounts = {it.account_id for it in parents if _is_parent_now(it)}
        if len(accounts) > MOST_PARENTS or len(parents) > MOST_MEMBERS:
            raise TooManyParents
        return replace(self, parents=tuple(sorted(parents, key=lambda it: it.position)))

    def without_parent(self, parent_id: str) -> "Family":
        return replace(self, parents=tuple(it for it in self.parents if it.parent_id != parent_id))


def _is_parent_now(parent: ParentPerson) -> bool:
    """An account whose custody ends makes place for another."""
    is_parent = parent.role is Role.PARENT and parent.account_id is not None
    return is_parent and parent.care_until is None


def _put(things: Sequence[Thing], thing: Thing, same: Thing | None) -> tuple[Thing, ...]:
    """Return the things with this one in the place of the same, or at the end."""
    if same is None:
        return (*things, thing)
    return tuple(thing if it is same else it for it in things)


def _first(found: Sequence[Thing]) -> Thing:
    """:raises NotFound: there is none."""
    if not found:
        raise NotFound
    return found[0]


def family_id_of(child_id: str) -> str:
    """Return the id of the child's family, with which the child's own begins."""
    return child_id.partition(".")[0]


def folded(text: str) -> str:
    """Return what is left of a name without case and accents: "YILMAZ" finds "Yılmaz"."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(it for it in letters if not unicodedata.combining(it))
    return " ".join(plain.translate(_PLAIN).split())[:LONGEST_NAME]


def search_names(family: Family) -> frozenset[str]:
    """Return what a search may begin with: each name from each of its words on.

    "Fam. van der Berg" is found by "van der", and by "berg". There are at most forty, so that a
    large family fits into one transaction: what would be too much is what the last child is called.
    """
    people = [(it.first_name, it.last_name) for it in family.parents]
    people += [(it.first_name, it.last_name) for it in family.children]
    names = [family.name, *(name for both in people for name in both)]
    starts = dict.fromkeys(start for name in names for start in _starts(folded(name)))
    return frozenset(list(starts)[:MOST_NAMES])


def _starts(name: str) -> list[str]:
    words = name.split()[:6]
    return [" ".join(words[at:]) for at in range(len(words))]
