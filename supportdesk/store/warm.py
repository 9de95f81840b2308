"""Imports what a store needs for its first change, with peewee: for a thread, before anybody waits for it."""

from __future__ import annotations

import sys


def is_warm() -> bool:
    """Whether a change would import nothing any more."""
    return f"{__package__}.finding" in sys.modules and f"{__package__}.plans" in sys.modules


def warm_up() -> None:
    """Import every part of a store."""
    import supportdesk.store.checkins
    import supportdesk.store.contacts
    import supportdesk.store.database
    import supportdesk.store.drafts
    import supportdesk.store.finding
    import supportdesk.store.goals
    import supportdesk.store.notes
    import supportdesk.store.plan_versions
    import supportdesk.store.plans
    import supportdesk.store.ties  # noqa: F401
