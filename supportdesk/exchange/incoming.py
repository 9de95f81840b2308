"""What a file brings: contacts that may come in, parts that cannot be read, and the limits of a file."""

from __future__ import annotations

from collections.abc import Callable

from supportdesk.domain.contact import Contact
from supportdesk.domain.errors import DomainError
from supportdesk.records import dataclass

MB = 1_000_000
FILE_LIMIT = 20 * MB  # bytes of a vCard or CSV file
WHOLE_LIMIT = 100 * MB  # bytes of a JSON file, which may hold hundreds of photos
CARD_LIMIT = MB  # bytes of one card without its pictures, characters of one row
PHOTO_LIMIT = MB  # bytes of one picture
CONTACT_LIMIT = 10_000  # cards or rows of a file

Progress = Callable[[int, int], None]
"""Called with (done, of all) while a file is read. It may raise `Stopped` to give up."""


class Stopped(Exception):  # noqa: N818 (a wish, not a fault)
    """Raised by a `Progress` to give up reading; nothing has been kept then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A contact that may come in, from card or row `number` (from 1, as the file counts).

    `photo` holds the picture as it stands in the file, with all it may carry along (place, camera):
    it has to be shrunk and stripped before it is kept. `left_out` names what the contact cannot hold.
    """

    number: int
    contact: Contact
    photo: bytes | None = None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BadPart:
    """A card or row that cannot come in: which, whose where that can be read, and the code of why."""

    number: int
    name: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """All that a file brings, in its order.

    `left_out` holds the names of properties (vCard) or headers (CSV) that no contact has a place for,
    each once.
    """

    contacts: tuple[Candidate, ...] = ()
    bad: tuple[BadPart, ...] = ()
    left_out: tuple[str, ...] = ()


def incoming(contacts: list[Candidate], bad: list[BadPart], also: tuple[str, ...] = ()) -> Incoming:
    """The whole, with what was left out of any of them in the order it first came up."""
    left = dict.fromkeys((*also, *(name for each in contacts for name in each.left_out)))
    return Incoming(contacts=tuple(contacts), bad=tuple(bad), left_out=tuple(left))


def check_size(size: int, limit: int = FILE_LIMIT) -> None:
    """Refuse a file of more than `limit` bytes, best before it is read.

    Errors: DomainError "import_too_big".
    """
    if size > limit:
        raise DomainError("import_too_big", limit=limit // MB)


def check_count(count: int) -> None:
    """Refuse too many cards or rows. Errors: DomainError "import_too_many"."""
    if count > CONTACT_LIMIT:
        raise DomainError("import_too_many", limit=CONTACT_LIMIT)
