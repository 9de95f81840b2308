"""Every error code that any part may raise has a sentence, and every sentence has a code that is raised."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from supportdesk.report.errors import ReportError
from supportdesk.store.errors import CODES as STORE_CODES
from supportdesk.vault.errors import CODES as VAULT_CODES
from supportdesk.words import errors

PACKAGE = Path(errors.__file__).resolve().parents[1]
RAISED = {"DomainError", "VaultError", "StoreError", "ReportError", "ExchangeError"}
TABLE = "words/errors.py"


@cache
def _nodes() -> tuple[tuple[str, ast.Call | ast.Constant], ...]:
    """Every call and every text of the source, with its file; read once."""
    return tuple(
        (path.relative_to(PACKAGE).as_posix(), node)
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
    )


def _codes_of(errors_named: set[str], folder: str = "") -> set[str]:
    """The codes with which these errors are made in a folder."""
    return {
        code
        for path, node in _nodes()
        if path.startswith(folder)
        and isinstance(node, ast.Call)
        and _name(node) in errors_named
        and node.args
        for code in _literals(node.args[0])
    }


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _literals(node: ast.expr) -> Iterator[str]:
    """The texts an expression may come to: itself, or both ways of an `if` within it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def raised() -> set[str]:
    """The codes that stand in the source where an error is made, and those that ReportError names."""
    return _codes_of(RAISED) | set(re.findall(r'"(\w+)"', ReportError.__doc__ or ""))


def mentioned() -> set[str]:
    """Every text of the source that is a code of the table; the table itself does not count."""
    return {
        node.value
        for path, node in _nodes()
        if path != TABLE and isinstance(node, ast.Constant) and node.value in errors.codes()
    }


def test_the_source_is_read() -> None:
    assert {"name_empty", "password_needed", "folder_missing", "newer_version"} <= raised()


def test_every_code_that_is_raised_has_a_sentence() -> None:
    assert sorted(raised() - errors.codes()) == []


@pytest.mark.parametrize("codes", [VAULT_CODES, STORE_CODES], ids=["vault", "store"])
def test_every_code_of_a_room_has_a_sentence(codes: frozenset[str]) -> None:
    assert sorted(codes - errors.codes()) == []


def test_a_room_raises_only_the_codes_it_names() -> None:
    assert sorted(_codes_of({"VaultError"}, "vault/") - VAULT_CODES) == []
    assert sorted(_codes_of({"StoreError"}, "store/") - STORE_CODES) == []


def test_no_sentence_is_without_use() -> None:
    assert sorted(errors.codes() - mentioned()) == []


def test_places_are_filled_and_nothing_else_is_shown() -> None:
    for code in errors.codes():
        raw = errors._table()[code]
        places = {name for _text, name, _spec, _turn in string.Formatter().parse(raw) if name}
        shown = errors.sentence(code, dict.fromkeys(places, 7) | {"field": "note", "typed": "my secret"})
        assert "{" not in shown
        assert "my secret" not in shown


def test_an_unknown_code_is_a_bug_in_plain_words() -> None:
    assert "Your saved work is safe" in errors.sentence("no_such_code", {"name": "Sam"})


@pytest.mark.parametrize("code", sorted(errors.codes()))
def test_a_sentence_says_what_to_do_or_what_is_so(code: str) -> None:
    words = errors.sentence(code, {"limit": 1000, "reason": "x"})
    assert words.endswith(".")
    assert words[0].isupper()
