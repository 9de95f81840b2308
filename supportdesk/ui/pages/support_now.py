"""Who can I reach now? A few choices, three names with a number and first words, and one helpline."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QSizePolicy, QWidget

from supportdesk.domain.contact import SupportType, Way
from supportdesk.domain.reach import Ask, Hardness
from supportdesk.ui.clipboard import copy_text
from supportdesk.ui.kit import Card, Choices, Flow, Ticks, announce, column, copyable, label, line
from supportdesk.ui.pages.goal_words import own, shorten, soft
from supportdesk.ui.pages.offer_row import OfferRow
from supportdesk.ui.pages.support_view import NowView, PersonRow
from supportdesk.ui.pages.today_cards import Part
from supportdesk.ui.theme import Theme
from supportdesk.words import _, labels, ngettext
from supportdesk.words import reach as reach_words
from supportdesk.words.sentences import listed

WAYS = (Way.CALL, Way.TEXT, Way.VIDEO, Way.IN_PERSON, Way.ONLINE)
BESIDE = 24  # letters of a name that leave room for a number beside it
COPIED_FOR = 4000  # milliseconds a button says that it has copied


class NowCard(Card):
    """The question and its answer. Nothing of it is stored.

    asked()             another question was chosen
    goes(page, target)  a page is wanted
    """

    asked = Signal()
    goes = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(title=_("Who can I reach now?"), gap=12)
        types = [(None, _("Any")), *((each, labels.support_type(each)) for each in SupportType)]
        ways = [(None, _("Any way")), *((each, labels.way(each)) for each in WAYS)]
        hard = [(each, reach_words.hardness(each)) for each in Hardness]
        self.type = Choices(_("What kind of support?"), types, None, chips=True)
        self.way = Choices(_("How?"), ways, None, chips=True)
        self.hard = Choices(_("How hard does it feel?"), hard, Hardness.EASY)
        self.agreed = Ticks("", [(True, _("Only those who agreed to be asked"))], down=True)
        for box in self.agreed.findChildren(QCheckBox):
            box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # so that it may wrap
        self.answer = _Answer(theme)
        for choices in (self.type, self.way, self.hard):
            choices.chosen.connect(lambda _value: self._ask())
        self.agreed.chosen.connect(lambda _value: self._ask())
        self.answer.goes.connect(self.goes)
        self.answer.anyone.connect(self._ask_anyone)
        for piece in (self.type, self.way, self.hard, self.agreed, line(), self.answer):
            self.body.addWidget(piece)

    def ask(self, moment: datetime) -> Ask:
        """The question as it is chosen, for a moment."""
        return Ask(
            moment=moment,
            type=self.type.value,
            way=self.way.value,
            hard=self.hard.value or Hardness.EASY,
            agreed_only=bool(self.agreed.value),
        )

    def say(self, view: NowView, *, is_narrowed: bool) -> None:
        """Show the answer; `is_narrowed` offers to ask for anyone where there is nobody."""
        self.answer.say((view, is_narrowed and not view.people))

    @property
    def is_narrowed(self) -> bool:
        """Whether the question leaves somebody out."""
        return bool(self.type.value or self.way.value or self.agreed.value)

    def focus_first(self) -> None:
        """Put the focus on the first choice."""
        self.type.focus_first()

    def _ask(self) -> None:
        self.asked.emit()
        announce(self, self.answer.spoken)

    def _ask_anyone(self) -> None:
        self.type.value = self.way.value = None
        self.agreed.value = ()
        self.focus_first()
        self._ask()


class _Answer(Part):
    """Names, or kind words, and always the helpline."""

    anyone = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "")
        self.setObjectName("")
        self.setAccessibleName(_("Who can be reached"))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.spoken = ""

    def fill(self, said: tuple[NowView, bool]) -> None:
        view, offers_anyone = said
        if view.line_first:
            self._helpline(view)
            self.inside.addWidget(line())
        rows: list[OfferRow] = []
        for number, row in enumerate(view.people):
            if number:
                self.inside.addWidget(line())
            rows.append(self._person(row, is_sample=view.is_sample))
        for each in rows:
            each.alike = tuple(rows)
        if not view.people:
            self.inside.addWidget(self.text(soft(view.nobody)))
            if offers_anyone:
                anyone = self.press(_("Show anyone I can reach"), "", "anyone", self.anyone.emit)
                self.inside.addWidget(anyone)
        if not view.line_first:
            self.inside.addWidget(line())
            self._helpline(view)
        self.spoken = _spoken(view)

    def _person(self, row: PersonRow, *, is_sample: bool) -> OfferRow:
        name = own(shorten(row.name, 80))
        heading = _("{name}, {role}").format(name=name, role=own(shorten(row.role, 80))) if row.role else name
        quoted = _("“{words}”").format(words=row.first_words)
        words = self._copy(_("Copy these words"), row.first_words, f"words:{row.id}", row.first_words)
        open_ = self.press(
            _("Open {name}").format(name=shorten(row.name, BESIDE)),
            "link",
            f"open:{row.id}",
            lambda: self.goes.emit("contacts", row.id),
        )
        open_.setAccessibleName(_("Open {name}").format(name=row.name))
        words.setAccessibleName(_("Copy these words for {name}").format(name=row.name))
        note = _("You noted: {note}").format(note=own(row.note)) if row.note else ""
        offer = OfferRow(self.text(quoted), words, open_)
        pieces = (
            self._head(heading, row.number, f"number:{row.id}", may_copy=not is_sample),
            self.text("" if row.number else row.number_gap, "muted"),
            self.text(row.why),
            self.text(note, "muted"),
            offer,
        )
        self._block(pieces)
        return offer

    def _helpline(self, view: NowView) -> None:
        row = view.line
        if row is not None:
            copied = row.copied
            self._block(
                (
                    self.text(_("A helpline is there too"), "muted"),
                    self._head(row.name, row.how, "number:line", copied=copied, may_copy=bool(copied)),
                    self.text(row.about),
                    self.text(row.checked, "muted"),
                )
            )
        if view.asks_country:
            choose = self.press(
                _("Choose your country"), "link", "country", lambda: self.goes.emit("settings", "")
            )
            self.inside.addWidget(OfferRow(self.text(_("Choose your country to see its helplines.")), choose))
        more = _("More helplines and the emergency number stand under Get help now (F1).")
        self.inside.addWidget(self.text(more, "muted"))

    def _block(self, pieces: tuple[QWidget, ...]) -> None:
        """What belongs together, close to each other; pieces without words are left out."""
        kept = [each for each in pieces if not isinstance(each, QLabel) or each.text()]
        self.inside.addWidget(_stack(*kept))

    def _head(self, name: str, number: str, key: str, *, copied: str = "", may_copy: bool = True) -> QWidget:
        """The name, and beside it (below it where there is no room) the number to copy."""
        is_long = max(len(name), len(number)) > BESIDE
        title: QWidget = self.text(soft(name), "strong") if is_long else label(name, "strong", wrap=False)
        pieces: list[QWidget] = []
        if number and len(number) <= BESIDE:
            pieces.append(copyable(number, "section") if may_copy else label(number, "section", wrap=False))
        elif number:
            title = _stack(title, self.text(shorten(number, 200)))
        if number and may_copy:
            put = copied or number
            copy = self._copy(_("Copy"), put, key, _("Copy {number}").format(number=put))
            copy.setAccessibleName(_("Copy {number}").format(number=put))
            pieces.append(copy)
        made = QWidget()
        made.setLayout(
            column(title, Flow(*pieces, gap=14), gap=4) if is_long else Flow(title, *pieces, gap=14)
        )
        return made

    def _copy(self, words: str, copied: str, key: str, about: str) -> QPushButton:
        made = self.press(words, "", key, lambda: None, about)

        def put() -> None:
            copy_text(copied)
            made.setText(_("Copied"))
            announce(made, _("Copied"))
            QTimer.singleShot(COPIED_FOR, made, partial(made.setText, words))

        made.clicked.connect(put)
        return made


def _stack(*pieces: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(*pieces, gap=4))
    return made


def _spoken(view: NowView) -> str:
    if not view.people:
        return view.nobody
    count = len(view.people)
    found = ngettext("{count} name: {names}", "{count} names: {names}", count)
    return found.format(count=count, names=listed([each.name for each in view.people]))
