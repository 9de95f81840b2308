"""The line of the weeks: answers where they belong, gaps left open, no colour of alarm."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from matplotlib.figure import Figure
from matplotlib.path import Path as Outline

from supportdesk.charts import colours
from supportdesk.charts.view import Theme
from supportdesk.charts.weeks import WeeksView, draw
from supportdesk.domain.checkin import LookBack
from supportdesk.domain.look_back import Week, weeks

END = date(2026, 11, 1)


def row(*answers: tuple[int | None, int | None, str] | None) -> tuple[Week, ...]:
    found = [
        LookBack(
            week_end=END - timedelta(days=7 * (len(answers) - 1 - at)),
            supported=each[0],
            energy=each[1],
            keep=each[2],
        )
        for at, each in enumerate(answers)
        if each is not None
    ]
    return weeks(found, END, 100)


def drawn(shown: tuple[Week, ...], theme: Theme = Theme.LIGHT) -> tuple[Figure, tuple[object, ...]]:
    figure = Figure(figsize=(6, 4), dpi=96)
    return figure, draw(figure, WeeksView(weeks=shown, theme=theme))


def codes_of(figure: Figure, name: str) -> list[int]:
    """The strokes of a line: a new beginning, or on from the point before."""
    line: Any = next(each for each in figure.artists if each.get_gid() == name)
    return [int(code) for code in line.get_path().codes]


def test_higher_answers_stand_higher_and_later_ones_further_right() -> None:
    _figure, spots = drawn(row((0, 1, ""), (5, 3, ""), (10, 5, "kept")))
    first, second, third = spots[:3]
    assert first.x < second.x < third.x  # type: ignore[attr-defined]
    assert first.y > second.y > third.y  # type: ignore[attr-defined]
    assert second.y == pytest.approx((first.y + third.y) / 2)  # type: ignore[attr-defined]
    assert [each.kept for each in spots[:3]] == [False, False, True]  # type: ignore[attr-defined]
    assert len(spots) == 6


def test_a_gap_stays_a_gap() -> None:
    figure, _spots = drawn(row((4, 2, ""), (5, None, ""), None, (6, 3, ""), (7, 3, "")))
    move, on = Outline.MOVETO, Outline.LINETO
    assert codes_of(figure, "supported-line") == [move, on, move, on]
    assert codes_of(figure, "energy-line") == [move, move, on]


def test_one_week_and_none_are_drawn_too() -> None:
    assert len(drawn(row((4, None, "")))[1]) == 1
    assert drawn(())[1] == ()


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_the_same_shapes_in_every_theme_and_no_colour_but_the_quiet_ones(theme: Theme) -> None:
    shown = row((4, 2, ""), None, (9, 5, "kept"))
    figure, spots = drawn(shown, theme)
    assert spots == drawn(shown, Theme.PRINT)[1]
    known = colours.of(theme)
    quiet = {known.me, known.muted, known.ring_line, known.background}
    used = {
        ("#{:02X}{:02X}{:02X}".format(*tuple(round(part * 255) for part in ink[:3])))
        for patch in figure.artists
        for ink in (patch.get_facecolor(), patch.get_edgecolor())
        if ink[3]
    }
    assert used
    assert used <= {each.upper() for each in quiet}
