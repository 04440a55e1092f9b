"""What goes over the wire about families, for parents and for staff who care for the child."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Self

from msgspec import Meta, Struct

from chalicelib.core.callers import Role
from chalicelib.core.language import Language
from chalicelib.families.care import Allergies, Contacts, EmergencyContact, PickUpPerson
from chalicelib.families.model import Child, Family, ParentPerson, Payment, PaymentMethod
from chalicelib.families.permissions import (
    PERMISSION_TEXTS,
    PermissionAnswer,
    PermissionKind,
    PermissionText,
)
from chalicelib.http.fields import Cursor, Phone, tidy

# A family is one item of at most 400 kB, and a letter may take four bytes: hence the limits.
_LINE = r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$(?!\n)"
_LINES = r"[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$(?!\n)"
ContactName = Annotated[str, Meta(min_length=1, max_length=100, pattern=r"^(?=.*\S)" + _LINE)]
Relation = Annotated[str, Meta(max_length=50, pattern="^" + _LINE)]
AllergyText = Annotated[str, Meta(max_length=1000, pattern="^" + _LINES)]
Version = Annotated[int, Meta(ge=0, le=2**53)]
TextVersion = Annotated[str, Meta(min_length=1, max_length=20, pattern=r"^[0-9a-z-]+$(?!\n)")]


class EmergencyContactBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whoever is to be called needs a number."""

    name: ContactName
    phone: Phone
    relation: Relation = ""

    def contact(self) -> EmergencyContact:
        return EmergencyContact(tidy(self.name), tidy(self.phone), tidy(self.relation))


class PickUpPersonBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: ContactName
    phone: Phone | None = None
    relation: Relation = ""

    def person(self) -> PickUpPerson:
        phone = tidy(self.phone) if self.phone else None
        return PickUpPerson(tidy(self.name), phone, tidy(self.relation))


class ContactsChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole of both lists; `version` is the one that was read before."""

    emergency: Annotated[list[EmergencyContactBody], Meta(max_length=5)]
    pick_up: Annotated[list[PickUpPersonBody], Meta(max_length=10)]
    version: Version

    def contacts(self) -> Contacts:
        return Contacts(
            emergency=tuple(it.contact() for it in self.emergency),
            pick_up=tuple(it.person() for it in self.pick_up),
            version=self.version,
        )


class AllergiesChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nothing is the empty text; `version` is the one that was read before."""

    text: AllergyText
    version: Version

    def allergies(self) -> Allergies:
        return Allergies(tidy(self.text), self.version)


class PermissionChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    is_given: bool
    text_version: TextVersion


class OwnDetailsChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    phone: Phone | None


class ContactView(Struct, frozen=True, kw_only=True):
    name: str
    phone: str | None
    relation: str

    @classmethod
    def of(cls, contact: EmergencyContact | PickUpPerson) -> Self:
        return cls(name=contact.name, phone=contact.phone, relation=contact.relation)


class ContactsView(Struct, frozen=True, kw_only=True):
    emergency: list[ContactView]
    pick_up: list[ContactView]
    version: int

    @classmethod
    def of(cls, contacts: Contacts) -> Self:
        return cls(
            emergency=[ContactView.of(it) for it in contacts.emergency],
            pick_up=[ContactView.of(it) for it in contacts.pick_up],
            version=contacts.version,
        )


class AllergiesView(Struct, frozen=True, kw_only=True):
    text: str
    version: int

    @classmethod
    def of(cls, allergies: Allergies) -> Self:
        return cls(text=allergies.text, version=allergies.version)


class PermissionAnswerView(Struct, frozen=True, kw_only=True):
    """`answered_by` is a name, or None for somebody who is no parent of the family (any more)."""

    kind: PermissionKind
    is_given: bool
    text_version: str
    answered_at: datetime
    answered_by: str | None
    is_imported: bool

    @classmethod
    def of(cls, answer: PermissionAnswer, family: Family) -> Self:
        return cls(
            kind=answer.kind,
            is_given=answer.is_given,
            text_version=answer.text_version,
            answered_at=answer.answered_at,
            answered_by=family.name_of(answer.answered_by),
            is_imported=answer.is_imported,
        )


