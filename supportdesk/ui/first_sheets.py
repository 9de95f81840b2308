"""The five questions of the first steps and the page that shows what came of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLayout, QPushButton, QWidget

from supportdesk.content import starters
from supportdesk.content.helplines import Helpline
from supportdesk.domain.contact import Contact, Kind, Support, SupportType
from supportdesk.domain.errors import DomainError
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.text import new_id
from supportdesk.ui import first_plan
from supportdesk.ui.desk import Desk
from supportdesk.ui.icons import dress
from supportdesk.ui.kit import Choices, Columns, Flow, LineField, Ticks, button, clear, column, label
from supportdesk.ui.quiet_frame import Sheet, breakable
from supportdesk.ui.theme import Theme
from supportdesk.words import _, countries, labels, ngettext
from supportdesk.words.errors import sentence

_KINDS = (
    Kind.FAMILY, Kind.FRIEND, Kind.PEER, Kind.NEIGHBOUR, Kind.PROFESSIONAL, Kind.SERVICE, Kind.GROUP,
    Kind.PLACE, Kind.PET,
)  # fmt: skip
_SHOWN = 8
_SHORT = 40


class StepSheet(Sheet):
    """One question. `save` keeps the answer at once and tells whether one can go on."""

    next_wanted = Signal()
    back_wanted = Signal()
    skip_wanted = Signal()
    leave_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        title: str,
        *pieces: QWidget | QLayout | int,
        extra: tuple[QPushButton, ...] = (),
        is_first: bool = False,
    ) -> None:
        self.desk = desk
        back = button(_("Back"), "link", clicked=self._back)
        skip = button(_("Skip this"), "link", clicked=self._skip)
        leave = button(_("Go to the app now"), "link", clicked=self._leave)
        super().__init__(
            title,
            *pieces,
            main=button(_("Next"), "primary", clicked=self._next),
            others=(*extra, skip, *(() if is_first else (back,)), leave),
        )

    def save(self) -> bool:
        """Keep what is there; False when a field has to be looked at first."""
        return True

    def _next(self) -> None:
        if self.save():
            self.next_wanted.emit()

    def _back(self) -> None:
        self.back_wanted.emit()

    def _skip(self) -> None:
        self.skip_wanted.emit()

    def _leave(self) -> None:
        self.leave_wanted.emit()

    def _keep(self, field: LineField, action: Callable[[], Any]) -> bool:
        """Run a change; what the domain refuses is shown at the field."""
        try:
            return self.desk.do(action)
        except DomainError as error:
            field.wrong(sentence(error.code, error.values))
            return False


class YouSheet(StepSheet):
    """Name and country, both optional."""

    def __init__(self, desk: Desk) -> None:
        me = desk.snapshot.me
        self.name = LineField(
            _("Your name or nickname"), me.name, help_text=_("It stands on your printed plan."), limit=200
        )
        self.country = QComboBox()
        self.country.setAccessibleName(_("Your country"))
        self.country.addItem(_("Not now"), "")
        for name, code in sorted((name, code) for code, name in countries.names().items()):
            self.country.addItem(name, code)
        self.country.setCurrentIndex(max(self.country.findData(me.country or desk.settings.country), 0))
        where = label(_("Your country"))
        where.setBuddy(self.country)
        super().__init__(
            desk,
            _("A little about you"),
            label(_("Leave out what you like."), "muted"),
            self.name,
            column(
                where,
                self.country,
                label(_("We ask to show the right emergency number and helplines."), "muted"),
                gap=4,
            ),
            is_first=True,
        )
        self.first = self.name
        desk.changed.connect(self._follow)

    def _follow(self, snapshot: Snapshot) -> None:
        """A country that was chosen under Get help now is the one here too."""
        if not self.country.currentData():
            self.country.setCurrentIndex(max(self.country.findData(snapshot.me.country), 0))

    def save(self) -> bool:
        """Keep name and country."""
        store, code = self.desk.store, self.country.currentData()
        me = replace(self.desk.snapshot.me, name=self.name.value, country=code)
        if code:
            self.desk.settings.country = code
        return me == self.desk.snapshot.me or self._keep(self.name, lambda: store.save_me(me))


class HelpersSheet(StepSheet):
    """Contacts, one after the other: a name, what they are, how they help."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        self._colour = theme.tokens.text
        self._id = new_id()  # one contact for one name, also where a save is tried twice
        self.prompt = label("", "muted")
        self.name = LineField(_("Name"), limit=200)
        kinds = tuple((kind, labels.kind(kind)) for kind in _KINDS)
        self.kind = Choices(_("Who or what is it? You can leave this open."), kinds, chips=True)
        self.types = Ticks(_("How do they help?"), tuple(_ways().items()), halves=True)
        self.added = Flow(gap=8)
        self.add = button(_("Add another"), clicked=self._add)
        super().__init__(
            desk,
            _("Who helps you, even a little?"),
            label(_("A person, a group, a pet, a service. You can add more later.")),
            self.prompt,
            self.added,
            self.name,
            self.kind,
            self.types,
            extra=(self.add,),
        )
        self.first = self.name
        self._list()

    def save(self) -> bool:
        """Add the contact in the fields; an empty name adds nothing."""
        if not self.name.value:
            return True
        store = self.desk.store

        def add() -> None:
            kinds = (self.kind.value,) if self.kind.value else ()
            supports = tuple(Support(type=each) for each in self.types.value)
            store.contacts.save(Contact(id=self._id, name=self.name.value, kinds=kinds, supports=supports))

        return self._keep(self.name, add)

    def _add(self) -> None:
        name = self.name.value
        if not name:
            self.name.wrong(sentence("name_empty"))
        elif self.save():
            self._empty()
            self._list()
            self.say(_("{name} is added.").format(name=_short(name)))
            self.name.setFocus()

    def _empty(self) -> None:
        self._id = new_id()
        self.name.wrong("")
        self.name.value = ""
        self.kind.value = None
        self.types.value = ()

    def _list(self) -> None:
        """Everyone so far, and the question for a type of support nobody gives yet."""
        clear(self.added)
        active = self.desk.snapshot.active
        for contact in active[-_SHOWN:]:
            chip = self._chip(contact)
            self.added.addWidget(chip)
            chip.show()
        more = len(active) - _SHOWN
        if more > 0:
            words = ngettext("and {count} more", "and {count} more", more)
            self.added.addWidget(label(words.format(count=more), "muted", wrap=False))
        open_ = [each for each in starters.prompts() if not any(one.gives_me(each.type) for one in active)]
        self.prompt.setText(f"{open_[0].question} {open_[0].examples}" if open_ else "")
        self.prompt.setVisible(bool(open_))

    def _chip(self, contact: Contact) -> QPushButton:
        name = contact.short_name
        made = button(_short(name, 24).replace("&", "&&"), "chip", hint=_("Remove {name}").format(name=name))
        made.setAccessibleName(_("Remove {name}").format(name=name))
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        dress(made, "close", self._colour, made.fontMetrics().height())
        made.clicked.connect(partial(self._remove, contact.id, name))
        return made

    def _remove(self, contact_id: str, name: str, _checked: bool = False) -> None:
        if self.desk.do(lambda: self.desk.store.contacts.remove(contact_id)):
            self._list()
            self.name.setFocus()
            words = _("{name} is removed. The Contacts page can bring them back.")
            self.say(words.format(name=_short(name)))


