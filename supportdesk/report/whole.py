"""Everything that goes onto paper, gathered from a snapshot: map, helplines, progress, summary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from supportdesk.content.helplines import Helpline, load
from supportdesk.content.my_helplines import with_mine
from supportdesk.domain.goal import GoalState
from supportdesk.domain.helpline import HelpKind
from supportdesk.domain.progress import progress
from supportdesk.domain.snapshot import Notes, Snapshot
from supportdesk.domain.story import Past
from supportdesk.report.choices import Choices, NameStyle
from supportdesk.report.document import Beside, Document, plan_document
from supportdesk.report.network import MapPicture, map_picture
from supportdesk.words import network as network_words
from supportdesk.words import progress as progress_words

_FOR_SOME = frozenset({HelpKind.YOUTH, HelpKind.VETERANS, HelpKind.LGBTQ, HelpKind.DOMESTIC_ABUSE})
LINES = 8


def whole_document(
    snapshot: Snapshot,
    choices: Choices,
    today: date,
    *,
    picture: MapPicture | None = None,
    before: Past | None = None,
) -> Document:
    """The plan as chosen, ready to compile. Draws the map unless `picture` is one drawn before.

    `before` is the map on the day of `last_review`, for the copy for a therapist. Pure data in, pure
    data out; may run in a worker thread. The summary names people, so it is left out where names are
    not written in full.
    """
    directory = with_mine(load(), snapshot.notes)
    country = snapshot.me.country
    named = choices.names is NameStyle.FULL
    # On a sheet to fill in by hand nothing comes from the profile, its own helplines neither.
    notes = Notes() if choices.edition.is_blank else snapshot.notes
    beside = Beside(
        helplines=helplines(country, notes),
        for_them=for_supporters(directory.for_country(country)) if country else (),
        emergency=directory.emergency(country) if country else None,
        helplines_checked=directory.checked,
        map=picture or map_picture(snapshot, choices, today),
        progress=_progress(snapshot, today),
        summary=(network_words.summary(snapshot, today),) if named and snapshot.active else (),
        before=before,
    )
    return plan_document(snapshot, choices, today, beside)


def helplines(country: str, notes: Notes | None = None) -> tuple[Helpline, ...]:
    """The lines for a country, own ones first, then those that listen; none while no country is chosen."""
    if not country:
        return ()
    lines = with_mine(load(), notes or Notes()).for_country(country)
    return tuple(sorted(lines, key=lambda each: not (each.own or each.listens)))[:LINES]


def for_supporters(lines: Sequence[Helpline]) -> tuple[Helpline, ...]:
    """Of these the ones for someone who supports: for families first, then those that listen to anybody."""

    def order(each: Helpline) -> tuple[bool, bool]:
        for_some = bool(_FOR_SOME & {*each.kinds})
        return for_some or HelpKind.FAMILY not in each.kinds, for_some

    return tuple(sorted(lines, key=order))


def _progress(snapshot: Snapshot, today: date) -> dict[str, str]:
    return {
        goal.id: progress_words.line(goal, progress(goal, snapshot.recent, today))
        for goal in snapshot.goals
        if goal.state is GoalState.ACTIVE
    }
