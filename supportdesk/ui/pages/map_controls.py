"""The calm row above the map: what the picture tells about, whom it lifts out, names, and saving it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QButtonGroup, QMenu, QToolButton, QWidget

from supportdesk.charts.view import Preset
from supportdesk.ui.icons import dress
from supportdesk.ui.kit import Flow, button, column, label, row
from supportdesk.ui.pages.map_look import NAMES, PRESETS, TRAITS, Look
from supportdesk.ui.pages.map_words import names_word, preset_word, trait_words
from supportdesk.ui.theme import Theme
from supportdesk.words import _


class MenuButton(QToolButton):
    """A button that opens a menu; while it offers choices, its words name the one that holds."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("look", "chip")
        self.setText(name)
        self.setAccessibleName(name)
        self.menu_ = QMenu(self)
        self.setMenu(self.menu_)

    def offer(
        self, options: Sequence[tuple[Any, str]], chosen: Callable[[Any], None], short: Mapping[Any, str]
    ) -> None:
        """Fill the menu with choices of which one holds; `short` words stand on the button for some.

        While the first holds, as usual, the button says no more than its name.
        """
        self._usual = options[0][0]
        self._short = {value: short.get(value, words) for value, words in options}
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
                words = _("{name}: {choice}").format(name=self.name, choice=self._short[value])
                self.setText(self.name if value == self._usual else words)
                self.setAccessibleName(words)


class ShapeSwitch(QWidget):
    """Map or list: two chips side by side."""

    chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.map, self.list = button(_("Map"), "chip"), button(_("List"), "chip")
        self._group = QButtonGroup(self)
        for each in (self.map, self.list):
            each.setCheckable(True)
            each.setAccessibleName(_("Show as: {shape}").format(shape=each.text()))
            self._group.addButton(each)
        self.map.setChecked(True)
        self._group.buttonClicked.connect(lambda _button: self.chosen.emit(self.as_list))
        self.setLayout(row(self.map, self.list))
        self.setAccessibleName(_("Show as"))

    @property
    def as_list(self) -> bool:
        """Whether the list is wanted."""
        return self.list.isChecked()

    @as_list.setter
    def as_list(self, wanted: bool) -> None:
        (self.list if wanted else self.map).setChecked(True)


class MapControls(QWidget):
    """Sends `changed(Look)` after each choice, and what is wanted: a picture, data, the story."""

    changed = Signal(object)
    save_wanted = Signal()
    copy_wanted = Signal()
    blank_wanted = Signal()
    data_wanted = Signal()
    story_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.look = Look()
        self.shape = ShapeSwitch()
        self.view = MenuButton(_("View"))
        presets = {each: preset_word(each) for each in PRESETS}
        private = {
            **presets,
            Preset.WHAT_IF: _("What if someone were away?"),
            Preset.ENERGY: _("Energy (only on this screen)"),
        }
        self.view.offer(tuple(private.items()), partial(self._choose, "preset"), presets)
        self.view.menu_.addSeparator()
        self.stressful = self.view.menu_.addAction(_("Show the stressful mark"))
        self.stressful.setCheckable(True)
        self.stressful.toggled.connect(partial(self._choose, "stressful"))
        self.groups = self.view.menu_.addAction(_("Show who belongs to a group"))
        self.groups.setCheckable(True)
        self.groups.toggled.connect(partial(self._choose, "groups"))
        self.highlight = MenuButton(_("Show"))
        traits = [(each, trait_words(each)) for each in TRAITS]
        self.highlight.offer([(None, _("Everyone")), *traits], partial(self._choose, "highlight"), {})
        self.names = MenuButton(_("Names"))
        names = [(each, names_word(each)) for each in NAMES]
        self.names.offer(names, partial(self._choose, "names"), {})
        self.picture = MenuButton(_("Picture"))
        self.save: QAction = self.picture.menu_.addAction(_("Save picture…"))
        self.save.triggered.connect(lambda _on=False: self.save_wanted.emit())
        self.copy: QAction = self.picture.menu_.addAction(_("Copy picture"))
        self.copy.triggered.connect(lambda _on=False: self.copy_wanted.emit())
        self.grey = self.picture.menu_.addAction(_("Black and white"))
        self.grey.setCheckable(True)
        self.picture.menu_.addSeparator()
        self.blank: QAction = self.picture.menu_.addAction(_("Save an empty map to fill in…"))
        self.blank.triggered.connect(lambda _on=False: self.blank_wanted.emit())
        self.data: QAction = self.picture.menu_.addAction(_("Save as data for network programs…"))
        self.data.triggered.connect(lambda _on=False: self.data_wanted.emit())
        self.private = label("", "muted")
        self.story = button(_("Story of change"), "chip", clicked=self.story_wanted.emit)
        self.buttons = (self.view, self.highlight, self.names, self.picture)
        holder = QWidget()
        holder.setLayout(Flow(self.shape, *self.buttons, self.story))
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
        words = {
            Preset.ENERGY: _("Energy is only on this screen. It is never saved or printed."),
            Preset.WHAT_IF: _("Choose someone to see the map as if they were away. Nothing is changed."),
        }.get(self.look.preset, "")
        self.private.setText(words)
        self.private.setVisible(bool(words))

    def recolour(self) -> None:
        """Paint the arrows in the colour of the text."""
        side = round(self._theme.points * 1.1)
        for each in self.buttons:
            each.setLayoutDirection(_opposite(self.layoutDirection()))
            dress(each, "down", self._theme.tokens.muted, side)


def _opposite(direction: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """The arrow stands behind the words."""
    right = Qt.LayoutDirection.RightToLeft
    return Qt.LayoutDirection.LeftToRight if direction == right else right
