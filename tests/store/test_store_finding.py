"""The search index beside a plain scan of the records: after any change, undo, trash, import and upgrade."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supportdesk.domain.checkin import CheckIn, CheckInPerson, Outcome
from supportdesk.domain.contact import Contact, ImportantDate, Phone, Support, SupportType, Way
from supportdesk.domain.errors import DomainError
from supportdesk.domain.goal import Goal, GoalStep
from supportdesk.domain.growth import Need, Practice, Question, Resource, Skill
from supportdesk.domain.lookup import mentioned, words_in, written
from supportdesk.domain.plan import Part, PlanItem, PlanPart
from supportdesk.domain.snapshot import Notes
from supportdesk.store import Change, Did, Listing, Store, day_of
from supportdesk.store.database import migrate
from supportdesk.store.filling import Filling
from supportdesk.store.listing import CHECKIN, CONTACT, GOAL, NOTE, PLAN, Word
from supportdesk.store.migrations import STEPS
from tests.store.conftest import Calendar, keyed

WHEN = datetime(2026, 3, 1, 9, 0)


def found(store: Store, typed: str, **limits: int) -> set[tuple[str, str]]:
    words = [Word(text=each) for each in words_in(typed)]
    return {(kind, id_) for kind, ids in store.finding.find(words, **limits).items() for id_ in ids}


def records(store: Store) -> dict[tuple[str, str], Any]:
    """Everything outside the trash that has words, read without the index."""
    now = store.snapshot()
    notes = [each for kind in Notes.__dataclass_fields__ for each in getattr(now.notes, kind)]
    by_kind = {
        CHECKIN: store.checkins.all(),
        CONTACT: now.contacts,
        GOAL: now.goals,
        PLAN: now.plan.parts,
        NOTE: notes,
    }
    return {(kind, each.id): each for kind, all_ in by_kind.items() for each in all_}


def scan(store: Store, typed: str, contact_ids: tuple[str, ...] = ()) -> set[tuple[str, str]]:
    wanted = words_in(typed)

    def fits(record: Any) -> bool:
        words = words_in("\n".join(written(record)))
        named = set(mentioned(record)) & set(contact_ids)
        return all(named or any(word.startswith(each) for word in words) for each in wanted)

    return {key for key, record in records(store).items() if wanted and fits(record)}


def is_whole(store: Store) -> bool:
    """FTS5's own check of the index against what it indexes: it raises where they differ."""
    store.database.execute_sql("INSERT INTO finding_words(finding_words, rank) VALUES('integrity-check', 1)")
    return len(records(store)) == store.database.execute_sql("SELECT count(*) FROM finding").fetchone()[0]


# ---- one change at a time


def person(note: str = "") -> CheckInPerson:
    return CheckInPerson(contact_id="a", note=note)


