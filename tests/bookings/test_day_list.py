"""Staff see who comes to their group on a day, and who must be there at which time."""

from datetime import date, time

import pytest

from chalicelib.bookings import service
from chalicelib.bookings.model import PartOfDay
from chalicelib.core.callers import Role
from chalicelib.core.errors import NotFound
from tests.bookings.builders import a_child_in_care, ask, cancel, day_list, fill, fill_up
from tests.bookings.situations import MONDAY, NOW, THURSDAY
from tests.builders import LADYBIRDS, OWLS, a_caller


def parts_of(day: date = MONDAY) -> list[tuple[time, time, int, int | None]]:
    return [
        (it.slot.opens, it.slot.closes, it.children, it.workers_needed)
        for it in day_list(day).parts
    ]


def test_the_day_falls_into_parts_in_which_nobody_comes_or_goes():
    fill_up(6, MONDAY)
    family = a_child_in_care(weekdays={3})
    ask(family, MONDAY, part=PartOfDay.AFTERNOON)

    parts = parts_of()

    assert [children for _, _, children, _ in parts] == [6, 7, 1]
    assert all(needed for _, _, _, needed in parts)
    assert parts == sorted(parts)


def test_who_is_absent_is_listed_apart_and_needs_nobody():
    family = a_child_in_care()
    fill(MONDAY)
    cancel(family, MONDAY)

    listed = day_list(MONDAY)

    assert [child for child, _ in listed.absent] == list(family.children)
    assert (list(listed.coming), list(listed.parts)) == ([], [])


def test_a_group_worker_sees_no_other_group():
    worker = a_caller(staff_role=Role.GROUP_WORKER, group_ids=frozenset({OWLS.group_id}))
    with pytest.raises(NotFound):
        service.list_day(caller=worker, group_id=LADYBIRDS.group_id, day=THURSDAY, now=NOW)
