"""The map as a picture with its words, and who gives what as a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from supportdesk.domain.contact import Ring, Strength, SupportType
from supportdesk.domain.snapshot import Snapshot
from supportdesk.records import dataclass
from supportdesk.report import own_words
from supportdesk.report.choices import Choices, Edition, NameStyle, Section, section_label
from supportdesk.report.names import Names
from supportdesk.words import _, labels, ngettext


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPicture:
    """The map as SVG bytes, drawn with the same name style as the plan.

    `alt` describes it in words; "" lets the plan say who stands in which ring.
    """

    svg: bytes
    alt: str = ""


_MAP_NAMES = {NameStyle.FULL: "nickname", NameStyle.INITIALS: "initials", NameStyle.ROLES: "roles"}
# Pixels of 1/96 inch: the room the map has on paper, so that its letters keep their size.
_MAP_SIZE = {Edition.ONE_PAGE: (440.0, 462.0), Edition.BLANK_MAP: (680.0, 790.0)}
_USUAL_SIZE = (650.0, 630.0)
_TEXT_SCALE = {(False, False): 1.0, (False, True): 1.25, (True, False): 1.3, (True, True): 1.7}


def map_picture(snapshot: Snapshot, choices: Choices, today: date) -> MapPicture | None:
    """The map drawn for this plan: active contacts only, names, colours and marks as chosen.

    None where the plan holds no map. Loads matplotlib; may run in a worker thread.
    """
    blank = choices.edition is Edition.BLANK_MAP
    if not blank and (not choices.has(Section.MAP) or not snapshot.active):
        return None
    from supportdesk.charts import picture, view
    from supportdesk.domain.placement import arrange, kept_places

    shown = view.MapView(
        contacts=() if blank else snapshot.active,
        ties=() if blank else snapshot.ties,
        day=today,
        title=" ",  # the heading above it says what it is
        names=view.Names(_MAP_NAMES[choices.names]),
        theme=view.Theme.BLACK_AND_WHITE if choices.black_and_white else view.Theme.PRINT,
        text_scale=_TEXT_SCALE[blank, choices.large_print],
        show_stressful=choices.show_stressful or blank,
        # Where there is little room, the rings have it all until somebody is hoped for.
        show_hoped=choices.edition is not Edition.ONE_PAGE or _anybody_hoped_for(snapshot),
        sample=snapshot.me.is_sample and not blank,
        to_fill_in=blank,
        placement=None if blank else arrange(snapshot.active, keep=kept_places(snapshot.places)),
        sector_names={} if blank else snapshot.own_sectors,
    )
    svg = picture.svg(shown, _MAP_SIZE.get(choices.edition, _USUAL_SIZE))
    return MapPicture(svg=svg, alt=blank_in_words() if blank else "")


def _anybody_hoped_for(snapshot: Snapshot) -> bool:
    return any(each.ring is Ring.HOPED for each in snapshot.active)


def blank_in_words() -> str:
    """What an empty map shows."""
    return _("An empty map to write on: me in the middle, and three rings around me in five parts.")


def map_block(
    picture: MapPicture, snapshot: Snapshot, names: Names, summary: Sequence[str], choices: Choices
) -> dict[str, Any]:
    """Title, alternative text and the sentences under the picture."""
    return {
        "title": section_label(Section.MAP),
        "alt": picture.alt or map_in_words(snapshot, names, stressful=choices.show_stressful),
        "summary": [own_words.line(each) for each in summary],
    }


def map_in_words(snapshot: Snapshot, names: Names, *, stressful: bool = False) -> str:
    """What the picture shows, for someone who hears the page: who stands where, gives what, knows whom."""
    sentences = [_("A map with me in the middle.")]
    for ring in Ring:
        inside = [each.id for each in snapshot.active if each.ring is ring]
        sentences += _named(labels.ring(ring), inside, names)
    for type_ in SupportType:
        giving = [each.id for each in snapshot.active if each.gives_me(type_)]
        sentences += _named(labels.support_type(type_), giving, names)
    if stressful:
        hard = [each.id for each in snapshot.active if each.stressful]
        sentences += _named(_("Contact can be stressful for me"), hard, names)
    pairs = sum(bool(names.of(tie.a) and names.of(tie.b)) for tie in snapshot.ties)
    if pairs:
        sentences.append(
            ngettext("{count} pair know each other.", "{count} pairs know each other.", pairs).format(
                count=pairs
            )
        )
    return " ".join(sentences)


def _named(label: str, ids: Sequence[str], names: Names) -> list[str]:
    people = [names.of(each) for each in ids if names.of(each)]
    return [_("{ring}: {people}.").format(ring=label, people=", ".join(people))] if people else []


def coverage(snapshot: Snapshot, names: Names) -> dict[str, Any] | None:
    """For each type who gives it often and who sometimes, then the needs; None without any."""
    rows = [row for row in (_type_row(each, snapshot, names) for each in SupportType) if row]
    needs = [
        {
            "text": own_words.line(need.text),
            "people": ", ".join(names.of(each) for each in need.contact_ids if names.of(each)),
        }
        for need in snapshot.notes.needs
        if own_words.is_filled(need.text)
    ]
    if not rows and not needs:
        return None
    return {
        "title": section_label(Section.COVERAGE),
        "heads": [_("Support"), _("Often"), _("Sometimes")],
        "rows": rows,
        "needs_heads": [_("What I need"), _("Who can help")],
        "needs": needs,
        "open": _("still open"),
    }


def _type_row(type_: SupportType, snapshot: Snapshot, names: Names) -> list[str]:
    by_strength: dict[Strength, list[str]] = {Strength.OFTEN: [], Strength.SOMETIMES: []}
    for contact in snapshot.active:
        support = contact.support(type_)
        if support is not None and support.received and contact.ring is not Ring.HOPED:
            by_strength[support.strength].append(names.of(contact.id))
    if not any(by_strength.values()):
        return []
    cells = [", ".join(by_strength[each]) for each in (Strength.OFTEN, Strength.SOMETIMES)]
    return [labels.support_type(type_), *cells]


_COLOUR = re.compile(r"#([0-9a-fA-F]{6})\b")


def svg_text(picture: MapPicture, grey: bool) -> str:
    """The picture as text; without colours where the plan is to be black and white."""
    text = picture.svg.decode("utf-8")
    return _COLOUR.sub(_grey, text) if grey else text


def _grey(found: re.Match[str]) -> str:
    """The grey of the same lightness as the eye sees it."""
    red, green, blue = (int(found[1][start : start + 2], 16) for start in (0, 2, 4))
    level = round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return f"#{level:02x}{level:02x}{level:02x}"
