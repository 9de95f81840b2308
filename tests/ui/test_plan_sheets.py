"""The text of each sheet, for those who hear the page: what it says stands on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from supportdesk.report import compile as press
from supportdesk.report.choices import Choices, Edition, sections_offered
from supportdesk.report.network import map_picture
from supportdesk.ui.pages.plan_words import words_of
from tests.report.make import TODAY, document, snapshot
from tests.screens.plan import squeezed, text_of


@pytest.fixture(autouse=True, scope="module")
def _press_of_this_module() -> Iterator[None]:
    yield
    press.forget()


@pytest.mark.parametrize("edition", list(Edition))
def test_the_text_of_a_sheet_says_what_stands_on_paper(edition: Edition) -> None:
    choices = Choices(edition=edition, sections=sections_offered(edition))
    plan = document(snapshot(), choices, map=map_picture(snapshot(), choices, TODAY))
    told, printed = words_of(plan), text_of(press.pdf(plan))
    without_map = told.replace(plan.data["map"]["alt"], "") if plan.data["map"] else told
    brief = edition is Edition.WALLET  # beside each person there is only room for name, words and number
    for word in without_map.replace(":", " ").replace(" · ", " ").split():
        assert brief or squeezed(word).strip("().,") in printed, word
    if plan.data["map"]:
        assert plan.data["map"]["alt"] in told


@pytest.mark.parametrize("edition", [each for each in Edition if not each.is_blank])
def test_what_is_left_out_of_a_sheet_is_left_out_of_its_text(edition: Edition) -> None:
    full = Choices(edition=edition, sections=sections_offered(edition))
    told = words_of(document(snapshot(), full))
    none = words_of(document(snapshot(), replace(full, sections=())))
    assert len(none) < len(told)
    for never in ("cancelling runs", "Call Deniz", "What can I do on Fridays"):
        assert never not in none
