"""The project's own line icons, painted in the colour of the text beside them."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from supportdesk.content.resources import resources_folder

SPACE = 0.25  # of the icon's height, clear between it and the words; Qt adds four pixels at every text size


def dress(
    button: QAbstractButton, name: str, colour: str, side: int, checked_colour: str = "", *, turn: int = 0
) -> None:
    """Give a button its icon, `side` pixels high; beside words it stands a little away from them."""
    before = (-1 if button.isRightToLeft() else 1) if button.text() else 0
    button.setIcon(icon(name, colour, checked_colour, before, turn))
    button.setIconSize(QSize(side + (round(side * SPACE) if before else 0), side))


@lru_cache(maxsize=512)
def icon(name: str, colour: str, checked_colour: str = "", before: int = 0, turn: int = 0) -> QIcon:
    """The icon `resources/icons/<name>.svg` in `colour`, sharp at every size up to 48 pixels.

    `before` is 1 for clear space on its right, -1 for clear space on its left; `turn` is in degrees.
    """
    made = QIcon()
    for size in (24, 48):
        made.addPixmap(_placed(pixmap(name, colour, size), before, turn))
        if checked_colour:
            checked = _placed(pixmap(name, checked_colour, size), before, turn)
            made.addPixmap(checked, QIcon.Mode.Normal, QIcon.State.On)
    return made


def _placed(picture: QPixmap, before: int, turn: int) -> QPixmap:
    if turn:
        picture = picture.transformed(QTransform().rotate(turn))
    if not before:
        return picture
    space = round(picture.height() * SPACE)
    wider = QPixmap(picture.width() + space, picture.height())
    wider.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wider)
    painter.drawPixmap(0 if before > 0 else space, 0, picture)
    painter.end()
    return wider


def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """The icon as a picture of `size` pixels; empty when there is no such icon."""
    picture = QPixmap(QSize(size, size))
    picture.fill(Qt.GlobalColor.transparent)
    file = resources_folder() / "icons" / f"{name}.svg"
    if file.is_file():
        drawing = file.read_bytes().replace(b"currentColor", colour.encode())
        painter = QPainter(picture)
        QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, size, size))
        painter.end()
    return picture


@lru_cache(maxsize=1)
def app_icon() -> QIcon:
    """The icon of the program."""
    made = QIcon()
    for size in (48, 128):
        made.addPixmap(pixmap("app", "#1F6F64", size))
    return made
