"""The results of Search everything: a heading for each group, and rows of a title and a line."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from supportdesk.ui.icons import icon
from supportdesk.ui.pages.contact_marks import ALIGN_LEADING, ALIGN_TRAILING
from supportdesk.ui.search_hits import Hit, group_words
from supportdesk.ui.theme import Theme
from supportdesk.words import _

_Index = QModelIndex | QPersistentModelIndex
HIT = Qt.ItemDataRole.UserRole


class HitModel(QAbstractListModel):
    """The hits in view."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: tuple[Hit, ...] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.hits):
            return None
        hit = self.hits[index.row()]
        if role == HIT:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        return hit.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def heading(self, row: int) -> str:
        """The group's words above its first row, or ""."""
        first = row == 0 or self.hits[row - 1].group != self.hits[row].group
        return group_words(self.hits[row].group) if first and self.hits[row].group else ""


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: HitModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        letters = QFontMetrics(option.font)
        hit = self._model.hits[index.row()]
        lines = 1 + bool(hit.line and not hit.command)
        height = letters.lineSpacing() * lines + 2 * _pad(letters) + 2 * (lines - 1)
        if self._model.heading(index.row()):
            height += letters.lineSpacing() + _pad(letters)
        return QSize(letters.averageCharWidth() * 20, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        hit: Hit = index.data(HIT)
        tokens, letters = self._theme.tokens, QFontMetrics(option.font)
        pad = _pad(letters)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        frame = QRectF(option.rect).adjusted(2, 1, -2, -1)
        heading = self._model.heading(index.row())
        if heading:
            painter.setPen(QColor(tokens.muted))
            painter.setFont(_bold(option.font))
            top = QRectF(
                frame.left() + pad, frame.top() + pad, frame.width() - 2 * pad, letters.lineSpacing()
            )
            painter.drawText(top, ALIGN_LEADING, heading)
            frame.setTop(top.bottom() + 1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or over:
            painter.setPen(QPen(QColor(tokens.focus), 2) if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selected if chosen else tokens.hover))
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 8, 8)
        self._words(painter, option, frame.adjusted(pad, pad, -pad, -pad), hit, chosen=chosen)
        painter.restore()

    def _words(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, hit: Hit, *, chosen: bool
    ) -> None:
        tokens, letters = self._theme.tokens, QFontMetrics(option.font)
        quiet = tokens.on_selected if chosen else tokens.muted
        side = letters.lineSpacing()
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        left = box.right() - side if mirrored else box.left()
        mark = QRect(round(left), round(box.top()), side, side)
        icon(hit.icon, quiet).paint(painter, mark)
        beside = side + _pad(letters)
        room = box.adjusted(0, 0, -beside, 0) if mirrored else box.adjusted(beside, 0, 0, 0)
        line = QRectF(room.left(), room.top(), room.width(), letters.lineSpacing())
        painter.setFont(option.font)
        if hit.command is not None and hit.line:
            painter.setPen(QColor(quiet))
            painter.drawText(line, ALIGN_TRAILING, hit.line)
            keys = letters.horizontalAdvance(hit.line) + _pad(letters)
            line = line.adjusted(keys, 0, 0, 0) if mirrored else line.adjusted(0, 0, -keys, 0)
        painter.setPen(QColor(tokens.on_selected if chosen else tokens.text))
        painter.drawText(line, ALIGN_LEADING, _fit(hit.title, letters, line.width()))
        if hit.line and hit.command is None:
            line.translate(0, letters.lineSpacing() + 2)
            painter.setPen(QColor(quiet))
            painter.drawText(line, ALIGN_LEADING, _fit(hit.line, letters, line.width()))


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setBold(True)
    return made


def _fit(text: str, letters: QFontMetrics, room: float) -> str:
    """As much as there is room for, in its own direction whatever that of the window is."""
    line = " ".join(text.split())
    return f"\u2068{letters.elidedText(line, Qt.TextElideMode.ElideRight, int(room))}\u2069"


def _pad(letters: QFontMetrics) -> int:
    return max(letters.height() // 3, 5)


class HitList(QListView):
    """The list under the line; the line keeps the focus and its keys move the choice here."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = HitModel()
        self.setModel(self.rows)
        self._painter = _Painter(theme, self.rows)
        self.setItemDelegate(self._painter)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Search results"))

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show these, the first in hand if it leads anywhere."""
        self.rows.show_hits(hits)
        if hits and hits[0].leads:
            self.setCurrentIndex(self.rows.index(0))
        self.scrollToTop()

    def step(self, by: int) -> Hit | None:
        """Take the next or the one before in hand; they come round."""
        rows = [row for row, hit in enumerate(self.rows.hits) if hit.leads]
        if not rows:
            return None
        here = self.currentIndex().row()
        place = (rows.index(here) + by) % len(rows) if here in rows else min(by, 0)
        self.setCurrentIndex(self.rows.index(rows[place]))
        if rows[place] == 0:
            self.scrollToTop()
        return self.rows.hits[rows[place]]

    @property
    def chosen(self) -> Hit | None:
        """The hit in hand."""
        hit: Hit | None = self.currentIndex().data(HIT) if self.currentIndex().isValid() else None
        return hit

    @property
    def height_wanted(self) -> int:
        """The height of all rows and the frame."""
        return (
            sum(self.sizeHintForRow(row) for row in range(len(self.rows.hits))) + 2 * self.frameWidth() + 14
        )
