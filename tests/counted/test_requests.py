"""A page is two requests to the table, a change three, the first page three: for ever."""

import pytest

from tests.counted import page
from tests.counted.counting import count_all
from tests.counted.limits import EXCEPTIONS, most_of
from tests.journeys.every_route.promises import ENDPOINTS
from tests.journeys.every_route.world import name_of


@pytest.fixture
def aws():
    """The counts make their own."""


def test_every_route_takes_as_many_requests_as_the_docs_say_and_no_more_where_there_is_more():
    counts = count_all()

    assert [failure for count in counts for failure in count.failures] == []
    grown = [it for it in counts if it.large != it.requests]
    assert grown == []
    too_many = [it for it in counts if it.requests > most_of(it.route)]
    assert too_many == []
    assert [it for it in counts if it.cold > 1 or it.idle > 1] == []
    assert page.FILE.read_text(encoding="utf-8") == page.text(counts), "run `make docs`"


def test_only_routes_that_are_there_may_take_more():
    assert EXCEPTIONS.keys() <= {name_of(endpoint) for endpoint in ENDPOINTS}
