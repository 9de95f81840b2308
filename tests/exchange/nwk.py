"""Made-up maps as easyNWK writes them."""

from __future__ import annotations

import json
from typing import Any


def alter(id_: int, name: str, **fields: Any) -> dict[str, Any]:
    """One person as the program makes it, with these fields instead of its first values."""
    return {
        "id": id_, "version": 0, "name": name, "role": "", "roleDefault": True, "human": True,
        "currentGender": "nicht festgelegt", "genderDefault": True, "age": "", "note": "", "deceased": False,
        "edgeType": 1, "edgeTypeByUser": -1, "angle": 45.0, "distance": 50.0, "emoji": "", "conflict": False,
        "supportEmotional": 0, "supportCognitive": 0, "supportSocial": 0, "supportMaterial": 0,
        "supportPractical": 0, **fields,
    }  # fmt: skip


def nwk(*alteri: Any, connections: Any = (), **ego: str) -> dict[str, Any]:
    """One map."""
    me = {"name": "", "currentGender": "", "age": "", "note": "", **ego}
    return {"ego": me, "alteri": list(alteri), "connections": list(connections)}


def version(id_: int, day: str, map_: dict[str, Any], title: str = "") -> dict[str, Any]:
    return {"id": id_, "title": title, "date": day, "nwk": map_}


def record(*versions: Any) -> bytes:
    """The file of several versions."""
    return json.dumps({"versions": list(versions), "currentVersion": 1, "size": "5"}).encode()


IDA = alter(1, "Ida", role="Mutter", angle=60.0, distance=20.0, supportEmotional="3", age="61")
JON = alter(2, "Jon", role="Freund*in", angle=135.0, distance=50.0, supportPractical=2, supportMaterial=1)
TWO = record(
    version(
        1,
        "2026-03-01",
        nwk(IDA, JON, alter(3, "Dr Kel", role="Ärzt*in", angle=-45.0, distance=90.0), name="Me"),
        "First talk",
    ),
    version(
        2,
        "2026-06-01",
        nwk(
            {**IDA, "distance": 10.0},
            {**JON, "distance": 80.0, "conflict": True, "supportSocial": 1},
            alter(4, "Nel", role="Sozialarbeiter*in", angle=-80.0, distance=60.0, supportCognitive=2),
            connections=[{"id1": 2, "id2": 1, "version": 2}, {"id1": 4, "id2": 99, "version": 2}],
        ),
    ),
)
