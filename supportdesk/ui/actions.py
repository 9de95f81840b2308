"""Every command once: menu bar and shortcuts are made from the same actions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from supportdesk.words import _

if TYPE_CHECKING:
    from supportdesk.ui.shell import Shell

_Key = QKeySequence.StandardKey
_ONLY_FOCUS = frozenset({"search", "find", "area", "area_back", "back", "new"})
_ALSO = {_Key.ZoomIn: (QKeySequence("Ctrl+="),)}  # the same key without Shift


class Actions:
    """The commands of the window; those that need an open profile are off without one."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._needs_profile: list[QAction] = []
        self.all: dict[str, QAction] = {}
        self._menu(
            _("File"),
            ("new", _("Add something new here"), _Key.New, self._page("add_new")),
            ("check_in", _("Log a check-in"), "Ctrl+J", lambda: self._workspace("log")),
            ("add_contact", _("Add a contact"), None, lambda: self._go("contacts", "new")),
            ("add_goal", _("Add a goal"), None, lambda: self._go("goals", "new")),
            ("add_need", _("Add a need"), None, lambda: self._go("support", "new")),
            ("save_pdf", _("Save the plan as PDF"), "Ctrl+E", lambda: self._go("plan", "save")),
            ("print", _("Print the plan"), _Key.Print, lambda: self._go("plan", "print")),
            None,
            ("import", _("Import…"), None, lambda: self._go("import", "")),
            ("export", _("Export…"), None, lambda: self._go("export", "")),
            None,
            ("save_backup", _("Save a backup…"), None, shell.backups.save),
            ("open_backup", _("Open a backup…"), None, shell.backups.open_file),
            None,
            ("lock", _("Lock"), "Ctrl+L", shell.lock),
            ("hide", _("Hide now (Ctrl+H, or Shift three times)"), None, shell.hide_now),
            ("quit", _("Quit"), _Key.Quit, shell.close),
        )
        self._menu(
            _("Edit"),
            ("undo", _("Undo"), _Key.Undo, self._desk("undo")),
            ("redo", _("Redo"), _Key.Redo, self._desk("redo")),
            None,
            ("search", _("Search"), "Ctrl+K", self._search),
            ("find", _("Find on this page"), _Key.Find, self._page("find_here")),
        )
        self._menu(_("Go"), *self._places())
        self._menu(
            _("View"),
            ("larger", _("Larger text"), _Key.ZoomIn, lambda: self._resize(1)),
            ("smaller", _("Smaller text"), _Key.ZoomOut, lambda: self._resize(-1)),
            ("normal", _("Normal text size"), "Ctrl+0", lambda: self._resize(0)),
            None,
            ("light", _("Light"), None, lambda: self._theme("light")),
            ("dark", _("Dark"), None, lambda: self._theme("dark")),
            ("system", _("Like the system"), None, lambda: self._theme("system")),
        )
        self._menu(_("Help"), ("help", _("Get help now (F1)"), None, shell.show_help))
        for name in (
            "quit",
            "hide",
            "help",
            "larger",
            "smaller",
            "normal",
            "light",
            "dark",
            "system",
            "open_backup",
        ):
            self._needs_profile.remove(self.all[name])
        self.refresh()

    def refresh(self) -> None:
        """Switch on what can be done now."""
        open_ = self._shell.workspace is not None
        for action in self._needs_profile:
            action.setEnabled(open_)
        desk = self._shell.desk
        self.all["lock"].setEnabled(desk is not None)
        self.all["save_backup"].setEnabled(open_ and desk is not None and desk.vault is not None)
        self.all["open_backup"].setEnabled(self._shell.can_open_backup)

    def offered(self) -> tuple[QAction, ...]:
        """The commands that Search everything offers: all but those that only move the focus."""
        return tuple(each for name, each in self.all.items() if name not in _ONLY_FOCUS)

    def _menu(self, title: str, *entries: tuple[str, str, Any, Callable[[], Any]] | None) -> None:
        menu = QMenu(title, self._shell)
        self._shell.menuBar().addMenu(menu)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
                continue
            name, text, keys, call = entry
            action = QAction(text, self._shell)
            if isinstance(keys, _Key):
                action.setShortcuts([*QKeySequence.keyBindings(keys), *_ALSO.get(keys, ())])
            elif keys is not None:
                action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _checked=False, call=call: call())
            menu.addAction(action)
            self._needs_profile.append(action)
            self.all[name] = action

    def _places(self) -> list[tuple[str, str, Any, Callable[[], Any]] | None]:
        from supportdesk.ui.sections import sections

        places: list[tuple[str, str, Any, Callable[[], Any]] | None] = []
        for number, each in enumerate(sections(), start=1):
            keys = "Ctrl+," if each.name == "settings" else f"Ctrl+{number}"
            places.append((each.name, each.title, keys, partial(self._go, each.name, "")))
        places.append(None)
        places.append(("story", _("Story of change"), None, partial(self._go, "map", "story")))
        places.append(("reach", _("Who can I reach now?"), None, lambda: self._go("support", "now")))
        places += [
            (f"plan_{view}", title, None, partial(self._go, "plan", view))
            for view, title in (
                ("helplines", _("Helplines")),
                ("versions", _("Earlier versions of my plan")),
                ("after", _("After a hard time")),
            )
        ]
        places.append(("back", _("Back"), "Alt+Left", lambda: self._workspace("back")))
        places.append(("area", _("Next area"), "F6", lambda: self._workspace("next_area")))
        places.append(("area_back", _("Area before"), "Shift+F6", self._area_back))
        return places

    def _go(self, page: str, target: str) -> None:
        if self._shell.workspace is not None:
            self._shell.workspace.visit(page, target)

    def _workspace(self, method: str) -> None:
        if self._shell.workspace is not None:
            getattr(self._shell.workspace, method)()

    def _area_back(self) -> None:
        if self._shell.workspace is not None:
            self._shell.workspace.next_area(backwards=True)

    def _search(self) -> None:
        if self._shell.workspace is not None:
            self._shell.workspace.search.edit.setFocus()
            self._shell.workspace.search.edit.selectAll()

    def _page(self, method: str) -> Callable[[], None]:
        def call() -> None:
            workspace = self._shell.workspace
            if workspace is not None and workspace.page is not None:
                getattr(workspace.page, method)()

        return call

    def _desk(self, method: str) -> Callable[[], None]:
        def call() -> None:
            if self._shell.workspace is not None:
                self._shell.workspace.flush()
            if self._shell.desk is not None:
                getattr(self._shell.desk, method)()

        return call

    def _resize(self, step: int) -> None:
        from supportdesk.ui.theme import TEXT_SIZES

        theme = self._shell.theme
        near = min(range(len(TEXT_SIZES)), key=lambda each: abs(TEXT_SIZES[each] - theme.percent))
        percent = 100 if not step else TEXT_SIZES[min(max(near + step, 0), len(TEXT_SIZES) - 1)]
        theme.resize(percent)
        self._shell.settings.text_percent = percent

    def _theme(self, choice: str) -> None:
        self._shell.theme.choose(choice)
        self._shell.settings.theme = choice
