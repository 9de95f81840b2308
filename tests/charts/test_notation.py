"""The notation of the map: shapes, marks, lines, arrowheads, and who stands back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from supportdesk.charts.colours import of
from supportdesk.charts.layer import Drawn, Layer
from supportdesk.charts.legend import legend
from supportdesk.charts.marks import Shape
from supportdesk.charts.scene import Scene
from supportdesk.charts.view import MapView, Names, Preset, Theme
from supportdesk.domain.contact import (
    Contact,
    Direction,
    Energy,
    Kind,
    Line,
    Ring,
    State,
    Support,
    SupportType,
    Tie,
)
from tests.charts.views import crowd, view

ANA = Contact(id="a" * 32, name="Ana Silva", nickname="Ana", kinds=(Kind.FRIEND,))
BO = Contact(id="b" * 32, name="Bo Lund", kinds=(Kind.FAMILY,))


def drawn(*contacts: Contact, **rest: object) -> Drawn:
    return Scene(view(*contacts, **rest), 1024, 700).drawn()


def layers(picture: Drawn, start: str) -> list[Layer]:
    return [layer for layer in picture.layers if layer.name.startswith(start)]


def pieces(found: list[Layer]) -> int:
    return sum(int(np.sum(np.asarray(layer.outline.codes) == layer.outline.MOVETO)) for layer in found)


def support(type_: SupportType, direction: Direction = Direction.RECEIVE) -> Support:
    return Support(type=type_, direction=direction)


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        (Kind.FAMILY, Shape.PERSON),
        (Kind.PEER, Shape.PERSON),
        (Kind.GROUP, Shape.GROUP),
        (Kind.ONLINE, Shape.GROUP),
        (Kind.PROFESSIONAL, Shape.PROFESSIONAL),
        (Kind.SERVICE, Shape.SERVICE),
        (Kind.PLACE, Shape.PLACE),
        (Kind.PET, Shape.PET),
    ],
)
def test_the_shape_tells_the_nature(kind: Kind, shape: Shape) -> None:
    assert drawn(replace(ANA, kinds=(kind,))).nodes[0].shape is shape


def test_one_mark_for_each_type_received_and_none_for_what_is_only_given() -> None:
    supports = (
        support(SupportType.EMOTIONAL),
        support(SupportType.PRACTICAL, Direction.BOTH),
        support(SupportType.SOCIAL, Direction.GIVE),
    )
    picture = drawn(replace(ANA, supports=supports), BO)
    assert picture.by_id[ANA.id].marks == (SupportType.EMOTIONAL, SupportType.PRACTICAL)
    assert {layer.name for layer in layers(picture, "marks")} == {"marks emotional", "marks practical"}


def test_each_mark_lies_within_its_node() -> None:
    picture = Scene(view(**crowd(60)), 1024, 700).drawn()
    for layer in layers(picture, "marks"):
        ink = np.concatenate([np.asarray(part) for part in layer.outline.to_polygons()])
        for x, y in ink[::5]:
            assert min((node.x - x) ** 2 + (node.y - y) ** 2 - node.radius**2 for node in picture.nodes) < 1


@pytest.mark.parametrize(
    ("directions", "to_me", "to_them"),
    [
        ((), False, False),
        ((Direction.RECEIVE,), True, False),
        ((Direction.GIVE,), False, True),
        ((Direction.BOTH,), True, True),
        ((Direction.RECEIVE, Direction.GIVE), True, True),
    ],
)
def test_arrows_point_to_the_one_who_receives(
    directions: tuple[Direction, ...], to_me: bool, to_them: bool
) -> None:
    supports = tuple(support(type_, way) for type_, way in zip(SupportType, directions, strict=False))
    picture = drawn(replace(ANA, supports=supports))
    (node,) = picture.nodes
    assert (node.arrow_to_me, node.arrow_to_them) == (to_me, to_them)
    heads = layers(picture, "arrowheads")
    assert pieces(heads) == to_me + to_them
    tips = [tuple(corner) for layer in heads for corner in np.asarray(layer.outline.vertices)[::4]]
    near_me = [np.hypot(x - picture.me[0], y - picture.me[1]) < picture.me_radius + 4 for x, y in tips]
    assert sorted(near_me) == sorted([True] * to_me + [False] * to_them)


def test_strength_is_width_and_tenuous_is_dashed() -> None:
    width = {}
    for value in Line:
        (layer,) = layers(drawn(replace(ANA, line=value)), "lines")
        width[value] = layer.width
        assert bool(layer.dashes) is (value is Line.TENUOUS)
    assert width[Line.STRONG] > 1.8 * width[Line.ORDINARY]


def test_stressful_is_a_second_mark_and_shown_only_where_chosen() -> None:
    hard = replace(ANA, stressful=True, line=Line.STRONG)
    assert not layers(drawn(hard), "zigzag")
    picture = drawn(hard, show_stressful=True)
    assert layers(picture, "zigzag")
    assert layers(picture, "lines strong")


def test_quiet_contacts_are_grey_and_still_named() -> None:
    for state in (State.SEEING_LESS, State.ON_A_BREAK, State.REMEMBERED):
        picture = drawn(replace(ANA, state=state), BO)
        assert picture.by_id[ANA.id].quiet
        assert picture.by_id[ANA.id].label_box is not None
        assert not picture.by_id[BO.id].quiet
        assert layers(picture, "nodes quiet")


def test_hoped_for_stands_outside_without_a_line() -> None:
    picture = drawn(replace(ANA, ring=Ring.HOPED))
    assert picture.nodes[0].line is None
    assert picture.nodes[0].place.distance > 100
    assert not layers(picture, "lines")


def test_ties_are_curves_and_close_ones_wider() -> None:
    cy = Contact(id="c" * 32, name="Cy")
    ties = (Tie.between(ANA.id, BO.id), Tie.between(BO.id, cy.id, close=True))
    picture = drawn(ANA, BO, cy, ties=ties)
    loose, close = layers(picture, "ties")
    assert loose.width < close.width
    assert set(picture.drawn_ties) == {tie.id for tie in ties}


def test_highlighting_one_type_sets_the_others_back() -> None:
    helper = replace(ANA, supports=(support(SupportType.EMOTIONAL), support(SupportType.SOCIAL)))
    picture = drawn(helper, BO, preset=Preset.SUPPORT, highlight=SupportType.EMOTIONAL)
    assert picture.by_id[ANA.id].marks == (SupportType.EMOTIONAL,)
    assert not picture.by_id[ANA.id].quiet
    assert picture.by_id[BO.id].quiet


def test_what_if_takes_a_contact_out_but_leaves_its_place() -> None:
    picture = drawn(ANA, BO, preset=Preset.WHAT_IF, without=frozenset({ANA.id}))
    assert picture.by_id[ANA.id].line is None
    assert picture.by_id[BO.id].line is Line.ORDINARY
    assert any(layer.dashes for layer in layers(picture, "nodes quiet"))


def test_energy_is_drawn_in_its_own_view_only() -> None:
    tiring = replace(ANA, leaves_me=Energy.TAKES)
    assert layers(drawn(tiring, preset=Preset.ENERGY), "energy")
    assert not layers(drawn(tiring), "energy")


@pytest.mark.parametrize(
    ("names", "label"),
    [
        (Names.FULL, "Ana Silva"),
        (Names.NICKNAME, "Ana"),
        (Names.INITIALS, "A.S."),
        (Names.ROLES, "Friend"),
        (Names.NONE, ""),
    ],
)
def test_names_are_written_as_chosen(names: Names, label: str) -> None:
    picture = drawn(ANA, names=names)
    assert picture.nodes[0].label == label
    assert (picture.nodes[0].label_box is not None) is bool(label)


def test_rings_me_date_legend_and_sectors_are_always_there() -> None:
    picture = drawn()
    assert [layer.name for layer in layers(picture, "ring")] == ["ring outer", "ring middle", "ring inner"]
    assert layers(picture, "me")
    assert "1 November 2026" in picture.texts
    assert "Me" in picture.texts
    assert "The arrow points to the one who gets support" in picture.texts
    assert {"Person", "Group or online", "Pet", "Strong", "Tenuous"} <= set(picture.texts)
    assert "Professionals and helplines" in picture.texts
    assert "1 November 2026 · Sample" in drawn(sample=True).texts


def test_the_focus_ring_is_round_the_selected_one() -> None:
    picture = drawn(ANA, BO, selected=ANA.id)
    (ring,) = layers(picture, "focus ring")
    middle = np.asarray(ring.outline.vertices)[:-1].mean(axis=0)
    node = picture.by_id[ANA.id]
    assert np.allclose(middle, (node.x, node.y), atol=2)


def test_hits_and_map_units_agree_with_what_is_drawn() -> None:
    picture = drawn(ANA, BO)
    for node in picture.nodes:
        assert picture.hit(node.x + 3, node.y - 3) == node.contact_id
        assert picture.to_map(*picture.to_pixels(12.0, -30.0)) == pytest.approx((12.0, -30.0))
        assert picture.to_pixels(node.place.x, node.place.y) == pytest.approx((node.x, node.y))
        assert node.label_box is not None
        assert picture.hit(node.label_box.left + 2, node.label_box.top + 2) == node.contact_id
    assert picture.hit(2, 350) is None
    assert picture.hits_me(*picture.me)


def test_the_legend_holds_the_signs_of_the_picture_and_no_others() -> None:
    friend = Contact(id="a" * 32, name="Ana", kinds=(Kind.FRIEND,), line=Line.TENUOUS)
    alone = legend(MapView(contacts=(friend,), day=date(2026, 11, 1)), of(Theme.LIGHT), 900.0).words
    assert "Person" in alone
    assert "Tenuous" in alone
    assert {"Pet", "Professional", "Strong", "Ordinary", "They know each other"}.isdisjoint(alone)
    empty = legend(MapView(day=date(2026, 11, 1)), of(Theme.LIGHT), 900.0).words
    assert {"Person", "Pet", "Professional", "Strong", "They know each other"} <= set(empty)
