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

import supportdesk
from supportdesk.report.document import Document
from supportdesk.report.errors import ReportError

_UNDRAWABLE = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_DISALLOWED = re.compile(r'disallowed codepoint `"((?:[^"\\]|\\.)+)"`')
_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")
_STAND_IN = "\u25a1"
_ROUNDS = 6
_DEFAULT_PPI = 110.0


class Press:
    """Sets documents. Safe to use from a worker thread; one compilation at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._compiler: Any = None
        self._undrawable: set[str] = set()

    def pdf(self, document: Document) -> bytes:
        """The document as a tagged PDF/UA-1 file; the same bytes for the same document and fonts.

        Letters that no font of this computer has are printed as an empty box. Errors: ReportError.
        """
        pages = self._set(document, format="pdf", pdf_standards=["ua-1"], timestamp=_timestamp(document))
        return b"".join(pages)

    def pages_png(
        self, document: Document, ppi: float = _DEFAULT_PPI, pages: Sequence[int] | None = None
    ) -> tuple[bytes, ...]:
        """The pages (from 0; all by default) as PNG pictures. A page that is not there is left out."""
        raise NotImplementedError

    def forget(self) -> None:
        """Drop the compiler with what it remembers of the last document."""
        with self._lock:
            self._compiler = None
            self._undrawable = set()

    def _set(self, document: Document, **wanted: Any) -> list[bytes]:
        with self._lock:
            return self._until_drawable(document, wanted)

    def _until_drawable(self, document: Document, wanted: dict[str, Any]) -> list[bytes]:
        import typst

        compiler = self._ready()
        for _round in range(_ROUNDS):
            try:
                made = compiler.compile(sys_inputs=self._inputs(document), **wanted)
            except typst.TypstError as error:
                found = _undrawable(str(error.diagnostic))
                if not found - self._undrawable:
                    break
                self._undrawable |= found
            else:
                return list(made) if isinstance(made, list) else [made]
        # The diagnostic may hold the person's words, so it ends here.
        raise ReportError("cannot_set") from None

    def _inputs(self, document: Document) -> dict[str, str]:
        text = json.dumps(document.data, ensure_ascii=False)
        for each in sorted(self._undrawable, key=len, reverse=True):
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


_press = Press()


def pdf(document: Document) -> bytes:
    """`Press.pdf` of the one press of this process."""
    return _press.pdf(document)


def pages_png(
    document: Document, ppi: float = _DEFAULT_PPI, pages: Sequence[int] | None = None
) -> tuple[bytes, ...]:
    """`Press.pages_png` of the one press of this process."""
    return _press.pages_png(document, ppi, pages)


def forget() -> None:
    """`Press.forget` of the one press of this process."""
    _press.forget()


def templates() -> Path:
    """The folder of the templates, beside the package or inside it. Errors: "templates_missing"."""
    package = Path(supportdesk.__file__).parent
    for base in (package, package.parent):
        folder = base / "resources" / "typst"
        if (folder / "plan.typ").is_file():
            return folder
    raise ReportError("templates_missing")


def _timestamp(document: Document) -> int:
    """Seconds since 1970: SOURCE_DATE_EPOCH where it is set, else noon of the document's day."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return int(epoch)
    return int(datetime.combine(document.day, time(12), UTC).timestamp())


def _undrawable(diagnostic: str) -> set[str]:
    """The pieces of text typst could not set."""
    pieces = [*_UNDRAWABLE.findall(diagnostic), *_DISALLOWED.findall(diagnostic)]
    return {_ESCAPE.sub(_unescaped, each) for each in pieces} - {_STAND_IN}


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[2]
