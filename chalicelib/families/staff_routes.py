"""Families over HTTP, for staff."""

from typing import Any

from chalicelib.accounts.model import NotAnEmail
from chalicelib.core.callers import OFFICE, STAFF
from chalicelib.core.errors import Busy, NotFound
from chalicelib.families import access, custody, office
from chalicelib.families.details import (
    ChildChanged,
    FamilyChanged,
    MandateNeeded,
    ParentChanged,
    UnlikelyBirthDate,
)
from chalicelib.families.model import (
    ChildNumberTaken,
    DebtorNumberTaken,
    Family,
    TooManyChildren,
    TooManyParents,
)
from chalicelib.families.people import with_people
from chalicelib.families.staff_schemas import (
    ChildChange,
    FamilyChange,
    FamilyListView,
    FamilySearch,
    ListedFamilyView,
    NewChild,
    NewFamily,
    NewParent,
    ParentChange,
    StaffChildView,
    StaffFamilyView,
)
from chalicelib.http.fields import Id, tidy
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.organisations.model import InvalidIban
from chalicelib.sessions.service import PasswordNeeded

routes = Routes(__name__)


@routes.get(
    "/staff/families",
    summary="Find families by debtor number or by somebody's name",
    who=OFFICE,
    query=FamilySearch,
    returns=FamilyListView,
)
def find_families(request: Request[None, FamilySearch]) -> FamilyListView:
    search = tidy(request.query.search)
    after = request.position(request.query.cursor, "families", search)
    page = office.find_page(caller=request.caller, search=search, after=after)
    return FamilyListView(
        families=[ListedFamilyView.of(found) for found in page.items],
        next=request.cursor(page, "families", search),
    )


@routes.post(
    "/staff/families",
    summary="Add a family",
    who=OFFICE,
    body=NewFamily,
    returns=StaffFamilyView,
    refuses=[DebtorNumberTaken, InvalidIban, MandateNeeded],
)
def add_family(request: Request[NewFamily, None]) -> StaffFamilyView:
    family = office.add_family(request.body.family(), caller=request.caller, now=request.now)
    return _shown(request, family)


@routes.get(
    "/staff/families/{family_id}",
    summary="See a family, and how far its people have come with their accounts",
    who=OFFICE,
    returns=StaffFamilyView,
    refuses=[NotFound],
    along=access.family_along,
)
def see_family_as_staff(request: Request[None, None], family_id: Id) -> StaffFamilyView:
    found = office.see_family(caller=request.caller, family_id=family_id, today=request.today)
    return StaffFamilyView.of(found, request.language)


@routes.put(
    "/staff/families/{family_id}",
    summary="Change a family's name, address and way of paying",
    who=OFFICE,
    body=FamilyChange,
    returns=StaffFamilyView,
    refuses=[NotFound, FamilyChanged, InvalidIban, MandateNeeded, PasswordNeeded, Busy],
    along=access.family_along,
)
def change_family_details(request: Request[FamilyChange, None], family_id: Id) -> StaffFamilyView:
    family = office.change_details(
        caller=request.caller,
        family_id=family_id,
        details=request.body.details(),
        iban=request.body.payment.iban,
        now=request.now,
    )
    return _shown(request, family)


@routes.post(
    "/staff/families/{family_id}/parents",
    summary="Add a parent or payer, and mail an invitation",
    who=OFFICE,
    body=NewParent,
    returns=StaffFamilyView,
    refuses=[NotFound, NotAnEmail, TooManyParents, Busy],
    along=access.family_and_address_along,
)
def add_parent(request: Request[NewParent, None], family_id: Id) -> StaffFamilyView:
    found = custody.add_parent(
        caller=request.caller,
        family_id=family_id,
        details=request.body.details(),
        now=request.now,
    )
    return StaffFamilyView.of(found, request.language)


@routes.put(
    "/staff/families/{family_id}/parents/{parent_id}",
    summary="Change who a parent is to the family, or end custody on a day",
    who=OFFICE,
    body=ParentChange,
    returns=StaffFamilyView,
    refuses=[NotFound, ParentChanged, NotAnEmail, TooManyParents, Busy],
    along=access.family_and_address_along,
)
def change_parent(
    request: Request[ParentChange, None], family_id: Id, parent_id: Id
) -> StaffFamilyView:
    found = custody.change_parent(
        caller=request.caller,
        family_id=family_id,
        parent_id=parent_id,
        details=request.body.details(),
        now=request.now,
    )
    return StaffFamilyView.of(found, request.language)


@routes.delete(
    "/staff/families/{family_id}/parents/{parent_id}",
    summary="Take a person out of the family",
    who=OFFICE,
    returns=StaffFamilyView,
    refuses=[NotFound, Busy],
    along=access.family_along,
)
def remove_parent(request: Request[None, None], family_id: Id, parent_id: Id) -> StaffFamilyView:
    found = custody.remove_parent(
        caller=request.caller, family_id=family_id, parent_id=parent_id, now=request.now
    )
    return StaffFamilyView.of(found, request.language)


@routes.post(
    "/staff/families/{family_id}/children",
    summary="Add a child",
    who=OFFICE,
    body=NewChild,
    returns=StaffFamilyView,
    refuses=[NotFound, ChildNumberTaken, UnlikelyBirthDate, TooManyChildren, Busy],
    along=access.family_along,
)
def add_child(request: Request[NewChild, None], family_id: Id) -> StaffFamilyView:
    family = office.add_child(
        caller=request.caller,
        family_id=family_id,
        number=request.body.number,
        details=request.body.details(),
        now=request.now,
    )
    return _shown(request, family)


@routes.put(
    "/staff/families/{family_id}/children/{child_id}",
    summary="Change a child's name or birth date",
    who=OFFICE,
    body=ChildChange,
    returns=StaffFamilyView,
    refuses=[NotFound, ChildChanged, UnlikelyBirthDate, Busy],
    along=access.family_along,
)
def change_child(
    request: Request[ChildChange, None], family_id: Id, child_id: Id
) -> StaffFamilyView:
    family = office.change_child(
        caller=request.caller,
        family_id=family_id,
        child_id=child_id,
        details=request.body.details(),
        now=request.now,
    )
    return _shown(request, family)


@routes.get(
    "/staff/children/{child_id}",
    summary="See a child of the own group: contacts, allergies, permissions, parents to call",
    who=STAFF,
    returns=StaffChildView,
    refuses=[NotFound],
    along=access.child_along,
)
def see_child_as_staff(request: Request[None, None], child_id: Id) -> StaffChildView:
    family, child = access.family_and_child_for(request.caller, child_id, today=request.today)
    return StaffChildView.of(family, child, request.language, request.today)


def _shown(request: Request[Any, Any], family: Family) -> StaffFamilyView:
    found = with_people(family, caller=request.caller)
    return StaffFamilyView.of(found, request.language)
