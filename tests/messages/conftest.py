"""The place: an organisation, a family in the Ladybirds, and browsers for who is there."""

import pytest

from chalicelib.core.callers import Role
from tests.accounts.builders import a_colleague, an_account
from tests.bookings.builders import OWLS, a_family_with_accounts
from tests.builders import LADYBIRDS, an_organisation


@pytest.fixture
def organisation():
    return an_organisation(groups=(LADYBIRDS, OWLS))


@pytest.fixture
def family(organisation):
    return a_family_with_accounts(organisation_id=organisation.organisation_id)


@pytest.fixture
def as_parent(browser):
    """Sign a parent of the family in: the first one, or another."""

    def sign_in(family, position=0):
        return browser().signed_in(account_id=family.parents[position].account_id)

    return sign_in


@pytest.fixture
def anna(as_parent, family):
    return as_parent(family)


@pytest.fixture
def bram(as_parent, family):
    return as_parent(family, 1)


@pytest.fixture
def petra(browser, organisation):
    """A planner with an account, so with a name."""
    at = organisation.organisation_id
    return browser(at).signed_in(account_id=an_account(a_colleague(), organisation_id=at))


@pytest.fixture
def worker(browser, organisation):
    """Sign a group worker of these groups in."""

    def sign_in(*group_ids):
        return browser(organisation.organisation_id).signed_in(
            staff_role=Role.GROUP_WORKER, group_ids=frozenset(group_ids)
        )

    return sign_in
