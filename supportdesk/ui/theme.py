"""Colours, palette and style sheet, light and dark, from tokens whose contrast was measured (WCAG AA)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from supportdesk.content.resources import resources_folder
from supportdesk.records import dataclass

BASE_POINTS = 11
TEXT_SIZES = (90, 100, 125, 150, 200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of one theme as #RRGGBB; the ratios stand in the tests."""

    window: str
    surface: str
    text: str
    muted: str
    primary: str
    on_primary: str
    primary_hover: str
    link: str
    border: str
    hairline: str
    focus: str
    error: str
    notice: str
    on_notice: str
    selected: str
    on_selected: str
    hover: str
    toast: str
    on_toast: str
    emotional: str
    informational: str
    practical: str
    social: str


LIGHT = Tokens(
    window="#F6F5F1", surface="#FFFFFF", text="#1F2A2E", muted="#55626A", primary="#1F6F64",
    on_primary="#FFFFFF", primary_hover="#185A51", link="#17594F", border="#7A878E", hairline="#DEDBD2",
    focus="#0B57D0", error="#A4262C", notice="#FFF4D6", on_notice="#5C4300", selected="#DCEDE9",
    on_selected="#0F3B35", hover="#EDEBE5", toast="#22302F", on_toast="#F3F6F5", emotional="#8C4A86",
    informational="#1F5FA8", practical="#8A5200", social="#1E6B3A",
)  # fmt: skip
DARK = Tokens(
    window="#15191B", surface="#1E2426", text="#E8ECEC", muted="#A7B3B8", primary="#7FD1C3",
    on_primary="#06241F", primary_hover="#9ADFD3", link="#8FDACD", border="#7E8B91", hairline="#333C3F",
    focus="#9CC4FF", error="#FFB3AE", notice="#3A2F10", on_notice="#FFE2A0", selected="#23403B",
    on_selected="#D7F2EC", hover="#283033", toast="#E8ECEC", on_toast="#15191B", emotional="#E2A6DC",
    informational="#9CC4FF", practical="#F0BE7A", social="#8FD8A8",
)  # fmt: skip


def arguments(program: str) -> list[str]:
    """What QApplication is told. To set the style later shows Python QStyle with its enums, for 7 ms."""
    return [program, "-style", "fusion"]


