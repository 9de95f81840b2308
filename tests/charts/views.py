"""Made-up contacts and views for the tests of the map."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from supportdesk.charts.view import MapView
from supportdesk.domain.contact import Contact, Direction, Kind, Line, Ring, State, Support, SupportType, Tie

DAY = date(2026, 11, 1)
_NAMES = (
    *("Ana", "Bo", "Carlos", "Dana", "Edith", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Katya", "Liam"),
    *("Mei", "Nora", "Omar", "Petra", "Quinn", "Rosa", "Samir", "Tess", "Uma", "Viktor", "Wendy", "Xiu"),
    *("Yara", "Zoltan", "Alexandra", "Bartholomew", "Christina"),
)


def crowd(count: int, ties: int = 0, seed: int = 7) -> dict[str, Any]:
    """Contacts of every kind, mostly in the outer rings, and ties between them."""
    draw = random.Random(seed)
    contacts = []
    for index in range(count):
        supports = tuple(
            Support(type=each, direction=draw.choice(list(Direction)))
            for each in SupportType
            if draw.random() < 0.4
        )
        name = _NAMES[index % len(_NAMES)] + (f" {chr(65 + index % 26)}." if index >= len(_NAMES) else "")
        contacts.append(
            Contact(
                id=f"{index:032x}",
                name=name,
                kinds=(draw.choice(list(Kind)),),
                ring=draw.choices(list(Ring), [10, 35, 50, 5])[0],
                line=draw.choice(list(Line)),
                stressful=draw.random() < 0.1,
                state=draw.choices([State.ACTIVE, State.SEEING_LESS], [9, 1])[0],
                supports=supports,
            )
        )
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < ties:
        one, other = sorted(draw.sample([each.id for each in contacts], 2))
        pairs.add((one, other))
    known = tuple(Tie(id=f"t{a}{b}", a=a, b=b, close=draw.random() < 0.3) for a, b in sorted(pairs))
    return {"contacts": tuple(contacts), "ties": known}


def view(*contacts: Contact, **rest: Any) -> MapView:
    """A view of these contacts on a fixed day."""
    return MapView(**{"contacts": contacts, "day": DAY, **rest})
