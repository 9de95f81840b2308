"""Limits for what people type, and the two ways to meet them: refuse, or tidy first."""

from __future__ import annotations

import os
import unicodedata

from supportdesk.domain.errors import DomainError

NAME_LIMIT = 200
LINE_LIMIT = 1_000
NOTE_LIMIT = 100_000

_KEPT_CONTROLS = "\n\t"
# Letters that no decomposition brings to the ones people type for them.
_PLAIN_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
        "ð": "d", "ŋ": "n", "\u2018": "'", "\u2019": "'",
    }
)  # fmt: skip


def new_id() -> str:
    """A random id of 32 hex digits, made together with the record that carries it."""
    return os.urandom(16).hex()


def is_storable(text: str) -> bool:
    """Whether `text` survives a round trip through SQLite, JSON and PDF: no NUL, no lone surrogate."""
    if "\x00" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def check_text(text: str, limit: int, *, field: str) -> None:
    """Refuse what cannot be stored or is longer than `limit` characters.

    Errors: DomainError "text_not_storable" and "text_too_long", both with the field's name.
    """
    if not is_storable(text):
        raise DomainError("text_not_storable", field=field)
    if len(text) > limit:
        raise DomainError("text_too_long", field=field, limit=limit)


def check_name(name: str, *, field: str = "name") -> None:
    """Refuse an empty name (code "name_empty") and what `check_text` refuses."""
    if not name.strip():
        raise DomainError("name_empty", field=field)
    check_text(name, NAME_LIMIT, field=field)


def tidy(text: str) -> str:
    """`text` in NFC with the characters taken out that nobody can see and no file can keep."""
    kept = "".join(c if not "\ud800" <= c <= "\udfff" else "\ufffd" for c in text)
    kept = kept.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in kept if c in _KEPT_CONTROLS or unicodedata.category(c) != "Cc")
    return unicodedata.normalize("NFC", kept)


def tidy_line(text: str) -> str:
    """`tidy`, on one line and without blanks at the ends."""
    return " ".join(tidy(text).split())


def fold(text: str) -> str:
    """`text` for comparing and finding: no case, no diacritics (é finds e, ø finds o)."""
    if text.isascii():
        return text.lower()  # the same, and many times faster
    split = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in split if c < "\u0300" or not unicodedata.combining(c))
    return bare.casefold().translate(_PLAIN_LETTERS)
