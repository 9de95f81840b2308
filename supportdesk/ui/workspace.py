"""The open profile in the window: rail, search, pages, notices."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QStackedWidget, QWidget

from supportdesk.store import is_warm, warm_up
from supportdesk.ui.busy import Busy
from supportdesk.ui.desk import Desk, Notice
from supportdesk.ui.garbage import give_back
from supportdesk.ui.icons import dress
from supportdesk.ui.kit import button, column, label, row
from supportdesk.ui.page import DeskPage
from supportdesk.ui.search import HELP, NOTE, SearchBox
from supportdesk.ui.sections import sections
from supportdesk.ui.theme import Theme
from supportdesk.ui.toast import Toast, TroubleBar
from supportdesk.words import _
from supportdesk.words.errors import sentence

if TYPE_CHECKING:
    from supportdesk.ui.checkin_panel import CheckInPanel
    from supportdesk.ui.transfer.export_window import ExportWindow
    from supportdesk.ui.transfer.import_window import ImportWindow

QUIET, BETWEEN = 1_500, 200  # milliseconds before the pages not yet seen are made, and between two steps
LARGE = ("contacts", "support")  # made in the quiet moment; the others are quick to make once imported
LOG = "check-in"  # no page: `go` opens the panel over the page in view
IMPORT, EXPORT = "import", "export"  # no pages: `go` opens a window of its own


class Workspace(QWidget):
    """Rail on the left; search and Hide on top; one page; notices over its foot."""

    help_wanted = Signal()
    hide_wanted = Signal()
    helpline_wanted = Signal(str)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self.desk = desk
        self.theme = theme
        self._sections = {each.name: each for each in sections()}
        self._pages: dict[str, DeskPage] = {}
        self._visited: list[str] = []
        self.stack = QStackedWidget()
        self.rail = self._make_rail()
        self.search = SearchBox(desk, theme)
        self.hide_button = button(
            _("Hide"), clicked=self.hide_wanted.emit, hint=_("Cover the window at once and lock (Ctrl+H)")
        )
        self.trouble = TroubleBar()
        top = row(self.search, self.hide_button, gap=14)
        top.setContentsMargins(28, 18, 28, 4)
        top.setStretch(0, 1)
        trouble = row(self.trouble)
        trouble.setContentsMargins(28, 6, 28, 0)
        right = QWidget()
        right.setLayout(column(top, trouble, self.stack, gap=0))
        whole = row(self.rail, right, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.panel: CheckInPanel | None = None
        self.toast = Toast(right)
        self.toast.undo_wanted.connect(desk.undo)
        self.busy = Busy(desk, right)
        self.search.goes.connect(self.visit)
        desk.noticed.connect(self.toast.show_notice)
        desk.failed.connect(self._show_trouble)
        desk.changed.connect(lambda _snapshot: self.trouble.clear())
        theme.changed.connect(self._recolour)
        self._recolour()
        self._ahead: Iterator[Callable[[], object]] = iter([each.page for each in self._sections.values()])
        self._is_touched = self._is_warming = self._is_warm = False
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._go_on_ahead)
        self._quiet.start(QUIET)
        self._turns: list[Callable[[], object]] = []  # of the way to a page not yet seen
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._next_turn)

    def _warm_up_store(self) -> None:
        """What the first change needs is imported in a thread; where it cannot be, that change says why."""
        if not self._is_warming:
            self._is_warming = True
            self.desk.worker.run(warm_up, self._warmed, self._warmed)

    def _warmed(self, _outcome: object) -> None:
        self._is_warm = True
        self._turn.start()

    def _go_on_ahead(self) -> None:
        """Import or make one more page behind the one in view, so that its first visit is short."""
        step = next(self._ahead, None)
        if step is not None:
            step()
            self._quiet.start(BETWEEN)
        else:
            give_back()

    def touched(self) -> None:
        """Somebody types or points: what is made ahead waits until their hands are still.

        What takes much memory is made for those who do more than read the page that opened.
        """
        if not self._is_touched:
            self._is_touched = True
            self._warm_up_store()
            self._ahead = chain(self._ahead, [partial(self._made, name) for name in LARGE], _WINDOWS)
            self._quiet.start(QUIET)
        elif self._quiet.isActive():
            self._quiet.start(QUIET)

    # ---- rail

    def _make_rail(self) -> QFrame:
        rail = QFrame()
        rail.setObjectName("rail")
        self._group = QButtonGroup(rail)
        self.nav = {}
        for each in self._sections.values():
            one = button(each.title, "nav", clicked=partial(self.visit, each.name))
            one.setCheckable(True)
            self._group.addButton(one)
            self.nav[each.name] = one
        self.sample = label(_("Sample"), "strong")
        self.sample.setAccessibleName(_("Sample data, nothing is saved"))
        self.sample.setToolTip(_("This is made-up sample data. Nothing is saved."))
        self.sample.setVisible(self.desk.snapshot.me.is_sample)
        self.sample.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.help_button = button(
            _("Get help now"),
            "primary",
            clicked=self.help_wanted.emit,
            hint=_("Emergency number, helplines and your own people (F1)"),
        )
        self.help_button.setSizePolicy(self.nav["today"].sizePolicy())
        upper = [one for name, one in self.nav.items() if name != "settings"]
        list_ = QWidget()
        list_.setLayout(column(*upper, -1, self.nav["settings"], gap=4))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # else Tab stops at a thing without a name
        scroll.setWidget(list_)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        list_.setObjectName("railList")
        box = column(self.sample, scroll, self.help_button, gap=8)
        box.setContentsMargins(12, 18, 12, 14)
        box.setStretch(1, 1)
        rail.setLayout(box)
        rail.setAccessibleName(_("Main sections"))
        self._rail_scroll = scroll
        return rail

    def _recolour(self) -> None:
        tokens = self.theme.tokens
        size = round(self.theme.points * 1.8)
        for name, one in self.nav.items():
            dress(one, self._sections[name].icon, tokens.text, size, tokens.on_selected)
        dress(self.help_button, "phone", tokens.on_primary, size)
        dress(self.hide_button, "hide", tokens.text, size)
        widest = max(one.sizeHint().width() for one in (*self.nav.values(), self.help_button))
        self._rail_scroll.setMinimumWidth(widest + 4)
        self.rail.setMaximumWidth(widest + 40)

    # ---- pages

    @property
    def page(self) -> DeskPage | None:
        """The page in view; one that is on its way is made now."""
        self._arrive()
        return self._shown

    @property
    def _shown(self) -> DeskPage | None:
        current = self.stack.currentWidget()
        return current if isinstance(current, DeskPage) else None

    def _name_of(self, page: DeskPage | None) -> str:
        return next((name for name, each in self._pages.items() if each is page), "")

    @property
    def page_name(self) -> str:
        """The name of the page in view."""
        return self._name_of(self.page)

    def visit(self, name: str, target: str = "") -> None:
        """Like `go`; a page not yet seen is imported, made, shown and opened in turns of the event loop.

        So no single turn holds the window up. Whoever asks for `page` meanwhile has it at once.
        """
        if name not in self._sections or name in self._pages:
            self.go(name, target)
            return
        self.nav[name].setChecked(True)
        self.desk.settings.page = name
        self._turns = [
            self._sections[name].page,
            partial(self._made, name),
            partial(self._show, name),
            partial(self._open, name, target),
        ]
        self._turn.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Taken out of the window (Hide, lock): nothing more is made or shown."""
        if not event.spontaneous():
            self._turns = []
            self._quiet.stop()
        super().hideEvent(event)

    def _next_turn(self) -> None:
        if self._turns and not (self._is_warm or is_warm()):
            self._warm_up_store()  # a page may ask for what takes long to import: it comes when that is there
            return
        if self._turns:
            self._turns.pop(0)()
        if self._turns:
            self._turn.start()

    def _arrive(self) -> None:
        turns, self._turns = self._turns, []
        for turn in turns:
            turn()

    def go(self, name: str, target: str = "") -> None:
        """Show a page, and there the thing with the id `target`."""
        if name not in self._sections:
            self._arrive()  # what opens, opens over the page asked for before
            self._opens(name, target)
            return
        self._turns = []  # what is asked for last holds
        self._show(name)
        self._open(name, target)

    def _show(self, name: str) -> None:
        self.search.leave()
        if self.panel is not None:
            self.panel.put_away()
        before = self._shown
        if before is not None:
            before.flush()
        page = self._made(name)
        if before is not None and before is not page:
            self._visited.append(self._name_of(before))
            del self._visited[:-50]
        self.nav[name].setChecked(True)
        self._rail_scroll.ensureWidgetVisible(self.nav[name])
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.desk.settings.page = name

    def _open(self, name: str, target: str) -> None:
        page = self._pages[name]
        if target:
            page.open_target(target)
        else:
            page.heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, name: str) -> DeskPage:
        """The page with this name; made now if it was not."""
        if name not in self._pages:
            self._pages[name] = self._sections[name].page()(self.desk, self.theme)
            self._pages[name].goes.connect(self.visit)
            self._pages[name].draw_ahead()
            if self.stack.count():  # the first one is shown by being put in, which is a turn of its own
                self.stack.addWidget(self._pages[name])
            else:
                self._pages[name].setParent(self.stack)  # until then it goes with the window, if that goes
        return self._pages[name]

    def _opens(self, name: str, target: str) -> None:
        """Open what is no page of the rail."""
        others: dict[str, Callable[[], object]] = {
            LOG: lambda: self.log(target),
            HELP: lambda: self.helpline_wanted.emit(target),
            NOTE: lambda: self._show_note(target),
            IMPORT: lambda: self.transfer(name),
            EXPORT: lambda: self.transfer(name),
        }
        if name in others:
            others[name]()

    def log(self, target: str = "") -> None:
        """Open the panel that writes down a check-in: with a contact, or to correct a check-in."""
        from supportdesk.ui.checkin_panel import CheckInPanel

        if self.panel is None:
            self.panel = CheckInPanel(self.desk, self.theme, self.stack)
            self.panel.closed.connect(self._panel_closed)
        self.panel.open_for(target)

    def _show_note(self, note_id: str) -> None:
        """A small note by itself, over the page in view."""
        from supportdesk.ui.found_note import FoundNote, note_of

        note = note_of(self.desk.snapshot, note_id)
        if note is not None:
            shown = FoundNote(note, self.desk.snapshot, self)
            shown.goes.connect(self.visit)
            shown.open()

    def transfer(self, name: str) -> None:
        """Open the window that takes contacts in from files, or the one that gives them out."""
        self.flush()
        kind = _import_window() if name == IMPORT else _export_window()
        window = kind(self.desk, self.theme, self)
        window.hide_wanted.connect(self.hide_wanted)
        window.open()

    def _panel_closed(self, focus_is_back: bool) -> None:
        """The focus is never lost: where it came from may be gone by now."""
        if self.page is not None and not focus_is_back:
            self.page.heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> None:
        """The page before this one."""
        self._arrive()
        if self._visited:
            name = self._visited.pop()
            self.go(name)
            if self._visited and self._visited[-1] != name:
                self._visited.pop()

    def flush(self) -> None:
        """Save what is being typed anywhere; a bug in one place keeps no other from saving."""
        for page in (*self._pages.values(), *((self.panel,) if self.panel is not None else ())):
            try:
                page.flush()
            except Exception:
                sys.excepthook(*sys.exc_info())
        self.desk.half_written.write()

    def focusNextPrevChild(self, forward: bool) -> bool:
        if self.page is not None:
            self.page.follow_tabs()  # also for who comes from the rail or from Hide
        return super().focusNextPrevChild(forward)

    def next_area(self, *, backwards: bool = False) -> None:
        """Move the focus between rail, search and page (F6)."""
        page = self.page
        areas: list[QWidget] = [self.nav[self.page_name or "today"], self.search.edit]
        if page is not None:
            areas.append(page.heading)
        focus = self.focusWidget()
        here = 2
        if focus is not None and self.rail.isAncestorOf(focus):
            here = 0
        elif focus is self.search.edit:
            here = 1
        areas[(here + (-1 if backwards else 1)) % len(areas)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- notices

    def say(self, text: str) -> None:
        """A quiet notice without Undo."""
        self.toast.show_notice(Notice(text=text))

    def _show_trouble(
        self, code: str, values: dict[str, object], action: Callable[[], object] | None
    ) -> None:
        def again() -> bool:
            return action is not None and self.desk.do(action)

        self.trouble.show_trouble(sentence(code, values), again if action is not None else None)


def _import_window() -> type[ImportWindow]:
    from supportdesk.ui.transfer.import_window import ImportWindow

    return ImportWindow


def _export_window() -> type[ExportWindow]:
    from supportdesk.ui.transfer.export_window import ExportWindow

    return ExportWindow


_WINDOWS: tuple[Callable[[], object], ...] = (_export_window, _import_window)  # long to import