class Theme(QObject):
    """The look of the whole program; follows the system unless the person chose.

    `changed` is sent after palette, font and style sheet are in place, so that icons and pictures
    can be drawn again.
    """

    changed = Signal()

    def __init__(self, app: QApplication, *, choice: str = "system", percent: int = 100) -> None:
        super().__init__()
        self._app = app
        self._hints = app.styleHints()
        self.choice = choice
        self.percent = percent
        self.tokens = LIGHT
        self._sheet = ""
        _load_fonts()
        self._hints.colorSchemeChanged.connect(self._scheme_changed)
        self.apply()

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in use."""
        return self.tokens is DARK

    @property
    def points(self) -> float:
        """The size of running text in points."""
        return BASE_POINTS * self.percent / 100

    def choose(self, choice: str) -> None:
        """Use "light", "dark" or "system" from now on."""
        self.choice = choice
        self.apply()

    def resize(self, percent: int) -> None:
        """Use another text size, 90 to 200 percent."""
        self.percent = min(max(percent, TEXT_SIZES[0]), TEXT_SIZES[-1])
        self.apply()

    def apply(self) -> None:
        """Put palette, font and style sheet in place."""
        dark = {"dark": True, "light": False}.get(
            self.choice, self._hints.colorScheme() == Qt.ColorScheme.Dark
        )
        self.tokens = DARK if dark else LIGHT
        font = QFont("Atkinson Hyperlegible")
        font.setPointSizeF(self.points)
        if self._app.font() != font:
            self._app.setFont(font)
        self._app.setPalette(_palette(self.tokens))
        sheet = style_sheet(self.tokens, self.points)
        if sheet != self._sheet:
            self._sheet = sheet
            self._app.setStyleSheet(sheet)
        self.changed.emit()

    def _scheme_changed(self) -> None:
        self.apply()


def _load_fonts() -> None:
    from importlib.util import find_spec
    from pathlib import Path

    found = find_spec("fontpkg_atkinson_hyperlegible")
    for folder in (found.submodule_search_locations or []) if found else []:
        # Regular and bold are all the windows use.
        for file in sorted(file for file in Path(folder).rglob("*.ttf") if "Italic" not in file.name):
            QFontDatabase.addApplicationFont(str(file))


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for each, colour in (
        (role.Window, tokens.window),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.window),
        (role.Text, tokens.text),
        (role.PlaceholderText, tokens.muted),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.text),
        (role.Highlight, tokens.selected),
        (role.HighlightedText, tokens.on_selected),
        (role.ToolTipBase, tokens.toast),
        (role.ToolTipText, tokens.on_toast),
        (role.Link, tokens.link),
        (role.LinkVisited, tokens.link),
        (role.Accent, tokens.primary),
        (role.Light, tokens.surface),
        (role.Mid, tokens.hairline),
        (role.Dark, tokens.border),
    ):
        palette.setColor(each, QColor(colour))
    off = QPalette.ColorGroup.Disabled
    for each in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(off, each, QColor(tokens.muted))
    return palette


def style_sheet(tokens: Tokens, points: float) -> str:
    """The one style sheet; every measure grows with the text size (no fixed heights)."""
    unit = points * 96 / 72 / 14.67
    measures = {f"p{n}": f"{round(n * unit)}px" for n in (1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 24)}
    # What a wider border takes from the padding, so that the focus moves nothing.
    for n in (4, 8, 12, 14):
        measures |= {f"less{n}": f"{round(n * unit) - 1}px", f"least{n}": f"{round(n * unit) - 4}px"}
    measures["round"] = (
        f"{(round(18 * unit) + 4) // 2}px"  # half of a circle and its edge; more makes a square
    )
    tick = (resources_folder() / "icons").as_posix()
    names = {name: getattr(tokens, name) for name in Tokens.__slots__}
    shade = "dark" if tokens is DARK else "light"
    return _SHEET.format(
        **names,
        **measures,
        body=f"{points:.1f}pt",
        title=f"{points * 1.7:.1f}pt",
        section=f"{points * 1.2:.1f}pt",
        icons=tick,
        shade=shade,
    )


_SHEET = """
* {{ font-size: {body}; }}
QWidget#page, QScrollArea, QWidget#pageBody {{ background: {window}; border: none; }}
QLabel {{ background: transparent; }}
QLabel[look="title"] {{ font-size: {title}; font-weight: 700; }}
QLabel[look="section"] {{ font-size: {section}; font-weight: 700; }}
QLabel[look="strong"] {{ font-weight: 700; }}
QLabel[look="muted"] {{ color: {muted}; }}
QLabel[look="error"] {{ color: {error}; }}
QLabel[look="huge"] {{ font-size: {title}; font-weight: 700; }}
QLabel:focus {{ border: {p2} solid {focus}; border-radius: {p4}; }}
QLabel[look="title"]:focus {{ border: none; }}
QFrame#card {{ background: {surface}; border: 1px solid {hairline}; border-radius: {p12}; }}
QFrame#panel {{ background: {surface}; border: 2px solid {border}; border-radius: {p12}; }}
QWidget#panelBody, QScrollArea#panelScroll {{ background: {surface}; }}
QFrame#notice {{ background: {notice}; border: 1px solid {on_notice}; border-radius: {p12}; }}
QFrame#notice QLabel {{ color: {on_notice}; }}
QFrame#toast {{ background: {toast}; border-radius: {p10}; }}
QFrame#toast QLabel {{ color: {on_toast}; }}
QFrame#toast QPushButton {{ background: transparent; color: {on_toast}; border: 2px solid {on_toast}; }}
QFrame#toast QPushButton:focus {{ background: {on_toast}; color: {toast}; padding: {p8} {p14}; }}
QFrame#rail {{ background: {surface}; border: none; border-right: 1px solid {hairline}; }}
QWidget#railList, QFrame#rail QScrollArea {{ background: {surface}; }}
QFrame#line {{ background: {hairline}; border: none; max-height: 1px; min-height: 1px; }}
QFrame#dropLine {{ background: {primary}; border: none; border-radius: 2px; }}

QPushButton, QToolButton {{
  background: {surface}; color: {text}; border: 2px solid {border}; border-radius: {p8};
  padding: {p8} {p14}; }}
QPushButton:hover, QToolButton:hover {{ background: {hover}; }}
QPushButton:focus, QToolButton:focus {{
  border: 3px solid {focus}; padding: {less8} {less14}; outline: none; }}
QPushButton:disabled, QToolButton:disabled {{ color: {muted}; border-color: {hairline}; }}
QPushButton[look="primary"] {{
  background: {primary}; color: {on_primary}; border-color: {primary}; font-weight: 700; }}
QPushButton[look="primary"]:hover {{ background: {primary_hover}; border-color: {primary_hover}; }}
QPushButton[look="primary"]:focus {{ border: 6px double {focus}; padding: {least8} {least14}; }}
QPushButton[look="primary"]:disabled {{ background: {hover}; color: {muted}; border-color: {hairline}; }}
QPushButton[look="link"], QToolButton[look="link"] {{
  background: transparent; border: 2px solid transparent; color: {link}; padding: {p4} {p2};
  text-decoration: underline; text-align: left; }}
QPushButton[look="link"]:focus, QToolButton[look="link"]:focus {{
  border: 2px solid {focus}; padding: {p4} {p2}; }}
QPushButton[look="plain"], QToolButton[look="plain"] {{
  background: transparent; border: 2px solid transparent; padding: {p6}; }}
QPushButton[look="plain"]:hover, QToolButton[look="plain"]:hover {{ background: {hover}; }}
QPushButton[look="plain"]:focus, QToolButton[look="plain"]:focus {{
  border: 2px solid {focus}; padding: {p6}; }}
