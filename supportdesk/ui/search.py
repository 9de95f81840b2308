"""The search line on top: everything a person wrote and everything the program can do, as you type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from supportdesk.domain.text import tidy_line
from supportdesk.ui.desk import Desk
from supportdesk.ui.filling import not_yet
from supportdesk.ui.icons import icon
from supportdesk.ui.kit import announce, column
from supportdesk.ui.search_hits import HELP, NAMED_NEW, NOTE, Hit, Looker
from supportdesk.ui.theme import Theme
from supportdesk.words import _, ngettext

if TYPE_CHECKING:
    from supportdesk.ui.search_list import HitList

__all__ = ["HELP", "NOTE", "SearchBox"]
LEAST = 52  # characters of width the results ask for
EDGE = 28  # pixels they keep from the far edge


class SearchBox(QWidget):
    """A line to type in and a list below it; arrow keys choose, Enter opens, Esc leaves."""

    goes = Signal(str, str)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._desk = desk
        self.looker = Looker(desk)
        desk.filling.done.connect(self._filled)
        self.hits: tuple[Hit, ...] = ()
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(_("Search everything (Ctrl+K)"))
        self.edit.setAccessibleName(_("Search everything"))
        self.edit.setAccessibleDescription(
            _("Finds what you wrote, helplines and commands. Arrow keys choose, Enter opens.")
        )
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.edit.setMaxLength(200)
        self.edit.setClearButtonEnabled(False)
        self.edit.textEdited.connect(self._search)
        self.edit.installEventFilter(self)
        self.setLayout(column(self.edit, gap=0))
        self.setFocusProxy(self.edit)
        self._mark = QLabel(self.edit)
        self._mark.setAccessibleName("")
        theme.changed.connect(self._place_mark)
        self._place_mark()
        self.list: HitList | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event)
            if event.type() == QEvent.Type.Resize:
                self._place_mark()
                if self.list is not None and self.list.isVisible():
                    self._place()
            if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
                self._left_by(event.reason())
            if event.type() == QEvent.Type.FocusIn:
                QTimer.singleShot(0, self, self.looker.warm)
        return super().eventFilter(watched, event)

    def _place_mark(self) -> None:
        size = round(self._theme.points * 1.6)
        picture = icon("search", self._theme.tokens.muted).pixmap(QSize(size, size), self.devicePixelRatioF())
        self._mark.setPixmap(picture)
        self._mark.resize(size, size)
        self.edit.setTextMargins(size + 6, 0, 0, 0)
        right = self.isRightToLeft()
        left = self.edit.width() - size - 12 if right else 12
        self._mark.move(left, (self.edit.height() - size) // 2)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.leave()
            return True
        if self.list is None or not self.list.isVisible():
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if Qt.Key(key) in steps:
            hit = self.list.step(steps[Qt.Key(key)])
            if hit is not None:
                announce(self.edit, hit.spoken)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.list.chosen)
            return True
        return False

    def _search(self, typed: str) -> None:
        if not typed.strip():
            self._hide_list()
            return
        found, waiting = self.looker.find(typed), not_yet(self._desk)
        later = (Hit(group="", title=waiting, icon="info"),) if waiting and found else ()
        self.hits = (*(found or _nothing(typed, waiting)), *later)
        self._make_list().show_hits(self.hits)
        self._place()
        count = len(found)
        words = ngettext("{count} result", "{count} results", count).format(count=count)
        said = words if count else f"{self.hits[0].title} {self.hits[0].line}"
        announce(self.edit, f"{said}. {waiting}" if later else said)

    def _filled(self) -> None:
        """Look once more when everything can be found, unless a row further down is in hand."""
        if self.list is not None and self.list.isVisible() and self.list.currentIndex().row() < 1:
            self._search(self.edit.text())

    def _make_list(self) -> HitList:
        if self.list is None:
            from supportdesk.ui.search_list import HitList

            self.list = HitList(self._theme, self._host())
            self.list.clicked.connect(lambda index: self._open(self.hits[index.row()]))
        return self.list

    def _host(self) -> QWidget:
        """What the list lies over: the workspace and not the window, so that they go together at lock."""
        host: QWidget = self
        while (above := host.parentWidget()) is not None and not above.isWindow():
            host = above
        return host

    def _place(self) -> None:
        list_ = self._make_list()
        host = self._host()
        corner = self.edit.mapTo(host, QPoint(0, self.edit.height() + 4))
        room = host.height() - corner.y() - 20
        left, width = corner.x(), self.edit.width()
        # With large letters the words need more than the line has: up to the far edge of the page.
        wanted = self.fontMetrics().averageCharWidth() * LEAST
        if self.isRightToLeft():
            wider = min(max(wanted, width), left + width - EDGE)
            left, width = left + width - wider, wider
        else:
            width = max(width, min(wanted, host.width() - left - EDGE))
        below = 8 if width > self.edit.width() else 0  # Hide stands beside the line, and is a little taller
        list_.setGeometry(left, corner.y() + below, width, min(list_.height_wanted, room - below))
        list_.show()
        list_.raise_()

    def leave(self) -> None:
        """Take the results away; what was typed goes with them."""
        self.edit.clear()
        self._hide_list()

    def _left_by(self, reason: Qt.FocusReason) -> None:
        """A click into the list leaves the line too, and must find the list."""
        clicked = reason == Qt.FocusReason.MouseFocusReason
        if self.list is not None and not (clicked and self.list.underMouse()):
            self._hide_list()

    def _hide_list(self) -> None:
        self.hits = ()
        if self.list is not None:
            self.list.show_hits(())
            self.list.hide()

    def _open(self, hit: Hit | None) -> None:
        if hit is None or not hit.leads:
            return
        self.leave()
        self.edit.clearFocus()
        if hit.command is not None:
            hit.command.trigger()
        else:
            self.goes.emit(hit.page, hit.target)


def _nothing(typed: str, waiting: str) -> tuple[Hit, ...]:
    """What the list says when nothing fits (`waiting`: so far, and why), and what can be done."""
    name = tidy_line(typed)
    shown = name if len(name) <= 40 else f"{name[:39]}…"
    sentence = Hit(
        group="",
        title=_("No match so far.") if waiting else _("No match for that word."),
        line=waiting or _("Try a shorter word, or check the spelling."),
        icon="info",
    )
    if not name:
        return (sentence,)
    add = _("Add a contact named {name}").format(name=shown)
    return (
        sentence,
        Hit(group="", title=add, icon="plus", page="contacts", target=f"{NAMED_NEW}{name[:200]}"),
    )
