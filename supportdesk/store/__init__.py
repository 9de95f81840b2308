"""The only place with peewee and tables: one open profile, one snapshot, one way to write.

Importing the package loads no peewee; that comes with the parts of a store (`parts`).
"""

from supportdesk.store.drafts import CHECK_INS
from supportdesk.store.errors import StoreError
from supportdesk.store.listing import Listing, Word, day_of
from supportdesk.store.long import Long, Piece
from supportdesk.store.migrations import NEWEST as NEWEST_SCHEMA
from supportdesk.store.rules import TRASH_DAYS
from supportdesk.store.store import Store
from supportdesk.store.undo import Change, Did
from supportdesk.store.upgrade import read_ahead
from supportdesk.store.warm import is_warm, warm_up

__all__ = [
    "CHECK_INS",
    "NEWEST_SCHEMA",
    "TRASH_DAYS",
    "Change",
    "Did",
    "Listing",
    "Long",
    "Piece",
    "Store",
    "StoreError",
    "Word",
    "day_of",
    "is_warm",
    "read_ahead",
    "warm_up",
]
