"""What an export says about a family, in the words of the rooms that keep it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from chalicelib.aws.secrets import stable_id
from chalicelib.contracts.model import Contract, every
from chalicelib.core.errors import NotFound
from chalicelib.core.language import Language
from chalicelib.credits.model import Cause, Grant, Why
from chalicelib.families import service as families
from chalicelib.families.care import Allergies, Contacts, EmergencyContact
from chalicelib.families.model import Child, Family, ParentPerson, Payment, PaymentMethod
from chalicelib.families.permissions import PermissionKind, imported
from chalicelib.imports.checking import FamilyBundle
from chalicelib.imports.rows import ChildRow, ContractRow, CreditRow, FamilyRow
from chalicelib.imports.writing.persons import Match
from chalicelib.imports.writing.present import Places
from chalicelib.policies.model import Unit

NAMELESS_CONTACT = {Language.NL: "Noodnummer", Language.EN: "Emergency number"}


def base_of(bundle: FamilyBundle, existing: Family | None, *, organisation_id: str) -> Family:
    """Return the family itself, with the people it has now.

    :raises NotFound: the upload is about a family that was here, and is not any more.
    """
    row = bundle.family
    if row is None and existing is None:
        raise NotFound
    family_id = families.family_id_for(bundle.number, organisation_id=organisation_id)
    family = existing or Family(family_id=family_id, debtor_number=bundle.number, name="")
    if row is None:
        return family
    return replace(
        family,
        name=row.name,
        street=row.address.street,
        postcode=row.address.postcode,
        city=row.address.city,
        payment=_payment(row),
    )


def draft_of(
    base: Family,
    bundle: FamilyBundle,
    matches: Sequence[Match],
    groups: Mapping[str, frozenset[str]],
    *,
    organisation_id: str,
    language: Language,
    now: datetime,
) -> Family:
    """Return the family with the people of the upload only; nobody has an account yet.

    :raises TooManyParents, TooManyChildren: more than a family can have.
    """
    draft = replace(base, parents=(), children=())
    for match in matches:
        draft = draft.with_parent(_parent(match))
    for row in bundle.children:
        child = _child(row, base.family_id, organisation_id, language, now)
        draft = draft.with_child(replace(child, group_ids=groups.get(child.child_id, frozenset())))
    return draft


def contracts_of(bundle: FamilyBundle, family_id: str, places: Places) -> dict[str, list[Contract]]:
    """Return the contracts by child id."""
    contracts: dict[str, list[Contract]] = {}
    for row in bundle.contracts:
        contract = _contract(row, family_id, places)
        contracts.setdefault(contract.child_id, []).append(contract)
    return contracts


def birth_dates_of(
    bundle: FamilyBundle, family_id: str, *, organisation_id: str
) -> dict[str, date]:
    """Return by child id when the children of the upload were born."""
    return {
        families.child_id_for(
            row.number, family_id=family_id, organisation_id=organisation_id
        ): row.born_on
        for row in bundle.children
    }


def credits_of(bundle: FamilyBundle, family_id: str, *, organisation_id: str) -> list[Grant]:
    return [_credit(row, family_id, organisation_id) for row in bundle.credits]


def _payment(row: FamilyRow) -> Payment:
    """Return a direct debit only for a mandate that is complete."""
    mandate = row.mandate
    if mandate is None:
        return Payment(PaymentMethod.PAYMENT_LINK, row.iban)
    return Payment(PaymentMethod.DIRECT_DEBIT, mandate.iban, mandate.reference, mandate.signed_on)


def _parent(match: Match) -> ParentPerson:
    row = match.row
    return ParentPerson(
        parent_id=match.parent_id,
        first_name=row.first_name,
        last_name=row.last_name,
        position=match.position,
        email=row.email,
        phone=row.phone,
        language=row.language,
    )


def _child(
    row: ChildRow, family_id: str, organisation_id: str, language: Language, now: datetime
) -> Child:
    answers = {
        PermissionKind.PHOTOS: row.photo_permission,
        PermissionKind.OUTINGS: row.outing_permission,
    }
    return Child(
        child_id=families.child_id_for(
            row.number, family_id=family_id, organisation_id=organisation_id
        ),
        family_id=family_id,
        number=row.number,
        first_name=row.first_name,
        last_name=row.last_name,
        birth_date=row.born_on,
        allergies=Allergies(row.allergies),
        contacts=Contacts(_emergency_contacts(row, language)),
        permissions={
            kind: imported(kind, is_given=is_given, now=now) for kind, is_given in answers.items()
        },
    )


def _emergency_contacts(row: ChildRow, language: Language) -> tuple[EmergencyContact, ...]:
    if not (row.emergency_contact or row.emergency_phone):
        return ()
    name = row.emergency_contact or NAMELESS_CONTACT[language]
    return (EmergencyContact(name, row.emergency_phone),)


def _contract(row: ContractRow, family_id: str, places: Places) -> Contract:
    organisation_id = places.organisation_id
    slot = places.slot(row.location, row.group, row.hours_per_day)
    return Contract(
        contract_id=stable_id("contract", organisation_id, row.number),
        child_id=families.child_id_for(
            row.child, family_id=family_id, organisation_id=organisation_id
        ),
        group_id=places.group_id(row.location, row.group),
        care_type=row.care_type,
        days=every(row.weekdays, slot, row.hours_per_day),
        weeks_per_year=row.weeks_per_year,
        hourly_rate=row.rate,
        start=row.period.start,
        until=row.period.until,
        number=row.number,
    )


def _credit(row: CreditRow, family_id: str, organisation_id: str) -> Grant:
    """Return a grant whose id is all that the line says: credits have no number."""
    what = (f"{row.hours.normalize():f}", f"{row.earned_on}", f"{row.valid_until}", row.reason)
    return Grant(
        grant_id=stable_id("credit", organisation_id, row.child, *what),
        child_id=families.child_id_for(
            row.child, family_id=family_id, organisation_id=organisation_id
        ),
        amount=row.hours,
        unit=Unit.HOURS,
        cause=Cause(Why.IMPORTED, text=row.reason),
        earned_on=row.earned_on,
        usable_from=row.earned_on,
        usable_until=row.valid_until,
    )
