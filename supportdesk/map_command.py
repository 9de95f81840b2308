"""The command `map`: the picture of the window as a file, of today or a past day, or empty to fill in."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from supportdesk.words import _

VIEWS = ("closeness", "support", "ties")
NAMES = ("full", "nickname", "initials", "roles", "none")
TRAITS = (
    "emotional", "informational", "practical", "social", "often", "hard_times", "daily_life", "i_give",
)  # fmt: skip


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the window lets one choose too."""
    parser.add_argument("--view", choices=VIEWS, default="closeness")
    parser.add_argument("--names", choices=NAMES, default="nickname")
    parser.add_argument("--highlight", choices=TRAITS, metavar="TRAIT", help=", ".join(TRAITS))
    parser.add_argument("--stressful", action="store_true", help=_("show the stressful mark"))
    parser.add_argument("--groups", action="store_true", help=_("show who belongs to a group"))
    parser.add_argument("--date", type=day, metavar="YYYY-MM-DD", help=_("the map as it was on that day"))
    parser.add_argument("--paper", choices=("a4", "letter"))
    parser.add_argument("--grey", action="store_true", help=_("black and white"))
    parser.add_argument("--blank", action="store_true", help=_("an empty map to fill in by hand"))


def add_data_options(parser: argparse.ArgumentParser) -> None:
    """How the map leaves as data: without names, unless they are asked for."""
    parser.add_argument(
        "--names", choices=NAMES, default="initials", help=_("names in the map as data (graphml, zip)")
    )


def data_bytes(store: Any, options: argparse.Namespace, ending: str) -> bytes:
    """The map of today as GraphML, or as tables in a zip."""
    from supportdesk.charts.view import Names, written_name
    from supportdesk.domain.placement import arrange, kept_places
    from supportdesk.exchange.graph import graph, to_graphml, to_tables

    snapshot = store.snapshot()
    found = graph(
        snapshot.contacts,
        snapshot.ties,
        store.today(),
        name=lambda contact: written_name(contact, Names(options.names)),
        places=arrange(snapshot.contacts, keep=kept_places(snapshot.places)).places,
    )
    return to_tables(found) if ending == "zip" else to_graphml(found)


def day(text: str) -> date:
    """The day that an option names; what is none is wrong usage."""
    return date.fromisoformat(text)


def map_bytes(store: Any, options: argparse.Namespace, ending: str) -> bytes:
    """The file. Errors: ReportError, StoreError."""
    from supportdesk.report.map_file import map_file

    paper = options.paper or store.me().paper
    return map_file(ending, blank(options) if options.blank else view(store, options), paper)


def blank(options: argparse.Namespace) -> Any:
    """The view of an empty map."""
    from supportdesk.charts.blank import blank_view

    return blank_view(grey=options.grey)


def view(store: Any, options: argparse.Namespace) -> Any:
    """The view of a day, today where none is given; everybody stands where the window puts them."""
    from supportdesk.charts import view as views
    from supportdesk.domain.groups import groups
    from supportdesk.domain.placement import arrange, kept_places

    snapshot = store.snapshot()
    past = store.past(min(options.date or date.max, store.today()))
    shown = tuple(past.shown.values())
    return views.MapView(
        contacts=shown,
        ties=past.ties,
        day=past.day,
        title=_("My support map"),
        names=views.Names(options.names),
        preset=views.Preset(options.view),
        highlight=_trait(options.highlight),
        theme=views.Theme.BLACK_AND_WHITE if options.grey else views.Theme.PRINT,
        show_stressful=options.stressful,
        sample=snapshot.me.is_sample,
        placement=arrange(shown, keep=kept_places(snapshot.places)),
        sector_names=snapshot.own_sectors,
        outlined=frozenset(groups(shown) if options.groups else ()),
    )


def _trait(name: str | None) -> Any:
    from supportdesk.charts.view import Trait
    from supportdesk.domain.contact import SupportType

    if name is None:
        return None
    known: dict[str, Any] = {each.value: each for each in (*SupportType, *Trait)}
    return known[name]
