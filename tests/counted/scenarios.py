"""A good request to every route: the town's own, and here what those need that come without one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from chalicelib.accounts import service as accounts
from chalicelib.accounts.model import Purpose
from chalicelib.accounts.sending import send_link
from chalicelib.aws.transactions import Transaction
from chalicelib.core import clock
from chalicelib.http import cookies
from chalicelib.http.endpoints import Endpoint
from chalicelib.sessions import service as sessions
from tests.accounts.builders import PASSWORD, a_person, activated_account, newest_token
from tests.accounts.factors import code_now, set_up, turned_on
from tests.bookings.builders import MONDAY
from tests.browser import Browser, a_session
from tests.journeys.every_route.world import World, name_of
from tests.organisations.test_logo import given, picture

NEW_PASSWORD = "vier blauwe regenjassen"


@dataclass
class Scenario:
    """Who asks what. `code` tells a code at the moment at which it is asked."""

    visitor: Browser
    path: str
    body: Any
    code: Callable[[], str] | None = None


Change = Callable[[World, Scenario], None]


def scenario_of(endpoint: Endpoint, world: World, visitor: Browser) -> Scenario:
    found = Scenario(visitor, world.path(endpoint), world.body(endpoint))
    change = CHANGES.get(name_of(endpoint))
    if change:
        change(world, found)
    return found


def _activation(world: World, it: Scenario) -> None:
    account_id = world.town.accounts["second"]
    it.body |= {"token": _link(world, account_id, Purpose.ACTIVATION), "password": NEW_PASSWORD}


def _reset(world: World, it: Scenario) -> None:
    account_id = _with_password(world, it)
    it.body |= {"token": _link(world, account_id, Purpose.RESET), "password": NEW_PASSWORD}


def _look_at_link(world: World, it: Scenario) -> None:
    it.body |= {"token": _link(world, world.town.accounts["second"], Purpose.ACTIVATION)}


def _redeem_address(world: World, it: Scenario) -> None:
    account_id = _with_password(world, it)
    it.body |= {"token": _link(world, account_id, Purpose.EMAIL_CHANGE, "nieuw@elders.example")}


def _log_in(world: World, it: Scenario) -> None:
    _with_password(world, it)
    it.visitor = world.nobody()
    it.body |= {"name": "anna@elders.example", "password": PASSWORD, "remember": False}


def _remembered(world: World, it: Scenario) -> None:
    org, account_id = world.town.organisation_id, world.town.accounts["parent"]
    access = sessions.access_of(organisation_id=org, account_id=account_id)
    assert access
    opened = a_session(access, remember=True)
    device = cookies.device_cookie("test").partition("=")[2].partition(";")[0]
    it.visitor.cookies |= {cookies.REMEMBER: opened.remember, cookies.DEVICE: device}


def _log_out(world: World, it: Scenario) -> None:
    """Where the browser is remembered, which ends too."""
    _remembered(world, it)
    it.visitor.cookies |= world.town.signed_in("parent").cookies


def _password(world: World, it: Scenario) -> None:
    _with_password(world, it)
    known = {"password": PASSWORD, "current": PASSWORD, "new": NEW_PASSWORD}
    it.body = {name: known.get(name, value) for name, value in it.body.items()}


def _set_up(_: World, it: Scenario) -> None:
    it.code = partial(code_now, set_up(it.visitor))


def _with_factor(world: World, it: Scenario) -> None:
    _with_password(world, it)
    turned_on(it.visitor)


def _code(world: World, it: Scenario) -> None:
    """Log in with the password, so that the code is what is left."""
    _with_password(world, it)
    secret, _ = turned_on(it.visitor)
    it.visitor = world.nobody()
    log_in = {"name": "anna@elders.example", "password": PASSWORD, "remember": False}
    assert it.visitor.post("/session", log_in).status == 201
    it.code = partial(code_now, secret, steps=1)


def _factor_of_somebody(world: World, _: Scenario) -> None:
    turned_on(world.town.signed_in("parent"))


def _with_password(world: World, it: Scenario) -> str:
    """Let somebody ask who has a password."""
    org = world.town.organisation_id
    person = a_person("anna@elders.example", login_name="elders", families=_families(world))
    account_id: str = activated_account(person, organisation_id=org, now=clock.now())
    it.visitor = world.nobody().signed_in(account_id=account_id)
    return account_id


def _families(world: World) -> dict[str, Any]:
    org = world.town.organisation_id
    access = sessions.access_of(organisation_id=org, account_id=world.town.accounts["parent"])
    return dict(access.families) if access else {}


def _link(world: World, account_id: str, purpose: Purpose, email: str | None = None) -> str:
    org, transaction = world.town.organisation_id, Transaction()
    account = accounts.account_of(account_id, organisation_id=org)
    send_link(
        account, purpose, organisation_id=org, transaction=transaction, now=clock.now(), email=email
    )
    transaction.commit()
    token: str = newest_token(account_id, purpose, organisation_id=org)
    return token


def _logo(_: World, it: Scenario) -> None:
    it.body = given(picture())


def _on_a_day_of_the_contract(_: World, it: Scenario) -> None:
    it.path = it.path.rpartition("/")[0] + f"/{MONDAY}"


def _another_month(_: World, it: Scenario) -> None:
    it.body = {"month": "2026-11"}


def _feed(world: World, it: Scenario) -> None:
    made = world.town.signed_in("parent").post("/me/calendar-feed").body
    it.path = "/calendar/" + made["address"].rpartition("/")[2]


CHANGES: dict[str, Change] = {
    "GET /calendar/{token}": _feed,
    "POST /links/state": _look_at_link,
    "POST /activations": _activation,
    "POST /passwords": _reset,
    "POST /email-changes/redeem": _redeem_address,
    "PUT /staff/organisation/logo": _logo,
    "GET /staff/groups/{group_id}/days/{day}": _on_a_day_of_the_contract,
    "POST /staff/invoice-runs": _another_month,
    "POST /session": _log_in,
    "POST /session/resume": _remembered,
    "DELETE /session": _log_out,
    "POST /session/password": _password,
    "PUT /password": _password,
    "POST /session/code": _code,
    "PUT /second-factor": _set_up,
    "DELETE /second-factor": _with_factor,
    "POST /second-factor/recovery-codes": _with_factor,
    "DELETE /staff/accounts/{account_id}/second-factor": _factor_of_somebody,
}
