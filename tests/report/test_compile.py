"""The PDF itself: readable in order, tagged, literal, the same twice, and one page where it says so."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from supportdesk.domain.contact import Contact, Phone, State
from supportdesk.domain.goal import Goal
from supportdesk.domain.growth import Question
from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart, Review
from supportdesk.domain.snapshot import Me, Notes, Snapshot
from supportdesk.report import compile as press
from supportdesk.report import own_words
from supportdesk.report.choices import Choices, Edition, NameStyle, Paper, Section
from supportdesk.report.errors import ReportError
from supportdesk.report.network import MapPicture, map_picture
from tests.report.make import SVG, TODAY, document, reader, snapshot, squeezed, text_of

WITH_MAP = (Edition.FULL, Edition.ONE_PAGE, Edition.THERAPIST, Edition.BLANK_MAP)
FROM_PROFILE = [each for each in Edition if not each.is_blank]
SIZES = {Paper.A4: (595.28, 841.89), Paper.LETTER: (612, 792)}


@pytest.fixture(autouse=True, scope="module")
def _press_of_this_module() -> Any:
    yield
    press.forget()


def _strings(made: Any) -> list[str]:
    """Every text of the document's data."""
    if isinstance(made, str):
        return [made]
    if isinstance(made, dict):
        return [each for value in made.values() for each in _strings(value)]
    return [each for value in made for each in _strings(value)] if isinstance(made, list) else []


def _plan(*texts: str) -> Snapshot:
    items = tuple(PlanItem(text=each) for each in texts)
    return Snapshot(plan=Plan(parts=(PlanPart(part=Part.SIGNS, items=items),)))


def heavy() -> Snapshot:
    """Far more than one page holds: long titles, many own parts, long notes, many numbers."""
    snap = snapshot()
    long = "A rather long line of own words that goes on and on. "
    parts = [
        replace(part, items=tuple(PlanItem(text=long * (1 + n % 7)) for n in range(12)) + part.items)
        for part in snap.plan.parts
    ]
    parts += [
        PlanPart(part=Part.OWN, title=f"Own {n} " + "title " * 150, items=(PlanItem(text="word " * 2000),))
        for n in range(40)
    ]
    numbers = tuple(Phone(number="0" * 90, label="label " * 60) for _ in range(9))
    contacts = tuple(
        replace(each, phones=numbers, role="role " * 190, name="Name " * 39) for each in snap.contacts
    )
    goals = tuple(Goal(what="what " * 190) for _ in range(40))
    made = replace(
        snap.plan,
        parts=tuple(parts),
        made_with="with " * 500,
        reviews=(Review(day=TODAY, with_whom="w " * 900),),
    )
    return replace(snap, plan=made, contacts=contacts, goals=goals, me=Me(name="Jordan " * 28))


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("paper", list(Paper))
def test_the_sample_is_all_there_on_the_chosen_paper(edition: Edition, paper: Paper) -> None:
    plan = document(choices=Choices(edition=edition, paper=paper))
    made = press.pdf(plan)
    box = reader(made).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(SIZES[paper], abs=0.5)
    text = text_of(made)
    brief = edition is Edition.WALLET  # names, words and numbers, but nothing else about people
    for part in plan.data["parts"]:
        for run in part["runs"]:
            for item in run["items"]:
                shown = {**item, "details": []} if brief and isinstance(item, dict) else item
                for each in _strings(shown):
                    if not re.search("[\u2068]", each):
                        assert squeezed(each) in text
    for goal in (plan.data["goals"] or {"content": []})["content"]:
        assert goal["what"] in text


def test_the_reading_order_is_the_order_of_the_plan() -> None:
    text = text_of(press.pdf(document()))
    marks = [
        "My support plan", "call 999", "1 How I know", "2 What I can do", "Samaritans", "Who gives what",
        "My small steps", "The people and places", "not medical care",
    ]  # fmt: skip
    places = [text.index(each) for each in marks]
    assert places == sorted(places)


@pytest.mark.parametrize("edition", list(Edition))
def test_the_file_is_tagged_titled_and_marked_as_accessible(edition: Edition) -> None:
    file = reader(press.pdf(document(choices=Choices(edition=edition))))
    catalog: Any = file.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert file.metadata is not None
    assert file.metadata.title == "My plan"
    assert b"pdfuaid" in catalog["/Metadata"].get_object().get_data()
    kinds, alts = _structure(catalog["/StructTreeRoot"])
    assert "/H1" in kinds
    assert any("me in the middle" in each for each in alts) == (edition in WITH_MAP)
    if edition is not Edition.BLANK_MAP:
        assert "/H2" in kinds
    if edition in (Edition.FULL, Edition.THERAPIST, Edition.BLANK_PLAN):
        assert {"/Table", "/TH", "/TD"} <= kinds


