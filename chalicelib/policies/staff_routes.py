"""Policies over HTTP, for staff: read, compare, try and save versions."""

from chalicelib.core.callers import ADMINISTRATORS, OFFICE
from chalicelib.core.errors import NotFound
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.organisations.model import CareType
from chalicelib.policies import checks, service
from chalicelib.policies.checks import PolicyMakesNoSense
from chalicelib.policies.drafts import PolicyBody
from chalicelib.policies.model import PolicyChanged, PolicyInThePast
from chalicelib.policies.samples import samples
from chalicelib.policies.schemas import (
    CareTypePoliciesView,
    DifferenceQuery,
    DifferencesView,
    DraftView,
    PolicyInWordsView,
    PolicyListView,
    PolicyView,
    SampleListView,
    SampleView,
)

routes = Routes(__name__)


@routes.get(
    "/staff/policies",
    summary="See every version of the rules for each kind of care, the newest first",
    who=OFFICE,
    returns=PolicyListView,
)
def list_policies(request: Request[None, None]) -> PolicyListView:
    policies = service.policies_now(request.organisation_id)
    views = [CareTypePoliciesView.of(it, policies, request.today) for it in CareType]
    return PolicyListView(care_types=views)


@routes.get(
    "/staff/policies/samples",
    summary="See rules to begin with: those that other organisations have published",
    who=OFFICE,
    returns=SampleListView,
)
def list_samples(request: Request[None, None]) -> SampleListView:  # noqa: ARG001 - for everybody
    return SampleListView(samples=[SampleView.of(*it) for it in samples().items()])


@routes.get(
    "/staff/policies/{care_type}/diff",
    summary="Compare two versions: in words, and parameter by parameter",
    who=OFFICE,
    query=DifferenceQuery,
    returns=DifferencesView,
    refuses=[NotFound],
)
def compare_policies(
    request: Request[None, DifferenceQuery], care_type: CareType
) -> DifferencesView:
    policies = service.policies_now(request.organisation_id)
    old, new = (
        service.version_of(policies, care_type, version)
        for version in (request.query.older, request.query.newer)
    )
    return DifferencesView.of(old, new, request.language)


@routes.post(
    "/staff/policies/{care_type}/drafts",
    summary="Try rules before they are saved: what parents would read, and what is different",
    who=OFFICE,
    body=PolicyBody,
    returns=DraftView,
    status=200,
    refuses=[PolicyMakesNoSense, PolicyInThePast],
)
def try_policy(request: Request[PolicyBody, None], care_type: CareType) -> DraftView:
    draft = request.body.draft(care_type)
    checks.check(draft)
    service.check_beginning(draft, now=request.now)
    policies = service.policies_now(request.organisation_id)
    old = policies.for_day(care_type, draft.effective_from)
    return DraftView(
        words=PolicyInWordsView.of(draft, request.language),
        differences=DifferencesView.of(old, draft, request.language),
    )


@routes.post(
    "/staff/policies/{care_type}",
    summary="Save rules from a day on as a new version; those of the same day are replaced",
    who=ADMINISTRATORS,
    body=PolicyBody,
    returns=PolicyView,
    refuses=[PolicyMakesNoSense, PolicyInThePast, PolicyChanged],
)
def save_policy(request: Request[PolicyBody, None], care_type: CareType) -> PolicyView:
    draft, seen = request.body.draft(care_type), request.body.version
    saved = service.save(draft, seen=seen, by=request.caller, now=request.now)
    return PolicyView.of(saved)
