"""One peewee field for every type a record may have."""

from __future__ import annotations

import json
from typing import Any

import peewee

from supportdesk.domain.plain import to_plain
from supportdesk.store.values import AFFINITY, is_json, reader, without_none


class ValueField(peewee.Field):
    """A column that carries values of the record type `wanted` both ways without loss."""

    def __init__(self, wanted: Any, **settings: Any) -> None:
        self.wanted = wanted
        self.inner = without_none(wanted)
        self.as_json = is_json(self.inner)
        self.field_type = AFFINITY.get(self.inner, "TEXT")  # type: ignore[misc]
        self._reader = reader(wanted)
        super().__init__(null=self.inner is not wanted, **settings)

    def db_value(self, value: Any) -> Any:
        """The value SQLite stores."""
        if value is None or isinstance(value, bytes):
            return value
        plain = to_plain(value)
        return json.dumps(plain, separators=(",", ":")) if self.as_json else plain

    def python_value(self, value: Any) -> Any:
        """The value the record carries."""
        return value if self._reader is None else self._reader(value)
