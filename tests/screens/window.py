"""The whole window as a person meets it: keys to whatever has the focus, and every word that can be read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction, QGuiApplication, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QWidget

_PROPERTIES = (
    "text", "plainText", "placeholderText", "toolTip", "statusTip", "whatsThis", "windowTitle",
    "accessibleName", "accessibleDescription", "title", "currentText", "iconText",
)  # fmt: skip
_ROLES = (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.EditRole,
)  # fmt: skip
_MOST = 5_000


def press(window: QWidget, *keys: Qt.Key | str, modifiers: Qt.KeyboardModifier | None = None) -> None:
    """Send keys the way the system does: to the window, which hands them to what has the focus."""
    held = Qt.KeyboardModifier.NoModifier if modifiers is None else modifiers
    for key in keys:
        handle = _active(window)
        if isinstance(key, str):
            for letter in key:
                _letter(handle, letter, held)
        else:
            QTest.keyClick(handle, key, held)
        QApplication.processEvents()


def _letter(handle: QWindow, letter: str, held: Qt.KeyboardModifier) -> None:
    """One letter of a text. QTest knows ASCII only; others come as from an input method, without a key."""
    if letter.isascii():
        QTest.keyClick(handle, letter, held)
        return
    focus = QApplication.focusWidget()
    assert focus is not None, "nothing has the focus"
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(focus, QKeyEvent(kind, Qt.Key.Key_unknown, held, letter))


def ctrl(window: QWidget, key: Qt.Key) -> None:
    """One key with Ctrl."""
    press(window, key, modifiers=Qt.KeyboardModifier.ControlModifier)


def tap_shift(window: QWidget, times: int) -> None:
    """Press Shift and let it go, this many times."""
    for _ in range(times):
        handle = _active(window)
        QTest.keyPress(handle, Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyRelease(handle, Qt.Key.Key_Shift)


def _active(window: QWidget) -> QWindow:
    top = QApplication.activePopupWidget() or QApplication.activeModalWidget() or window.window()
    handle = top.windowHandle()
    assert handle is not None, "the window is not shown"
    for _ in range(_MOST):
        # A dialog that was just opened comes to the front a little later.
        if QGuiApplication.focusWindow() == handle or top is QApplication.activePopupWidget():
            break
        QApplication.processEvents()
    return handle


def every_text() -> str:
    """All that any widget, action, list, clipboard or screen reader of this process holds, seen or not."""
    found = [text for widget in QApplication.allWidgets() for text in _texts(widget)]
    found += [text for window in QApplication.topLevelWidgets() for text in spoken(window)]
    found.append(QApplication.clipboard().text())
    return "\n".join(found)


def _texts(widget: QWidget) -> Iterator[str]:
    for each in (widget, *widget.findChildren(QAction)):
        yield from _properties(each)
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(number) for number in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        for number in range(min(model.rowCount(QModelIndex()), _MOST)):
            index = model.index(number, 0)
            yield from (str(index.data(role)) for role in _ROLES if index.data(role) is not None)


def _properties(thing: QObject) -> Iterator[str]:
    for name in _PROPERTIES:
        value = thing.property(name)
        if isinstance(value, str) and value:
            yield value


def spoken(window: QWidget) -> Iterator[str]:
    """Names, descriptions and values in a window's accessible tree."""
    root = QAccessible.queryAccessibleInterface(window)
    if root is not None:
        yield from islice(_spoken(root), _MOST)


def _spoken(node: QAccessibleInterface) -> Iterator[str]:
    for what in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        text = node.text(what)
        if text:
            yield text
    for number in range(node.childCount()):
        child = node.child(number)
        if child is not None and child.isValid():
            yield from _spoken(child)