def test_every_text_of_every_kind_is_found(store: Store) -> None:
    who = Contact(
        id="a",
        name="Ana",
        phones=(Phone(number="01632 960 101", label="bakery"),),
        members=("Quentin",),
        important_dates=(ImportantDate(label="nameday", month=5, day=1),),
        supports=(Support(type=SupportType.PRACTICAL, details=("gutters",)),),
    )
    store.contacts.save(who)
    store.checkins.log(CheckIn(id="c", when=WHEN, people=(person("private"),), note="shared"))
    store.goals.save(Goal(id="g", what="Walk", steps=(GoalStep(text="boots"),), plan_b="umbrella"))
    store.plans.save_part(
        PlanPart(id="p", part=Part.OWN, title="Mornings", items=(PlanItem(text="porridge"),))
    )
    for note in (
        Need(id="n", text="lift", type=SupportType.PRACTICAL),
        Resource(id="r", title="leaflet", note="clinic"),
        Question(id="q", text="sleep"),
        Practice(id="x", day=WHEN.date(), skill=Skill.LISTENING, note="nodded"),
    ):
        store.notes.save(note)
    for typed, kind, id_ in (
        ("bakery", CONTACT, "a"), ("quentin", CONTACT, "a"), ("nameday", CONTACT, "a"),
        ("gutters", CONTACT, "a"), ("01632960", CONTACT, "a"), ("960 101", CONTACT, "a"),
        ("private", CHECKIN, "c"), ("shared", CHECKIN, "c"), ("shared private", CHECKIN, "c"),
        ("boots", GOAL, "g"), ("umbrella", GOAL, "g"), ("mornings", PLAN, "p"), ("porridge", PLAN, "p"),
        ("lift", NOTE, "n"), ("clinic", NOTE, "r"), ("sleep", NOTE, "q"), ("nodded", NOTE, "x"),
    ):  # fmt: skip
        assert found(store, typed) == {(kind, id_)}, typed
    assert found(store, "listening practical own") == set()


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("Zoë", "zoe"), ("ZOE", "zoë"), ("Søren", "soren"), ("Łukasz", "lukasz"), ("Đorđe", "dorde"),
        ("Straße", "strasse"), ("Strasse", "straße"), ("Ægir", "aegir"), ("Þór", "thor"), ("Işık", "isik"),
        ("don’t", "don't"), ("ﬁne", "fine"), ("Ελλάδα", "ελλαδα"), ("田中花子", "花子"), ("हिन्दी", "हिन्दी"),
        ("Zoe\u0308", "zo"), ("naïve café", "cafe nai"),
    ],
)  # fmt: skip
def test_letters_are_found_however_they_are_typed(store: Store, kept: str, typed: str) -> None:
    store.contacts.save(Contact(id="a", name=kept))
    assert found(store, typed) == {(CONTACT, "a")}


@pytest.mark.parametrize(
    "typed",
    ['"', "ana\"'", "ana*", "-ana", "+ana", "ana^", "(ana", "text:ana", "{text}:ana", "ana\x00", "\ud800ana",
     "§ana", "a-n-a", "ANA \t\n"],
)  # fmt: skip
def test_nothing_that_is_typed_is_syntax(store: Store, typed: str) -> None:
    store.contacts.save(Contact(id="a", name="Ana"))
    store.contacts.save(Contact(id="b", name="And or not near"))
    assert found(store, typed) == scan(store, typed)


@pytest.mark.parametrize("word", ["AND", "OR", "NOT", "NEAR", "near(a b)"])
def test_operators_are_words(store: Store, word: str) -> None:
    store.contacts.save(Contact(id="b", name="And or not near a b"))
    assert found(store, word) == {(CONTACT, "b")}


@given(st.text(max_size=30))
@settings(deadline=None, max_examples=100)
def test_any_text_can_be_looked_for(typed: str) -> None:
    store = Store.in_memory(lambda: date(2026, 3, 1))
    who = Contact(id="a", name="x" + "".join(c for c in typed if c.isprintable() and c != "\x00"))
    store.contacts.save(who)
    assert found(store, typed) == scan(store, typed)
    store.close()


def test_a_record_is_found_by_the_contacts_it_speaks_of(store: Store) -> None:
    store.contacts.save(Contact(id="a", name="Ana"))
    store.contacts.save(Contact(id="b", name="Ben"))
    store.checkins.log(CheckIn(id="c", when=WHEN, people=(person(),), note="cinema"))
    store.notes.save(Need(id="n", text="lift", type=SupportType.PRACTICAL, contact_ids=("a",)))
    ana, cinema = Word(text="ana", contact_ids=("a",)), Word(text="cin")
    assert store.finding.find((ana,))[CHECKIN] == ("c",)
    assert store.finding.find((ana,))[NOTE] == ("n",)
    assert store.finding.find((ana, cinema))[CHECKIN] == ("c",)
    assert store.finding.find((Word(text="ben", contact_ids=("b",)), cinema))[CHECKIN] == ()


