"""The cards of Today; each is built anew only when what it says has changed, and keeps the focus."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QPushButton, QWidget

from supportdesk.domain.look_back import KEY
from supportdesk.ui.icons import pixmap
from supportdesk.ui.kit import Card, Flow, button, clear, column, label, line, row
from supportdesk.ui.pages.contact_marks import Mark
from supportdesk.ui.pages.goal_card import MenuButton
from supportdesk.ui.pages.goal_words import own, shorten, soft
from supportdesk.ui.pages.offer_row import OfferRow
from supportdesk.ui.pages.today_view import Offer, SupportLine, TodayView, WeekGoal
from supportdesk.ui.theme import Theme
from supportdesk.words import _

TONIGHT, TOMORROW, WEEKEND, NEXT_WEEK = "tonight", "tomorrow", "weekend", "next_week"
READING = 90  # letters of average width: about 640 pixels at the usual text size


class Part(Card):
    """A card over one part of the view; it asks for a page, to put a key away or off, or to mark a goal."""

    goes = Signal(str, str)
    put_away = Signal(str)
    put_off = Signal(str, str)
    marked = Signal(str)

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(title=title, gap=10)
        self.theme = theme
        self._said: Any = None
        self._marks: list[Mark] = []
        self._ticks: list[QLabel] = []
        self._texts: list[QLabel] = []
        self.inside = column(gap=10)
        self.body.addLayout(self.inside)
        theme.changed.connect(self._recolour)

    def say(self, said: Any) -> None:
        """Show this; the same again changes nothing."""
        if said == self._said:
            return
        had = self._focused()
        self._said = said
        clear(self.inside)
        self._marks, self._ticks, self._texts = [], [], []
        self.fill(said)
        self._recolour()
        for at in range(self.inside.count() if self.isVisible() else 0):
            _show_now(self.inside.itemAt(at))
        if had is not None:
            self._refocus(*had)

    def fill(self, said: Any) -> None:
        """Put the widgets for this into `inside`."""

    def buttons(self) -> list[QPushButton]:
        """The buttons that are there now, in their order."""
        return [each for each in self.findChildren(QPushButton) if each.isVisibleTo(self)]

    # ---- pieces

    def text(self, words: str, look: str = "") -> QLabel:
        """A wrapped label, no wider than is good to read."""
        made = label(soft(words), look)
        if made.text() != words:
            made.setAccessibleName(words)
        made.setMaximumWidth(self._widest)
        self._texts.append(made)
        return made

    @property
    def _widest(self) -> int:
        return QFontMetrics(self.font()).averageCharWidth() * READING

    def press(self, words: str, look: str, key: str, clicked: Any, about: str = "") -> QPushButton:
        """A button that is found again by its key after the card was built anew."""
        made = button(shorten(words, 36), look, clicked=clicked)
        made.setProperty("key", key)
        if about:
            made.setAccessibleDescription(about)
        return made

    def not_now(self, offer: Offer) -> QPushButton:
        """Puts the offer away: for good, or until tomorrow where it comes by itself."""
        if offer.daily:
            words, hint = _("Not today"), _("It is here again tomorrow")
            made = self.press(
                words, "plain", f"away:{offer.key}", lambda: self.put_off.emit(offer.key, TOMORROW)
            )
        else:
            words, hint = _("Not now"), _("You will not be asked this again")
            made = self.press(words, "plain", f"away:{offer.key}", lambda: self.put_away.emit(offer.key))
        made.setToolTip(hint)
        made.setAccessibleDescription(f"{offer.text} {hint}.")
        return made

    def _go(self, offer: Offer) -> None:
        self.goes.emit(offer.page, offer.target)

    def mark(self, piece: SupportLine) -> QLayout:
        """A type of support: its shape and its words."""
        shape = Mark(piece.type, self.theme.tokens)
        self._marks.append(shape)
        return _beside(shape, self.text(piece.text))

    def tick(self, words: str) -> QLayout:
        """Words with a tick before them."""
        sign = QLabel()
        self._ticks.append(sign)
        return _beside(sign, self.text(words))

    def _recolour(self) -> None:
        size = round(self.theme.points * 1.5)
        for shape in self._marks:
            shape.tokens = self.theme.tokens
            shape.update()
        for sign in self._ticks:
            sign.setPixmap(pixmap("check", self.theme.tokens.primary, size))
            sign.setFixedSize(QSize(size, size))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._said is not None:
            for each in self._texts:
                each.setMaximumWidth(self._widest)

    # ---- focus

    def _focused(self) -> tuple[str, int] | None:
        """The key of the button with the focus, and its place."""
        for place, each in enumerate(self.buttons()):
            if each.hasFocus():
                return str(each.property("key")), place
        return None

    def _refocus(self, key: str, place: int) -> None:
        """The same button again, else the one that took its place."""
        there = self.buttons()
        same = next((each for each in there if each.property("key") == key), None)
        after = same or (there[min(place, len(there) - 1)] if there else None)
        if after is not None:
            after.setFocus()


class StrengthCard(Part):
    """What is there already, in one sentence."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "")
        self.setObjectName("")
        self.setAccessibleName(_("What is there already"))
        self.body.setContentsMargins(0, 0, 0, 0)

    def fill(self, said: tuple[Offer, ...]) -> None:
        for offer in said:
            go = self.press(offer.action, "link", f"go:{offer.key}", partial(self._go, offer), offer.text)
            self.inside.addWidget(OfferRow(self.text(offer.text), go, self.not_now(offer)))


