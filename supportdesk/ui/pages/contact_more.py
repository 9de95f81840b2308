"""The folded parts of the card that are more than fields: notes and photo, ties, check-ins and goals."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from supportdesk.domain.checkin import CheckIn
from supportdesk.domain.contact import Contact, Tie
from supportdesk.domain.goal import Goal
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.text import fold
from supportdesk.ui.kit import Flow, announce, button, clear, column, label, line, row
from supportdesk.ui.pages.contact_fields import Tick, breakable, flexible
from supportdesk.ui.pages.contact_form import Form
from supportdesk.ui.photo import PhotoError, choose_picture, sentence, shrunk
from supportdesk.words import _, dates, labels

SHOWN = 12
NOTE_SHOWN = 600  # letters; all of a note is in the panel that corrects it


class NotesForm(Form):
    """Notes and the photo."""

    def build(self) -> None:
        self._contact_id = ""
        self.body.addWidget(self.note("notes", _("Notes"), lines=5))
        self.picture = QLabel()
        self.picture.setAccessibleName(_("Photo"))
        self.choose = button(_("Choose a photo"), clicked=self._choose)
        self.gone = button(_("Remove the photo"), "link", clicked=lambda: self._keep(self._contact_id, None))
        self.below = label("", "error")
        self.below.hide()
        buttons = QWidget()
        buttons.setLayout(Flow(self.choose, self.gone, gap=8))
        self.body.addWidget(label(_("Photo")))
        self.body.addWidget(self.picture)
        self.body.addWidget(buttons)
        self.body.addWidget(self.below)
        self.body.addWidget(
            label(_("The app keeps a small copy. Place and time of the photo are left out."), "muted")
        )
        self.desk.noticed.connect(self._draw)

    def fill_more(self, contact: Contact, _snapshot: Snapshot) -> None:
        if contact.id != self._contact_id:
            self.below.hide()
        self._contact_id = contact.id
        self._draw()

    def _draw(self, *_what: object) -> None:
        """Show the photo as it is now; a photo is not in the snapshot, so undo and redo end here."""
        image = self.desk.store.contacts.photo(self._contact_id)
        picture = QPixmap()
        if image is not None and picture.loadFromData(image):
            side = self.fontMetrics().height() * 8
            picture = picture.scaled(
                QSize(side, side),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        self.picture.setPixmap(picture)
        self.picture.setVisible(not picture.isNull())
        self.gone.setVisible(image is not None)

    def _choose(self) -> None:
        choose_picture(self, self.take)

    def take(self, path: str) -> None:
        """Shrink the picture at `path` off the UI thread and keep it."""
        contact_id = self._contact_id
        self.below.hide()
        self.desk.worker.run(lambda: shrunk(path), partial(self._keep, contact_id), self._refused)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, PhotoError):
            raise error
        self.below.setText(sentence(error.code))
        self.below.show()
        announce(self, sentence(error.code))

    def _keep(self, contact_id: str, image: bytes | None) -> None:
        contact = self.desk.snapshot.contact(contact_id)
        if contact is None:
            return
        said = _("The photo was kept.") if image else _("The photo was removed.")
        if self.desk.do(lambda: self.desk.store.contacts.set_photo(contact_id, image), said=said):
            self._draw()
            self.choose.setFocus()


class TiesForm(Form):
    """Who else of the contacts this one knows."""

    def build(self) -> None:
        self._contact_id = ""
        self._shown: Any = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.who = QComboBox()
        self.who.setAccessibleName(_("Who they know"))
        self.who.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.who.setMinimumContentsLength(18)
        self.add = button(_("Add"), clicked=self._add)
        self.add.setAccessibleName(_("Add who they know"))
        adding = row(self.who, self.add)
        adding.setStretch(0, 1)
        self.body.addWidget(
            label(_("People here who know each other can help each other help you."), "muted")
        )
        self.body.addLayout(self._rows)
        self.body.addLayout(adding)

    def fill_more(self, contact: Contact, snapshot: Snapshot) -> None:
        self._contact_id = contact.id
        mine = [tie for tie in snapshot.ties if contact.id in (tie.a, tie.b)]
        names = tuple((each.id, each.name) for each in snapshot.contacts)
        if self._shown == (contact.id, mine, names):
            return
        self._shown = (contact.id, mine, names)
        clear(self._rows)
        known = dict(names)
        others = {tie: tie.b if tie.a == contact.id else tie.a for tie in mine}
        for tie, other in sorted(others.items(), key=lambda pair: fold(known.get(pair[1], ""))):
            self._rows.addWidget(self._row(tie, other, known.get(other, "")))
        if not mine:
            self._rows.addWidget(label(_("Nobody yet."), "muted"))
        self._offer(
            [(each, name) for each, name in names if each != contact.id and each not in others.values()]
        )

    def _offer(self, free: list[tuple[str, str]]) -> None:
        chosen = self.who.currentData()
        self.who.clear()
        self.who.addItem(_("Choose a contact"), "")
        for each, name in sorted(free, key=lambda pair: fold(pair[1])):
            self.who.addItem(name, each)
        self.who.setCurrentIndex(max(self.who.findData(chosen), 0))

    def _row(self, tie: Tie, other: str, name: str) -> QWidget:
        close = Tick(_("close"))
        close.setAccessibleName(_("{name}: they are close").format(name=name))
        close.setChecked(tie.close)
        close.clicked.connect(lambda on=False: self._save(other, close=on))
        gone = button(_("Remove"), "link", clicked=lambda: self._remove(other))
        gone.setAccessibleName(_("Remove: they know {name}").format(name=name))
        holder = QWidget()
        words = _own_words(name)
        box = row(words, close, gone, gap=8)
        box.setStretch(0, 1)
        holder.setLayout(box)
        return holder

    def _add(self) -> None:
        other = self.who.currentData()
        if other:
            self._save(other, close=False)
            self.who.setFocus()

    def _save(self, other: str, *, close: bool) -> None:
        tie = Tie.between(self._contact_id, other, close=close)
        self.desk.do(lambda: self.desk.store.ties.save(tie))

    def _remove(self, other: str) -> None:
        self.desk.do(
            lambda: self.desk.store.ties.remove(self._contact_id, other), said=_("The tie was removed.")
        )
        self.who.setFocus()


class HistoryForm(Form):
    """Check-ins with the contact, newest first, and the goals it has a part in."""

    def build(self) -> None:
        self._shown: Any = None
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.body.addLayout(self._list)
        # A correction of something long past is in no snapshot; its notice tells of it.
        self.desk.noticed.connect(self._look_again)

    def _look_again(self, _notice: object) -> None:
        contact = self.desk.snapshot.contact(self._shown[0]) if self._shown else None
        if contact is not None and self.isVisible():
            self.fill_more(contact, self.desk.snapshot)

    def fill_more(self, contact: Contact, snapshot: Snapshot) -> None:
        goals = tuple(g for g in snapshot.goals if contact.id in g.contact_ids or contact.id == g.helper_id)
        checkins = self.desk.store.checkins.of(contact.id, limit=SHOWN + 1)
        wanted = (contact.id, goals, checkins, self.desk.today)
        if wanted == self._shown:
            return
        self._shown = wanted
        clear(self._list)
        self._list.addWidget(label(_("Check-ins"), "strong"))
        for each in checkins[:SHOWN]:
            self._list.addWidget(self._checkin(each, contact.id))
        if not checkins:
            self._list.addWidget(label(_("No check-ins yet."), "muted"))
        if len(checkins) > SHOWN:
            more = button(_("See all of them"), "link", clicked=lambda: self.go("check-ins", contact.id))
            more.setAccessibleName(_("See all check-ins with {name}").format(name=contact.name))
            self._list.addWidget(more)
        self._list.addWidget(line())
        self._list.addWidget(label(_("Goals"), "strong"))
        for goal in goals:
            self._list.addWidget(self._goal(goal))
        if not goals:
            self._list.addWidget(label(_("No goals with this contact yet."), "muted"))

    def _checkin(self, checkin: CheckIn, contact_id: str) -> QWidget:
        own = next((each.note for each in checkin.people if each.contact_id == contact_id), "")
        facts = [
            dates.ago(checkin.day, self.desk.today),
            labels.way(checkin.way),
            labels.outcome(checkin.outcome),
        ]
        top = label(" · ".join((facts[0][:1].upper() + facts[0][1:], *facts[1:])), "muted")
        top.setToolTip(dates.long(checkin.day))
        open_ = button(_("Correct"), "link", clicked=lambda: self.go("check-in", checkin.id))
        said = _("Correct the check-in of {day}").format(day=dates.long(checkin.day))
        open_.setAccessibleName(f"{said}, {labels.way(checkin.way)}")
        head = row(top, open_, gap=8)
        head.setStretch(0, 1)
        holder = QWidget()
        notes = [_own_words(_start(note)) for note in (checkin.note, own) if note]
        holder.setLayout(column(head, *notes, gap=0))
        return holder

    def _goal(self, goal: Goal) -> QWidget:
        open_ = button("", "link", clicked=lambda: self.go("goals", goal.id))
        open_.setText(
            open_.fontMetrics().elidedText(goal.what, Qt.TextElideMode.ElideRight, 480).replace("&", "&&")
        )
        open_.setAccessibleName(_("Goal: {goal}").format(goal=goal.what))
        return open_


def _start(note: str) -> str:
    return note if len(note) <= NOTE_SHOWN else note[: NOTE_SHOWN - 1].rstrip() + "…"


def _own_words(text: str) -> QLabel:
    made = flexible()
    made.setText(breakable(text))
    return made
