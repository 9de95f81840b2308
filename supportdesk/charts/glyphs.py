"""Text as outlines: shaped once, kept by glyph and by string, so that labels cost almost nothing.

Atkinson Hyperlegible first, DejaVu Sans for what it lacks. Shaping and right-to-left order come
from matplotlib's own HarfBuzz and bidi. A character that no font here has becomes a small box.
"""

from __future__ import annotations

import math
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Any

import fontpkg_atkinson_hyperlegible as atkinson
import matplotlib as mpl
import numpy as np
from matplotlib.font_manager import get_font
from matplotlib.path import Path as Outline
from matplotlib.textpath import text_to_path
from numpy.typing import NDArray

from supportdesk.records import dataclass

ELLIPSIS = "…"
_SIZE = 100.0
_ROOT = Path(atkinson.ROOT) / "files"
_FILES = {False: "AtkinsonHyperlegible-Regular.ttf", True: "AtkinsonHyperlegible-Bold.ttf"}
_DEJAVU = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
# Where computers keep a font with Chinese, Japanese and Korean signs; asked only when one is needed.
_WIDE = {
    "linux": (
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
        "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    ),
    "win32": (
        "C:/Windows/Fonts/msyh.ttc",
        "C:/Windows/Fonts/YuGothR.ttc",
        "C:/Windows/Fonts/malgun.ttf",
    ),
    "darwin": ("/System/Library/Fonts/PingFang.ttc", "/System/Library/Fonts/Hiragino Sans GB.ttc"),
}
_BOX = "□"
_NEAR = 0.12  # of the size: points of a halo closer than this are thinned out
# Not drawn by any of these fonts, and not missed: joiners, variation selectors, marks of direction.
_INVISIBLE = {"Cf", "Cc", "Cs", "Co", "Cn", "Mn", "Me"}
_lock = Lock()


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A shaped line of text of size 1: outline (y up, from the base line), and the box of its ink.

    It begins at x = 0; `ascent` and `descent` are at least those of Latin letters.
    """

    vertices: NDArray[np.float64]
    codes: NDArray[np.uint8]
    width: float
    ascent: float
    descent: float
    # Each glyph's first vertex, for text along a circle.
    starts: tuple[int, ...]


ASCENT = 0.74
DESCENT = 0.22


@lru_cache(maxsize=4096)
def shape(line: str, bold: bool = False) -> Text:
    """The outline of one line of text at size 1; see `Text`."""
    with _lock:
        font = _font(bold, _needs_wide(line, bold))
        shown = _drawable(line, bold)
        font.set_size(_SIZE, 72)
        glyphs, outlines, _rects = text_to_path.get_glyphs_with_font(font, shown, _outlines(bold))
        parts = [(outlines[name], x, y) for name, x, y, _scale in glyphs]
    return _joined(parts)


def width(line: str, size: float, *, bold: bool = False) -> float:
    """How wide the line is at this size, in the size's unit."""
    return shape(line, bold).width * size


def height(line: str) -> float:
    """How tall the ink of the line is at size 1, at least as tall as Latin letters."""
    text = shape(line)
    return text.ascent + text.descent


def fitted(line: str, size: float, limit: float, *, bold: bool = False) -> str:
    """The line, or as much of its start as fits into `limit` with an ellipsis."""
    if width(line, size, bold=bold) <= limit:
        return line
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if width(line[:middle].rstrip() + ELLIPSIS, size, bold=bold) <= limit:
            low = middle
        else:
            high = middle - 1
    return line[: max(1, low)].rstrip() + ELLIPSIS


def compound(pieces: Iterable[tuple[Text, float, float, float]]) -> Outline | None:
    """One outline of many texts: (text, size, x, y of the base line), y down; None for no ink."""
    vertices, codes = [], []
    for text, size, x, y in pieces:
        if len(text.codes):
            vertices.append(text.vertices * np.array((size, -size)) + np.array((x, y)))
            codes.append(text.codes)
    if not vertices:
        return None
    return Outline(np.concatenate(vertices), np.concatenate(codes))


@lru_cache(maxsize=4096)
def coarse(line: str) -> Text:
    """The outline with only as many points as a halo needs: no curves, and none close to the one before."""
    text = shape(line)
    codes = text.codes.copy()
    keep = np.ones(len(codes), dtype=bool)
    curved = np.flatnonzero(codes == Outline.CURVE3)
    keep[curved[::2]] = False
    codes[curved] = Outline.LINETO
    vertices, codes = text.vertices[keep], codes[keep]
    inner = (codes == Outline.LINETO) & (np.roll(codes, -1) == Outline.LINETO)
    near = np.hypot(*(vertices - np.roll(vertices, 1, axis=0)).T) < _NEAR
    drop = inner & near & (np.arange(len(codes)) % 2 == 0)
    return replace(text, vertices=vertices[~drop], codes=codes[~drop], starts=())


def along_circle(text: Text, size: float, radius: float, angle: float, middle: tuple[float, float]) -> Text:
    """The text bent round `middle` with its middle at `angle` (clockwise from the top), upright.

    On the lower half the text runs anticlockwise. `radius` is that of the text's middle height. The
    result is in place already: use it with size 1 at (0, 0) in `compound`.
    """
    lower = 90 < angle % 360 < 270
    base = radius + (ASCENT - DESCENT) / 2 * size * (1 if lower else -1)
    vertices = np.empty_like(text.vertices)
    bounds = [*text.starts, len(text.vertices)]
    for start, end in pairwise(bounds):
        glyph = text.vertices[start:end] * size
        if not len(glyph):
            continue
        centre = (glyph[:, 0].min() + glyph[:, 0].max()) / 2
        offset = math.degrees((centre - text.width * size / 2) / base)
        turn = math.radians(angle - 180 - offset if lower else angle + offset)
        # In y-up terms the glyph turns clockwise by `turn` about its spot on the circle.
        x, y = glyph[:, 0] - centre, glyph[:, 1]
        out = base * (-1 if lower else 1)
        spot_x, spot_y = out * math.sin(turn), out * math.cos(turn)
        vertices[start:end, 0] = middle[0] + spot_x + x * math.cos(turn) + y * math.sin(turn)
        vertices[start:end, 1] = -middle[1] + spot_y - x * math.sin(turn) + y * math.cos(turn)
    return replace(text, vertices=vertices)


@cache
def _outlines(bold: bool) -> dict[str, Any]:
    """The store of glyph outlines that matplotlib fills and asks."""
    del bold
    return {}


@cache
def _font(bold: bool, wide: bool) -> Any:
    data = Path(mpl.get_data_path()) / "fonts/ttf"
    files = [_ROOT / _FILES[bold], data / _DEJAVU[bold]]
    extra = _wide_file()
    if wide and extra is not None:
        files.append(extra)
    return get_font([str(each) for each in files])


@cache
def _wide_file() -> Path | None:
    return next((Path(each) for each in _WIDE.get(sys.platform, ()) if Path(each).exists()), None)


@cache
def _known(bold: bool, wide: bool) -> frozenset[int]:
    """The code points that these fonts can draw."""
    data = Path(mpl.get_data_path()) / "fonts/ttf"
    files: Sequence[Path] = [_ROOT / _FILES[bold], data / _DEJAVU[bold]]
    extra = _wide_file()
    if wide and extra is not None:
        files = [*files, extra]
    return frozenset(code for file in files for code in get_font(str(file)).get_charmap())


def _needs_wide(line: str, bold: bool) -> bool:
    known = _known(bold, False)
    return any(ord(c) not in known for c in line) and _wide_file() is not None


def _drawable(line: str, bold: bool) -> str:
    """The line with a box for each character that no font has, and without what has no ink."""
    known = _known(bold, _needs_wide(line, bold))
    kept = []
    for character in unicodedata.normalize("NFC", line):
        if character.isspace():
            kept.append(" ")
        elif ord(character) in known:
            kept.append(character)
        elif unicodedata.category(character) not in _INVISIBLE:
            kept.append(_BOX)
    return "".join(kept)


def _joined(parts: Sequence[tuple[Any, float, float]]) -> Text:
    vertices, codes, starts, count = [], [], [], 0
    for (points, kinds), x, y in parts:
        starts.append(count)
        count += len(points)
        vertices.append((np.asarray(points) + np.array((x, y))) / _SIZE)
        codes.append(np.asarray(kinds, dtype=np.uint8))
    if not vertices:
        nothing = np.empty((0, 2)), np.empty(0, dtype=np.uint8)
        return Text(*nothing, width=0.0, ascent=ASCENT, descent=DESCENT, starts=())
    joined, width, top, bottom = np.concatenate(vertices), 0.0, ASCENT, -DESCENT
    if len(joined):
        joined[:, 0] -= min(float(joined[:, 0].min()), 0.0)
        width = float(joined[:, 0].max())
        top, bottom = max(top, float(joined[:, 1].max())), min(bottom, float(joined[:, 1].min()))
    codes_ = np.concatenate(codes)
    return Text(joined, codes_, width=width, ascent=top, descent=-bottom, starts=tuple(starts))
