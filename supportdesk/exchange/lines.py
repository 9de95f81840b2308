"""The lines of vCard and iCalendar files (RFC 6350 3, RFC 5545 3.1, vCard 2.1).

They are read with patience and written by the book.
"""

from __future__ import annotations

import re
from binascii import Error as Base64Error
from binascii import a2b_base64, a2b_qp
from collections.abc import Iterator

from supportdesk.exchange.encodings import as_declared, guessed
from supportdesk.records import dataclass

WIDTH = 75  # bytes of a written line without its end (RFC 6350 3.2)

_HEAD = re.compile(r"(?:([A-Za-z0-9_.-]+)\.)?([A-Za-z0-9_-]+)")
_CARET = {"^n": "\n", "^N": "\n", "^^": "^", "^'": '"'}  # RFC 6868
_BARE = {"QUOTED-PRINTABLE": "ENCODING", "BASE64": "ENCODING", "8BIT": "ENCODING", "7BIT": "ENCODING"}
_QUOTED_OR_COLON = re.compile(rb'"[^"]*"|:')
_BASE64 = re.compile(rb"[A-Za-z0-9+/=]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One property: `name` and the names of `params` in capitals, `group` in small letters."""

    group: str
    name: str
    params: tuple[tuple[str, str], ...]
    raw: bytes

    def param(self, name: str) -> str:
        """The first value of a parameter, or nothing."""
        return next((value for key, value in self.params if key == name), "")

    @property
    def types(self) -> tuple[str, ...]:
        """Every TYPE in capitals, in order; in vCard 2.1 they stand without "TYPE="."""
        return tuple(each.upper() for key, value in self.params if key == "TYPE" for each in value.split(","))

    @property
    def encoding(self) -> str:
        """ "QUOTED-PRINTABLE", "BASE64" or another; nothing where the value stands as it is."""
        found = self.param("ENCODING").upper()
        return "BASE64" if found == "B" else found

    @property
    def binary(self) -> bytes | None:
        """The bytes of a base64 value; None where they cannot be read."""
        try:
            return a2b_base64(self.raw)
        except Base64Error:
            return None

    @property
    def text(self) -> str:
        """The value as text, decoded but with its backslashes."""
        raw = self.raw
        if self.encoding == "QUOTED-PRINTABLE":
            raw = a2b_qp(raw)
        elif self.encoding == "BASE64":
            raw = self.binary or b""
        return as_declared(raw, self.param("CHARSET"))


# ---- reading


def joined(raw: list[bytes], *, old: bool) -> Iterator[bytes]:
    """The whole lines of a card from the lines of its file.

    Put together are folded lines (in vCard 2.1, `old`, the blank belongs to the text), soft breaks of
    quoted-printable, and base64 that goes on without a sign.
    """
    parts: list[bytes] = []
    goes_on = ""
    for line in raw:
        if parts and goes_on == "QUOTED-PRINTABLE" and parts[-1].rstrip().endswith(b"="):
            parts[-1] = parts[-1].rstrip()[:-1]
            parts.append(line)
        elif parts and line[:1] in (b" ", b"\t"):
            parts.append(line if old and goes_on != "BASE64" else line[1:])
        elif parts and goes_on == "BASE64" and _BASE64.fullmatch(line.strip()):
            parts.append(line)
        else:
            if parts:
                yield b"".join(parts)
            parts = [line] if line.strip() else []
            goes_on = _goes_on(line)
    if parts:
        yield b"".join(parts)


def _goes_on(line: bytes) -> str:
    head = line.partition(b":")[0].upper()
    if b"QUOTED-PRINTABLE" in head:
        return "QUOTED-PRINTABLE"
    return "BASE64" if b"BASE64" in head or b"ENCODING=B" in head else ""


def parsed(line: bytes) -> Line | None:
    """The property of a whole line; None where it is none."""
    head, colon, raw = _cut(line)
    if not colon:
        return None
    first, *params = _outside_quotes(guessed(head), ";")
    found = _HEAD.fullmatch(first.strip())
    if found is None:
        return None
    return Line(
        group=(found[1] or "").lower(),
        name=found[2].upper(),
        params=tuple(_param(each) for each in params if each.strip()),
        raw=raw,
    )


def _cut(line: bytes) -> tuple[bytes, bytes, bytes]:
    """Head, colon and value; a colon in quotes is part of the head, if the quotes are closed."""
    head, colon, raw = line.partition(b":")
    if b'"' in head:
        for found in _QUOTED_OR_COLON.finditer(line):
            if found[0] == b":":
                return line[: found.start()], b":", line[found.end() :]
    return head, colon, raw


def _outside_quotes(text: str, sign: str) -> list[str]:
    if '"' not in text:
        return text.split(sign)
    return re.findall(rf'(?:[^{sign}"]|"[^"]*"|")+', text) or [""]


def _param(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:  # vCard 2.1: "TEL;HOME;VOICE"
        bare = name.strip().upper()
        return _BARE.get(bare, "TYPE"), bare
    value = value.replace('"', "").strip()
    if "^" in value:
        value = re.sub(r"\^[nN^']", lambda found: _CARET[found[0]], value)
    return name.strip().upper(), value


def split(text: str, sign: str) -> list[str]:
    """The parts of a value between `sign`s that no backslash stands before; backslashes stay."""
    if "\\" not in text:
        return text.split(sign)
    parts: list[str] = []
    start = 0
    for found in re.finditer(rf"\\.|{re.escape(sign)}", text, re.DOTALL):
        if found[0] == sign:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


def plain(text: str, *, old: bool = False) -> str:
    """A value without its backslashes; in vCard 2.1 (`old`) there is no sign for a new line."""
    if "\\" not in text:
        return text
    return re.sub(
        r"\\(.)",
        lambda found: "\n" if found[1] in "nN" and not old else found[1] if found[1] in "\\,;:" else found[0],
        text,
    )


# ---- writing


def escaped(text: str) -> str:
    """A text for a value: backslash, comma, semicolon and new line made harmless."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A line as bytes, cut where it is longer than WIDTH, never within a character, ended with CRLF."""
    if len(line) <= WIDTH and line.isascii():
        return line.encode("ascii") + b"\r\n"
    pieces: list[bytes] = []
    piece = b""
    for c in line:
        more = c.encode("utf-8")
        if len(piece) + len(more) > WIDTH:
            pieces.append(piece)
            piece = b" "
        piece += more
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