def _ways() -> dict[SupportType, str]:
    """The four types of support as something a person does."""
    return {
        SupportType.EMOTIONAL: _("Listens and cares (emotional)"),
        SupportType.INFORMATIONAL: _("Gives advice or facts (informational)"),
        SupportType.PRACTICAL: _("Helps with daily things (practical)"),
        SupportType.SOCIAL: _("Is good company (social)"),
    }


class CallSheet(StepSheet):
    """Who to call first on a bad day: one of the contacts, or a helpline."""

    def __init__(self, desk: Desk) -> None:
        people = desk.snapshot.active[-_SHOWN:]
        lines = first_plan.callable_lines(desk.snapshot.me.country or desk.settings.country)
        options: list[tuple[Contact | Helpline | None, str]] = [
            (each, _short(each.short_name)) for each in people
        ]
        options += [(line, first_plan.line_words(line)) for line in lines]
        options.append((None, _("I am not sure yet")))
        chosen = next((each for each in people if each.in_hard_times), None)
        self.who = Choices("", options, chosen, down=True)
        self.who.setAccessibleName(_("Who would you call first on a bad day?"))
        self.who.chosen.connect(self._choose)
        self.number = LineField(
            _("Their phone number"),
            help_text=_("So that it is there when you need it. You can add it later."),
        )
        self.number.hide()
        super().__init__(
            desk,
            _("Who would you call first on a bad day?"),
            label(_("It goes into your plan. This app does not call anyone."), "muted"),
            self.who,
            self.number,
        )

    def _choose(self, who: Contact | Helpline | None) -> None:
        self.number.setVisible(isinstance(who, Contact) and not who.phones)

    def save(self) -> bool:
        """Mark the contact, and put contact or helpline into the plan."""
        who, store = self.who.value, self.desk.store
        plan = self.desk.snapshot.plan
        if isinstance(who, Contact):
            number = self.number.value if self.number.isVisibleTo(self) else ""

            def keep() -> None:
                store.contacts.save(first_plan.to_call(who, number), merge="first-call")
                store.plans.save(first_plan.with_first_person(plan, who), merge="first-call")

            return self._keep(self.number, keep)
        if isinstance(who, Helpline):
            return self.desk.do(lambda: store.plans.save(first_plan.with_line(plan, who)))
        return True


