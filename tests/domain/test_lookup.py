"""The words of any record, and the line that is shown for what was found."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from supportdesk.domain.checkin import CheckIn, CheckInPerson
from supportdesk.domain.contact import Contact, Kind, Phone, Support, SupportType
from supportdesk.domain.goal import Goal, GoalMark, GoalStep
from supportdesk.domain.growth import HelplineCall, Ladder, Rung, Try
from supportdesk.domain.lookup import LONGEST, line_with, mentioned, words_in, written
from supportdesk.domain.text import fold


def test_words_are_folded_parted_and_once_each() -> None:
    assert words_in("Tea, tea & TEA-time; Søren's café") == ("tea", "time", "soren", "s", "cafe")
    assert words_in("") == words_in(" -_'\"*()\x00\ud800§") == ()
    assert words_in("田中 abc花子") == ("田", "中", "abc", "花", "子")
    assert words_in("x" * 999) == ("x" * LONGEST,)


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Øst", "ost"), ("ŁÓDŹ", "lodz"), ("đ", "d"), ("Æ", "ae"), ("œuvre", "oeuvre"), ("Þ", "th"), ("ı", "i"),
     ("ß", "ss"), ("ẞ", "ss"), ("İ", "i"), ("don’t", "don't"), ("Ø̈", "o")],
)  # fmt: skip
def test_letters_that_do_not_come_apart_are_folded_too(text: str, plain: str) -> None:
    assert fold(text) == plain
    assert fold(fold(text)) == plain


def test_texts_of_a_contact_are_all_a_person_wrote_and_no_choices() -> None:
    who = Contact(
        id="secret-id",
        name="Ana",
        kinds=(Kind.FRIEND,),
        phones=(Phone(number="+44 1632 960-101", label="home"),),
        emails=("ana@example.org",),
        notes="likes tea",
        supports=(Support(type=SupportType.SOCIAL, details=("chess",)),),
        known_since=date(2020, 1, 2),
    )
    assert set(written(who)) == {
        "Ana", "+44 1632 960-101", "home", "ana@example.org", "likes tea", "chess", "441632960101",
    }  # fmt: skip


def test_texts_and_contacts_of_records_inside_records() -> None:
    rung = Rung(text="say hello", contact_id="a", tries=(Try(day=date(2026, 1, 1), note="went well"),))
    assert written(Ladder(title="Shops", rungs=(rung,))) == ("Shops", "say hello", "went well")
    assert mentioned(Ladder(title="Shops", rungs=(rung,))) == ("a",)
    goal = Goal(
        what="Walk", contact_ids=("a", "b"), helper_id="b", steps=(GoalStep(text="boots"),),
        marks=(GoalMark(day=date(2026, 1, 1), note="rain"),),
    )  # fmt: skip
    assert written(goal) == ("Walk", "boots", "rain")
    assert mentioned(goal) == ("a", "b")
    people = (CheckInPerson(contact_id="a", note="hers"), CheckInPerson(contact_id="b"))
    checkin = CheckIn(when=datetime(2026, 1, 1), people=people, note="ours")
    assert set(written(checkin)) == {"hers", "ours"}
    assert mentioned(checkin) == ("a", "b")
    assert written(HelplineCall(day=date(2026, 1, 1), note="kind", helpline_id="gb-x")) == ("kind",)


def test_the_line_with_most_of_the_words_is_shown() -> None:
    notes = "We met at the library.\nShe likes   Søren and strong tea.\nTea again."
    assert line_with(("Ana", notes), ("tea", "sore")) == "She likes Søren and strong tea."
    assert line_with(("Ana", notes), ("libr",)) == "We met at the library."
    assert line_with(("Ana",), ("zzz",)) == ""


def test_a_long_line_is_cut_around_the_word() -> None:
    line = f"{'before ' * 40}needle {'after ' * 40}"
    shown = line_with((line,), ("need",), room=60)
    assert "needle" in shown
    assert len(shown) <= 62
    assert shown.startswith("…before")
    assert shown.endswith("…")
    assert line_with((f"needle {'after ' * 40}",), ("needle",), room=60).startswith("needle after")
    assert line_with((f"{'before ' * 40}needle",), ("needle",), room=60).endswith("before needle")
