import pytest

from chalicelib.core.callers import Role
from tests.bookings.builders import OWLS, a_family_with_accounts
from tests.builders import LADYBIRDS, ORGANISATION, an_organisation


@pytest.fixture
def organisation():
    return an_organisation(groups=(LADYBIRDS, OWLS))


@pytest.fixture
def family(organisation):
    return a_family_with_accounts(organisation_id=organisation.organisation_id)


@pytest.fixture
def child_id(family):
    return family.children[0].child_id


@pytest.fixture
def office(browser, family):
    assert family.children
    return browser(ORGANISATION).signed_in(staff_role=Role.PLANNER)


@pytest.fixture
def parent(browser, family):
    return browser(ORGANISATION).signed_in(account_id=family.parents[0].account_id)
