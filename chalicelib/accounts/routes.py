"""Accounts over HTTP: the log-in page, sessions, and one's own account."""

from http import HTTPStatus

from chalicelib.accounts import along, credentials, second_factor, signing_in, signing_out, visits
from chalicelib.accounts.factor_schemas import CodeShown, LoggedInView, RecoveryCodesView
from chalicelib.accounts.model import EmailTaken, LogInFailed, NotAnEmail, WrongPassword
from chalicelib.accounts.schemas import (
    EmailChangeRequest,
    LinkSentView,
    LogIn,
    MeView,
    PasswordChange,
    ProfileChange,
    PublicOrganisationView,
    SessionListView,
)
from chalicelib.accounts.signing_in import SignedIn
from chalicelib.core.callers import EVERYONE
from chalicelib.core.errors import Busy, NotFound, NotSignedIn, TooOften
from chalicelib.factors.model import NoSecondFactor, SecondFactorMandatory, WrongCode
from chalicelib.factors.password_rules import PASSWORD_REFUSALS, PasswordTooLong
from chalicelib.http import cookies
from chalicelib.http.endpoints import Nothing
from chalicelib.http.fields import Id, tidy
from chalicelib.http.requests import Request
from chalicelib.http.routes import ANYBODY, Routes
from chalicelib.organisations import service as organisations
from chalicelib.sessions import opening
from chalicelib.sessions import service as sessions
from chalicelib.sessions.half_open import LogInOver
from chalicelib.sessions.service import PasswordNeeded

routes = Routes(__name__)


@routes.get(
    "/organisation",
    summary="See whose portal this is",
    who=ANYBODY,
    returns=PublicOrganisationView,
    refuses=[NotFound],
)
def show_organisation(request: Request[None, None]) -> PublicOrganisationView:
    configuration = organisations.configuration_of(request.organisation_id, now=request.now)
    return PublicOrganisationView.of(
        configuration.organisation, language=request.language, today=request.today
    )


@routes.post(
    "/session",
    summary="Log in",
    who=ANYBODY,
    body=LogIn,
    returns=LoggedInView,
    refuses=[NotFound, LogInFailed, PasswordTooLong, TooOften, Busy],
)
def log_in(request: Request[LogIn, None]) -> LoggedInView:
    entered = signing_in.log_in(
        organisation_id=request.organisation_id,
        name=request.body.name,
        password=request.body.password,
        remember=request.body.remember,
        visitor=visits.visitor_of(request),
        now=request.now,
    )
    if isinstance(entered, SignedIn):
        visits.keep(entered, request)
        return LoggedInView(code_needed=False)
    visits.keep_half_open(entered.token, request)
    return LoggedInView(code_needed=True)


@routes.post(
    "/session/code",
    summary="Log in with a code, after the password",
    who=ANYBODY,
    body=CodeShown,
    returns=Nothing,
    refuses=[LogInOver, WrongCode, TooOften, Busy],
)
def show_code(request: Request[CodeShown, None]) -> Nothing:
    signed_in = second_factor.finish_log_in(
        token=cookies.cookie_in(request.headers, cookies.HALF_OPEN) or "",
        code=request.body.code,
        organisation_id=request.organisation_id,
        visitor=visits.visitor_of(request),
        now=request.now,
    )
    visits.keep(signed_in, request)
    request.cookies.append(cookies.gone(cookies.HALF_OPEN))
    return Nothing()


@routes.post(
    "/session/resume",
    summary="Go on where this browser was remembered",
    who=ANYBODY,
    returns=Nothing,
    refuses=[NotSignedIn, Busy],
)
def resume_session(request: Request[None, None]) -> Nothing:
    token = cookies.cookie_in(request.headers, cookies.REMEMBER) or ""
    try:
        opened = opening.resume(
            remember=token,
            organisation_id=request.organisation_id,
            device=request.device,
            device_id=cookies.device_in(request.headers),
            now=request.now,
        )
    except NotSignedIn:
        visits.forget(request)
        raise
    visits.keep_tokens(opened, request)
    return Nothing()


