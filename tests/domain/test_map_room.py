"""Of thousands of contacts the map draws those who are closest, and says so."""

from __future__ import annotations

import pytest

from supportdesk.domain import map_room
from supportdesk.domain.contact import Contact, Ring, State
from supportdesk.domain.map_room import with_room
from supportdesk.domain.placement import arrange
from supportdesk.domain.snapshot import Snapshot
from supportdesk.words import network


def person(name: str, ring: Ring, *, hard: bool = False, state: State = State.ACTIVE) -> Contact:
    return Contact(id=name, name=name, ring=ring, in_hard_times=hard, state=state)


MANY = (
    person("outer", Ring.OUTER),
    person("middle 1", Ring.MIDDLE),
    person("not safe", Ring.INNER, state=State.NOT_SAFE),
    person("hoped", Ring.HOPED),
    person("middle 2", Ring.MIDDLE),
    person("middle 3", Ring.MIDDLE, hard=True),
    person("inner", Ring.INNER),
)


def test_everybody_is_drawn_where_there_is_room() -> None:
    assert [each.id for each in with_room(MANY)] == [each.id for each in MANY if each.id != "not safe"]
    assert network.room(Snapshot(contacts=MANY)) == ""


def test_of_too_many_the_closest_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map_room, "MOST", 3)
    monkeypatch.setattr(network, "MOST", 3)
    assert [each.id for each in with_room(MANY)] == ["middle 1", "middle 3", "inner"]
    assert set(arrange(MANY).places) == {"middle 1", "middle 3", "inner"}
    assert network.room(Snapshot(contacts=MANY)).startswith("The map draws the 3 closest of 6 contacts.")
