"""One need: its words, who covers it, and a place to change both that opens in the row itself."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from supportdesk.domain.contact import Contact, SupportType
from supportdesk.domain.errors import DomainError
from supportdesk.domain.growth import Need
from supportdesk.ui.kit import Choices, Flow, LineField, button, column, label, on_esc, row
from supportdesk.ui.pages.goal_people import PeoplePicker
from supportdesk.ui.pages.goal_words import own, soft
from supportdesk.ui.pages.support_view import Held, NeedView
from supportdesk.ui.theme import Theme, Tokens
from supportdesk.words import _, labels
from supportdesk.words.errors import sentence

PAUSE = 500  # milliseconds without a key before what was typed is saved


class Sign(QWidget):
    """An empty ring, one disc, or two that overlap: how many cover a need (the words beside say it too)."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.tokens = tokens
        self.held = Held.NOBODY

    def sizeHint(self) -> QSize:
        letters = self.fontMetrics()
        return QSize(round(letters.ascent() * 1.5), letters.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.fontMetrics().ascent() * 0.8
        top = (self.height() - side) / 2
        middle = (self.width() - side) / 2
        thick = max(side / 7, 1.5)
        if self.held is Held.NOBODY:
            painter.setPen(QPen(QColor(self.tokens.muted), thick, Qt.PenStyle.DotLine))
            half = thick / 2
            painter.drawEllipse(QRectF(middle, top, side, side).adjusted(half, half, -half, -half))
            return
        painter.setPen(QPen(QColor(self.tokens.surface), thick / 2))
        painter.setBrush(QColor(self.tokens.primary))
        places = [middle] if self.held is Held.ONE else [middle - side * 0.3, middle + side * 0.3]
        for left in places:
            painter.drawEllipse(QRectF(left, top, side, side))


class NeedRow(QWidget):
    """A need as it is, and its editor once asked for.

    changed(need)   another text, type or set of contacts, to be saved
    removed(id)     the person takes it away
    opened(widget)  the editor is there and wants to be in view
    """

    changed = Signal(object)
    removed = Signal(str)
    opened = Signal(object)

    def __init__(self, theme: Theme, view: NeedView, people: tuple[Contact, ...]) -> None:
        super().__init__()
        self._theme = theme
        self.view = view
        self._people = people
        self.editor: NeedEditor | None = None
        self.sign = Sign(theme.tokens)
        self.words = label("")
        self.covered = label("", "muted")
        self.change = button(_("Change"), "link", clicked=self.open)
        said = column(self.words, self.covered, gap=2)
        line = row(self.sign, said, self.change, gap=10)
        line.setStretch(1, 1)
        line.setAlignment(self.change, Qt.AlignmentFlag.AlignTop)
        line.setAlignment(self.sign, Qt.AlignmentFlag.AlignTop)
        self._box = column(line, gap=8)
        self.setLayout(self._box)
        theme.changed.connect(self._recolour)
        self._draw()

    def show_view(self, view: NeedView, people: tuple[Contact, ...]) -> None:
        """Show this; what is being typed stays."""
        if view != self.view:
            self.view = view
            self._draw()
        self._people = people
        if self.editor is not None:
            self.editor.show_need(view.need, people)

    @property
    def is_open(self) -> bool:
        """Whether the editor is in view."""
        return self.editor is not None and not self.editor.isHidden()

    def open(self) -> None:
        """Open the editor and put the focus into its text, or close it."""
        if self.is_open:
            self.close_editor()
            return
        if self.editor is None:
            self.editor = NeedEditor(self.view.need, self._people)
            self.editor.changed.connect(self.changed)
            self.editor.removed.connect(lambda: self.removed.emit(self.view.need.id))
            self.editor.done.connect(self.close_editor)
            self._box.addWidget(self.editor)
        self.editor.show()
        self.change.hide()
        self.editor.text.setFocus()
        self.editor.text.edit.end(False)
        self.opened.emit(self)

    def close_editor(self) -> None:
        """Save what is typed and fold the editor away."""
        if self.editor is not None:
            self.editor.flush()
            self.editor.hide()
        self.change.show()
        self.change.setFocus()

    def flush(self) -> None:
        """Save what is being typed."""
        if self.editor is not None:
            self.editor.flush()

    def _draw(self) -> None:
        text = self.view.need.text
        self.words.setText(soft(own(text)))
        self.words.setAccessibleName(text)
        self.covered.setText(soft(self.view.covered))
        self.sign.held = self.view.held
        self.sign.update()
        self.change.setAccessibleName(_("Change: {need}").format(need=text))
        self.change.setAccessibleDescription(self.view.covered)
        self.setAccessibleName(f"{text}. {self.view.covered}")

    def _recolour(self) -> None:
        self.sign.tokens = self._theme.tokens
        self.sign.updateGeometry()
        self.sign.update()


class NeedEditor(QWidget):
    """Text, type and contacts of one need; everything is saved by itself."""

    changed = Signal(object)
    removed = Signal()
    done = Signal()

    def __init__(self, need: Need, people: tuple[Contact, ...]) -> None:
        super().__init__()
        self._need = need
        self.text = LineField(_("What would help?"), need.text)
        self.type = Choices(_("What kind of support is it?"), type_options(), need.type, chips=True)
        self.people = PeoplePicker(_("Who could help with this?"))
        self.people.show_people(people, need.contact_ids)
        close = button(_("Done"), clicked=self.done.emit)
        remove = button(_("Remove this need"), "link", clicked=self.removed.emit)
        self.setLayout(column(self.text, self.people, self.type, Flow(close, remove), gap=10))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.flush)
        self.text.changed.connect(lambda _text: self._timer.start())
        self.text.committed.connect(lambda _text: self.flush())
        self.text.edit.returnPressed.connect(self.done)
        self.type.chosen.connect(self._move)
        self.people.chosen.connect(lambda ids: self._save(contact_ids=ids))
        on_esc(self, self.done.emit)

    def show_need(self, need: Need, people: tuple[Contact, ...]) -> None:
        """Bring up to date what is not being typed."""
        if self.text.value == self._need.text and not self._timer.isActive():
            self.text.value = need.text
            self.text.wrong("")
        self._need = need
        self.type.value = need.type
        self.people.show_people(people, need.contact_ids)

    def _move(self, type_: SupportType) -> None:
        """Under another type; the row it stands in goes, so what is typed is saved first."""
        self.flush()
        self._save(type=type_)

    def flush(self) -> None:
        """Save the text if it is another one; an empty or too long one is told and stays."""
        self._timer.stop()
        if self.text.value == self._need.text:
            self.text.wrong("", focus=False)
        elif not self.text.value:
            self.text.wrong(_("Type a few words, or remove this need."), focus=False)
        else:
            self._save(text=self.text.value)

    def _save(self, **fields: object) -> None:
        try:
            need = replace(self._need, **fields)  # type: ignore[arg-type]
        except DomainError as error:
            self.text.wrong(sentence(error.code, error.values), focus=False)
            return
        self.text.wrong("", focus=False)
        self._need = need
        self.changed.emit(need)


def type_options() -> list[tuple[SupportType, str]]:
    """The four types with their words."""
    return [(each, labels.support_type(each)) for each in SupportType]
