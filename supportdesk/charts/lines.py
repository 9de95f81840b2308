"""The lines of the map: from Me to each contact, zigzags, arrowheads, and the curves of ties."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from matplotlib.path import Path as Outline

from supportdesk.charts.marks import Point, polyline
from supportdesk.domain.contact import Line

# Pixels at full size (domain.md 2.3: 4 px for strong, 2 px for the others, dashes for tenuous).
WIDTHS: Mapping[Line, float] = {Line.STRONG: 4.2, Line.ORDINARY: 1.9, Line.TENUOUS: 1.9}
DASHES: Mapping[Line, tuple[float, ...]] = {
    Line.STRONG: (),
    Line.ORDINARY: (),
    Line.TENUOUS: (5.0, 4.0),
}

# The path codes of a tie, of a line to Me and of an arrowhead.
CURVE = (Outline.MOVETO, Outline.CURVE3, Outline.CURVE3)
SHAFT = (Outline.MOVETO, Outline.LINETO)
HEAD = (Outline.MOVETO, Outline.LINETO, Outline.LINETO, Outline.CLOSEPOLY)


def between(start: Point, end: Point, from_start: float, from_end: float) -> tuple[Point, Point]:
    """The part of the line that begins `from_start` after its start and ends `from_end` before its end."""
    length = math.dist(start, end) or 1.0
    ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    if from_start + from_end >= length:
        from_start = from_end = length / 2
    return (
        (start[0] + ux * from_start, start[1] + uy * from_start),
        (end[0] - ux * from_end, end[1] - uy * from_end),
    )


def direction(start: Point, end: Point) -> Point:
    """The unit vector from start to end."""
    length = math.dist(start, end) or 1.0
    return (end[0] - start[0]) / length, (end[1] - start[1]) / length


def head(tip: Point, towards: Point, size: float) -> tuple[Point, ...]:
    """The corners (codes `HEAD`) of an arrowhead with its tip there, along the unit vector `towards`."""
    ux, uy = towards
    half = size * 0.46
    back = tip[0] - ux * size, tip[1] - uy * size
    left = back[0] - uy * half, back[1] + ux * half
    right = back[0] + uy * half, back[1] - ux * half
    return tip, left, right, tip


def zigzag(start: Point, end: Point, *, swing: float = 4.5, period: float = 11.0) -> Outline:
    """A jagged line between two points."""
    length = math.dist(start, end)
    count = max(2, round(length / period * 2))
    ux, uy = direction(start, end)
    points = [start]
    for index in range(1, count):
        along = length * index / count
        side = swing if index % 2 else -swing
        points.append((start[0] + ux * along - uy * side, start[1] + uy * along + ux * side))
    return polyline([*points, end])


# How far a tie may bow to either side, as shares of its length.
BOWS = (0.07, -0.07, 0.14, -0.14, 0.22, -0.22)


def bows(starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The control points of every bow of every tie, shaped (ties, bows, 2)."""
    middle = (starts + ends) / 2
    across = np.stack([starts[:, 1] - ends[:, 1], ends[:, 0] - starts[:, 0]], axis=-1)
    return np.asarray(middle[:, None, :] + across[:, None, :] * np.array(BOWS)[None, :, None] * 2)


def along_bows(starts: np.ndarray, controls: np.ndarray, ends: np.ndarray, count: int = 14) -> np.ndarray:
    """Points along every bow, shaped (ties, bows, count, 2), without the ends."""
    t = np.linspace(0, 1, count + 2)[1:-1][None, None, :, None]
    first, last = starts[:, None, None, :], ends[:, None, None, :]
    return np.asarray((1 - t) ** 2 * first + 2 * t * (1 - t) * controls[:, :, None, :] + t**2 * last)
