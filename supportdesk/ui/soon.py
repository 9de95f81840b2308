"""What the window needs after the gate is imported while somebody types there, a little in each turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

BEGIN, BETWEEN = 300, 20  # milliseconds after the first paint, and between two pieces


class Soon(QObject):
    """Goes through the pieces until it is destroyed with its gate, whose opening finds them there."""

    def __init__(self, page: str, parent: QObject) -> None:
        super().__init__(parent)
        self._pieces = iter(_pieces(page))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(BEGIN)

    def _go_on(self) -> None:
        piece = next(self._pieces, None)
        if piece is not None:
            piece()
            self._timer.start(BETWEEN)


def import_window(page: str) -> None:
    """Import the pages' window and its start page, which takes less long before the profile is read."""
    _workspace()
    _page(page)


def _pieces(page: str) -> Iterator[Callable[[], object]]:
    yield from (_search, _workspace, _today_view, _today)
    if page != "today":
        yield lambda: _page(page)


def _search() -> None:
    import supportdesk.ui.search  # noqa: F401


def _workspace() -> None:
    import supportdesk.ui.workspace  # noqa: F401


def _today_view() -> None:
    import supportdesk.ui.pages.today_view  # noqa: F401


def _today() -> None:
    import supportdesk.ui.pages.today  # noqa: F401


def _page(name: str) -> None:
    from supportdesk.ui.sections import sections

    for each in sections():
        if each.name == name:
            each.page()
