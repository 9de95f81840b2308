"""The directory as one person sees it: their own lines, their corrections, without what they hid.

The directory itself is never written; what a person changed hangs on the id of the entry and stays
whatever a newer directory says.
"""

from __future__ import annotations

from dataclasses import fields, replace

from supportdesk.content.helplines import Confidence, Directory, Helpline, SourceKind
from supportdesk.domain.helpline import OwnLine, Printed
from supportdesk.domain.snapshot import Notes
from supportdesk.records import dataclass

_PRINTED = tuple(each.name for each in fields(Printed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """The directory with a person's changes, and what became of them.

    `corrected` is entry id to correction, `newer` entry id to what the directory says now where that is
    not what it said when the person corrected it (None: the entry is gone), `hidden` the hidden entries.
    """

    directory: Directory
    own: dict[str, OwnLine]
    corrected: dict[str, OwnLine]
    newer: dict[str, Helpline | None]
    hidden: tuple[Helpline, ...]


def printed(line: Helpline) -> Printed:
    """What an entry says now."""
    return Printed(**{name: getattr(line, name) for name in _PRINTED})


def mine(directory: Directory, notes: Notes) -> Mine:
    """The directory as the person sees it."""
    hidden_ids = {each.helpline_id for each in notes.hidden_lines}
    corrected = {each.helpline_id: each for each in notes.own_lines if each.helpline_id}
    own = {each.id: each for each in notes.own_lines if not each.helpline_id}
    known = {each.id: each for each in directory.helplines}
    gone = [_as_line(each, None) for each in corrected.values() if each.helpline_id not in known]
    listed = [
        _as_line(corrected[each.id], each) if each.id in corrected else each
        for each in directory.helplines
        if each.id not in hidden_ids
    ]
    lines = (*(_as_line(each, None) for each in own.values()), *gone, *listed)
    newer = {
        entry: known.get(entry)
        for entry, each in corrected.items()
        if entry not in known or printed(known[entry]) != each.was
    }
    return Mine(
        directory=replace(directory, helplines=lines),
        own=own,
        corrected=corrected,
        newer=newer,
        hidden=tuple(known[each] for each in known if each in hidden_ids),
    )


def with_mine(directory: Directory, notes: Notes) -> Directory:
    """The directory with own lines first, corrections in place and hidden entries left out."""
    if not notes.own_lines and not notes.hidden_lines:
        return directory
    return mine(directory, notes).directory


def _as_line(own: OwnLine, entry: Helpline | None) -> Helpline:
    """A person's words in the shape of the directory; what they cannot change stays the entry's."""
    words = {
        name: getattr(own, name)
        for name in ("name", "kinds", "phone", "sms", "sms_text", "web", "hours", "purpose", "note")
    }
    if entry is not None:
        same = own.hours == entry.hours
        return replace(
            entry,
            **words,
            languages=own.languages or entry.languages,
            phone_alt=entry.phone_alt if own.phone == entry.phone else "",
            phone_menu=entry.phone_menu if own.phone == entry.phone else "",
            open=entry.open if same else (),
            mine=True,
            written=own.day,
        )
    return Helpline(
        id=own.helpline_id or own.id,
        country=own.country,
        **words,
        languages=own.languages,
        caution="",
        source="",
        source_kind=SourceKind.OTHER,
        source_date="",
        confidence=Confidence.MEDIUM,
        verified=False,
        mine=True,
        own=not own.helpline_id,
        written=own.day,
    )
