"""What a colleague of the group has in hand in the morning."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.occupancy.lists import day_list
from chalicelib.occupancy.model import AbsenceReason
from tests.builders import LADYBIRDS
from tests.occupancy.builders import (
    AFTERNOON,
    BABY,
    MORNING,
    WHOLE_DAY,
    a_group_day,
    a_presence,
    some,
)


def listed(*presences, **what):
    return day_list(a_group_day(*presences, **what), LADYBIRDS)


def test_who_comes_and_who_was_cancelled_are_told_apart():
    sick = a_presence("bo", absent=AbsenceReason.SICK)

    told = listed(a_presence("saar"), sick)

    assert [it.child_id for it in told.coming] == ["saar"]
    assert [(it.child_id, it.presences) for it in told.absent] == [("bo", [sick])]


def test_a_child_with_two_parts_of_the_day_is_there_once():
    (child,) = listed(a_presence(slot=AFTERNOON), a_presence(slot=MORNING)).coming

    assert [it.slot for it in child.presences] == [MORNING, AFTERNOON]


@pytest.mark.parametrize(
    ("born", "day", "months", "has_birthday"),
    [
        (date(2023, 11, 12), date(2026, 11, 12), 36, True),
        (date(2023, 11, 13), date(2026, 11, 12), 35, False),
        (date(2024, 2, 29), date(2026, 2, 28), 23, False),
        (date(2024, 2, 29), date(2026, 3, 1), 24, True),
        (date(2024, 2, 29), date(2028, 2, 29), 48, True),
        (date(2024, 2, 29), date(2028, 3, 1), 48, False),
    ],
)
def test_ages_and_birthdays_are_those_of_the_day(born, day, months, has_birthday):
    group_day = replace(a_group_day(a_presence(birth_date=born)), day=day)

    (child,) = day_list(group_day, LADYBIRDS).coming
    assert (child.age_in_months, child.has_birthday) == (months, has_birthday)


def test_each_part_of_the_day_says_how_many_workers_it_needs():
    late = a_presence("late", slot=AFTERNOON, birth_date=BABY)

    told = listed(*some(3, birth_date=BABY, slot=WHOLE_DAY), late)

    assert [(str(it.slot), it.children, it.workers_needed) for it in told.parts] == [
        ("08:00-13:00", 3, 1),
        ("13:00-18:30", 4, 2),
    ]


def test_on_a_closed_day_the_list_is_empty():
    told = listed(*some(3), closed=True)

    assert (told.coming, told.parts) == ([], [])
