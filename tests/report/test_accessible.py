"""PDF/UA-1 by an independent checker, and what no checker can see: words, order, headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import page
import pytest

from supportdesk.domain.contact import Contact, Kind, Phone
from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart
from supportdesk.domain.snapshot import Me, Snapshot
from supportdesk.report import compile as press
from supportdesk.report.choices import Choices, Edition, Paper, sections_offered
from supportdesk.report.locked import locked
from supportdesk.report.network import map_picture
from tests.report.make import TODAY, document, reader, snapshot


@pytest.fixture(autouse=True, scope="module")
def _press_of_this_module() -> Iterator[None]:
    yield
    press.forget()


def failures(made: bytes) -> list[str]:
    """What the checker found."""
    report = page.validate_pdf_bytes(made)
    assert report.profile == page.ValidationProfile.PDF_UA_1
    return [f"{each.rule_id}: {each.message}" for each in report.failures]


def _everything(edition: Edition, snap: Snapshot | None = None, **more: Any) -> bytes:
    choices = Choices(edition=edition, sections=sections_offered(edition), include_notes=True, **more)
    snap = snap or snapshot()
    return press.pdf(document(snap, choices, map=map_picture(snap, choices, TODAY)))


def test_the_checker_finds_what_is_wrong() -> None:
    made = _everything(Edition.ONE_PAGE)
    for part, worse in ((b"/Marked true", b"/Marked null"), (b"/Lang(en)", b"/Long(en)"), (b"/Alt", b"/Olt")):
        assert part in made
        assert failures(made.replace(part, worse))


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("look", ["plain", "large and grey on letter"])
def test_every_edition_is_pdf_ua(edition: Edition, look: str) -> None:
    more: dict[str, Any] = {}
    if look != "plain":
        more = {"large_print": edition.can_be_large, "black_and_white": True, "paper": Paper.LETTER}
    assert failures(_everything(edition, **more)) == []


@pytest.mark.parametrize("edition", list(Edition))
def test_an_empty_profile_is_pdf_ua(edition: Edition) -> None:
    assert failures(_everything(edition, Snapshot())) == []


def test_long_words_and_other_scripts_are_pdf_ua() -> None:
    names = ("אורי שלום", "مريم العلي", "山田太郎", "Zoë Đặng", "x" * 200)
    people = tuple(
        Contact(id=f"p{n}", name=name, kinds=(Kind.FRIEND,), notes="word " * 2000,
                phones=(Phone(number="07"),))
        for n, name in enumerate(names)
    )  # fmt: skip
    items = (PlanItem(text="word " * 2000), *(PlanItem(contact_id=each.id) for each in people))
    plan = Plan(parts=tuple(PlanPart(part=part, items=items) for part in (Part.SIGNS, Part.PLEASE_DO)))
    snap = Snapshot(me=Me(name=names[0]), contacts=people, plan=plan)
    for edition in Edition:
        assert failures(_everything(edition, snap)) == []


def test_many_contacts_are_pdf_ua() -> None:
    many = tuple(replace(snapshot().contacts[n % 7], id=f"m{n}", name=f"Person{n:03}") for n in range(150))
    made = _everything(Edition.FULL, replace(snapshot(), contacts=many))
    assert failures(made) == []
    assert len(reader(made).pages) > 10


# ---- what no checker sees


def _nodes(node: Any) -> Iterator[Any]:
    """The elements of the structure tree in reading order."""
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from _nodes(each)
    elif isinstance(node, dict):
        yield node
        if "/K" in node:
            yield from _nodes(node["/K"])


def _kinds(made: bytes) -> list[str]:
    root: Any = reader(made).trailer["/Root"]
    return [str(each["/S"]) for each in _nodes(root["/StructTreeRoot"]) if "/S" in each]


@pytest.mark.parametrize("edition", list(Edition))
def test_headings_begin_with_one_title_and_skip_no_level(edition: Edition) -> None:
    levels = [
        int(each[2:]) for each in _kinds(_everything(edition)) if each[:2] == "/H" and each[2:].isdigit()
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("edition", [Edition.FULL, Edition.THERAPIST, Edition.BLANK_PLAN])
def test_each_table_has_heads(edition: Edition) -> None:
    kinds = _kinds(_everything(edition))
    assert kinds.count("/Table") > 0
    assert kinds.count("/TH") >= 2 * kinds.count("/Table")


@pytest.mark.parametrize("edition", [Edition.FULL, Edition.ONE_PAGE, Edition.THERAPIST])
def test_the_map_is_told_in_words(edition: Edition) -> None:
    root: Any = reader(_everything(edition)).trailer["/Root"]
    alts = [str(each["/Alt"]) for each in _nodes(root["/StructTreeRoot"]) if "/Alt" in each]
    assert len(alts) == 1
    for wanted in (
        "me in the middle",
        "Inner ring: Mina Avery, Deniz Kaya.",
        "Practical: Mina Avery",
        "pairs know",
    ):
        assert wanted in alts[0]


@pytest.mark.parametrize("edition", list(Edition))
def test_the_chapters_can_be_jumped_to(edition: Edition) -> None:
    outline = reader(_everything(edition)).outline
    assert outline
    titles = [str(each.title) for each in _flat(outline)]
    assert len(titles) == len(set(titles)) or edition is Edition.FULL
    assert all(titles)


def _flat(outline: Any) -> Iterator[Any]:
    for each in outline:
        if isinstance(each, list):
            yield from _flat(each)
        else:
            yield each


# ---- behind a password


def test_a_locked_file_keeps_its_tags_and_opens_only_with_the_password() -> None:
    made = _everything(Edition.ONE_PAGE)
    shut = locked(made, "grüner Kiesel 7")
    assert b"Kwame" not in shut
    assert b"My plan" not in shut
    file = reader(shut)
    assert file.is_encrypted
    encrypt: Any = file.trailer["/Encrypt"]
    assert (encrypt["/V"], encrypt["/R"], encrypt["/Length"]) == (5, 6, 256)
    assert file.decrypt("wrong") == 0
    assert file.decrypt("grüner Kiesel 7")
    catalog: Any = file.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en"
    assert b"pdfuaid" in catalog["/Metadata"].get_object().get_data()
    assert "Kwame" in file.pages[0].extract_text()
    assert len([each for each in _nodes(catalog["/StructTreeRoot"]) if "/S" in each]) == len(_kinds(made))
    # Reading aloud is allowed: bit 10 of the permissions, which PDF/UA asks for.
    assert encrypt["/P"] & (1 << 9)


@pytest.mark.parametrize(
    ("password", "code"),
    [("", "pdf_password_empty"), ("ü" * 64, "pdf_password_long"), ("a\ud800", "pdf_password_odd")],
)
def test_a_password_that_cannot_be_is_said(password: str, code: str) -> None:
    from supportdesk.report.errors import ReportError

    with pytest.raises(ReportError) as caught:
        locked(b"", password)
    assert caught.value.code == code