class StepCard(Part):
    """One small step: an offer with the page's primary button, or the kind words of the day."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("One small step"))

    def fill(self, said: tuple[tuple[Offer, ...], str]) -> None:
        offers, kind = said
        for number, offer in enumerate(offers):
            if number:
                self.inside.addWidget(line())
            look = "" if number else "primary"
            go = self.press(offer.action, look, f"go:{offer.key}", partial(self._go, offer), offer.text)
            self.inside.addWidget(self.text(offer.text))
            self.inside.addLayout(Flow(go, self.not_now(offer)))
        if not offers:
            self.inside.addWidget(self.text(_("Nothing planned for today. That is fine.")))
            self.inside.addWidget(self.text(kind))
            add = self.press(_("Add a small step"), "primary", "add", lambda: self.goes.emit("goals", "new"))
            self.inside.addWidget(add)


class NiceCard(Part):
    """With whom a word would be nice: at most three names."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Keeping in touch"))

    def fill(self, said: tuple[tuple[Offer, ...], bool]) -> None:
        offers, before_evening = said
        rows: list[OfferRow] = []
        for offer in offers:
            go = self.press(offer.action, "link", f"go:{offer.key}", partial(self._go, offer), offer.text)
            log = self.press(
                _("Log a check-in"),
                "link",
                f"log:{offer.key}",
                partial(self.goes.emit, "check-in", offer.target),
                offer.text,
            )
            later = MenuButton(_("Put off"), "plain")
            later.setProperty("key", f"away:{offer.key}")
            later.setAccessibleDescription(offer.text)
            if before_evening:
                later.add(_("Until tonight"), partial(self.put_off.emit, offer.key, TONIGHT))
            later.add(_("Until tomorrow"), partial(self.put_off.emit, offer.key, TOMORROW))
            later.add(_("Until the weekend"), partial(self.put_off.emit, offer.key, WEEKEND))
            later.add(_("Until next week"), partial(self.put_off.emit, offer.key, NEXT_WEEK))
            later.add(_("Do not ask again"), partial(self.put_away.emit, offer.key))
            rows.append(OfferRow(self.text(offer.text), go, log, later))
            self.inside.addWidget(rows[-1])
        for each in rows:
            each.alike = tuple(rows)


