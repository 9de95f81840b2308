"""The contacts of one part of the plan: who, role and number, and the person's words for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supportdesk.domain.contact import Contact, State
from supportdesk.domain.plan import Part, PlanItem, PlanPart
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.text import new_id
from supportdesk.ui.kit import Flow, NoteField, announce, button, column, label, row
from supportdesk.ui.pages import plan_changes as changes
from supportdesk.ui.pages.plan_agreed import AgreedField
from supportdesk.ui.pages.plan_autosave import PlanAutosave
from supportdesk.ui.pages.plan_fields import IconButton, small_button
from supportdesk.ui.pages.plan_picker import ContactPicker, about, offered
from supportdesk.ui.theme import Theme
from supportdesk.words import _, hours
from supportdesk.words import agreed as agreed_words

CHOOSING = (Part.DISTRACTION, Part.PEOPLE, Part.PROFESSIONALS)


class PeopleField(QWidget):
    """Contacts of a part in the person's order.

    wants_contact()  there is nobody to choose yet: the person would like to add someone
    """

    wants_contact = Signal()

    def __init__(self, theme: Theme, autosave: PlanAutosave, part: PlanPart) -> None:
        super().__init__()
        self._theme = theme
        self._autosave = autosave
        self._part = part
        self._snapshot = Snapshot()
        self.rows: dict[str, PersonRow] = {}
        self.choose = button(_("Choose from your contacts"), clicked=self.start_choosing)
        self.choose.setAccessibleDescription(_("For this part of your plan"))
        self.picker: ContactPicker | None = None
        self._list = column(gap=14)
        self._box = column(self._list, self.choose, gap=10)
        self.setLayout(self._box)

    def show_part(self, part: PlanPart, snapshot: Snapshot) -> None:
        """Bring the rows up to date; a row that stays is not built anew."""
        self._part, self._snapshot = part, snapshot
        seen = [(item, contact) for item in changes.people_of(part) if (contact := self._visible(item))]
        wanted = [item.id for item, _contact in seen]
        for gone in [each for each in self.rows if each not in wanted]:
            self._drop(gone)
        for number, (item, contact) in enumerate(seen):
            if item.id not in self.rows:
                self.rows[item.id] = self._make(item)
            person = self.rows[item.id]
            if self._list.indexOf(person) != number:
                self._list.insertWidget(number, person)
                if self.isVisible():
                    person.show()  # now, not with a later event: the focus may be put into it at once
            person.show_person(item, contact, first=number == 0)
        self.rows = {each: self.rows[each] for each in wanted}
        self.choose.setVisible(part.part in CHOOSING and not self.is_choosing)
        if self.is_choosing:
            self._offer()
        self.setVisible(bool(seen) or part.part in CHOOSING)

    def _visible(self, item: PlanItem) -> Contact | None:
        """The contact of a line, unless it is gone or not safe; such a line is kept but not shown."""
        contact = self._snapshot.contact(item.contact_id)
        return None if contact is None or contact.state is State.NOT_SAFE else contact

    def _make(self, item: PlanItem) -> PersonRow:
        return PersonRow(
            self._theme,
            self._autosave,
            self._part.id,
            item,
            up=partial(self._up, item.id),
            out=partial(self._out, item.id),
        )

    def _drop(self, item_id: str) -> None:
        gone = self.rows.pop(item_id)
        focus = gone.focusWidget()
        had_focus = focus is not None and focus.hasFocus()
        gone.hide()
        self._list.removeWidget(gone)
        gone.deleteLater()
        self._autosave.forget(gone.key)
        if had_focus:
            (next(iter(self.rows.values())).out if self.rows else self.choose).setFocus()

    # ---- choosing

    @property
    def is_choosing(self) -> bool:
        """Whether the list to choose from is open."""
        return self.picker is not None and not self.picker.isHidden()

    def start_choosing(self) -> None:
        """Open the list, or say where contacts come from."""
        if not self._snapshot.active:
            self.wants_contact.emit()
            return
        picker = self._open_picker()
        picker.show()
        self.choose.hide()
        self._offer()
        picker.start()

    def _open_picker(self) -> ContactPicker:
        if self.picker is None:
            self.picker = ContactPicker()
            self.picker.picked.connect(self._add)
            self.picker.left.connect(self._stop)
            self._box.addWidget(self.picker)
        return self.picker

    def _offer(self) -> None:
        chosen = [item.contact_id for item in self._part.items if item.contact_id]
        if self.picker is not None:
            self.picker.show_contacts(offered(self._snapshot.contacts, self._part.part, chosen))

    def _stop(self) -> None:
        if self.picker is not None:
            self.picker.hide()
        self.choose.setVisible(self._part.part in CHOOSING)
        self.choose.setFocus()

    def _add(self, contact_id: str) -> None:
        contact = self._snapshot.contact(contact_id)
        if contact is None or not contact.is_active:
            return
        item = PlanItem(id=new_id(), contact_id=contact_id)
        self._people(lambda people: (*people, item))
        announce(self, _("{name} is in this part now.").format(name=contact.short_name))

    # ---- changing

    def _people(self, change: Callable[[tuple[PlanItem, ...]], tuple[PlanItem, ...]], said: str = "") -> None:
        self._autosave.now(
            lambda plan: changes.with_part(
                plan, self._part.id, lambda part: changes.with_people(part, change(changes.people_of(part)))
            ),
            said=said,
        )

    def _up(self, item_id: str) -> None:
        shown = list(self.rows)
        at = shown.index(item_id)
        if at:
            self._people(lambda people: _before(people, item_id, shown[at - 1]))
            self.rows[item_id].focus_moved()
            announce(self, _("Moved up."))

    def _out(self, item_id: str) -> None:
        shown = list(self.rows)
        name = self.rows[item_id].name.text()
        after = (shown[shown.index(item_id) + 1 :] or shown[: shown.index(item_id)][-1:])[:1]
        (self.rows[after[0]].out if after else self.choose).setFocus()
        said = _("{name} was taken out of this part.").format(name=name)
        self._people(lambda people: tuple(each for each in people if each.id != item_id), said)


def _before(people: tuple[PlanItem, ...], item_id: str, other_id: str) -> tuple[PlanItem, ...]:
    item = next((each for each in people if each.id == item_id), None)
    if item is None:
        return people
    found: list[PlanItem] = []
    for each in people:
        if each.id == other_id:
            found.append(item)
        if each.id != item_id:
            found.append(each)
    return tuple(found)


class PersonRow(QWidget):
    """One contact of a part."""

    def __init__(
        self,
        theme: Theme,
        autosave: PlanAutosave,
        part_id: str,
        item: PlanItem,
        *,
        up: Callable[[], None],
        out: Callable[[], None],
    ) -> None:
        super().__init__()
        self._autosave = autosave
        self._contact: Contact | None = None
        self._ids = part_id, item.id
        self.key = f"{part_id}:person:{item.id}"
        self.name = label("", "strong")
        self.about = label("", "muted")
        self.agreed_words = label("", "muted")
        self.agreed: AgreedField | None = None
        self.ask = small_button("", "", self._open_agreed)
        self.up = IconButton(theme, "up", "", up)
        self.out = IconButton(theme, "close", "", out)
        self.say = small_button(_("Add words"), "", self._open_words)
        self.words = NoteField("", item.text, lines=1)
        self.words.hide()
        self.words.changed.connect(self._typed)
        about = column(self.name, self.about, self.agreed_words, gap=0)
        head = row(about, self.up, self.out, gap=4)
        head.setStretch(0, 1)
        self._box = column(head, self.words, Flow(self.say, self.ask, gap=4), gap=4)
        self.setLayout(self._box)

    def show_person(self, item: PlanItem, contact: Contact, *, first: bool) -> None:
        """What is known of the contact, and the words, unless something is being typed."""
        name = contact.short_name
        self.name.setText(name)
        words = about(contact)
        if not contact.is_active:
            words = f"{words} · {_('not active, so not on paper')}"
        self.about.setText(words)
        self._show_agreed(contact)
        self.up.say(_("Move {name} up").format(name=name))
        self.up.setVisible(not first)
        self.out.say(_("Take {name} out of this part").format(name=name))
        title = _("Words for {name}, such as what to say or when").format(name=name)
        self.words.title.setText(title)
        self.words.edit.setAccessibleName(title)
        self.say.setAccessibleName(_("Add words for {name}").format(name=name))
        if not self._autosave.holds(self.key) and self.words.value.strip() != item.text.strip():
            self.words.edit.blockSignals(True)
            self.words.value = item.text
            self.words.edit.blockSignals(False)
        self._unfold(item.text != "" or self.words.value != "" or not self.words.isHidden())

    def _show_agreed(self, contact: Contact) -> None:
        """What they said yes to and when, and when they can be reached."""
        both = (agreed_words.agreed(contact), hours.reachable(contact))
        said = " · ".join(each for each in both if each)
        self.agreed_words.setText(said)
        self.agreed_words.setVisible(bool(said))
        self._contact = contact
        is_open = self.agreed is not None and not self.agreed.isHidden()
        self.ask.setVisible(contact.is_person and contact.is_active)
        self.ask.setText(_("Close") if is_open else _("What they agreed to"))
        self.ask.setAccessibleName(_("What {name} agreed to").format(name=contact.short_name))
        if self.agreed is not None:
            self.agreed.show_contact(contact)

    def _open_agreed(self) -> None:
        """Open the fields, or put them away."""
        if self._contact is None:
            return
        if self.agreed is None:
            self.agreed = AgreedField(self._autosave, self._contact)
            self._box.addWidget(self.agreed)
            self.agreed.show()
        else:
            self.agreed.setVisible(self.agreed.isHidden())
        if not self.agreed.isHidden():
            self.agreed.focus()
        else:
            self._autosave.flush()
            self.ask.setFocus()
        self._show_agreed(self._contact)

    def focus_moved(self) -> None:
        """Keep the focus on this contact after it moved."""
        (self.out if self.up.isHidden() else self.up).setFocus()

    def _unfold(self, wanted: bool) -> None:
        self.words.setVisible(wanted)
        self.say.setVisible(not wanted)

    def _open_words(self) -> None:
        self._unfold(True)
        self.words.edit.setFocus()

    def _typed(self, text: str) -> None:
        part_id, item_id = self._ids
        words = text.strip()

        def into(item: PlanItem) -> PlanItem:
            return replace(item, text=words) if item.id == item_id else item

        self._autosave.typed(
            self.key,
            lambda plan: changes.with_part(
                plan, part_id, lambda part: replace(part, items=tuple(into(each) for each in part.items))
            ),
            self.words.wrong,
        )
