"""Where each label goes: beside its node, never on a node, another label or the edge of the picture.

Pure geometry in pixels, y down. Boxes are rows of (left, top, right, bottom).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from supportdesk.records import dataclass

Boxes = NDArray[np.float64]
_CELL = 4.0
# Directions round a node with the cost of each: beside it reads best, then below and above.
_SIDES = (
    (1, 0, 0.0), (-1, 0, 0.0), (1, 0.3, 0.6), (-1, 0.3, 0.6), (1, -0.3, 0.7), (-1, -0.3, 0.7),
    (0, 1, 1.2), (0, -1, 1.6), (1, 0.6, 1.6), (-1, 0.6, 1.6), (1, -0.6, 1.8), (-1, -0.6, 1.8),
    (1, 1, 2.0), (-1, 1, 2.0), (1, -1, 2.2), (-1, -1, 2.2),
)  # fmt: skip
_FURTHER = ((0.0, 0.0), (5.0, 2.5), (11.0, 4.5), (18.0, 7.0), (26.0, 9.5))
_SIDE_COST = 0.9
_FEW = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A label to be placed: its node's middle and reach, and the size of its text."""

    x: float
    y: float
    reach: float
    width: float
    height: float
    prefers_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What labels are laid over: `covered` is forbidden, `density` of lines is avoided where it can be."""

    covered: Covered
    density: Density


def arrange_labels(
    wanted: Sequence[Wanted],
    ground: Ground,
    room: tuple[float, float, float, float],
    others: Boxes | None = None,
) -> list[tuple[float, float, float, float] | None]:
    """A box for each label in order of priority, or None where nothing is free.

    `room` is the box the labels must stay in, `others` are labels that are in place already.
    """
    if not wanted:
        return []
    boxes, costs = _candidates(wanted)
    allowed = _inside(boxes, room) & ~ground.covered.under(boxes)
    if others is not None:
        allowed &= ~_touching(boxes, others)
    costs = costs + ground.density.over(boxes) * 14.0
    costs[~allowed] = np.inf
    per_label = len(_SIDES) * len(_FURTHER)
    boxes, costs = boxes.reshape(len(wanted), per_label, 4), costs.reshape(len(wanted), per_label)
    return _choose(boxes, costs)


def _choose(boxes: Boxes, costs: Boxes) -> list[tuple[float, float, float, float] | None]:
    """Take the cheapest free box of each label; where none is, ask one neighbour to move over."""
    found: list[int | None] = [None] * len(boxes)
    taken = np.full((len(boxes), 4), np.inf)
    for index in range(len(boxes)):
        pick = _first_clear(boxes[index], costs[index], taken[:index])
        if pick is None:
            pick = _make_room(index, boxes, costs, found, taken)
        if pick is not None:
            found[index] = pick
            taken[index] = boxes[index, pick]
    return [None if pick is None else _as_box(boxes[index, pick]) for index, pick in enumerate(found)]


def _make_room(index: int, boxes: Boxes, costs: Boxes, found: list[int | None], taken: Boxes) -> int | None:
    """A pick for this label after one single other label has moved, or None."""
    for pick in np.argsort(costs[index], kind="stable")[:16]:
        if not np.isfinite(costs[index, pick]):
            return None
        box = boxes[index, pick]
        blockers = np.flatnonzero(_touching(taken[:index], box[None, :]))
        if len(blockers) != 1:
            continue
        other = int(blockers[0])
        rest = np.vstack([np.delete(taken[:index], other, axis=0), box[None, :]])
        moved = _first_clear(boxes[other], costs[other], rest)
        if moved is not None:
            found[other] = moved
            taken[other] = boxes[other, moved]
            return int(pick)
    return None


def _candidates(wanted: Sequence[Wanted]) -> tuple[Boxes, Boxes]:
    """All boxes tried for all labels, label by label, and what each costs."""
    x, y, reach, width, height = (
        np.array([getattr(each, name) for each in wanted])[:, None, None]
        for name in ("x", "y", "reach", "width", "height")
    )
    right = np.array([each.prefers_right for each in wanted])[:, None, None]
    side_x, side_y, side_cost = (np.array(column)[None, :, None] for column in zip(*_SIDES, strict=True))
    far, far_cost = (np.array(column)[None, None, :] for column in zip(*_FURTHER, strict=True))
    diagonal = np.where((side_x != 0) & (np.abs(side_y) == 1), 0.72, 1.0)
    gap = reach * diagonal + 4.5 + far
    centre_x = x + np.sign(side_x) * (gap + width / 2)
    centre_y = y + np.where(np.abs(side_y) == 1, side_y * (gap - 1 + height / 2), side_y * (reach + far))
    wrong = np.where(side_x == 0, 0.0, np.where((side_x > 0) == right, 0.0, _SIDE_COST))
    costs = side_cost + far_cost + wrong + np.zeros_like(centre_x)
    boxes = np.stack(
        np.broadcast_arrays(
            centre_x - width / 2, centre_y - height / 2, centre_x + width / 2, centre_y + height / 2
        ),
        axis=-1,
    )
    return boxes.reshape(-1, 4), costs.reshape(-1)


def _first_clear(boxes: Boxes, costs: Boxes, taken: Boxes) -> int | None:
    """The cheapest of the boxes that touches nothing taken; a few at a time, for most find room at once."""
    order = np.argsort(costs, kind="stable")
    order = order[: int(np.isfinite(costs).sum())]
    for few in (order[:_FEW], order[_FEW:]):
        clear = np.flatnonzero(~_touching(boxes[few], taken))
        if len(clear):
            return int(few[clear[0]])
    return None


def _inside(boxes: Boxes, room: tuple[float, float, float, float]) -> NDArray[np.bool_]:
    left, top, right, bottom = room
    across = (boxes[:, 0] >= left + 2) & (boxes[:, 2] <= right - 2)
    return np.asarray(across & (boxes[:, 1] >= top + 2) & (boxes[:, 3] <= bottom - 2))


def _touching(boxes: Boxes, others: Boxes) -> NDArray[np.bool_]:
    """Which of the boxes touch any of the others."""
    if not len(others):
        return np.zeros(len(boxes), dtype=bool)
    left, top, right, bottom = np.ascontiguousarray(boxes.T)[:, :, None]
    other_left, other_top, other_right, other_bottom = np.ascontiguousarray(others.T)
    found = left < other_right
    found &= right > other_left
    found &= top < other_bottom
    found &= bottom > other_top
    return np.asarray(found.any(axis=1))


def _as_box(row: Boxes) -> tuple[float, float, float, float]:
    left, top, right, bottom = (float(each) for each in row)
    return left, top, right, bottom


class Covered:
    """Where obstacles are, in small cells; a box that shares a cell with one counts as touching it."""

    _CELL = 2.0

    def __init__(self, size: tuple[float, float], obstacles: Boxes) -> None:
        self._shape = (int(size[1] / self._CELL) + 2, int(size[0] / self._CELL) + 2)
        grid = np.zeros(self._shape, dtype=np.int32)
        for top, bottom, left, right in zip(*self._cells(obstacles), strict=True):
            grid[top:bottom, left:right] = 1
        self._sums = np.zeros((self._shape[0] + 1, self._shape[1] + 1), dtype=np.int32)
        self._sums[1:, 1:] = grid.cumsum(axis=0).cumsum(axis=1)

    def under(self, boxes: Boxes) -> NDArray[np.bool_]:
        """Which of the boxes touch an obstacle."""
        top, bottom, left, right = self._cells(boxes)
        sums = self._sums
        found = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        return np.asarray(found > 0)

    def _cells(self, boxes: Boxes) -> tuple[NDArray[np.intp], ...]:
        rows, columns = self._shape
        scaled = boxes / self._CELL
        left = np.clip(np.floor(scaled[:, 0]).astype(np.intp), 0, columns - 1)
        top = np.clip(np.floor(scaled[:, 1]).astype(np.intp), 0, rows - 1)
        right = np.clip(np.ceil(scaled[:, 2]).astype(np.intp), left + 1, columns)
        bottom = np.clip(np.ceil(scaled[:, 3]).astype(np.intp), top + 1, rows)
        return top, bottom, left, right


class Density:
    """How much line runs where, summed in cells so that asking for a box costs four look-ups."""

    def __init__(self, size: tuple[float, float], points: Boxes) -> None:
        self._shape = (int(size[1] / _CELL) + 2, int(size[0] / _CELL) + 2)
        grid = np.zeros(self._shape)
        if len(points):
            columns = np.clip((points[:, 0] / _CELL).astype(int), 0, self._shape[1] - 1)
            rows = np.clip((points[:, 1] / _CELL).astype(int), 0, self._shape[0] - 1)
            # A cell counts once, however many lines cross it: a busy spot is no worse than a line.
            grid[rows, columns] = 1.0
        self._sums = np.zeros((self._shape[0] + 1, self._shape[1] + 1))
        self._sums[1:, 1:] = grid.cumsum(axis=0).cumsum(axis=1)

    def over(self, boxes: Boxes) -> Boxes:
        """For each box the share of its cells that a line runs through."""
        rows, columns = self._shape
        left = np.clip((boxes[:, 0] / _CELL).astype(int), 0, columns - 1)
        right = np.clip((boxes[:, 2] / _CELL).astype(int) + 1, 1, columns)
        top = np.clip((boxes[:, 1] / _CELL).astype(int), 0, rows - 1)
        bottom = np.clip((boxes[:, 3] / _CELL).astype(int) + 1, 1, rows)
        sums = self._sums
        inside = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        return np.asarray(inside / np.maximum((right - left) * (bottom - top), 1))


def sampled(starts: Boxes, ends: Boxes, count: int = 48) -> Boxes:
    """Points along straight lines from starts to ends, both rows of (x, y)."""
    share = np.linspace(0, 1, count)[None, :, None]
    return np.asarray((starts[:, None, :] * (1 - share) + ends[:, None, :] * share).reshape(-1, 2))
