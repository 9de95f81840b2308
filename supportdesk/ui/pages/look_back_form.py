"""One week in three answers, each of them optional; kept as it is typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QTimer, Signal

from supportdesk.domain.checkin import LookBack
from supportdesk.domain.look_back import WEEK, week_end, written
from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.kit import Card, Choices, Flow, NoteField, announce, button, label
from supportdesk.words import _
from supportdesk.words import look_back as words

SUPPORTED, ENERGY = range(11), range(1, 6)
PAUSE = 400  # milliseconds without a key after which typing is kept
_FAR = timedelta(days=20 * 366)  # so many years one can leaf back


class LookBackForm(Card):
    """The week in hand. `kept(LookBack)` asks to save, `removed(id)` to take it away."""

    kept = Signal(object)
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__(title=_("Look back on a week"), gap=12)
        self.end = date.min
        self._newest = date.min
        self._snapshot = Snapshot()
        self._shown = LookBack(week_end=date.min)
        self.week = label("", "strong")
        self.earlier = button(_("Week before"), "link", clicked=lambda: self._leaf(-1))
        self.later = button(_("Week after"), "link", clicked=lambda: self._leaf(1))
        none = (None, words.no_answer())
        self.supported = Choices(
            words.supported(), [none, *((each, str(each)) for each in SUPPORTED)], chips=True
        )
        self.energy = Choices(words.energy(), [none, *((each, str(each)) for each in ENERGY)], chips=True)
        self.keep = NoteField(words.keep(), lines=2)
        self.gone = button(_("Take this week away"), "link", clicked=self._remove)
        self.body.addWidget(self.week)
        self.body.addLayout(Flow(self.earlier, self.later, gap=8))
        self.body.addWidget(self.supported)
        self.body.addWidget(label(words.supported_ends(), "muted"))
        self.body.addWidget(self.energy)
        self.body.addWidget(label(words.energy_ends(), "muted"))
        self.body.addWidget(self.keep)
        self.body.addWidget(self.gone)
        self.supported.chosen.connect(lambda value: self._keep(supported=value))
        self.energy.chosen.connect(lambda value: self._keep(energy=value))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(PAUSE)
        self._typing.timeout.connect(self.flush)
        self.keep.changed.connect(lambda _text: self._typing.start())

    def show_snapshot(self, snapshot: Snapshot, today: date) -> None:
        """Bring the week in hand up to date; a field that is being typed in is left alone."""
        self._snapshot = snapshot
        newest = week_end(snapshot.me, today)
        if newest != self._newest:
            self._newest, self.end = newest, newest
        self._fill()

    def flush(self) -> None:
        """Keep what is being typed."""
        if self._typing.isActive() or self.keep.value != self._shown.keep:
            self._typing.stop()
            self._keep(keep=self.keep.value)

    def show_week(self, end: date) -> None:
        """Take another week in hand."""
        self.flush()
        self.end = min(end, self._newest)
        self._fill()
        announce(self, self.week.text())

    def _leaf(self, weeks: int) -> None:
        self.show_week(self.end + WEEK * weeks)
        if not self.later.isEnabled() and weeks > 0:
            self.earlier.setFocus()

    def _fill(self) -> None:
        found = written(self._snapshot.notes.look_backs, self.end)
        self._shown = found or LookBack(week_end=self.end)
        self.week.setText(words.week(self.end))
        self.earlier.setEnabled(self.end > date.min + _FAR and self._newest - self.end < _FAR)
        self.later.setEnabled(self.end < self._newest)
        self.supported.value = self._shown.supported
        self.energy.value = self._shown.energy
        if not self._typing.isActive():
            self.keep.blockSignals(True)  # nobody is typing
            self.keep.value = self._shown.keep
            self.keep.blockSignals(False)
        self.gone.setVisible(found is not None)

    def _keep(self, **answers: object) -> None:
        changed = replace(self._shown, **answers)  # type: ignore[arg-type]
        if changed != self._shown:
            self._shown = changed
            self.kept.emit(changed)

    def _remove(self) -> None:
        self._typing.stop()
        self.removed.emit(self._shown.id)
        self.supported.focus_first()
