"""The backups that are made by themselves: beside the data file, a few of them, thinned by number and not by
time.

Their header has no slot. The profile's own header opens them, so an old password never does; without it
the recovery key does.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from supportdesk.vault import backup, datafile, folder
from supportdesk.vault.backup import Backup, Source
from supportdesk.vault.errors import VaultError

_NEWEST, _WEEKLY, _MONTHLY = 3, (7, 2), (28, 2)


def found(profile: Path) -> tuple[Path, ...]:
    """The automatic backups in a profile's folder, the newest first."""
    try:
        paths = [path for path in (profile / folder.BACKUPS).iterdir() if folder.COPY.fullmatch(path.name)]
    except OSError:
        return ()
    return tuple(sorted(paths, key=_number, reverse=True))


def readable(profile: Path) -> tuple[Backup, ...]:
    """Those of them that can be read, the newest first."""
    whole = []
    for path in found(profile):
        with contextlib.suppress(VaultError):
            whole.append(backup.read(path))
    return tuple(each for each in whole if each.profile_id == profile.name)


def newest_day(profile: Path) -> date | None:
    """The local day of the newest one; None where there is none."""
    known = readable(profile)[:1]
    return known[0].made.astimezone().date() if known else None


def make_if_due(source: Source, today: date, moved: backup.Moved = backup.unwatched) -> bool:
    """Make one, unless one was made today or nothing has changed since the last. For a worker.

    Errors: as in `backup.save`. What was there before is thinned only after the new one is whole.
    """
    profile = source.data.parent
    mine = [path for path in found(profile) if _key(path) == source.header.dek_id]
    state = _state(source.data)
    if mine and not _is_due(mine[0], today, state):
        return False
    place = profile / folder.BACKUPS
    with backup.on_target():
        place.mkdir(mode=0o700, exist_ok=True)
    number = max(map(_number, found(profile)), default=0) + 1
    header = replace(source.header, data_name="data-1.db", slots=())
    target = place / f"{header.dek_id}-{number}.supportdesk"
    backup.write(source, header, target, of=state, moved=moved)
    thin(profile)
    return True


def kept(numbers: Iterable[int]) -> frozenset[int]:
    """Which of the numbers stay: the newest three, and further back two of each 7 and two of each 28.

    Whatever the clock of the computer says, the newest ones stay.
    """
    listed = sorted(numbers, reverse=True)
    stay = set(listed[:_NEWEST])
    for every, count in (_WEEKLY, _MONTHLY):
        stay |= set([each for each in listed if each % every == 0][:count])
    return frozenset(stay)


def thin(profile: Path) -> None:
    """Delete what `kept` does not name."""
    paths = {_number(path): path for path in found(profile)}
    for number in paths.keys() - kept(paths):
        with contextlib.suppress(OSError):
            paths[number].unlink()


def remove_all(profile: Path) -> None:
    """Delete every one of them. Errors: VaultError "read_only", "io_failed"."""
    with datafile.translated():
        for path in found(profile):
            path.unlink(missing_ok=True)


def bring_over(old: Path, new: Path, dek_id: str) -> None:
    """Move those that the restored profile's key opens into its folder; what stays is not lost either."""
    with contextlib.suppress(OSError):
        paths = [path for path in found(old) if _key(path) == dek_id]
        if paths:
            (new / folder.BACKUPS).mkdir(mode=0o700, exist_ok=True)
        for path in paths:
            if not (new / folder.BACKUPS / path.name).exists():
                path.replace(new / folder.BACKUPS / path.name)
        folder.sync_folder(new)


def _is_due(newest: Path, today: date, state: str) -> bool:
    try:
        last = backup.read(newest)
    except VaultError:
        return True
    # A clock that was wrong brings one backup too many, never one too few.
    return last.of != state and last.made.astimezone().date() != today


def _state(data: Path) -> str:
    try:
        told = data.stat()
    except OSError:
        return ""
    return f"{told.st_size}.{told.st_mtime_ns}"


def _number(path: Path) -> int:
    name = folder.COPY.fullmatch(path.name)
    return int(name[2]) if name else 0


def _key(path: Path) -> str:
    name = folder.COPY.fullmatch(path.name)
    return name[1] if name else ""
