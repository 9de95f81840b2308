"""A JSON file, told by what is in it: everything of a profile, or a map from easyNWK."""

from __future__ import annotations

from datetime import date

from supportdesk.domain.errors import DomainError
from supportdesk.exchange.easynwk import EasyMap, read_easynwk
from supportdesk.exchange.incoming import FILE_LIMIT
from supportdesk.exchange.whole import FORMAT, Whole, from_json

_START = 4_096


def read_json(data: bytes, today: date) -> Whole | EasyMap:
    """What the file holds. Errors: those of `from_json`, and "import_too_many" of a map."""
    if FORMAT.encode() in data[:_START] or len(data) > FILE_LIMIT:
        return from_json(data)
    try:
        return read_easynwk(data, today)
    except DomainError as error:
        if error.code != "import_not_easynwk":
            raise
        return from_json(data)
