"""After a hard time: a few kind questions, whose answers go straight where they are of use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from supportdesk.content.helplines import load
from supportdesk.domain.afterwards import ANSWERS, Afterwards
from supportdesk.domain.errors import DomainError
from supportdesk.domain.goal import Goal
from supportdesk.domain.growth import Practice, Skill
from supportdesk.domain.plan import Part
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.text import LINE_LIMIT
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Card, Flow, NoteField, clear, column, label, restyle
from supportdesk.ui.pages import plan_changes as changes
from supportdesk.ui.pages.goal_fold import Fold
from supportdesk.ui.pages.plan_autosave import PAUSE
from supportdesk.ui.pages.plan_fields import small_button
from supportdesk.ui.theme import Theme
from supportdesk.words import _, countries, dates, labels
from supportdesk.words import afterwards as words
from supportdesk.words.errors import sentence

LOG = "check-in"
_PARTS = {
    "helped": (Part.HELPS, Part.ON_MY_OWN),
    "thanks": (),
    "change": (Part.SETS_OFF, Part.FIRST_SIGNS, Part.SAFER),
    "back": (Part.AFTERWARDS,),
    "friend": (),
}


class AfterView(QWidget):
    """Questions, each to be left out. Nothing is reset, and nothing is counted.

    goes(page, target)  the person would like to see what their answer became
    revealed(widget)    a piece to scroll into view
    """

    goes = Signal(str, str)
    revealed = Signal(QWidget)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._id = ""
        self._shown: tuple[Afterwards, ...] | None = None
        self._said: tuple[str, ...] = ()
        self.fields = {name: NoteField(words.question(name), help_text=words.hint(name)) for name in ANSWERS}
        for field in self.fields.values():
            restyle(field.title, "section")
        cards = [self._card(name) for name in ANSWERS]
        intro = Card(*(label(each) for each in words.intro()), title=_("After a hard time"), gap=6)
        self.safer = Card(gap=4)
        self.earlier = Fold(theme, _("Earlier answers"))
        self.setLayout(column(intro, *cards, self.safer, self.earlier, -1, gap=14))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.flush)
        for field in self.fields.values():
            field.changed.connect(lambda _text: self._timer.start())

    def _card(self, name: str) -> Card:
        field = self.fields[name]
        ways = [self._way(name, *each) for each in self._ways(name)]
        return Card(field, Flow(*ways, gap=4), gap=8)

    def _ways(self, name: str) -> list[tuple[str, Callable[[str], bool]]]:
        found: list[tuple[str, Callable[[str], bool]]] = [
            (_("Put it into “{part}”").format(part=labels.part(part)), partial(self._into_plan, part))
            for part in _PARTS[name]
        ]
        if name == "thanks":
            found.append((_("Log a check-in"), self._log))
        if name in ("thanks", "back"):
            found.append((_("Make it a goal"), self._make_goal))
        if name == "friend":
            found.append((_("Keep it as practice"), self._keep_practice))
        return found

    def _way(self, name: str, text: str, do: Callable[[str], bool]) -> QWidget:
        full = _("{question} {action}").format(question=words.question(name), action=text)
        return small_button(text, full, partial(self._do, name, do))

    def _do(self, name: str, do: Callable[[str], bool]) -> None:
        self.flush()
        field = self.fields[name]
        text = field.value.strip()
        if not text and do != self._log:
            field.wrong(_("Write a few words first."))
            field.setFocus()
            return
        try:
            do(text)
        except DomainError as error:
            field.wrong(sentence(error.code, error.values))

    # ---- showing

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show today's answers, and fold the earlier ones away."""
        notes = snapshot.notes.afterwards
        if notes != self._shown:
            self._shown = notes
            today = next((each for each in reversed(notes) if each.day == self._desk.today), None)
            self._id = today.id if today else ""
            for name, field in self.fields.items():
                saved = getattr(today, name) if today else ""
                if not self._timer.isActive() and field.value.strip() != saved.strip():
                    field.edit.blockSignals(True)
                    field.value = saved
                    field.edit.blockSignals(False)
            self._show_earlier([each for each in reversed(notes) if each is not today])
        self._show_safer(snapshot)

    def focus(self) -> None:
        """Begin with the first question."""
        self.fields["helped"].setFocus()

    def _show_safer(self, snapshot: Snapshot) -> None:
        country = self._desk.settings.country or snapshot.me.country
        found = load().emergency(country) if country else None
        said = words.tolerance(found.number if found else "")
        if found is not None:
            where = _("Emergency number in {country}.").format(country=countries.country(country))
            said = (*said, where)
        if self._said != said:
            self._said = said
            clear(self.safer.body)
            for each in (" ".join(said[:2]), " ".join(said[2:])):
                self.safer.body.addWidget(label(each, "muted"))

    def _show_earlier(self, notes: list[Afterwards]) -> None:
        clear(self.earlier.body)
        self.earlier.setVisible(bool(notes))
        for note in notes:
            self.earlier.add(self._earlier(note))

    def _earlier(self, note: Afterwards) -> QWidget:
        day = dates.long(note.day)
        pieces: list[QWidget] = [label(day, "strong")]
        for name in ANSWERS:
            text = getattr(note, name).strip()
            if text:
                pieces += [label(words.question(name), "muted"), label(text)]
        out = small_button(
            _("Take it out"),
            _("Take out the answers of {day}").format(day=day),
            partial(self._take_out, note.id),
        )
        return Card(*pieces, Flow(out), gap=4)

    def _take_out(self, note_id: str) -> None:
        self.earlier.head.setFocus()
        said = _("Those answers were taken out.")
        self._desk.do(lambda: self._desk.store.notes.remove(note_id), said=said)

    # ---- saving

    def flush(self) -> None:
        """Save what is typed; what cannot be saved is said at its field and stays there."""
        self._timer.stop()
        for field in self.fields.values():
            field.wrong("")
        fresh = self._typed()
        known = next((each for each in self._desk.snapshot.notes.afterwards if each.id == self._id), None)
        if fresh is None or fresh == known or (known is None and fresh.is_empty):
            return
        self._id = fresh.id
        merge = f"after:{fresh.id}"
        self._desk.do(lambda: self._desk.store.notes.save(fresh, merge=merge))

    def _typed(self) -> Afterwards | None:
        note = Afterwards(day=self._desk.today)
        if self._id:
            note = replace(note, id=self._id)
        for name, field in self.fields.items():
            try:
                note = replace(note, **{name: field.value.strip()})  # type: ignore[arg-type]
            except DomainError as error:
                field.wrong(sentence(error.code, error.values))
                return None
        return note

    # ---- what an answer becomes

    def _into_plan(self, part: Part, text: str) -> bool:
        store = self._desk.store
        said = _("It is in your plan now, under “{part}”.").format(part=labels.part(part))
        return self._desk.do(
            lambda: store.plans.save(changes.with_lines(store.plans.now(), part, text)), said=said
        )

    def _make_goal(self, text: str) -> bool:
        what = changes.lines_of(text)[0][:LINE_LIMIT]
        said = _("“{goal}” is a goal now.").format(goal=what)
        goal = Goal(what=what, start=self._desk.today)
        return self._desk.do(lambda: self._desk.store.goals.save(goal), said=said)

    def _keep_practice(self, text: str) -> bool:
        note = Practice(day=self._desk.today, skill=Skill.SELF_KINDNESS, note=text)
        said = _("It is kept as a practice of being kind to yourself.")
        return self._desk.do(lambda: self._desk.store.notes.save(note), said=said)

    def _log(self, _text: str) -> bool:
        self.goes.emit(LOG, "")
        return True
