"""Whether there is room for one more: places, workers, babies, at every moment."""

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.core.errors import Conflict
from chalicelib.core.slots import Slot
from chalicelib.occupancy.model import (
    AbsenceReason,
    BabyLimit,
    ClosedDay,
    GroupIsFull,
    RatioExceeded,
    Source,
)
from chalicelib.occupancy.room import Room, check_room, state_for
from chalicelib.organisations.model import CareType
from tests.builders import LADYBIRDS
from tests.occupancy.builders import (
    AFTERNOON,
    BABY,
    MORNING,
    ONE,
    THREE,
    THURSDAY,
    TWO,
    WHOLE_DAY,
    a_group_day,
    a_presence,
    some,
)

AGES = [BABY, ONE, TWO, THREE]


def check(group_day, presence, *, staffed=True):
    check_room(group_day, presence, group=LADYBIRDS, staffed=staffed)


def state(group_day, presence, *, staffed=True):
    return state_for(group_day, presence, group=LADYBIRDS, staffed=staffed)


def test_the_last_place_is_given_and_no_other():
    check(a_group_day(*some(11)), a_presence())

    with pytest.raises(GroupIsFull) as refused:
        check(a_group_day(*some(12)), a_presence())
    assert refused.value.data == {"day": THURSDAY, "group": "Lieveheersbeestjes"}


def test_a_place_that_is_free_in_the_morning_is_for_the_morning_only():
    group_day = a_group_day(*some(12, slot=AFTERNOON))

    check(group_day, a_presence(slot=MORNING))
    with pytest.raises(GroupIsFull):
        check(group_day, a_presence(slot=WHOLE_DAY))
    with pytest.raises(GroupIsFull):
        check(group_day, a_presence(slot=Slot(time(8), time(13, 1))))


def test_a_child_that_is_there_already_takes_no_second_place():
    group_day = a_group_day(*some(12, slot=MORNING))

    check(group_day, a_presence("child-0", slot=WHOLE_DAY))


def test_who_was_absent_needs_the_place_again():
    absent = a_presence("child-0", absent=AbsenceReason.HOLIDAY)
    group_day = a_group_day(absent, *[a_presence(f"other-{it}") for it in range(12)])

    with pytest.raises(GroupIsFull):
        check(group_day, a_presence("child-0", source=Source.EXCHANGE))


def test_on_a_closed_day_there_is_no_room():
    with pytest.raises(ClosedDay):
        check(a_group_day(closed=True), a_presence())
    assert state(a_group_day(closed=True), a_presence()) is Room.FULL


def test_workers_count_only_where_the_rules_ask_for_them():
    group_day = a_group_day(*some(8), workers=1)

    check(group_day, a_presence(), staffed=False)
    with pytest.raises(RatioExceeded) as refused:
        check(group_day, a_presence())
    assert refused.value.data["workers"] == 1


ONE_BABY_MORE = a_presence("baby", birth_date=BABY)


def test_a_baby_more_is_refused_where_an_older_child_would_find_room():
    older = [a_presence(f"older-{it}") for it in range(12)]
    group_day = a_group_day(*some(3, birth_date=BABY), *older, places=16)

    with pytest.raises(BabyLimit):
        check(group_day, ONE_BABY_MORE)
    check(group_day, a_presence())


def test_nine_babies_among_older_children_are_too_many_however_many_workers():
    group_day = a_group_day(*some(8, birth_date=BABY), a_presence(), places=16, workers=9)

    for staffed in (True, False):
        with pytest.raises(BabyLimit):
            check(group_day, ONE_BABY_MORE, staffed=staffed)


def test_a_group_of_babies_only_has_room_for_more_than_eight():
    check(a_group_day(*some(8, birth_date=BABY), workers=3), ONE_BABY_MORE)


def test_what_others_do_in_the_morning_is_no_matter_in_the_afternoon():
    group_day = a_group_day(*some(12, slot=MORNING, birth_date=BABY), workers=1)

    check(group_day, a_presence(slot=AFTERNOON))


@pytest.mark.parametrize(
    ("there", "workers", "staffed", "found"),
    [
        (9, 3, True, Room.FREE),
        (10, 3, True, Room.TIGHT),
        (11, 3, True, Room.TIGHT),
        (12, 3, True, Room.FULL),
        (8, 1, True, Room.FULL),
        (8, 1, False, Room.TIGHT),
        (7, 1, False, Room.FREE),
    ],
)
def test_the_last_places_and_those_that_need_another_worker_are_tight(
    there, workers, staffed, found
):
    group_day = a_group_day(*some(there), workers=workers)

    assert state(group_day, a_presence(), staffed=staffed) is found


CHILDREN = st.integers(0, 19).map("child-{}".format)
SLOTS = st.sampled_from(
    [MORNING, AFTERNOON, WHOLE_DAY, Slot(time(10), time(15)), Slot(time(12), time(14))]
)
PRESENCES = st.builds(
    a_presence,
    CHILDREN,
    slot=SLOTS,
    birth_date=st.sampled_from(AGES),
    source=st.sampled_from(Source),
)
STEPS = st.lists(PRESENCES | CHILDREN | st.tuples(CHILDREN, PRESENCES), max_size=60)


@given(STEPS, st.integers(1, 16), st.integers(0, 4))
@settings(deadline=None)
def test_whatever_is_granted_and_taken_back_the_day_is_never_beyond_its_limits(
    steps, places, workers
):
    """A child stays as old as it was when it was first seen."""
    group_day, born = a_group_day(places=places, workers=workers), {}
    for step in steps:
        match step:
            case str():
                group_day = group_day.without(step)
            case (leaving, presence):
                group_day = granted(group_day.without(leaving), presence, born)
            case _:
                group_day = granted(group_day, step, born)
        assert all(len(it.children) <= places for it in group_day.parts)
        needed = group_day.workers_needed(CareType.DAY_CARE)
        assert needed is not None
        assert needed <= workers


@given(st.lists(PRESENCES, max_size=20), PRESENCES, st.integers(1, 16), st.integers(0, 4))
@settings(deadline=None)
def test_a_day_is_full_exactly_for_whom_it_refuses(presences, newcomer, places, workers):
    """The state follows from the fullest moments alone, the refusal from every moment."""
    born = {}
    there = [as_old_as_before(it, born) for it in presences]
    group_day = a_group_day(*there, places=places, workers=workers)
    own = as_old_as_before(newcomer, born)
    for staffed in (True, False):
        is_full = state(group_day, own, staffed=staffed) is Room.FULL
        try:
            check(group_day, own, staffed=staffed)
        except Conflict:
            assert is_full
        else:
            assert not is_full


def granted(group_day, presence, born):
    own = as_old_as_before(presence, born)
    try:
        check(group_day, own)
    except Conflict:
        return group_day
    return group_day.with_presence(own)


def as_old_as_before(presence, born):
    return replace(presence, birth_date=born.setdefault(presence.child_id, presence.birth_date))
