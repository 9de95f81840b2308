"""What one picture of the map shows: the contacts, the day, and how they are to be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from enum import StrEnum

from supportdesk.domain.contact import Contact, Direction, State, Strength, SupportType, Tie
from supportdesk.domain.map_room import with_room
from supportdesk.domain.placement import SECTORS, Placement, Sector, arrange, point
from supportdesk.records import dataclass
from supportdesk.words import _, labels


class Names(StrEnum):
    """Which name of a contact is written."""

    FULL = "full"
    NICKNAME = "nickname"
    INITIALS = "initials"
    ROLES = "roles"
    NONE = "none"


class Preset(StrEnum):
    """The one trait a picture tells about."""

    CLOSENESS = "closeness"
    SUPPORT = "support"
    TIES = "ties"
    ENERGY = "energy"
    WHAT_IF = "what_if"


class Trait(StrEnum):
    """What may be lifted out besides one type of support."""

    OFTEN = "often"
    HARD_TIMES = "hard_times"
    DAILY_LIFE = "daily_life"
    I_GIVE = "i_give"


class Theme(StrEnum):
    """The colours: the two of the screen, colour on white paper, and ink only."""

    LIGHT = "light"
    DARK = "dark"
    PRINT = "print"
    BLACK_AND_WHITE = "black_and_white"


PRINTABLE = frozenset({Preset.CLOSENESS, Preset.SUPPORT, Preset.TIES})
_QUIET = frozenset({State.SEEING_LESS, State.ON_A_BREAK, State.REMEMBERED})


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """Everything one picture needs. "Not safe" and archived contacts may be in it; they are never drawn.

    `zoom` 1 shows the whole map, `centre` is the spot in the middle of it (map units). `placement`
    holds places of a moment ago (see `placement.arrange`); without it they are worked out here.
    `without` are contacts taken out in a "what if" and `lost` the types nobody gives then; `dimmed`
    stand back (the tie tool); `chosen` get their label before all others; `selected` wears the focus
    ring. `outlined` are groups with a line round their members; `sector_names` the person's own words.
    A map `to_fill_in` by hand says no day and names its rings; with `write_lines` it has lines to write on.
    `marked` wear a dotted ring: what is different from another day. The legend explains the signs of
    `like` too, so that two pictures side by side have legends, and with them maps, of the same size.
    `reserved` are boxes in pixels (left, top, right, bottom) that no label may touch.
    """

    contacts: tuple[Contact, ...] = ()
    ties: tuple[Tie, ...] = ()
    day: date
    title: str = ""
    my_name: str = ""
    names: Names = Names.NICKNAME
    preset: Preset = Preset.CLOSENESS
    highlight: SupportType | Trait | None = None
    theme: Theme = Theme.LIGHT
    text_scale: float = 1.0
    show_legend: bool = True
    show_stressful: bool = False
    show_hoped: bool = False
    sample: bool = False
    to_fill_in: bool = False
    write_lines: bool = False
    zoom: float = 1.0
    centre: tuple[float, float] = (0.0, 0.0)
    placement: Placement | None = None
    without: frozenset[str] = frozenset()
    lost: tuple[SupportType, ...] = ()
    outlined: frozenset[str] = frozenset()
    sector_names: Mapping[Sector, str] = field(default_factory=dict)
    dimmed: frozenset[str] = frozenset()
    chosen: tuple[str, ...] = ()
    selected: str | None = None
    marked: frozenset[str] = frozenset()
    like: tuple[Contact, ...] = ()
    reserved: tuple[tuple[float, float, float, float], ...] = ()

    @property
    def shown(self) -> tuple[Contact, ...]:
        """The contacts that may be drawn."""
        return with_room(self.contacts)

    @property
    def shown_ties(self) -> tuple[Tie, ...]:
        """The ties whose both ends are drawn."""
        ids = {each.id for each in self.shown}
        return tuple(tie for tie in self.ties if tie.a in ids and tie.b in ids)

    @property
    def ties_in_sight(self) -> tuple[Tie, ...]:
        """The same without those of contacts taken out."""
        return tuple(tie for tie in self.shown_ties if not {tie.a, tie.b} & self.without)

    @property
    def small_text_scale(self) -> float:
        """How much legend, sector names and heading grow: half as fast as labels, to leave the map room."""
        return 1.0 + (self.text_scale - 1.0) * 0.5

    def sector_name(self, sector: Sector) -> str:
        """The name of a sector: the person's own word, or ours."""
        return self.sector_names.get(sector) or sector_word(sector)

    def placed(self) -> Placement:
        """Where everybody stands."""
        return self.placement or arrange(self.contacts)

    def zoomed_to(self, sector: Sector | None) -> MapView:
        """The same view with one sector filling it, or all of the map for None."""
        if sector is None:
            return replace(self, zoom=1.0, centre=(0.0, 0.0))
        return replace(self, zoom=1.8, centre=point(sum(SECTORS[sector]) / 2, 58.0))


def written_name(contact: Contact, names: Names) -> str:
    """The name of a contact as this picture may write it; "" where it may not."""
    if names is Names.FULL:
        return contact.name
    if names is Names.NICKNAME:
        return contact.short_name
    if names is Names.INITIALS:
        return "".join(f"{word[0]}." for word in contact.name.split()[:3]).upper()
    if names is Names.ROLES:
        return contact.role or labels.kind(contact.kind)
    return ""


def has_trait(contact: Contact, trait: SupportType | Trait) -> bool:
    """Whether the contact has what is lifted out."""
    if isinstance(trait, SupportType):
        return contact.gives_me(trait)
    if trait is Trait.OFTEN:
        return any(each.received and each.strength is Strength.OFTEN for each in contact.supports)
    if trait is Trait.I_GIVE:
        return any(each.given for each in contact.supports)
    return contact.in_hard_times if trait is Trait.HARD_TIMES else contact.in_daily_life


def is_quiet(contact: Contact) -> bool:
    """Whether the contact is drawn more quietly: seeing less, on a break, remembered."""
    return contact.state in _QUIET


def arrows(contact: Contact) -> tuple[bool, bool]:
    """Whether an arrow points to me, and to them: it points to the one who receives."""
    directions = {support.direction for support in contact.supports}
    both = Direction.BOTH in directions
    return both or Direction.RECEIVE in directions, both or Direction.GIVE in directions


def sector_word(sector: Sector) -> str:
    """The name of a sector."""
    return {
        Sector.FAMILY: _("Family"),
        Sector.PEERS: _("Peers, groups, places and online"),
        Sector.PROFESSIONALS: _("Professionals and helplines"),
        Sector.WORK: _("Work and school"),
        Sector.FRIENDS: _("Friends and neighbours"),
    }[sector]