def test_check_ins_come_newest_first_whenever_they_were_written_down(store: Store) -> None:
    store.contacts.save(Contact(id="a", name="Ana"))
    for number in (3, 1, 4, 0, 2):
        when = WHEN + timedelta(days=number)
        store.checkins.log(CheckIn(id=f"c{number}", when=when, people=(person(),), note="tea"))
    assert store.finding.find((Word(text="tea"),), checkins=3)[CHECKIN] == ("c4", "c3", "c2")
    store.checkins.save(CheckIn(id="c0", when=WHEN + timedelta(days=9), people=(person(),), note="tea"))
    assert store.finding.find((Word(text="tea"),), checkins=2)[CHECKIN] == ("c0", "c4")


def test_days_far_away_are_listed_in_their_place(store: Store) -> None:
    store.contacts.save(Contact(id="a", name="Ana"))
    days = {
        "first": datetime(1, 1, 1),
        "now": WHEN,
        "last": datetime(9999, 12, 31, 23, 59),
        "old": datetime(1969, 12, 31, 23, 59),
    }
    for id_, when in days.items():
        store.checkins.log(CheckIn(id=id_, when=when, people=(person(),), note="tea"))
    listed = lambda **wanted: [id_ for _row, id_ in store.finding.checkins(Listing(**wanted), 9)]  # noqa: E731
    assert listed() == ["last", "now", "old", "first"]
    assert listed(words=(Word(text="te"),)) == ["last", "now", "old", "first"]
    assert listed(since=date.min, until=date.max) == ["last", "now", "old", "first"]
    assert listed(since=date(1969, 12, 31), until=WHEN.date()) == ["now", "old"]
    assert listed(since=date.max) == ["last"]
    assert listed(until=date.min) == ["first"]
    keys = store.finding.checkins(Listing(), 9)
    assert [day_of(row) for row, _id in keys] == [days[id_].date() for _row, id_ in keys]


@given(st.data())
@settings(deadline=None, max_examples=40)
def test_a_listing_is_what_a_plain_scan_keeps(data: st.DataObject) -> None:
    store = Store.in_memory(lambda: date(2026, 3, 1))
    store.contacts.add_many((Contact(id="a", name="Ana"), Contact(id="b", name="Ben")), change=None)
    when = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2026, 1, 6))
    made = data.draw(
        st.lists(
            st.builds(
                CheckIn,
                when=when,
                people=st.sampled_from(("a", "b", "ab")).map(
                    lambda ids: tuple(CheckInPerson(contact_id=each) for each in ids)
                ),
                way=st.sampled_from(Way),
                outcome=st.sampled_from(Outcome),
                note=st.sampled_from(("tea", "team talk", "", "Zoë")),
            ),
            max_size=12,
        )
    )
    store.checkins.add_many(tuple(made), change=None)
    maybe_day = st.none() | st.dates(min_value=date(2025, 12, 31), max_value=date(2026, 1, 7))
    wanted = Listing(
        words=data.draw(st.sampled_from(((), (Word(text="te"),), (Word(text="zoe", ways=(Way.CALL,)),)))),
        contact_id=data.draw(st.sampled_from(("", "a"))),
        way=data.draw(st.none() | st.sampled_from(Way)),
        outcome=data.draw(st.none() | st.sampled_from(Outcome)),
        since=data.draw(maybe_day),
        until=data.draw(maybe_day),
    )

    def fits(one: CheckIn) -> bool:
        return (
            all(each.text in words_in(one.note) or one.way in each.ways
                or any(word.startswith(each.text) for word in words_in(one.note)) for each in wanted.words)
            and (not wanted.contact_id or wanted.contact_id in one.contact_ids)
            and wanted.way in (None, one.way)
            and wanted.outcome in (None, one.outcome)
            and (wanted.since is None or one.day >= wanted.since)
            and (wanted.until is None or one.day <= wanted.until)
        )  # fmt: skip

    pieces: list[tuple[int, str]] = []
    while piece := store.finding.checkins(wanted, 4, before=pieces[-1][0] if pieces else None):
        pieces += piece
    assert {id_ for _row, id_ in pieces} == {one.id for one in made if fits(one)}
    by_id = {one.id: one.when.replace(second=0, microsecond=0) for one in made}
    assert [by_id[id_] for _row, id_ in pieces] == sorted((by_id[id_] for _row, id_ in pieces), reverse=True)
    store.close()


