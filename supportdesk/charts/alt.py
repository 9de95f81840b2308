"""The map in words: a summary for those who do not see it, and one line for each contact.

It begins with what is there, names only what the picture names, and never says what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence

from supportdesk.charts.view import MapView, Preset, arrows, is_quiet, written_name
from supportdesk.domain.contact import Contact, Ring, State, SupportType
from supportdesk.domain.placement import Sector, in_map_order
from supportdesk.words import _, labels, ngettext
from supportdesk.words import dates as date_words

_MOST_NAMES = 8


def alt_text(view: MapView) -> str:
    """The picture in a few whole sentences, strengths first."""
    day = date_words.long(view.day)
    contacts = view.shown
    if view.to_fill_in:
        return _("An empty map to write on: me in the middle, and three rings around me in five parts.")
    if not contacts:
        return _("A support map of {day} with three rings around me, ready to be filled.").format(day=day)
    count = len(contacts)
    opening = ngettext(
        "A support map of {day} with {count} contact around me.",
        "A support map of {day} with {count} contacts around me.",
        count,
    ).format(day=day, count=count)
    parts = [_("Sample.") if view.sample else "", opening, *_kinds_of_help(contacts)]
    parts += [*_rings(view), *_sectors(view), *_ties(view)]
    return " ".join(part for part in parts if part)


def contact_words(contact: Contact, view: MapView) -> str:
    """One contact as the twin list says it: "Inner ring: Ana, Emotional, Social, gives and receives"."""
    name = written_name(contact, view.names) or labels.kind(contact.kind)
    parts = [name]
    parts += [labels.support_type(each) for each in SupportType if contact.gives_me(each)]
    direction = _direction(contact)
    if direction:
        parts.append(direction)
    if view.show_stressful and contact.stressful:
        parts.append(_("stressful"))
    if view.preset is Preset.ENERGY and contact.leaves_me is not None:
        parts.append(labels.energy(contact.leaves_me))
    if is_quiet(contact) or contact.state is State.CHANGING:
        parts.append(labels.state(contact.state))
    return _("{ring}: {words}").format(ring=labels.ring(contact.ring), words=", ".join(parts))


def in_words(view: MapView) -> tuple[tuple[str, str], ...]:
    """Every contact drawn, in map order: its id and its words."""
    by_id = {each.id: each for each in view.shown}
    order = in_map_order(view.placed().places)
    return tuple((id_, contact_words(by_id[id_], view)) for id_ in order if id_ in by_id)


def _direction(contact: Contact) -> str:
    to_me, to_them = arrows(contact)
    if to_me and to_them:
        return _("gives and receives")
    if to_me:
        return _("gives")
    return _("receives") if to_them else ""


def _kinds_of_help(contacts: Sequence[Contact]) -> list[str]:
    active = [each for each in contacts if each.is_active]
    found = []
    for support in SupportType:
        count = sum(each.gives_me(support) for each in active)
        if count:
            word = labels.support_type(support)
            found.append(_("{support}: {count}").format(support=word, count=count))
    if not found:
        return []
    return [_("Kinds of support and how many give each: {list}.").format(list=", ".join(found))]


def _rings(view: MapView) -> list[str]:
    by_id = {each.id: each for each in view.shown}
    order = [by_id[id_] for id_ in in_map_order(view.placed().places) if id_ in by_id]
    sentences = []
    for ring in Ring:
        inside = [each for each in order if each.ring is ring]
        names = [name for name in (written_name(each, view.names) for each in inside) if name]
        if not inside:
            continue
        few = names and len(names) <= _MOST_NAMES
        words = ", ".join(names) if few else str(len(inside))
        sentences.append(_("{ring}: {words}.").format(ring=labels.ring(ring), words=words))
    return sentences


def _sectors(view: MapView) -> list[str]:
    found = []
    places = view.placed().places
    for sector in Sector:
        count = sum(places[each.id].sector is sector for each in view.shown)
        if count:
            word = view.sector_name(sector)
            found.append(_("{sector}: {count}").format(sector=word, count=count))
    return [_("By part of life: {list}.").format(list="; ".join(found))] if found else []


def _ties(view: MapView) -> list[str]:
    count = len(view.shown_ties)
    if not count or view.preset in (Preset.SUPPORT, Preset.ENERGY):
        return []
    return [
        ngettext("{count} pair know each other.", "{count} pairs know each other.", count).format(count=count)
    ]
