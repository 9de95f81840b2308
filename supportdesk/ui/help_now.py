"""Get help now: emergency number and helplines without any unlock; one's own people when unlocked."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from supportdesk.content import helpline_words as words
from supportdesk.content.helplines import Directory, Helpline, load
from supportdesk.content.my_helplines import with_mine
from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.help_mine import MineCard, number
from supportdesk.ui.kit import Card, Columns, Flow, button, clear, column, label, row
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.theme import Theme
from supportdesk.words import _
from supportdesk.words.countries import country as country_name

SHOWN_AT_ONCE = 3


class _Countries(QComboBox):
    """Only a choice made in the open list changes the country: no stray wheel or arrow key may."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.showPopup()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_F4, Qt.Key.Key_Escape, Qt.Key.Key_Tab):
            super().keyPressEvent(event)
        else:
            event.ignore()


class HelpNow(QDialog):
    """A calm page over the window. It never dials: numbers are text to read and copy.

    country_chosen(code)  another country
    goes(page, target)    the person would like to see a page of the open profile
    """

    country_chosen = Signal(str)
    goes = Signal(str, str)

    def __init__(
        self,
        settings: AppSettings,
        theme: Theme,
        snapshot: Snapshot | None,
        parent: QWidget | None = None,
        *,
        today: date | None = None,
    ) -> None:
        super().__init__(parent)
        self._today = today or date.today()
        self._settings = settings
        self._theme = theme
        self._snapshot = snapshot
        self._more: QAbstractButton | None = None
        self.setWindowTitle(settings.window_title)
        self.setModal(True)
        self.setObjectName("page")
        self.country = self._make_country()
        close = button(_("Close"), clicked=self.accept)
        self.heading = label(_("Get help now"), "title")
        self.heading.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.heading.setAccessibleName(_("Get help now"))
        top = row(self.heading, self.country, close, gap=12)
        top.setStretch(0, 1)
        top.setContentsMargins(28, 14, 28, 4)
        self._inside = QWidget()
        self._inside.setObjectName("pageBody")
        self.body = QVBoxLayout()
        self.body.setContentsMargins(28, 4, 28, 8)
        self.body.setSpacing(10)
        self._inside.setLayout(self.body)
        self.lines = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._inside)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(column(top, scroll, self._make_foot(), gap=0))
        if parent is not None:
            self.resize(parent.window().size())
        self._draw()
        (self.heading if self._code else self.country).setFocus()

    @property
    def _code(self) -> str:
        return self.country.currentData() or ""

    def _make_country(self) -> QComboBox:
        box = _Countries()
        box.setAccessibleName(_("Country"))
        box.addItem(_("Choose your country"), "")
        for name, code in sorted((country_name(code), code) for code in load().countries):
            box.addItem(name, code)
        chosen = self._settings.country or (self._snapshot.me.country if self._snapshot else "")
        box.setCurrentIndex(max(box.findData(chosen), 0))
        box.activated.connect(self._choose)
        return box

    def _choose(self, _index: int) -> None:
        if self._code:
            self.country_chosen.emit(self._code)
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.lines.verticalScrollBar()
        steps = {
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
        }
        if event.key() == Qt.Key.Key_Escape:
            self.accept()
        elif event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    @property
    def _directory(self) -> Directory:
        """The directory, as the person wants it while their profile is open; never without a line."""
        if self._snapshot is None:
            return load()
        changed = with_mine(load(), self._snapshot.notes)
        return changed if any(not each.own for each in changed.for_country(self._code)) else load()

    def _draw(self) -> None:
        clear(self.body)
        directory = self._directory
        self.body.addWidget(self._emergency(directory))
        lines = Card(title=self._lines_title(), gap=6)
        self._fill_lines(lines, directory)
        mine = [MineCard(self._snapshot, self._code)] if self._snapshot is not None else []
        self.body.addWidget(Columns(*mine, lines, least=44))
        self.body.addStretch(1)

    def _make_foot(self) -> QWidget:
        """What the page is not, and where there is more; always in view."""
        self.to_lines = button(_("All helplines"), "link", clicked=lambda: self._go("helplines"))
        self.to_after = button(_("After a hard time"), "link", clicked=lambda: self._go("after"))
        for link in (self.to_lines, self.to_after):
            link.setVisible(self._may_leave)
        says = label(_("This app does not call or message anyone. It is not medical care."), "muted")
        foot = QWidget()
        box = row(says, self.to_lines, self.to_after, gap=6)
        box.setStretch(0, 1)
        box.setContentsMargins(28, 4, 28, 10)
        foot.setLayout(box)
        return foot

    @property
    def _may_leave(self) -> bool:
        """Whether the pages of the profile are behind this one: not a dialog, not the first steps."""
        parent = self.parentWidget()
        if self._snapshot is None or (parent is not None and parent.isModal()):
            return False
        return self._snapshot.me.first_steps_done or self._snapshot.me.is_sample

    def _go(self, target: str) -> None:
        self.accept()
        self.goes.emit("plan", target)

    def _emergency(self, directory: Directory) -> QWidget:
        found = directory.emergency(self._code) if self._code else None
        calm = _("You can ask for help even if you are not sure.")
        if found is None:
            said = _("If you might be in danger now, call your local emergency number.")
            return Card(label(said, "section"), label(calm, "muted"), gap=4)
        said = _("If you might be in danger now, call {number}.").format(number=found.number)
        where = _("Emergency number in {country}.").format(country=country_name(found.country))
        also = _("Also: {numbers}.").format(numbers=found.also) if found.also else ""
        told = " ".join(each for each in (where, also, calm) if each)
        return Card(label(said, "huge"), label(told), gap=4)

    def _lines_title(self) -> str:
        if not self._code:
            return _("Helplines")
        return _("Helplines in {country}").format(country=country_name(self._code))

    def _fill_lines(self, card: Card, directory: Directory) -> None:
        # Own lines stand with the own people. Listening lines first: they are looked for in distress.
        found = [each for each in directory.for_country(self._code) if not each.own]
        lines = sorted(found, key=lambda each: not each.listens)
        if not self._code:
            card.body.addWidget(label(_("Choose your country to see its helplines.")))
        for line in lines[:SHOWN_AT_ONCE]:
            card.body.addWidget(self._line(line))
        rest = lines[SHOWN_AT_ONCE:]
        told = label(words.checked_list(directory, self._today), "muted")
        if not rest:
            card.body.addWidget(told)
            return
        more = column(gap=10)
        open_ = button(_("Show {count} more").format(count=len(rest)), "link")
        self._more = open_

        def show_rest() -> None:  # made only now: the first lines are to be there at once
            open_.hide()
            for line in rest:
                made = self._line(line)
                more.addWidget(made)
                made.show()

        open_.clicked.connect(show_rest)
        card.body.addLayout(Flow(told, open_, gap=6))
        card.body.addLayout(more)

    def _line(self, line: Helpline) -> QWidget:
        made = QWidget()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(14)
        grid.addWidget(label(line.name, "strong"), 0, 0)
        way = number(words.how(line), line.phone or line.sms or line.web)
        grid.addWidget(way, 0, 1, Qt.AlignmentFlag.AlignRight)
        whose = _("Written by you") if line.mine else ""
        site = words.site(line.web) if line.phone or line.sms else ""
        about = " · ".join(part for part in (whose, line.hours, line.note.rstrip("."), site) if part)
        grid.addWidget(label(line.purpose), 1, 0, 1, 2)
        grid.addWidget(label(about, "muted"), 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        made.setLayout(grid)
        source = words.source(line)
        made.setToolTip(source)
        made.setObjectName(f"helpline-{line.id}")
        made.setAccessibleName(line.name)
        made.setAccessibleDescription(f"{words.how(line)}. {line.purpose} {about}. {source}")
        return made

    def show_line(self, helpline_id: str) -> None:
        """Bring one helpline into view and put the focus on its number."""
        name = f"helpline-{helpline_id}"
        if self.findChild(QWidget, name) is None and self._more is not None:
            self._more.click()
        found = self.findChild(QWidget, name)
        if found is None:
            return
        numbers = [
            each for each in found.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        (numbers[0] if numbers else self.heading).setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, found, lambda: self.lines.ensureWidgetVisible(found, 0, 40))
