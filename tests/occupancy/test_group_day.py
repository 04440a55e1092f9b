"""Who is in a group at which moment, and what a presence takes the place of."""

from dataclasses import replace
from datetime import date, time

import pytest

from chalicelib.core.periods import Period
from chalicelib.core.slots import Slot
from chalicelib.occupancy.changes import overlay
from chalicelib.occupancy.model import AbsenceReason, Source
from chalicelib.occupancy.plain import presences_as_text, presences_of
from chalicelib.organisations.model import CareType, Configuration
from chalicelib.organisations.opening import OpeningCalendar
from tests.builders import LADYBIRDS, NORTH
from tests.occupancy.builders import (
    AFTERNOON,
    BABY,
    MORNING,
    ONE,
    THREE,
    TWO,
    WHOLE_DAY,
    a_change,
    a_contract,
    a_group_day,
    a_presence,
    some,
)

BY_CONTRACT = {"source": Source.CONTRACT}
SICK = AbsenceReason.SICK


def who(presences):
    return [it.child_id for it in presences]


def test_two_half_days_share_one_place():
    group_day = a_group_day(
        a_presence("early", slot=MORNING), a_presence("late", slot=AFTERNOON), places=1
    )

    assert (group_day.taken, group_day.is_overfull) == (1, False)
    assert who(group_day.children_at(time(12, 59))) == ["early"]
    assert who(group_day.children_at(time(13))) == ["late"]
    assert group_day.children_at(time(18, 30)) == []


def test_half_days_that_overlap_take_two():
    later = Slot(time(12), time(18))
    group_day = a_group_day(a_presence("early", slot=MORNING), a_presence("late", slot=later))

    assert [(str(it.slot), len(it.children)) for it in group_day.parts] == [
        ("08:00-12:00", 1),
        ("12:00-13:00", 2),
        ("13:00-18:00", 1),
    ]
    assert group_day.taken == 2


def test_a_child_with_two_contracts_takes_one_place():
    group_day = a_group_day(
        a_presence(slot=MORNING, **BY_CONTRACT), a_presence(slot=WHOLE_DAY, **BY_CONTRACT)
    )

    assert (len(group_day.coming), group_day.taken) == (2, 1)


def test_who_is_absent_takes_no_place():
    group_day = a_group_day(a_presence(absent=SICK), a_presence("bo"))

    assert (who(group_day.coming), who(group_day.absent)) == (["bo"], ["saar"])
    assert group_day.taken == 1


def test_nobody_comes_on_a_closed_day_and_there_are_no_places():
    group_day = a_group_day(*some(3), closed=True)

    assert (group_day.coming, group_day.taken, group_day.free_places()) == ([], 0, 0)
    assert len(group_day.presences) == 3


def test_the_same_part_of_the_day_takes_the_place_of_itself():
    group_day = a_group_day(a_presence(), a_presence(absent=SICK))

    assert who(group_day.presences) == ["saar"]
    assert group_day.coming == []


def test_the_order_in_which_children_were_added_does_not_matter():
    one, other = some(2)

    assert a_group_day(one, other) == a_group_day(other, one)


def test_a_child_is_taken_out_with_everything_or_with_one_source():
    group_day = a_group_day(a_presence(slot=MORNING, **BY_CONTRACT), a_presence(slot=AFTERNOON))

    assert group_day.without("saar").presences == ()
    (left,) = group_day.without("saar", sources={Source.EXTRA}).presences
    assert left.source is Source.CONTRACT
    assert group_day.without("bo") == group_day


def test_new_contracts_replace_the_old_ones_and_leave_extra_days():
    group_day = a_group_day(a_presence(slot=MORNING, **BY_CONTRACT), a_presence(slot=AFTERNOON))

    newer = group_day.with_contracts("saar", [a_presence(slot=WHOLE_DAY, **BY_CONTRACT)])

    assert [(str(it.slot), it.source.value) for it in newer.of("saar")] == [
        ("08:00-18:30", "contract"),
        ("13:00-18:30", "extra"),
    ]
    assert newer.with_contracts("saar", []).of("saar") == [a_presence(slot=AFTERNOON)]


def test_who_had_cancelled_stays_absent_when_the_contract_changes():
    group_day = a_group_day(a_presence(slot=MORNING, absent=SICK, **BY_CONTRACT))

    newer = group_day.with_contracts("saar", [a_presence(**BY_CONTRACT)])

    assert [it.absent for it in newer.presences] == [SICK]


@pytest.mark.parametrize(
    ("born", "day", "needed"),
    [
        (date(2026, 2, 28), date(2027, 2, 28), 2),
        (date(2026, 3, 1), date(2027, 2, 28), 3),
        (date(2024, 2, 29), date(2025, 2, 28), 3),
        (date(2024, 2, 29), date(2025, 3, 1), 2),
    ],
)
def test_the_ratio_goes_by_ages_on_that_very_day(born, day, needed):
    group_day = replace(a_group_day(*some(7, birth_date=born)), day=day)

    assert group_day.workers_needed(CareType.DAY_CARE) == needed


def test_the_fullest_part_of_the_day_says_how_many_workers_are_needed():
    group_day = a_group_day(
        *some(3, birth_date=BABY, slot=MORNING),
        *[a_presence(f"late-{it}", birth_date=BABY, slot=AFTERNOON) for it in range(4)],
    )

    assert group_day.workers_needed(CareType.DAY_CARE) == 2
    assert a_group_day().workers_needed(CareType.DAY_CARE) == 0


def configuration(*calendars):
    return Configuration(
        organisation=None,
        locations={"north": NORTH},
        groups={LADYBIRDS.group_id: LADYBIRDS},
        closing_days=(),
        calendars={it.name: it for it in calendars},
    )


def test_a_change_on_its_way_is_seen_with_the_day():
    group_day = overlay(a_group_day(), [a_change()], configuration())

    (presence,) = group_day.presences
    assert (presence.child_id, presence.birth_date, presence.slot) == ("saar", TWO, WHOLE_DAY)
    assert (presence.source, presence.contract_id) == (Source.CONTRACT, "contract-saar")


@pytest.mark.parametrize(
    "contract",
    [
        a_contract(until=date(2026, 11, 11)),
        a_contract(start=date(2026, 11, 13)),
        a_contract(days=()),
        a_contract(calendar="schools", weeks_per_year=40),
    ],
)
def test_a_change_that_ends_a_contract_takes_the_child_out(contract):
    schools = OpeningCalendar("schools", (Period(date(2026, 11, 9), date(2026, 11, 15)),))
    group_day = a_group_day(a_presence(**BY_CONTRACT))

    assert overlay(group_day, [a_change("saar", contract)], configuration(schools)).presences == ()


def test_a_change_laid_over_twice_is_the_same_as_once():
    once = overlay(a_group_day(*some(2)), [a_change()], configuration())

    assert overlay(once, [a_change()], configuration()) == once


@pytest.mark.parametrize(
    "presence",
    [
        a_presence(),
        a_presence(absent=SICK, source=Source.EXCHANGE),
        a_presence("ب.1", slot=MORNING, hours=WHOLE_DAY.hours, birth_date=date(2024, 2, 29)),
        a_presence(hours=a_presence().hours + 1, absent=SICK, **BY_CONTRACT),
    ],
)
def test_what_is_kept_is_what_was_there(presence):
    assert presences_of(presences_as_text([presence, a_presence("bo")])) == (
        presence,
        a_presence("bo"),
    )


def test_ages_are_whole_months():
    (part,) = a_group_day(a_presence(birth_date=ONE), a_presence("bo", birth_date=THREE)).parts

    assert list(part.ages) == [36, 12]
