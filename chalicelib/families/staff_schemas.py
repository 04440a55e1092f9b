"""What goes over the wire about families, for the office and for group workers."""

from datetime import date, datetime
from typing import Annotated, Literal, Self

from msgspec import Meta, Struct

from chalicelib.accounts.model import AccountState, PersonState
from chalicelib.core.callers import Role
from chalicelib.core.language import Language
from chalicelib.families.details import ChildDetails, FamilyDetails, ParentDetails
from chalicelib.families.listing import ListedFamily
from chalicelib.families.model import Child, Family, ParentPerson, Payment, PaymentMethod
from chalicelib.families.people import FamilyWithPeople
from chalicelib.families.schemas import ChildView, PaymentView, Version, children_views
from chalicelib.http.fields import Cursor, Day, Email, Line, Name, Phone, tidy

# What a bank takes: at most 35 characters, of these.
Mandate = Annotated[
    str, Meta(min_length=1, max_length=35, pattern=r"^[A-Za-z0-9+?/:().,' -]+$(?!\n)")
]
FamilyIban = Annotated[str, Meta(min_length=5, max_length=42, pattern=r"^[A-Za-z0-9 ]+$(?!\n)")]
DebtorNumber = Annotated[
    str, Meta(min_length=1, max_length=20, pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$(?!\n)")
]
ChildNumber = Annotated[
    str, Meta(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9./-]*$(?!\n)")
]
FamilyRole = Literal["parent", "payer"]


class PaymentBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without an `iban` the one that is there stays."""

    method: PaymentMethod
    iban: FamilyIban | None = None
    mandate_reference: Mandate | None = None
    mandate_signed_on: Day | None = None


class NewFamily(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    debtor_number: DebtorNumber
    name: Name
    street: Line
    postcode: Line
    city: Line
    payment: PaymentBody

    def family(self) -> Family:
        """Return the family, which has no id yet."""
        return Family(
            family_id="",
            debtor_number=self.debtor_number,
            name=tidy(self.name),
            street=tidy(self.street),
            postcode=tidy(self.postcode),
            city=tidy(self.city),
            payment=Payment(
                method=self.payment.method,
                iban=self.payment.iban,
                mandate_reference=self.payment.mandate_reference,
                mandate_signed_on=self.payment.mandate_signed_on,
            ),
        )


class FamilyChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`version` is the `details_version` that was read before."""

    name: Name
    street: Line
    postcode: Line
    city: Line
    payment: PaymentBody
    version: Version

    def details(self) -> FamilyDetails:
        return FamilyDetails(
            name=tidy(self.name),
            street=tidy(self.street),
            postcode=tidy(self.postcode),
            city=tidy(self.city),
            payment_method=self.payment.method,
            mandate_reference=self.payment.mandate_reference,
            mandate_signed_on=self.payment.mandate_signed_on,
            version=self.version,
        )


class NewParent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """With an e-mail address there is an account, and an invitation."""

    first_name: Name
    last_name: Line
    email: Email | None
    phone: Phone | None
    language: Language
    role: FamilyRole

    def details(self) -> ParentDetails:
        return ParentDetails(
            first_name=tidy(self.first_name),
            last_name=tidy(self.last_name),
            email=self.email,
            phone=tidy(self.phone) if self.phone else None,
            language=self.language,
            role=Role(self.role),
            care_until=None,
            version=0,
        )


class ParentChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From the day `care_until` on, nothing of the family is open to this person."""

    first_name: Name
    last_name: Line
    email: Email | None
    phone: Phone | None
    language: Language
    role: FamilyRole
    care_until: Day | None
    version: Version

    def details(self) -> ParentDetails:
        return ParentDetails(
            first_name=tidy(self.first_name),
            last_name=tidy(self.last_name),
            email=self.email,
            phone=tidy(self.phone) if self.phone else None,
            language=self.language,
            role=Role(self.role),
            care_until=self.care_until,
            version=self.version,
        )


class NewChild(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    number: ChildNumber
    first_name: Name
    last_name: Line
    birth_date: Day

    def details(self) -> ChildDetails:
        return ChildDetails(tidy(self.first_name), tidy(self.last_name), self.birth_date, 0)


class ChildChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    first_name: Name
    last_name: Line
    birth_date: Day
    version: Version

    def details(self) -> ChildDetails:
        return ChildDetails(
            tidy(self.first_name), tidy(self.last_name), self.birth_date, self.version
        )


class FamilySearch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """With a digit in it, a debtor number begins with it; else a word of somebody's name does."""

    search: Line = ""
    cursor: Cursor | None = None


class AccountStateView(Struct, frozen=True, kw_only=True):
    account_id: str
    email: str
    state: AccountState
    since: datetime

    @classmethod
    def of(cls, person: PersonState) -> Self:
        return cls(
            account_id=person.account_id,
            email=person.email,
            state=person.state,
            since=person.since,
        )


class FamilyPersonView(Struct, frozen=True, kw_only=True):
    """A parent or payer as the office sees them; without an address there is no account.

    With an account the address is the account's: people change theirs, and mail goes there.
    """

    parent_id: str
    first_name: str
    last_name: str
    email: str | None
    phone: str | None
    language: Language
    role: Role
    position: int
    care_until: date | None
    account: AccountStateView | None
    version: int

    @classmethod
    def of(cls, parent: ParentPerson, people: dict[str, PersonState]) -> Self:
        state = people.get(parent.account_id or "")
        return cls(
            parent_id=parent.parent_id,
            first_name=parent.first_name,
            last_name=parent.last_name,
            email=state.email if state else parent.email,
            phone=parent.phone,
            language=parent.language,
            role=parent.role,
            position=parent.position,
            care_until=parent.care_until,
            account=AccountStateView.of(state) if state else None,
            version=parent.version,
        )


class ListedChildView(Struct, frozen=True, kw_only=True):
    child_id: str
    name: str


class ListedParentView(Struct, frozen=True, kw_only=True):
    name: str
    account_id: str | None


class ListedFamilyView(Struct, frozen=True, kw_only=True):
    """How far its people have come is told of accounts, many at once."""

    family_id: str
    debtor_number: str
    name: str
    parents: list[ListedParentView]
    children: list[ListedChildView]

    @classmethod
    def of(cls, family: ListedFamily) -> Self:
        return cls(
            family_id=family.family_id,
            debtor_number=family.debtor_number,
            name=family.name,
            parents=[
                ListedParentView(name=it.name, account_id=it.account_id) for it in family.parents
            ],
            children=[
                ListedChildView(child_id=it.child_id, name=it.name) for it in family.children
            ],
        )


class FamilyListView(Struct, frozen=True, kw_only=True):
    """A page may be short, or empty, and still have a `next`."""

    families: list[ListedFamilyView]
    next: str | None


class StaffFamilyView(Struct, frozen=True, kw_only=True):
    family_id: str
    debtor_number: str
    name: str
    street: str
    postcode: str
    city: str
    payment: PaymentView
    parents: list[FamilyPersonView]
    children: list[ChildView]
    details_version: int

    @classmethod
    def of(cls, found: FamilyWithPeople, language: Language) -> Self:
        family = found.family
        return cls(
            family_id=family.family_id,
            debtor_number=family.debtor_number,
            name=family.name,
            street=family.street,
            postcode=family.postcode,
            city=family.city,
            payment=PaymentView.of(family.payment),
            parents=[FamilyPersonView.of(it, found.people) for it in family.parents],
            children=children_views(family.children, family, language),
            details_version=family.details_version,
        )


class ReachableParentView(Struct, frozen=True, kw_only=True):
    name: str
    phone: str | None


class StaffChildView(Struct, frozen=True, kw_only=True):
    """What somebody needs who cares for the child today: also whom to call first."""

    child: ChildView
    parents: list[ReachableParentView]

    @classmethod
    def of(cls, family: Family, child: Child, language: Language, today: date) -> Self:
        parents = [it for it in family.parents if it.role is Role.PARENT and not it.is_over(today)]
        return cls(
            child=ChildView.of(child, family, language),
            parents=[ReachableParentView(name=it.name, phone=it.phone) for it in parents],
        )
