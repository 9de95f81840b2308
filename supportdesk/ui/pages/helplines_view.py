"""Helplines: the directory for a country, with the person's own lines, corrections and calls."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from supportdesk.content import helpline_words as words
from supportdesk.content.helplines import load
from supportdesk.domain.growth import HelplineCall
from supportdesk.domain.helpline import HiddenLine, OwnLine
from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Card, Choices, Flow, button, clear, column, label, row
from supportdesk.ui.pages.goal_day import calm_wheel
from supportdesk.ui.pages.helplines_calls import CallForm, CallsCard
from supportdesk.ui.pages.helplines_form import OwnLineForm, correction
from supportdesk.ui.pages.helplines_line import LineCard
from supportdesk.ui.pages.helplines_rows import LinesView, lines_view
from supportdesk.ui.pages.plan_fields import Pile, small_button
from supportdesk.ui.pages.settings_you import country_box
from supportdesk.words import _

AT_FIRST, AT_ONCE = 4, 3  # cards made at the first visit, and then at each turn of the event loop


class HelplinesView(QWidget):
    """A list to read, to copy from and to make one's own. `revealed(widget)` asks for scrolling."""

    revealed = Signal(QWidget)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: LinesView | None = None
        self.cards: dict[str, LineCard] = {}
        self.form: OwnLineForm | CallForm | None = None
        self._from: QWidget | None = None
        self.country = country_box("")
        calm_wheel(self.country)
        self.country.activated.connect(self._choose_country)
        self.emergency = label("", "section")
        self.kind = Choices(_("What is it for?"), [(None, _("All"))], None, chips=True)
        self.adding = button(_("Add a line of my own"), clicked=self.add_new)
        self.top = self._make_top()
        self.lines = Pile(gap=12)
        self.hidden = Card(title=_("Hidden by you"), gap=8)
        self.hidden_rows = column(gap=6)
        still = _("They still show while your profile is locked.")
        self.hidden.body.addWidget(label(still, "muted"))
        self.hidden.body.addLayout(self.hidden_rows)
        self.calls = CallsCard()
        self.calls.asked.connect(self._call_asked)
        self.setLayout(column(self.top, self.lines, self.hidden, self.calls, -1, gap=14))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(lambda: self._fill(AT_ONCE))

    def _make_top(self) -> Card:
        where = label(_("Country"), wrap=False)
        where.setBuddy(self.country)
        self.collected = label("", "muted")
        self.choose = label(_("Choose your country to see its helplines."))
        self.kinds = column(self.kind)
        choice = QWidget()
        choice.setLayout(row(where, self.country, gap=10))
        nothing = _("This app does not call or message anyone.")
        return Card(
            Flow(choice, self.adding, gap=24),
            self.emergency,
            self.choose,
            self.kinds,
            label(f"{nothing} {words.call_list()}", "muted"),
            self.collected,
            title=_("Helplines"),
            gap=12,
        )

    # ---- showing

    @property
    def _country(self) -> str:
        return self._desk.settings.country or self._desk.snapshot.me.country

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Bring the list up to date; cards that say the same stay as they are."""
        clock = self._desk.clock.now()
        view = lines_view(
            snapshot, self._country, self.kind.value, today=self._desk.today, now=clock.astimezone()
        )
        if view == self._shown:
            return
        if self._shown is None or view.kinds != self._shown.kinds:
            self._offer_kinds(view)
        self._shown = view
        self.country.setCurrentIndex(max(self.country.findData(view.country), 0))
        self.emergency.setText(view.emergency)
        self.choose.setVisible(not view.country)
        self.collected.setText(view.collected)
        self.collected.setVisible(bool(view.collected))
        self._show_hidden(view)
        self.calls.show_calls(view.calls)
        self._fill(AT_ONCE if self.cards else AT_FIRST)

    def complete(self) -> None:
        """Have every card there now."""
        if self._shown is not None:
            self._fill(len(self._shown.lines))

    def _offer_kinds(self, view: LinesView) -> None:
        chosen = self.kind.value if self.kind.value in view.kinds else None
        options = [(None, _("All")), *((each, words.kind(each)) for each in view.kinds)]
        clear(self.kinds)
        self.kind = Choices(_("What is it for?"), options, chosen, chips=True)
        self.kind.chosen.connect(lambda _value: self.show_snapshot(self._desk.snapshot))
        self.kinds.addWidget(self.kind)

    def _fill(self, at_most: int) -> None:
        view = self._shown
        assert view is not None
        wanted = {each.id for each in view.lines}
        for gone in [each for each in self.cards if each not in wanted]:
            self._drop(gone)
        made = 0
        for number, each in enumerate(view.lines):
            if each.id not in self.cards:
                if made == at_most:
                    self._later.start()
                    return
                made += 1
                self.cards[each.id] = self._make(each.id)
            card = self.cards[each.id]
            at = number + self._before_form(number)
            if self.lines.indexOf(card) != at:
                self.lines.insertWidget(at, card)
            card.show_row(each)
        self._later.stop()

    def _before_form(self, number: int) -> int:
        """1 where the open form stands above this card."""
        if self.form is None:
            return 0
        at = self.lines.indexOf(self.form)
        return int(0 <= at <= number)

    def _make(self, line_id: str) -> LineCard:
        card = LineCard()
        card.asked.connect(partial(self._asked, line_id))
        return card

    def _drop(self, line_id: str) -> None:
        card = self.cards.pop(line_id)
        had_focus = any(one.hasFocus() for one in card.buttons.values())
        self.lines.removeWidget(card)
        card.hide()
        card.deleteLater()
        if had_focus:
            self.adding.setFocus()

    def _show_hidden(self, view: LinesView) -> None:
        self.hidden.setVisible(bool(view.hidden))
        clear(self.hidden_rows)
        for line_id, name in view.hidden:
            again = small_button(
                _("Show it again"), _("Show again: {name}").format(name=name), partial(self._unhide, line_id)
            )
            made = QWidget()
            made.setLayout(Flow(label(name, wrap=False), again, gap=10))
            self.hidden_rows.addWidget(made)

    def _choose_country(self, _index: int) -> None:
        code = self.country.currentData() or ""
        self._desk.settings.country = code
        me = self._desk.snapshot.me
        if not me.is_sample and me.country != code:
            self._desk.do(lambda: self._desk.store.save_me(replace(me, country=code)))
        self.show_snapshot(self._desk.snapshot)

    # ---- forms

    def add_new(self) -> None:
        """Write a line of one's own."""
        self._open(OwnLineForm(None, self._desk.half_written, country=self._country, today=self._today), None)

    def focus(self) -> None:
        """Put the focus on the country, or on the list where there is one."""
        self.country.setFocus()

    def flush(self) -> None:
        """Keep what is being typed where it can be kept."""
        if self.form is not None and self.form.is_changed:
            self.form.keep(quiet=True)

    @property
    def _today(self) -> date:
        return self._desk.today

    def _open(self, form: OwnLineForm | CallForm, line_id: str | None) -> None:
        self.flush()
        self._close(back=False, forget=False)
        self.complete()
        self.form = form
        card = self.cards.get(line_id or "")
        self._from = card or self.adding
        at = self.lines.indexOf(card) + 1 if card is not None else 0
        self.lines.insertWidget(at, form)
        form.show()
        form.left.connect(self._close)
        form.kept.connect(self._kept)
        form.focus()
        self.revealed.emit(form)

    def _close(self, *, back: bool = True, forget: bool = True) -> None:
        form, self.form = self.form, None
        if form is None:
            return
        if forget:
            self._desk.half_written.forget(form.place)
        had_focus = (focus := form.focusWidget()) is not None and focus.hasFocus()
        self.lines.removeWidget(form)
        form.hide()
        form.deleteLater()
        if back and had_focus:
            if isinstance(self._from, LineCard) and self._from in self.cards.values():
                self._from.focus()
            else:
                self.adding.setFocus()

    def _kept(self, note: OwnLine | HelplineCall) -> None:
        if isinstance(note, OwnLine):
            said = _("“{name}” is as you wrote it.").format(name=note.name)
        else:
            said = _("The call is noted.")
        if self._desk.do(lambda: self._desk.store.notes.save(note), said=said):
            self._close()
            card = self.cards.get(note.helpline_id or note.id)
            if card is not None and self.isVisible():
                card.focus()
                self.revealed.emit(card)

    # ---- what can be done with a line

    def _asked(self, line_id: str, what: str) -> None:
        ask = {
            "correct": self._correct,
            "hide": self._hide,
            "call": self._note_call,
            "delete": self._delete,
            "directory": self._use_directory,
        }
        ask[what](line_id)

    def _own(self, line_id: str) -> OwnLine | None:
        notes = self._desk.snapshot.notes.own_lines
        return next((each for each in notes if line_id in (each.id, each.helpline_id)), None)

    def _correct(self, line_id: str) -> None:
        start = self._own(line_id)
        if start is None:
            entry = load().helpline(line_id)
            assert entry is not None
            start = correction(entry, self._today)
        form = OwnLineForm(start, self._desk.half_written, country=start.country, today=self._today)
        self._open(form, line_id)

    def _hide(self, line_id: str) -> None:
        name = self.cards[line_id].row.name if self.cards[line_id].row else ""  # type: ignore[union-attr]
        said = _("“{name}” is hidden while your profile is open.").format(name=name)
        self._move_on(line_id)
        self._desk.do(lambda: self._desk.store.notes.save(HiddenLine(helpline_id=line_id)), said=said)

    def _unhide(self, line_id: str) -> None:
        self.country.setFocus()
        hidden = [each.id for each in self._desk.snapshot.notes.hidden_lines if each.helpline_id == line_id]

        def remove() -> None:
            with self._desk.store.writing(None):
                for each in hidden:
                    self._desk.store.notes.remove(each)

        self._desk.do(remove)

    def _delete(self, line_id: str) -> None:
        own = self._own(line_id)
        if own is not None:
            said = _("“{name}” was deleted.").format(name=own.name)
            self._move_on(line_id)
            self._desk.do(lambda: self._desk.store.notes.remove(own.id), said=said)

    def _use_directory(self, line_id: str) -> None:
        own = self._own(line_id)
        if own is not None:
            said = _("“{name}” is as the directory says.").format(name=own.name)
            self._desk.do(lambda: self._desk.store.notes.remove(own.id), said=said)

    def _move_on(self, line_id: str) -> None:
        """The focus goes to the line below, or above, of one that is about to go."""
        ids = [each.id for each in self._shown.lines] if self._shown else []
        at = ids.index(line_id)
        rest = [each for each in (*ids[at + 1 :], *reversed(ids[:at])) if each in self.cards]
        if rest:
            self.cards[rest[0]].focus()
        else:
            self.adding.setFocus()

    # ---- calls

    def _note_call(self, line_id: str) -> None:
        card = self.cards[line_id]
        name = card.row.name if card.row else ""
        start = HelplineCall(day=self._today, helpline_id=line_id)
        self._open(CallForm(start, self._desk.half_written, line_id, name, self._today), line_id)

    def _call_asked(self, what: str, call_id: str) -> None:
        call = next((each for each in self._desk.snapshot.notes.helpline_calls if each.id == call_id), None)
        if call is None:
            return
        if what == "out":
            self.adding.setFocus()
            said = _("The note of that call was taken out.")
            self._desk.do(lambda: self._desk.store.notes.remove(call_id), said=said)
            return
        line = self.cards.get(call.helpline_id)
        name = line.row.name if line is not None and line.row else _("a helpline")
        form = CallForm(call, self._desk.half_written, call.id, name, self._today)
        self._open(form, call.helpline_id)
