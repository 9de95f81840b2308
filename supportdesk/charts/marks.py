"""The outlines of the notation: six shapes by nature, four marks of support, signs of energy.

Each is drawn in a unit space, y down, no further than 1.1 from its middle, so that nodes whose
middles lie 2.2 radii apart never touch.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache
from typing import Any

import numpy as np
from matplotlib.path import Path as Outline
from numpy.typing import NDArray

from supportdesk.domain.contact import Energy, Kind, SupportType

Point = tuple[float, float]


class Shape(StrEnum):
    """What a contact is by nature; never by gender."""

    PERSON = "person"
    GROUP = "group"
    PROFESSIONAL = "professional"
    SERVICE = "service"
    PLACE = "place"
    PET = "pet"


_SHAPE_OF = {
    Kind.PROFESSIONAL: Shape.PROFESSIONAL,
    Kind.SERVICE: Shape.SERVICE,
    Kind.GROUP: Shape.GROUP,
    Kind.ONLINE: Shape.GROUP,
    Kind.PLACE: Shape.PLACE,
    Kind.PET: Shape.PET,
}
# Where the marks sit in a node of radius 1, and how large they are, by their number.
_SPOTS: dict[int, tuple[float, tuple[Point, ...]]] = {
    1: (0.56, ((0.0, 0.0),)),
    2: (0.37, ((-0.43, 0.0), (0.43, 0.0))),
    3: (0.33, ((-0.40, -0.34), (0.40, -0.34), (0.0, 0.44))),
    4: (0.32, ((-0.38, -0.38), (0.38, -0.38), (-0.38, 0.38), (0.38, 0.38))),
}
# Narrower shapes hold smaller marks, a triangle also lower ones.
_ROOM = {
    Shape.GROUP: (0.86, 0.0),
    Shape.PROFESSIONAL: (0.80, 0.0),
    Shape.PLACE: (0.70, 0.24),
    Shape.SERVICE: (0.74, 0.0),
    Shape.PET: (0.70, 0.06),
}


def shape_of(kind: Kind) -> Shape:
    """The shape of a kind."""
    return _SHAPE_OF.get(kind, Shape.PERSON)


def spots(shape: Shape, count: int) -> tuple[float, tuple[Point, ...]]:
    """Half the size of each mark and the middles of `count` marks (1-4) in a node of radius 1."""
    size, places = _SPOTS[count]
    scale, lower = _ROOM.get(shape, (1.0, 0.0))
    return size * scale, tuple((x * scale, y * scale + lower) for x, y in places)


@cache
def node(shape: Shape) -> Outline:
    """The outline of a node of radius 1."""
    if shape is Shape.PERSON:
        return Outline.circle((0, 0), 1.0)
    if shape is Shape.GROUP:
        return _rounded(_regular(4, 1.23, 45), 0.42)
    if shape is Shape.PROFESSIONAL:
        return _rounded(_regular(4, 1.16, 45), 0.09)
    if shape is Shape.SERVICE:
        return _rounded(_regular(4, 1.15, 0), 0.10)
    if shape is Shape.PLACE:
        return _rounded([(0, -1.16), (1.12, 0.86), (-1.12, 0.86)], 0.16)
    return _rounded(_star(1.14, 0.68), 0.10)


@cache
def circle() -> Outline:
    """A circle of radius 1."""
    return Outline.circle((0, 0), 1.0)


@cache
def mark(support: SupportType) -> Outline:
    """A silhouette of its own for each type of support: heart, letter i, spanner, two people."""
    return {
        SupportType.EMOTIONAL: _heart,
        SupportType.INFORMATIONAL: _letter_i,
        SupportType.PRACTICAL: _spanner,
        SupportType.SOCIAL: _people,
    }[support]()


@cache
def energy(value: Energy) -> Outline:
    """A plus, an equals sign or a minus."""
    bar = _box(-0.9, -0.24, 0.9, 0.24)
    if value is Energy.GIVES:
        a, b = 0.9, 0.26
        corners = [(-b, -a), (b, -a), (b, -b), (a, -b), (a, b), (b, b)]
        return _polygon([*corners, (b, a), (-b, a), (-b, b), (-a, b), (-a, -b), (-b, -b)])
    if value is Energy.NEUTRAL:
        return merged([_box(-0.8, -0.56, 0.8, -0.16), _box(-0.8, 0.16, 0.8, 0.56)])
    return bar


def moved(outline: Outline, scale: float, x: float, y: float) -> Outline:
    """The outline at another size and spot."""
    return Outline(np.asarray(outline.vertices) * scale + np.array((x, y)), outline.codes)


def stamped(outline: Outline, scale: float, spots: Sequence[Point]) -> Outline:
    """The same outline at this scale on every spot, as one outline."""
    vertices = np.asarray(outline.vertices) * scale
    copies = vertices[None, :, :] + np.asarray(spots, dtype=float)[:, None, :]
    return Outline(copies.reshape(-1, 2), np.tile(_codes(outline), len(spots)))


def merged(outlines: Iterable[Outline]) -> Outline:
    """Many outlines as one."""
    parts = list(outlines)
    codes = [_codes(each) for each in parts]
    return Outline(np.concatenate([each.vertices for each in parts]), np.concatenate(codes))


def polyline(points: Sequence[Point]) -> Outline:
    """An open line through the points."""
    return Outline(np.asarray(points, dtype=float))


def repeated(vertices: NDArray[np.float64], codes: Sequence[Any]) -> Outline:
    """One outline of many pieces with the same codes; `vertices` is shaped (pieces, codes, 2)."""
    kinds = np.tile(np.asarray(codes, dtype=np.uint8), len(vertices))
    return Outline(vertices.reshape(-1, 2), kinds)


def _codes(outline: Outline) -> NDArray[np.uint8]:
    if outline.codes is not None:
        return np.asarray(outline.codes, dtype=np.uint8)
    codes = np.full(len(np.asarray(outline.vertices)), Outline.LINETO, dtype=np.uint8)
    codes[0] = Outline.MOVETO
    return codes


def _polygon(points: Sequence[Point]) -> Outline:
    codes = [Outline.MOVETO] + [Outline.LINETO] * (len(points) - 1) + [Outline.CLOSEPOLY]
    return Outline([*points, points[0]], codes)


def _box(left: float, top: float, right: float, bottom: float) -> Outline:
    return _polygon([(left, top), (right, top), (right, bottom), (left, bottom)])


def _regular(corners: int, reach: float, turn: float) -> list[Point]:
    angles = (math.radians(turn + index * 360 / corners) for index in range(corners))
    return [(reach * math.sin(angle), -reach * math.cos(angle)) for angle in angles]


def _star(outside: float, inside: float) -> list[Point]:
    reach = (outside, inside)
    return [
        (reach[index % 2] * math.sin(index * math.pi / 5), -reach[index % 2] * math.cos(index * math.pi / 5))
        for index in range(10)
    ]


def _rounded(points: Sequence[Point], cut: float) -> Outline:
    """A polygon whose corners are cut `cut` before their tip and rounded."""
    vertices: list[Point] = []
    codes: list[Any] = []
    for index, tip in enumerate(points):
        before, after = points[index - 1], points[(index + 1) % len(points)]
        vertices += [_towards(tip, before, cut), tip, _towards(tip, after, cut)]
        codes += [Outline.LINETO, Outline.CURVE3, Outline.CURVE3]
    codes[0] = Outline.MOVETO
    return Outline([*vertices, vertices[0]], [*codes, Outline.CLOSEPOLY])


def _towards(start: Point, end: Point, length: float) -> Point:
    share = length / math.dist(start, end)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _heart() -> Outline:
    top, tip, side = (0.0, -0.42), (0.0, 0.98), 1.32
    vertices = [top, (0.28, -1.12), (side, -1.02), (0.98, -0.16), (0.84, 0.26), (0.36, 0.62), tip]
    vertices += [(-0.36, 0.62), (-0.84, 0.26), (-0.98, -0.16), (-side, -1.02), (-0.28, -1.12), top]
    return Outline([*vertices, top], [Outline.MOVETO, *[Outline.CURVE4] * 12, Outline.CLOSEPOLY])


def _letter_i() -> Outline:
    stem = [(-0.52, -0.36), (0.27, -0.36), (0.27, 0.66), (0.56, 0.66), (0.56, 1.0)]
    stem += [(-0.56, 1.0), (-0.56, 0.66), (-0.25, 0.66), (-0.25, -0.02), (-0.52, -0.02)]
    return merged([Outline.circle((0.0, -0.76), 0.3), _polygon(stem)])


def _spanner() -> Outline:
    """An open-ended spanner, lying from lower left to upper right."""
    jaw = [(0.24, -1.0), (0.10, -0.42), (-0.10, -0.42), (-0.24, -1.0)]
    left = [(-0.62, -0.74), (-0.62, -0.26), (-0.27, 0.02), (-0.27, 1.05), (0.27, 1.05)]
    right = [(0.27, 0.02), (0.62, -0.26), (0.62, -0.74)]
    turn = math.radians(40)
    cos, sin = math.cos(turn), math.sin(turn)
    points = [(x * cos - y * sin, x * sin + y * cos) for x, y in [*jaw, *left, *right]]
    return _polygon(points)


def _people() -> Outline:
    """Two heads with shoulders side by side."""
    figures = []
    for x in (-0.56, 0.56):
        figures.append(Outline.circle((x, -0.52), 0.38))
        shoulders = [(x - 0.5, 0.86), (x - 0.5, -0.02), (x + 0.5, -0.02), (x + 0.5, 0.86)]
        codes = [Outline.MOVETO, Outline.CURVE4, Outline.CURVE4, Outline.CURVE4, Outline.CLOSEPOLY]
        figures.append(Outline([*shoulders, shoulders[0]], codes))
    return merged(figures)
