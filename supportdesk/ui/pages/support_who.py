"""Who gives what: coverage in words, what if somebody were away, what rests on whom, and the numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.kit import Card, announce, column, label, line, row
from supportdesk.ui.pages.contact_marks import Mark
from supportdesk.ui.pages.goal_fold import Fold
from supportdesk.ui.pages.goal_words import own, shorten, soft
from supportdesk.ui.pages.offer_row import OfferRow
from supportdesk.ui.pages.support_view import RestView, TypeView, WhoView, what_if
from supportdesk.ui.pages.today_cards import Part
from supportdesk.ui.theme import Theme
from supportdesk.words import _

RESTS_AT_ONCE = 6


class WhoCard(Card):
    """The third part of the page. `goes(page, target)` asks for a page."""

    goes = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(title=_("Who gives what"), gap=12)
        self._view: WhoView | None = None
        self.types = _Types(theme)
        self.away = _Away(theme)
        self.rests = _Rests(theme)
        self.rests.goes.connect(self.goes)
        self.numbers = Fold(theme, _("Numbers, if you want them"))
        self.numbers.head.setMinimumWidth(1)  # narrow pages rather cut it than grow beyond the window
        self._lines = _Numbers(theme)
        self.numbers.add(self._lines)
        self._hairline = line()
        for piece in (self.types, line(), self.away, self._hairline, self.rests, line(), self.numbers):
            self.body.addWidget(piece)

    def say(self, view: WhoView, snapshot: Snapshot) -> None:
        """Show this; what has not changed is left alone."""
        self._view = view
        self.types.say((view.summary, view.types))
        self.away.show_choices(view.choices, snapshot)
        self.rests.say(view.rests)
        self.rests.setVisible(bool(view.rests))
        self._hairline.setVisible(bool(view.rests))
        self._lines.say(view.numbers)


class _Bare(Part):
    """A part inside the card: no frame and no margins of its own."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, "")
        self.setObjectName("")
        self.setAccessibleName(name)
        self.body.setContentsMargins(0, 0, 0, 0)


class _Types(_Bare):
    """The four types with the names of those who give them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Kinds of support"))
        self.inside.setSpacing(14)

    def fill(self, said: tuple[str, tuple[TypeView, ...]]) -> None:
        summary, types = said
        self.inside.addWidget(self.text(summary))
        for each in types:
            shape = Mark(each.type, self.theme.tokens)
            self._marks.append(shape)
            made = QWidget()
            words = column(self.text(each.title, "strong"), *(self.text(one) for one in each.lines), gap=2)
            beside = row(shape, words, -1, gap=10)
            beside.setStretch(1, 100)
            beside.setAlignment(shape, Qt.AlignmentFlag.AlignTop)
            made.setLayout(beside)
            self.inside.addWidget(made)


class _Away(QWidget):
    """What if one of them were away for a while?"""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._snapshot: Snapshot | None = None
        self._choices: tuple[tuple[str, str], ...] = ()
        self.title = label(_("What if someone were away for a while?"), "strong")
        self.who = QComboBox()
        self.who.setAccessibleName(_("What if someone were away for a while?"))
        self.who.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.who.setMinimumContentsLength(14)
        self.who.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.who.activated.connect(self._tell)
        self.title.setBuddy(self.who)
        self.lost = label("")
        self.lost.hide()
        self.setLayout(column(self.title, self.who, self.lost, gap=6))
        theme.changed.connect(self.updateGeometry)

    def show_choices(self, choices: tuple[tuple[str, str], ...], snapshot: Snapshot) -> None:
        """Offer these; the one in hand stays."""
        self._snapshot = snapshot
        if choices != self._choices:
            chosen = self.who.currentData()
            self._choices = choices
            self.who.clear()
            self.who.addItem(_("Choose a contact"), "")
            for contact_id, name in choices:
                self.who.addItem(shorten(name, 60), contact_id)
            self.who.setCurrentIndex(max(self.who.findData(chosen), 0))
        self._show_loss()

    def _tell(self, _index: int) -> None:
        self._show_loss()
        announce(self.who, self.lost.text())

    def _show_loss(self) -> None:
        chosen = self.who.currentData()
        said = what_if(self._snapshot, chosen) if chosen and self._snapshot else ""
        if said != self.lost.text():
            self.lost.setText(soft(said))
            self.who.setAccessibleDescription(said)
        self.lost.setVisible(bool(said))


class _Rests(_Bare):
    """What rests on one alone, gently: a second source can be a comfort for both."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("What rests on whom"))
        self._all = False

    def fill(self, said: tuple[RestView, ...]) -> None:
        self.inside.addWidget(self.text(_("What rests on whom"), "strong"))
        gentle = _("One person can be enough for now. A second one can be a comfort for you both.")
        self.inside.addWidget(self.text(gentle, "muted"))
        rows: list[OfferRow] = []
        for each in said if self._all else said[:RESTS_AT_ONCE]:
            words = _("{name}: {what}").format(name=own(shorten(each.name, 60)), what=each.said)
            open_ = self.press(
                _("Open {name}").format(name=shorten(each.name, 24)),
                "link",
                f"rest:{each.id}",
                lambda contact_id=each.id: self.goes.emit("contacts", contact_id),
            )
            open_.setAccessibleName(_("Open {name}").format(name=each.name))
            rows.append(OfferRow(self.text(words), open_))
            self.inside.addWidget(rows[-1])
        for one in rows:
            one.alike = tuple(rows)
        rest = len(said) - RESTS_AT_ONCE
        if rest > 0 and not self._all:
            self.inside.addWidget(
                self.press(_("Show {count} more").format(count=rest), "link", "more", self._show_all)
            )

    def _show_all(self) -> None:
        said, self._said, self._all = self._said, None, True
        self.say(said)
        self.buttons()[RESTS_AT_ONCE].setFocus()


class _Numbers(_Bare):
    """Each number with what it means and what it does not."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Numbers"))

    def fill(self, said: tuple[tuple[str, str, str], ...]) -> None:
        self.inside.addWidget(self.text(_("They describe your map. None of them has a best value."), "muted"))
        for name, value, meaning in said:
            words = self.text(_("{name}: {value}").format(name=name, value=value), "strong")
            made = QWidget()
            made.setLayout(column(words, self.text(meaning), gap=2))
            self.inside.addWidget(made)
