"""Making pages and files off the UI thread: the newest wish wins, and nothing is made twice."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.story import Past
from supportdesk.records import dataclass
from supportdesk.report.choices import Choices, Section
from supportdesk.report.document import Document
from supportdesk.report.network import MapPicture
from supportdesk.ui.worker import Worker

SHORT_TURN = 0.0005  # seconds a thread may hold the interpreter while big modules are loaded
PICTURES_KEPT = 6
ALWAYS_FINE = 140  # dots per inch from which small letters are never rough
ROUGH = 0.7  # of its dots has a page that is made anew at once; the fine one follows


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One page that somebody wants to see, in dots per inch of the screen; `fine` takes longer."""

    snapshot: Snapshot
    choices: Choices
    today: date
    page: int
    ppi: int
    before: Past | None = None
    fine: bool = False

    @property
    def source(self) -> tuple[Any, ...]:
        """What the document is made of."""
        return self.snapshot, self.choices, self.today, self.before

    @property
    def map_source(self) -> tuple[Any, ...]:
        """What the map is made of; while it stays the same, so does the picture."""
        chosen = self.choices
        marks = (chosen.edition, chosen.names, chosen.black_and_white, chosen.large_print)
        me, now = self.snapshot.me, self.snapshot
        people = (now.contacts, now.ties, now.places, me.sector_names, me.is_sample)
        return (*people, *marks, chosen.show_stressful, chosen.has(Section.MAP), self.today)


@dataclass(frozen=True, slots=True)
class _Known:
    """What was made before and may be used again."""

    source: tuple[Any, ...] | None = None
    document: Document | None = None
    pictures: tuple[tuple[tuple[Any, ...], MapPicture | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The pages (by number from 0) as PNG, how many there are, and what stands on them.

    The page that was wished for is read already; another one is when it is first looked at.
    """

    wish: Wish
    document: Document
    count: int
    drawn: dict[int, bytes]
    is_rough: bool = False
    _images: dict[int, QImage] = field(default_factory=dict)

    def has(self, page: int) -> bool:
        """Whether the picture of this page is here."""
        return page in self.drawn

    def image(self, page: int) -> QImage | None:
        """The picture of this page, if it is here."""
        if page in self.drawn and page not in self._images:
            image = QImage.fromData(self.drawn[page])
            self._images[page] = _halved(image) if self.wish.fine else image
        return self._images.get(page)


def _halved(image: QImage) -> QImage:
    return image.scaled(
        image.size() / 2, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


class Maker(QObject):
    """Makes what was wished for last. A wish that comes while another is made waits; older ones are let go.

    made(Made), failed(Exception)   only ever for the newest wish
    """

    made = Signal(object)
    failed = Signal(object)

    def __init__(self, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._known = _Known()
        self._wanted: Wish | None = None
        self._at_work = False
        self._interval = sys.getswitchinterval()

    def wish(self, wish: Wish) -> None:
        """Make this page; any wish before it is let go."""
        self._wanted = wish
        if not self._at_work:
            self._start()

    @property
    def is_busy(self) -> bool:
        """Whether a wish is still open."""
        return self._wanted is not None

    def _start(self) -> None:
        wish, known = self._wanted, self._known
        assert wish is not None
        self._at_work = True
        # The first time loads matplotlib and typst: short turns keep the window alive meanwhile.
        sys.setswitchinterval(SHORT_TURN)
        self._worker.run(lambda: _make(wish, known), self._done, self._failed_at)

    def _rest(self) -> None:
        self._at_work = False
        sys.setswitchinterval(self._interval)

    def _done(self, outcome: tuple[Made, _Known]) -> None:
        made, self._known = outcome
        self._rest()
        if made.wish is self._wanted:
            self._wanted = None
            self.made.emit(made)
        else:
            self._start()

    def _failed_at(self, error: Exception) -> None:
        self._rest()
        if isinstance(error, _MakingError) and error.wish is not self._wanted:
            self._start()
            return
        self._wanted = None
        self.failed.emit(error.__cause__ if isinstance(error, _MakingError) else error)

    def save(
        self,
        wish: Wish,
        path: Path,
        password: str,
        done: Callable[[Path], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Put the plan as a PDF at `path`, whole or not at all; "" locks nothing. Errors: ReportError."""
        known = self._known

        def work() -> Path:
            from supportdesk.report.locked import locked
            from supportdesk.report.save import save_atomically

            made = _whole(wish, known)
            save_atomically(path, locked(made, password) if password else made)
            return path

        self._worker.run(work, done, failed)

    def print(
        self, wish: Wish, send: Callable[[bytes], Any], done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:  # fmt: skip
        """Make the whole plan and give its bytes to `send`, which may wait; `done` gets what that answers."""
        known = self._known
        self._worker.run(lambda: send(_whole(wish, known)), done, failed)


def _whole(wish: Wish, known: _Known) -> bytes:
    from supportdesk.report import compile as press

    document, _known = _document(wish, known)
    return press.pdf(document)


class _MakingError(Exception):
    """A wish that could not be made; the reason is its cause."""

    def __init__(self, wish: Wish) -> None:
        super().__init__()
        self.wish = wish


def _make(wish: Wish, known: _Known) -> tuple[Made, _Known]:
    try:
        from supportdesk.report import compile as press

        document, known = _document(wish, known)
        rough = press.is_quick(document) and not wish.fine and wish.ppi < ALWAYS_FINE
        dots = 2 if wish.fine else ROUGH if rough else 1
        count, drawn = press.look(document, wish.page, round(wish.ppi * dots))
        made = Made(wish=wish, document=document, count=count, drawn=drawn, is_rough=rough)
        made.image(min(wish.page, count - 1))
    except Exception as error:
        raise _MakingError(wish) from error
    return made, known


def _document(wish: Wish, known: _Known) -> tuple[Document, _Known]:
    """The document of a wish, from what is known where nothing has changed."""
    from supportdesk.report.network import map_picture
    from supportdesk.report.whole import whole_document

    if known.document is not None and known.source == wish.source:
        return known.document, known
    key = wish.map_source
    found = next((picture for each, picture in known.pictures if each == key), None)
    picture = found or map_picture(wish.snapshot, wish.choices, wish.today)
    document = whole_document(wish.snapshot, wish.choices, wish.today, picture=picture, before=wish.before)
    others = tuple(each for each in known.pictures if each[0] != key)
    pictures = ((key, picture), *others)[:PICTURES_KEPT]
    return document, _Known(wish.source, document, pictures)
