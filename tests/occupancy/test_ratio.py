"""The staff ratio, number by number as the law has it, and children of every age together."""

from datetime import date
from itertools import product

import pytest

from chalicelib.core.ages import age_in_months, age_in_years
from chalicelib.occupancy.ratio import most_children, workers_needed
from chalicelib.occupancy.ratio_tables import ratios_on
from chalicelib.organisations.model import CareType

DAY_CARE = ratios_on(CareType.DAY_CARE, date(2026, 11, 12))
OUT_OF_SCHOOL = ratios_on(CareType.OUT_OF_SCHOOL, date(2026, 11, 12))
# By ages in years, from and below: the most for 1, 2, 3 and 4 workers, with this many babies.
TABLE = [
    (0, 1, 0, (3, 6, 9, 12)),
    (1, 2, 0, (5, 10, 15, 16)),
    (2, 3, 0, (8, 16)),
    (3, 4, 0, (8, 16)),
    (0, 2, 8, (4, 8, 14, 16)),
    (0, 3, 8, (5, 10, 13, 16)),
    (0, 3, 5, (5, 10, 13, 16)),
    (0, 3, 4, (5, 10, 14, 16)),
    (0, 3, 3, (5, 10, 15, 16)),
    (0, 4, 8, (5, 12, 14, 16)),
    (0, 4, 6, (5, 12, 14, 16)),
    (0, 4, 5, (5, 12, 15, 16)),
    (0, 4, 4, (5, 12, 15, 16)),
    (0, 4, 3, (5, 12, 16, 16)),
    (1, 3, 0, (6, 11, 16)),
    (1, 4, 0, (7, 13, 16)),
    (2, 4, 0, (8, 16)),
]


@pytest.mark.parametrize(("youngest", "below", "babies", "most"), TABLE)
def test_so_many_children_are_cared_for_by_one_two_three_and_four_workers(
    youngest, below, babies, most
):
    ages = set(range(youngest, below))
    told = [
        most_children(ages, workers, DAY_CARE, babies=babies) for workers in range(1, len(most) + 1)
    ]

    assert tuple(told) == most


@pytest.mark.parametrize("below", [2, 3, 4])
def test_nine_babies_are_too_many_among_older_children(below):
    assert most_children(set(range(below)), 4, DAY_CARE, babies=9) == 0


@pytest.mark.parametrize(
    ("youngest", "below", "each"), [(4, 7, 10), (7, 13, 12), (4, 13, 11)], ids=str
)
@pytest.mark.parametrize("workers", [1, 2, 3, 5])
def test_out_of_school_it_is_so_many_for_each_worker(youngest, below, each, workers):
    assert most_children(set(range(youngest, below)), workers, OUT_OF_SCHOOL) == each * workers


def months(*counts, youngest=0):
    """So many children of each year of age, from the youngest on."""
    return [12 * (youngest + at) for at, count in enumerate(counts) for _ in range(count)]


@pytest.mark.parametrize(
    ("counts", "workers"),
    [
        ((), 0),
        ((3,), 1),
        ((4,), 2),
        ((12,), 4),
        ((13,), None),
        ((0, 5), 1),
        ((0, 6), 2),
        ((0, 16), 4),
        ((0, 17), None),
        ((0, 0, 8), 1),
        ((0, 0, 9), 2),
        ((0, 0, 17), None),
        ((1, 3), 1),
        ((1, 4), 2),
        ((8, 6), 3),
        ((8, 7), 4),
        ((9, 1), None),
        ((3, 0, 12), 3),
        ((4, 0, 11), 4),
        ((4, 0, 10), 3),
        ((5, 0, 9), 4),
        ((5, 0, 0, 10), 3),
        ((6, 0, 0, 9), 4),
        ((3, 0, 0, 13), 3),
        ((8, 0, 0, 8), 4),
        ((0, 3, 3), 1),
        ((0, 3, 8), 2),
        ((0, 3, 0, 4), 1),
        ((0, 3, 0, 13), 3),
        ((0, 0, 8, 8), 2),
    ],
)
def test_these_children_need_so_many_workers(counts, workers):
    assert workers_needed(months(*counts), DAY_CARE) == workers


@pytest.mark.parametrize(("counts", "alone"), [((4, 0, 1), 2), ((7, 1), 3), ((0, 6, 0, 1), 2)])
def test_an_older_child_makes_no_room_for_younger_ones(counts, alone):
    """The row of mixed ages would let fewer workers do."""
    assert workers_needed(months(*counts), DAY_CARE) == alone


def test_nobody_who_stays_at_home_makes_another_worker_necessary():
    needed = {
        counts: workers_needed(months(*counts), DAY_CARE)
        for counts in product(range(10), repeat=4)
        if sum(counts) <= 16
    }
    worse = [
        (counts, fewer)
        for counts, workers in needed.items()
        for fewer in _with_one_less(counts)
        if workers is not None and (needed[fewer] is None or needed[fewer] > workers)
    ]
    assert len(needed) > 3000
    assert worse == []


def _with_one_less(counts):
    for at, count in enumerate(counts):
        if count:
            yield (*counts[:at], count - 1, *counts[at + 1 :])


@pytest.mark.parametrize(
    ("counts", "workers"),
    [((10,), 1), ((11,), 2), ((0, 0, 0, 12), 1), ((0, 0, 0, 13), 2), ((5, 0, 0, 6), 1)],
)
def test_school_children_need_so_many_workers(counts, workers):
    assert workers_needed(months(*counts, youngest=4), OUT_OF_SCHOOL) == workers


def test_who_is_too_old_for_the_table_counts_as_the_oldest_in_it():
    assert workers_needed([48] * 8, DAY_CARE) == 1
    assert workers_needed([13 * 12] * 12, OUT_OF_SCHOOL) == 1


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (date(2024, 2, 29), date(2025, 2, 28), 0),
        (date(2024, 2, 29), date(2025, 3, 1), 1),
        (date(2024, 2, 29), date(2028, 2, 28), 3),
        (date(2024, 2, 29), date(2028, 2, 29), 4),
        (date(2025, 11, 12), date(2026, 11, 11), 0),
        (date(2025, 11, 12), date(2026, 11, 12), 1),
    ],
)
def test_a_child_is_a_year_older_on_the_very_day(born, day, years):
    assert age_in_years(born, day) == years == age_in_months(born, day) // 12


def test_before_the_first_rules_the_first_hold():
    assert ratios_on(CareType.PRESCHOOL, date(2000, 1, 1)) == DAY_CARE
