"""The map as data for network programs: GraphML, or two tables (nodes and ties) in a zip.

What is in it is what the picture tells: how each contact is called there, its kind, ring and line, and
which support goes which way. Energy, recovery, notes, numbers and the ids of the profile are not; whoever
is not on the map is not either. The person is not a node: each node says how it stands to them.

GraphML has typed attributes as networkx and Gephi read them. The tables have the headers Gephi asks for
(Id, Label; Source, Target, Type, Weight), which R and Network Canvas's users know too.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO, StringIO
from xml.sax.saxutils import escape, quoteattr

from supportdesk.domain.contact import Contact, Ring, Strength, SupportType, Tie
from supportdesk.domain.map_space import Place
from supportdesk.domain.placement import sector_of
from supportdesk.records import dataclass

Value = str | int | float | bool
_TYPES = {str: "string", int: "int", float: "double", bool: "boolean"}
_CLOSENESS = {Ring.INNER: 3, Ring.MIDDLE: 2, Ring.OUTER: 1, Ring.HOPED: 0}
# Characters that no XML 1.0 file may hold.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_START = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can hold: the same map is the same file


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Nodes and ties as rows with the same columns each; the first column of nodes is "id"."""

    day: date
    nodes: tuple[dict[str, Value], ...]
    ties: tuple[dict[str, Value], ...]


def graph(
    contacts: Sequence[Contact],
    ties: Iterable[Tie],
    day: date,
    *,
    name: Callable[[Contact], str],
    places: Mapping[str, Place],
    stressful: bool = False,
) -> Graph:
    """The map of a day. `name` tells how a contact is called; the stressful mark only where asked for."""
    shown = [each for each in contacts if each.is_on_map]
    numbers = {each.id: f"n{number}" for number, each in enumerate(shown, start=1)}
    known = [tie for tie in ties if tie.a in numbers and tie.b in numbers]
    return Graph(
        day=day,
        nodes=tuple(
            {"id": numbers[each.id], **_node(each, name(each), places, stressful=stressful)} for each in shown
        ),
        ties=tuple(
            {
                "source": numbers[tie.a],
                "target": numbers[tie.b],
                "close": tie.close,
                "weight": 2.0 if tie.close else 1.0,
            }
            for tie in known
        ),
    )


def _node(contact: Contact, name: str, places: Mapping[str, Place], *, stressful: bool) -> dict[str, Value]:
    place = places.get(contact.id)
    found: dict[str, Value] = {
        "label": " ".join(name.split()),
        "kind": contact.kind.value,
        "sector": sector_of(contact.kind).value,
        "person": contact.is_person,
        "active": contact.is_active,
        "ring": contact.ring.value,
        "closeness": _CLOSENESS[contact.ring],
        "line": contact.line.value,
    }
    for type_ in SupportType:
        support = contact.support(type_)
        amount = 0 if support is None else 2 if support.strength is Strength.OFTEN else 1
        found[f"gets_{type_}"] = amount if support and support.received else 0
        found[f"gives_{type_}"] = amount if support and support.given else 0
    if stressful:
        found["stressful"] = contact.stressful
    found["x"] = round(place.x, 2) if place else 0.0
    found["y"] = round(-place.y, 2) if place else 0.0  # upwards, as these programs draw
    return found


def to_graphml(found: Graph) -> bytes:
    """GraphML with typed attributes."""
    node_columns = _columns(found.nodes, leave_out=("id",))
    tie_columns = _columns(found.ties, leave_out=("source", "target"))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        '<key id="day" for="graph" attr.name="day" attr.type="string"/>',
        *_keys("node", node_columns),
        *_keys("edge", tie_columns),
        '<graph id="map" edgedefault="undirected">',
        f'<data key="day">{found.day.isoformat()}</data>',
    ]
    lines += [
        f"<node id={quoteattr(str(node['id']))}>{_data('node', node_columns, node)}</node>"
        for node in found.nodes
    ]
    for number, tie in enumerate(found.ties, start=1):
        ends = f'id="e{number}" source={quoteattr(str(tie["source"]))} target={quoteattr(str(tie["target"]))}'
        lines.append(f"<edge {ends}>{_data('edge', tie_columns, tie)}</edge>")
    return "\n".join([*lines, "</graph>", "</graphml>", ""]).encode()


def to_tables(found: Graph) -> bytes:
    """A zip with nodes.csv and ties.csv, UTF-8."""
    nodes = [{"Id": row["id"], "Label": row["label"], **_rest(row, ("id", "label"))} for row in found.nodes]
    ties = [
        {
            "Source": row["source"],
            "Target": row["target"],
            "Type": "Undirected",
            "Weight": row["weight"],
            "close": row["close"],
        }
        for row in found.ties
    ]
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, rows, headers in (
            ("nodes.csv", nodes, ("Id", "Label")),
            ("ties.csv", ties, ("Source", "Target", "Type", "Weight", "close")),
        ):
            pack.writestr(zipfile.ZipInfo(name, _START), _table(rows, headers))
    return out.getvalue()


def _table(rows: Sequence[Mapping[str, Value]], headers: Sequence[str]) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    names = list(rows[0]) if rows else list(headers)
    writer.writerow(names)
    writer.writerows([_cell(row[name]) for name in names] for row in rows)
    return text.getvalue().encode()


def _cell(value: Value) -> Value:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _rest(row: Mapping[str, Value], but: Sequence[str]) -> dict[str, Value]:
    return {name: value for name, value in row.items() if name not in but}


def _columns(rows: Sequence[Mapping[str, Value]], *, leave_out: Sequence[str]) -> dict[str, str]:
    """The columns with their types."""
    first = rows[0] if rows else {}
    return {name: _TYPES[type(value)] for name, value in first.items() if name not in leave_out}


def _keys(what: str, columns: Mapping[str, str]) -> Iterator[str]:
    for name, kind in columns.items():
        yield f'<key id="{what}-{name}" for="{what}" attr.name="{name}" attr.type="{kind}"/>'


def _data(what: str, columns: Mapping[str, str], row: Mapping[str, Value]) -> str:
    return "".join(f'<data key="{what}-{name}">{_xml(row[name])}</data>' for name in columns)


def _xml(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(_NOT_XML.sub("", str(value)))
