"""The real pages as pictures, one at a time, and the same as text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QPushButton, QScrollArea, QSizePolicy, QWidget

from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.story import Past
from supportdesk.report.choices import Choices as PaperChoices
from supportdesk.report.choices import Paper
from supportdesk.ui.kit import Flow, announce, button, column, label, restyle, row
from supportdesk.ui.pages.plan_fields import IconButton
from supportdesk.ui.pages.plan_making import Made, Maker, Wish
from supportdesk.ui.pages.plan_words import words_of
from supportdesk.ui.theme import Theme
from supportdesk.words import _
from supportdesk.words.errors import sentence

QUIET_FOR = 300  # milliseconds before it is said that a page is being made
SETTLED = 120  # milliseconds without a change of size before the page is drawn anew
EDGE = 8  # pixels around the paper
_INCHES = {Paper.A4: (8.2677, 11.6929), Paper.LETTER: (8.5, 11.0)}
_PPI = (40, 400)


class Zoom(StrEnum):
    """How the page is shown."""

    WIDTH = "width"
    WHOLE = "whole"
    FULL = "full"
    WORDS = "words"


def _zooms() -> tuple[tuple[Zoom, str], ...]:
    return (
        (Zoom.WIDTH, _("Wide")),
        (Zoom.WHOLE, _("Whole page")),
        (Zoom.FULL, _("100%")),
        (Zoom.WORDS, _("As text")),
    )


class Preview(QWidget):
    """Shows one page of the plan as chosen; the picture before stays until the new one is ready."""

    def __init__(self, theme: Theme, maker: Maker) -> None:
        super().__init__()
        self._maker = maker
        self._made: Made | None = None
        self._source: tuple[Snapshot, PaperChoices, date, Past | None] | None = None
        self.page = 0
        self.before = IconButton(theme, "back", _("Page before"), lambda: self.turn(-1))
        self.after = IconButton(theme, "forward", _("Next page"), lambda: self.turn(1))
        self.place = label("", wrap=False)
        self.zooms = QButtonGroup(self)
        self._chips = {each: self._chip(each, words) for each, words in _zooms()}
        self.status = label("", "muted")
        self.status.hide()
        self.again = button(_("Try again"), clicked=self.refresh)
        self.again.hide()
        self.sheet = Sheet(theme)
        self.area = _Area(self.sheet)
        self.area.turned.connect(self.turn)
        self.area.resized.connect(self._resized)
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(_("The plan as text"))
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.words.hide()
        turning = QWidget()
        turning.setLayout(row(self.before, self.place, self.after, gap=2))
        whole = column(
            Flow(turning, *self._chips.values(), gap=6), self.status, self.again, self.area, self.words, gap=8
        )
        whole.setStretch(3, 1)
        whole.setStretch(4, 1)
        self.setLayout(whole)
        self._settle = self._timer(SETTLED, self.refresh)
        self._slow = self._timer(QUIET_FOR, self._say_making)
        maker.made.connect(self._show)
        maker.failed.connect(self._fail)
        self._place()

    def _timer(self, pause: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(call)
        return timer

    def _chip(self, zoom: Zoom, words: str) -> QPushButton:
        chip = button(words, "chip", clicked=lambda: self.show_as(zoom))
        chip.setCheckable(True)
        chip.setChecked(zoom is Zoom.WIDTH)
        chip.setAccessibleName(_("Show the page: {how}").format(how=words))
        self.zooms.addButton(chip)
        return chip

    @property
    def zoom(self) -> Zoom:
        """How the page is shown."""
        return next(each for each, chip in self._chips.items() if chip.isChecked())

    # ---- what is wanted

    def show_source(
        self, snapshot: Snapshot, choices: PaperChoices, today: date, before: Past | None = None
    ) -> None:
        """Show the plan of this snapshot as chosen; `before` is the map on the day of the last review."""
        if self._source is not None and self._source[1].edition is not choices.edition:
            self.page = 0
        self._source = snapshot, choices, today, before
        self.sheet.fit(self._page_size())
        self.refresh()

    def refresh(self) -> None:
        """Ask for the page in view, unless it is there."""
        wish = self._wish()
        if wish is None or (self._is_there(wish) and not self._maker.is_busy):
            return
        if not self._slow.isActive() and self.status.isHidden():
            self._slow.start()
        self._maker.wish(wish)

    def turn(self, step: int) -> None:
        """The page before (-1) or the next one (1)."""
        count = self._made.count if self._made else 1
        page = min(max(self.page + step, 0), count - 1)
        if page == self.page:
            return
        self.page = page
        self.area.verticalScrollBar().setValue(0 if step > 0 else self.area.verticalScrollBar().maximum())
        self._place()
        announce(self, self.place.text())
        self._draw()
        self.refresh()

    def _wish(self) -> Wish | None:
        if self._source is None:
            return None
        snapshot, choices, today, before = self._source
        return Wish(
            snapshot=snapshot, choices=choices, today=today, page=self.page, ppi=self._ppi(), before=before
        )

    def _is_there(self, wish: Wish) -> bool:
        made = self._made
        if made is None or made.wish.source != wish.source:
            return False
        return self.zoom is Zoom.WORDS or (made.wish.ppi == wish.ppi and made.has(self.page))

    def _inches(self) -> tuple[float, float]:
        return _INCHES[self._source[1].paper if self._source else Paper.A4]

    def _page_size(self) -> QSize:
        """The paper in pixels of the window."""
        width, height = self._inches()
        room = self.area.room()
        scale = 96.0
        if self.zoom is not Zoom.FULL:
            scale = max(room.width() - 2 * EDGE, 160) / width
        if self.zoom is Zoom.WHOLE:
            scale = min(scale, max(room.height() - 2 * EDGE, 160) / height)
        return QSize(round(width * scale), round(height * scale))

    def _ppi(self) -> int:
        exact = self._page_size().width() / self._inches()[0] * self.devicePixelRatioF()
        return min(max(round(exact), _PPI[0]), _PPI[1])

    # ---- what is there

    @property
    def made(self) -> Made | None:
        """What is shown now."""
        return self._made

    def _show(self, made: Made) -> None:
        self._slow.stop()
        self.status.hide()
        self.again.hide()
        self._made = made
        self.page = min(self.page, made.count - 1)
        text = words_of(made.document)
        if self.words.toPlainText() != text:
            self.words.setPlainText(text)
        self._place()
        self._draw()
        if made.is_rough and self.zoom is not Zoom.WORDS:
            # It is there at once; now make its small letters fine.
            self._maker.wish(replace(made.wish, page=self.page, fine=True))

    def _draw(self) -> None:
        image = self._made.image(self.page) if self._made else None
        self.sheet.fit(self._page_size())
        if image is not None:
            self.sheet.show_image(image)

    def _place(self) -> None:
        count = self._made.count if self._made else 1
        words = _("Page {page} of {count}").format(page=self.page + 1, count=count)
        self.place.setText(words)
        self.before.setEnabled(self.page > 0)
        self.after.setEnabled(self.page < count - 1)
        self.area.setAccessibleName(_("{place}, as a picture").format(place=words))
        self.area.setAccessibleDescription(_("Choose “As text” to hear or read the same as text."))

    def _say_making(self) -> None:
        if self._maker.is_busy:
            restyle(self.status, "muted")
            self.status.setText(_("Making the page…"))
            self.status.show()

    def _fail(self, error: Exception) -> None:
        self._slow.stop()
        told = sentence(getattr(error, "code", "cannot_set"))
        restyle(self.status, "error")
        self.status.setText(told)
        self.status.show()
        self.again.show()
        announce(self, told)

    def show_as(self, zoom: Zoom) -> None:
        """Show the page in this way."""
        self._chips[zoom].setChecked(True)
        as_words = zoom is Zoom.WORDS
        self.area.setVisible(not as_words)
        self.words.setVisible(as_words)
        for each in (self.before, self.after, self.place):
            each.setVisible(not as_words)
        if not as_words:
            self._draw()
        self.refresh()

    def _resized(self) -> None:
        if self._source is not None:
            self.sheet.fit(self._page_size())
            self._settle.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange and hasattr(self, "_settle"):
            self._settle.start()


class Sheet(QWidget):
    """The paper: the newest picture, scaled until one of the right size is there."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.image = QImage()
        self.is_marked = False
        self._size = QSize(400, 560)

    def mark(self, focused: bool) -> None:
        """Show that the keys go here."""
        self.is_marked = focused
        self.update()

    def fit(self, size: QSize) -> None:
        """Take this size in pixels of the window."""
        self._size = size
        self.setMinimumSize(size.width() + 2 * EDGE, size.height() + 2 * EDGE)
        self.update()

    def show_image(self, image: QImage) -> None:
        """Show this picture of a page."""
        self.image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        left = max((self.width() - self._size.width()) // 2, EDGE)
        page = QRect(left, EDGE, self._size.width(), self._size.height())
        painter.fillRect(page, Qt.GlobalColor.white)
        if not self.image.isNull():
            ratio = self.devicePixelRatioF()
            exact = abs(self.image.width() - page.width() * ratio) <= 1.5
            if exact:
                # One pixel of the picture on one of the screen, so that letters stay sharp.
                width, height = self.image.width() / ratio, self.image.height() / ratio
                painter.drawImage(QRectF(page.x(), page.y(), width, height), self.image)
            else:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(page, self.image)
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.drawRect(page.adjusted(-1, -1, 0, 0))
        if self.is_marked:
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.drawRect(page.adjusted(-4, -4, 3, 3))
        painter.end()


class _Area(QScrollArea):
    """The table the paper lies on. Page Up and Page Down turn the page at its ends."""

    turned = Signal(int)
    resized = Signal()

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet
        self.setObjectName("page")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        sheet.setObjectName("pageBody")
        self.setWidget(sheet)
        self.setMinimumHeight(240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def room(self) -> QSize:
        """The room for the paper, with the scroll bar taken off so that it does not come and go."""
        bar = self.verticalScrollBar().sizeHint().width()
        frame = self.maximumViewportSize()
        return QSize(frame.width() - bar, frame.height())

    def sizeHint(self) -> QSize:
        return QSize(320, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_PageDown and bar.value() >= bar.maximum():
            self.turned.emit(1)
        elif event.key() == Qt.Key.Key_PageUp and bar.value() <= bar.minimum():
            self.turned.emit(-1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._sheet.mark(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._sheet.mark(False)
