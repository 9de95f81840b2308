"""Looks at the running program as a screen reader does. Run by Debian's own Python, which has gi.

With "on" it only tells the bus that a screen reader is there. Else it prints one JSON object: what was
found on the map, what pressing did, and what was announced.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

PATIENCE = 90.0
announced: list[str] = []


def until(look: Callable[[], Any], what: str) -> Any:
    """What `look` finds, looked for until the deadline while events come in."""
    deadline = time.monotonic() + PATIENCE
    context = GLib.MainContext.default()
    while time.monotonic() < deadline:
        while context.pending():
            context.iteration(False)
        try:
            found = look()
        except GLib.Error:
            found = None
        if found:
            return found
        GLib.usleep(100_000)
    sys.exit(f"not found: {what}")


def tree(node: Any, depth: int = 0) -> Iterator[Any]:
    yield node
    if depth < 25:
        for number in range(node.get_child_count()):
            child = node.get_child_at_index(number)
            if child is not None:
                yield from tree(child, depth + 1)


def program() -> Any:
    desktop = Atspi.get_desktop(0)
    apps = (desktop.get_child_at_index(number) for number in range(desktop.get_child_count()))
    return next((each for each in apps if each is not None and "upport" in (each.get_name() or "")), None)


LISTS = ("list",)
BUTTONS = ("push button", "check box", "toggle button", "radio button")


def named(root: Any, name: str, roles: tuple[str, ...] = BUTTONS) -> Any:
    """The first thing in view with this name and one of these roles."""
    for each in tree(root):
        is_it = each.get_name() == name and each.get_role_name() in roles
        if is_it and each.get_state_set().contains(Atspi.StateType.SHOWING):
            return each
    return None


def press(node: Any) -> None:
    actions = [Atspi.Action.get_action_name(node, number) for number in range(node.get_n_actions())]
    node.do_action(actions.index("Press"))


def pressed_until(app: Any, name: str, appears: str) -> bool:
    """Whether the thing is in view; where it is not, the button is pressed (once more)."""
    if named(app, appears, BUTTONS + LISTS) is not None:
        return True
    press(named(app, name))
    GLib.usleep(300_000)
    return False


def keys(*names: str) -> None:
    subprocess.run(["xdotool", "key", "--clearmodifiers", *names], check=True)


def switch_on() -> None:
    """Tell every program that a screen reader is there, as Orca does."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    for name in ("IsEnabled", "ScreenReaderEnabled"):
        value = GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True)))
        where = ("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set")
        bus.call_sync(*where, value, None, Gio.DBusCallFlags.NONE, -1, None)


def main() -> None:
    listener = Atspi.EventListener.new(lambda event: announced.append(str(event.any_data)))
    listener.register("object:announcement")
    app = until(program, "the program")
    until(lambda: named(app, "Map"), "Map in the rail")
    # A press that comes before the window has come to rest is lost: the next look presses again.
    until(lambda: pressed_until(app, "Map", "Show as: List"), "the map page")
    until(lambda: pressed_until(app, "Show as: List", "Support map as a list"), "the list in view")
    rows = named(app, "Support map as a list", LISTS)
    listed = [rows.get_child_at_index(number).get_name() for number in range(rows.get_child_count())]
    until(lambda: pressed_until(app, "Show as: Map", "Support map"), "the picture in view")
    canvas = named(app, "Support map", LISTS)
    until(canvas.get_child_count, "contacts on the picture")
    items = [canvas.get_child_at_index(number) for number in range(canvas.get_child_count())]
    names = [each.get_name() for each in items]
    boxes = [each.get_extents(Atspi.CoordType.SCREEN) for each in items]
    canvas.grab_focus()
    until(lambda: canvas.get_state_set().contains(Atspi.StateType.FOCUSED), "the focus on the picture")
    keys("Home")
    until(lambda: any("1 of" in each for each in announced), "the first contact said aloud")
    until(lambda: items[0].get_state_set().contains(Atspi.StateType.SELECTED), "the first contact chosen")
    keys("shift+Down")
    until(lambda: any("moved" in each for each in announced), "the move said aloud")
    found = {
        "description": canvas.get_description(),
        "listed": listed,
        "names": names,
        "sizes": [[box.width, box.height] for box in boxes],
        "roles": sorted({each.get_role_name() for each in items}),
        "announced": announced,
    }
    sys.stdout.write(json.dumps(found) + "\n")


switch_on() if sys.argv[1:] == ["on"] else main()
