"""The project's own line icons, painted in the colour of the text beside them."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from supportdesk.content.resources import resources_folder

SPACE = 0.25  # of the icon's height, clear between it and the words; Qt adds four pixels at every text size
SMALL, LARGE = 24, 48  # the heights that are drawn; what is lower is made from the next higher one


_copies: list[
    QIconEngine
] = []  # held here, as Qt for Python leaves them to Python; only a changed icon has one


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
    return QIcon(_Drawing(name, colour, checked_colour, before, turn))


class _Drawing(QIconEngine):
    """An icon that is drawn when it is painted first, in the one colour and at the one size that are seen.

    For each it keeps an icon of one picture, so that scaling and the look of what is off are Qt's own.
    """

    def __init__(self, name: str, colour: str, checked_colour: str, before: int, turn: int) -> None:
        super().__init__()
        self._name = name
        self._colours = {QIcon.State.Off: colour, QIcon.State.On: checked_colour or colour}
        self._before = before
        self._turn = turn
        self._drawn: dict[tuple[str, int], QIcon] = {}

    def clone(self) -> QIconEngine:
        colour, checked = self._colours[QIcon.State.Off], self._colours[QIcon.State.On]
        _copies.append(_Drawing(self._name, colour, checked, self._before, self._turn))
        return _copies[-1]

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return self._icon(size, state, 1.0).actualSize(size, mode)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return self._icon(size, state, scale).pixmap(size, scale, mode)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatio()
        self._icon(rect.size(), state, scale).paint(painter, rect, Qt.AlignmentFlag.AlignCenter, mode)

    def _icon(self, size: QSize, state: QIcon.State, scale: float) -> QIcon:
        fits = size.width() * size.height() * scale * scale <= SMALL * SMALL * (1 + SPACE * abs(self._before))
        side, colour = SMALL if fits else LARGE, self._colours[state]
        if (colour, side) not in self._drawn:
            picture = _placed(pixmap(self._name, colour, side), self._before, self._turn)
            self._drawn[colour, side] = QIcon(picture)
        return self._drawn[colour, side]


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