def test_more_check_ins_than_a_minute_has_rows(store: Store) -> None:
    store.contacts.save(Contact(id="a", name="Ana"))
    many = [CheckIn(id=f"c{n}", when=WHEN, people=(person(),), note="tea") for n in range(1100)]
    store.checkins.add_many(tuple(many[:600]), change=None)
    store.checkins.add_many(tuple(many[600:]), change=None)
    assert len(store.finding.find((Word(text="tea"),), checkins=5000)[CHECKIN]) == 1100
    fill_anew(store)
    assert len(store.finding.find((Word(text="tea"),), checkins=5000)[CHECKIN]) == 1100


def fill_anew(store: Store) -> None:
    store.finding.clear()
    store.finding.rule = 0
    Filling(store).finish()


def test_what_is_in_the_trash_is_not_found_until_it_comes_back(store: Store) -> None:
    store.contacts.save(Contact(id="a", name="Wilhelmine"))
    store.goals.save(Goal(id="g", what="Wilhelm"))
    store.checkins.log(CheckIn(id="c", when=WHEN, people=(person(),), note="wilhelms"))
    store.contacts.remove("a")
    assert found(store, "wilh") == {(GOAL, "g"), (CHECKIN, "c")}
    store.goals.remove("g")
    store.checkins.remove("c")
    assert found(store, "wilh") == set()
    for _change in range(3):
        store.undo()
    assert found(store, "wilh") == {(CONTACT, "a"), (GOAL, "g"), (CHECKIN, "c")}
    store.redo()
    assert found(store, "wilh") == {(GOAL, "g"), (CHECKIN, "c")}
    store.contacts.restore("a")
    assert (CONTACT, "a") in found(store, "wilh")


def test_deleted_for_good_leaves_no_word_behind(store: Store) -> None:
    store.contacts.save(Contact(id="a", name="Wilhelmine", notes="xylophone"))
    store.contacts.save(Contact(id="b", name="Ben", notes="xylem"))
    store.checkins.log(CheckIn(id="c", when=WHEN, people=(person("zymurgy"),)))
    assert traces(store, "xylophon", "zymurg", "wilhelmin")
    store.contacts.erase("a")
    assert not traces(store, "xylophon", "zymurg", "wilhelmin")
    assert found(store, "xyl") == {(CONTACT, "b")}
    assert is_whole(store)


def traces(store: Store, *stems: str) -> list[str]:
    """Which stems stand anywhere in the tables of the index; words with one beginning share it there."""
    rows = store.database.execute_sql("SELECT block FROM finding_words_data").fetchall()
    rows += store.database.execute_sql("SELECT text FROM finding").fetchall()
    bytes_ = b" ".join(row[0] if isinstance(row[0], bytes) else row[0].encode() for row in rows)
    return [stem for stem in stems if stem[2:].encode() in bytes_]


def test_a_change_that_fails_leaves_the_index_as_it_was(store: Store) -> None:
    store.contacts.save(Contact(id="a", name="Ana"))
    with pytest.raises(DomainError), store.writing(None):
        save_then_fail(store)
    assert found(store, "ben") == set()
    store.contacts.save(Contact(id="c", name="Benno"))
    assert found(store, "ben") == {(CONTACT, "c")}
    assert is_whole(store)


def save_then_fail(store: Store) -> None:
    store.contacts.save(Contact(id="b", name="Ben"))
    store.contacts.place("nobody", angle=None, distance=None, ring=None)


