"""What the quiet look over the plan found, as offers."""

from __future__ import annotations

from supportdesk.domain.health import HealthCode, HealthNote
from supportdesk.domain.snapshot import Snapshot
from supportdesk.words import _, dates, ngettext
from supportdesk.words.sentences import capital, in_words, named


def sentence(note: HealthNote, snapshot: Snapshot) -> str:
    """One note about the plan: "Two people here have no number: Ana and Sam."."""
    found = [each for each in (snapshot.contact(name) for name in note.contact_ids) if each is not None]
    names = named(found)
    match note.code:
        case HealthCode.NO_NUMBER:
            number = in_words(len(found))
            return ngettext(
                "{names} has no number here yet.", "{number} people here have no number: {names}.", len(found)
            ).format(number=capital(number), names=names)
        case HealthCode.NOT_ASKED:
            return _("You could ask {names} about being in your plan.").format(names=names)
        case HealthCode.NOT_ACTIVE:
            return _("{names}: in your plan, and not active on your map. Is that still right?").format(
                names=names
            )
        case HealthCode.REVIEW:
            return _("You wanted to look over your plan around {day}. Ready when you are.").format(
                day=dates.long(note.since) if note.since else ""
            )
