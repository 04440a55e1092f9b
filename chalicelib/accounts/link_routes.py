"""Links from mails over HTTP. They are for anybody: who holds the token is who it was mailed to.

The token comes in a body, never in an address, and nothing here is a GET: programs that look at
mails open every link in them.
"""

from http import HTTPStatus

from chalicelib.accounts import redeeming, sending, visits
from chalicelib.accounts.model import EmailTaken, LinkExpired, LinkUnknown, LinkUsed
from chalicelib.accounts.schemas import (
    ActivatedView,
    EmailConfirmedView,
    LinkPresented,
    LinkRequest,
    LinkRequestAgain,
    LinkSentView,
    LinkStateView,
    NewPassword,
)
from chalicelib.core.errors import Busy, NotFound
from chalicelib.factors.password_rules import PASSWORD_REFUSALS
from chalicelib.http.endpoints import Nothing
from chalicelib.http.requests import Request
from chalicelib.http.routes import ANYBODY, Routes
from chalicelib.organisations import service as organisations

routes = Routes(__name__)

LINK_REFUSALS = [LinkUnknown, LinkUsed, LinkExpired]


@routes.post(
    "/links/state",
    summary="See what a link from a mail is still good for, without using it",
    who=ANYBODY,
    body=LinkPresented,
    returns=LinkStateView,
    status=HTTPStatus.OK,
)
def look_at_link(request: Request[LinkPresented, None]) -> LinkStateView:
    shown = redeeming.look_at_link(
        token=request.body.token, organisation_id=request.organisation_id, now=request.now
    )
    return LinkStateView.of(shown)


@routes.post(
    "/activations",
    summary="Choose the first password; parents are logged in by it",
    who=ANYBODY,
    body=NewPassword,
    returns=ActivatedView,
    refuses=[*LINK_REFUSALS, *PASSWORD_REFUSALS, Busy],
)
def activate_account(request: Request[NewPassword, None]) -> ActivatedView:
    signed_in = redeeming.activate(
        token=request.body.token,
        password=request.body.password,
        organisation_id=request.organisation_id,
        visitor=visits.visitor_of(request),
        now=request.now,
    )
    if signed_in:
        visits.keep(signed_in, request)
    return ActivatedView(signed_in=signed_in is not None)


@routes.post(
    "/activations/again",
    summary="Ask for a fresh link, with a user name or with a link that does not work any more",
    who=ANYBODY,
    body=LinkRequestAgain,
    returns=LinkSentView,
    status=HTTPStatus.ACCEPTED,
    refuses=[NotFound],
)
def ask_link_again(request: Request[LinkRequestAgain, None]) -> LinkSentView:
    return _ask(request, name=request.body.name, token=request.body.token)


@routes.post(
    "/password-resets",
    summary="Ask for a new password",
    who=ANYBODY,
    body=LinkRequest,
    returns=LinkSentView,
    status=HTTPStatus.ACCEPTED,
    refuses=[NotFound],
)
def ask_password_reset(request: Request[LinkRequest, None]) -> LinkSentView:
    return _ask(request, name=request.body.name, token=None)


@routes.post(
    "/passwords",
    summary="Choose a new password with a link; one logs in with it afterwards",
    who=ANYBODY,
    body=NewPassword,
    returns=Nothing,
    refuses=[*LINK_REFUSALS, *PASSWORD_REFUSALS, Busy],
)
def reset_password(request: Request[NewPassword, None]) -> Nothing:
    device_id = redeeming.reset_password(
        token=request.body.token,
        password=request.body.password,
        organisation_id=request.organisation_id,
        visitor=visits.visitor_of(request),
        now=request.now,
    )
    visits.forget(request)
    visits.keep_device(device_id, request)
    return Nothing()


@routes.post(
    "/email-changes/redeem",
    summary="Confirm a new e-mail address with the link that was mailed to it",
    who=ANYBODY,
    body=LinkPresented,
    returns=EmailConfirmedView,
    refuses=[*LINK_REFUSALS, EmailTaken, Busy],
)
def confirm_email(request: Request[LinkPresented, None]) -> EmailConfirmedView:
    email = redeeming.confirm_email(
        token=request.body.token, organisation_id=request.organisation_id, now=request.now
    )
    visits.forget(request)
    return EmailConfirmedView(email=email)


def _ask(
    request: Request[LinkRequest, None] | Request[LinkRequestAgain, None],
    *,
    name: str | None,
    token: str | None,
) -> LinkSentView:
    """Give everybody the same answer, whether a mail goes or not."""
    sending.ask_for_link(
        organisation_id=request.organisation_id,
        name=name,
        token=token,
        address=request.address,
        now=request.now,
    )
    configuration = organisations.configuration_of(request.organisation_id, now=request.now)
    return LinkSentView.of(configuration.organisation)
