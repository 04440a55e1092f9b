"""A family as most tests need it: two parents, a child in the Ladybirds."""

from dataclasses import replace
from datetime import date
from typing import Any

from chalicelib.aws.transactions import Transaction
from chalicelib.families import service
from chalicelib.families.model import Child, Family, ParentPerson, Payment, PaymentMethod
from tests.builders import ORGANISATION

# As the office sends them.
FAMILY = {
    "debtor_number": "004711",
    "name": "Fam. Yılmaz",
    "street": "Prins Hendrikkade 61 bis",
    "postcode": "8364 HP",
    "city": "Utrecht",
    "payment": {
        "method": "direct_debit",
        "iban": "NL44 RABO 0123 4567 89",
        "mandate_reference": "MND-004711",
        "mandate_signed_on": "2025-03-18",
    },
}
ANNA = {
    "first_name": "Anna",
    "last_name": "Yılmaz",
    "email": "anna@voorbeeld.example",
    "phone": "06-12345678",
    "language": "en",
    "role": "parent",
}
SAAR = {
    "number": "K004711-1",
    "first_name": "Saar",
    "last_name": "Yılmaz",
    "birth_date": "2024-02-29",
}
DEBIT = Payment(PaymentMethod.DIRECT_DEBIT, "NL44RABO0123456789", "MND-010203", date(2025, 3, 18))


def a_parent(first_name: str = "Anna", **what: Any) -> ParentPerson:
    """The account is called like the person, in small letters."""
    return replace(
        ParentPerson(
            parent_id=f"parent-{first_name.lower()}",
            first_name=first_name,
            last_name="de Vries",
            position=1,
            account_id=first_name.lower(),
            email=f"{first_name.lower()}@example.nl",
            phone="06-12345678",
        ),
        **what,
    )


def a_child(first_name: str = "Noor", **what: Any) -> Child:
    """Its id is filled in by `a_family`."""
    child = Child(
        child_id="",
        family_id="",
        number=f"K-{first_name}",
        first_name=first_name,
        last_name="de Vries",
        birth_date=date(2024, 2, 29),
        group_ids=frozenset({"ladybirds"}),
    )
    return replace(child, **what)


def a_family(
    debtor_number: str = "010203",
    *,
    organisation_id: str = ORGANISATION,
    children: tuple[Child, ...] | None = None,
    parents: tuple[ParentPerson, ...] | None = None,
    **what: Any,
) -> Family:
    """Write a family and return it, with the ids of its children."""
    family = unwritten_family(
        debtor_number, organisation_id=organisation_id, children=children, parents=parents, **what
    )
    transaction = Transaction()
    service.plan_family(
        family, existing=None, organisation_id=organisation_id, transaction=transaction
    )
    transaction.commit()
    return service.get_family(family.family_id, organisation_id=organisation_id)


def unwritten_family(
    debtor_number: str = "010203",
    *,
    organisation_id: str = ORGANISATION,
    children: tuple[Child, ...] | None = None,
    parents: tuple[ParentPerson, ...] | None = None,
    **what: Any,
) -> Family:
    family_id = service.family_id_for(debtor_number, organisation_id=organisation_id)
    own = [
        replace(
            child,
            family_id=family_id,
            child_id=service.child_id_for(
                child.number, family_id=family_id, organisation_id=organisation_id
            ),
        )
        for child in (children if children is not None else (a_child(),))
    ]
    both = (a_parent(), a_parent("Bram", position=2))
    family = Family(
        family_id=family_id,
        debtor_number=debtor_number,
        name="Fam. de Vries",
        street="Dorpsstraat 196a",
        postcode="7915 AN",
        city="'s-Hertogenbosch",
        payment=DEBIT,
        parents=parents if parents is not None else both,
        children=tuple(own),
    )
    return replace(family, **what)
