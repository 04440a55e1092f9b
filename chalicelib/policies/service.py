"""What can be done with policies: read those of an organisation, and save another version."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Caller
from chalicelib.core.errors import NotFound
from chalicelib.core.periods import day_of
from chalicelib.core.values import dataclass
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import CareType, Configuration
from chalicelib.policies import checks
from chalicelib.policies.model import (
    Policies,
    Policy,
    PolicyChanged,
    PolicyInThePast,
    default_policy,
)
from chalicelib.policies.plain import policy_of
from chalicelib.policies.store import PolicyStore

_cache: dict[str, tuple[Configuration, Policies]] = {}


@dataclass(frozen=True)
class Rules:
    """The rules of a kind of care: those of today, and those that come later."""

    care_type: CareType
    today: Policy
    later: Sequence[Policy]


def policies_of(organisation_id: str, *, now: datetime) -> Policies:
    """Return what this process knows: read with the configuration, and as old as that.

    :raises NotFound: there is no such organisation.
    """
    configuration = organisations.configuration_of(organisation_id, now=now)
    known, policies = _cache.get(organisation_id, (None, None))
    if policies is None or known is not configuration:
        policies = Policies(tuple(map(policy_of, configuration.policies)))
        _cache[organisation_id] = (configuration, policies)
    return policies


def rules_for_parents(organisation_id: str, *, now: datetime) -> list[Rules]:
    """Return the rules for each kind of care that the organisation has a group for."""
    policies, today = policies_of(organisation_id, now=now), day_of(now)
    configuration = organisations.configuration_of(organisation_id, now=now)
    offered = {it.care_type for it in configuration.groups.values()}
    return [
        Rules(it, policies.for_day(it, today), policies.later(it, today))
        for it in CareType
        if it in offered
    ]


def policies_now(organisation_id: str) -> Policies:
    """Return all documents as they stand now, for who is going to change them."""
    return PolicyStore(organisation_id).policies()


def version_of(policies: Policies, care_type: CareType, version: int) -> Policy:
    """Return that document; version 0 are the rules of who has none.

    :raises NotFound: there is no such version.
    """
    if not version:
        return default_policy(care_type)
    found = next((it for it in policies.versions(care_type) if it.version == version), None)
    if found is None:
        raise NotFound
    return found


def save(draft: Policy, *, seen: int, by: Caller, now: datetime) -> Policy:
    """Save the draft as the next version, and return it.

    Rules that begin on the same day as saved ones replace them. `seen` is the latest version that
    whoever wrote the draft has read, 0 before the first.

    :raises PolicyMakesNoSense: parameters contradict each other.
    :raises PolicyInThePast: the rules would begin before today.
    :raises PolicyChanged: there is a newer version.
    """
    checks.check(draft)
    check_beginning(draft, now=now)
    policies = policies_now(by.organisation_id)
    if seen != policies.latest_version(draft.care_type):
        raise PolicyChanged
    saved = replace(draft, version=seen + 1, author=by.account_id)
    transaction = Transaction()
    put_policy(saved, organisation_id=by.organisation_id, transaction=transaction)
    about = f"policy/{saved.care_type}.{saved.version}"
    audit.note("policies.save", about, by=by, transaction=transaction, now=now)
    transaction.commit()
    organisations.forget(by.organisation_id)
    return saved


def put_policy(policy: Policy, *, organisation_id: str, transaction: Transaction) -> None:
    """Add a version, which is one more than the latest; for who sets an organisation up.

    :raises PolicyChanged: on commit, if that version is there already.
    """
    PolicyStore(organisation_id).add(policy, transaction=transaction)


def check_beginning(draft: Policy, *, now: datetime) -> None:
    """:raises PolicyInThePast: days that have begun have their rules."""
    today = day_of(now)
    if draft.effective_from < today:
        raise PolicyInThePast(effective_from=draft.effective_from, earliest=today)
