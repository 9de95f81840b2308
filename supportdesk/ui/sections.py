"""The pages of the rail; each is imported and made on its first visit, or imported in a quiet moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from supportdesk.words import _

if TYPE_CHECKING:
    from supportdesk.ui.desk import Desk
    from supportdesk.ui.page import DeskPage
    from supportdesk.ui.theme import Theme

    Make = Callable[[Desk, Theme], DeskPage]


class Section(NamedTuple):
    """One entry of the rail: how it is called, and its page (imported by the call)."""

    name: str
    title: str
    icon: str
    page: Callable[[], Make]


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


def _today() -> Make:
    from supportdesk.ui.pages.today import TodayPage

    return TodayPage


def _contacts() -> Make:
    from supportdesk.ui.pages.contacts import ContactsPage

    return ContactsPage


def _history() -> Make:
    from supportdesk.ui.pages.history import HistoryPage

    return HistoryPage


def _map() -> Make:
    from supportdesk.ui.pages.map import MapPage

    return MapPage


def _support() -> Make:
    from supportdesk.ui.pages.support import SupportPage

    return SupportPage


def _goals() -> Make:
    from supportdesk.ui.pages.goals import GoalsPage

    return GoalsPage


def _plan() -> Make:
    from supportdesk.ui.pages.plan import PlanPage

    return PlanPage


def _settings() -> Make:
    from supportdesk.ui.pages.settings import SettingsPage

    return SettingsPage
