"""Ask the routes about days on moto, with one year of days in the table and with ten.

The days are those of a family, of its group and of nine others (`years.py`). It
prints what each route took, as JSON.
"""

import json
from typing import Any

from benchmarks.turns import only_the_result
from benchmarks.years import ASKED, YEARS
from tests.conftest import an_empty_aws
from tests.counted.years import Place, a_place


def told() -> dict[str, Any]:
    """Return by number of years what each route took, and the transactions of a granted day."""
    with an_empty_aws(), a_place() as place:
        place.add_years(range(1))
        one = _ask(place)
        place.add_years(range(1, YEARS))
        ten = _ask(place)
        return {"one": one, "ten": ten, "transactions": place.granting_a_day().transactions}


def _ask(place: Place) -> dict[str, dict[str, int]]:
    costs = {name: getattr(place, name)() for name in ASKED}
    return {
        name: {"requests": it.requests, "items": it.items, "size": it.size}
        for name, it in costs.items()
    }


if __name__ == "__main__":
    with only_the_result() as result:
        result.write(json.dumps(told()))
