"""The calm row above the map: what the picture tells about, whom it lifts out, names, and saving it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from supportdesk.charts.view import Preset
from supportdesk.domain.contact import SupportType
from supportdesk.ui.icons import icon
from supportdesk.ui.kit import Flow, column, label
from supportdesk.ui.pages.map_look import NAMES, PRESETS, Look
from supportdesk.ui.pages.map_words import names_word, preset_word
from supportdesk.ui.theme import Theme
from supportdesk.words import _, labels


class MenuButton(QToolButton):
    """A button that opens a menu; while it offers choices, its words name the one that holds."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setText(name)
        self.setAccessibleName(name)
        self.menu_ = QMenu(self)
        self.setMenu(self.menu_)

    def offer(self, options: Sequence[tuple[Any, str]], chosen: Callable[[Any], None]) -> None:
        """Fill the menu with choices of which one holds."""
        group = QActionGroup(self.menu_)
        for value, words in options:
            action = self.menu_.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setData(value)
            action.triggered.connect(lambda _on=False, value=value: chosen(value))
            group.addAction(action)
        self.choices = group

    def show_value(self, value: Any) -> None:
        """Name the choice that holds."""
        for action in self.choices.actions():
            if action.data() == value:
                action.setChecked(True)
                words = _("{name}: {choice}").format(name=self.name, choice=action.text())
                self.setText(words)
                self.setAccessibleName(words)


class MapControls(QWidget):
    """Sends `changed(Look)` after each choice, `save_wanted` and `copy_wanted`."""

    changed = Signal(object)
    save_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.look = Look()
        self.view = MenuButton(_("View"))
        self.view.offer([(each, _view_word(each)) for each in PRESETS], partial(self._choose, "preset"))
        self.view.menu_.addSeparator()
        self.stressful = self.view.menu_.addAction(_("Show the stressful mark"))
        self.stressful.setCheckable(True)
        self.stressful.toggled.connect(partial(self._choose, "stressful"))
        self.highlight = MenuButton(_("Support"))
        types = [(each, labels.support_type(each)) for each in SupportType]
        self.highlight.offer([(None, _("All")), *types], partial(self._choose, "highlight"))
        self.names = MenuButton(_("Names"))
        self.names.offer([(each, names_word(each)) for each in NAMES], partial(self._choose, "names"))
        self.picture = MenuButton(_("Picture"))
        self.save: QAction = self.picture.menu_.addAction(_("Save picture…"))
        self.save.triggered.connect(lambda _on=False: self.save_wanted.emit())
        self.copy: QAction = self.picture.menu_.addAction(_("Copy picture"))
        self.copy.triggered.connect(lambda _on=False: self.copy_wanted.emit())
        self.private = label(_("Energy is only on this screen. It is never saved or printed."), "muted")
        self.buttons = (self.view, self.highlight, self.names, self.picture)
        holder = QWidget()
        holder.setLayout(Flow(*self.buttons))
        self.setLayout(column(holder, self.private, gap=6))
        self._show()

    def _choose(self, name: str, value: Any) -> None:
        chosen: dict[str, Any] = {name: value}
        look = replace(self.look, **chosen)
        if look != self.look:
            self.look = look
            self._show()
            self.changed.emit(look)

    def _show(self) -> None:
        self.view.show_value(self.look.preset)
        self.highlight.show_value(self.look.highlight)
        self.names.show_value(self.look.names)
        self.private.setVisible(self.look.preset is Preset.ENERGY)

    def recolour(self) -> None:
        """Paint the arrows in the colour of the text."""
        side = round(self._theme.points * 1.1)
        for each in self.buttons:
            each.setIcon(icon("down", self._theme.tokens.muted))
            each.setIconSize(QSize(side, side))
            each.setLayoutDirection(_opposite(self.layoutDirection()))


def _view_word(preset: Preset) -> str:
    if preset is Preset.ENERGY:
        return _("Energy (only on this screen)")
    return preset_word(preset)


def _opposite(direction: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """The arrow stands behind the words."""
    right = Qt.LayoutDirection.RightToLeft
    return Qt.LayoutDirection.LeftToRight if direction == right else right
