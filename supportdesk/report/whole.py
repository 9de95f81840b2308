"""Everything that goes onto paper, gathered from a snapshot: map, helplines, progress, summary."""

from __future__ import annotations

from datetime import date

from supportdesk.content.helplines import Helpline, load
from supportdesk.content.my_helplines import with_mine
from supportdesk.domain.goal import GoalState
from supportdesk.domain.progress import progress
from supportdesk.domain.snapshot import Notes, Snapshot
from supportdesk.report.choices import Choices, NameStyle
from supportdesk.report.document import Document, plan_document
from supportdesk.report.network import MapPicture, map_picture
from supportdesk.words import network as network_words
from supportdesk.words import progress as progress_words

LINES = 8


def whole_document(
    snapshot: Snapshot, choices: Choices, today: date, *, picture: MapPicture | None = None
) -> Document:
    """The plan as chosen, ready to compile. Draws the map unless `picture` is one drawn before.

    Pure data in, pure data out; may run in a worker thread. The summary names people, so it is left
    out where names are not written in full.
    """
    directory = with_mine(load(), snapshot.notes)
    country = snapshot.me.country
    named = choices.names is NameStyle.FULL
    return plan_document(
        snapshot,
        choices,
        today,
        helplines=helplines(country, snapshot.notes),
        emergency=directory.emergency(country) if country else None,
        helplines_checked=directory.checked,
        map=picture or map_picture(snapshot, choices, today),
        progress=_progress(snapshot, today),
        summary=(network_words.summary(snapshot, today),) if named and snapshot.active else (),
    )


def helplines(country: str, notes: Notes | None = None) -> tuple[Helpline, ...]:
    """The lines for a country, own ones first, then those that listen; none while no country is chosen."""
    if not country:
        return ()
    lines = with_mine(load(), notes or Notes()).for_country(country)
    return tuple(sorted(lines, key=lambda each: not (each.own or each.listens)))[:LINES]


def _progress(snapshot: Snapshot, today: date) -> dict[str, str]:
    return {
        goal.id: progress_words.line(goal, progress(goal, snapshot.recent, today))
        for goal in snapshot.goals
        if goal.state is GoalState.ACTIVE
    }
