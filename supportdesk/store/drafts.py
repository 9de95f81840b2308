"""What is half written: one page of the file, with a piece for each place that is written in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from supportdesk.store.store import Store

_PAGE = "drafts"
CHECK_INS = "check-ins"


class Drafts:
    """Reads and keeps them. This is no change of the person's: nothing to undo."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> dict[str, Any]:
        """Plain values by place."""
        kept = self._store.page(_PAGE)
        if isinstance(kept, list):  # as it was while only check-ins were kept
            kept = {CHECK_INS: kept}
        return kept if isinstance(kept, dict) else {}

    def keep(self, changed: Mapping[str, Any]) -> None:
        """Remember these places over a lock; an empty value empties its place."""
        before = self.all()
        after = {place: value for place, value in {**before, **changed}.items() if value}
        if after != before:
            with self._store.writing(None):
                self._store.write_page(_PAGE, after)

    def forget_contacts(self, gone: frozenset[str]) -> None:
        """Take out the check-ins that mention one of these contacts (inside `writing`)."""
        there = self.all()
        checkins = there.get(CHECK_INS)
        if isinstance(checkins, list):
            left = [each for each in checkins if not any(id_ in json.dumps(each) for id_ in gone)]
            self._store.write_page(_PAGE, {**there, CHECK_INS: left})
