"""Made-up profiles of any size, the same every time."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from supportdesk.domain.checkin import CheckIn, CheckInPerson, Outcome
from supportdesk.domain.contact import (
    Contact,
    Direction,
    Kind,
    Line,
    Phone,
    Ring,
    Strength,
    Support,
    SupportType,
    Tie,
    Way,
)
from supportdesk.domain.goal import Cadence, Goal, Per
from supportdesk.domain.snapshot import Me
from supportdesk.store import Store

FIRST = ("Ana", "Bela", "Çem", "Dora", "Élise", "Farid", "Gösta", "Hana", "Ines", "Jo", "Kaya")
LAST = ("Avery", "Brandt", "Cole", "Díaz", "Eze", "Fuchs", "Grün", "Haddad", "Ito", "Jansen", "Køhler")
TODAY = date(2026, 11, 1)


def contacts(count: int) -> tuple[Contact, ...]:
    """`count` contacts with every sort of mark."""
    dice = random.Random(7)
    rings, kinds = (Ring.INNER, Ring.MIDDLE, Ring.OUTER), list(Kind)
    return tuple(
        Contact(
            id=f"{number:032x}",
            name=f"{dice.choice(FIRST)} {dice.choice(LAST)} {number}",
            nickname=f"{dice.choice(FIRST)} {number}",
            kinds=(dice.choice(kinds),),
            role="someone from the choir",
            ring=rings[min(number * 3 // max(count, 1), 2)],
            line=dice.choice(list(Line)),
            phones=(Phone(number=f"01632 960{number:03d}"),),
            notes="We met at the library. Likes long walks and strong tea. " * 3,
            in_hard_times=number % 5 == 0,
            supports=tuple(
                Support(
                    type=each, strength=dice.choice(list(Strength)), direction=dice.choice(list(Direction))
                )
                for each in dice.sample(list(SupportType), dice.randint(1, 3))
            ),
        )
        for number in range(count)
    )


def ties(people: tuple[Contact, ...], count: int) -> tuple[Tie, ...]:
    """`count` different ties among `people`."""
    dice = random.Random(11)
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < min(count, len(people) * (len(people) - 1) // 2):
        one, other = dice.sample(people, 2)
        pairs.add((min(one.id, other.id), max(one.id, other.id)))
    return tuple(Tie(id=f"{number:032x}", a=a, b=b) for number, (a, b) in enumerate(sorted(pairs)))


def checkins(people: tuple[Contact, ...], count: int) -> tuple[CheckIn, ...]:
    """`count` check-ins over the year before TODAY."""
    dice = random.Random(13)
    start = datetime(2025, 11, 1, 8, 0)
    return tuple(
        CheckIn(
            id=f"{number:032x}",
            when=start + timedelta(minutes=round(number * 525_000 / count)),
            people=(CheckInPerson(contact_id=dice.choice(people).id),),
            way=dice.choice(list(Way)),
            outcome=Outcome.CONNECTED,
            got=(dice.choice(list(SupportType)),),
            note="A short walk and a talk about the week.",
        )
        for number in range(count)
    )


def goals(people: tuple[Contact, ...], count: int) -> tuple[Goal, ...]:
    """`count` weekly goals."""
    return tuple(
        Goal(
            id=f"{number:032x}",
            what=f"Call {people[number].short_name}",
            contact_ids=(people[number].id,),
            cadence=Cadence(per=Per.WEEK),
            start=date(2026, 5, 1),
        )
        for number in range(count)
    )


def fill(store: Store, *, people: int, links: int = 0, log: int = 0, aims: int = 5) -> None:
    """Fill an empty store."""
    made = contacts(people)
    store.contacts.add_many(made, change=None)
    with store.writing(None):
        for tie in ties(made, links):
            store.ties.write(tie)
    store.checkins.add_many(checkins(made, log), change=None)
    store.goals.add_many(goals(made, min(aims, people)), change=None)
    store.save_me(Me(name="Jordan", country="GB", first_steps_done=True), undoable=False)
