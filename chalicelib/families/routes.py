"""Families over HTTP, for parents."""

from chalicelib.core.callers import PARENTS
from chalicelib.core.errors import Busy, NotFound
from chalicelib.families import access, decisions
from chalicelib.families.care import AllergiesChanged, ContactsChanged
from chalicelib.families.permissions import PermissionKind, PermissionTextChanged
from chalicelib.families.schemas import (
    AllergiesChange,
    AllergiesView,
    ChildView,
    ContactsChange,
    ContactsView,
    FamilyView,
    OwnDetailsChange,
    PermissionAnswerView,
    PermissionChange,
    PermissionsQuery,
    PermissionsView,
    PermissionView,
    permission_views,
)
from chalicelib.http.fields import Id, tidy
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes

routes = Routes(__name__)


@routes.get(
    "/families/{family_id}",
    summary="See the family, its parents and children",
    who=PARENTS,
    returns=FamilyView,
    refuses=[NotFound],
    along=access.family_along,
)
def see_family(request: Request[None, None], family_id: Id) -> FamilyView:
    family = access.family_for(request.caller, family_id, today=request.today)
    return FamilyView.of(family, request.caller.account_id, request.language)


@routes.get(
    "/children/{child_id}",
    summary="See a child: contacts, allergies, permissions",
    who=PARENTS,
    returns=ChildView,
    refuses=[NotFound],
    along=access.child_along,
)
def see_child(request: Request[None, None], child_id: Id) -> ChildView:
    family, child = access.family_and_child_for(request.caller, child_id, today=request.today)
    return ChildView.of(child, family, request.language)


@routes.put(
    "/children/{child_id}/contacts",
    summary="Change whom we call and who may collect the child",
    who=PARENTS,
    body=ContactsChange,
    returns=ContactsView,
    refuses=[NotFound, ContactsChanged, Busy],
    along=access.child_along,
)
def change_contacts(request: Request[ContactsChange, None], child_id: Id) -> ContactsView:
    child = decisions.change_contacts(
        caller=request.caller,
        child_id=child_id,
        contacts=request.body.contacts(),
        now=request.now,
    )
    return ContactsView.of(child.contacts)


@routes.put(
    "/children/{child_id}/allergies",
    summary="Change what staff read about the child's allergies",
    who=PARENTS,
    body=AllergiesChange,
    returns=AllergiesView,
    refuses=[NotFound, AllergiesChanged, Busy],
    along=access.child_along,
)
def change_allergies(request: Request[AllergiesChange, None], child_id: Id) -> AllergiesView:
    child = decisions.change_allergies(
        caller=request.caller,
        child_id=child_id,
        allergies=request.body.allergies(),
        now=request.now,
    )
    return AllergiesView.of(child.allergies)


@routes.get(
    "/children/{child_id}/permissions",
    summary="See what is asked, and what was ever answered",
    who=PARENTS,
    query=PermissionsQuery,
    returns=PermissionsView,
    refuses=[NotFound],
    along=access.child_along,
)
def list_permissions(request: Request[None, PermissionsQuery], child_id: Id) -> PermissionsView:
    after = request.position(request.query.cursor, "permissions", child_id)
    family, page = decisions.list_answers(
        caller=request.caller, child_id=child_id, after=after, now=request.now
    )
    return PermissionsView(
        permissions=permission_views(family.child(child_id), family, request.language),
        history=[PermissionAnswerView.of(answer, family) for answer in page.items],
        next=request.cursor(page, "permissions", child_id),
    )


@routes.put(
    "/children/{child_id}/permissions/{kind}",
    summary="Say yes or no to what is asked",
    who=PARENTS,
    body=PermissionChange,
    returns=PermissionView,
    refuses=[NotFound, PermissionTextChanged, Busy],
    along=access.child_along,
)
def answer_permission(
    request: Request[PermissionChange, None], child_id: Id, kind: PermissionKind
) -> PermissionView:
    family = decisions.answer_permission(
        caller=request.caller,
        child_id=child_id,
        kind=kind,
        text_version=request.body.text_version,
        is_given=request.body.is_given,
        now=request.now,
    )
    views = permission_views(family.child(child_id), family, request.language)
    return next(view for view in views if view.kind is kind)


@routes.put(
    "/families/{family_id}/parents/me",
    summary="Change the own phone number",
    who=PARENTS,
    body=OwnDetailsChange,
    returns=FamilyView,
    refuses=[NotFound, Busy],
    along=access.family_along,
)
def change_own_details(request: Request[OwnDetailsChange, None], family_id: Id) -> FamilyView:
    family = decisions.change_own_details(
        caller=request.caller,
        family_id=family_id,
        phone=tidy(request.body.phone) if request.body.phone else None,
        now=request.now,
    )
    return FamilyView.of(family, request.caller.account_id, request.language)
