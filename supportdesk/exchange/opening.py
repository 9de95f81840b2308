"""A chosen file: which kind it is by what is in it, and its bytes, never more than may come in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from supportdesk.domain.errors import DomainError
from supportdesk.exchange.encodings import to_text
from supportdesk.exchange.incoming import FILE_LIMIT, WHOLE_LIMIT, check_size
from supportdesk.exchange.whole import FORMAT

ENDINGS = ("vcf", "vcard", "csv", "tsv", "txt", "json")
_START = 4_096


class FileKind(StrEnum):
    """What a file may bring."""

    CARDS = "cards"
    TABLE = "table"
    WHOLE = "whole"


def kind_of(name: str, start: bytes) -> FileKind:
    """The kind by its first bytes, and by its ending where they do not tell."""
    text = to_text(start[:_START]).lstrip("\ufeff \t\r\n")
    if text[:5].casefold() == "begin" and "vcard" in text[:40].casefold():
        return FileKind.CARDS
    if text.startswith("{") and (FORMAT in text or name.lower().endswith(".json")):
        return FileKind.WHOLE
    ending = name.rpartition(".")[2].lower()
    if ending in ("vcf", "vcard"):
        return FileKind.CARDS
    return FileKind.WHOLE if ending == "json" else FileKind.TABLE


def read_file(path: Path) -> tuple[FileKind, bytes]:
    """The kind and the bytes. Errors: DomainError "file_unreadable", "import_too_big"."""
    try:
        if not path.is_file():  # a pipe or a folder would be waited for in vain
            raise DomainError("file_unreadable")
        with path.open("rb") as file:
            start = file.read(_START)
            kind = kind_of(path.name, start)
            limit = WHOLE_LIMIT if kind is FileKind.WHOLE else FILE_LIMIT
            check_size(path.stat().st_size, limit)
            data = start + file.read(limit + 1 - len(start))
    except OSError:
        raise DomainError("file_unreadable") from None
    check_size(len(data), limit)
    return kind, data
