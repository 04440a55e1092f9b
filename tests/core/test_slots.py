"""Slots: parts of a day."""

from datetime import time
from decimal import Decimal

import pytest

from chalicelib.core.slots import Slot, hours_of


@pytest.mark.parametrize(
    ("text", "hours"),
    [("08:00-18:30", "10.5"), ("13:15-18:30", "5.25"), ("07:00-07:01", str(Decimal(1) / 60))],
)
def test_a_slot_has_the_hours_between_its_times(text: str, hours: str) -> None:
    assert Slot.parse(text).hours == Decimal(hours)


@pytest.mark.parametrize("text", ["18:00-08:00", "08:00-08:00", "8-18", "08:00", "", "25:00-26:00"])
def test_what_is_no_slot_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Slot.parse(text)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("08:00-13:00", "13:00-18:00", False),
        ("08:00-13:00", "12:59-18:00", True),
        ("08:00-18:00", "10:00-11:00", True),
    ],
)
def test_slots_that_only_touch_do_not_overlap(one: str, other: str, *, overlap: bool) -> None:
    assert Slot.parse(one).overlaps(Slot.parse(other)) is overlap
    assert Slot.parse(other).overlaps(Slot.parse(one)) is overlap


def test_a_slot_begins_with_its_first_moment_and_ends_before_its_last() -> None:
    morning = Slot.parse("08:00-13:00")
    assert time(8) in morning
    assert time(13) not in morning


def test_a_part_of_the_day_lies_within_the_day() -> None:
    day, morning = Slot.parse("08:00-18:00"), Slot.parse("08:00-13:00")
    assert morning.within(day)
    assert not day.within(morning)


def test_a_slot_reads_as_it_was_written() -> None:
    assert str(Slot.parse("08:00-18:30")) == "08:00-18:30"


def test_hours_of_several_slots_add_up() -> None:
    assert hours_of(map(Slot.parse, ["08:00-13:00", "13:00-18:30"])) == Decimal("10.5")
