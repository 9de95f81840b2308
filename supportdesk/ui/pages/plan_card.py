"""One part of the plan as a quiet card: heading, help, contacts, and lines to type."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from supportdesk.domain.plan import Part, PlanPart
from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.kit import Card, LineField, NoteField, button, label, row
from supportdesk.ui.pages import plan_changes as changes
from supportdesk.ui.pages.plan_autosave import PlanAutosave
from supportdesk.ui.pages.plan_drag import Grip
from supportdesk.ui.pages.plan_fields import IconButton, Pile
from supportdesk.ui.pages.plan_people import PeopleField
from supportdesk.ui.theme import Theme
from supportdesk.words import _, labels


class PartCard(Card):
    """A part that can be written, moved, left off the paper and taken out.

    asked(what)  "up", "down", "paper" (on or off) or "out"
    dragged(y), dropped(y)  heights of the screen while the pointer moves it; dropped(-1) gives it up
    """

    asked = Signal(str)
    dragged = Signal(int)
    dropped = Signal(int)

    def __init__(self, theme: Theme, autosave: PlanAutosave, part: PlanPart) -> None:
        super().__init__(gap=8)
        self._autosave = autosave
        self._part = part
        self.heading = label("", "section")
        self.help = label(labels.part_help(part.part), "muted")
        self.up = IconButton(theme, "up", "", lambda: self.asked.emit("up"))
        self.down = IconButton(theme, "down", "", lambda: self.asked.emit("down"))
        self.paper = IconButton(theme, "show", "", lambda: self.asked.emit("paper"))
        self.out = IconButton(theme, "trash", "", lambda: self.asked.emit("out"))
        self.grip = Grip(theme)
        self.grip.moved.connect(self.dragged)
        self.grip.dropped.connect(self.dropped)
        self.leave = button(_("Leave this out"), "link", clicked=lambda: self.asked.emit("out"))
        self.off_paper = label(_("This part is not on paper."), "strong")
        self.title_field: LineField | None = None
        self.people = PeopleField(theme, autosave, part)
        self.words = NoteField("", changes.own_words(part), lines=2)
        self.words.title.hide()  # the heading of the card is its label
        self.words.edit.setPlaceholderText(_("One thing on each line"))
        self.words.changed.connect(self._typed)
        head = row(self.grip, self.heading, self.up, self.down, self.paper, self.out, gap=2)
        head.setStretch(1, 1)
        inside = Pile(gap=8)
        self.body.addLayout(inside)
        inside.addLayout(head)
        inside.addWidget(self.help)
        inside.addWidget(self.off_paper)
        if part.part is Part.OWN:
            self.title_field = LineField(_("Title of this part"), part.title)
            self.title_field.changed.connect(self._titled)
            inside.addWidget(self.title_field)
        inside.addWidget(self.people)
        inside.addWidget(self.words)
        inside.addLayout(row(self.leave, -1))

    @property
    def part_id(self) -> str:
        """The id of the part."""
        return self._part.id

    @property
    def title_text(self) -> str:
        """The heading as it stands on paper."""
        return self._part.title or labels.part(self._part.part)

    def show_part(self, part: PlanPart, snapshot: Snapshot, *, first: bool, last: bool) -> None:
        """Bring the card up to date, but never over what is being typed."""
        self._part = part
        title = self.title_text
        if self.heading.text() != title:
            self.heading.setText(title)
            self._name(title)
        self.up.setEnabled(not first)
        self.down.setEnabled(not last)
        self.paper.turn("hide" if part.hidden else "show")
        on_or_off = _("Put “{part}” on paper") if part.hidden else _("Leave “{part}” off the paper")
        self.paper.say(on_or_off.format(part=title))
        self.off_paper.setVisible(part.hidden)
        self.leave.setVisible(not part.items)
        self.people.show_part(part, snapshot)
        if self.title_field is not None and not self._autosave.holds(f"{part.id}:title"):
            self.title_field.value = part.title
        self._show_words(part)

    def _name(self, title: str) -> None:
        self.setAccessibleName(title)
        self.words.edit.setAccessibleName(_("{part}: one thing on each line").format(part=title))
        self.up.say(_("Move “{part}” up").format(part=title))
        self.down.say(_("Move “{part}” down").format(part=title))
        self.leave.setAccessibleName(_("Leave out “{part}”").format(part=title))
        self.out.say(_("Take “{part}” out of my plan").format(part=title))

    def _show_words(self, part: PlanPart) -> None:
        if self._autosave.holds(f"{part.id}:words"):
            return
        saved = changes.own_words(part)
        if changes.lines_of(self.words.value) != changes.lines_of(saved):
            self.words.blockSignals(True)
            self.words.value = saved
            self.words.blockSignals(False)
            self.words.wrong("")

    def focus(self) -> None:
        """Put the focus where the person can begin."""
        people_first = not self.people.isHidden() and not self.people.rows and not self.words.value
        if self.title_field is not None and not self._part.title:
            self.title_field.setFocus()
        elif people_first:
            self.people.choose.setFocus()
        else:
            self.words.edit.setFocus()

    def restyle(self) -> None:
        """Draw the icons anew after the theme changed."""
        self.grip.restyle()
        for each in self.findChildren(IconButton):
            each.restyle()

    def _typed(self, text: str) -> None:
        part_id = self._part.id
        self._autosave.typed(
            f"{part_id}:words",
            lambda plan: changes.with_part(plan, part_id, lambda part: changes.with_words(part, text)),
            self.words.wrong,
        )

    def _titled(self, _text: str) -> None:
        part_id = self._part.id
        assert self.title_field is not None
        field = self.title_field
        title = field.value
        self._autosave.typed(
            f"{part_id}:title",
            lambda plan: changes.with_part(plan, part_id, lambda part: replace(part, title=title)),
            lambda sentence: field.wrong(sentence, focus=False),
        )
