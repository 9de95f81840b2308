"""Makes the enums of Qt as Python would, in a tenth of the time: a lock window is there a sixth sooner.

Qt for Python makes an enum of Python out of each enum of a class when that class is first used: two hundred,
with three thousand members, before the first window is painted. `enum` asks of each member whether it is an
alias and what its name means elsewhere, and puts it into the class three times over. Where all members are
plain numbers with names of their own, the answers are known. Anything else is made in the usual way.
"""

from __future__ import annotations

import sys
from enum import Enum, EnumType, Flag, FlagBoundary, IntEnum, IntFlag
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_KNOWN = (3, 11)  # the Python whose enums are made here; others make them as they always do
_KINDS = (Enum, IntEnum, Flag, IntFlag)
_usual: Any = EnumType._create_  # type: ignore[attr-defined]
_empty: dict[Any, tuple[dict[str, Any], frozenset[str]]] = {}


def make_enums_quickly() -> None:
    """From now on, in this process; call it before Qt is imported."""
    if sys.version_info[:2] == _KNOWN:
        EnumType._create_ = _create  # type: ignore[attr-defined]


def _create(cls: Any, name: str, names: Any, *, module: str | None = None, **more: Any) -> Any:
    """Stands for `EnumType._create_`, which makes `Enum("Name", [("ONE", 1)])`."""
    module = module or sys._getframe(2).f_globals.get("__name__")  # noqa: SLF001 (as `enum` does)
    if module is None or not _asked_by_qt(cls, names, more) or not _are_plain(cls, names):
        return _usual(cls, name, names, module=module, **more)
    return _made(cls, name, names, module)


def _asked_by_qt(cls: Any, names: Any, more: dict[str, Any]) -> bool:
    usual = not more.get("type") and not more.get("qualname")
    return usual and more.get("boundary") is FlagBoundary.KEEP and cls in _KINDS and type(names) is list


def _are_plain(cls: Any, names: list[Any]) -> bool:
    """Whether all are numbers, with names that mean nothing else to the class; flags are not negative."""
    try:
        values = dict(names)
    except (TypeError, ValueError):
        return False
    if len(values) != len(names) or set(map(type, values.values())) != {int}:
        return False
    if issubclass(cls, Flag) and min(values.values()) < 0:
        return False
    return _without_members(cls)[1].isdisjoint(values) and not any(each[:1] == "_" for each in values)


def _without_members(cls: Any) -> tuple[dict[str, Any], frozenset[str]]:
    """What `enum` puts into a class of this kind before it has a member, and the names the class knows."""
    if cls not in _empty:
        made = _usual(cls, "Empty", [], module=__name__, boundary=FlagBoundary.KEEP)
        holds = {name: each for name, each in vars(made).items() if name not in ("__dict__", "__weakref__")}
        known = (name for base in made.__mro__ for name in vars(base))
        _empty[cls] = (holds, frozenset((*known, "", "mro")))
    return _empty[cls]


def _made(cls: Any, class_name: str, names: list[tuple[str, int]], module: str) -> Any:
    holds = {**_without_members(cls)[0], "_unhashable_values_": [], "__module__": module}
    holds |= {"_member_names_": [], "_member_map_": {}, "_value2member_map_": {}}
    made: Any = type.__new__(EnumType, class_name, (cls,), holds)
    if issubclass(cls, Flag):
        _fill(made, names, int.__new__ if issubclass(cls, int) else _bare, _is_one_bit)
        _complete(made, list(made._value2member_map_))
    else:
        _fill(made, names, int.__new__ if issubclass(cls, int) else _bare, _any)
    return made


def _fill(made: Any, names: list[tuple[str, int]], new: Any, is_listed: Callable[[int], bool]) -> None:
    """Make the members; a second name for a value is another way to say the first."""
    listed, by_name, by_value = made._member_names_, made._member_map_, made._value2member_map_
    put = type.__setattr__
    for name, value in names:
        member = by_value.get(value)
        if member is None:
            member = by_value[value] = new(made, value)
            member._value_, member._name_, member.__objclass__ = value, name, made
            member._sort_order_ = len(listed)
            if is_listed(value):
                listed.append(name)
        by_name[name] = member
        put(made, name, member)


def _any(_value: int) -> bool:
    return True


def _bare(made: Any, _value: int) -> Any:
    return object.__new__(made)


def _is_one_bit(value: int) -> bool:
    return value > 0 and not value & (value - 1)


def _complete(made: Any, values: list[int]) -> None:
    """What a class of flags knows of all its members."""
    single = [value for value in values if _is_one_bit(value)]
    every = 0
    for value in values:
        every |= value
    type.__setattr__(made, "_flag_mask_", every)
    type.__setattr__(made, "_singles_mask_", sum(single))
    type.__setattr__(made, "_all_bits_", 2 ** every.bit_length() - 1)
    if single != sorted(single):
        type.__setattr__(made, "_iter_member_", made._iter_member_by_def_)
