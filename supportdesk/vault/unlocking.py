"""What an unlock proves before a profile is open, and what it puts right: header copies and data file."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from supportdesk.vault import datafile, folder, keys
from supportdesk.vault.errors import VaultError
from supportdesk.vault.header import Header, HeaderCopy
from supportdesk.vault.opened import Held


def first_whole(copies: tuple[HeaderCopy, ...], held: Callable[[Header], Held | None], wrong: str) -> Held:
    """The newest copy that this way in opens and whose MAC holds; `wrong` is the code where none opens."""
    code = wrong if any(copy.header for copy in copies) else "newer_version" if copies else "header_damaged"
    for copy in copies:
        found = held(copy.header) if copy.header else None
        if found is not None and copy.is_sealed_with(found.root):
            return found
        if found is not None:
            code = "header_damaged"
    raise VaultError(code)


def refuse_newer(copies: tuple[HeaderCopy, ...], root: bytes) -> None:
    """A copy of a newer version is believed only where its MAC holds; else it is a flipped bit to repair."""
    if any(copy.header is None and copy.is_sealed_with(root) for copy in copies):
        raise VaultError("newer_version")


def by_sheet(path: Path, copies: tuple[HeaderCopy, ...], root: bytes) -> Held:
    """The profile in hand by its recovery key, with a new header where no copy of the old one is left."""
    for copy in copies:
        if copy.is_sealed_with(root):
            if copy.header is None:
                raise VaultError("newer_version")
            return Held(header=copy.header, root=root)
    return Held(header=_header_from_data(path, copies, root), root=root)


def _header_from_data(path: Path, copies: tuple[HeaderCopy, ...], root: bytes) -> Header:
    """A new header for a data file that this root opens, when no header is left that fits."""
    code, key = "data_missing", keys.database_key(root)
    read_only = not os.access(path, os.W_OK)
    for name in folder.data_names(path):
        try:
            dek_id = datafile.identity(path / name, key, profile_id=path.name, read_only=read_only)
        except VaultError as error:
            code = "wrong_recovery_key" if error.code == "data_damaged" else error.code
            continue
        old = [copy.header for copy in copies if copy.header]
        return Header(
            profile_id=path.name,
            label=old[0].label if old else "",
            generation=old[0].generation + 1 if old else 1,
            data_name=name,
            dek_id=dek_id,
        )
    raise VaultError(code)


def check_data(path: Path, held: Held, *, read_only: bool) -> None:
    """Look that the data file is this header's own. Errors: as in `datafile.connect`."""
    data, key = path / held.header.data_name, keys.database_key(held.root)
    found = datafile.identity(data, key, profile_id=path.name, read_only=read_only)
    if found != held.header.dek_id:
        raise VaultError("data_damaged")


def tidy(path: Path, held: Held) -> None:
    """Make both header files what was just proven, then take away what a crash left."""
    raw = held.header.sealed(held.root)
    if not folder.has_both(path, raw):
        # A full disk must not keep anybody out.
        with contextlib.suppress(VaultError):
            folder.write_header(path, raw)
    folder.sweep(path, held.header.data_name)
    folder.sweep_copies(path, held.header.dek_id)