class SupportCard(Part):
    """Coverage by type, in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Your support"))

    def fill(
        self, said: tuple[str, tuple[SupportLine, ...], tuple[str, ...], tuple[str, str] | None]
    ) -> None:
        headline, lines, notes, help_page = said
        self.inside.addWidget(self.text(headline))
        for each in lines:
            self.inside.addLayout(self.mark(each))
        for note in notes:
            self.inside.addWidget(self.text(note))
        if help_page is not None:
            page, target = help_page
            go = self.press(_("See what could help"), "", "help", lambda: self.goes.emit(page, target))
            self.inside.addWidget(go)
        reach = self.press(
            _("Who can I reach now?"), "link", "reach", lambda: self.goes.emit("support", "now")
        )
        self.inside.addWidget(reach)


class WeekCard(Part):
    """The goals of the week and the next meetings."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("This week"))

    def fill(self, said: tuple[tuple[WeekGoal, ...], tuple[str, ...]]) -> None:
        goals, meetings = said
        for goal in goals:
            self.inside.addLayout(self._goal(goal))
        if meetings:
            self.inside.addWidget(self.text(_("Coming up"), "strong"))
        for meeting in meetings:
            self.inside.addWidget(self.text(meeting))
        if not goals and not meetings:
            self.inside.addWidget(self.text(_("Nothing planned for this week. That is fine.")))
        self.inside.addLayout(
            Flow(
                self.press(_("Open goals"), "", "goals", lambda: self.goes.emit("goals", "")),
                self.press(
                    _("See what you wrote"), "link", "check-ins", lambda: self.goes.emit("check-ins", "")
                ),
            )
        )

    def _goal(self, goal: WeekGoal) -> QLayout:
        what = own(goal.what.rstrip(" ."))
        if goal.met:
            return self.tick(_("{goal}. {done}.").format(goal=what, done=goal.said))
        words = self.text(_("{goal}, {often}").format(goal=what, often=goal.said))
        done = self.press(_("Mark done"), "", f"mark:{goal.id}", lambda: self.marked.emit(goal.id), goal.what)
        return _beside(words, done)


class LookBackCard(Part):
    """On the chosen weekday: three short questions, and a way past them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Looking back"))

    def fill(self, said: str) -> None:
        self.inside.addWidget(self.text(said))
        go = self.press(
            _("Look back"), "", "look-back", lambda: self.goes.emit("check-ins", "look-back"), said
        )
        skip = self.press(_("Not this week"), "plain", "skip", lambda: self.put_off.emit(KEY, NEXT_WEEK))
        skip.setAccessibleDescription(_("It is here again next week."))
        skip.setToolTip(_("It is here again next week."))
        self.inside.addLayout(Flow(go, skip))


class HardWeekCard(Part):
    """While a hard week lasts: the plan, one tiny thing, and a way back."""

    ended = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("A hard week"))

    def fill(self, said: tuple[str, str]) -> None:
        words, step = said
        self.inside.addWidget(self.text(words))
        self.inside.addWidget(self.text(_("One tiny step, if you like:"), "strong"))
        self.inside.addWidget(self.text(step))
        self.inside.addLayout(
            Flow(
                self.press(_("Open my plan"), "primary", "plan", lambda: self.goes.emit("plan", "")),
                self.press(_("This week is easier"), "", "end", self.ended.emit),
                self.press(_("After a hard time"), "link", "after", lambda: self.goes.emit("plan", "after")),
            )
        )


def said_by(view: TodayView) -> dict[str, Any]:
    """The part of the view that each card says; an empty part hides its card."""
    open_ = not view.hard_week and not view.is_empty
    return {
        "hard": (view.hard_week, view.tiny_step) if view.hard_week else None,
        "strengths": view.strengths or None,
        "steps": (view.steps, view.kind_words) if open_ else None,
        "nice": (view.nice, view.before_evening) if view.nice else None,
        "support": (view.headline, view.support, view.support_notes, view.help_page)
        if view.support
        else None,
        "week": (view.goals, view.meetings) if open_ else None,
        "look_back": view.look_back or None,
    }


def _show_now(item: QLayoutItem | None) -> None:
    """Show what was just put in at once, and not with the next event: it may get the focus."""
    if item is None:
        return
    widget, layout = item.widget(), item.layout()
    if widget is not None:
        widget.show()
    elif layout is not None:
        for at in range(layout.count()):
            _show_now(layout.itemAt(at))


def _beside(first: QWidget, second: QWidget) -> QLayout:
    """Two pieces side by side; the one with words takes the room."""
    box = row(first, second, gap=10)
    box.setStretch(1 if isinstance(second, QLabel) else 0, 1)
    return box
