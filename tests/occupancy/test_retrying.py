"""How long who lost waits before looking again."""

import pytest

from chalicelib.core.errors import Busy
from chalicelib.occupancy.model import SomebodyWasFaster
from chalicelib.occupancy.retrying import WINDOWS, pausing_with, retrying

REQUEST = 10  # seconds that Lambda gives a request


def waits_with(chance):
    """Return how long somebody waits who is refused each time."""
    waited = []

    def refused():
        raise SomebodyWasFaster

    with pausing_with(waited.append, chance=lambda: chance), pytest.raises(Busy):
        retrying(refused)
    return waited


def test_all_waits_together_leave_a_request_time_to_do_something():
    assert sum(waits_with(1)) == pytest.approx(sum(WINDOWS))
    assert sum(WINDOWS) < REQUEST - 2


def test_some_come_back_at_once():
    assert waits_with(0) == [0] * len(WINDOWS)


def test_of_a_crowd_half_comes_back_in_the_last_seventh_and_few_in_the_first_half():
    assert waits_with(0.5)[0] > WINDOWS[0] * 6 / 7
    assert waits_with(0.07)[0] < WINDOWS[0] / 2


def test_windows_grow():
    assert list(WINDOWS) == sorted(WINDOWS)


def test_what_is_decided_the_second_time_holds():
    answers = iter([SomebodyWasFaster(), Busy(), "granted"])

    def decide():
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    with pausing_with(float):
        assert retrying(decide) == "granted"
