"""Opens the only profile of this computer by its key store before the window is shown.

Such a profile opens without a question, so the person sees Today first and not a page that says
"opening". Whatever goes wrong is left to the gate, which asks for the same profile and gets this answer.

The opening is done in a thread because a key store may take its time. It begins when the window waits for it
and not sooner: two threads that both run Python take an eighth longer than one after the other.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from supportdesk.vault import OpenVault, Profiles

_ARENA_MAX = -8  # of mallopt, malloc.h


def share_one_heap() -> None:
    """Let all threads take memory from one heap, before there is a second thread.

    Else glibc begins a heap for each thread, which grows by a call of the kernel for every few pages: a
    hundredth of a second at each start. Python lets one thread at a time take memory anyway.
    """
    if sys.platform.startswith("linux"):
        import ctypes

        with contextlib.suppress(OSError, AttributeError):  # another C library has no such thing
            ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


class HeadStart:
    """Stands for `profiles`, with one opening in a thread."""

    def __init__(self, profiles: Profiles, profile_id: str) -> None:
        self._profiles = profiles
        self._profile_id = profile_id
        self._vault: OpenVault | None = None
        self._error: Exception | None = None
        self._taken = False
        self._thread = threading.Thread(target=self._open, daemon=True)
        self._begun = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._profiles, name)

    def wait(self, seconds: float) -> OpenVault | None:
        """The profile, opened now, if that takes no longer; to be taken once. None leaves it for the gate."""
        self._begin()
        self._thread.join(seconds)
        if self._thread.is_alive() or self._vault is None:
            return None
        self._taken = True
        return self._vault

    def open_with_keystore(self, profile_id: str) -> OpenVault:
        """What `wait` was for, for the first who asks; later ones begin their own."""
        if self._taken or profile_id != self._profile_id:
            return self._profiles.open_with_keystore(profile_id)
        self._taken = True
        self._begin()
        self._thread.join()
        if self._vault is None:
            raise self._error or RuntimeError
        return self._vault

    def _begin(self) -> None:
        if not self._begun:
            self._begun = True
            self._thread.start()

    def _open(self) -> None:
        try:
            vault = self._profiles.open_with_keystore(self._profile_id)
            from datetime import date

            from supportdesk.store import read_ahead

            self._vault = read_ahead(vault, date.today)
        except Exception as error:
            self._error = error


def head_start(profiles: Profiles) -> HeadStart | None:
    """Where there is just one profile and it opens by itself."""
    from supportdesk.vault import VaultError

    try:
        known = profiles.list()
    except VaultError:
        return None
    if len(known) != 1 or known[0].damaged or known[0].has_password or not known[0].has_keystore_slot:
        return None
    return HeadStart(profiles, known[0].id)
