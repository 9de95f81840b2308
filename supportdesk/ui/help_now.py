"""Get help now: emergency number and helplines without any unlock; one's own people when unlocked."""

from __future__ import annotations

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

from supportdesk.content.helplines import Helpline, load
from supportdesk.domain.contact import Contact
from supportdesk.domain.helpline import HelpKind
from supportdesk.domain.plan import Part
from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.clipboard import copy_text
from supportdesk.ui.kit import Card, Columns, announce, button, clear, column, copyable, label, row
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.theme import Theme
from supportdesk.words import _, dates
from supportdesk.words.countries import country as country_name

# Listening lines first: they are what somebody in distress is looking for.
_FIRST = (HelpKind.CRISIS, HelpKind.EMOTIONAL_SUPPORT)
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
    """A calm page over the window. It never dials: numbers are text to read and copy."""

    country_chosen = Signal(str)

    def __init__(
        self, settings: AppSettings, theme: Theme, snapshot: Snapshot | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._theme = theme
        self._snapshot = snapshot
        self._directory = load()
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
        top.setContentsMargins(28, 18, 28, 6)
        self._inside = QWidget()
        self._inside.setObjectName("pageBody")
        self.body = QVBoxLayout()
        self.body.setContentsMargins(28, 4, 28, 20)
        self.body.setSpacing(12)
        self._inside.setLayout(self.body)
        self.lines = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._inside)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(column(top, scroll, gap=0))
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
        for name, code in sorted((country_name(code), code) for code in self._directory.countries):
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

    def _draw(self) -> None:
        clear(self.body)
        self.body.addWidget(self._emergency())
        lines = Card(title=self._lines_title(), gap=8)
        self._fill_lines(lines)
        mine = self._mine()
        self.body.addWidget(Columns(*([mine, lines] if mine else [lines]), least=44))
        self.body.addWidget(
            label(_("This app does not call or message anyone. It is not medical care."), "muted")
        )
        self.body.addStretch(1)

    def _emergency(self) -> QWidget:
        found = self._directory.emergency(self._code) if self._code else None
        if found is None:
            words = label(_("If you might be in danger now, call your local emergency number."), "section")
        else:
            words = label(
                _("If you might be in danger now, call {number}.").format(number=found.number), "huge"
            )
        card = Card(words, gap=4)
        if found is not None:
            text = _("Emergency number in {country}.").format(country=country_name(found.country))
            if found.also:
                text = f"{text} {_('Also: {numbers}.').format(numbers=found.also)}"
            card.body.addWidget(label(text))
        card.body.addWidget(label(_("You can ask for help even if you are not sure."), "muted"))
        return card

    def _lines_title(self) -> str:
        if not self._code:
            return _("Helplines")
        return _("Helplines in {country}").format(country=country_name(self._code))

    def _fill_lines(self, card: Card) -> None:
        lines = sorted(
            self._directory.for_country(self._code),
            key=lambda each: not any(kind in each.kinds for kind in _FIRST),
        )
        if not self._code:
            card.body.addWidget(label(_("Choose your country to see its helplines.")))
        for line in lines[:SHOWN_AT_ONCE]:
            card.body.addWidget(self._line(line))
        card.body.addWidget(label(self._checked(), "muted"))
        rest = lines[SHOWN_AT_ONCE:]
        if rest:
            more = QWidget()
            more.setLayout(column(*(self._line(line) for line in rest), gap=10))
            more.hide()
            open_ = button(_("Show {count} more").format(count=len(rest)), "link")
            open_.clicked.connect(more.show)
            open_.clicked.connect(open_.hide)
            self._more = open_
            card.body.addWidget(open_)
            card.body.addWidget(more)

    def show_line(self, helpline_id: str) -> None:
        """Bring one helpline into view and put the focus on its number."""
        found = self.findChild(QWidget, f"helpline-{helpline_id}")
        if found is None:
            return
        if not found.isVisibleTo(self) and self._more is not None:
            self._more.click()
        numbers = [
            each for each in found.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        (numbers[0] if numbers else self.heading).setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, found, lambda: self.lines.ensureWidgetVisible(found, 0, 40))

    def _checked(self) -> str:
        day = self._directory.checked
        if day is None:
            collected = dates.long(self._directory.compiled)
            return _("Collected {date}. Not yet checked by a person.").format(date=collected)
        return _("Checked by a person on {date}.").format(date=dates.long(day))

    def _line(self, line: Helpline) -> QWidget:
        made = QWidget()
        grid = QGridLayout()
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setVerticalSpacing(2)
        grid.setHorizontalSpacing(14)
        grid.addWidget(label(line.name, "strong"), 0, 0)
        number = line.phone or line.sms or line.web
        grid.addWidget(_number(_how(line), number), 0, 1, Qt.AlignmentFlag.AlignRight)
        web = line.web.removeprefix("https://").removeprefix("www.")
        about = " · ".join(part for part in (line.hours, line.note, web) if part)
        grid.addWidget(label(line.purpose), 1, 0, 1, 2)
        grid.addWidget(label(about, "muted"), 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        made.setLayout(grid)
        source = _("Source: {source}").format(source=line.web)
        made.setToolTip(source)
        made.setObjectName(f"helpline-{line.id}")
        made.setAccessibleName(line.name)
        made.setAccessibleDescription(f"{_how(line)}. {line.purpose} {about}. {source}")
        return made

    # ---- the person's own, only when unlocked

    def _mine(self) -> Card | None:
        if self._snapshot is None:
            return None
        sample = self._snapshot.me.is_sample
        card = Card(title=_("Your people (sample)") if sample else _("Your people"), gap=8)
        people = _to_call(self._snapshot)
        for each in people:
            card.body.addWidget(self._person(each))
        if not people:
            card.body.addWidget(
                label(_("You have not added anyone to call yet. The helplines are here for you too."))
            )
        part = self._snapshot.plan.part(Part.ON_MY_OWN)
        calming = [item.text for item in part.items if item.text] if part else []
        if calming:
            card.body.addWidget(label(_("What I can do on my own"), "section"))
            for text in calming[:5]:
                card.body.addWidget(label(text))
        return card

    def _person(self, contact: Contact) -> QWidget:
        made = QWidget()
        name = label(contact.short_name, "strong")
        when = label(contact.reachable_note, "muted")
        if not contact.reachable_note:
            when.hide()
        number = contact.phones[0].number if contact.phones else ""
        sample = self._snapshot is not None and self._snapshot.me.is_sample
        if not number:
            right: QWidget = label(_("No number yet"), "muted", wrap=False)
        else:
            right = label(number, "section", wrap=False) if sample else _number(number, number)
        line = row(column(name, when, gap=0), right, gap=12)
        line.setStretch(0, 1)
        made.setLayout(line)
        return made


def _number(shown: str, copied: str) -> QWidget:
    made = QWidget()
    text = copyable(shown, "section")
    copy = button(_("Copy"), hint=_("Copy {number}").format(number=copied))
    copy.setAccessibleName(_("Copy {number}").format(number=copied))

    def put() -> None:
        copy_text(copied)
        copy.setText(_("Copied"))
        announce(copy, _("Copied"))

    copy.clicked.connect(put)
    made.setLayout(row(text, copy, gap=8))
    return made


def _how(line: Helpline) -> str:
    if line.phone:
        return f"{line.phone} ({line.phone_menu})" if line.phone_menu else line.phone
    if line.sms:
        if line.sms_text:
            return _("Text {word} to {number}").format(word=line.sms_text, number=line.sms)
        return _("Text {number}").format(number=line.sms)
    return line.web


def _to_call(snapshot: Snapshot) -> tuple[Contact, ...]:
    """The contacts of the plan's part "people I can ask", else those one turns to in hard times."""
    part = snapshot.plan.part(Part.PEOPLE)
    ids = [item.contact_id for item in part.items] if part else []
    found = [snapshot.contact(each) for each in ids if each]
    chosen = [each for each in found if each is not None and each.is_active]
    if not chosen:
        chosen = [each for each in snapshot.active if each.in_hard_times and each.phones]
    return tuple(chosen[:4])
