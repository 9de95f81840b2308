"""What the story of change shows: its days, the two maps with one placement, and the words, from values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from supportdesk.charts.view import PRINTABLE, MapView, Preset
from supportdesk.domain.contact import Contact, Ring
from supportdesk.domain.placement import Place, Placement, arrange
from supportdesk.domain.story import Past, changes
from supportdesk.records import dataclass
from supportdesk.words import _, dates


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two maps to compare; `after` alone is shown where only one day is wanted."""

    before: MapView
    after: MapView


class Stands:
    """Where everybody stands on any day: whoever keeps the ring keeps the place.

    `now` are the places of the map as the page shows it.
    """

    def __init__(self, now: Mapping[str, Place]) -> None:
        self._given: dict[tuple[str, Ring], Place] = {(id_, each.ring): each for id_, each in now.items()}

    def of(self, contacts: tuple[Contact, ...]) -> Placement:
        """The placement of the contacts of one day."""
        keep = {
            each.id: self._given[each.id, each.ring]
            for each in contacts
            if (each.id, each.ring) in self._given
        }
        placement = arrange(contacts, keep=keep, airy=True)
        for id_, place in placement.places.items():
            self._given.setdefault((id_, place.ring), place)
        return placement


def steps(past_days: Iterable[date], today: date) -> tuple[date, ...]:
    """The days a slider stops at: those on which something changed, and today."""
    return (*sorted({day for day in past_days if day < today}), today)


def pair(now: MapView, before: Past, after: Past, stands: Stands) -> Pair:
    """Both maps in the look of `now`, whoever is different marked; nothing private, nobody in hand."""
    found = changes(before, after)
    if not now.show_stressful:
        found = tuple(each for each in found if each.turn not in ("eased", "stressful"))
    marked = frozenset(id_ for each in found for id_ in (each.contact_id, each.other_id) if id_)
    everybody = (*before.shown.values(), *after.shown.values())
    look = replace(
        now,
        title=_("My map"),
        preset=now.preset if now.preset in PRINTABLE else Preset.CLOSENESS,
        zoom=1.0,
        centre=(0.0, 0.0),
        without=frozenset(),
        dimmed=frozenset(),
        chosen=tuple(sorted(marked)),
        selected=None,
        marked=marked,
        like=everybody,
        show_hoped=now.show_hoped or any(each.ring is Ring.HOPED for each in everybody),
    )
    return Pair(after=_of(look, after, stands), before=_of(look, before, stands))


def _of(look: MapView, past: Past, stands: Stands) -> MapView:
    shown = tuple(past.shown.values())
    return replace(look, contacts=shown, ties=past.ties, day=past.day, placement=stands.of(shown))


def day_words(day: date, today: date) -> str:
    """ "4 May 2026, 5 months ago", "1 November 2026, today"."""
    long, ago = dates.long(day), dates.ago(day, today)
    return long if ago == long else _("{day}, {ago}").format(day=long, ago=ago)
