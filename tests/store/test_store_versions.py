"""Versions of the plan keep themselves, come back, and hold nobody who was deleted for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from supportdesk.domain.contact import Contact
from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart, Review
from supportdesk.domain.plan_versions import PlanVersion
from supportdesk.exchange.whole import Whole, from_json, to_json
from supportdesk.store.store import Store
from supportdesk.words.plan_versions import title
from tests.store.conftest import Calendar

MARCH = [date(2026, 3, day) for day in range(1, 10)]


def plan(*texts: str, contact: str = "") -> Plan:
    items = tuple(PlanItem(id=text, text=text) for text in texts)
    if contact:
        items = (*items, PlanItem(id="c", contact_id=contact))
    return Plan(parts=(PlanPart(id="part", part=Part.ON_MY_OWN, items=items),))


def lines(version: PlanVersion) -> list[str]:
    return [item.text for part in version.plan.parts for item in part.items]


def test_one_version_for_each_day_on_which_the_plan_changed(store: Store, calendar: Calendar) -> None:
    for day, texts in ((1, "a"), (1, "ab"), (3, "abc"), (3, "abcd"), (7, "abcde")):
        calendar.day = MARCH[day - 1]
        store.plans.save(plan(*texts))
    kept = store.versions.all()
    assert [(each.day, "".join(lines(each))) for each in kept] == [(MARCH[2], "abcd"), (MARCH[0], "ab")]


def test_each_sitting_of_one_day_has_its_version(store: Store, calendar: Calendar) -> None:
    """A first change in the morning, a long pause, and then much is taken out."""
    for clock, texts in (("09:00", "a"), ("09:30", "abc"), ("15:00", "c"), ("15:20", "cd"), ("18:00", "e")):
        calendar.time = time.fromisoformat(clock)
        store.plans.save(plan(*texts))
    kept = [(each.at, "".join(lines(each))) for each in store.versions.all()]
    day = calendar.day
    assert kept == [
        (datetime.combine(day, time(15, 20)), "cd"),
        (datetime.combine(day, time(9, 30)), "abc"),
    ]


def test_writing_on_for_hours_is_one_sitting(store: Store, calendar: Calendar) -> None:
    for hour in range(9, 18):
        for minute in (0, 30):
            calendar.time = time(hour, minute)
            store.plans.save(plan(f"{hour}:{minute}"))
    assert store.versions.all() == ()


def test_the_versions_of_one_day_are_bounded_and_undo_brings_them_back(
    store: Store, calendar: Calendar
) -> None:
    for hour in range(9, 18):
        calendar.time = time(hour)
        store.plans.save(plan(str(hour)))
    assert [lines(each) for each in store.versions.all()] == [[str(hour)] for hour in range(16, 10, -1)]
    store.undo()
    assert [lines(each) for each in store.versions.all()] == [[str(hour)] for hour in range(15, 9, -1)]


def test_a_profile_that_knew_only_the_day_of_the_last_change_goes_on(
    store: Store, calendar: Calendar
) -> None:
    store.plans.save(plan("a"))
    with store.writing(None):
        store.write_page("plan_changed", "2026-02-27")
    store.plans.save(plan("b"))
    (kept,) = store.versions.all()
    assert (kept.day, title(kept)) == (date(2026, 2, 27), "27 February 2026")


def test_a_version_is_called_by_its_time(store: Store, calendar: Calendar) -> None:
    calendar.time = time(9, 5)
    store.plans.save(plan("a"))
    calendar.time = time(15)
    store.plans.save(plan("b"))
    assert [title(each) for each in store.versions.all()] == ["1 March 2026, 09:05"]


def test_a_look_keeps_a_version_and_a_second_one_that_day_takes_its_place(
    store: Store, calendar: Calendar
) -> None:
    store.plans.save(plan("a"))
    for whom in ("Ben", "Mina"):
        store.plans.save(replace(store.plans.now(), reviews=(Review(day=calendar.day, with_whom=whom),)))
    (kept,) = store.versions.all()
    assert (kept.looked_over, kept.with_whom) == (True, "Mina")
    calendar.day = MARCH[1]
    store.plans.save(plan("a", "b"))
    assert len(store.versions.all()) == 1


def test_undo_takes_the_version_back_with_the_change(store: Store, calendar: Calendar) -> None:
    store.plans.save(plan("a"))
    calendar.day = MARCH[1]
    store.plans.save(plan("b"))
    assert len(store.versions.all()) == 1
    store.undo()
    assert store.versions.all() == ()
    store.redo()
    assert len(store.versions.all()) == 1


def test_an_earlier_version_comes_back_and_the_one_of_now_is_kept(store: Store, calendar: Calendar) -> None:
    store.plans.save(replace(plan("a"), shared_with="Mina"))
    calendar.day = MARCH[1]
    store.plans.save(replace(plan("b"), shared_with="Mina"))
    calendar.day = MARCH[2]
    (first,) = store.versions.all()
    store.versions.bring_back(first)
    assert store.plans.now() == replace(plan("a"), shared_with="Mina")
    assert sorted("".join(lines(each)) for each in store.versions.all()) == ["a", "b"]
    store.undo()
    assert store.plans.now().parts == plan("b").parts
    assert ["".join(lines(each)) for each in store.versions.all()] == ["a"]


def test_what_was_written_today_is_kept_before_an_earlier_one_comes_back(
    store: Store, calendar: Calendar
) -> None:
    store.plans.save(plan("a"))
    calendar.day = MARCH[1]
    store.plans.save(plan("b"))
    store.plans.save(plan("b", "c"))
    store.versions.bring_back(store.versions.all()[0])
    assert "bc" in {"".join(lines(each)) for each in store.versions.all()}


def test_a_contact_deleted_for_good_is_in_no_version(store: Store, calendar: Calendar) -> None:
    ana = Contact(name="Ana")
    store.contacts.save(ana)
    store.plans.save(plan("a", contact=ana.id))
    calendar.day = MARCH[1]
    store.plans.save(plan("b"))
    assert ana.id in to_json(Whole(**store.whole())).decode()
    store.contacts.remove(ana.id)
    store.contacts.erase(ana.id)
    assert ana.id not in to_json(Whole(**store.whole())).decode()
    assert lines(store.versions.all()[0]) == ["a"]


def test_versions_go_through_the_json_of_everything(store: Store, calendar: Calendar) -> None:
    store.plans.save(plan("a"))
    calendar.day = MARCH[1]
    store.plans.save(plan("b"))
    whole = Whole(**store.whole())
    assert len(whole.versions) == 1
    assert from_json(to_json(whole)).versions == whole.versions


def test_versions_cost_the_snapshot_nothing(store: Store, calendar: Calendar) -> None:
    store.plans.save(plan("a"))
    calendar.day = MARCH[1]
    store.plans.save(plan("b"))
    assert all(getattr(store.snapshot().notes, name) == () for name in store.snapshot().notes.__slots__)
