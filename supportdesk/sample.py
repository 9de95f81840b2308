"""The sample profile in a store that lives in memory only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from supportdesk.content.sample import SampleProfile, load
from supportdesk.store import Store


def sample_store(today: Callable[[], date]) -> Store:
    """A fresh in-memory store filled with the sample, dated to end this week."""
    store = Store.in_memory(today)
    fill(store, load(today()))
    return store


def fill(store: Store, sample: SampleProfile) -> None:
    """Put a whole sample into an empty store, with the past of its contacts; not undoable."""
    with store.writing(None):
        store.add_stages(sample.stages, change=None)
        store.checkins.add_many(sample.checkins, change=None)
        store.goals.add_many(sample.goals, change=None)
        store.notes.add_many(sample.notes, change=None)
        store.plans.save(sample.plan, undoable=False)
        store.versions.add(sample.versions)
        store.save_me(replace(sample.me, is_sample=True, first_steps_done=True), undoable=False)
