"""The card of one contact: a head, and calm groups that open one by one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QWidget

from supportdesk.domain.contact import Asked, Contact, State
from supportdesk.domain.rhythm import rhythm_of
from supportdesk.domain.snapshot import Snapshot
from supportdesk.records import dataclass
from supportdesk.ui.checkin_draft import may_be_logged
from supportdesk.ui.desk import Desk
from supportdesk.ui.icons import dress
from supportdesk.ui.kit import Card, Flow, button, column, label, row
from supportdesk.ui.pages.contact_about import AboutForm
from supportdesk.ui.pages.contact_autosave import Autosave
from supportdesk.ui.pages.contact_fields import breakable, flexible
from supportdesk.ui.pages.contact_form import Form
from supportdesk.ui.pages.contact_more import HistoryForm, NotesForm, TiesForm
from supportdesk.ui.pages.contact_sections import (
    BetweenForm,
    LimitsForm,
    PlanForm,
    ReachForm,
    RhythmForm,
    WhenForm,
)
from supportdesk.ui.pages.give_take import GiveTakeForm
from supportdesk.ui.theme import Theme
from supportdesk.words import _, dates, labels, ngettext

CARD_WIDTH = 84  # characters


@dataclass(frozen=True, slots=True)
class Section:
    """A group of the card: its title, its fields, and what it says while it is closed."""

    key: str
    title: str
    form: type[Form]
    summary: Callable[[Contact, Snapshot], str]


def sections() -> tuple[Section, ...]:
    """The groups in their order."""
    return (
        Section("about", _("Who, how close, and how they help"), AboutForm, lambda _c, _s: ""),
        Section("reach", _("Phone, messages and address"), ReachForm, _reach),
        Section("when", _("When you can reach them"), WhenForm, _when),
        Section("between", _("How it is between you"), BetweenForm, _between),
        Section("rhythm", _("How often, and dates"), RhythmForm, _rhythm),
        Section("limits", _("Limits, and what you learned"), LimitsForm, _limits),
        Section("notes", _("Notes and photo"), NotesForm, lambda c, _s: _start(c.notes)),
        Section("plan", _("In your plan"), PlanForm, _plan),
        Section("ties", _("Who they know"), TiesForm, _ties),
        Section("history", _("Check-ins and goals"), HistoryForm, _history),
        Section("give_take", _("Give and receive"), GiveTakeForm, lambda _c, _s: ""),
    )


class Group(QFrame):
    """One group: a title that opens it; what is in it is made when it is first opened.

    Sends `grew` when it needs more or less room than before.
    """

    grew = Signal()

    def __init__(self, section: Section, make: Callable[[type[Form]], Form]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.section = section
        self._make = make
        self.form: Form | None = None
        self._contact: Contact | None = None
        self._snapshot = Snapshot()
        self._stale = False
        self.title = button(section.title, "nav", clicked=self.toggle)
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.summary = flexible("muted")
        self.summary.setContentsMargins(40, 0, 12, 8)
        self._inside = column(gap=0)
        box = column(self.title, self.summary, self._inside, gap=0, margins=4)
        self.setLayout(box)
        self.is_open = False

    def show_contact(self, contact: Contact, snapshot: Snapshot, *, anew: bool) -> None:
        """Show a contact: its fields when open, a few words of them when closed."""
        self._contact, self._snapshot = contact, snapshot
        if self.form is not None and self.is_open:
            self.form.fill(contact, snapshot, anew=anew)
        else:
            self._stale = self._stale or anew
        words = "" if self.is_open else self.section.summary(contact, snapshot)
        self.summary.setText(breakable(words))
        self.summary.setVisible(bool(words))

    def open(self) -> Form:
        """Open the group; returns what is in it."""
        self.is_open = True
        self._inside.setContentsMargins(14, 4, 14, 12)
        if self.form is None:
            self.form = self._make(self.section.form)
            self._inside.addWidget(self.form)
            self._stale = True
        if self._contact is not None:
            self.form.fill(self._contact, self._snapshot, anew=self._stale)
            self._stale = False
        self.form.show()
        self.summary.hide()
        self.recolour()
        self.grew.emit()
        return self.form

    def toggle(self) -> None:
        """Open or close the group."""
        if not self.is_open:
            self.open()
            return
        self.is_open = False
        if self.form is not None:
            self.form.hide()
        self._inside.setContentsMargins(0, 0, 0, 0)
        if self._contact is not None:
            self.show_contact(self._contact, self._snapshot, anew=False)
        self.recolour()
        self.grew.emit()

    def recolour(self) -> None:
        """Draw the arrow, and say whether the group is open."""
        colour = self.palette().color(self.foregroundRole()).name()
        side = round(self.fontMetrics().height() * 0.9)
        turn = 0 if self.is_open else 90 if self.isRightToLeft() else -90
        dress(self.title, "down", colour, side, turn=turn)
        state = _("open") if self.is_open else _("closed")
        self.title.setAccessibleName(_("{title}, {state}").format(title=self.section.title, state=state))


class Portrait(QWidget):
    """The photo in a circle, or the first letter."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._letter = ""
        self._photo = QPixmap()
        self.setAccessibleName(_("Photo"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_contact(self, name: str, image: bytes | None) -> None:
        """Show the photo, or the first letter of the name."""
        self._letter = name.strip()[:1].upper()
        self._photo = QPixmap()
        if image:
            self._photo.loadFromData(image)
        self.update()

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height() * 3
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = min(self.width(), self.height())
        box = QRectF(0, 0, side, side)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        circle = QPainterPath()
        circle.addEllipse(box)
        painter.fillPath(circle, QColor(self._theme.tokens.selected))
        if self._photo.isNull():
            font = QFont(self.font())
            font.setPointSizeF(self._theme.points * 1.5)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(QColor(self._theme.tokens.on_selected))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._letter)
            return
        painter.setClipPath(circle)
        wide = self._photo.scaled(
            QSize(side, side),
            Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawPixmap((side - wide.width()) // 2, (side - wide.height()) // 2, wide)


class ContactCard(QScrollArea):
    """Everything about one contact.

    remove_wanted()     the person wants this contact removed
    goes(page, target)  another page is wanted
    """

    remove_wanted = Signal()
    goes = Signal(str, str)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.desk = desk
        self._theme = theme
        self.contact: Contact | None = None
        self._whole = False
        self.autosave = Autosave(desk, self)
        self.autosave.saved.connect(self._say_saved)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._build()
        # The head is there at once, the first group a moment later: neither keeps the window waiting.
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.setInterval(0)
        self._first.timeout.connect(self._open_first)
        desk.noticed.connect(lambda _notice: self._show_photo())

    def _build(self) -> None:
        self.groups = {each.key: Group(each, self._make_form) for each in sections()}
        self.portrait = Portrait(self._theme)
        self.title = flexible("title")
        self.words = flexible("muted")
        self.saved = label("", "muted")
        self.log = button(
            _("Log a check-in"),
            clicked=self._log,
            hint=_("Write down a call, a text or a visit (Ctrl+J)"),
        )
        self.on_map = button(_("Show on map"), clicked=self._go_to_map)
        self.remove = button(
            _("Remove"), clicked=self.remove_wanted.emit, hint=_("Remove this contact. You can undo it.")
        )
        buttons = QWidget()
        buttons.setLayout(Flow(self.log, self.on_map, self.remove, self.saved, gap=8))
        names = column(self.title, self.words, gap=2)
        top = row(self.portrait, names, gap=14)
        top.setStretch(1, 1)
        top.setAlignment(self.portrait, Qt.AlignmentFlag.AlignTop)
        self._inside = QWidget()
        self._inside.setObjectName("pageBody")
        head = Card(top, buttons)
        head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._column = column(head, *self.groups.values(), -1, gap=10)
        self._inside.setLayout(self._column)
        self.setWidget(self._inside)
        for group in self.groups.values():
            group.grew.connect(self._lay_out)

    def _make_form(self, form: type[Form]) -> Form:
        return form(self.desk, self._theme, self.autosave, self.goes.emit)

    # ---- showing

    def show_contact(self, contact: Contact, snapshot: Snapshot) -> None:
        """Show a contact; the same one again keeps what is being typed, the focus and the place."""
        anew = self.contact is None or self.contact.id != contact.id
        if anew:
            self.autosave.flush()
            self.saved.setText("")
            self.verticalScrollBar().setValue(0)
        self.contact = contact
        self.autosave.contact_id = contact.id
        self.title.setText(breakable(_start(contact.name)))
        self.title.setAccessibleName(contact.name)
        words = _head(contact, snapshot, self.desk)
        self.words.setText(breakable(words))
        self.on_map.setVisible(contact.is_on_map)
        self.log.setVisible(may_be_logged(contact))
        self._show_photo()
        for group in self.groups.values():
            group.show_contact(contact, snapshot, anew=anew)
        if anew:
            self._first.start()
        self.setAccessibleName(_("Card of {name}").format(name=contact.name))

    def _lay_out(self) -> None:
        """Give every group its room at once; by itself Qt shows one frame with all of them squeezed."""
        self._column.activate()
        QApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def _open_first(self) -> None:
        if not any(group.is_open for group in self.groups.values()):
            self.groups["about"].open()

    def recolour(self) -> None:
        """Draw the icons in the colours and sizes of the theme."""
        tokens = self._theme.tokens
        side = round(self._theme.points * 1.5)
        for one, name in ((self.log, "check-ins"), (self.on_map, "map"), (self.remove, "trash")):
            dress(one, name, tokens.text, side)
        for group in self.groups.values():
            group.recolour()
        self._inside.setMaximumWidth(self.fontMetrics().averageCharWidth() * CARD_WIDTH)

    def focus_first(self) -> None:
        """Put the focus into the card."""
        about = self.groups["about"].open()
        about.fields["name"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def rename(self) -> None:
        """Put the focus on the name, ready to be typed over."""
        about = self.groups["about"].open()
        assert isinstance(about, AboutForm)
        self.ensureWidgetVisible(about.name)
        about.name.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        about.name.edit.selectAll()

    def _show_photo(self) -> None:
        if self.contact is not None:
            self.portrait.show_contact(self.contact.name, self.desk.store.contacts.photo(self.contact.id))

    def _say_saved(self) -> None:
        self.saved.setText(_("Saved {time}").format(time=f"{self.desk.clock.now():%H:%M}"))

    def _log(self) -> None:
        if self.contact is not None:
            self.goes.emit("check-in", self.contact.id)

    def _go_to_map(self) -> None:
        if self.contact is not None:
            self.goes.emit("map", self.contact.id)

    # ---- room

    @property
    def whole(self) -> bool:
        """Whether the card is as tall as all of it, so that the page around it scrolls instead."""
        return self._whole

    @whole.setter
    def whole(self, whole: bool) -> None:
        if whole != self._whole:
            self._whole = whole
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        done = super().eventFilter(watched, event)
        if self._whole and watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._whole and event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        tall = self.fontMetrics().lineSpacing() * 6
        if self._whole:
            tall = max(self._column.totalHeightForWidth(self.viewport().width()), tall)
        return QSize(self.fontMetrics().averageCharWidth() * 30, tall)


# ---- what a closed group says


def _head(contact: Contact, snapshot: Snapshot, desk: Desk) -> str:
    parts = [] if contact.state is State.ACTIVE else [labels.state(contact.state)]
    parts += [contact.role] if contact.role else [labels.kind(each) for each in contact.kinds]
    last = snapshot.last_seen.get(contact.id)
    if last is not None:
        parts.append(_("last contact {when}").format(when=dates.ago(last.date(), desk.today)))
    words = " · ".join(parts)
    return words[:1].upper() + words[1:]


def _start(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else line[:79].rstrip() + "…"


def _reach(contact: Contact, _snapshot: Snapshot) -> str:
    numbers = [each.number for each in contact.phones if each.number]
    return _start(" · ".join((*numbers[:1], *contact.emails[:1])))


def _when(contact: Contact, _snapshot: Snapshot) -> str:
    night = [_("Fine at night in an emergency")] if contact.night_ok else []
    return _start(" · ".join(each for each in (contact.reachable_note, *night) if each))


def _between(contact: Contact, _snapshot: Snapshot) -> str:
    stress = [_("stressful")] if contact.stressful else []
    return " · ".join((labels.line(contact.line), *stress, labels.state(contact.state)))


def _rhythm(contact: Contact, _snapshot: Snapshot) -> str:
    rhythm = rhythm_of(contact)
    parts = []
    if rhythm is not None:
        words = _("Every {least} to {most} days")
        parts.append(words.format(least=rhythm.at_least, most=rhythm.at_most))
    if contact.next_meeting is not None:
        parts.append(_("next meeting {day}").format(day=dates.long(contact.next_meeting.date())))
    return " · ".join(parts)


def _limits(contact: Contact, _snapshot: Snapshot) -> str:
    return _start(contact.my_boundaries or contact.their_boundaries or contact.learned)


def _plan(contact: Contact, _snapshot: Snapshot) -> str:
    return labels.asked(contact.asked) if contact.asked is not Asked.NOT_YET else ""


def _ties(contact: Contact, snapshot: Snapshot) -> str:
    count = sum(1 for tie in snapshot.ties if contact.id in (tie.a, tie.b))
    return ngettext("{count} contact", "{count} contacts", count).format(count=count) if count else ""


def _history(contact: Contact, snapshot: Snapshot) -> str:
    count = sum(1 for goal in snapshot.goals if contact.id in (*goal.contact_ids, goal.helper_id))
    return ngettext("{count} goal", "{count} goals", count).format(count=count) if count else ""
