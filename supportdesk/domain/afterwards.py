"""What a person noted after a hard time: what helped, whom to thank, what to change, how to get back."""

from __future__ import annotations

from dataclasses import field, fields
from datetime import date

from supportdesk.domain.text import NOTE_LIMIT, check_text, new_id
from supportdesk.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Afterwards:
    """The answers of one day; each may stay empty, and none of them resets anything."""

    id: str = field(default_factory=new_id)
    day: date
    helped: str = ""
    thanks: str = ""
    change: str = ""
    back: str = ""
    friend: str = ""

    def __post_init__(self) -> None:
        for name in ANSWERS:
            check_text(getattr(self, name), NOTE_LIMIT, field=name)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written."""
        return not any(getattr(self, name).strip() for name in ANSWERS)


ANSWERS = tuple(each.name for each in fields(Afterwards) if each.name not in ("id", "day"))
