"""The ribbon round a group holds its members and nobody else; the gaps of a "what if"; the legend of both."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from supportdesk.charts.layer import Drawn, Layer
from supportdesk.charts.scene import Scene
from supportdesk.charts.view import Preset, Theme, Trait, has_trait
from supportdesk.domain.contact import Contact, Direction, Energy, Kind, Line, Strength, Support, SupportType
from supportdesk.domain.groups import groups, members
from tests.charts.views import crowd, view

SIZE = (1000.0, 700.0)


def distance(layer: Layer, x: float, y: float) -> float:
    """From a spot to the middle of a ribbon."""
    points, codes = np.asarray(layer.outline.vertices), np.asarray(layer.outline.codes)
    pieces = [(points[i - 1], points[i]) for i in range(1, len(points)) if codes[i] == 2]
    return min(_to_piece(np.array([x, y]), start, end) for start, end in pieces)


def _to_piece(spot: np.ndarray, start: np.ndarray, end: np.ndarray) -> float:
    way = end - start
    share = np.clip(np.dot(spot - start, way) / max(np.dot(way, way), 1e-9), 0, 1)
    return float(np.hypot(*(spot - start - share * way)))


def ribbon(picture: Drawn) -> Layer:
    return next(each for each in picture.layers if each.name == "group")


@pytest.mark.parametrize("seed", range(6))
def test_a_ribbon_holds_the_members_and_nobody_else(seed: int) -> None:
    people = crowd(40, seed=seed)["contacts"]
    others = [each for each in people[1:] if each.name]
    group = replace(people[0], kinds=(Kind.GROUP,), members=tuple(each.id for each in others[:5]))
    inside = {group.id, *group.members}
    picture = Scene(view(group, *others, outlined=frozenset({group.id})), *SIZE).drawn()
    layer = ribbon(picture)
    for node in picture.nodes:
        far = distance(layer, node.x, node.y)
        if node.contact_id in inside:
            assert far + node.radius <= layer.width / 2
        else:
            assert far >= layer.width / 2
    assert distance(layer, *picture.me) >= layer.width / 2


def test_a_ribbon_lies_under_every_name_line_and_node() -> None:
    ana, group = Contact(name="Ana"), Contact(name="Choir", kinds=(Kind.GROUP,), members=("ana",))
    shown = view(ana, group, outlined=frozenset({group.id}))
    names = [each.name for each in Scene(shown, *SIZE).drawn().layers]
    later = ("sector names", "nodes", "labels", "me")
    assert all(names.index("group") < names.index(each) for each in later)


def test_without_members_on_the_map_there_is_no_ribbon_and_no_word_for_it() -> None:
    group = Contact(name="Choir", kinds=(Kind.GROUP,), members=("Nobody known",))
    picture = Scene(view(group, outlined=frozenset({group.id})), *SIZE).drawn()
    assert "group" not in [each.name for each in picture.layers]
    assert "A group and its members" not in picture.texts


def test_members_are_found_by_name_nickname_and_id_but_not_where_two_share_a_name() -> None:
    ana, bo = Contact(name="Ana Silva", nickname="Ana"), Contact(name="Bo")
    twins = Contact(name="Kim", role="one"), Contact(name="Kim", role="other")
    cy = Contact(name="Cy")
    group = Contact(name="Choir", members=(" ANA ", "Ana Silva", bo.id, "Kim", "Choir", ""))
    everybody = (ana, bo, *twins, cy, group)
    assert members(group, everybody) == (ana.id, bo.id)
    assert groups(everybody) == {group.id: (ana.id, bo.id)}


def test_a_gap_shows_what_nobody_gives_and_its_word() -> None:
    mina = Contact(name="Mina", supports=(Support(type=SupportType.PRACTICAL),))
    bo = Contact(name="Bo", supports=(Support(type=SupportType.SOCIAL),))
    away = frozenset({mina.id})
    shown = view(mina, bo, preset=Preset.WHAT_IF, without=away, lost=(SupportType.PRACTICAL,))
    picture = Scene(shown, *SIZE).drawn()
    gap = next(each for each in picture.layers if each.name == "gap")
    middle = np.asarray(gap.outline.vertices).mean(axis=0)
    assert math.dist(middle, picture.me) < picture.me_radius * 2
    assert gap.dashes
    assert {"Practical: no one else yet", "Left out for now", "Social"} <= set(picture.texts)
    assert "Practical" not in picture.texts
    calm = Scene(view(mina, bo, preset=Preset.WHAT_IF), *SIZE).drawn()
    assert "gap" not in [each.name for each in calm.layers]
    assert "Left out for now" not in calm.texts


def legend_of(**rest: object) -> set[str]:
    people = rest.pop("people")
    return set(Scene(view(*people, **rest), *SIZE).drawn().texts)


def test_the_legend_explains_only_what_is_drawn() -> None:
    gives = Support(type=SupportType.SOCIAL, direction=Direction.GIVE)
    plain = Contact(name="Ana", line=Line.ORDINARY)
    words = legend_of(people=[plain])
    assert not words & {"Emotional", "Social", "Strong", "Tenuous", "Stressful", "They know each other"}
    assert "The arrow points to the one who gets support" not in words
    assert "The arrow points to the one who gets support" in legend_of(
        people=[replace(plain, supports=(gives,))]
    )
    calm = replace(plain, stressful=True)
    assert "Stressful" not in legend_of(people=[calm])
    assert "Stressful" in legend_of(people=[calm], show_stressful=True)
    felt = legend_of(people=[replace(plain, leaves_me=Energy.GIVES)], preset=Preset.ENERGY)
    assert "Gives me energy" in felt
    assert "Takes energy" not in felt


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("size", [(1000.0, 700.0), (490.0, 415.0), (794.0, 1123.0), (1600.0, 600.0)])
def test_legend_and_day_are_on_every_picture(theme: Theme, size: tuple[float, float]) -> None:
    picture = Scene(view(**crowd(16, 11), theme=theme), *size).drawn()
    assert {"1 November 2026", "Emotional", "Strong", "They know each other"} <= set(picture.texts)


def test_beside_a_wide_map_the_legend_leaves_more_room_than_below_it() -> None:
    people = crowd(16, 11)
    wide = Scene(view(**people), 1000, 700).drawn()
    assert wide.legend.right < 300
    assert wide.room.left == wide.legend.right
    tall = Scene(view(**people), 794, 1123).drawn()
    assert tall.legend.top == tall.room.bottom
    for picture in (wide, tall):
        assert all(picture.room.holds(node.x, node.y) for node in picture.nodes)


@pytest.mark.parametrize(
    ("trait", "has"),
    [
        (Trait.OFTEN, {"Often"}),
        (Trait.HARD_TIMES, {"Hard"}),
        (Trait.DAILY_LIFE, {"Daily"}),
        (Trait.I_GIVE, {"Given"}),
        (SupportType.SOCIAL, {"Often"}),
    ],
)
def test_one_trait_is_lifted_out(trait: Trait | SupportType, has: set[str]) -> None:
    social = SupportType.SOCIAL
    people = (
        Contact(name="Often", supports=(Support(type=social, strength=Strength.OFTEN),)),
        Contact(name="Given", supports=(Support(type=social, direction=Direction.GIVE),)),
        Contact(name="Hard", in_hard_times=True),
        Contact(name="Daily", in_daily_life=True),
    )
    assert {each.name for each in people if has_trait(each, trait)} == has
    picture = Scene(view(*people, highlight=trait), *SIZE).drawn()
    assert {node.label for node in picture.nodes if not node.quiet} == has