class CalmSheet(StepSheet):
    """What helps to feel calmer, ticked or in own words."""

    def __init__(self, desk: Desk) -> None:
        self._offered = starters.calm()
        there = first_plan.calm_words(desk.snapshot.plan)
        half = (len(self._offered) + 1) // 2
        self.ticks = tuple(
            Ticks("", tuple((text, text) for text in some), there, down=True)
            for some in (self._offered[:half], self._offered[half:])
        )
        for each in self.ticks:
            each.setAccessibleName(_("What helps you feel calmer?"))
        self.own = LineField(_("Something else, in your own words"))
        super().__init__(
            desk,
            _("What helps you feel calmer?"),
            label(_("Pick what works for you, even a little. It goes into your plan."), "muted"),
            Columns(*self.ticks, least=26),
            self.own,
        )

    def save(self) -> bool:
        """Put what was ticked and written into the plan."""
        plan = self.desk.snapshot.plan
        ticked = tuple(text for each in self.ticks for text in each.value)
        fresh = first_plan.with_calm(plan, self._offered, ticked, self.own.value)
        return fresh == plan or self._keep(self.own, lambda: self.desk.store.plans.save(fresh))


class SmallStepSheet(StepSheet):
    """One small step for this week, ready made, with the names that were given."""

    def __init__(self, desk: Desk, goal_id: str | None) -> None:
        self.goal_id = goal_id
        people = sorted(desk.snapshot.active, key=lambda each: not each.in_hard_times)
        ready = starters.choices(people)
        options: list[tuple[Any, str]] = [(pair, _short(pair[0].title(pair[1]), 70)) for pair in ready]
        options.append((None, _("Not now")))
        self.step = Choices("", options, down=True)
        self.step.setAccessibleName(_("Pick one small step for this week"))
        super().__init__(
            desk,
            _("Pick one small step for this week"),
            label(_("You can change it or drop it at any time."), "muted"),
            self.step,
        )

    def save(self) -> bool:
        """Make the goal, or change the one this page made before."""
        if self.step.value is None:
            return True
        starter, contact = self.step.value
        goal = starter.goal(self.desk.today, contact)
        if self.goal_id is not None:
            goal = replace(goal, id=self.goal_id)
        saved = self.desk.do(lambda: self.desk.store.goals.save(goal))
        self.goal_id = goal.id if saved else self.goal_id
        return saved


class DoneSheet(Sheet):
    """What is there now, and where to go."""

    today_wanted = Signal()
    password_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        vault = desk.vault
        bare = vault is not None and not vault.has_password and not vault.read_only
        add = button(_("Add a password"), clicked=self._password)
        super().__init__(
            _("This is your start"),
            *(label(breakable(words)) for words in there_now(desk)),
            label(_("You can change all of it. Take it at your own pace."), "muted"),
            main=button(_("Go to Today"), "primary", clicked=self._today),
            others=(add,) if bare else (),
        )
        assert self.main is not None
        self.first = self.main

    def _today(self) -> None:
        self.today_wanted.emit()

    def _password(self) -> None:
        self.password_wanted.emit()


def there_now(desk: Desk) -> tuple[str, ...]:
    """What the first steps left, one sentence each."""
    now = desk.snapshot
    count = len(now.active)
    words = []
    if count:
        words.append(
            ngettext("{count} contact is on your map.", "{count} contacts are on your map.", count).format(
                count=count
            )
        )
    first = next((each for each in now.active if each.in_hard_times), None)
    if first is not None:
        words.append(_("On a bad day you would call {name} first.").format(name=_short(first.short_name)))
    calm = len(first_plan.calm_words(now.plan))
    if calm:
        words.append(
            ngettext(
                "Your plan has {count} thing that helps you feel calmer.",
                "Your plan has {count} things that help you feel calmer.",
                calm,
            ).format(count=calm)
        )
    if now.goals:
        words.append(_("Your small step: {goal}.").format(goal=_short(now.goals[-1].what, 70)))
    return tuple(words) or (_("Nothing is written yet, and that is fine. Start where you like."),)


def _short(text: str, limit: int = _SHORT) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
