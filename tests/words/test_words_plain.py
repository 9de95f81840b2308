"""Every sentence of the app is short, plain and free of words that shame (domain.md 5)."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from supportdesk.content import starters
from supportdesk.content.helplines import load

PACKAGE = Path(__file__).resolve().parents[2] / "supportdesk"
SPOKEN = {"_": (0,), "ngettext": (0, 1), "pgettext": (1,)}
LONGEST = 20
GRADE = 6.0

FORBIDDEN = re.compile(
    r"""\b(
    commit(s|ted)?\ suicide | (successful|failed)\ attempt | addicts? | alcoholics? | junkies?
    | drug\ abuse(rs?)? | relapsed? | fell\ off | toxic | vampires? | overdue | streaks? | missed
    | you\ haven't | at\ risk
    | red\ flags? | risk\ (score|level) | non-compliant | your\ (score|rank|level) | scores? | badges?
    | reach\ out | you've\ got\ this | crazy | psycho | victims? | normal\ people | mentally\ ill
    | suffer(s|ing)\ from | afflicted | should | well\ done | congratulations | great\ job | keep\ it\ up
    | hurry | failures?
    )\b | !""",
    re.VERBOSE | re.IGNORECASE,
)


def spoken() -> Iterator[tuple[str, str]]:
    """File and sentence of every literal that goes through `_`, `ngettext` or `pgettext`."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            for place in SPOKEN.get(node.func.id, ()):
                if len(node.args) > place and isinstance(node.args[place], ast.Constant):
                    yield str(path.relative_to(PACKAGE)), node.args[place].value


def sentences(text: str) -> list[str]:
    """The sentences of a text, with its places filled by a short name."""
    filled = re.sub(r"\{[a-z_]*\}", "Sam", text)
    return [each for each in re.split(r"(?<=[.?:;])\s+|\n", filled) if each.strip()]


def words(sentence: str) -> list[str]:
    return [
        each for each in re.split(r"[\s/\u2013\u2014-]+", sentence) if each.strip(string.punctuation + "…")
    ]


def syllables(word: str) -> int:
    """Vowel groups, a silent e at the end not counted."""
    bare = re.sub(r"[^a-z]", "", word.casefold())
    groups = len(re.findall(r"[aeiouy]+", bare))
    silent = bare.endswith("e") and not bare.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text of many sentences."""
    spoken_ = sentences(text)
    each = [word for sentence in spoken_ for word in words(sentence)]
    return 0.39 * len(each) / len(spoken_) + 11.8 * sum(map(syllables, each)) / len(each) - 15.59


def test_the_grade_knows_plain_from_hard() -> None:
    assert grade("The cat sat on the mat. It was warm.") < 1
    assert grade("Psychosocial interventions facilitate the amelioration of interpersonal difficulties.") > 15


ALL = [*spoken(), *(("starters.toml", text) for text in starters.texts())]


def test_there_is_something_to_read() -> None:
    assert len(ALL) > 250
    assert len({file for file, _text in ALL}) > 8


def test_no_word_that_shames() -> None:
    found = [(file, text) for file, text in ALL if FORBIDDEN.search(text)]
    assert found == []


@pytest.mark.parametrize("text", ["You should call!", "3 days overdue", "Your streak", "Reach out"])
def test_the_list_finds_them(text: str) -> None:
    assert FORBIDDEN.search(text)


def test_no_sentence_is_long() -> None:
    found = [
        (file, len(words(sentence)), sentence)
        for file, text in ALL
        for sentence in sentences(text)
        if len(words(sentence)) > LONGEST
    ]
    assert found == []


def whole_sentences(files: str) -> str:
    """The full sentences of the files whose name matches, in a row (labels of a word or two left out)."""
    return " ".join(
        text for file, text in ALL if re.search(files, file) and text.rstrip().endswith((".", "?"))
    )


@pytest.mark.parametrize(
    "files",
    [
        r"^words/(coverage|suggestions)",
        r"^words/(rhythm|progress|health|sentences)",
        r"^words/network",
        r"^words/labels",
        r"^words/",
        r"^ui/",
        r"starters",
        r".",
    ],
)
def test_a_child_of_eleven_can_read_it(files: str) -> None:
    text = whole_sentences(files)
    if text:
        assert grade(text) <= GRADE


def test_what_helplines_do_is_said_without_shame() -> None:
    found = [
        (each.id, text)
        for each in load().helplines
        for text in (each.purpose, each.note)
        if FORBIDDEN.search(re.sub(r"victims? of crime", "", text))
    ]
    assert found == []
