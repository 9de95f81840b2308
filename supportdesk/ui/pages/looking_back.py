"""Looking back: the week in three answers, the weeks as a line, what was kept, and give and receive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from supportdesk.domain.checkin import LookBack
from supportdesk.domain.look_back import is_empty, week_end, weeks
from supportdesk.domain.snapshot import Snapshot
from supportdesk.store import Change, Did
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Card, Columns, column, label, row
from supportdesk.ui.pages.give_take import GiveTakeCard
from supportdesk.ui.pages.look_back_form import LookBackForm
from supportdesk.ui.pages.look_back_kept import KeptCard
from supportdesk.ui.pages.look_back_line import ALL, LineCard
from supportdesk.ui.theme import Theme
from supportdesk.words import _, dates


class LookingBack(QWidget):
    """The second view of the page of check-ins; the page scrolls it. `shown()` wants its top in view."""

    shown = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.desk = desk
        self.form = LookBackForm()
        self.line = LineCard(theme, desk.worker)
        self.kept = KeptCard()
        self.give_take = GiveTakeCard()
        self.day = _days()
        self.day.activated.connect(lambda _index: self._choose_day())
        self.form.kept.connect(self._keep)
        self.form.removed.connect(self._remove)
        self.line.chosen.connect(self.show_week)
        self.kept.chosen.connect(self.show_week)
        words = label(_("Today offers it on"))
        words.setBuddy(self.day)
        asking = Card(row(words, self.day, -1), gap=10)
        left, right = QWidget(), QWidget()
        left.setLayout(column(self.form, asking, self.give_take, -1, gap=14))
        right.setLayout(column(self.line, self.kept, -1, gap=14))
        self.setLayout(column(Columns(left, right, least=44), -1, gap=14))
        self._left: list[Callable[..., object]] = []
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._count)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Bring everything up to date; each part leaves alone what has not changed."""
        today, looked = self.desk.today, snapshot.notes.look_backs
        self.form.show_snapshot(snapshot, today)
        newest = max((each.week_end for each in looked), default=date.min)
        line = weeks(looked, max(week_end(snapshot.me, today), newest), ALL)
        self.line.setVisible(bool(line))
        self.line.show_weeks(line)
        self.kept.show_kept(looked)
        self._left = [self.give_take.count_months, self.give_take.show_all]
        self._turn.start()
        self.day.setCurrentIndex(max(self.day.findData(snapshot.me.look_back_day), 0))

    def _count(self) -> None:
        """Months of check-ins are counted in two turns of their own."""
        if self._left and not self.desk.store.connection.is_closed:
            self._left.pop(0)(self.desk.store, self.desk.snapshot, self.desk.today)
            self._turn.start()

    def show_week(self, end: date) -> None:
        """Take a week in hand, at the top."""
        self.form.show_week(end)
        self.shown.emit()
        self.form.supported.focus_first()

    def start(self) -> None:
        """The week that can be looked back on now."""
        self.show_week(week_end(self.desk.snapshot.me, self.desk.today))

    def flush(self) -> None:
        """Save what is being typed."""
        self.form.flush()

    def _keep(self, look_back: LookBack) -> None:
        """Kept while it is typed; what is emptied again is taken away."""
        notes, merge = self.desk.store.notes, f"look-back:{look_back.id}"
        known = any(each.id == look_back.id for each in self.desk.snapshot.notes.look_backs)
        if is_empty(look_back):
            if known:
                self.desk.do(lambda: notes.remove(look_back.id))
            return
        self.desk.do(lambda: notes.save(look_back, merge=merge))

    def _remove(self, look_back_id: str) -> None:
        said = _("The look-back was taken away.")
        self.desk.do(lambda: self.desk.store.notes.remove(look_back_id), said=said)

    def _choose_day(self) -> None:
        me = replace(self.desk.snapshot.me, look_back_day=self.day.currentData())

        def save() -> None:
            with self.desk.store.writing(Change(did=Did.SETTINGS_CHANGED)):
                self.desk.store.save_me(me)

        self.desk.do(save)


def _days() -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(_("The day on which Today offers the look-back"))
    for number in range(7):
        made.addItem(dates.weekday(number), number)
    made.addItem(_("No day"), None)
    return made
