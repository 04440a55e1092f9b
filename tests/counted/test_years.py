"""What days take does not grow with the years: as many requests, and as much that is looked at."""

import pytest

from tests.counted.years import Cost, Place, a_place

MONTHS = 12  # one day of each will do


@pytest.mark.long
def test_days_take_the_same_where_there_are_ten_years_of_them():
    with a_place() as place:
        before = _costs(place)
        place.add_years(range(10), days_of_each=MONTHS)

        assert _costs(place) == before
        assert place.granting_a_day().transactions == 1


def _costs(place: Place) -> list[Cost]:
    asked = [
        place.month_of_a_child,
        place.quote_of_a_month,
        place.list_of_a_group,
        place.week_of_ten_groups,
    ]
    return [ask() for ask in asked]
