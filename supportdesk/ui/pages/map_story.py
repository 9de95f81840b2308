"""The story of change: the map on two days beside each other, and in words what happened in between.

Nothing here can be edited. The store is asked for a day once; it keeps the past by itself.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from supportdesk.charts.view import MapView
from supportdesk.domain.between import Between, Logged, between
from supportdesk.domain.contact import State
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.story import Past, changes
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Flow, announce, button, column, empty_state, label, on_esc
from supportdesk.ui.pages.map_picture import MapPicture
from supportdesk.ui.pages.story_day import StoryDay
from supportdesk.ui.pages.story_picture import StoryPicture
from supportdesk.ui.pages.story_view import Stands, pair, steps
from supportdesk.ui.pages.story_words import StoryWords
from supportdesk.ui.theme import Theme
from supportdesk.words import _
from supportdesk.words import story as words

BESIDE_FROM = 96  # characters of width from which the two maps stand beside each other
LEGEND = 3  # lines of height for what stands below a map as wide as the page
PAUSE = 40  # milliseconds a slider rests before its day is read


class Pane(QWidget):
    """One map with its day; `save_wanted` for a picture of it."""

    save_wanted = Signal()

    def __init__(self, name: str, theme: Theme, desk: Desk) -> None:
        super().__init__()
        self.picture = StoryPicture(theme, desk.worker)
        self.picture.setAccessibleName(name)
        self.day = StoryDay(name)
        self.save = button(_("Save picture…"), "link", clicked=self.save_wanted.emit)
        self.save.setAccessibleName(_("{name}: save picture").format(name=name))
        self.day.head.addWidget(self.save)
        self._column = column(self.picture, self.day, gap=6)
        self._column.setStretch(0, 1)
        self.setLayout(self._column)

    def arrange(self, *, day_first: bool) -> None:
        """The day above the picture where the two maps stand one below the other, else below it."""
        if day_first != (self._column.indexOf(self.day) == 0):
            self._column.insertWidget(0, self.day if day_first else self.picture)
            self._column.setStretchFactor(self.picture, 1)
            self._column.setStretchFactor(self.day, 0)


class MapStory(QWidget):
    """Two days of the map; `left` when the person goes back to the map of today."""

    left = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._now: MapView | None = None
        self._of: object = None
        self._pasts: dict[date, Past] = {}
        self._days: tuple[date, ...] = ()
        self._log: tuple[Logged, ...] = ()
        self._stands = Stands({})
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._tell)
        self.picture = MapPicture(desk, self)
        self.back = button(_("Back to the map"), clicked=self.left.emit)
        self.today = button(_("Back to today"), clicked=self._to_today)
        self.one = button(_("One day"), "chip")
        self.one.setCheckable(True)
        self.one.setAccessibleDescription(_("Show one day alone and larger, and compare it with today."))
        self.one.toggled.connect(self._one_toggled)
        self.none = empty_state(words.no_past())
        self.trouble = label(_("We could not draw the map. The words below tell the same."), "error")
        self.before = Pane(_("Earlier day"), theme, desk)
        self.after = Pane(_("Later day"), theme, desk)
        self.words = StoryWords()
        self._lay_out()
        on_esc(self, self.left.emit)

    def _lay_out(self) -> None:
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(18)
        for pane in (self.before, self.after):
            self._both.addWidget(pane, 1)
            pane.day.chosen.connect(partial(self._chosen, pane))
            pane.save_wanted.connect(partial(self._save, pane.picture))
            pane.picture.failed.connect(self.trouble.show)
        buttons = QWidget()
        self.one.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        buttons.setLayout(Flow(self.back, self.today, self.one, even=True))
        self.trouble.hide()
        whole = column(buttons, self.none, self.trouble, gap=12)
        whole.addLayout(self._both, 1)
        whole.addWidget(self.words)
        self.setLayout(whole)

    # ---- what is shown

    def show_story(self, snapshot: Snapshot, now: MapView) -> None:
        """Show the story up to now, in the look of the map `now`; the days in view stay in view."""
        fresh = self._of != (snapshot.contacts, snapshot.ties, self._desk.today)
        if fresh:
            self._of = (snapshot.contacts, snapshot.ties, self._desk.today)
            self._pasts.clear()
            self._stands = Stands(now.placed().places)
            self._offer()
        self._now = now
        # Read once for all days: a slider asks for another span with every step.
        self._log = self._desk.store.checkins.logged(self._days[0], self._days[-1])
        self._tell()

    def _offer(self) -> None:
        first = not self._days
        today = self._desk.today
        self._days = steps(self._desk.store.story_days(), today)
        before = self._days[0] if first else self.before.day.day
        after = today if first else self.after.day.day
        self.before.day.offer(self._days, today, before)
        self.after.day.offer(self._days, today, after)
        alone = len(self._days) < 2
        self.none.setVisible(alone)
        for each in (self.today, self.one, self.before, self.after, self.words):
            each.setHidden(alone)
        self._show_one()

    def past(self, day: date) -> Past:
        """The map of a day, read once."""
        if day not in self._pasts:
            self._pasts[day] = self._desk.store.past(day)
        return self._pasts[day]

    def _tell(self) -> None:
        if self._now is None or len(self._days) < 2:
            return
        one, day = self.one.isChecked(), self.after.day.day
        before, after = self.past(self.before.day.day), self.past(day)
        if one:
            before, after = after, self.past(self._days[-1])
        found = pair(self._now, before, after, self._stands)
        self.before.picture.show_view(found.before)
        self.after.picture.show_view(found.before if one else found.after)
        self.today.setEnabled(day != self._days[-1])
        self.words.show_story(before, after, self._done(before, after), stressful=self._now.show_stressful)

    def _done(self, before: Past, after: Past) -> Between:
        snapshot = self._desk.snapshot
        unsafe = tuple(each for each in snapshot.contacts if each.state is State.NOT_SAFE)
        named = {**before.shown, **after.shown}
        return between(
            self._log,
            snapshot.goals,
            snapshot.notes.look_backs,
            tuple(named.values()),
            unsafe=unsafe,
            first={each.contact_id for each in changes(before, after)},
            after=before.day,
            until=after.day,
        )

    @property
    def is_waiting(self) -> bool:
        """Whether a chosen day has not been read yet."""
        return self._soon.isActive()

    # ---- choosing

    def _chosen(self, pane: Pane, day: date) -> None:
        """The earlier day never comes after the later one: the other follows."""
        other = self.after if pane is self.before else self.before
        if (
            not self.one.isChecked()
            and (pane is self.before) == (day > other.day.day)
            and day != other.day.day
        ):
            other.day.go(day)
        self._soon.start(PAUSE)

    def _to_today(self) -> None:
        self.after.day.go(self._days[-1])
        self.after.day.slider.setFocus(Qt.FocusReason.OtherFocusReason)

    def _one_toggled(self, on: bool) -> None:
        """One day is compared with today in words; two days with each other."""
        if not on and self.before.day.day > self.after.day.day:
            self.before.day.go(self.after.day.day)
        self._show_one()
        self._tell()
        announce(self, _("One day is shown.") if self.one.isChecked() else _("Two days are shown."))

    def _show_one(self) -> None:
        self.before.setHidden(self.one.isChecked() or len(self._days) < 2)

    def _save(self, picture: StoryPicture) -> None:
        if picture.view is not None:
            self.picture.save(picture.view)

    def focus_first(self) -> None:
        """Go to the first thing to choose."""
        first = self.back if len(self._days) < 2 else self.before.day.slider
        (first if first.isVisible() else self.after.day.slider).setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_both"):
            self._fit()

    def _fit(self) -> None:
        beside = self.width() >= self.fontMetrics().averageCharWidth() * BESIDE_FROM
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._both.direction() != direction:
            self._both.setDirection(direction)
        least = 0 if beside else self.width() + self.fontMetrics().lineSpacing() * LEGEND
        for pane in (self.before, self.after):
            pane.arrange(day_first=not beside)
            if pane.picture.least_height != least:
                pane.picture.least_height = least
                pane.picture.updateGeometry()
