"""Whatever is changed, and in whatever order: what was before stays as it was."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from chalicelib.contracts.changes import Terms, changed_from, ended_on, entered
from chalicelib.core.errors import PortalError
from chalicelib.core.periods import Month, days_between
from tests.contracts.builders import AFTERNOON, MORNING, a_row, days, terms

FIRST = date(2027, 11, 15)
LAST = date(2028, 4, 15)  # with a turn of the year and a 29 February in between


@pytest.fixture
def aws() -> None:
    """No rule asks AWS."""


DAYS = some.dates(FIRST, LAST)
TERMS = some.builds(
    terms,
    days=some.sampled_from([days(0, 1), days(0, slot=MORNING), days(0, 3, slot=AFTERNOON)]),
    hourly_rate=some.integers(1000, 1003),
    group_id=some.sampled_from(["ladybirds", "owls"]),
)
WHICH = some.integers(0, 5)
STEPS = some.lists(
    some.one_of(
        some.tuples(some.just("enter"), TERMS, DAYS, some.none() | DAYS),
        some.tuples(some.just("change"), WHICH, TERMS, DAYS),
        some.tuples(some.just("end"), WHICH, some.none() | DAYS),
    ),
    max_size=12,
)


def taken(rows, step, number, today):
    match step:
        case "enter", agreed, start, until:
            new = agreed.contract(
                contract_id=f"row-{number}",
                child_id="noor",
                number=f"number-{number}",
                start=start,
                until=until,
            )
            return entered(rows, new, today=today)
        case "change", which, agreed, start:
            named = rows[which % len(rows)].contract_id
            row_id = f"row-{number}"
            return changed_from(rows, named, agreed, start=start, new_id=row_id, today=today)
        case "end", which, until:
            return ended_on(rows, rows[which % len(rows)].contract_id, until=until, today=today)


def agreed_on(rows, day):
    holding = [it for it in rows if it.on(day)]
    return sorted((it.number, str(it.on(day)), str(vars(Terms.of(it)))) for it in holding)


@given(STEPS, some.lists(some.integers(0, 20), min_size=12, max_size=12))
def test_on_each_day_one_row_of_a_number_holds_and_what_was_billed_never_changes(steps, waits):
    rows, today = [a_row(start=FIRST - timedelta(days=100))], FIRST
    for number, (step, wait) in enumerate(zip(steps, waits, strict=False)):
        before, today = rows, today + timedelta(days=wait)
        with suppress(PortalError):
            rows = taken(rows, step, number, today)

        billed = days_between(FIRST, Month.of(today).previous.last_day)
        assert all(agreed_on(before, day) == agreed_on(rows, day) for day in billed)
    known = {it.number for it in rows}
    for day in days_between(FIRST, LAST):
        for number in known:
            assert sum(it.number == number and day in it.period for it in rows) <= 1
    assert len({(it.number, it.version) for it in rows}) == len(rows)
