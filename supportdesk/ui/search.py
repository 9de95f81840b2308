"""The search box on top: contacts, goals and pages, as you type."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget

from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.text import fold
from supportdesk.ui.desk import Desk
from supportdesk.ui.icons import icon
from supportdesk.ui.kit import announce, column
from supportdesk.ui.theme import Theme
from supportdesk.words import _, labels, ngettext

SHOWN = 9


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: where it leads, what it says and which icon it has."""

    page: str
    target: str
    text: str
    icon: str


def find(snapshot: Snapshot, words: str) -> tuple[Hit, ...]:
    """Contacts, goals and pages whose text has every word typed; names that begin with it come first."""
    parts = fold(words).split()
    if not parts:
        return ()
    scored: list[tuple[int, int, Hit]] = []
    for hay, hit in _everything(snapshot):
        text = fold(hay)
        if all(part in text for part in parts):
            first = fold(hit.text)
            rank = 0 if first.startswith(parts[0]) else 1 if f" {parts[0]}" in first else 2
            scored.append((rank, len(scored), hit))
    return tuple(hit for _rank, _number, hit in sorted(scored, key=lambda each: each[:2])[:SHOWN])


def _everything(snapshot: Snapshot) -> list[tuple[str, Hit]]:
    found: list[tuple[str, Hit]] = []
    for each in snapshot.contacts:
        kinds = " ".join(labels.kind(kind) for kind in each.kinds)
        numbers = " ".join(phone.number for phone in each.phones)
        hay = " ".join((each.name, each.nickname, each.role, kinds, numbers, *each.emails, each.notes))
        also = each.role or (labels.kind(each.kind) if each.kinds else "")
        shown = f"{each.name} · {also}" if also else each.name
        found.append((hay, Hit("contacts", each.id, shown, "contacts")))
    for goal in snapshot.goals:
        hay = " ".join((goal.what, goal.smallest, goal.if_moment, goal.then_action, goal.note))
        found.append((hay, Hit("goals", goal.id, goal.what, "goals")))
    needs = snapshot.notes.needs
    found.extend((each.text, Hit("support", each.id, each.text, "support")) for each in needs)
    found.extend((hit.text, hit) for hit in _pages())
    return found


def _pages() -> tuple[Hit, ...]:
    return (
        Hit("today", "", _("Go to Today"), "today"),
        Hit("contacts", "", _("Go to Contacts"), "contacts"),
        Hit("contacts", "new", _("Add a contact"), "plus"),
        Hit("check-ins", "", _("Go to Check-ins"), "check-ins"),
        Hit("check-in", "", _("Log a check-in"), "plus"),
        Hit("map", "", _("Go to Map"), "map"),
        Hit("support", "", _("Go to My support"), "support"),
        Hit("support", "now", _("Who can I reach now?"), "support"),
        Hit("support", "new", _("Add a need"), "plus"),
        Hit("goals", "", _("Go to Goals"), "goals"),
        Hit("goals", "new", _("Add a goal"), "plus"),
        Hit("plan", "", _("Go to My plan"), "plan"),
        Hit("settings", "", _("Go to Settings"), "settings"),
    )


class SearchBox(QWidget):
    """A line to type in and a list below it; arrow keys choose, Enter opens, Esc leaves."""

    goes = Signal(str, str)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self._hits: tuple[Hit, ...] = ()
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(_("Search contacts and goals (Ctrl+K)"))
        self.edit.setAccessibleName(_("Search contacts and goals"))
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
        self.list: QListWidget | None = None

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
            self.edit.clear()
            self._hide_list()
            return True
        shown = self.list is not None and self.list.isVisible()
        if not shown or self.list is None:
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow((self.list.currentRow() + step) % max(len(self._hits), 1))
            item = self.list.currentItem()
            if item is not None:
                announce(self.edit, item.text())
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.list.currentRow())
            return True
        return False

    def _search(self, typed: str) -> None:
        self._hits = find(self._desk.snapshot, typed)
        if not typed.strip():
            self._hide_list()
            return
        list_ = self._make_list()
        list_.clear()
        for hit in self._hits:
            list_.addItem(QListWidgetItem(icon(hit.icon, self._theme.tokens.muted), hit.text))
        if not self._hits:
            nothing = QListWidgetItem(_("No match for that word. Try a shorter word, or check the spelling."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            list_.addItem(nothing)
        else:
            list_.setCurrentRow(0)
        self._place()
        count = len(self._hits)
        announce(self.edit, ngettext("{count} result", "{count} results", count).format(count=count))

    def _make_list(self) -> QListWidget:
        if self.list is None:
            self.list = QListWidget(self._host())
            self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.list.setFrameShape(QFrame.Shape.StyledPanel)
            self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.list.setAccessibleName(_("Search results"))
            self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
            self.list.itemClicked.connect(lambda item: self._open(self.list.row(item) if self.list else -1))
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
        high = sum(list_.sizeHintForRow(each) for each in range(list_.count())) + 24
        list_.setIconSize(QSize(round(self._theme.points * 1.6), round(self._theme.points * 1.6)))
        list_.setGeometry(
            corner.x(), corner.y(), self.edit.width(), min(high, host.height() - corner.y() - 20)
        )
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
        if self.list is not None:
            self.list.hide()

    def _open(self, number: int) -> None:
        if not 0 <= number < len(self._hits):
            return
        hit = self._hits[number]
        self.leave()
        self.edit.clearFocus()
        self.goes.emit(hit.page, hit.target)