QToolButton[look="inside"] {{ background: transparent; border: none; border-radius: {p4}; padding: 0; }}
QToolButton[look="inside"]:hover {{ background: {hover}; }}
QPushButton[look="chip"], QToolButton[look="chip"] {{ border-radius: {p12}; padding: {p4} {p12}; }}
QPushButton[look="chip"]:checked {{
  background: {selected}; color: {on_selected}; border-color: {primary}; font-weight: 700; }}
QPushButton[look="chip"]:focus, QToolButton[look="chip"]:focus {{
  border: 3px solid {focus}; padding: {less4} {less12}; }}
QPushButton[look="nav"] {{
  background: transparent; border: 2px solid transparent; border-radius: {p8}; text-align: left;
  padding: {p8} {p12}; }}
QPushButton[look="nav"]:hover {{ background: {hover}; }}
QPushButton[look="nav"]:checked {{ background: {selected}; color: {on_selected}; font-weight: 700; }}
QPushButton[look="nav"]:focus {{ border: 2px solid {focus}; padding: {p8} {p12}; }}
QToolButton::menu-indicator {{ image: none; }}

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox, QDateEdit, QTimeEdit {{
  background: {surface}; color: {text}; border: 2px solid {border}; border-radius: {p8};
  padding: {p6} {p10}; selection-background-color: {selected}; selection-color: {on_selected}; }}
QLineEdit, QPlainTextEdit, QTextEdit {{ placeholder-text-color: {muted}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus, QDateEdit:focus,
QTimeEdit:focus {{ border-color: {focus}; }}
QLineEdit[look="wrong"], QPlainTextEdit[look="wrong"] {{ border-color: {error}; }}
QComboBox QAbstractItemView {{ background: {surface}; border: 1px solid {border}; outline: none; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: {p24}; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{
  image: url("{icons}/ui/chevron-{shade}.svg"); width: {p14}; height: {p14}; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: {p24}; border: none; }}

QCheckBox, QRadioButton {{
  spacing: {p8}; padding: {p4} {p2}; border: 2px solid transparent; border-radius: {p4}; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {focus}; }}
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator,
QTableView::indicator, QTreeView::indicator {{
  width: {p18}; height: {p18}; border: 2px solid {border}; background: {surface}; }}
QCheckBox::indicator, QListView::indicator, QTableView::indicator,
QTreeView::indicator {{ border-radius: {p4}; }}
QRadioButton::indicator {{ border-radius: {round}; }}
QCheckBox::indicator:checked, QListView::indicator:checked, QTableView::indicator:checked,
QTreeView::indicator:checked {{
  background: {primary}; border-color: {primary}; image: url("{icons}/ui/tick-{shade}.svg"); }}
QRadioButton::indicator:checked {{
  background: {primary}; border-color: {primary}; image: url("{icons}/ui/dot-{shade}.svg"); }}

QListView, QTreeView, QTableView {{
  background: {surface}; border: 1px solid {hairline}; border-radius: {p12}; outline: none; padding: {p4}; }}
QListView:focus, QTreeView:focus, QTableView:focus {{ border: 2px solid {focus}; }}
QTreeView::item {{ padding: {p4} {p2}; }}
QTableView::item {{ padding: {p2} {p2}; }}
QTreeView::item:selected, QTableView::item:selected {{ background: {selected}; color: {on_selected}; }}
QHeaderView::section {{
  background: {surface}; color: {muted}; border: none; border-bottom: 1px solid {hairline};
  padding: {p4} {p6}; }}
QListView::item {{ border-radius: {p8}; padding: {p8}; }}
QListView::item:selected {{ background: {selected}; color: {on_selected}; }}
QListView::item:hover:!selected {{ background: {hover}; }}

QMenuBar {{ background: {surface}; border-bottom: 1px solid {hairline}; }}
QMenuBar::item {{ padding: {p4} {p10}; background: transparent; }}
QMenuBar::item:selected {{ background: {selected}; color: {on_selected}; }}
QMenu {{ background: {surface}; border: 1px solid {border}; padding: {p4}; }}
QMenu::item {{ padding: {p6} {p18}; border-radius: {p4}; }}
QMenu::item:selected {{ background: {selected}; color: {on_selected}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {hairline}; margin: {p4}; }}
QToolTip {{ background: {toast}; color: {on_toast}; border: none; padding: {p4} {p8}; }}

QScrollBar:vertical {{ background: transparent; width: {p12}; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {p12}; margin: 0; }}
QScrollBar::handle {{
  background: {border}; border-radius: {p4}; min-height: {p24}; min-width: {p24}; margin: {p2}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSlider {{ border: 2px solid transparent; border-radius: {p8}; padding: {p2} {p6}; min-height: {p24}; }}
QSlider:focus {{ border-color: {focus}; }}
QSlider::groove:horizontal {{ height: {p6}; background: {border}; border-radius: {p2}; }}
QSlider::handle:horizontal {{
  background: {primary}; border: 2px solid {surface}; border-radius: {p12}; width: {p24};
  margin: -{p10} 0; }}
QSplitter::handle {{ background: transparent; }}
QProgressBar {{
  border: 2px solid {border}; border-radius: {p6}; background: {surface}; text-align: center;
  max-height: {p10}; }}
QProgressBar::chunk {{ background: {primary}; border-radius: {p4}; }}
"""
