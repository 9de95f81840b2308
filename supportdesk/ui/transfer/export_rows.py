"""A list with a tick before each line: who or what leaves by an export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from supportdesk.records import dataclass
from supportdesk.ui.kit import Flow, button, column, label
from supportdesk.words import _

Index = QModelIndex | QPersistentModelIndex
_CHECK = Qt.ItemDataRole.CheckStateRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line; `about` stands behind its name."""

    id: str
    name: str
    about: str = ""


class _Model(QAbstractListModel):
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[Item, ...] = ()
        self.ids: set[str] = set()

    def set_items(self, items: Sequence[Item]) -> None:
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()

    def set_all(self, ids: set[str]) -> None:
        self.ids = ids
        if self.items:
            self.dataChanged.emit(self.index(0), self.index(len(self.items) - 1))
        self.chosen.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def flags(self, _index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.items[index.row()]
        if role == _CHECK:
            return Qt.CheckState.Checked if item.id in self.ids else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return f"{item.name} ({item.about})" if item.about else item.name
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != _CHECK:
            return False
        wanted = Qt.CheckState(value) == Qt.CheckState.Checked
        (self.ids.add if wanted else self.ids.discard)(self.items[index.row()].id)
        self.dataChanged.emit(index, index)
        self.chosen.emit()
        return True


class TickList(QWidget):
    """The list with its title and two buttons; Space ticks."""

    chosen = Signal()

    def __init__(self, title: str, items: Sequence[Item], ids: Sequence[str]) -> None:
        super().__init__()
        self.model = _Model()
        self.model.set_items(items)
        self.model.ids = set(ids)
        self.model.chosen.connect(self.chosen)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.list.setAccessibleName(title)
        self.list.setMinimumHeight(self.fontMetrics().height() * 8)
        if items:
            self.list.setCurrentIndex(self.model.index(0))
        self.all = button(_("Choose all"), "link", clicked=self._everyone)
        self.none = button(_("Choose none"), "link", clicked=lambda: self.model.set_all(set()))
        buttons = QWidget()
        buttons.setLayout(Flow(self.all, self.none, gap=8))
        self.setLayout(column(label(title, "strong"), buttons, self.list, gap=6))
        self.setFocusProxy(self.list)

    def _everyone(self) -> None:
        self.model.set_all({each.id for each in self.model.items})

    @property
    def ids(self) -> set[str]:
        """What is ticked."""
        return set(self.model.ids)
