"""What is noted after a hard time."""

from __future__ import annotations

from datetime import date

import pytest

from supportdesk.domain.afterwards import ANSWERS, Afterwards
from supportdesk.domain.errors import DomainError
from supportdesk.domain.text import NOTE_LIMIT


def test_each_answer_may_stay_empty() -> None:
    assert ANSWERS == ("helped", "thanks", "change", "back", "friend")
    assert Afterwards(day=date(2026, 11, 1), helped=" \n").is_empty
    assert not Afterwards(day=date(2026, 11, 1), friend="rest").is_empty


def test_a_text_that_is_too_long_is_named() -> None:
    with pytest.raises(DomainError) as told:
        Afterwards(day=date(2026, 11, 1), back="x" * (NOTE_LIMIT + 1))
    assert told.value.values["field"] == "back"