@routes.delete("/session", summary="Log out here", who=ANYBODY, returns=Nothing)
def log_out(request: Request[None, None]) -> Nothing:
    signing_out.log_out(
        organisation_id=request.organisation_id,
        token=cookies.cookie_in(request.headers, cookies.SESSION),
        remember=cookies.cookie_in(request.headers, cookies.REMEMBER),
        now=request.now,
    )
    visits.forget(request)  # only now: who could not be logged out can still press again
    return Nothing()


@routes.get(
    "/sessions", summary="See where you are signed in", who=EVERYONE, returns=SessionListView
)
def list_sessions(request: Request[None, None]) -> SessionListView:
    found = sessions.list_sessions(caller=request.caller, now=request.now)
    return SessionListView.of(found, current=request.caller.session_id)


@routes.delete(
    "/sessions/{session_id}", summary="Log out on one device", who=EVERYONE, returns=Nothing
)
def end_session(request: Request[None, None], session_id: Id) -> Nothing:
    signing_out.end_session(caller=request.caller, session_id=session_id, now=request.now)
    return Nothing()


@routes.delete(
    "/sessions", summary="Log out everywhere", who=EVERYONE, returns=Nothing, refuses=[Busy]
)
def log_out_everywhere(request: Request[None, None]) -> Nothing:
    signing_out.log_out_everywhere(caller=request.caller, now=request.now)
    visits.forget(request)
    return Nothing()


@routes.put(
    "/password",
    summary="Change your password",
    who=EVERYONE,
    along=along.own_password,
    body=PasswordChange,
    returns=Nothing,
    refuses=[PasswordNeeded, WrongPassword, *PASSWORD_REFUSALS, TooOften, Busy],
)
def change_password(request: Request[PasswordChange, None]) -> Nothing:
    signed_in = credentials.change_password(
        caller=request.caller,
        current=request.body.current,
        new=request.body.new,
        remember=cookies.cookie_in(request.headers, cookies.REMEMBER) is not None,
        visitor=visits.visitor_of(request),
        now=request.now,
    )
    visits.keep(signed_in, request)
    return Nothing()


@routes.delete(
    "/second-factor",
    summary="Log in with the password alone again",
    who=EVERYONE,
    along=along.own_account,
    returns=Nothing,
    refuses=[NotFound, SecondFactorMandatory, PasswordNeeded, NoSecondFactor, Busy],
)
def turn_off_second_factor(request: Request[None, None]) -> Nothing:
    signed_in = second_factor.turn_off(
        caller=request.caller,
        remember=cookies.cookie_in(request.headers, cookies.REMEMBER) is not None,
        visitor=visits.visitor_of(request),
        now=request.now,
    )
    visits.keep(signed_in, request)
    return Nothing()


@routes.post(
    "/second-factor/recovery-codes",
    summary="Get new recovery codes instead of those before",
    who=EVERYONE,
    along=along.own_account,
    returns=RecoveryCodesView,
    refuses=[NotFound, PasswordNeeded, NoSecondFactor, Busy],
)
def renew_recovery_codes(request: Request[None, None]) -> RecoveryCodesView:
    codes = second_factor.renew_codes(caller=request.caller, now=request.now)
    return RecoveryCodesView(codes=codes)


@routes.post(
    "/email-changes",
    summary="Ask for another e-mail address, which has to be confirmed",
    who=EVERYONE,
    along=along.own_account,
    body=EmailChangeRequest,
    returns=LinkSentView,
    status=HTTPStatus.ACCEPTED,
    refuses=[PasswordNeeded, NotAnEmail, EmailTaken, TooOften, Busy],
)
def ask_email_change(request: Request[EmailChangeRequest, None]) -> LinkSentView:
    credentials.ask_email_change(
        caller=request.caller,
        email=request.body.email,
        address=request.address,
        now=request.now,
    )
    configuration = organisations.configuration_of(request.organisation_id, now=request.now)
    return LinkSentView.of(configuration.organisation)


@routes.put(
    "/me",
    summary="Change what you are called and in which language",
    who=EVERYONE,
    along=along.own_account,
    body=ProfileChange,
    returns=MeView,
    refuses=[Busy],
)
def change_me(request: Request[ProfileChange, None]) -> MeView:
    account = credentials.change_profile(
        caller=request.caller,
        name=tidy(request.body.name),
        language=request.body.language,
        now=request.now,
    )
    return MeView.of(account, request.caller)
