"""Made-up files of contacts, of any size, as other programs write them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from supportdesk.exchange.csv_write import write_csv
from supportdesk.exchange.vcard import write_vcard
from supportdesk.exchange.whole import Whole, to_json
from tests.benchmarks.data import checkins, contacts, ties
from tests.exchange.nwk import alter, nwk, record, version


def newcomers(count: int) -> Any:
    """`count` contacts that no made-up profile has."""
    return tuple(
        replace(
            each,
            id=f"{number + 0xABC000000:032x}",
            name=f"{each.name} of the file",
            nickname="",
            phones=(replace(each.phones[0], number=f"020 7{number:06d}"),),
            emails=(f"someone{number}@example.org",),
        )
        for number, each in enumerate(contacts(count))
    )


def cards(count: int) -> bytes:
    """A file of cards."""
    return write_vcard(newcomers(count))


def table(count: int) -> bytes:
    """A table."""
    return write_csv(newcomers(count))


def whole(count: int) -> bytes:
    """Everything of another profile: as many check-ins as contacts, and as many ties."""
    people = newcomers(count)
    met = tuple(replace(each, id=f"{n + 0xDEF000000:032x}") for n, each in enumerate(checkins(people, count)))
    knots = tuple(replace(each, id=f"{n + 0xFED000000:032x}") for n, each in enumerate(ties(people, count)))
    return to_json(Whole(contacts=people, checkins=met, ties=knots))


def easynwk(count: int) -> bytes:
    """Two maps of easyNWK, half of the contacts moved in the second."""
    first = [
        alter(
            n,
            f"Alter {n} of the file",
            angle=n * 7 % 360 - 180.0,
            distance=10.0 + n * 3 % 89,
            supportEmotional=n % 3,
        )
        for n in range(1, count + 1)
    ]
    second = [
        {**each, "distance": 11.0 + n * 5 % 88} if n % 2 else each for n, each in enumerate(first, start=1)
    ]
    known = [{"id1": n, "id2": n + 1, "version": 2} for n in range(1, count, 3)]
    return record(
        version(1, "2026-03-01", nwk(*first, name="Me"), "First"),
        version(2, "2026-06-01", nwk(*second, connections=known)),
    )


FILES = {"vcf": cards, "csv": table, "json": whole, "easynwk.json": easynwk}
