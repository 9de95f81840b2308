"""When a version of the plan is kept, and what is said to differ between two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart, Review
from supportdesk.domain.plan_versions import (
    MOST,
    Difference,
    PlanVersion,
    at_review,
    before_change,
    brought_back,
    compare,
    is_reordered,
    too_many,
    without_contact,
    written,
)

MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)


def at(day: date, clock: str = "12:00") -> datetime:
    return datetime.combine(day, time.fromisoformat(clock))


def item(text: str, id_: str = "") -> PlanItem:
    return PlanItem(id=id_ or text, text=text)


def part(sort: Part, *texts: str) -> PlanPart:
    return PlanPart(id=sort.value, part=sort, items=tuple(item(text) for text in texts))


TEA = Plan(parts=(part(Part.ON_MY_OWN, "tea", "walk"), part(Part.SAFER, "not alone")))
COCOA = Plan(parts=(part(Part.ON_MY_OWN, "cocoa"),))


# ---- when one is kept


def test_what_the_sitting_before_left_is_kept_once() -> None:
    kept = before_change(TEA, COCOA, changed_at=at(MONDAY), newest=None, now=at(WEDNESDAY))
    assert kept is not None
    assert (kept.day, kept.at, kept.plan, kept.looked_over) == (MONDAY, at(MONDAY), TEA, False)
    for clock, is_kept in (("12:00", False), ("12:59", False), ("13:00", True), ("19:00", True)):
        kept = before_change(TEA, COCOA, changed_at=at(MONDAY), newest=None, now=at(MONDAY, clock))
        assert (kept is not None) is is_kept, clock


def test_midnight_ends_a_sitting_and_a_clock_put_back_does_not() -> None:
    late = at(MONDAY, "23:50")
    assert before_change(TEA, COCOA, changed_at=late, newest=None, now=at(TUESDAY, "00:10")) is not None
    assert before_change(TEA, COCOA, changed_at=late, newest=None, now=at(MONDAY, "22:50")) is None


def test_nothing_is_kept_of_an_empty_plan_or_of_no_change() -> None:
    empty = Plan(parts=(PlanPart(part=Part.SIGNS),))
    assert before_change(empty, TEA, changed_at=None, newest=None, now=at(MONDAY)) is None
    named = replace(TEA, made_with="Ben")
    assert before_change(TEA, named, changed_at=None, newest=None, now=at(MONDAY)) is None


def test_what_a_look_kept_already_is_not_kept_twice() -> None:
    look = PlanVersion(day=MONDAY, plan=replace(TEA, made_with="Ben"), looked_over=True)
    assert before_change(TEA, COCOA, changed_at=at(MONDAY), newest=look, now=at(TUESDAY)) is None


def test_a_plan_older_than_its_versions_is_dated_by_what_is_known_of_it() -> None:
    known = replace(TEA, made_on=MONDAY, reviews=(Review(day=TUESDAY),))
    for plan, day in ((known, TUESDAY), (replace(TEA, made_on=MONDAY), MONDAY), (TEA, WEDNESDAY)):
        kept = before_change(plan, COCOA, changed_at=None, newest=None, now=at(WEDNESDAY))
        assert kept is not None
        assert kept.day == day


def test_a_look_today_keeps_a_version_with_whom() -> None:
    looked = replace(TEA, reviews=(Review(day=TUESDAY, with_whom="Ben"),))
    kept = at_review(looked, TEA, at(TUESDAY))
    assert kept is not None
    assert (kept.day, kept.looked_over, kept.with_whom, kept.plan) == (TUESDAY, True, "Ben", looked)
    assert at_review(looked, TEA, at(WEDNESDAY)) is None
    assert at_review(looked, looked, at(TUESDAY)) is None


# ---- how many are kept


def sittings(day: date, *hours: int) -> list[PlanVersion]:
    return [PlanVersion(id=f"{day} {each}", day=day, at=at(day, f"{each:02}:00"), plan=TEA) for each in hours]


def test_of_one_day_the_last_six_stay_and_of_a_day_long_ago_the_last() -> None:
    today, long_ago = at(TUESDAY).date(), MONDAY - timedelta(days=60)
    look = PlanVersion(id="look", day=long_ago, plan=TEA, looked_over=True)
    versions = [*sittings(MONDAY, *range(1, 9)), *sittings(long_ago, 8, 20), look]
    assert set(too_many(versions, today)) == {f"{MONDAY} 1", f"{MONDAY} 2", f"{long_ago} 8"}


def test_very_many_lose_the_oldest_and_never_a_look() -> None:
    days = [MONDAY - timedelta(days=number) for number in range(MOST + 3)]
    many = [each for day in days for each in sittings(day, 9)]
    look = PlanVersion(id="look", day=MONDAY - timedelta(days=9999), plan=TEA, looked_over=True)
    assert too_many([look, *many], MONDAY) == tuple(f"{day} 9" for day in days[-3:])
    assert too_many([look, *many[:-3]], MONDAY) == ()


def test_bringing_back_takes_the_parts_and_leaves_the_looks() -> None:
    now = replace(COCOA, reviews=(Review(day=TUESDAY),), shared_with="Mina", next_review=WEDNESDAY)
    back = brought_back(now, PlanVersion(day=MONDAY, plan=TEA))
    assert back.parts == TEA.parts
    assert replace(back, parts=()) == replace(now, parts=())


def test_a_contact_deleted_for_good_leaves_no_line() -> None:
    ana = PlanItem(id="1", contact_id="ana", text="before 9")
    plan = Plan(parts=(PlanPart(part=Part.PEOPLE, items=(ana, item("anyone"))),))
    assert [each.text for each in without_contact(plan, ("ana",)).parts[0].items] == ["anyone"]


# ---- what differs


def test_lines_added_taken_out_and_changed_are_told_apart() -> None:
    before = Plan(parts=(part(Part.ON_MY_OWN, "tea", "walk", "music"),))
    items = (item("tea"), item("a slow walk", "walk"), item("bath"))
    after = Plan(parts=(replace(before.parts[0], items=items),))
    (changed,) = compare(before, after)
    assert changed.what is Difference.CHANGED
    assert [
        (each.what, each.before.text if each.before else "", each.after.text if each.after else "")
        for each in changed.lines
    ] == [
        (Difference.SAME, "tea", "tea"),
        (Difference.CHANGED, "walk", "a slow walk"),
        (Difference.TAKEN_OUT, "music", ""),
        (Difference.ADDED, "", "bath"),
    ]


def test_parts_that_came_or_went_stand_in_their_place() -> None:
    before = Plan(parts=(part(Part.SIGNS, "a"), part(Part.SAFER, "b"), part(Part.MATTERS, "c")))
    after = Plan(parts=(part(Part.SIGNS, "a"), part(Part.MATTERS, "c"), part(Part.HELPS, "d")))
    assert [(each.part.part, each.what) for each in compare(before, after)] == [
        (Part.SIGNS, Difference.SAME),
        (Part.SAFER, Difference.TAKEN_OUT),
        (Part.MATTERS, Difference.SAME),
        (Part.HELPS, Difference.ADDED),
    ]


def test_a_part_left_out_and_written_again_is_one_part() -> None:
    before = Plan(parts=(part(Part.SAFER, "b"),))
    after = Plan(parts=(PlanPart(id="new", part=Part.SAFER, items=(item("b", "x"),)),))
    (same,) = compare(before, after)
    assert same.what is Difference.SAME
    own = [PlanPart(id=name, part=Part.OWN, title=name, items=(item(name),)) for name in "ab"]
    first, second = Plan(parts=(own[0],)), Plan(parts=(own[1],))
    assert [each.what for each in compare(first, second)] == [Difference.TAKEN_OUT, Difference.ADDED]


def test_the_words_for_a_contact_may_change_and_another_contact_is_another_line() -> None:
    people = PlanPart(id="p", part=Part.PEOPLE, items=(PlanItem(id="1", contact_id="ana"),))
    later = replace(people, items=(PlanItem(id="1", contact_id="ana", text="before 9"),))
    other = replace(people, items=(PlanItem(id="1", contact_id="bo"),))
    whats = [
        [line.what for line in compare(Plan(parts=(people,)), Plan(parts=(each,)))[0].lines]
        for each in (later, other)
    ]
    assert whats == [[Difference.CHANGED], [Difference.TAKEN_OUT, Difference.ADDED]]


def test_another_order_of_the_same_parts_is_noticed() -> None:
    turned = replace(TEA, parts=TEA.parts[::-1])
    assert is_reordered(TEA, turned)
    assert not is_reordered(TEA, TEA)
    assert not is_reordered(TEA, COCOA)
    assert all(each.what is Difference.SAME for each in compare(TEA, turned))


_PLANS = st.lists(
    st.tuples(st.sampled_from(Part), st.lists(st.sampled_from("abcdef"), unique=True, max_size=4)),
    max_size=4,
    unique_by=lambda each: each[0],
).map(lambda parts: Plan(parts=tuple(part(sort, *texts) for sort, texts in parts)))


@given(before=_PLANS, after=_PLANS)
def test_both_versions_can_be_read_out_of_the_comparison(before: Plan, after: Plan) -> None:
    rows = compare(before, after)
    newer = [[line.after for line in row.lines if line.after] for row in rows if row.after]
    assert newer == [list(each.items) for each in written(after)]
    older = {
        row.before.id: {line.before.id for line in row.lines if line.before} for row in rows if row.before
    }
    assert older == {each.id: {item.id for item in each.items} for each in written(before)}
