"""`dataclass` for frozen records, made in a fraction of the time: every start of the program makes a hundred.

The standard one compiles seven methods for each class while its module is imported. Here all classes share
them, but for `__init__`, which is compiled when many records of its class are made. To a type checker this is
the standard one.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass", "restorer"]
FEW = 50  # records of a class that are made before compiling costs less than it saves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from dataclasses import dataclass
else:

    def dataclass(
        *, frozen: bool, slots: bool, kw_only: bool = False, eq: bool = True
    ) -> Callable[[type], type]:
        """Do what `dataclasses.dataclass` does for a frozen class with slots."""
        assert frozen
        assert slots
        plain = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)

        def decorate(cls: type) -> type:
            cls.__doc__ = cls.__doc__ or cls.__name__  # else the standard one works out a signature
            return _equipped(plain(cls), eq=eq)

        return decorate


def _equipped(cls: Any, *, eq: bool) -> Any:
    """The class with the methods of a frozen record."""
    cls.__init__ = _init_of(cls)
    cls.__setattr__, cls.__delattr__ = _refuse_to_set, _refuse_to_delete
    cls.__getstate__, cls.__setstate__ = _state, _set_state
    if "__repr__" not in cls.__dict__:
        cls.__repr__ = _repr
    if eq:
        cls.__eq__, cls.__hash__ = _by_values([each.name for each in dataclasses.fields(cls) if each.compare])
    return cls


def _by_values(names: list[str]) -> tuple[Callable[[Any, object], bool], Callable[[Any], int]]:
    """Equality and hash over these fields."""
    values = attrgetter(*names) if names else lambda _record: ()

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807 (it becomes one)
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self is other or bool(values(self) == values(other))

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    return __eq__, __hash__


def _repr(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in dataclasses.fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_to_set(_self: Any, name: str, _value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: Any, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for each, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


def restorer(cls: Any, names: tuple[str, ...]) -> Callable[[Iterable[Any]], Any]:
    """What makes a record of its values in this order, for thousands that are read back.

    They were checked before they were written, so `__init__` and its checks are left out.
    """
    assert set(names) == set(cls.__dataclass_fields__)
    places = [getattr(cls, name).__set__ for name in names]

    def restored(values: Iterable[Any]) -> Any:
        made = object.__new__(cls)
        for put, value in zip(places, values, strict=True):
            put(made, value)
        return made

    return restored


# ---- __init__


def _init_of(cls: Any) -> Callable[..., None]:
    """An `__init__` that goes through the fields one by one, until there are many records."""
    made = 0

    def __init__(self: Any, *args: Any, **values: Any) -> None:  # noqa: N807 (it becomes one)
        nonlocal made
        made += 1
        if made > FEW or not _filled(self, args, values):
            cls.__init__ = _compiled_init(cls)
            cls.__init__(self, *args, **values)  # raises what the standard one raises where they do not fit
        elif hasattr(cls, "__post_init__"):
            self.__post_init__()

    return __init__


def _filled(self: Any, args: tuple[Any, ...], values: dict[str, Any]) -> bool:
    """Set every field; False where the values do not fit, and nothing may be relied on then."""
    fields = self.__dataclass_fields__.values()
    if args:
        places = [each.name for each in fields if not each.kw_only]
        if len(args) > len(places) or not values.keys().isdisjoint(places[: len(args)]):
            return False
        values = dict(zip(places, args, strict=False)) | values
    used = 0
    for each in fields:
        if each.name in values:
            value = values[each.name]
            used += 1
        elif each.default is not dataclasses.MISSING:
            value = each.default
        elif each.default_factory is not dataclasses.MISSING:
            value = each.default_factory()
        else:
            return False
        object.__setattr__(self, each.name, value)
    return used == len(values)


def _compiled_init(cls: Any) -> Callable[..., None]:
    """The `__init__` that the standard decorator writes for a class with the same fields."""
    fields = [
        (
            each.name,
            each.type,
            dataclasses.field(default=each.default, kw_only=each.kw_only)
            if each.default_factory is dataclasses.MISSING
            else dataclasses.field(default_factory=each.default_factory, kw_only=each.kw_only),
        )
        for each in dataclasses.fields(cls)
    ]
    after = {"__post_init__": cls.__post_init__} if hasattr(cls, "__post_init__") else {}
    twin: Any = dataclasses.make_dataclass(
        cls.__name__, fields, namespace=after, frozen=True, repr=False, eq=False, match_args=False
    )
    made: Callable[..., None] = twin.__init__
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made
