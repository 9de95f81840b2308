"""The pages of the rail; each is imported and made on its first visit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from supportdesk.words import _

if TYPE_CHECKING:
    from supportdesk.ui.desk import Desk
    from supportdesk.ui.page import DeskPage
    from supportdesk.ui.theme import Theme


class Section(NamedTuple):
    """One entry of the rail: how it is called and how its page is made, on the first visit."""

    name: str
    title: str
    icon: str
    make: Callable[[Desk, Theme], DeskPage]


def sections() -> tuple[Section, ...]:
    """The pages that are built, in the order of the rail."""
    return (
        Section("today", _("Today"), "today", _today),
        Section("contacts", _("Contacts"), "contacts", _contacts),
        Section("check-ins", _("Check-ins"), "check-ins", _history),
        Section("map", _("Map"), "map", _map),
        Section("support", _("My support"), "support", _support),
        Section("goals", _("Goals"), "goals", _goals),
        Section("plan", _("My plan"), "plan", _plan),
        Section("settings", _("Settings"), "settings", _settings),
    )


def _today(desk: Desk, theme: Theme) -> DeskPage:
    from supportdesk.ui.pages.today import TodayPage

    return TodayPage(desk, theme)


def _contacts(desk: Desk, theme: Theme) -> DeskPage:
    from supportdesk.ui.pages.contacts import ContactsPage

    return ContactsPage(desk, theme)


def _history(desk: Desk, theme: Theme) -> DeskPage:
    from supportdesk.ui.pages.history import HistoryPage

    return HistoryPage(desk, theme)


def _map(desk: Desk, theme: Theme) -> DeskPage:
    from supportdesk.ui.pages.map import MapPage

    return MapPage(desk, theme)


def _support(desk: Desk, theme: Theme) -> DeskPage:
    from supportdesk.ui.pages.support import SupportPage

    return SupportPage(desk, theme)


def _goals(desk: Desk, theme: Theme) -> DeskPage:
    from supportdesk.ui.pages.goals import GoalsPage

    return GoalsPage(desk, theme)


def _plan(desk: Desk, theme: Theme) -> DeskPage:
    from supportdesk.ui.pages.plan import PlanPage

    return PlanPage(desk, theme)


def _settings(desk: Desk, theme: Theme) -> DeskPage:
    from supportdesk.ui.pages.settings import SettingsPage

    return SettingsPage(desk, theme)
