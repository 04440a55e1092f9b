"""What another room is told of a child, to bill it."""

from datetime import UTC, date, datetime

import pytest

from chalicelib.bookings import service
from chalicelib.core.periods import Month
from tests.aws_events import requests_to_the_table
from tests.bookings.builders import (
    NOW,
    THURSDAY,
    a_contract,
    a_family_with_accounts,
    approve,
    ask,
    contracts,
)
from tests.builders import ORGANISATION

DECEMBER = Month(2026, 12)
ARREARS = [Month(2026, 10), Month(2026, 11)]


@pytest.fixture
def family(organisation):
    """Noor has a contract that ends in November, and one from December on."""
    family = a_family_with_accounts(organisation_id=organisation.organisation_id)
    child_id = family.children[0].child_id
    contracts(
        a_contract(child_id, until=date(2026, 11, 30)),
        a_contract(child_id, contract_id="next", start=date(2026, 12, 1)),
    )
    return family


def billable(family, *arrears):
    (child,) = family.children
    found = service.billable_of_month(
        [child.child_id], DECEMBER, organisation_id=ORGANISATION, now=NOW, arrears=arrears
    )
    return found[child.child_id]


def test_it_is_the_contracts_of_the_month_and_the_granted_days_of_the_months_before(family):
    approve(ask(family))
    ask(family, date(2026, 11, 19))
    later = datetime(2026, 12, 1, 9, tzinfo=UTC)
    approve(ask(family, date(2026, 12, 10), now=later), now=later)

    found = billable(family, *ARREARS)

    assert [it.contract_id for it in found.contracts] == ["next"]
    assert [it.day for it in found.extra_days] == [THURSDAY, date(2026, 12, 10)]
    assert [it.day for it in billable(family).extra_days] == [date(2026, 12, 10)]


def test_many_months_are_one_request(family):
    billable(family)
    with requests_to_the_table() as sent:
        billable(family, *ARREARS)

    assert sent == ["BatchGetItem"]
