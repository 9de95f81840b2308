"""What the map page says: a contact in words, where somebody moved, and what is not on the picture."""

from __future__ import annotations

from collections.abc import Mapping

from supportdesk.charts.view import MapView, Names, Preset, Trait, arrows, sector_word, written_name
from supportdesk.domain.contact import Contact, Line, Ring, State, Strength, Support, SupportType
from supportdesk.domain.placement import Place, Sector
from supportdesk.words import _, labels
from supportdesk.words.sentences import capital


def facts(contact: Contact, view: MapView) -> tuple[str, ...]:
    """What the picture shows of a contact, in short sentences: the same for list and tooltip."""
    helps = ", ".join(_short(support) for support in contact.supports if support.received)
    parts = [f"{capital(helps)}." if helps else "", _direction(contact), _line(contact)]
    if view.show_stressful and contact.stressful:
        parts.append(_("Stressful at times."))
    if view.preset is Preset.ENERGY and contact.leaves_me is not None:
        parts.append(f"{labels.energy(contact.leaves_me)}.")
    if contact.state is not State.ACTIVE:
        parts.append(f"{labels.state(contact.state)}.")
    return tuple(part for part in parts if part)


def row(contact: Contact, view: MapView) -> tuple[str, ...]:
    """ "Inner ring: Mina.", "Emotional often, practical often.", "Gives and receives."."""
    name = _("{ring}: {name}.").format(ring=labels.ring(contact.ring), name=shown_name(contact, view))
    return name, *facts(contact, view)


def spoken(contact: Contact, view: MapView, number: int, count: int) -> str:
    """ "Sam, inner ring, emotional support, gives and receives. 1 of 15"."""
    helps = [_support(each.type) for each in contact.supports if each.received]
    way = _direction(contact).rstrip(".")
    parts = [shown_name(contact, view), _lower(labels.ring(contact.ring)), *helps, _lower(way)]
    if view.show_stressful and contact.stressful:
        parts.append(_("stressful at times"))
    if contact.state is not State.ACTIVE:
        parts.append(_lower(labels.state(contact.state)))
    words = ", ".join(part for part in parts if part)
    return _("{words}. {number} of {count}").format(words=words, number=number, count=count)


def shown_name(contact: Contact, view: MapView) -> str:
    """The name as the picture writes it; the kind where it writes none."""
    return " ".join((written_name(contact, view.names) or labels.kind(contact.kind)).split())


def full_name(contact: Contact) -> str:
    """The short name, as one line."""
    return " ".join(contact.short_name.split())


def support_words(support: Support) -> str:
    """ "Emotional, often, both ways"."""
    return ", ".join(
        (
            labels.support_type(support.type),
            labels.strength(support.strength),
            labels.direction(support.direction),
        )
    )


def where(ring: Ring, sector: Sector, names: Mapping[Sector, str]) -> str:
    """ "Middle ring, Family"; `names` are the person's own words for the parts."""
    return _("{ring}, {sector}").format(ring=labels.ring(ring), sector=part_word(sector, names))


def part_word(sector: Sector, names: Mapping[Sector, str]) -> str:
    """The name of a part of the map."""
    return names.get(sector) or sector_word(sector)


def moved(
    contact: Contact, before: Place | None, ring: Ring, sector: Sector, names: Mapping[Sector, str]
) -> str:
    """What is said after a move."""
    name = full_name(contact)
    if contact.ring is not ring:
        return {
            Ring.INNER: _("{name} moved to the inner ring."),
            Ring.MIDDLE: _("{name} moved to the middle ring."),
            Ring.OUTER: _("{name} moved to the outer ring."),
            Ring.HOPED: _("{name} moved to “hoped for”."),
        }[ring].format(name=name)
    if before is not None and before.sector is not sector:
        return _("{name} moved to “{sector}”.").format(name=name, sector=part_word(sector, names))
    return _("{name} moved a little.").format(name=name)


def considered(contact: Contact, *, is_known: bool, is_source: bool) -> str:
    """A contact the keys came to while a tie is drawn."""
    name = full_name(contact)
    if is_source:
        return _("{name}. The tie begins here.").format(name=name)
    if is_known:
        return _("{name}. They know each other already.").format(name=name)
    return _("{name}. Press Enter to tie them.").format(name=name)


def at_the_end(contact: Contact) -> str:
    """When there is no ring closer or further."""
    if contact.ring is Ring.INNER:
        return _("{name} is in the inner ring already.").format(name=full_name(contact))
    return _("{name} is outside the rings already.").format(name=full_name(contact))


def preset_word(preset: Preset) -> str:
    """The name of a view."""
    return {
        Preset.CLOSENESS: _("Closeness"),
        Preset.SUPPORT: _("Kinds of support"),
        Preset.TIES: _("Who knows whom"),
        Preset.ENERGY: _("Energy"),
        Preset.WHAT_IF: _("What if"),
    }[preset]


def trait_words(trait: SupportType | Trait) -> str:
    """What may be lifted out, as the menu offers it."""
    if isinstance(trait, SupportType):
        return {
            SupportType.EMOTIONAL: _("Only emotional support"),
            SupportType.INFORMATIONAL: _("Only informational support"),
            SupportType.PRACTICAL: _("Only practical support"),
            SupportType.SOCIAL: _("Only social support"),
        }[trait]
    return {
        Trait.OFTEN: _("Only what is often"),
        Trait.HARD_TIMES: _("Who I turn to in hard times"),
        Trait.DAILY_LIFE: _("Who is there in daily life"),
        Trait.I_GIVE: _("Whom I support"),
    }[trait]


def names_word(names: Names) -> str:
    """The name of a way to write names."""
    return {
        Names.FULL: _("Full names"),
        Names.NICKNAME: _("Nicknames"),
        Names.INITIALS: _("Initials"),
        Names.ROLES: _("Roles"),
        Names.NONE: _("No names"),
    }[names]


def line_words(contact: Contact) -> str:
    """How the relation stands: "A strong line"."""
    return {
        Line.STRONG: _("A strong line"),
        Line.ORDINARY: _("An ordinary line"),
        Line.TENUOUS: _("A tenuous line"),
    }[contact.line]


def _short(support: Support) -> str:
    often = support.strength is Strength.OFTEN
    return {
        SupportType.EMOTIONAL: _("emotional often") if often else _("emotional sometimes"),
        SupportType.INFORMATIONAL: _("informational often") if often else _("informational sometimes"),
        SupportType.PRACTICAL: _("practical often") if often else _("practical sometimes"),
        SupportType.SOCIAL: _("social often") if often else _("social sometimes"),
    }[support.type]


def _support(type_: SupportType) -> str:
    return {
        SupportType.EMOTIONAL: _("emotional support"),
        SupportType.INFORMATIONAL: _("informational support"),
        SupportType.PRACTICAL: _("practical support"),
        SupportType.SOCIAL: _("social support"),
    }[type_]


def _direction(contact: Contact) -> str:
    to_me, to_them = arrows(contact)
    if to_me and to_them:
        return _("Gives and receives.")
    if to_me:
        return _("Gives.")
    return _("Receives.") if to_them else ""


def _line(contact: Contact) -> str:
    if contact.ring is Ring.HOPED or contact.line is Line.ORDINARY:
        return ""
    return _("{line}.").format(line=line_words(contact))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
