"""Icons are drawn when they are painted, in the colour of their state, as sharp as their size allows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from supportdesk.ui import icons
from supportdesk.ui.kit import button

RED, BLUE = "#C00000", "#0000C0"


def _colours(picture: QPixmap) -> set[str]:
    """The colours of what is drawn solidly."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return {image.pixelColor(x, y).name().upper() for x, y in points if image.pixelColor(x, y).alpha() == 255}


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, int]]:
    """What was drawn, in its order."""
    icons.icon.cache_clear()
    log: list[tuple[str, str, int]] = []
    real = icons.pixmap

    def pixmap(name: str, colour: str, size: int) -> QPixmap:
        log.append((name, colour, size))
        return real(name, colour, size)

    monkeypatch.setattr(icons, "pixmap", pixmap)
    return log


def test_nothing_is_drawn_before_it_is_seen_and_then_once(
    qtbot: QtBot, drawn: list[tuple[str, str, int]]
) -> None:
    one = button("Contacts", "nav")
    qtbot.addWidget(one)
    one.setCheckable(True)
    icons.dress(one, "contacts", RED, 20, BLUE)
    assert drawn == []
    one.grab()
    one.grab()
    assert drawn == [("contacts", RED, 24)]
    one.setChecked(True)
    one.grab()
    assert drawn == [("contacts", RED, 24), ("contacts", BLUE, 24)]


def test_the_chosen_one_has_its_own_colour(qtbot: QtBot) -> None:
    made = icons.icon("plus", RED, BLUE)
    size = QSize(48, 48)
    assert _colours(made.pixmap(size, QIcon.Mode.Normal, QIcon.State.Off)) == {RED}
    assert _colours(made.pixmap(size, QIcon.Mode.Normal, QIcon.State.On)) == {BLUE}
    assert _colours(icons.icon("plus", RED).pixmap(size, QIcon.Mode.Normal, QIcon.State.On)) == {RED}


@pytest.mark.parametrize(
    ("side", "scale", "from_side"), [(20, 1.0, 24), (24, 1.0, 24), (25, 1.0, 48), (20, 2.0, 48)]
)
def test_large_ones_and_sharp_screens_get_the_large_drawing(
    qtbot: QtBot, drawn: list[tuple[str, str, int]], side: int, scale: float, from_side: int
) -> None:
    picture = icons.icon("plus", RED).pixmap(QSize(side, side), scale)
    assert drawn == [("plus", RED, from_side)]
    assert picture.size() == QSize(round(side * scale), round(side * scale))
    assert picture.devicePixelRatio() == scale


def test_what_is_off_is_paler_and_a_copy_draws_the_same(qtbot: QtBot) -> None:
    made, size = icons.icon("plus", RED), QSize(24, 24)
    assert RED not in _colours(made.pixmap(size, QIcon.Mode.Disabled))
    copied = QIcon(made)
    copied.addPixmap(QPixmap(1, 1))  # makes it a copy of its own
    assert copied.pixmap(size).toImage() == made.pixmap(size).toImage()


def test_painted_into_a_list_it_keeps_its_place(qtbot: QtBot) -> None:
    canvas = QPixmap(60, 60)
    canvas.fill(Qt.GlobalColor.white)
    painter = QPainter(canvas)
    icons.icon("plus", RED).paint(painter, QRect(20, 10, 24, 24))
    painter.end()
    image = canvas.toImage()
    inked = [(x, y) for x in range(60) for y in range(60) if image.pixelColor(x, y) != QColor("white")]
    assert all(20 <= x < 44 and 10 <= y < 34 for x, y in inked)
    assert image.pixelColor(32, 22).name().upper() == RED
