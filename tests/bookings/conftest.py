"""The place: an organisation with the Ladybirds and the Owls, and browsers for who is there."""

import pytest

from chalicelib.core.callers import Role
from tests.bookings.builders import OWLS
from tests.builders import LADYBIRDS, an_organisation


@pytest.fixture
def organisation():
    return an_organisation(groups=(LADYBIRDS, OWLS))


@pytest.fixture
def as_parent(browser, organisation):
    """Sign a parent of the family in: the first one, or another."""

    def sign_in(family, position=0):
        account_id = family.parents[position].account_id
        return browser(organisation.organisation_id).signed_in(account_id=account_id)

    return sign_in


@pytest.fixture
def as_planner(browser, organisation):
    return browser(organisation.organisation_id).signed_in(staff_role=Role.PLANNER)
