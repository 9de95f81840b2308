"""How long it has been, said without blame."""

from __future__ import annotations

from supportdesk.domain.contact import Contact
from supportdesk.domain.rhythm import Pace, Rhythm, Touch
from supportdesk.words import _, ngettext


def since(touch: Touch, contact: Contact) -> str:
    """ "12 days since you talked."; of a group, place or pet "12 days since last time."."""
    if touch.days is None:
        return _("Nothing written down yet.")
    if touch.days == 0:
        return _("You were in touch today.")
    if touch.days == 1:
        return _("You were in touch yesterday.")
    if contact.is_person:
        text = ngettext("{count} day since you talked.", "{count} days since you talked.", touch.days)
    else:
        text = ngettext("{count} day since last time.", "{count} days since last time.", touch.days)
    return text.format(count=touch.days)


def pace(touch: Touch) -> str:
    """ "would be nice", "it has been a while", or nothing."""
    return {
        Pace.NEW: "",
        Pace.FINE: "",
        Pace.NICE: _("would be nice"),
        Pace.WHILE: _("it has been a while"),
        Pace.QUIET: _("it has been a while"),
    }[touch.pace]


def offer(touch: Touch, contact: Contact) -> str:
    """One small step for Today: "A word with Deniz would be nice."."""
    if touch.pace in (Pace.WHILE, Pace.QUIET):
        text = _("It has been a while since {name}. Ready when you are.")
    elif contact.is_person:
        text = _("A word with {name} would be nice.")
    else:
        text = _("Time with {name} would be nice.")
    return text.format(name=contact.short_name)


def about_every(rhythm: Rhythm) -> str:
    """ "about every 7 to 14 days", "about once a week"."""
    days = rhythm.at_most
    if days == 7:
        return _("about once a week")
    if 28 <= days <= 31:
        return _("about once a month")
    if days % 7 == 0 and days <= 56:
        return ngettext("about every {count} week", "about every {count} weeks", days // 7).format(
            count=days // 7
        )
    return ngettext("about every {count} day", "about every {count} days", days).format(count=days)
