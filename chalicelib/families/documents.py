"""A family as a document, and back: what `store` keeps in one item."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from chalicelib.core.callers import Role
from chalicelib.core.language import Language
from chalicelib.families.care import Allergies, Contacts, EmergencyContact, PickUpPerson
from chalicelib.families.model import Child, Family, ParentPerson, Payment, PaymentMethod
from chalicelib.families.permissions import PermissionAnswer, PermissionKind


def document_of(family: Family) -> dict[str, Any]:
    """Return the family in JSON's types; not its IBAN, version and groups: they stand apart."""
    return {
        "family_id": family.family_id,
        "debtor_number": family.debtor_number,
        "name": family.name,
        "street": family.street,
        "postcode": family.postcode,
        "city": family.city,
        "details_version": family.details_version,
        "payment": {
            "method": family.payment.method.value,
            "mandate_reference": family.payment.mandate_reference,
            "mandate_signed_on": _iso(family.payment.mandate_signed_on),
        },
        "parents": [_parent_document(parent) for parent in family.parents],
        "children": [_child_document(child) for child in family.children],
    }


def family_of(
    what: dict[str, Any], *, iban: str | None, version: int, groups: dict[str, list[str]]
) -> Family:
    payment = what["payment"]
    return Family(
        family_id=what["family_id"],
        debtor_number=what["debtor_number"],
        name=what["name"],
        street=what["street"],
        postcode=what["postcode"],
        city=what["city"],
        details_version=what["details_version"],
        payment=Payment(
            method=PaymentMethod(payment["method"]),
            iban=iban,
            mandate_reference=payment["mandate_reference"],
            mandate_signed_on=_day(payment["mandate_signed_on"]),
        ),
        parents=tuple(_parent(it) for it in what["parents"]),
        children=tuple(_child(it, what["family_id"], groups) for it in what["children"]),
        version=version,
    )


def answer_document(answer: PermissionAnswer) -> dict[str, Any]:
    return {
        "kind": answer.kind.value,
        "is_given": answer.is_given,
        "text_version": answer.text_version,
        "answered_at": answer.answered_at.isoformat(),
        "answered_by": answer.answered_by,
    }


def answer_of(what: dict[str, Any]) -> PermissionAnswer:
    return PermissionAnswer(
        kind=PermissionKind(what["kind"]),
        is_given=what["is_given"],
        text_version=what["text_version"],
        answered_at=datetime.fromisoformat(what["answered_at"]),
        answered_by=what["answered_by"],
    )


def _parent_document(parent: ParentPerson) -> dict[str, Any]:
    return {
        **asdict(parent),
        "language": parent.language.value,
        "role": parent.role.value,
        "care_until": _iso(parent.care_until),
    }


def _parent(what: dict[str, Any]) -> ParentPerson:
    return ParentPerson(
        **{
            **what,
            "language": Language(what["language"]),
            "role": Role(what["role"]),
            "care_until": _day(what["care_until"]),
        }
    )


def _child_document(child: Child) -> dict[str, Any]:
    return {
        "child_id": child.child_id,
        "number": child.number,
        "first_name": child.first_name,
        "last_name": child.last_name,
        "birth_date": child.birth_date.isoformat(),
        "version": child.version,
        "allergies": asdict(child.allergies),
        "contacts": asdict(child.contacts),
        "permissions": [answer_document(answer) for answer in child.permissions.values()],
    }


def _child(what: dict[str, Any], family_id: str, groups: dict[str, list[str]]) -> Child:
    contacts = what["contacts"]
    answers = [answer_of(it) for it in what["permissions"]]
    return Child(
        child_id=what["child_id"],
        family_id=family_id,
        number=what["number"],
        first_name=what["first_name"],
        last_name=what["last_name"],
        birth_date=date.fromisoformat(what["birth_date"]),
        version=what["version"],
        allergies=Allergies(**what["allergies"]),
        contacts=Contacts(
            emergency=tuple(EmergencyContact(**it) for it in contacts["emergency"]),
            pick_up=tuple(PickUpPerson(**it) for it in contacts["pick_up"]),
            version=contacts["version"],
        ),
        permissions={answer.kind: answer for answer in answers},
        group_ids=frozenset(groups.get(what["child_id"], ())),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
