"""The folded parts of the card that are all fields: reach, hours, relation, rhythm, limits, plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QSizePolicy

from supportdesk.domain.contact import (
    Asked,
    Contact,
    Energy,
    ImportantDate,
    Line,
    Phone,
    Reachable,
    RecoveryEffect,
    State,
    Way,
)
from supportdesk.domain.errors import DomainError
from supportdesk.domain.rhythm import rhythm_of
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.window import Rhythm
from supportdesk.ui.kit import Card, LineField, label, line
from supportdesk.ui.pages.contact_autosave import NotYetError
from supportdesk.ui.pages.contact_fields import (
    DayField,
    SpanField,
    day_raw,
    day_value,
    line_wrong,
    moment_value,
)
from supportdesk.ui.pages.contact_form import Form
from supportdesk.ui.pages.contact_rows import HoursRow, Lines, OccasionRow, PhoneRow, TextRow
from supportdesk.words import _, labels


class ReachForm(Form):
    """Numbers, e-mail, address, web and the preferred way."""

    def build(self) -> None:
        phones = Lines(_("Phone numbers"), PhoneRow, ("", ""), add=_("Add a number"))
        self.body.addWidget(
            self.lines(
                "phones",
                phones,
                of=lambda each: (each.number, each.label),
                into=lambda raw: Phone(number=raw[0], label=raw[1]),
            )
        )
        emails = Lines(_("E-mail"), lambda: TextRow(_("E-mail")), "", add=_("Add an e-mail address"))
        self.body.addWidget(self.lines("emails", emails))
        self.body.addWidget(self.note("address", _("Address"), lines=2))
        self.body.addWidget(
            self.line("web", _("Web address"), help_text=_("Kept as text. The app never opens it."))
        )
        ways = [(None, _("No matter")), *((each, labels.way(each)) for each in Way)]
        self.body.addWidget(self.choices("preferred_way", _("What they like best"), ways))


class WhenForm(Form):
    """Days and hours, nights, and the time zone."""

    def build(self) -> None:
        hours = Lines(
            _("Days and hours"),
            HoursRow,
            ((), "", ""),
            add=_("Add days and hours"),
            first=((0, 1, 2, 3, 4), "09:00", "17:00"),
        )
        self.body.addWidget(
            self.lines(
                "reachable",
                hours,
                of=lambda each: (each.days, each.start, each.end),
                into=lambda raw: Reachable(days=raw[0], start=_clock(raw[1]), end=_clock(raw[2])),
            )
        )
        self.body.addWidget(
            self.line("reachable_note", _("Good to know"), example=_("Not on Sundays, text first ..."))
        )
        self.body.addWidget(self.tick("night_ok", _("Fine at night in an emergency")))
        self.body.addWidget(self.line("time_zone", _("Time zone"), example=_("Two hours ahead of me")))


class BetweenForm(Form):
    """How it stands between us, and what only the person sees."""

    def build(self) -> None:
        lines = [
            (Line.STRONG, labels.line(Line.STRONG), _("It holds, also when things are hard.")),
            (Line.ORDINARY, labels.line(Line.ORDINARY), _("It is there.")),
            (Line.TENUOUS, labels.line(Line.TENUOUS), _("It is thin, new or uncertain.")),
        ]
        self.body.addWidget(self.meanings("line", _("The line between you"), lines))
        self.body.addWidget(
            self.tick("stressful", _("It is also stressful"), _("A line can be strong and stressful."))
        )
        self.body.addWidget(line())
        self.body.addWidget(self.meanings("state", _("How it is now"), _states()))
        private = Card(name="notice", gap=12)
        private.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        private.body.addWidget(label(_("Only you see this. It is never printed."), "strong"))
        energies = [(None, _("Not said")), *((each, labels.energy(each)) for each in Energy)]
        private.body.addWidget(self.choices("leaves_me", _("How contact leaves you"), energies))
        effects = [(None, _("Not said")), *((each, labels.recovery(each)) for each in RecoveryEffect)]
        private.body.addWidget(self.choices("recovery", _("What it does for your recovery"), effects))
        self.body.addWidget(private)


class RhythmForm(Form):
    """How often, since when, the next meeting, who belongs to it, and days that matter."""

    def build(self) -> None:
        self.span = SpanField(_("How often you would like contact: every"))
        self.bind(
            "rhythm",
            self.span,
            read=lambda: self.span.value,
            show=self.span.show_value,
            of=lambda each: (
                (str(each.rhythm.at_least), str(each.rhythm.at_most)) if each.rhythm else ("", "")
            ),
            into=lambda contact, raw: replace(contact, rhythm=_rhythm(raw)),
            wrong=self.span.wrong,
            typed=self.span.changed,
        )
        since = LineField(_("Known since (year)"), example="2019")
        self.bind(
            "known_since",
            since,
            read=lambda: since.value,
            show=since.edit.setText,
            of=lambda each: str(each.known_since.year) if each.known_since else "",
            into=_known_since,
            wrong=line_wrong(since),
            typed=since.changed,
        )
        members = Lines(_("Who belongs to it"), lambda: TextRow(_("Name")), "", add=_("Add a name"))
        occasions = Lines(_("Days that matter"), OccasionRow, ("", "", 0, ""), add=_("Add a day"))
        self.lines("members", members)
        self.lines(
            "important_dates",
            occasions,
            of=lambda each: (each.label, str(each.day), each.month, str(each.year or "")),
            into=_occasion,
        )
        for each in (self.span, since, self._meeting(), members, occasions):
            self.body.addWidget(each)
        self._members = members

    def _meeting(self) -> DayField:
        meeting = DayField(_("Next meeting"), with_hour=True)
        self.bind(
            "next_meeting",
            meeting,
            read=lambda: meeting.value,
            show=meeting.show_value,
            of=lambda contact: day_raw(contact.next_meeting),
            into=lambda contact, raw: replace(contact, next_meeting=moment_value(raw)),
            wrong=meeting.wrong,
            typed=meeting.changed,
            chosen=meeting.chosen,
        )
        return meeting

    def fill_more(self, contact: Contact, _snapshot: Snapshot) -> None:
        self._members.setVisible(bool(contact.members) or not contact.is_person)
        usual = rhythm_of(replace(contact, rhythm=None))
        if usual is None:
            words = _("Leave this empty for no rhythm.")
        else:
            words = _("Leave this empty for the usual of this ring: {least} to {most} days.")
            words = words.format(least=usual.at_least, most=usual.at_most)
        was = self.span.help_text
        self.span.help_text = words
        if self.span.below.text() == was:
            self.span.wrong("")


class LimitsForm(Form):
    """What is fine and what is not, on both sides, and what was learned."""

    def build(self) -> None:
        self.body.addWidget(
            self.note(
                "my_boundaries", _("My limits here"), help_text=_("What is fine for me and what is not.")
            )
        )
        self.body.addWidget(
            self.note("their_boundaries", _("Their limits"), help_text=_("What they have said about theirs."))
        )
        self.body.addWidget(self.note("learned", _("What I learned from them")))


class PlanForm(Form):
    """Whether the contact was asked to be in the plan, and to what they said yes."""

    def build(self) -> None:
        options = [(each, labels.asked(each)) for each in Asked]
        self.body.addWidget(self.choices("asked", _("Have you asked them to be in your plan?"), options))
        self.body.addWidget(
            self.line("asked_what", _("What they said yes to"), example=_("Calls at night ..."))
        )
        day = DayField(_("When you asked"))
        self.bind(
            "asked_on",
            day,
            read=lambda: day.value,
            show=day.show_value,
            of=lambda contact: day_raw(contact.asked_on),
            into=lambda contact, raw: replace(contact, asked_on=day_value(raw)),
            wrong=day.wrong,
            typed=day.changed,
            chosen=day.chosen,
        )
        self.body.addWidget(day)


def _states() -> list[tuple[State, str, str]]:
    meanings = {
        State.ACTIVE: _("Part of your support."),
        State.CHANGING: _("Something is shifting. They still count."),
        State.SEEING_LESS: _("You meet less. The app makes no suggestions about them."),
        State.ON_A_BREAK: _("A pause. The app makes no suggestions about them."),
        State.NOT_SAFE: _("Hidden from map and print. Never suggested, never counted."),
        State.REMEMBERED: _("Still on your map. No reminders."),
        State.ARCHIVED: _("Put away. Not on the map, not in print."),
    }
    return [(each, labels.state(each), meaning) for each, meaning in meanings.items()]


def _clock(typed: str) -> str:
    """A time as the domain writes it: "9" and "9:5" become "09:00" and "09:05"."""
    hours, _colon, minutes = typed.replace(".", ":").partition(":")
    return f"{hours.strip():0>2}:{minutes.strip():0>2}"


def _rhythm(raw: tuple[str, str]) -> Rhythm | None:
    """The window that was typed; one number alone is where it ends. Errors: DomainError, NotYetError."""
    if raw == ("", ""):
        return None
    try:
        least, most = (int(each) if each else 0 for each in raw)
    except ValueError:
        raise NotYetError(_("Type the days as numbers.")) from None
    if least and most:
        return Rhythm(at_least=least, at_most=most)
    return Rhythm.about(least or most)


def _known_since(contact: Contact, raw: str) -> Contact:
    if not raw:
        return replace(contact, known_since=None)
    kept = contact.known_since
    if kept and raw == str(kept.year):
        return contact
    if not (raw.isascii() and raw.isdecimal() and 1900 <= int(raw) <= 2200):
        raise NotYetError(_("Type the year with four digits, like 2019."))
    return replace(contact, known_since=date(int(raw), 1, 1))


def _occasion(raw: tuple[str, str, int, str]) -> ImportantDate:
    words, day, month, year = raw
    try:
        return ImportantDate(label=words, month=month, day=int(day), year=int(year) if year else None)
    except ValueError:
        raise DomainError("important_date", field="important_dates") from None
