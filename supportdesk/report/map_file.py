"""A picture of the map as a file: PNG, SVG or PDF, for the window and the command line alike."""

from __future__ import annotations

from supportdesk.charts import PAGES
from supportdesk.charts.view import MapView

DOTS = 2.0  # to a pixel, in a PNG
ENDINGS = ("png", "svg", "pdf")


def map_file(ending: str, view: MapView, paper: str = "a4") -> bytes:
    """The bytes for an ending of `ENDINGS`; a map to fill in stands upright, others lie.

    Errors: ValueError for a view that is private, ReportError.
    """
    size = PAGES[paper if view.to_fill_in else f"{paper}_landscape"]
    if ending == "pdf":
        from supportdesk.report.map_page import map_page

        return map_page(view, size)
    from supportdesk.charts import picture

    return picture.svg(view, size) if ending == "svg" else picture.png(view, size, DOTS)
