"""The map as data: typed GraphML and two tables, read back strictly, with nothing private in them."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportdesk.content import sample
from supportdesk.domain.contact import (
    Contact,
    Direction,
    Energy,
    Phone,
    RecoveryEffect,
    Ring,
    State,
    Strength,
    Support,
    SupportType,
    Tie,
)
from supportdesk.domain.placement import arrange
from supportdesk.exchange.graph import Graph, graph, to_graphml, to_tables
from tests.store.records import contacts as any_contacts

SPACE = "{http://graphml.graphdrawing.org/xmlns}"
DAY = date(2026, 11, 1)
READ = {"string": str, "int": int, "double": float, "boolean": {"true": True, "false": False}.__getitem__}


def made(contacts: Sequence[Contact], ties: Sequence[Tie] = (), **options: Any) -> Graph:
    return graph(
        contacts,
        ties,
        DAY,
        name=lambda each: each.name,
        places=arrange(contacts).places,
        **options,
    )


def read_graphml(data: bytes) -> tuple[dict[str, dict[str, Any]], list[tuple[str, str, dict[str, Any]]]]:
    """As networkx reads it: every key declared once with a type, every value of that type."""
    root = ET.fromstring(data)
    assert root.tag == f"{SPACE}graphml"
    keys = {}
    for key in root.findall(f"{SPACE}key"):
        assert key.get("id") not in keys
        keys[key.get("id")] = key
    found = root.find(f"{SPACE}graph")
    assert found is not None
    assert found.get("edgedefault") == "undirected"

    def values(element: ET.Element, what: str) -> dict[str, Any]:
        read = {}
        for one in element.findall(f"{SPACE}data"):
            key = keys[one.get("key")]
            assert key.get("for") == what
            read[key.get("attr.name")] = READ[key.get("attr.type")](one.text or "")
        return read

    nodes = {node.get("id"): values(node, "node") for node in found.findall(f"{SPACE}node")}
    edges = found.findall(f"{SPACE}edge")
    return nodes, [(each.get("source"), each.get("target"), values(each, "edge")) for each in edges]


def read_tables(data: bytes) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(BytesIO(data)) as pack:
        assert pack.testzip() is None
        return {
            name: list(csv.DictReader(StringIO(pack.read(name).decode(), newline="")))
            for name in pack.namelist()
        }


def test_a_contact_as_a_node_and_a_tie_as_an_edge() -> None:
    ana = Contact(
        id="secret-a",
        name="Ana & Co",
        ring=Ring.INNER,
        supports=(
            Support(type=SupportType.EMOTIONAL, strength=Strength.OFTEN, direction=Direction.BOTH),
            Support(type=SupportType.PRACTICAL, direction=Direction.GIVE),
        ),
    )
    ben = Contact(id="secret-b", name="Ben", ring=Ring.HOPED, state=State.SEEING_LESS)
    data = to_graphml(made((ana, ben), (Tie.between("secret-a", "secret-b", close=True),)))
    nodes, edges = read_graphml(data)
    one = nodes["n1"]
    assert (one["label"], one["ring"], one["closeness"], one["active"]) == ("Ana & Co", "inner", 3, True)
    assert (one["gets_emotional"], one["gives_emotional"]) == (2, 2)
    assert (one["gets_practical"], one["gives_practical"], one["gets_social"]) == (0, 1, 0)
    assert (nodes["n2"]["closeness"], nodes["n2"]["active"]) == (0, False)
    assert edges == [("n1", "n2", {"close": True, "weight": 2.0})]
    assert isinstance(one["x"], float)
    assert b"secret" not in data
    tables = read_tables(to_tables(made((ana, ben), (Tie.between("secret-a", "secret-b"),))))
    assert list(tables["nodes.csv"][0])[:2] == ["Id", "Label"]
    assert tables["nodes.csv"][0]["gets_emotional"] == "2"
    assert tables["ties.csv"] == [
        {"Source": "n1", "Target": "n2", "Type": "Undirected", "Weight": "1.0", "close": "false"}
    ]


def test_the_sample_goes_out_whole() -> None:
    written = sample.load_as_written()
    found = made(written.contacts, written.ties)
    nodes, edges = read_graphml(to_graphml(found))
    tables = read_tables(to_tables(found))
    assert (len(nodes), len(edges)) == (16, 11)
    assert (len(tables["nodes.csv"]), len(tables["ties.csv"])) == (16, 11)
    assert sum(each["closeness"] == 3 for each in nodes.values()) == 2
    assert sum(bool(each["gets_practical"]) for each in nodes.values()) == 1
    by_label = {each["Label"]: each for each in tables["nodes.csv"]}
    assert float(by_label["Mina Avery"]["y"]) > 0  # family is at the top
    assert to_tables(found) == to_tables(made(written.contacts, written.ties))


def test_nothing_private_and_nobody_hidden() -> None:
    ana = Contact(name="Ana", notes="canary", phones=(Phone(number="canary"),), my_boundaries="canary")
    marked = replace(
        ana, leaves_me=Energy.TAKES, recovery=RecoveryEffect.HARDER, stressful=True, members=("canary",)
    )
    hidden = Contact(name="Zyx", state=State.NOT_SAFE)
    assert to_graphml(made((ana,))) == to_graphml(made((marked, hidden), (Tie.between(ana.id, hidden.id),)))
    data = to_tables(made((marked,)))
    assert "canary" not in str(read_tables(data))
    nodes, _edges = read_graphml(to_graphml(made((marked,), stressful=True)))
    assert nodes["n1"]["stressful"] is True


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+1", "-1", "@x"])
def test_a_name_is_no_formula(name: str) -> None:
    tables = read_tables(to_tables(made((Contact(name=name),))))
    assert tables["nodes.csv"][0]["Label"] == f"'{name}"


def test_an_empty_map_is_still_a_file() -> None:
    assert read_graphml(to_graphml(made(()))) == ({}, [])
    assert read_tables(to_tables(made(()))) == {"nodes.csv": [], "ties.csv": []}


@given(st.lists(any_contacts, max_size=4, unique_by=lambda each: each.id))
def test_any_contacts_make_files_that_can_be_read(contacts: list[Contact]) -> None:
    found = made(contacts)
    shown = [each for each in contacts if each.is_on_map]
    nodes, _edges = read_graphml(to_graphml(found))
    assert len(nodes) == len(read_tables(to_tables(found))["nodes.csv"]) == len(shown)
