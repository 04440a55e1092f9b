"""Values are dataclasses, whenever their methods are written."""

from abc import ABC
from dataclasses import FrozenInstanceError, field, fields, replace
from threading import Barrier, Thread
from typing import Generic, TypeVar

import pytest

from chalicelib.core.values import dataclass

Thing = TypeVar("Thing")


def a_class():
    @dataclass(frozen=True, kw_only=True)
    class Child:
        name: str
        groups: tuple[str, ...] = ()
        notes: list[str] = field(default_factory=list, compare=False)

    return Child


def test_a_value_is_equal_to_its_like_and_cannot_be_changed():
    child_class = a_class()
    noor = child_class(name="Noor")

    assert noor == child_class(name="Noor", notes=["x"]) != child_class(name="Sam")
    assert hash(noor) == hash(child_class(name="Noor"))
    assert repr(noor).endswith("Child(name='Noor', groups=(), notes=[])")
    assert replace(noor, name="Sam").name == "Sam"
    with pytest.raises(FrozenInstanceError):
        noor.name = "Sam"
    with pytest.raises(TypeError):
        child_class("Noor")


def test_fields_can_be_asked_for_before_there_is_a_value():
    assert [it.name for it in fields(a_class())] == ["name", "groups", "notes"]


def test_a_value_may_have_more_fields_than_the_one_it_is_a_kind_of():
    @dataclass(frozen=True)
    class Row(ABC, Generic[Thing]):
        line: int

    @dataclass(frozen=True)
    class Family(Row[str]):
        number: str = "1"

    class Household(Family):
        """Without fields of its own."""

    assert Household(3, number="7") == Household(3, "7")
    assert [it.name for it in fields(Household)] == ["line", "number"]
    assert Row[int](1) == Row(1) != Family(1)


def test_many_threads_may_make_the_first_value():
    for _ in range(30):
        child_class, ready, made = a_class(), Barrier(8), []

        def make(child_class=child_class, ready=ready, made=made):
            ready.wait()
            made.append(child_class(name="Noor"))

        threads = [Thread(target=make) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert set(made) == {child_class(name="Noor")}
        assert len(made) == 8
