"""Accounts over HTTP, for staff."""

from chalicelib.accounts import along, colleagues, second_factor
from chalicelib.accounts.model import (
    AccountDisabled,
    ColleagueExists,
    NotAnEmail,
    NotYourself,
    Person,
)
from chalicelib.accounts.schemas import (
    ColleagueChange,
    ColleagueListView,
    ColleagueQuery,
    ColleagueView,
    NewColleague,
    PeopleQuery,
    PersonStateListView,
    PersonStateView,
)
from chalicelib.core.callers import ADMINISTRATORS, OFFICE, STAFF, Role
from chalicelib.core.errors import Busy, NotFound, TooOften
from chalicelib.factors.model import NoSecondFactor
from chalicelib.http.fields import Id, tidy
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.sessions.service import PasswordNeeded

routes = Routes(__name__)


@routes.get(
    "/staff/colleagues",
    summary="See the colleagues, by name",
    who=STAFF,
    query=ColleagueQuery,
    returns=ColleagueListView,
)
def list_colleagues(request: Request[None, ColleagueQuery]) -> ColleagueListView:
    after = request.position(request.query.cursor, "colleagues")
    page = colleagues.list_colleagues(caller=request.caller, after=after)
    return ColleagueListView.of(page, cursor=request.cursor(page, "colleagues"))


@routes.post(
    "/staff/colleagues",
    summary="Add a colleague, who gets a mail to choose a password",
    who=ADMINISTRATORS,
    body=NewColleague,
    returns=PersonStateView,
    refuses=[NotFound, NotAnEmail, ColleagueExists, Busy],
    along=along.address,
)
def add_colleague(request: Request[NewColleague, None]) -> PersonStateView:
    person = Person(
        email=request.body.email,
        name=tidy(request.body.name),
        language=request.body.language,
        staff_role=Role(request.body.role),
        group_ids=frozenset(request.body.group_ids),
    )
    added = colleagues.add_colleague(caller=request.caller, person=person, now=request.now)
    return PersonStateView.of(added)


@routes.put(
    "/staff/colleagues/{account_id}",
    summary="Change what a colleague may do, from the next request on",
    who=ADMINISTRATORS,
    body=ColleagueChange,
    returns=ColleagueView,
    refuses=[NotFound, NotYourself, Busy],
    along=along.account,
)
def change_colleague(request: Request[ColleagueChange, None], account_id: Id) -> ColleagueView:
    changed = colleagues.change_colleague(
        caller=request.caller,
        account_id=account_id,
        role=Role(request.body.role) if request.body.role else None,
        group_ids=frozenset(request.body.group_ids),
        is_disabled=request.body.disabled,
        now=request.now,
    )
    return ColleagueView.of(changed)


@routes.get(
    "/staff/accounts",
    summary="See of many people at once whether they were invited, were reached, and have come in",
    who=OFFICE,
    query=PeopleQuery,
    returns=PersonStateListView,
)
def show_accounts(request: Request[None, PeopleQuery]) -> PersonStateListView:
    account_ids = request.query.account_ids.split(",")
    people = colleagues.see_people(caller=request.caller, account_ids=account_ids)
    return PersonStateListView(people=[PersonStateView.of(it) for it in people])


@routes.get(
    "/staff/accounts/{account_id}",
    summary="See whether somebody was invited, was reached, and has come in",
    who=OFFICE,
    returns=PersonStateView,
    refuses=[NotFound],
    along=along.person,
)
def show_account(request: Request[None, None], account_id: Id) -> PersonStateView:
    return PersonStateView.of(colleagues.see_person(caller=request.caller, account_id=account_id))


@routes.delete(
    "/staff/accounts/{account_id}/second-factor",
    summary="Let somebody in without a code who has lost it, and who is told so by mail",
    who=ADMINISTRATORS,
    returns=PersonStateView,
    refuses=[NotFound, NotYourself, PasswordNeeded, NoSecondFactor, Busy],
    along=along.account,
)
def turn_off_second_factor_of(request: Request[None, None], account_id: Id) -> PersonStateView:
    second_factor.turn_off_for(caller=request.caller, account_id=account_id, now=request.now)
    return PersonStateView.of(colleagues.see_person(caller=request.caller, account_id=account_id))


@routes.post(
    "/staff/accounts/{account_id}/invitations",
    summary="Mail somebody a fresh link, also to an address that bounced",
    who=OFFICE,
    returns=PersonStateView,
    refuses=[NotFound, AccountDisabled, PasswordNeeded, TooOften, Busy],
    along=along.account,
)
def send_fresh_link(request: Request[None, None], account_id: Id) -> PersonStateView:
    person = colleagues.send_fresh_link(
        caller=request.caller, account_id=account_id, now=request.now
    )
    return PersonStateView.of(person)
