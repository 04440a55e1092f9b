"""The place: an organisation, and browsers for who is there."""

import pytest

from chalicelib.core.callers import Role
from tests.bookings.builders import a_family_with_accounts
from tests.builders import an_organisation


@pytest.fixture
def organisation():
    return an_organisation()


@pytest.fixture
def family(organisation):  # noqa: ARG001 - it must be there
    return a_family_with_accounts()


@pytest.fixture
def noor(family):
    return family.children[0].child_id


@pytest.fixture
def as_parent(browser, organisation):
    def sign_in(family, position=0):
        account_id = family.parents[position].account_id
        return browser(organisation.organisation_id).signed_in(account_id=account_id)

    return sign_in


@pytest.fixture
def as_office(browser, organisation):
    return browser(organisation.organisation_id).signed_in(staff_role=Role.PLANNER)