class PermissionView(Struct, frozen=True, kw_only=True):
    """What is asked now, and what was answered last: to this text, or to an older one."""

    kind: PermissionKind
    text: str
    text_version: str
    answer: PermissionAnswerView | None

    @classmethod
    def of(cls, text: PermissionText, child: Child, family: Family, language: Language) -> Self:
        answer = child.permissions.get(text.kind)
        return cls(
            kind=text.kind,
            text=text.words[language],
            text_version=text.version,
            answer=PermissionAnswerView.of(answer, family) if answer else None,
        )


def permission_views(child: Child, family: Family, language: Language) -> list[PermissionView]:
    texts = PERMISSION_TEXTS.values()
    return [PermissionView.of(text, child, family, language) for text in texts]


class PermissionsQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    cursor: Cursor | None = None


class PermissionsView(Struct, frozen=True, kw_only=True):
    """What is asked now, and a page of all that was ever answered, the newest first."""

    permissions: list[PermissionView]
    history: list[PermissionAnswerView]
    next: str | None


class ChildView(Struct, frozen=True, kw_only=True):
    child_id: str
    family_id: str
    number: str
    first_name: str
    last_name: str
    birth_date: date
    group_ids: list[str]
    allergies: AllergiesView
    contacts: ContactsView
    permissions: list[PermissionView]
    version: int

    @classmethod
    def of(cls, child: Child, family: Family, language: Language) -> Self:
        return cls(
            child_id=child.child_id,
            family_id=child.family_id,
            number=child.number,
            first_name=child.first_name,
            last_name=child.last_name,
            birth_date=child.birth_date,
            group_ids=sorted(child.group_ids),
            allergies=AllergiesView.of(child.allergies),
            contacts=ContactsView.of(child.contacts),
            permissions=permission_views(child, family, language),
            version=child.version,
        )


class PaymentView(Struct, frozen=True, kw_only=True):
    """Of the IBAN only the last four characters are ever shown."""

    method: PaymentMethod
    iban_ending: str | None
    mandate_reference: str | None
    mandate_signed_on: date | None

    @classmethod
    def of(cls, payment: Payment) -> Self:
        return cls(
            method=payment.method,
            iban_ending=payment.iban_ending,
            mandate_reference=payment.mandate_reference,
            mandate_signed_on=payment.mandate_signed_on,
        )


class ParentView(Struct, frozen=True, kw_only=True):
    """A phone number is shown to its owner only: parents may live apart."""

    parent_id: str
    first_name: str
    last_name: str
    role: Role
    is_me: bool
    phone: str | None

    @classmethod
    def of(cls, parent: ParentPerson, account_id: str) -> Self:
        is_me = parent.account_id == account_id
        return cls(
            parent_id=parent.parent_id,
            first_name=parent.first_name,
            last_name=parent.last_name,
            role=parent.role,
            is_me=is_me,
            phone=parent.phone if is_me else None,
        )


class FamilyView(Struct, frozen=True, kw_only=True):
    family_id: str
    debtor_number: str
    name: str
    street: str
    postcode: str
    city: str
    payment: PaymentView
    parents: list[ParentView]
    children: list[ChildView]

    @classmethod
    def of(cls, family: Family, account_id: str, language: Language) -> Self:
        return cls(
            family_id=family.family_id,
            debtor_number=family.debtor_number,
            name=family.name,
            street=family.street,
            postcode=family.postcode,
            city=family.city,
            payment=PaymentView.of(family.payment),
            parents=[ParentView.of(it, account_id) for it in family.parents],
            children=children_views(family.children, family, language),
        )


def children_views(
    children: Sequence[Child], family: Family, language: Language
) -> list[ChildView]:
    return [ChildView.of(child, family, language) for child in children]
