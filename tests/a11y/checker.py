"""Looks over a page that is shown: names, targets, cut text, and the way of Tab (screens.md 2.5, layer 1)."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

TARGET = 24  # pixels at 100% (WCAG 2.2, 2.5.8)
FARTHEST = 400
_INNER = ("qt_", "ScrollLeftButton", "ScrollRightButton")


def shown(page: QWidget) -> Iterator[QWidget]:
    """The widgets of a page that a person can meet: visible ones, without the insides of Qt's own."""
    for each in page.findChildren(QWidget):
        inner = each.objectName().startswith(_INNER) or isinstance(
            each.parent(), QAbstractSpinBox | QComboBox
        )
        if each.isVisible() and not inner and each.window() is page.window():
            yield each


def takes_focus(widget: QWidget) -> bool:
    """Whether Tab or a click puts the focus there."""
    policy = widget.focusPolicy()
    return widget.isEnabled() and policy != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None


def told(widget: QWidget) -> str:
    """What a screen reader says when the widget has the focus."""
    node = QAccessible.queryAccessibleInterface(widget)
    return node.text(QAccessible.Text.Name).strip() if node is not None else ""


def called(widget: QWidget) -> str:
    """The widget in a report: its class, name and the words on it."""
    words = getattr(widget, "text", str)()
    return f"{type(widget).__name__} {told(widget) or words or widget.objectName()!r}"


def without_name(page: QWidget) -> list[str]:
    """What takes the focus and is silent."""
    return [
        f"{called(each)} in {called(each.parentWidget())}"
        for each in shown(page)
        if takes_focus(each) and not told(each) and not _is_plain_scroll(each)
    ]


def without_role(page: QWidget) -> list[str]:
    """What takes the focus and does not say what it is."""
    silent = (QAccessible.Role.NoRole, QAccessible.Role.Client)
    return [
        called(each)
        for each in shown(page)
        if takes_focus(each)
        and (node := QAccessible.queryAccessibleInterface(each)) is not None
        and node.role() in silent
        and not _is_plain_scroll(each)
    ]


def _is_plain_scroll(widget: QWidget) -> bool:
    return type(widget).__name__ == "QScrollArea" and widget.focusPolicy() == Qt.FocusPolicy.NoFocus


def small_targets(page: QWidget) -> list[str]:
    """Controls smaller than a fingertip."""
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox)
    return [
        f"{called(each)} {each.width()}x{each.height()}"
        for each in shown(page)
        if isinstance(each, kinds) and each.isEnabled() and min(each.width(), each.height()) < TARGET
    ]


def cut_text(page: QWidget) -> list[str]:
    """Labels and buttons that have less room than their words need."""
    return [f"{called(each)} has {_size(each)}" for each in shown(page) if _is_cut(each)]


def _size(widget: QWidget) -> str:
    hint = widget.sizeHint()
    return f"{widget.width()}x{widget.height()}, wants {hint.width()}x{hint.height()}"


def _is_cut(widget: QWidget) -> bool:
    if isinstance(widget, QLabel):
        if not widget.text() or (widget.pixmap() is not None and not widget.pixmap().isNull()):
            return False
        if widget.wordWrap():
            return widget.height() + 1 < widget.heightForWidth(widget.width())
        ignored = widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored
        return not ignored and widget.width() + 1 < widget.sizeHint().width()
    if isinstance(widget, QCheckBox | QRadioButton) or not isinstance(widget, QAbstractButton):
        return False
    hint = widget.minimumSizeHint()
    return bool(widget.text()) and (widget.width() + 1 < hint.width() or widget.height() + 1 < hint.height())


def outside(page: QWidget) -> list[str]:
    """What reaches over the left or right edge of the page, where nothing scrolls."""
    room = QRect(QPoint(0, 0), page.size())
    found = []
    for each in shown(page):
        corner = each.mapTo(page, QPoint(0, 0))
        across = corner.x() < -1 or corner.x() + each.width() > room.width() + 1
        if (
            across
            and isinstance(each, QLabel | QAbstractButton | QLineEdit)
            and not _scrolls_sideways(each, page)
        ):
            found.append(f"{called(each)} from {corner.x()} to {corner.x() + each.width()} of {room.width()}")
    return found


def _scrolls_sideways(widget: QWidget, page: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and above is not page:
        if isinstance(above, QAbstractScrollArea):
            return above.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        above = above.parentWidget()
    return False


def way_of_tab(window: QWidget, *, backwards: bool = False) -> list[QWidget]:
    """Where Tab (or Shift+Tab) leads from here, until it has come round; an error when it is caught."""
    way: list[QWidget] = []
    parts = 0
    handle = window.windowHandle()
    assert handle is not None
    for _ in range(FARTHEST):
        before = QApplication.focusWidget()
        QTest.keyClick(handle, Qt.Key.Key_Backtab if backwards else Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None, "Tab lost the focus"
        if now is before and isinstance(now, QDateTimeEdit) and parts < 4:
            parts += 1  # day, month and year are stops within one field
            continue
        parts = 0
        assert now is not before, f"Tab is caught in {called(now)}"
        if now in way:
            return way
        way.append(now)
    raise AssertionError(f"Tab goes on and on: {[called(each) for each in way[-6:]]}")


def unreached(page: QWidget, way: list[QWidget]) -> list[str]:
    """What Tab should come to and does not. In a group of choices the arrow keys do the rest."""
    return [
        called(each)
        for each in shown(page)
        if takes_focus(each)
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each not in way
        and not (isinstance(each, QAbstractButton) and each.group() is not None and each.group().exclusive())
        and not isinstance(each, QRadioButton)
    ]
