"""JSON read value by value is what Python's own reader makes of it, and refuses what that refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportdesk.exchange.parsing import parse

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=25,
)


def standard(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=lambda _name: 1 / 0)
    except (ValueError, ZeroDivisionError):
        return ValueError


def ours(data: bytes, deep: int) -> Any:
    try:
        return parse(data, deep=deep)
    except ValueError:
        return ValueError


@given(values, st.integers(0, 5), st.sampled_from([None, 1, 4]))
def test_every_text_comes_back(value: Any, deep: int, indent: int | None) -> None:
    assert parse(json.dumps(value, indent=indent).encode(), deep=deep) == value


@given(values, st.integers(0, 5), st.data())
def test_a_broken_text_is_refused_where_python_refuses_it(value: Any, deep: int, data: st.DataObject) -> None:
    text = json.dumps(value)
    place = data.draw(st.integers(0, len(text)))
    sign = data.draw(st.sampled_from(["", ",", "]", "}", "[", "{", ":", '"', " ", "x", "NaN"]))
    broken = text[:place] + sign + text[place + data.draw(st.integers(0, 1)) :]
    assert ours(broken.encode("utf-8", "surrogatepass"), deep) == standard(broken)


@pytest.mark.parametrize(
    "text", ["", " ", "[1,]", '{"a":1,}', "[1 2]", '{"a" 1}', "{1:2}", "[", "{", '{"a":']
)
@pytest.mark.parametrize("deep", [0, 1, 3])
def test_the_usual_mistakes(text: str, deep: int) -> None:
    assert ours(text.encode(), deep) is ValueError


def test_a_mark_before_the_text_and_names_that_come_twice() -> None:
    assert parse(b'\xef\xbb\xbf {"a": 1, "a": [2]} \n', deep=2) == {"a": [2]}
