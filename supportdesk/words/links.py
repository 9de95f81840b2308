"""How the people on the map are linked, in plain sentences: what is there, and no best way to be linked."""

from __future__ import annotations

from collections.abc import Sequence

from supportdesk.domain.links import Bridge, Links
from supportdesk.domain.snapshot import Snapshot
from supportdesk.words import _, ngettext
from supportdesk.words.sentences import capital, ended, in_words, listed

BRIDGES = 1  # told at most: three sentences in all
NAMED = 3  # names of a part that are told one by one


def sentences(found: Links, snapshot: Snapshot) -> tuple[str, ...]:
    """Links, bridges, and how many support by profession; nothing where there is nothing to say.

    A map without ties, or with one or two on it, is left in peace.
    """
    told = (circles(found, snapshot), *bridges(found, snapshot), formality(found))
    return tuple(ended(each) for each in told if each)


def circles(found: Links, snapshot: Snapshot) -> str:
    """Separate circles, or that all are linked."""
    number = len(found.circles)
    if not number or found.count < 3:
        return ""
    if number == 1 and not found.alone:
        return _("Everyone on your map is linked with the others in some way.")
    if number == 1:
        return _("These are linked with each other: {names}.").format(
            names=_called(found.circles[0], snapshot)
        )
    return _("Your map has {number} circles of people who are linked. Each is a world of its own.").format(
        number=in_words(number)
    )


def bridges(found: Links, snapshot: Snapshot) -> tuple[str, ...]:
    """ "Mina is the one link from Ruth and Priya to Deniz."."""
    return tuple(bridge(each, snapshot) for each in found.bridges[:BRIDGES])


def bridge(found: Bridge, snapshot: Snapshot) -> str:
    """Who alone links whom."""
    name = _name(found.contact_id, snapshot)
    if len(found.parts) == 2:
        one, other = (_called(part, snapshot) for part in found.parts)
        return _("{name} is the one link from {one} to {other}.").format(name=name, one=one, other=other)
    return _("{name} is the one link between {number} circles.").format(
        name=name, number=in_words(len(found.parts))
    )


def formality(found: Links) -> str:
    """How many support as their work, where some do and some do not."""
    if not found.formal or not found.informal:
        return ""
    return ngettext(
        "{number} supports you as their work; {others} are part of your everyday life.",
        "{number} support you as their work; {others} are part of your everyday life.",
        found.formal,
    ).format(number=capital(in_words(found.formal)), others=in_words(found.informal))


def _called(ids: Sequence[str], snapshot: Snapshot) -> str:
    """The names of a few; of many the first and how many more."""
    names = [_name(id_, snapshot) for id_ in ids]
    if len(names) <= NAMED:
        return listed(names)
    more = len(names) - NAMED + 1
    others = ngettext("{count} other", "{count} others", more).format(count=in_words(more))
    return listed([*names[: NAMED - 1], others])


def _name(contact_id: str, snapshot: Snapshot) -> str:
    contact = snapshot.contact(contact_id)
    return " ".join(contact.short_name.split()) if contact else ""
