"""Labels never touch each other, a node or the edge, however many there are."""

from __future__ import annotations

from itertools import combinations

import pytest

from supportdesk.charts import PAGES
from supportdesk.charts.layer import Drawn
from supportdesk.charts.scene import Scene
from supportdesk.domain.contact import Contact, Ring
from tests.charts.views import crowd, view

SIZES = [(1024.0, 700.0), PAGES["a4"], PAGES["a4_landscape"]]


def assert_clear(picture: Drawn) -> None:
    labels = [node.label_box for node in picture.nodes if node.label_box is not None]
    assert not any(one.touches(other) for one, other in combinations(labels, 2))
    assert not any(box.touches(node.box) for box in labels for node in picture.nodes)
    for box in labels:
        assert box.left >= 0
        assert box.top >= 0
        assert box.right <= picture.width
        assert box.bottom <= picture.height
    for one, other in combinations(picture.nodes, 2):
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 > (2 * one.radius) ** 2


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("count", "ties", "at_least"), [(16, 11, 16), (60, 60, 57), (150, 400, 125)])
def test_no_label_touches_anything(size: tuple[float, float], count: int, ties: int, at_least: int) -> None:
    picture = Scene(view(**crowd(count, ties)), *size).drawn()
    assert_clear(picture)
    assert len(picture.nodes) - len(picture.unlabelled) >= at_least


@pytest.mark.parametrize("scale", [0.9, 1.5, 2.0])
def test_larger_text_stays_clear_too(scale: float) -> None:
    assert_clear(Scene(view(**crowd(30, 20), text_scale=scale), 1024, 700).drawn())


def test_a_small_window_stays_clear() -> None:
    assert_clear(Scene(view(**crowd(40, 20)), 480, 360).drawn())


def test_chosen_contacts_and_the_inner_ring_get_their_labels_first() -> None:
    people = crowd(220)
    plain = Scene(view(**people), 640, 480).drawn()
    hidden = [node for node in plain.nodes if node.label_box is None]
    assert hidden
    wanted = hidden[-1].contact_id
    chosen = Scene(view(**people, chosen=(wanted,)), 640, 480).drawn()
    assert chosen.by_id[wanted].label_box is not None

    def shown(ring: Ring) -> float:
        here = [node for node in plain.nodes if node.place.ring is ring]
        return sum(node.label_box is not None for node in here) / len(here)

    assert shown(Ring.INNER) >= shown(Ring.MIDDLE)


def test_zooming_in_shows_more_labels_of_those_in_sight() -> None:
    people = crowd(150)
    whole = Scene(view(**people), 800, 600).drawn()
    near = Scene(view(**people, zoom=2.5), 800, 600).drawn()
    assert near.nodes[0].radius > whole.nodes[0].radius

    def in_sight(picture: Drawn) -> list[bool]:
        room = picture.room
        seen = [node for node in picture.nodes if room.holds(node.x, node.y, slack=-20)]
        return [node.label_box is not None for node in seen]

    assert sum(in_sight(near)) / len(in_sight(near)) > sum(in_sight(whole)) / len(in_sight(whole))


def test_a_very_long_name_ends_in_an_ellipsis() -> None:
    (node,) = Scene(view(Contact(name="Maximiliane " * 16)), 1024, 700).drawn().nodes
    assert node.label.endswith("…")
    assert node.label_box is not None
    assert node.label_box.right - node.label_box.left < 180
