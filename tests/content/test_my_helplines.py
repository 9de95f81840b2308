"""A person's own lines, corrections and hidden entries outlive every change of the directory."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportdesk.content import helpline_words as words
from supportdesk.content.helplines import Directory, Helpline, load
from supportdesk.content.my_helplines import mine, printed, with_mine
from supportdesk.content.one_helpline import one_helpline
from supportdesk.domain.errors import DomainError
from supportdesk.domain.growth import HelplineCall
from supportdesk.domain.helpline import HelpKind, HiddenLine, OwnLine
from supportdesk.domain.reach import Hardness
from supportdesk.domain.snapshot import Notes

DIRECTORY = load()
TODAY = date(2026, 12, 1)


def entry(id_: str) -> Helpline:
    found = DIRECTORY.helpline(id_)
    assert found is not None
    return found


def corrected(id_: str, **words_: str) -> OwnLine:
    line = entry(id_)
    values = {"name": line.name, "phone": line.phone, "web": line.web, "hours": line.hours} | words_
    return OwnLine(helpline_id=id_, country=line.country, was=printed(line), day=TODAY, **values)  # type: ignore[arg-type]


def changed(id_: str, **words_: str) -> Directory:
    lines = tuple(replace(each, **words_) if each.id == id_ else each for each in DIRECTORY.helplines)  # type: ignore[arg-type]
    return replace(DIRECTORY, helplines=lines)


MINE = OwnLine(name="Harbour night line", country="GB", phone="01632 960000", day=TODAY)


def test_without_changes_it_is_the_directory_itself() -> None:
    assert with_mine(DIRECTORY, Notes()) is DIRECTORY


def test_an_own_line_stands_first_and_has_to_be_reachable() -> None:
    lines = with_mine(DIRECTORY, Notes(own_lines=(MINE,))).for_country("GB")
    assert (lines[0].name, lines[0].phone, lines[0].mine, lines[0].own) == (
        "Harbour night line", "01632 960000", True, True,
    )  # fmt: skip
    assert lines[1:] == DIRECTORY.for_country("GB")
    with pytest.raises(DomainError) as told:
        OwnLine(name="No way", purpose="talk")
    assert told.value.code == "line_without_way"


def test_a_correction_stands_in_place_of_the_entry_and_keeps_its_country() -> None:
    notes = Notes(own_lines=(corrected("gb-samaritans", phone="116 124"),))
    lines = with_mine(DIRECTORY, notes)
    here = [each for each in lines.for_country("GB") if each.id == "gb-samaritans"]
    assert [(each.phone, each.mine, each.own) for each in here] == [("116 124", True, False)]
    assert not [each for each in lines.for_country("US") if each.id == "gb-samaritans"]
    assert mine(DIRECTORY, notes).newer == {}


def test_a_changed_number_loses_what_belonged_to_the_old_one() -> None:
    line = entry("us-veterans")
    assert line.phone_menu
    fresh = with_mine(DIRECTORY, Notes(own_lines=(corrected("us-veterans", phone="555"),)))
    found = fresh.helpline("us-veterans")
    assert found is not None
    assert found.phone_menu == ""


def test_an_update_of_the_directory_keeps_the_correction_and_tells_both() -> None:
    notes = Notes(own_lines=(corrected("gb-samaritans", hours="nights only"),))
    update = changed("gb-samaritans", phone="116 999")
    found = mine(update, notes)
    shown = found.directory.helpline("gb-samaritans")
    assert shown is not None
    assert (shown.phone, shown.hours) == ("116 123", "nights only")
    newer = found.newer["gb-samaritans"]
    assert newer is not None
    assert newer.phone == "116 999"


def test_an_entry_that_a_newer_directory_drops_stays_where_the_person_corrected_it() -> None:
    notes = Notes(own_lines=(corrected("gb-samaritans", phone="116 124"),))
    without = replace(
        DIRECTORY, helplines=tuple(each for each in DIRECTORY.helplines if each.id != "gb-samaritans")
    )
    found = mine(without, notes)
    assert found.newer == {"gb-samaritans": None}
    assert "gb-samaritans" in {each.id for each in found.directory.for_country("GB")}
    assert "gb-samaritans" not in {each.id for each in found.directory.for_country("US")}


def test_a_hidden_entry_is_gone_from_everywhere_and_can_be_named() -> None:
    notes = Notes(hidden_lines=(HiddenLine(helpline_id="gb-samaritans"), HiddenLine(helpline_id="no-such")))
    found = mine(changed("gb-samaritans", phone="116 999"), notes)
    assert found.directory.helpline("gb-samaritans") is None
    assert [each.id for each in found.hidden] == ["gb-samaritans"]


def test_who_can_i_reach_names_the_corrected_number() -> None:
    first = one_helpline(DIRECTORY, "GB", None, Hardness.A_LOT)
    assert first is not None
    fresh = with_mine(DIRECTORY, Notes(own_lines=(corrected(first.id, phone="0000"),)))
    again = one_helpline(fresh, "GB", None, Hardness.A_LOT)
    assert again is not None
    assert again.id != first.id or again.phone == "0000"
    hidden = with_mine(DIRECTORY, Notes(hidden_lines=(HiddenLine(helpline_id=first.id),)))
    other = one_helpline(hidden, "GB", None, Hardness.A_LOT)
    assert other is not None
    assert other.id != first.id


@given(st.lists(st.sampled_from(DIRECTORY.helplines), unique=True, max_size=6), st.sampled_from(["GB", "US"]))
def test_nothing_but_what_was_changed_changes(touched: list[Helpline], country: str) -> None:
    half = len(touched) // 2
    notes = Notes(
        own_lines=tuple(corrected(each.id, name="Mine", phone="1") for each in touched[:half]),
        hidden_lines=tuple(HiddenLine(helpline_id=each.id) for each in touched[half:]),
    )
    ids = {each.id for each in touched}
    before = [each for each in DIRECTORY.helplines if each.id not in ids]
    after = [each for each in with_mine(DIRECTORY, notes).helplines if each.id not in ids]
    assert after == before
    assert {each.id for each in with_mine(DIRECTORY, notes).for_country(country)} <= {
        *(each.id for each in DIRECTORY.helplines if each.serves(country))
    }


# ---- open now


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "moment", "opened"),
    [
        ("gb-samaritans", "2026-12-01T03:00", True),
        ("gb-calm", "2026-12-01T16:59", False),  # winter: London is on UTC
        ("gb-calm", "2026-12-01T17:00", True),
        ("gb-calm", "2026-07-01T16:00", True),  # summer: an hour before UTC says so
        ("us-nami", "2026-12-01T14:59", False),  # Tuesday, 9.59am Eastern
        ("us-nami", "2026-12-01T15:00", True),
        ("us-nami", "2026-12-05T15:00", False),  # Saturday
        ("fr-drogues", "2026-12-01T00:30", True),  # half past one in Paris, open until two
        ("gb-papyrus", "2026-12-01T12:00", None),  # the entry itself asks to check
        ("au-qlife", "2026-12-01T12:00", None),  # "local time" in several zones
        ("gb-childline", "2026-12-01T12:00", None),
        ("zz-findahelpline", "2026-12-01T12:00", None),
    ],
)
def test_open_is_said_only_where_hours_and_zone_are_sure(line: str, moment: str, opened: bool | None) -> None:
    assert entry(line).is_open(at(moment)) is opened
    said = words.open_now(entry(line), at(moment))
    assert said.startswith({True: "Open now", False: "Closed now", None: "Check the hours"}[opened])


def test_a_correction_of_the_hours_makes_them_uncertain() -> None:
    fresh = with_mine(DIRECTORY, Notes(own_lines=(corrected("gb-calm", hours="6pm to 8pm"),)))
    line = fresh.helpline("gb-calm")
    assert line is not None
    assert line.is_open(at("2026-12-01T18:30")) is None


# ---- in words


def test_it_is_said_whether_a_line_listens_or_refers() -> None:
    assert words.does(entry("gb-samaritans")) == "They listen."
    assert "do not counsel" in words.does(entry("us-samhsa"))
    assert words.does(entry("gb-galop")) == ""


def test_who_checked_it_and_when_that_is_long_ago() -> None:
    line = entry("gb-samaritans")
    assert words.checked(line, DIRECTORY, TODAY) == "Not yet checked by a person."
    fresh = replace(DIRECTORY, checked=date(2026, 11, 30))
    assert words.checked(line, fresh, TODAY) == "Checked by a person on 30 November 2026."
    old = replace(DIRECTORY, checked=date(2026, 1, 1))
    assert "That is a while ago." in words.checked(line, old, TODAY)
    assert words.checked_list(fresh, TODAY) == "Checked by a person on 30 November 2026."
    assert words.checked_list(old, TODAY) == "Checked by a person on 1 January 2026. That is a while ago."
    own = with_mine(DIRECTORY, Notes(own_lines=(MINE,))).helplines[0]
    assert words.checked(own, old, TODAY) == "Written by you on 1 December 2026."


def test_every_language_and_kind_of_the_directory_has_a_word() -> None:
    codes = {code for each in DIRECTORY.helplines for code in each.languages if len(code) == 2}
    assert not [code for code in codes if words.languages((code,)) == code]
    assert len({words.kind(each) for each in HelpKind}) == len(HelpKind)


def test_a_call_is_told_in_one_line() -> None:
    call = HelplineCall(day=TODAY, minutes=12, again=True, note="they listened")
    assert words.call(call, "Samaritans") == "1 December 2026 · Samaritans · 12 minutes · would ring again"
    with pytest.raises(DomainError):
        HelplineCall(day=TODAY, minutes=-1)
