"""The look in numbers: contrast of every pair of colours in use (WCAG 2.2 AA), text sizes, light and dark."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QImage, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supportdesk.ui import theme as look
from supportdesk.ui.kit import Card, button, label
from supportdesk.ui.theme import DARK, LIGHT, TEXT_SIZES, Theme, Tokens, style_sheet

THEMES = {"light": LIGHT, "dark": DARK}

# What is read: 4.5 to 1.
TEXT = (
    *((ink, ground) for ink in ("text", "muted", "link", "error") for ground in ("window", "surface")),
    ("text", "hover"), ("muted", "hover"), ("on_primary", "primary"), ("on_primary", "primary_hover"),
    ("on_notice", "notice"), ("on_selected", "selected"), ("on_toast", "toast"),
    *((ink, ground) for ink in ("emotional", "informational", "practical", "social")
      for ground in ("window", "surface")),
)  # fmt: skip
# What has to be seen, such as the edge of a field and the ring of the focus: 3 to 1.
PARTS = (
    *((part, ground) for part in ("border", "focus", "primary") for ground in ("window", "surface")),
    ("error", "surface"), ("focus", "selected"), ("focus", "notice"),
)  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#FFFFFF", "#000000", 21.0), ("#777777", "#FFFFFF", 4.48)]
)
def test_contrast_is_computed_as_wcag_does(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(name: str, ink: str, ground: str) -> None:
    tokens = THEMES[name]
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("part", "ground"), PARTS)
def test_edges_and_the_focus_can_be_seen(name: str, part: str, ground: str) -> None:
    tokens = THEMES[name]
    assert contrast(getattr(tokens, part), getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_every_token_is_a_colour_and_the_four_types_differ(name: str) -> None:
    tokens = THEMES[name]
    assert all(re.fullmatch(r"#[0-9A-F]{6}", getattr(tokens, each)) for each in Tokens.__slots__)
    types = [getattr(tokens, each) for each in ("emotional", "informational", "practical", "social")]
    hues = [QColor(each).hslHueF() * 360 for each in types]
    assert all(min(abs(a - b), 360 - abs(a - b)) > 20 for a, b in combinations(hues, 2))


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_the_sheet_has_no_place_left_open_and_no_fixed_height(tokens: Tokens, percent: int) -> None:
    sheet = style_sheet(tokens, look.BASE_POINTS * percent / 100)
    assert not re.search(r"\{[a-z]\w*\}", sheet)
    heights = re.findall(r"([^{}]*)\{[^{}]*(?:min-|max-)?height:", sheet)
    allowed = ("QFrame#line", "indicator", "down-arrow", "separator", "QScrollBar", "QSlider", "QProgressBar")
    assert [each.strip() for each in heights if not any(part in each for part in allowed)] == []


def test_measures_grow_with_the_text() -> None:
    small, large = (style_sheet(LIGHT, look.BASE_POINTS * each) for each in (1, 2))
    padding = re.compile(r"QPushButton, QToolButton \{[^}]*?padding: (\d+)px")
    one, two = (int(padding.search(sheet).group(1)) for sheet in (small, large))  # type: ignore[union-attr]
    assert two == pytest.approx(2 * one, abs=1)


def test_text_grows_on_the_widgets(qtbot: QtBot, theme: Theme) -> None:
    words = label("Words", wrap=False)
    press = button("Press")
    for each in (words, press):
        qtbot.addWidget(each)
        each.show()
    before = [each.sizeHint().height() for each in (words, press)]
    theme.resize(200)
    QApplication.processEvents()
    after = [each.sizeHint().height() for each in (words, press)]
    assert all(new >= 1.8 * old for new, old in zip(after, before, strict=True))
    theme.resize(100)


def test_dark_and_light_by_choice(theme: Theme, qtbot: QtBot) -> None:
    told: list[bool] = []
    theme.changed.connect(lambda: told.append(theme.is_dark))
    theme.choose("dark")
    window = QApplication.palette().color(QPalette.ColorRole.Window).name().upper()
    assert (window, theme.is_dark) == (DARK.window, True)
    theme.choose("light")
    window = QApplication.palette().color(QPalette.ColorRole.Window).name().upper()
    assert (window, theme.is_dark) == (LIGHT.window, False)
    assert told == [True, False]


def test_system_follows_what_qt_knows(theme: Theme) -> None:
    theme.choose("system")
    assert theme.tokens is LIGHT  # the offscreen screen tells of no scheme


def test_the_shipped_font_is_the_one_in_use(theme: Theme) -> None:
    assert QApplication.font().family() == "Atkinson Hyperlegible"
    assert "Bold" in QFontDatabase.styles("Atkinson Hyperlegible")
    assert QApplication.font().pointSizeF() == look.BASE_POINTS


def test_sizes_outside_the_list_are_brought_in(theme: Theme) -> None:
    theme.resize(900)
    assert theme.percent == 200
    theme.resize(10)
    assert theme.percent == 90
    theme.resize(100)


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_one_of_several_is_chosen_with_a_circle(percent: int) -> None:
    """A radius beyond the half is no radius to Qt, and a smaller one looks like a box to tick."""
    sheet = style_sheet(LIGHT, 11 * percent / 100)
    box = re.search(r"QTreeView::indicator \{\s*width: (\d+)px; height: (\d+)px; border: 2px", sheet)
    radius = re.search(r"QRadioButton::indicator \{ border-radius: (\d+)px", sheet)
    assert box is not None
    assert radius is not None
    assert int(radius[1]) == (int(box[1]) + 4) // 2


# ---- the focus


def _light(colour: QColor) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = part(colour.redF()), part(colour.greenF()), part(colour.blueF())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _changed(before: QImage, after: QImage) -> int:
    """How many dots differ by 3 to 1 or more."""
    count = 0
    for y in range(before.height()):
        for x in range(before.width()):
            if before.pixel(x, y) != after.pixel(x, y):
                one, two = sorted((_light(before.pixelColor(x, y)), _light(after.pixelColor(x, y))))
                count += (two + 0.05) / (one + 0.05) >= 3
    return count


@pytest.mark.parametrize("choice", ["light", "dark"])
@pytest.mark.parametrize("kind", ["", "primary", "chip", "link", "plain", "nav", "toast"])
def test_the_focus_is_seen_around_every_button_and_moves_nothing(
    qtbot: QtBot, qapp: QApplication, choice: str, kind: str
) -> None:
    theme = Theme(qapp, choice=choice)
    one, other = button("Add", kind.removeprefix("toast")), button("Other")
    one.setCheckable(kind in ("chip", "nav"))
    one.setChecked(kind in ("chip", "nav"))
    holder = Card(one, other, name="toast" if kind == "toast" else "card")
    qtbot.addWidget(holder)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    other.setFocus()
    size, before = one.sizeHint(), holder.grab(one.geometry()).toImage()
    one.setFocus()
    assert one.sizeHint() == size
    around = 2 * (one.width() + one.height())
    assert _changed(before, holder.grab(one.geometry()).toImage()) > around * 0.7
    theme.deleteLater()
