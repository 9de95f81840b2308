"""From a document to PDF bytes or page pictures, with one typst compiler kept between calls."""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from supportdesk.content.resources import resources_folder
from supportdesk.report.choices import Edition, Paper
from supportdesk.report.document import Document
from supportdesk.report.errors import ReportError

_UNDRAWABLE = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_DISALLOWED = re.compile(r'disallowed codepoint `"((?:[^"\\]|\\.)+)"`')
_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")
_STAND_IN = "\u25a1"
_ROUNDS = 6
_DEFAULT_PPI = 110.0
_POINTS_PER_INCH = 72.0
# Of these every page is drawn at once: that takes less time than drawing one page by itself.
_FEW_PAGES = frozenset(Edition) - {Edition.FULL, Edition.THERAPIST}
# Outside of what the plan's own font holds: Latin, and the signs our sentences use.
_RARE = re.compile("[^\\x00-\u017f\u2010-\u2026\u200b]")
_POINTS = {Paper.A4: (595.276, 841.89), Paper.LETTER: (612.0, 792.0)}
_PAGE_COUNT = re.compile(rb"/Type\s*/Pages\s*/Count (\d+)")


class Press:
    """Sets documents. Safe to use from a worker thread; one compilation at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._compiler: Any = None
        self._pictures: Any = None
        self._sheets: tuple[Document, list[str]] | None = None
        self._undrawable: set[str] = set()

    def pdf(self, document: Document) -> bytes:
        """The document as a tagged PDF/UA-1 file; the same bytes for the same document and fonts.

        Letters that no font of this computer has are printed as an empty box. Errors: ReportError.
        """
        with self._lock:
            return self._until_drawable(document)

    def pages_png(
        self, document: Document, ppi: float = _DEFAULT_PPI, pages: Sequence[int] | None = None
    ) -> tuple[bytes, ...]:
        """The pages (from 0; all by default) as PNG pictures; a page that is not there is left out.

        They are the pages of `pdf(document)`. Errors: ReportError.
        """
        self._find_letters(document)
        with self._lock:
            if pages is None:
                return tuple(self._all_drawn(document, ppi))
            sheets = self._set_out(document)
            wanted = [each for each in pages if 0 <= each < len(sheets)]
            return tuple(self._drawn(sheets[each], ppi, document.paper) for each in wanted)

    def look(self, document: Document, page: int, ppi: float = _DEFAULT_PPI) -> tuple[int, dict[int, bytes]]:
        """How many pages there are, and PNG pictures of at least the page asked for (or the last one).

        The cheapest way to show one page: of several pages only this one is made a picture, and the next
        one of the same document needs no setting. Where `is_quick` says so its small letters are a little
        rough; at twice the dots, made half as large, they are not. Errors: ReportError.
        """
        self._find_letters(document)
        with self._lock:
            if document.edition in _FEW_PAGES:
                drawn = self._all_drawn(document, ppi)
                return len(drawn), dict(enumerate(drawn))
            sheets = self._set_out(document)
            wanted = min(max(page, 0), len(sheets) - 1)
            return len(sheets), {wanted: self._drawn(sheets[wanted], ppi, document.paper)}

    def page_count(self, document: Document) -> int:
        """How many pages the document has. Errors: ReportError."""
        return _pages_of(self.pdf(document))

    def forget(self) -> None:
        """Drop the compiler with what it remembers of the last document."""
        with self._lock:
            self._compiler = self._pictures = self._sheets = None
            self._undrawable = set()

    def _until_drawable(self, document: Document) -> bytes:
        import typst

        compiler = self._ready()
        for _round in range(_ROUNDS):
            inputs = self._inputs(document)
            try:
                return bytes(
                    compiler.compile(
                        format="pdf",
                        sys_inputs=inputs,
                        pdf_standards=["ua-1"],
                        timestamp=_timestamp(document),
                    )
                )
            except typst.TypstError as error:
                found = _undrawable(str(error.diagnostic))
                if not found - self._undrawable:
                    break
                self._undrawable |= found
        # The diagnostic may hold the person's words, so it ends here.
        raise ReportError("cannot_set") from None

    def _all_drawn(self, document: Document, ppi: float) -> list[bytes]:
        """Every page, straight from the document: the quickest way for a few pages."""
        import typst

        try:
            drawn = self._ready().compile(format="png", ppi=ppi, sys_inputs=self._inputs(document))
        except typst.TypstError:
            raise ReportError("cannot_set") from None
        return list(drawn) if isinstance(drawn, list) else [drawn]

    def _find_letters(self, document: Document) -> None:
        """Find out which letters have no font here, so that a picture shows what the file will hold."""
        if _has_rare_letters(document):
            self.pdf(document)

    def _set_out(self, document: Document) -> list[str]:
        """Every page as SVG; those of the last document are kept."""
        import typst

        if self._sheets is None or self._sheets[0] is not document:
            try:
                made = self._ready().compile(format="svg", sys_inputs=self._inputs(document))
            except typst.TypstError:
                raise ReportError("cannot_set") from None
            all_pages = made if isinstance(made, list) else [made]
            self._sheets = document, [each.decode("utf-8") for each in all_pages]
        return self._sheets[1]

    def _drawn(self, sheet: str, ppi: float, paper: Paper) -> bytes:
        """One page as PNG: a dot of the page is a dot of the picture, so that letters stay sharp."""
        import typst

        if self._pictures is None:
            folder = templates()
            self._pictures = typst.Compiler(
                str(folder / "page.typ"), root=str(folder), ignore_system_fonts=True
            )
        width, height = (str(round(points * ppi / _POINTS_PER_INCH)) for points in _POINTS[paper])
        try:
            drawn = self._pictures.compile(
                format="png",
                ppi=_POINTS_PER_INCH,
                sys_inputs={"page": sheet, "width": width, "height": height},
            )
        except typst.TypstError:
            raise ReportError("cannot_set") from None
        return bytes(drawn)

    def _inputs(self, document: Document) -> dict[str, str]:
        text = json.dumps(document.data, ensure_ascii=False)
        for each in sorted(self._undrawable, key=lambda piece: (-len(piece), piece)):
            text = text.replace(each, _STAND_IN)
        return {"data": text, "map": document.svg}

    def _ready(self) -> Any:
        if self._compiler is None:
            import fontpkg_atkinson_hyperlegible as fonts
            import typst

            folder = templates()
            self._compiler = typst.Compiler(
                str(folder / "plan.typ"), root=str(folder), font_paths=[str(fonts.ROOT / "files")]
            )
        return self._compiler


def is_quick(document: Document) -> bool:
    """Whether `look` makes a picture of one page alone, by the quick way."""
    return document.edition not in _FEW_PAGES


_press = Press()


def pdf(document: Document) -> bytes:
    """`Press.pdf` of the one press of this process."""
    return _press.pdf(document)


def pages_png(
    document: Document, ppi: float = _DEFAULT_PPI, pages: Sequence[int] | None = None
) -> tuple[bytes, ...]:
    """`Press.pages_png` of the one press of this process."""
    return _press.pages_png(document, ppi, pages)


def look(document: Document, page: int, ppi: float = _DEFAULT_PPI) -> tuple[int, dict[int, bytes]]:
    """`Press.look` of the one press of this process."""
    return _press.look(document, page, ppi)


def page_count(document: Document) -> int:
    """`Press.page_count` of the one press of this process."""
    return _press.page_count(document)


def forget() -> None:
    """`Press.forget` of the one press of this process."""
    _press.forget()


def templates() -> Path:
    """The folder of the templates. Errors: ReportError "templates_missing"."""
    try:
        folder = resources_folder() / "typst"
    except FileNotFoundError:
        raise ReportError("templates_missing") from None
    if not (folder / "plan.typ").is_file():
        raise ReportError("templates_missing")
    return folder


def _has_rare_letters(document: Document) -> bool:
    return _RARE.search(json.dumps(document.data, ensure_ascii=False)) is not None


def _timestamp(document: Document) -> int:
    """Seconds since 1970: SOURCE_DATE_EPOCH where it is set, else noon of the document's day."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return int(epoch)
    return int(datetime.combine(document.day, time(12), UTC).timestamp())


def _undrawable(diagnostic: str) -> set[str]:
    """The pieces of text typst could not set."""
    pieces = [*_UNDRAWABLE.findall(diagnostic), *_DISALLOWED.findall(diagnostic)]
    return {text for each in pieces if not (text := _ESCAPE.sub(_unescaped, each)).isascii()} - {_STAND_IN}


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[2]


def _pages_of(made: bytes) -> int:
    """The number of pages, from the page tree's own count (typst writes one tree, uncompressed)."""
    counts = [int(found) for found in _PAGE_COUNT.findall(made)]
    return max(counts, default=1)
