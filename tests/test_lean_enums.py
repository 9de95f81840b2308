"""Enums made quickly are the enums that Python makes."""

from __future__ import annotations

import enum
import subprocess
import sys
import types
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportdesk import lean_enums

KEEP = enum.FlagBoundary.KEEP
KINDS = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
# One value twice, none, several bits at once, out of order, negative; names that a base class knows.
VALUES = st.sampled_from((0, 1, 2, 3, 4, 6, 8, 16, 255, 2**31, -1))
NAMES = st.sampled_from(
    ("One", "Two", "Three", "Four", "name", "value", "real", "_one_", "__two", "numerator", "None_")
)

_ALL_OF_QT = """
import enum
from supportdesk import lean_enums
from tests.test_lean_enums import described
counted = {"quick": 0, "usual": 0}
def both(cls, name, names, **more):
    more["module"] = "x"
    usual, made = lean_enums._usual(cls, name, names, **more), lean_enums._create(cls, name, names, **more)
    if described(made) != described(usual):
        print(name)
    del more["module"]
    counted["quick" if lean_enums._asked_by_qt(cls, names, more) else "usual"] += 1
    return made
enum.EnumType._create_ = both
from PySide6 import QtCore, QtGui, QtSvg, QtWidgets
for module in (QtCore, QtGui, QtWidgets, QtSvg):
    for name in dir(module):
        dir(getattr(module, name))
print(counted["quick"] > 400, counted["usual"])
"""

_IN_FORCE = """
import enum
from supportdesk import lean_enums
lean_enums.make_enums_quickly()
from PySide6.QtCore import Qt
print(enum.EnumType._create_ is not lean_enums._usual, Qt.Key(65).name, Qt.Key.Key_A.__module__)
print((Qt.WindowState.WindowActive | Qt.WindowState.WindowFullScreen).name, Qt.ItemDataRole(0).name)
"""


def described(made: Any) -> dict[str, Any]:
    """All that a class of members holds, apart from where it was made."""
    own = {name: each for name, each in vars(made).items() if name not in ("__dict__", "__weakref__")}
    for name, each in own.items():
        if isinstance(each, made):
            own[name] = {
                **vars(each),
                "__objclass__": each.__objclass__ is made,
                "said": (str(each), repr(each)),
            }
        elif name in ("_member_map_", "_value2member_map_"):
            own[name] = [(key, member._name_) for key, member in each.items()]
        elif isinstance(each, enum.property):
            own[name] = "the way to a member whose name means something to every enum"
        else:
            own[name] = getattr(each, "__func__", each)
    return {**own, "__module__": "", "__qualname__": "", "listed": [each.name for each in made]}


def _both(kind: Any, names: Any, **more: Any) -> list[Any]:
    made: list[Any] = []
    for create in (lean_enums._usual, lean_enums._create):
        try:
            made.append(described(create(kind, "Made", names, module=__name__, **more)))
        except Exception as error:
            made.append((type(error), str(error)))
    return made


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="other versions make their enums themselves")
@given(kind=st.sampled_from(KINDS), names=st.lists(st.tuples(NAMES, VALUES), max_size=7))
def test_whatever_is_asked_for_is_made_as_python_makes_it(kind: Any, names: list[tuple[str, int]]) -> None:
    usual, quick = _both(kind, names, boundary=KEEP)
    assert quick == usual


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="other versions make their enums themselves")
@pytest.mark.parametrize(
    ("names", "more"),
    [
        ("ONE TWO", {}),
        (["ONE", "TWO"], {"boundary": KEEP}),
        ({"ONE": 1}, {"boundary": KEEP}),
        ([("ONE", "text")], {"boundary": KEEP}),
        ([("ONE", True)], {"boundary": KEEP}),
        ([("ONE", 1)], {"boundary": KEEP, "type": int}),
        ([("ONE", 1)], {"boundary": KEEP, "qualname": "A.B"}),
    ],
)
def test_other_ways_to_ask_are_answered_too(names: Any, more: dict[str, Any]) -> None:
    usual, quick = _both(enum.Enum, names, **more)
    assert quick == usual
    assert "listed" in quick


def test_a_class_made_quickly_is_used_like_any_other_and_is_no_base() -> None:
    made = lean_enums._create(enum.IntFlag, "Made", [("ONE", 1), ("TWO", 2)], module=__name__, boundary=KEEP)
    assert made(1) is made.ONE
    assert made.ONE | made.TWO == 3
    assert [each.name for each in made(3)] == ["ONE", "TWO"]
    with pytest.raises(TypeError):
        types.new_class("More", (made,))
    with pytest.raises(AttributeError):
        made.ONE = 5


def _said(code: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.split()


def test_all_enums_of_qt_are_as_ever() -> None:
    assert _said(_ALL_OF_QT) == ["True", "0"]


def test_windows_are_made_with_them() -> None:
    known = sys.version_info[:2] == (3, 11)
    said = _said(_IN_FORCE)
    assert said == [str(known), "Key_A", "PySide6.QtCore", "WindowFullScreen|WindowActive", "DisplayRole"]