# ---- files


def test_a_file_from_before_the_index_is_found_whole(
    tmp_path: Path, calendar: Calendar, open_file: Callable[[Path], Store]
) -> None:
    path = tmp_path / "data.db"
    store = open_file(path)
    store.contacts.add_many((Contact(id="a", name="Søren"), Contact(id="b", name="Ben")), change=None)
    store.checkins.log(CheckIn(id="c", when=WHEN, people=(person("tea"),)))
    store.goals.save(Goal(id="g", what="Tea with Ben"))
    store.contacts.remove("b")
    back_to_the_first_step(store, tmp_path / "first.db")
    store.close()
    again = open_file(path)
    assert found(again, "soren") == {(CONTACT, "a")}
    assert found(again, "tea") == {(CHECKIN, "c"), (GOAL, "g")}
    assert found(again, "ben") == {(GOAL, "g")}
    assert is_whole(again)


def back_to_the_first_step(store: Store, first: Path) -> None:
    """Take away whatever a later step added, so that the file is as the first program left it."""
    database = keyed(first)
    database.connect()
    migrate(database, steps=STEPS[:1])
    schema = "SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'finding_words_%'"
    known = set(database.execute_sql(schema).fetchall())
    database.close()
    run = store.database.execute_sql
    for kind, name in sorted(set(run(schema).fetchall()) - known, reverse=True):
        if name != "finding_record":  # goes with its table
            run(f"DROP {kind} {name}")
    run("PRAGMA user_version=1")


def test_another_rule_fills_the_index_anew(tmp_path: Path, open_file: Callable[[Path], Store]) -> None:
    path = tmp_path / "data.db"
    store = open_file(path)
    store.contacts.save(Contact(id="a", name="Ana"))
    store.database.execute_sql("UPDATE finding_rule SET version = 0")
    store.database.execute_sql("INSERT INTO finding_words(finding_words) VALUES('delete-all')")
    store.close()
    assert found(open_file(path), "ana") == {(CONTACT, "a")}


def test_the_index_is_there_again_after_closing(tmp_path: Path, open_file: Callable[[Path], Store]) -> None:
    store = open_file(tmp_path / "data.db")
    store.contacts.save(Contact(id="a", name="Ana"))
    store.close()
    again = open_file(tmp_path / "data.db")
    again.contacts.save(Contact(id="b", name="Anabel"))
    assert found(again, "ana") == {(CONTACT, "a"), (CONTACT, "b")}
    assert is_whole(again)


def test_the_step_alone_makes_an_empty_index(tmp_path: Path) -> None:
    database = keyed(tmp_path / "data.db")
    database.connect()
    migrate(database, steps=STEPS[:1])
    migrate(database, steps=STEPS)
    assert database.execute_sql("SELECT count(*) FROM finding_words").fetchone()[0] == 0
    database.close()


# ---- anything in any order

WORDS = ("tea", "team", "teatime", "Zoë", "zoo", "łódź", "lodge", "straße", "strass", "x")
texts = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)
names = texts.filter(bool)
ids = st.sampled_from("abcd")
steps = st.one_of(
    st.tuples(st.just("contact"), ids, names, texts),
    st.tuples(st.just("checkin"), ids, texts, st.integers(0, 4000)),
    st.tuples(st.just("goal"), ids, names, texts),
    st.tuples(st.just("note"), ids, texts, st.none()),
    st.tuples(st.just("plan"), ids, texts, texts),
    *(st.tuples(st.just(name), ids, st.none(), st.none()) for name in (
        "trash contact", "restore contact", "erase contact", "trash goal", "restore goal", "erase goal",
        "trash checkin", "drop note", "undo", "undo", "redo")),
)  # fmt: skip


def take(store: Store, step: tuple[str, str, Any, Any]) -> None:
    what, id_, one, other = step
    TAKEN[what](store, id_, one, other)


