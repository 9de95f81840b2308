""" "Who?": a line that finds contacts as one types, and a chip for each that was taken."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QPushButton, QSizePolicy, QWidget

from supportdesk.domain.contact import Contact
from supportdesk.domain.find import hits, words
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.text import fold
from supportdesk.ui.kit import Flow, Line, announce, button, clear, column, label, restyle
from supportdesk.ui.pages.goal_words import shorten
from supportdesk.words import _, labels

SHOWN = 5
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def matching(contacts: tuple[Contact, ...], typed: str) -> tuple[Contact, ...]:
    """Those whose name, nickname or role has every word typed; names that begin with it come first."""
    wanted = words(typed)
    found: list[tuple[int, str, Contact]] = []
    for each in contacts if wanted else ():
        names = [fold(name) for name in (each.name, each.nickname) if name]
        if hits(" ".join((*names, fold(each.role))), wanted):
            rank = 0 if any(name.startswith(wanted[0]) for name in names) else 1
            found.append((rank, names[0], each))
    return tuple(each for _rank, _name, each in sorted(found, key=lambda one: one[:2]))[:SHOWN]


class Matches(QListWidget):
    """The contacts that fit, below the line; it takes no focus and no more room than its rows."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Matching contacts"))

    def sizeHint(self) -> QSize:
        high = sum(self.sizeHintForRow(each) for each in range(self.count()))
        return QSize(100, high + 14)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class PeopleField(QWidget):
    """The value is the ids of the contacts taken, in their order.

    changed()     someone was taken or taken out
    passed()      Enter on the empty line: on to the next question
    """

    changed = Signal()
    passed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ids: tuple[str, ...] = ()
        self._snapshot = Snapshot()
        self.found: tuple[Contact, ...] = ()
        self.title = label(_("Who?"), "strong")
        self.edit = Line()
        self.edit.setMaxLength(200)
        self.edit.setAccessibleName(_("Who?"))
        self.edit.setPlaceholderText(_("Type a name, then Enter"))
        self.edit.textChanged.connect(self._look)
        self.edit.installEventFilter(self)
        self.title.setBuddy(self.edit)
        self.setFocusProxy(self.edit)
        self.matches = Matches()
        self.matches.itemClicked.connect(lambda item: self.take(self.found[self.matches.row(item)].id))
        self.matches.hide()
        self.below = label("", "error")
        self.below.hide()
        self._chips = Flow(gap=6)
        self.holder = QWidget()
        self.holder.setLayout(self._chips)
        self.holder.hide()
        self.setLayout(column(self.title, self.holder, self.edit, self.matches, self.below, gap=6))

    @property
    def value(self) -> tuple[str, ...]:
        """The ids of those taken."""
        return self._ids

    @property
    def chips(self) -> list[QPushButton]:
        """The chips in their order."""
        return [self._chips.itemAt(at).widget() for at in range(self._chips.count())]  # type: ignore[union-attr,misc]

    def show_people(self, snapshot: Snapshot, ids: tuple[str, ...], typed: str) -> None:
        """Show these contacts and this half-typed name."""
        self._snapshot, self._ids = snapshot, ids
        self._draw()
        self.edit.setText(typed)
        self._look(typed)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Names may have changed; what was typed stays."""
        if snapshot.contacts != self._snapshot.contacts:
            self._snapshot = snapshot
            self._draw()
            self._look(self.edit.text())
        self._snapshot = snapshot

    def wrong(self, sentence: str) -> None:
        """Show (or with "" take away) an error below the line, and go there."""
        self.below.setText(sentence)
        self.below.setVisible(bool(sentence))
        restyle(self.edit, "wrong" if sentence else "")
        self.edit.setAccessibleDescription(sentence)
        if sentence:
            self.edit.setFocus()
            announce(self.edit, sentence)

    def take(self, contact_id: str) -> None:
        """Add a contact."""
        self.edit.clear()
        self.edit.setFocus()
        if contact_id not in self._ids:
            self._ids = (*self._ids, contact_id)
            self._draw()
            self.changed.emit()

    def take_typed(self) -> None:
        """Take what the half-typed name can only mean, before saving."""
        exact = [each for each in self.found if fold(self.edit.text().strip()) == fold(each.short_name)]
        sure = exact or list(self.found)
        if len(sure) == 1 or (sure and not self._ids):
            self.take(sure[0].id)

    # ---- inside

    def _draw(self) -> None:
        clear(self._chips)
        for each in self._ids:
            contact = self._snapshot.contact(each)
            name = contact.short_name if contact is not None else _("a removed contact")
            chip = button(
                f"{shorten(name, 30).replace('&', '&&')}  ×", "chip", clicked=partial(self._drop, each)
            )
            chip.setMinimumWidth(1)  # a very long name is cut, and never wider than the panel
            chip.setToolTip(name)
            chip.setAccessibleName(_("Take out {name}").format(name=name))
            self._chips.addWidget(chip)
            chip.show()
        self.holder.setVisible(bool(self._ids))
        self.edit.setPlaceholderText(
            _("Someone else, if you like") if self._ids else _("Type a name, then Enter")
        )
        self.updateGeometry()

    def _drop(self, contact_id: str) -> None:
        self._ids = tuple(each for each in self._ids if each != contact_id)
        self.edit.setFocus()
        self._draw()
        self.changed.emit()

    def _look(self, typed: str) -> None:
        free = tuple(each for each in self._snapshot.active if each.id not in self._ids)
        self.found = matching(free, typed)
        self.matches.clear()
        for each in self.found:
            also = each.role or (labels.kind(each.kind) if each.kinds else "")
            self.matches.addItem(f"{each.name} · {also}" if also else each.name)
        if self.found:
            self.matches.setCurrentRow(0)
            announce(self.edit, self.found[0].name)
        self.matches.setVisible(bool(self.found))
        self.matches.updateGeometry()
        nobody = bool(typed.strip()) and not self.found
        self.wrong("")
        if nobody:
            self.below.setText(_("Nobody here by that name. You can add them under Contacts."))
            restyle(self.below, "muted")
            self.below.show()
        else:
            restyle(self.below, "error")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held != Qt.KeyboardModifier.NoModifier:
            return False
        if key in _ENTER:
            if self.found:
                self.take(self.found[max(self.matches.currentRow(), 0)].id)
            elif not self.edit.text().strip():
                self.passed.emit()
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.found:
            step = 1 if key == Qt.Key.Key_Down else -1
            self.matches.setCurrentRow((self.matches.currentRow() + step) % len(self.found))
            announce(self.edit, self.matches.currentItem().text())
            return True
        if key == Qt.Key.Key_Backspace and not self.edit.text() and self._ids:
            self._drop(self._ids[-1])
            return True
        return False
