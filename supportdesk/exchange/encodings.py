"""Bytes of other programs to text: UTF-8, UTF-16, Windows-1252, and what a card says of itself."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 512  # bytes in which UTF-16 without a mark gives itself away

# Python knows codecs that are no character sets ("zlib", "idna"), so only these are asked for.
_CHARSETS = re.compile(
    r"utf-?8|utf-?16(le|be)?|iso[-_]?8859-?\d+|latin-?\d|(windows|cp)-?125\d|koi8-?[ru]|gb2312|gbk|gb18030"
    r"|big5|shift[-_]jis|sjis|euc-?(jp|kr)|iso-2022-jp|macintosh|tis-?620"
)
# Who says Latin-1 most often means what Windows makes of it.
_SAME_AS_WINDOWS = re.compile(r"(iso[-_]?8859|latin)-?1|us-ascii|ascii")


def to_text(data: bytes) -> str:
    """A whole file as text; a line that is not UTF-8 is taken for Windows-1252."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name)
    return _decoded(data, _unmarked(data))


def to_utf8(data: bytes) -> bytes:
    """A file of lines without a mark: UTF-16 as UTF-8, any other as it is (lines may differ)."""
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _unmarked(data) != "utf-8":
        return to_text(data).encode("utf-8", "replace")
    return data


def guessed(raw: bytes) -> str:
    """A few bytes as text: UTF-8 where they are, else Windows-1252."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def as_declared(raw: bytes, charset: str) -> str:
    """A few bytes in the character set that a card names; a set that is unknown or wrong is guessed."""
    name = charset.strip().lower()
    if _SAME_AS_WINDOWS.fullmatch(name) or not _CHARSETS.fullmatch(name):
        return guessed(raw)
    try:
        return raw.decode(name.replace("windows-", "cp").replace("cp-", "cp"))
    except (LookupError, UnicodeError):
        return guessed(raw)


def _unmarked(data: bytes) -> str:
    start = data[:_SAMPLE]
    if len(start) >= 4 and start[1::2].count(0) > len(start) // 4:
        return "utf-16-le"
    if len(start) >= 4 and start[0::2].count(0) > len(start) // 4:
        return "utf-16-be"
    return "utf-8"


def _decoded(data: bytes, name: str) -> str:
    if name != "utf-8":
        return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(guessed(line) for line in data.splitlines(keepends=True))