def log(store: Store, id_: str, note: str, minutes: int) -> None:
    here = {each.id for each in store.contacts.all()} | {each.id for each, _day in store.contacts.trash()}
    if id_ not in here:
        return
    people = (CheckInPerson(contact_id=id_, note=note),)
    made = CheckIn(id=f"c{id_}", when=WHEN + timedelta(minutes=minutes), people=people, note=note)
    if store.checkins.get(made.id):
        store.checkins.save(made)
    elif made.id not in store.taken():
        store.checkins.log(made)


def aim(store: Store, id_: str, what: str, note: str) -> None:
    if not any(each.id == f"g{id_}" for each, _day in store.goals.trash()):
        store.goals.save(Goal(id=f"g{id_}", what=what, note=note, contact_ids=(id_,)))


def plan(store: Store, id_: str, title: str, line: str) -> None:
    items = (PlanItem(id=id_, text=line, contact_id=id_),)
    store.plans.save_part(PlanPart(id=f"p{id_}", part=Part.OWN, title=title, items=items))


def trash(store: Store, id_: str, *_nothing: Any) -> None:
    if any(each.id == id_ for each in store.contacts.all()):
        store.contacts.remove(id_)


TAKEN: dict[str, Callable[[Store, str, Any, Any], Any]] = {
    "contact": lambda store, id_, one, other: store.contacts.save(Contact(id=id_, name=one, notes=other)),
    "checkin": log,
    "goal": aim,
    "note": lambda store, id_, one, _other: store.notes.save(
        Need(id=f"n{id_}", text=one, type=SupportType.SOCIAL, contact_ids=(id_,))
    ),
    "plan": plan,
    "trash contact": trash,
    "restore contact": lambda store, id_, *_no: store.contacts.restore(id_),
    "erase contact": lambda store, id_, *_no: store.contacts.erase(id_),
    "trash goal": lambda store, id_, *_no: store.goals.remove(f"g{id_}"),
    "restore goal": lambda store, id_, *_no: store.goals.restore(f"g{id_}"),
    "erase goal": lambda store, id_, *_no: store.goals.erase(f"g{id_}"),
    "trash checkin": lambda store, id_, *_no: store.checkins.remove(f"c{id_}"),
    "drop note": lambda store, id_, *_no: store.notes.remove(f"n{id_}"),
    "undo": lambda store, *_no: store.undo(),
    "redo": lambda store, *_no: store.redo(),
}


@given(st.lists(steps, max_size=25))
@settings(deadline=None, max_examples=40)
def test_the_index_says_what_a_plain_scan_says(doing: list[tuple[str, str, Any, Any]]) -> None:
    store = Store.in_memory(lambda: date(2026, 3, 1))
    for step in doing:
        take(store, step)
    for typed in ("t", "te", "tea", "team", "zo", "zoe", "lod", "strass", "strasse", "tea zoo", "x"):
        assert found(store, typed, checkins=99) == scan(store, typed)
    by_name = tuple(Word(text=each, contact_ids=("a", "b")) for each in ("tea",))
    hits = {(kind, id_) for kind, ids_ in store.finding.find(by_name, checkins=99).items() for id_ in ids_}
    assert hits == scan(store, "tea", ("a", "b"))
    assert is_whole(store)
    store.close()


def test_a_large_import_and_its_undo_leave_the_index_whole(store: Store) -> None:
    store.contacts.save(Contact(id="a", name="Ana"))
    many = tuple(Contact(name=f"Bo {number}") for number in range(1_200))
    change = Change(did=Did.CONTACTS_IMPORTED, merge="x")
    for start in range(0, len(many), 100):
        store.contacts.add_many(many[start : start + 100], change=change)
    assert is_whole(store)
    store.undo()
    assert is_whole(store)
    assert found(store, "bo") == set()
    assert found(store, "ana") == {(CONTACT, "a")}
    store.redo()
    assert is_whole(store)
    assert len(found(store, "bo")) == len(many)
