"""What the office does with families and their children: find, add and change them."""

from dataclasses import replace
from datetime import date, datetime

from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Caller
from chalicelib.core.errors import Busy
from chalicelib.core.pages import Page
from chalicelib.core.periods import day_of
from chalicelib.families import access, service
from chalicelib.families.details import (
    ChildDetails,
    FamilyDetails,
    check_birth_date,
    check_mandate,
)
from chalicelib.families.listing import ListedFamily
from chalicelib.families.model import Child, ChildNumberTaken, DebtorNumberTaken, Family, Payment
from chalicelib.families.people import FamilyWithPeople, with_people
from chalicelib.organisations.model import checked_iban
from chalicelib.sessions import service as sessions


def find_page(*, caller: Caller, search: str, after: str | None) -> Page[ListedFamily]:
    """Return a page of families, in one request; one changed just now may be as it was."""
    return service.search_families(search, organisation_id=caller.organisation_id, after=after)


def see_family(*, caller: Caller, family_id: str, today: date) -> FamilyWithPeople:
    """:raises NotFound: there is no such family."""
    family = access.family_for(caller, family_id, today=today)
    return with_people(family, caller=caller)


def add_family(family: Family, *, caller: Caller, now: datetime) -> Family:
    """Add a family without people, and return it with its id.

    :raises DebtorNumberTaken: there is a family with this number.
    :raises InvalidIban: the account number is none.
    :raises MandateNeeded: it is to pay by direct debit, and something for it is missing.
    """
    organisation_id = caller.organisation_id
    payment = _checked(family.payment)
    check_mandate(payment)
    family_id = service.family_id_for(family.debtor_number, organisation_id=organisation_id)
    taken = DebtorNumberTaken(debtor_number=family.debtor_number)
    if service.find_families([family_id], organisation_id=organisation_id):
        raise taken
    transaction = Transaction()
    added = service.write(
        replace(family, family_id=family_id, payment=payment),
        instead_of=None,
        organisation_id=organisation_id,
        transaction=transaction,
    )
    about = f"family/{family_id}"
    audit.note("families.add_family", about, by=caller, transaction=transaction, now=now)
    try:
        transaction.commit()
    except Busy as error:
        raise taken from error
    return added


def change_details(
    *, caller: Caller, family_id: str, details: FamilyDetails, iban: str | None, now: datetime
) -> Family:
    """Change name, address and payment; without an IBAN the earlier one stays.

    :raises FamilyChanged: somebody else changed them since this version was read.
    :raises InvalidIban, MandateNeeded: the family could not be debited.
    :raises PasswordNeeded: the IBAN changes, and the password was entered long ago.
    """
    number = checked_iban(iban) if iban else None

    def alter(family: Family, _: Transaction) -> Family:
        changed = details.applied_to(family, iban=number)
        if changed.payment.iban != family.payment.iban:
            sessions.check_fresh(caller=caller, now=now)
        return changed

    return service.change_for_office(
        family_id, alter, action="families.change_details", by=caller, now=now
    )


def add_child(
    *, caller: Caller, family_id: str, number: str, details: ChildDetails, now: datetime
) -> Family:
    """:raises ChildNumberTaken: the family has a child with this number.
    :raises UnlikelyBirthDate: nobody of that age comes to us.
    :raises TooManyChildren: there are twenty already.
    """
    check_birth_date(details.birth_date, today=day_of(now))
    child_id = service.child_id_for(
        number, family_id=family_id, organisation_id=caller.organisation_id
    )
    child = Child(
        child_id=child_id,
        family_id=family_id,
        number=number,
        first_name=details.first_name,
        last_name=details.last_name,
        birth_date=details.birth_date,
    )

    def alter(family: Family, _: Transaction) -> Family:
        if any(it.child_id == child_id for it in family.children):
            raise ChildNumberTaken(number=number)
        return family.with_child(child)

    return service.change_for_office(
        family_id, alter, action="families.add_child", by=caller, now=now
    )


def change_child(
    *, caller: Caller, family_id: str, child_id: str, details: ChildDetails, now: datetime
) -> Family:
    """:raises NotFound: the family has no such child.
    :raises ChildChanged: somebody else changed the child since this version was read.
    :raises UnlikelyBirthDate: nobody of that age comes to us.
    """
    check_birth_date(details.birth_date, today=day_of(now))
    return service.change_for_office(
        family_id,
        lambda family, _: family.with_child(details.applied_to(family.child(child_id))),
        action="families.change_child",
        by=caller,
        now=now,
    )


def _checked(payment: Payment) -> Payment:
    return replace(payment, iban=checked_iban(payment.iban) if payment.iban else None)
