"""Saving the plan by itself: half a second after the typing stops, and on leaving a field or the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from supportdesk.domain.errors import DomainError
from supportdesk.domain.plan import Plan
from supportdesk.records import dataclass
from supportdesk.ui.desk import Desk
from supportdesk.words.errors import sentence

PAUSE = 500  # milliseconds without a key
Step = Callable[[Plan], Plan]


@dataclass(frozen=True, slots=True)
class _Kept:
    step: Step
    wrong: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _About:
    value: Any
    wrong: Callable[[str], None]


class PlanAutosave(QObject):
    """Keeps what is typed until it is saved; nothing typed is lost when saving fails.

    saved()   something was written down
    """

    saved = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept: dict[str, _Kept] = {}
        self._about: dict[tuple[str, str], _About] = {}
        self._visit = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.flush)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def typed(self, key: str, step: Step, wrong: Callable[[str], None] = lambda _sentence: None) -> None:
        """Something was typed into the field `key`; `step` puts it into the plan."""
        self._kept[key] = _Kept(step, wrong)
        self._timer.start()

    def typed_about(self, contact_id: str, name: str, value: Any, wrong: Callable[[str], None]) -> None:
        """The field `name` of a contact of the plan has another value."""
        self._about[contact_id, name] = _About(value, wrong)
        self._timer.start()

    def holds_about(self, contact_id: str, name: str) -> bool:
        """Whether this field of a contact has something that is not saved yet."""
        return (contact_id, name) in self._about

    @property
    def today(self) -> date:
        """The local day now."""
        return self._desk.today

    def now(self, step: Step, *, said: str = "") -> bool:
        """A change of its own, saved at once after what was typed before it."""
        self.flush()
        self._visit += 1
        plan = step(self._desk.snapshot.plan)
        if plan == self._desk.snapshot.plan:
            return True
        done = self._desk.do(lambda: self._desk.store.plans.save(step(self._desk.snapshot.plan)), said=said)
        if done:
            self.saved.emit()
        return done

    def holds(self, key: str) -> bool:
        """Whether this field has something that is not saved yet."""
        return key in self._kept

    def forget(self, start: str) -> None:
        """Let go of what was typed into the fields of something that was taken out."""
        for key in [each for each in self._kept if each.startswith(start)]:
            del self._kept[key]

    def flush(self) -> None:
        """Save all that can be saved."""
        self._timer.stop()
        for key in list(self._kept):
            self._save(key)
        for contact_id in dict.fromkeys(each for each, _name in self._about):
            self._save_about(contact_id)

    def _save(self, key: str) -> None:
        kept = self._kept[key]
        try:
            fresh = kept.step(self._desk.snapshot.plan)
        except DomainError as error:
            kept.wrong(sentence(error.code, error.values))
            return
        kept.wrong("")
        if fresh == self._desk.snapshot.plan:
            del self._kept[key]
            return
        merge = f"plan:{key}:{self._visit}"
        if self._desk.do(lambda: self._write(key, kept, merge)):
            self.saved.emit()

    def _save_about(self, contact_id: str) -> None:
        """Keep what was said of one contact as one change."""
        contact = self._desk.snapshot.contact(contact_id)
        kept = {name: each for (id_, name), each in self._about.items() if id_ == contact_id}
        if contact is None:
            self._let_go(contact_id, kept)
            return
        try:
            fresh = replace(contact, **{name: each.value for name, each in kept.items()})
        except DomainError as error:
            for each in kept.values():
                each.wrong(sentence(error.code, error.values))
            return
        for each in kept.values():
            each.wrong("")
        merge = f"plan:about:{contact_id}:{self._visit}"
        self._let_go(contact_id, kept)
        if fresh == contact:
            return
        if self._desk.do(lambda: self._desk.store.contacts.save(fresh, merge=merge)):
            self.saved.emit()
        else:
            self._about |= {(contact_id, name): each for name, each in kept.items()}

    def _let_go(self, contact_id: str, names: Iterable[str]) -> None:
        for name in names:
            del self._about[contact_id, name]

    def _write(self, key: str, kept: _Kept, merge: str) -> None:
        """Write the newest of what was typed (a second try may come much later)."""
        newest = self._kept.pop(key, kept)
        try:
            self._desk.store.plans.save(newest.step(self._desk.snapshot.plan), merge=merge)
        except BaseException:
            self._kept.setdefault(key, newest)
            raise

    def _focus_moved(self, _old: QWidget | None, _new: QWidget | None) -> None:
        if self._kept or self._about:
            self.flush()
        self._visit += 1
