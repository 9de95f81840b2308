"""The map alone as a PDF page: tagged (PDF/UA-1), with its words, and with nothing of when it was made."""

from __future__ import annotations

from dataclasses import replace

from supportdesk.charts.alt import alt_text
from supportdesk.charts.view import MapView, Names
from supportdesk.report.compile import templates
from supportdesk.report.errors import ReportError

_POINTS = 72.0 / 96.0


def map_page(view: MapView, size: tuple[float, float]) -> bytes:
    """A page of `size` (pixels of 1/96 inch). The same bytes for the same view.

    The title names nobody. Errors: ValueError for a view that is private, ReportError "cannot_set".
    """
    from supportdesk.charts import picture

    drawn = picture.svg(view, size).decode("utf-8")
    # A letter in a name that no PDF may hold costs the names, not the words.
    for words in (alt_text(view), alt_text(replace(view, names=Names.NONE))):
        made = _set(drawn, words, size)
        if made is not None:
            return made
    raise ReportError("cannot_set")


def _set(svg: str, alt: str, size: tuple[float, float]) -> bytes | None:
    import typst

    from supportdesk.words import _

    folder = templates()
    inputs = {
        "svg": svg,
        "alt": alt,
        "title": _("Picture"),
        "width": str(size[0] * _POINTS),
        "height": str(size[1] * _POINTS),
    }
    try:
        made = typst.compile(
            str(folder / "picture.typ"),
            root=str(folder),
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
        )
    except typst.TypstError:
        return None
    return bytes(made)
