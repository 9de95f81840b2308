"""What belongs to helplines, versions and the time afterwards goes through the JSON of everything."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from supportdesk.content.helplines import load
from supportdesk.domain.afterwards import Afterwards
from supportdesk.domain.growth import HelplineCall
from supportdesk.domain.helpline import HelpKind, HiddenLine, OwnLine
from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart
from supportdesk.exchange.adding import only_new
from supportdesk.exchange.whole import Whole, from_json, to_json
from supportdesk.store import Change, Did, Store
from supportdesk.ui.pages.helplines_form import correction

TODAY = date(2026, 3, 1)


def test_a_profile_with_all_of_it_comes_back_into_an_empty_one() -> None:
    store = Store.in_memory(lambda: TODAY)
    line = load().helpline("gb-samaritans")
    assert line is not None
    for note in (
        OwnLine(name="Mine", phone="1", kinds=(HelpKind.CRISIS, HelpKind.PEER), languages=("en", "pl")),
        correction(line, TODAY),
        HiddenLine(helpline_id="gb-shout"),
        HelplineCall(day=TODAY, minutes=12, again=False, helpline_id="gb-shout"),
        Afterwards(day=TODAY, helped="a walk"),
    ):
        store.notes.save(note)
    store.plans.save(Plan(parts=(PlanPart(part=Part.SAFER, items=(PlanItem(text="a"),)),)))
    store.today = lambda: date(2026, 3, 2)
    store.plans.save(Plan(parts=(PlanPart(part=Part.SAFER, items=(PlanItem(text="b"),)),)))
    whole = Whole(**store.whole())
    assert len(whole.versions) == 1
    other = Store.in_memory(lambda: TODAY)
    new = only_new(from_json(to_json(whole)), Whole(**other.whole()), other.taken())
    other.add_whole(
        {each.name: getattr(new, each.name) for each in fields(new)},
        change=Change(did=Did.CONTACTS_IMPORTED),
    )
    assert Whole(**other.whole()) == whole
    other.undo()
    assert other.versions.all() == ()
    store.close()
    other.close()
