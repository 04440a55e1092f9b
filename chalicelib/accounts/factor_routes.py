"""What a colleague may ask for who has to set up a second factor first: this, and logging out."""

from chalicelib.accounts import along, credentials, second_factor, visits
from chalicelib.accounts.factor_schemas import (
    CodeShown,
    PasswordEntered,
    RecoveryCodesView,
    SecondFactorView,
    SetUpView,
)
from chalicelib.accounts.model import WrongPassword
from chalicelib.accounts.schemas import MeView
from chalicelib.core.callers import EVERYONE
from chalicelib.core.errors import Busy, NotFound, TooOften
from chalicelib.factors.model import CodeNeeded, NothingToConfirm, WrongCode
from chalicelib.factors.password_rules import PasswordTooLong
from chalicelib.http import cookies
from chalicelib.http.endpoints import Nothing
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.sessions.service import PasswordNeeded

routes = Routes(__name__, while_setting_up=True)


@routes.get(
    "/session",
    summary="See who is signed in",
    who=EVERYONE,
    along=along.own_account,
    returns=MeView,
)
def show_me(request: Request[None, None]) -> MeView:
    return MeView.of(credentials.get_account(caller=request.caller), request.caller)


@routes.post(
    "/session/password",
    summary="Enter the password again, and a code if there is one, before something important",
    who=EVERYONE,
    along=along.own_proof,
    body=PasswordEntered,
    returns=Nothing,
    refuses=[WrongPassword, PasswordTooLong, CodeNeeded, WrongCode, TooOften, Busy],
)
def confirm_password(request: Request[PasswordEntered, None]) -> Nothing:
    second_factor.confirm_password(
        caller=request.caller,
        password=request.body.password,
        code=request.body.code,
        now=request.now,
    )
    return Nothing()


@routes.get(
    "/second-factor",
    summary="See whether a code is asked for at log-in",
    who=EVERYONE,
    along=along.own_factor,
    returns=SecondFactorView,
)
def show_second_factor(request: Request[None, None]) -> SecondFactorView:
    return SecondFactorView.of(second_factor.look(caller=request.caller), request.caller)


@routes.post(
    "/second-factor/set-ups",
    summary="Get a secret for an app; nothing changes until a code of it is shown",
    who=EVERYONE,
    along=along.own_account,
    returns=SetUpView,
    refuses=[NotFound, PasswordNeeded, Busy],
)
def begin_second_factor(request: Request[None, None]) -> SetUpView:
    return SetUpView.of(second_factor.begin_set_up(caller=request.caller, now=request.now))


@routes.put(
    "/second-factor",
    summary="Show a code of the new app: from now on codes are asked for",
    who=EVERYONE,
    along=along.own_set_up,
    body=CodeShown,
    returns=RecoveryCodesView,
    refuses=[NotFound, PasswordNeeded, NothingToConfirm, WrongCode, TooOften, Busy],
)
def turn_on_second_factor(request: Request[CodeShown, None]) -> RecoveryCodesView:
    turned_on = second_factor.finish_set_up(
        caller=request.caller,
        code=request.body.code,
        remember=cookies.cookie_in(request.headers, cookies.REMEMBER) is not None,
        visitor=visits.visitor_of(request),
        now=request.now,
    )
    visits.keep(turned_on.signed_in, request)
    return RecoveryCodesView(codes=turned_on.recovery_codes)
