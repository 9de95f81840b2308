"""A person's own lines, corrections and hidden entries are on paper as they are on the screen."""

from __future__ import annotations

from datetime import date, datetime

from supportdesk.content.helplines import load
from supportdesk.content.my_helplines import printed
from supportdesk.domain.helpline import HiddenLine, OwnLine
from supportdesk.domain.reach import Ask, Hardness
from supportdesk.domain.snapshot import Me, Notes, Snapshot
from supportdesk.report.choices import Choices
from supportdesk.report.whole import helplines, whole_document
from supportdesk.ui.pages.support_view import now_view

TODAY = date(2026, 12, 1)
SAMARITANS = load().helpline("gb-samaritans")
assert SAMARITANS is not None
NOTES = Notes(
    own_lines=(
        OwnLine(name="Harbour night line", country="GB", phone="01632 960000", day=TODAY),
        OwnLine(
            helpline_id="gb-samaritans",
            name="Samaritans",
            country="GB",
            kinds=SAMARITANS.kinds,
            phone="116 124",
            was=printed(SAMARITANS),
        ),
    ),
    hidden_lines=(HiddenLine(helpline_id="gb-shout"),),
)
SNAPSHOT = Snapshot(me=Me(country="GB"), notes=NOTES)


def test_they_are_in_the_box_of_helplines_and_say_whose_they_are() -> None:
    box = whole_document(SNAPSHOT, Choices(), TODAY).data["helplines"]
    lines = {each["name"]: each for each in box["lines"]}
    assert next(iter(lines)) == "Harbour night line"
    assert lines["Harbour night line"]["numbers"] == ["01632 960000"]
    assert "Own entry, 1 December 2026" in lines["Harbour night line"]["details"]
    assert lines["Samaritans"]["numbers"][0] == "116 124"
    assert "Shout" not in lines


def test_no_country_no_lines() -> None:
    assert helplines("", NOTES) == ()


def test_they_are_the_line_beside_who_can_be_reached() -> None:
    ask = Ask(moment=datetime(2026, 12, 1, 12), hard=Hardness.A_LOT)
    only = [each for each in load().helplines if each.serves("GB") and each.id != "gb-samaritans"]
    hidden = (*NOTES.hidden_lines, *(HiddenLine(helpline_id=each.id) for each in only))
    view = now_view(Snapshot(notes=Notes(own_lines=NOTES.own_lines[1:], hidden_lines=hidden)), ask, "GB")
    assert view.line is not None
    assert (view.line.how, view.line.checked) == ("116 124", "Written by you.")