@pytest.mark.parametrize("edition", list(Edition))
def test_all_that_is_drawn_is_tagged_or_marked_as_furniture(edition: Edition) -> None:
    file = reader(press.pdf(document(choices=Choices(edition=edition))))
    for page in file.pages:
        drawn = page.get_contents()
        assert drawn is not None
        inside: list[bool] = []
        seen = 0
        for operands, operator in drawn.operations:  # type: ignore[attr-defined]
            if operator in (b"BDC", b"BMC"):
                known = len(operands) > 1 and "/MCID" in operands[1]
                inside.append(known or str(operands[0]) == "/Artifact")
            elif operator == b"EMC":
                inside.pop()
            elif operator in (b"Tj", b"TJ", b"Do", b"f", b"S", b"B", b"f*"):
                seen += 1
                assert any(inside), operator
        assert seen
        assert page["/Tabs"] == "/S"


def _structure(root: Any) -> tuple[set[str], list[str]]:
    kinds: set[str] = set()
    alts: list[str] = []
    waiting = [root]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            kinds.add(str(node.get("/S", "")))
            alts += [str(node["/Alt"])] if "/Alt" in node else []
            if "/K" in node:
                waiting.append(node["/K"])
    return kinds, alts


def test_every_letter_is_embedded() -> None:
    for page in reader(press.pdf(document())).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            inner = font.get_object()
            inner = inner["/DescendantFonts"][0].get_object() if "/DescendantFonts" in inner else inner
            assert any(key in inner["/FontDescriptor"] for key in ("/FontFile2", "/FontFile3"))


def test_the_same_plan_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = press.pdf(document())
    press.forget()
    assert press.pdf(document()) == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    stamped = press.pdf(document())
    assert b"20010909" in stamped
    assert stamped != first


_TRICKS = [
    '#import "@preview/cetz:0.1.0": canvas',
    "#panic(1)",
    "] #emph[x",
    "$ x^2 $ and $",
    "@label <label>",
    "\\ back\\slash \\u{41}",
    "\"quotes\" 'single' `raw`",
    "// comment /* more */",
    "= heading",
    "- list + enum / term: x",
    "*bold* _it_ ~ -- ---",
    "{{ {name} {page} }}",
    "#sys.inputs.data",
]


@pytest.mark.parametrize("edition", FROM_PROFILE)
def test_typst_signs_are_shown_as_they_were_typed(edition: Edition) -> None:
    contact = Contact(name=_TRICKS[0], notes="\n".join(_TRICKS), phones=(Phone(number="#panic()"),))
    items = tuple(PlanItem(text=each) for each in _TRICKS)
    questions = tuple(Question(text=each) for each in _TRICKS)
    snap = Snapshot(
        me=Me(name=_TRICKS[1]),
        contacts=(contact,),
        plan=Plan(parts=tuple(PlanPart(part=part, items=items) for part in (Part.SIGNS, Part.PLEASE_DO))),
        notes=Notes(questions=questions),
        goals=tuple(Goal(what=each) for each in _TRICKS),
    )
    text = text_of(press.pdf(document(snap, Choices(edition=edition, include_notes=True)))).replace(" ", "")
    for trick in _TRICKS:
        assert squeezed(trick).replace(" ", "") in text


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text("#$@[]\\{}*_`\"'<>=-/~^%&;:()aé", min_size=1, max_size=30), min_size=1, max_size=6))
def test_any_signs_are_shown_as_they_were_typed(texts: list[str]) -> None:
    text = text_of(press.pdf(document(_plan(*texts), Choices(sections=(Part.SIGNS,)), helplines=()))).replace(
        " ", ""
    )
    for each in texts:
        assert each.replace(" ", "") in text


