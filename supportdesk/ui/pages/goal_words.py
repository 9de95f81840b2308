"""What a goal's card says beyond `words.progress`: with whom, wish, since when; and text cut to fit."""

from __future__ import annotations

import unicodedata
from datetime import date

from supportdesk.domain.contact import Contact, State
from supportdesk.domain.goal import Cadence, Goal, GoalState
from supportdesk.domain.snapshot import Snapshot
from supportdesk.words import _, dates, ngettext, progress
from supportdesk.words.sentences import capital, listed

LONG_WORD = 24
NAMES_SHOWN = 3
_BREAK = "\u200b"


def soft(text: str) -> str:
    """`text` with places to break inside very long words, so that no label grows wider than its page."""
    return " ".join(
        _BREAK.join(word[at : at + LONG_WORD] for at in range(0, len(word), LONG_WORD)) or word
        for word in text.split(" ")
    )


def shorten(text: str, limit: int = 36) -> str:
    """`text` for a chip or a button, cut with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def own(text: str) -> str:
    """Own words inside a sentence of ours, kept from turning it round where they run right to left."""
    turned = any(unicodedata.bidirectional(each) in ("R", "AL") for each in text)
    return f"\u2068{text}\u2069" if turned else text


def day(value: date, today: date) -> str:
    """ "15 November", with the year where it is another one."""
    if value.year != today.year:
        return dates.long(value)
    return _("{day} {month}").format(day=value.day, month=dates.month(value.month))


def rhythm_with(cadence: Cadence | None, names: str) -> str:
    """ "Once a week, with Deniz"."""
    rhythm = capital(progress.cadence(cadence))
    return _("{rhythm}, with {names}").format(rhythm=rhythm, names=names) if names else rhythm


def shown_contacts(goal: Goal, snapshot: Snapshot) -> tuple[Contact, ...]:
    """Whom the goal is with: without removed ones and those not safe to contact."""
    found = (snapshot.contact(each) for each in goal.contact_ids)
    return tuple(each for each in found if each is not None and each.state is not State.NOT_SAFE)


def names(contacts: tuple[Contact, ...]) -> str:
    """ "Deniz", "Deniz and Mina", "Deniz, Mina, Ruth and 3 more"."""
    each = [own(shorten(contact.short_name, 60)) for contact in contacts]
    if len(each) <= NAMES_SHOWN:
        return listed(each)
    rest = len(each) - NAMES_SHOWN
    more = ngettext("{names} and {count} more", "{names} and {count} more", rest)
    return more.format(names=_(", ").join(each[:NAMES_SHOWN]), count=rest)


def wish(goal: Goal, today: date) -> str:
    """The day a once-goal is hoped for; a passed one is a question, never late."""
    if goal.by is None or goal.cadence is not None or goal.state is not GoalState.ACTIVE:
        return ""
    if goal.by < today:
        return _("Planned for {day}. Move it?").format(day=day(goal.by, today))
    return _("You hope to do this by {day}.").format(day=day(goal.by, today))


def since(goal: Goal, today: date) -> str:
    """Since when a goal rests or is over."""
    if goal.state_since is None or goal.state is GoalState.ACTIVE:
        return ""
    sentence = {
        GoalState.PAUSED: _("Paused since {day}. Paused weeks take nothing away."),
        GoalState.DONE: _("Done on {day}."),
        GoalState.DROPPED: _("Let go on {day}."),
    }[goal.state]
    return sentence.format(day=day(goal.state_since, today))


def smallest(goal: Goal) -> str:
    """ "On a low day: Go for 20 minutes"."""
    return _("On a low day: {smallest}").format(smallest=goal.smallest) if goal.smallest else ""


def helper(goal: Goal, snapshot: Snapshot) -> str:
    """ "Deniz can help you keep to it."."""
    contact = snapshot.contact(goal.helper_id)
    if contact is None or contact.state is State.NOT_SAFE:
        return ""
    return _("{name} can help you keep to it.").format(name=shorten(contact.short_name, 60))
