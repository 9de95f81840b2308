"""The only place with peewee and tables: one open profile, one snapshot, one way to write."""

from supportdesk.store.errors import StoreError
from supportdesk.store.store import Store
from supportdesk.store.undo import Change, Did

__all__ = ["Change", "Did", "Store", "StoreError"]