@settings(max_examples=25, deadline=None)
@example("e\u00ad", Edition.THERAPIST)
@given(st.text(max_size=60), st.sampled_from(FROM_PROFILE))
def test_whatever_is_typed_the_plan_can_be_set(typed: str, edition: Edition) -> None:
    safe = typed.encode("utf-8", "ignore").decode().replace("\0", "")
    items = (PlanItem(text=safe), PlanItem(text="after all"))
    snap = Snapshot(
        contacts=(Contact(name="n" + safe, notes=safe),),
        plan=Plan(parts=tuple(PlanPart(part=part, items=items) for part in (Part.SIGNS, Part.PLEASE_DO))),
        notes=Notes(questions=(Question(text=safe), Question(text="after all"))),
    )
    made = press.pdf(document(snap, Choices(edition=edition, include_notes=True)))
    assert "after all" in text_of(made)


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("style", list(NameStyle))
def test_nothing_private_is_anywhere_in_the_file(edition: Edition, style: NameStyle) -> None:
    snap = snapshot()
    unsafe = replace(
        snap.contacts[0],
        id="unsafe",
        name="Zquill Unsafe",
        nickname="Zq",
        state=State.NOT_SAFE,
        notes="Zquill",
    )
    made = press.pdf(
        document(replace(snap, contacts=(*snap.contacts, unsafe)), Choices(edition=edition, names=style))
    )
    file = reader(made)
    catalog: Any = file.trailer["/Root"]
    _kinds, alts = _structure(catalog["/StructTreeRoot"])
    meta = str(file.metadata) + catalog["/Metadata"].get_object().get_data().decode()
    everything = text_of(made) + " ".join(alts) + meta
    assert "Zq" not in everything
    # Seeing less, so not printed; a goal may still hold the name, in the person's own words.
    assert "Bell" not in everything
    for private in ("energy", "recovery easier", "Makes recovery", "stressful"):
        assert private not in everything
    assert "Jordan" not in meta
    if style is not NameStyle.FULL:
        for name in ("Lindqvist", "Kaya", "Wójcik", "Mensah", "Avery"):
            assert name not in everything.replace("Dr Lindqvist", "")


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("profile", ["sample", "heavy", "empty", "one"])
def test_one_page_is_one_page(profile: str, paper: Paper, large: bool) -> None:
    snap = {"sample": snapshot, "heavy": heavy, "empty": Snapshot, "one": lambda: _plan("tea")}[profile]()
    plan = document(snap, Choices(edition=Edition.ONE_PAGE, paper=paper, large_print=large))
    made = press.pdf(plan)
    assert press.page_count(plan) == len(reader(made).pages) == 1
    text = text_of(made)
    assert "call 999" in text
    assert "Samaritans" in text
    assert "not medical care" in text
    if profile == "heavy":
        assert "There is more in my full plan" in text


def test_the_sample_is_whole_on_one_page() -> None:
    text = text_of(press.pdf(document(choices=Choices(edition=Edition.ONE_PAGE))))
    assert "There is more" not in text


def test_a_hundred_and_fifty_contacts_are_all_there() -> None:
    snap = snapshot()
    many = tuple(replace(snap.contacts[n % 7], id=f"m{n}", name=f"Person{n:03}") for n in range(150))
    plan = document(replace(snap, contacts=many))
    made = press.pdf(plan)
    text = text_of(made)
    assert all(text.count(f"Person{n:03}") >= 2 for n in range(150))
    assert press.page_count(plan) == len(reader(made).pages)


def test_a_very_long_note_runs_over_pages_whole() -> None:
    words = [f"w{n:04}" for n in range(1700)]
    snap = Snapshot(contacts=(Contact(name="Ana", notes=" ".join(words)),))
    text = text_of(press.pdf(document(snap, Choices(include_notes=True))))
    assert all(each in text for each in words)


def test_a_word_longer_than_the_line_stays_on_the_paper() -> None:
    file = reader(press.pdf(document(_plan("x" * 500), Choices(edition=Edition.ONE_PAGE))))
    ends: list[float] = []
    file.pages[0].extract_text(
        visitor_text=lambda text, _cm, tm, _font, _size: ends.append(tm[4]) if "x" in text else None
    )
    assert ends
    assert max(ends) < 590


@pytest.mark.parametrize("name", ["אורי שלום", "مريم العلي", "Zoë Đặng", "Ирина", "Ελένη"])
def test_names_in_other_scripts_are_written_with_their_letters(name: str) -> None:
    made = press.pdf(document(Snapshot(contacts=(Contact(name=name),))))
    text = text_of(made)
    for word in name.split():
        assert set(word) <= set(text)
    assert "\u25a1" not in text


@pytest.mark.parametrize("name", ["山田太郎", "Ana 🐈‍⬛👩‍👩‍👧", "\u0378\ue000\ufeff\ufffe\x01 Bo"])
def test_a_letter_no_font_has_never_stops_the_plan(name: str) -> None:
    made = press.pdf(document(Snapshot(contacts=(Contact(name=name, phones=(Phone(number="0777 111"),)),))))
    assert "0777 111" in text_of(made)


def test_right_to_left_words_do_not_turn_the_line_around() -> None:
    assert own_words.line("\u202eabc") == "abc"
    # What joins a Latin letter unseen goes; what shapes other scripts and pictures stays.
    for unseen in "\u00ad\u034f\u2061\u206a\u200c\u200d\ufe0f\U000e0100":
        assert own_words.line(f"{unseen}ce{unseen}{unseen}d") == "ced"
    assert own_words.line("می\u200cخواهم") == "\u2068می\u200cخواهم\u2069"
    assert own_words.line("☎\ufe0f") == "☎\ufe0f"
    assert own_words.line("אורי") == "\u2068אורי\u2069"
    assert own_words.ready("a\nאורי\nb") == "a\n\u2068אורי\u2069\nb"


