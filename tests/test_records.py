"""The records' own `dataclass` behaves as the standard one does."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import field
from typing import Any

import pytest

from supportdesk import records


@pytest.fixture(autouse=True, params=[0, 50])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything holds for the first records of a class and for the many after them."""
    monkeypatch.setattr(records, "FEW", request.param)


def _twins() -> tuple[Any, Any]:
    """The same class, made by the standard decorator and by ours."""
    made = []
    for decorate in (dataclasses.dataclass, records.dataclass):

        @decorate(frozen=True, slots=True, kw_only=True)
        class Thing:
            """A thing."""

            name: str
            size: int = 3
            parts: list[int] = field(default_factory=list)
            secret: str = field(default="", repr=False)
            note: str = field(default="", compare=False, hash=False)

            def __post_init__(self) -> None:
                if self.size < 0:
                    raise ValueError("below zero")

        made.append(Thing)
    return made[0], made[1]


@records.dataclass(frozen=True, slots=True)
class Pair:
    """A record with places, that can be pickled."""

    first: int
    second: str = "b"


def test_a_record_is_made_and_shown_as_the_standard_one() -> None:
    for values in ({"name": "a"}, {"name": "a", "size": 5, "parts": [1]}, {"name": "a", "secret": "x"}):
        standard, ours = (kind(**values) for kind in _twins())
        assert repr(ours) == repr(standard)
        assert dataclasses.asdict(ours) == dataclasses.asdict(standard)
    assert "hush" not in repr(_twins()[1](name="a", secret="hush"))


def test_every_record_gets_a_list_of_its_own() -> None:
    kind = _twins()[1]
    assert kind(name="a").parts is not kind(name="a").parts


def test_what_the_standard_one_refuses_is_refused() -> None:
    for kind in _twins():
        with pytest.raises(TypeError):
            kind()
        with pytest.raises(TypeError):
            kind("a")
        with pytest.raises(TypeError):
            kind(name="a", colour="red")
        with pytest.raises(ValueError, match="below zero"):
            kind(name="a", size=-1)


def test_a_record_never_changes() -> None:
    thing = _twins()[1](name="a")
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'name'"):
        thing.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'name'"):
        del thing.name
    with pytest.raises(dataclasses.FrozenInstanceError):
        thing.other = 1
    assert not hasattr(thing, "__dict__")


def test_equal_values_are_equal_records_of_one_class_only() -> None:
    standard, ours = _twins()
    assert ours(name="a", note="x") == ours(name="a", note="y")
    assert ours(name="a") != ours(name="b")
    assert ours(name="a") != standard(name="a")
    assert Pair(1) == Pair(1, "b")
    assert len({Pair(1), Pair(1, "b"), Pair(2)}) == 2


def test_a_changed_copy_is_checked_again() -> None:
    thing = _twins()[1](name="a", size=1)
    assert dataclasses.replace(thing, size=2).size == 2
    with pytest.raises(ValueError, match="below zero"):
        dataclasses.replace(thing, size=-1)


def test_places_patterns_copies_and_pickles() -> None:
    match Pair(1, "z"):
        case Pair(first, second):
            assert (first, second) == (1, "z")
    assert copy.copy(Pair(1)) == Pair(1)
    assert pickle.loads(pickle.dumps(Pair(7, "c"))) == Pair(7, "c")


def test_a_class_can_stay_apart_by_identity() -> None:
    @records.dataclass(frozen=True, slots=True, eq=False)
    class Same:
        value: int

    one = Same(1)
    assert one != Same(1)
    assert len({one, Same(1)}) == 2


def test_a_class_can_have_its_own_words() -> None:
    @records.dataclass(frozen=True, slots=True)
    class Loud:
        value: int

        def __repr__(self) -> str:
            return "loud"

    assert repr(Loud(1)) == "loud"
