"""The colours of the map in each theme (the tokens of the screens), each with the contrast it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from supportdesk.charts.view import Theme
from supportdesk.domain.contact import Ring, SupportType
from supportdesk.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """One colour for each part of the picture, as #RRGGBB."""

    background: str
    rings: Mapping[Ring, str]
    ring_line: str
    divider: str
    text: str
    muted: str
    me: str
    on_me: str
    line: str
    tie: str
    tie_faint: str
    tie_strong: str
    node: str
    node_edge: str
    quiet_edge: str
    quiet_text: str
    stress: str
    focus: str
    group: str
    group_edge: str
    marks: Mapping[SupportType, str]


_LIGHT = Colours(
    background="#F6F5F1",
    rings={Ring.INNER: "#D6E6DF", Ring.MIDDLE: "#E2ECE6", Ring.OUTER: "#ECF0EB"},
    ring_line="#B9C7C1",
    divider="#FAFAF7",
    text="#1F2A2E",
    muted="#55626A",
    me="#1F6F64",
    on_me="#FFFFFF",
    line="#4A6B64",
    tie="#A3ABAA",
    tie_faint="#B9C1BE",
    tie_strong="#6B7675",
    node="#FFFFFF",
    node_edge="#1F6F64",
    quiet_edge="#8A9499",
    quiet_text="#55626A",
    stress="#8A5200",
    focus="#0B57D0",
    group="#F3E9D6",
    group_edge="#B08A4A",
    marks={
        SupportType.EMOTIONAL: "#8C4A86",
        SupportType.INFORMATIONAL: "#1F5FA8",
        SupportType.PRACTICAL: "#8A5200",
        SupportType.SOCIAL: "#1E6B3A",
    },
)
_DARK = Colours(
    background="#15191B",
    rings={Ring.INNER: "#27403B", Ring.MIDDLE: "#203330", Ring.OUTER: "#1B2826"},
    ring_line="#3D5550",
    divider="#15191B",
    text="#E8ECEC",
    muted="#A7B3B8",
    me="#7FD1C3",
    on_me="#06241F",
    line="#8FB5AD",
    tie="#5F6C70",
    tie_faint="#4A575A",
    tie_strong="#95A3A7",
    node="#161D1F",
    node_edge="#7FD1C3",
    quiet_edge="#7E8B91",
    quiet_text="#A7B3B8",
    stress="#F0BE7A",
    focus="#9CC4FF",
    group="#3A3324",
    group_edge="#A08A5C",
    marks={
        SupportType.EMOTIONAL: "#E2A6DC",
        SupportType.INFORMATIONAL: "#9CC4FF",
        SupportType.PRACTICAL: "#F0BE7A",
        SupportType.SOCIAL: "#8FD8A8",
    },
)
_PRINT = replace(_LIGHT, background="#FFFFFF", divider="#FFFFFF")
_INK = replace(
    _LIGHT,
    background="#FFFFFF",
    rings={Ring.INNER: "#EFEFEF", Ring.MIDDLE: "#F7F7F7", Ring.OUTER: "#FFFFFF"},
    ring_line="#9A9A9A",
    divider="#C9C9C9",
    text="#000000",
    muted="#3C3C3C",
    me="#000000",
    line="#2B2B2B",
    tie="#A6A6A6",
    tie_faint="#B8B8B8",
    tie_strong="#6E6E6E",
    node_edge="#000000",
    quiet_edge="#8C8C8C",
    quiet_text="#4D4D4D",
    stress="#000000",
    focus="#000000",
    group="#E3E3E3",
    group_edge="#4D4D4D",
    marks=dict.fromkeys(SupportType, "#000000"),
)
_OF = {
    Theme.LIGHT: _LIGHT,
    Theme.DARK: _DARK,
    Theme.PRINT: _PRINT,
    Theme.BLACK_AND_WHITE: _INK,
}


def of(theme: Theme) -> Colours:
    """The colours of a theme."""
    return _OF[theme]