def test_sample_stands_on_each_page_and_nowhere_else() -> None:
    for page in reader(press.pdf(document())).pages:
        assert "Sample" in page.extract_text()
    real = replace(snapshot(), me=Me(name="Jordan"))
    assert "Sample" not in text_of(press.pdf(document(real)))


def test_pages_are_numbered_within_the_whole() -> None:
    pages = reader(press.pdf(document())).pages
    for number, page in enumerate(pages, 1):
        assert f"{number} of {len(pages)}" in page.extract_text()


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    headings = ("Helplines", "Who gives what", "My small steps", "The people and places I can turn to")
    for large in (False, True):
        for page in reader(press.pdf(document(choices=Choices(large_print=large)))).pages:
            lines = [each for each in page.extract_text().splitlines() if each.strip()]
            body = [each for each in lines if each not in ("Sample",) and " of " not in each]
            assert not body or body[-1].strip() not in headings


def test_black_and_white_has_no_colour_left() -> None:
    plan = document(choices=Choices(black_and_white=True))
    assert "#1d6a5e" in SVG.decode()
    assert "#1d6a5e" not in plan.svg
    for page in reader(press.pdf(plan)).pages:
        drawn = page.get_contents()
        assert drawn is not None
        for red, green, blue in re.findall(
            rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG|scn|SCN)\b", drawn.get_data()
        ):
            assert float(red) == float(green) == float(blue)


def test_the_plans_own_map_holds_only_whom_the_plan_may_name() -> None:
    snap = snapshot()
    unsafe = replace(snap.contacts[1], id="unsafe", name="Zquill", nickname="Zquill", state=State.NOT_SAFE)
    snap = replace(snap, contacts=(*snap.contacts, unsafe))
    for style in NameStyle:
        picture = map_picture(snap, Choices(names=style), TODAY)
        assert picture is not None
        assert b"Zquill" not in picture.svg
        assert b"Marcus" not in picture.svg
        assert press.pdf(document(snap, Choices(names=style), map=picture)).startswith(b"%PDF")
    assert map_picture(snap, Choices(sections=(Section.GOALS,)), TODAY) is None
    assert map_picture(Snapshot(), Choices(), TODAY) is None


def test_chosen_pages_are_drawn_alone() -> None:
    plan = document()
    there = press.page_count(plan)
    first, last = press.pages_png(plan, 40, [0, there - 1, 99, -1])
    assert first[:8] == last[:8] == b"\x89PNG\r\n\x1a\n"
    assert first != last
    assert len(press.pages_png(plan, 20)) == there
    assert press.pages_png(plan, 40, [99]) == ()
    assert press.pages_png(plan, 40, [0]) == (first,)


def test_of_a_long_plan_only_the_asked_page_is_drawn() -> None:
    snap = snapshot()
    many = tuple(replace(snap.contacts[n % 7], id=f"m{n}", name=f"Person{n:03}") for n in range(150))
    plan = document(replace(snap, contacts=many))
    there = press.page_count(plan)
    assert there > 10
    drawn = press.pages_png(plan, 30, [there - 1, 2, there])
    assert len(drawn) == 2
    assert len(set(drawn)) == 2


def test_a_preview_shows_letters_without_a_font_as_the_file_does() -> None:
    plan = document(Snapshot(contacts=(Contact(name="\u0378 Bo"),)))
    before = press.pages_png(plan, 40, [0])
    press.pdf(plan)
    assert press.pages_png(plan, 40, [0]) == before


def test_a_broken_picture_is_a_named_error_without_the_persons_words() -> None:
    with pytest.raises(ReportError) as caught:
        press.pdf(document(map=MapPicture(svg=b"<svg Zquill")))
    assert caught.value.code == "cannot_set"
    assert "Zquill" not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert press.pdf(document()).startswith(b"%PDF")


def test_templates_fetch_nothing_and_hold_no_data() -> None:
    folder = press.templates()
    sources = sorted(folder.glob("*.typ"))
    assert {each.name for each in sources} >= {"plan.typ", "full.typ", "one-page.typ", "look.typ", "page.typ"}
    for source in sources:
        text = source.read_text(encoding="utf-8")
        for found in re.findall(r'(?:import|include)\s+"([^"]*)"', text):
            assert (folder / found).is_file()
        for never in ("@preview", "@local", "eval(", "read(", "plugin(", "http:"):
            assert never not in text


def test_the_day_on_paper_is_the_day_given() -> None:
    assert "Printed 22 November 2026" in text_of(press.pdf(document()))
    assert date(2026, 11, 22) == TODAY
    assert isinstance(press.templates(), Path)
