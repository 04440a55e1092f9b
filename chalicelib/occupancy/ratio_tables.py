"""The staff ratios as the law has them, in order of the day they began. New rules are a new table.

Besluit kwaliteit kinderopvang, annex 1: since 1 January 2019.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from chalicelib.occupancy.ratio import Most, Ratios, Row
from chalicelib.organisations.model import CareType


def _most(*children: int) -> Row:
    return [[Most(it)] for it in children]


# Of mixed ages with babies there are at most eight babies, fewer where there are more children.
_EIGHT = 8


@cache
def _tables() -> Mapping[CareType, Sequence[Ratios]]:
    up_to_four, out_of_school = [_up_to_four()], [_out_of_school()]
    return {
        CareType.DAY_CARE: up_to_four,
        CareType.PRESCHOOL: up_to_four,
        CareType.OUT_OF_SCHOOL: out_of_school,
    }


def _up_to_four() -> Ratios:
    return Ratios(
        since=date(2019, 1, 1),
        rows={
            (0, 1): _most(3, 6, 9, 12),
            (1, 2): _most(5, 10, 15, 16),
            (2, 3): _most(8, 16),
            (3, 4): _most(8, 16),
            (0, 2): [[Most(4)], [Most(8)], [Most(14, _EIGHT)], [Most(16, _EIGHT)]],
            (0, 3): [
                [Most(5)],
                [Most(10)],
                [Most(13, _EIGHT), Most(14, 4), Most(15, 3)],
                [Most(16, _EIGHT)],
            ],
            (0, 4): [
                [Most(5)],
                [Most(12)],
                [Most(14, _EIGHT), Most(15, 5), Most(16, 3)],
                [Most(16, _EIGHT)],
            ],
            (1, 3): _most(6, 11, 16),
            (1, 4): _most(7, 13, 16),
            (2, 4): _most(8, 16),
        },
    )


def _out_of_school() -> Ratios:
    return Ratios(
        since=date(2019, 1, 1),
        rows={(4, 7): _most(10), (7, 13): _most(12), (4, 13): _most(11)},
        at_any_number=True,
    )


def ratios_on(care_type: CareType, day: date) -> Ratios:
    """Return the rules that are in force on that day; before the first ones, the first."""
    tables = _tables()[care_type]
    for it in reversed(tables):
        if it.since <= day:
            return it
    return tables[0]
