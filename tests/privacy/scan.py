"""Looks for a text in files, whatever form it was written in: the eye of the proofs on disk."""

from __future__ import annotations

import base64
import binascii
import contextlib
import gzip
import io
import json
import os
import re
import unicodedata
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_MOST = 64 * 1024 * 1024
_STREAMS = 2_000


def forms(text: str) -> Mapping[str, bytes]:
    """The bytes as which a text may lie in a file, by the name of the form."""
    found: dict[str, bytes] = {}
    for shape in ("NFC", "NFD"):
        as_written = unicodedata.normalize(shape, text)
        plain = as_written.encode()
        for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "latin-1"):
            try:
                found[f"{code} {shape}"] = as_written.encode(code)
            except UnicodeEncodeError:
                continue
        for at in range(3):
            whole = base64.b64encode(b"\0" * at + plain)
            # The first and last letters depend on what stands beside the text.
            inner = whole[4 if at else 0 : -4]
            found[f"base64 {at} {shape}"] = inner
            found[f"base64url {at} {shape}"] = inner.replace(b"+", b"-").replace(b"/", b"_")
        found[f"hex {shape}"] = binascii.hexlify(plain)
        found[f"HEX {shape}"] = binascii.hexlify(plain).upper()
        found[f"url {shape}"] = urllib.parse.quote(as_written).encode()
        found[f"json {shape}"] = json.dumps(as_written)[1:-1].encode()
        found[f"repr {shape}"] = ascii(as_written)[1:-1].encode()
    return found


class Scanner:
    """Finds texts and raw secrets in every file below a folder, and in the names of files and links."""

    def __init__(self, texts: tuple[str, ...], raw: tuple[bytes, ...] = ()) -> None:
        self._needles = {(text, name): form for text in texts for name, form in forms(text).items()}
        self._needles |= {(f"secret {number}", "raw"): each for number, each in enumerate(raw)}

    def find(self, folder: Path) -> list[tuple[str, str, str]]:
        """Where each text was found: path, text, form."""
        found = []
        for path in self._paths(folder):
            target = path.readlink() if path.is_symlink() else ""
            found += [(str(path), *hit) for hit in self._in(f"{path.relative_to(folder)} {target}".encode())]
            if path.is_file() and not path.is_symlink():
                found += [(str(path), *hit) for data in _layers(_read(path)) for hit in self._in(data)]
        return found

    @staticmethod
    def _paths(folder: Path) -> Iterator[Path]:
        for here, folders, files in os.walk(folder):
            yield from (Path(here, name) for name in (*folders, *files))

    def _in(self, data: bytes) -> Iterator[tuple[str, str]]:
        yield from (what for what, form in self._needles.items() if form in data)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MOST)
    except OSError:
        return b""


def _layers(data: bytes) -> Iterator[bytes]:
    """The bytes, and what is packed in them."""
    yield data
    if data[:2] == b"\x1f\x8b":
        with contextlib.suppress(OSError, EOFError, zlib.error):
            yield gzip.decompress(data)
    if data[:2] == b"PK":
        broken = (zipfile.BadZipFile, RuntimeError, NotImplementedError)
        with contextlib.suppress(*broken), zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield from (packed.read(each) for each in packed.namelist())
    for number, start in enumerate(_ZLIB.finditer(data)):
        if number >= _STREAMS:
            break
        try:
            yield zlib.decompressobj().decompress(data[start.start() :], _MOST)
        except zlib.error:
            continue
