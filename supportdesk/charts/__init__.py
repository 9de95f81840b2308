"""The support map drawn by matplotlib, the same on screen and on paper.

Importing this package or `view` and `alt` does not import matplotlib; `picture` and `drag` do.

Files and print:  picture.svg(view, size), picture.png(view, size, scale), alt.alt_text(view); a PDF page
is set by `report.map_page`. Sizes are (width, height) in pixels of 1/96 inch; PAGES names some.

A canvas on the screen:

    figure = Figure(figsize=(width / 96, height / 96), dpi=96 * device_pixel_ratio)
    canvas = FigureCanvasQTAgg(figure)             # or FigureCanvasAgg, painting its buffer oneself
    drawn = picture.draw(figure, view)             # then canvas.draw(); redraw only when `view` differs
    drawn.hit(x, y) -> contact id or None          # x, y in logical pixels from the top left
    drawn.hits_me(x, y); drawn.to_map(x, y) -> map units; drawn.nodes in map order for arrow keys

Nobody jumps while the map is open: keep the placement and hand it on with every change.

    placement = arrange(contacts, keep=placement.places)
    view = replace(view, contacts=contacts, placement=placement)

Dragging (a frame takes a few milliseconds; lines, ties, halo and label follow):

    drag = Drag(canvas, view, contact_id)          # draws everything else once
    box = drag.to(x, y)                            # then canvas.update(QRect of box), logical pixels
    ring, sector, angle, distance = snap(*drawn.to_map(x, y), radius=placement.radius)
    picture.draw(figure, new_view); canvas.draw()  # after the drop, or with the old view after Esc

A dropped contact gets ring, angle and distance; `arrange` honours them and nudges what would cover
another. `step(place, Step.IN, ...)` gives the same four for one press of an arrow key.
Zoom: `replace(view, zoom=1.6, centre=(x, y))` in map units, or `view.zoomed_to(sector)`; more labels
find room. Views with `preset` ENERGY or WHAT_IF are for the screen only: svg and png refuse them.
"""

from __future__ import annotations

from supportdesk.charts import engine

PAGES = {
    "a4": (794.0, 1123.0),
    "a4_landscape": (1123.0, 794.0),
    "letter": (816.0, 1056.0),
    "letter_landscape": (1056.0, 816.0),
}

# Before any module of this package imports matplotlib.
engine.prepare()
