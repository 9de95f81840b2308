"""Records of every shape, for hypothesis: what a person may write, and what no one would."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st

from supportdesk.domain.checkin import Began, CheckIn, CheckInPerson, Outcome
from supportdesk.domain.contact import (
    Asked,
    Contact,
    Direction,
    Energy,
    ImportantDate,
    Kind,
    Line,
    Phone,
    Reachable,
    RecoveryEffect,
    Ring,
    State,
    Strength,
    Support,
    SupportType,
    Way,
)
from supportdesk.domain.goal import Cadence, Goal, GoalMark, GoalState, GoalStep, Pause, Per
from supportdesk.domain.growth import Ladder, Need, Rung, RungState, Try
from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart, Review
from supportdesk.domain.snapshot import Notes
from supportdesk.domain.window import Rhythm

text = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
awkward = st.sampled_from(
    ["", "it's", '"quoted"', "a;b", "x'||'y", "🐕👩‍👩‍👧", "עברית", "\n\t", "50%", "NULL"]
)
words = st.one_of(awkward, text)
names = words.filter(lambda each: each.strip() != "")
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1))
moments = st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1))
maybe_days = st.none() | days
places = st.none() | st.floats(min_value=-1e6, max_value=1e6)


def tuples(of: Any, most: int = 3) -> Any:
    """Up to `most` of something, as the tuple a record carries."""
    return st.lists(of, max_size=most).map(tuple)


def one_of(enum: Any) -> Any:
    """A member of an enum."""
    return st.sampled_from(list(enum))


supports = st.builds(
    Support,
    type=one_of(SupportType),
    strength=one_of(Strength),
    direction=one_of(Direction),
    details=tuples(words),
)
contacts = st.builds(
    Contact,
    name=names,
    nickname=words,
    kinds=st.lists(one_of(Kind), unique=True, max_size=3).map(tuple),
    role=words,
    in_hard_times=st.booleans(),
    in_daily_life=st.booleans(),
    leaves_me=st.none() | one_of(Energy),
    recovery=st.none() | one_of(RecoveryEffect),
    phones=tuples(st.builds(Phone, number=words, label=words)),
    emails=tuples(words),
    address=words,
    web=words,
    preferred_way=st.none() | one_of(Way),
    reachable=tuples(
        st.builds(
            Reachable,
            days=st.lists(st.integers(0, 6), min_size=1, max_size=7).map(tuple),
            start=st.sampled_from(["00:00", "08:30"]),
            end=st.sampled_from(["17:45", "24:00"]),
        )
    ),
    reachable_note=words,
    night_ok=st.booleans(),
    time_zone=words,
    known_since=maybe_days,
    rhythm=st.none() | st.integers(1, 400).map(Rhythm.about),
    next_meeting=st.none() | moments,
    members=tuples(words),
    my_boundaries=words,
    their_boundaries=words,
    learned=words,
    important_dates=tuples(
        st.builds(
            ImportantDate,
            label=words,
            month=st.integers(1, 12),
            day=st.integers(1, 28),
            year=st.none() | st.integers(1900, 2100),
        )
    ),
    notes=words,
    asked=one_of(Asked),
    asked_what=words,
    asked_on=maybe_days,
    ring=one_of(Ring),
    angle=places,
    distance=places,
    line=one_of(Line),
    stressful=st.booleans(),
    state=one_of(State),
    supports=st.lists(supports, max_size=4, unique_by=lambda each: each.type).map(tuple),
)
goals = st.builds(
    Goal,
    what=names,
    contact_ids=tuples(words),
    cadence=st.none()
    | st.builds(Cadence, per=one_of(Per), times=st.integers(1, 31), days=st.integers(1, 3660)),
    smallest=words,
    if_moment=words,
    then_action=words,
    if_obstacle=words,
    plan_b=words,
    helper_id=st.none() | words,
    start=maybe_days,
    by=maybe_days,
    end=maybe_days,
    state=one_of(GoalState),
    state_since=maybe_days,
    steps=tuples(st.builds(GoalStep, text=words, done_on=maybe_days)),
    marks=tuples(st.builds(GoalMark, day=days, note=words)),
    pauses=tuples(st.builds(Pause, since=days, until=maybe_days, why=words)),
    counts_checkins=st.booleans(),
    note=words,
)
plans = st.builds(
    Plan,
    parts=tuples(
        st.builds(
            PlanPart,
            part=one_of(Part),
            title=words,
            hidden=st.booleans(),
            items=tuples(st.builds(PlanItem, text=words, contact_id=st.none() | words)),
        )
    ),
    made_on=maybe_days,
    made_with=words,
    reviews=tuples(st.builds(Review, day=days, with_whom=words)),
    next_review=maybe_days,
    shared_with=words,
)
needs = st.builds(
    Need, text=words, type=one_of(SupportType), contact_ids=tuples(words), goal_id=st.none() | words
)
ratings = st.none() | st.integers(0, 100)
ladders = st.builds(
    Ladder,
    title=words,
    rungs=tuples(
        st.builds(
            Rung,
            text=words,
            expected=ratings,
            state=one_of(RungState),
            contact_id=st.none() | words,
            tries=tuples(
                st.builds(Try, day=days, expected=ratings, highest=ratings, after=ratings, note=words)
            ),
        )
    ),
)
notes = st.builds(Notes, needs=tuples(needs), ladders=tuples(ladders))


def checkins(contact_ids: tuple[str, ...]) -> Any:
    """Check-ins with some of these contacts."""
    return st.builds(
        CheckIn,
        when=moments,
        people=st.lists(
            st.builds(CheckInPerson, contact_id=st.sampled_from(contact_ids), note=words),
            min_size=1,
            max_size=3,
            unique_by=lambda each: each.contact_id,
        ).map(tuple),
        way=one_of(Way),
        outcome=one_of(Outcome),
        began=st.none() | one_of(Began),
        got=st.lists(one_of(SupportType), unique=True).map(tuple),
        gave=st.lists(one_of(SupportType), unique=True).map(tuple),
        felt_before=st.none() | st.integers(-2, 2),
        felt_after=st.none() | st.integers(-2, 2),
        thanked=st.booleans(),
        minutes=st.none() | st.integers(0, 600),
        note=words,
    )


def field_names(record: type) -> set[str]:
    """The names of a record's fields."""
    return {each.name for each in fields(record)}
