"""What one store has read is handed to the next one of the same profile: records are frozen and may travel.

So a profile is read in the thread that unlocks it, and the UI thread opens the file without reading it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from supportdesk.store.store import Store

_known: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()  # goes with the profile


def keep(profile: Any, store: Store) -> None:
    """Remember what this store has read, for the next one. Between the two nobody may write."""
    _known[profile] = store.known


def take(profile: Any, store: Store) -> None:
    """Hand over what was remembered, once."""
    known = _known.pop(profile, None)
    if known is not None:
        store.know(known)
