"""What the list of helplines shows, worked out before anything is drawn."""

from __future__ import annotations

from datetime import date, datetime

from supportdesk.content import helpline_words as words
from supportdesk.content.helplines import Directory, Helpline, load
from supportdesk.content.my_helplines import Mine, mine
from supportdesk.domain.growth import HelplineCall
from supportdesk.domain.helpline import HelpKind
from supportdesk.domain.snapshot import Snapshot
from supportdesk.records import dataclass
from supportdesk.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One line as it is shown; `own_id` is the note with the person's words, "" where there are none."""

    id: str
    name: str
    how: str
    copied: str
    ways: tuple[tuple[str, str], ...]
    purpose: str
    facts: tuple[str, ...]
    note: str
    checked: str
    source: str
    web: str
    own_id: str
    is_own: bool
    newer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """One call that was noted."""

    id: str
    title: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesView:
    """The whole view for one country and one kind (None: all)."""

    country: str
    emergency: str
    kinds: tuple[HelpKind, ...]
    lines: tuple[LineRow, ...]
    hidden: tuple[tuple[str, str], ...]
    calls: tuple[CallRow, ...]
    collected: str


def lines_view(
    snapshot: Snapshot, country: str, kind: HelpKind | None, *, today: date, now: datetime
) -> LinesView:
    """Everything the view shows. `now` is an aware moment."""
    found = mine(load(), snapshot.notes)
    directory = found.directory
    lines = directory.for_country(country)
    present = {each for line in lines for each in line.kinds}
    shown = [line for line in lines if kind is None or kind in line.kinds]
    shown.sort(key=lambda line: not (line.own or line.listens))
    return LinesView(
        country=country,
        emergency=emergency(directory, country),
        kinds=tuple(each for each in HelpKind if each in present),
        lines=tuple(_line(line, found, country, today, now) for line in shown),
        hidden=tuple((line.id, line.name) for line in found.hidden if line.serves(country)),
        calls=tuple(_call(each, directory) for each in _newest_first(snapshot.notes.helpline_calls)),
        collected="" if directory.checked else words.collected(directory),
    )


def emergency(directory: Directory, country: str) -> str:
    """The emergency number together with its country, or what to do without one."""
    found = directory.emergency(country) if country else None
    if found is None:
        return _("If you might be in danger now, call your local emergency number.")
    text = _("Emergency number in {country}: {number}.").format(
        country=words.where(country), number=found.number
    )
    return f"{text} {_('Also: {numbers}.').format(numbers=found.also)}" if found.also else text


def _line(line: Helpline, found: Mine, country: str, today: date, now: datetime) -> LineRow:
    own = found.own.get(line.id) or found.corrected.get(line.id)
    spoken = words.languages(line.languages)
    is_rung = bool(line.phone or line.sms)
    facts = (
        words.ended(words.where(line.country)) if line.country != country else "",
        " ".join(filter(None, (words.ended(line.hours), words.open_now(line, now) if is_rung else ""))),
        words.does(line),
        _("Languages: {languages}.").format(languages=spoken) if spoken else "",
    )
    return LineRow(
        id=line.id,
        name=line.name,
        how=words.how(line),
        copied=line.phone or line.sms or line.web,
        ways=tuple(words.ways(line)),
        purpose=line.purpose,
        facts=tuple(each for each in facts if each),
        note=line.note,
        checked=words.checked(line, found.directory, today),
        source=words.source(line),
        web=line.web,
        own_id=own.id if own else "",
        is_own=line.own,
        newer=_newer(line.id, found),
    )


def _newer(entry: str, found: Mine) -> str:
    """What the directory says now, where that is not what it said when the person corrected it."""
    if entry not in found.newer:
        return ""
    line = found.newer[entry]
    if line is None:
        return _("This line is no longer in the directory. Your words stay.")
    return _("The directory says now: {words}").format(
        words=" · ".join(filter(None, (line.name, words.how(line), line.hours)))
    )


def _newest_first(calls: tuple[HelplineCall, ...]) -> list[HelplineCall]:
    return sorted(calls, key=lambda each: each.day, reverse=True)


def _call(call: HelplineCall, directory: Directory) -> CallRow:
    line = directory.helpline(call.helpline_id) or load().helpline(call.helpline_id)
    return CallRow(id=call.id, title=words.call(call, line.name if line else _("A helpline")), note=call.note)
