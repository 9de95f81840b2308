"""Everything that goes onto paper, gathered from a snapshot: map, helplines, progress, summary."""

from __future__ import annotations

from datetime import date

from supportdesk.content.helplines import HelpKind, Helpline, load
from supportdesk.domain.goal import GoalState
from supportdesk.domain.progress import progress
from supportdesk.domain.snapshot import Snapshot
from supportdesk.report.choices import Choices, NameStyle
from supportdesk.report.document import Document, plan_document
from supportdesk.report.network import MapPicture, map_picture
from supportdesk.words import network as network_words
from supportdesk.words import progress as progress_words

_LISTENING = (HelpKind.CRISIS, HelpKind.EMOTIONAL_SUPPORT)
LINES = 8


def whole_document(
    snapshot: Snapshot, choices: Choices, today: date, *, picture: MapPicture | None = None
) -> Document:
    """The plan as chosen, ready to compile. Draws the map unless `picture` is one drawn before.

    Pure data in, pure data out; may run in a worker thread. The summary names people, so it is left
    out where names are not written in full.
    """
    directory = load()
    country = snapshot.me.country
    named = choices.names is NameStyle.FULL
    return plan_document(
        snapshot,
        choices,
        today,
        helplines=helplines(country),
        emergency=directory.emergency(country) if country else None,
        helplines_checked=directory.checked,
        map=picture or map_picture(snapshot, choices, today),
        progress=_progress(snapshot, today),
        summary=(network_words.summary(snapshot, today),) if named and snapshot.active else (),
    )


def helplines(country: str) -> tuple[Helpline, ...]:
    """The lines for a country, those that listen first; none while no country is chosen."""
    if not country:
        return ()
    lines = load().for_country(country)
    return tuple(sorted(lines, key=lambda each: not any(kind in each.kinds for kind in _LISTENING)))[:LINES]


def _progress(snapshot: Snapshot, today: date) -> dict[str, str]:
    return {
        goal.id: progress_words.line(goal, progress(goal, snapshot.recent, today))
        for goal in snapshot.goals
        if goal.state is GoalState.ACTIVE
    }
