"""What the person chose to see on the map, and the view it makes of a snapshot. Kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from supportdesk.charts.view import PRINTABLE, MapView, Names, Preset, Trait
from supportdesk.charts.view import Theme as Colours
from supportdesk.domain.contact import Contact, SupportType, Tie
from supportdesk.domain.coverage import without
from supportdesk.domain.groups import groups
from supportdesk.domain.map_room import with_room
from supportdesk.domain.placement import KeptPlace, Place, Placement, arrange, kept_places, to_keep
from supportdesk.domain.snapshot import Snapshot
from supportdesk.records import dataclass
from supportdesk.ui.theme import Theme
from supportdesk.words import _

PRESETS = (Preset.CLOSENESS, Preset.SUPPORT, Preset.TIES, Preset.WHAT_IF, Preset.ENERGY)
TRAITS = (*SupportType, Trait.OFTEN, Trait.HARD_TIMES, Trait.DAILY_LIFE, Trait.I_GIVE)
NAMES = (Names.NICKNAME, Names.FULL, Names.INITIALS, Names.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The choices above the map."""

    preset: Preset = Preset.CLOSENESS
    highlight: SupportType | Trait | None = None
    names: Names = Names.NICKNAME
    stressful: bool = False
    groups: bool = False


class Standing:
    """Where everybody stands while the page lives, so that nobody jumps.

    A contact keeps the place the map gave it, from one day to the next too (`to_save`); after a move by
    hand and its undo it goes back there.
    """

    def __init__(self) -> None:
        self._of: tuple[Contact, ...] | None = None
        self._placement = Placement(places={}, radius=0.0)
        self._given: dict[str, Place] = {}  # by the map
        self._set: dict[str, Place] = {}  # by hand

    def of(self, snapshot: Snapshot) -> Placement:
        """The placement of the contacts on the map."""
        contacts = with_room(snapshot.contacts)
        if self._of != contacts:
            by_hand = {each.id for each in contacts if not (each.angle is None and each.distance is None)}
            before = {id_: self._set[id_] for id_ in by_hand & self._set.keys()}
            keep = {**kept_places(snapshot.places), **self._given, **before}
            self._placement = arrange(contacts, keep=keep)
            self._of = contacts
            for id_, place in self._placement.places.items():
                (self._set if id_ in by_hand else self._given)[id_] = place
        return self._placement

    def to_save(self, snapshot: Snapshot) -> tuple[KeptPlace, ...] | None:
        """What the profile is to remember; None where it knows it already or the map was not seen."""
        found = to_keep(self._placement)
        return None if self._of is None or found == snapshot.places else found


def view_of(
    snapshot: Snapshot,
    look: Look,
    theme: Theme,
    standing: Standing,
    *,
    day: date,
    selected: str = "",
    tying: str = "",
) -> MapView:
    """The view for the screen. While a tie is drawn from `tying`, those it knows already stand back.

    In a "what if" the chosen contact is taken out. The members of a chosen group are shown with it.
    """
    contacts = with_room(snapshot.contacts)
    gone = frozenset({selected} if selected and look.preset is Preset.WHAT_IF else ())
    with_members = groups(contacts)
    return MapView(
        contacts=contacts,
        ties=snapshot.ties,
        day=day,
        title=_("My support map"),
        names=look.names,
        preset=look.preset,
        highlight=look.highlight,
        theme=Colours.DARK if theme.is_dark else Colours.LIGHT,
        text_scale=theme.percent / 100,
        show_stressful=look.stressful,
        sample=snapshot.me.is_sample,
        placement=standing.of(snapshot),
        sector_names=snapshot.own_sectors,
        dimmed=frozenset(known_by(tying, snapshot.ties)) if tying else frozenset(),
        without=gone,
        lost=without(snapshot, selected).types if gone else (),
        outlined=frozenset(each for each in with_members if look.groups or each == selected),
        selected=selected or None,
    )


def for_paper(view: MapView, *, grey: bool = False) -> MapView:
    """The view as it may leave the screen: colours of paper, nobody chosen, nothing private.

    With `grey` it is black and white.
    """
    preset = view.preset if view.preset in PRINTABLE else Preset.CLOSENESS
    return replace(
        view,
        preset=preset,
        theme=Colours.BLACK_AND_WHITE if grey else Colours.PRINT,
        text_scale=1.0,
        selected=None,
        dimmed=frozenset(),
        without=frozenset(),
        lost=(),
        chosen=(),
    )


def known_by(contact_id: str, ties: tuple[Tie, ...]) -> Mapping[str, Tie]:
    """The ids of those a contact knows, each with the tie."""
    return {tie.b if tie.a == contact_id else tie.a: tie for tie in ties if contact_id in (tie.a, tie.b)}
