"""The project's own line icons, painted in the colour of the text beside them."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from supportdesk.content.resources import resources_folder


@lru_cache(maxsize=512)
def icon(name: str, colour: str, checked_colour: str = "") -> QIcon:
    """The icon `resources/icons/<name>.svg` in `colour`, sharp at every size up to 48 pixels."""
    made = QIcon()
    for size in (24, 48):
        made.addPixmap(pixmap(name, colour, size))
        if checked_colour:
            made.addPixmap(pixmap(name, checked_colour, size), QIcon.Mode.Normal, QIcon.State.On)
    return made


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
