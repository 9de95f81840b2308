"""One matplotlib figure of the map, drawn by Agg and looked at as a QImage."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from supportdesk.charts.view import MapView

if TYPE_CHECKING:
    from supportdesk.charts.layer import Drawn

PER_INCH = 96.0
# A thread hands over this often while matplotlib is imported, so that the window goes on answering.
QUICK_SWITCH = 0.0005


@dataclass(slots=True)
class Sheet:
    """A matplotlib figure of one size in logical pixels and dots to a pixel, and what is drawn on it."""

    width: int
    height: int
    ratio: float
    figure: Any = field(init=False)
    agg: Any = field(init=False)
    drawn: Drawn = field(init=False)
    image: QImage = field(init=False)
    _buffer: Any = field(init=False, default=None)

    def __post_init__(self) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        # The hair more keeps the float division from costing the last row of dots.
        size = (self.width + 0.01) / PER_INCH, (self.height + 0.01) / PER_INCH
        self.figure = Figure(figsize=size, dpi=PER_INCH * self.ratio)
        self.agg = FigureCanvasAgg(self.figure)

    def fits(self, width: int, height: int, ratio: float) -> bool:
        """Whether it is a sheet of this size."""
        return (self.width, self.height, self.ratio) == (width, height, ratio)

    def draw(self, view: MapView) -> None:
        """Draw the whole picture."""
        from supportdesk.charts import picture

        self.drawn = picture.draw(self.figure, view)
        self.agg.draw()
        self.take()

    def take(self) -> None:
        """Look at the canvas's dots as a QImage, without a copy."""
        buffer = self.agg.buffer_rgba()
        height, width = buffer.shape[:2]
        # The QImage lives on these bytes.
        self._buffer = buffer
        self.image = QImage(buffer, width, height, width * 4, QImage.Format.Format_RGBX8888)
        self.image.setDevicePixelRatio(self.ratio)


def first_sheet(width: int, height: int, ratio: float, view: MapView) -> Sheet:
    """Import matplotlib and draw the first picture; for the worker."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(QUICK_SWITCH)
    try:
        sheet = Sheet(width, height, ratio)
        sheet.draw(view)
    finally:
        sys.setswitchinterval(before)
    return sheet
