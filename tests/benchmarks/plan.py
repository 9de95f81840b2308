"""The full plan of 150 contacts from the click to the file, pages for the preview, and the command line."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

from supportdesk.content.sample import load
from supportdesk.domain.snapshot import Snapshot
from supportdesk.report.choices import Choices, Edition
from supportdesk.report.compile import forget, is_quick, look, pdf
from supportdesk.report.network import map_picture
from supportdesk.report.save import save_atomically
from supportdesk.report.whole import whole_document
from supportdesk.store import Store
from supportdesk.ui.pages.plan_making import ROUGH
from tests.benchmarks.data import TODAY, fill
from tests.benchmarks.ruler import each, head, reference, show


def run(rounds: int, folder: Path) -> None:
    """Print the table."""
    unit = reference()
    store = Store.in_memory(lambda: TODAY)
    fill(store, people=150, links=400, log=2_000)
    snapshot = store.snapshot()
    choices = Choices()
    file = folder / "plan.pdf"

    def whole() -> None:
        forget()
        save_atomically(file, pdf(whole_document(snapshot, choices, TODAY)))

    head("full plan, 150 contacts and 400 ties", unit)
    show("click to file, nothing kept", each(rounds, whole), unit, "400")
    _preview("150 contacts, full plan", snapshot, choices, rounds, unit)
    sample = load(TODAY).snapshot()
    for edition in Edition:
        _preview(f"sample, {edition.value}", sample, Choices(edition=edition), rounds, unit)
    store.close()
    head("six editions of the sample from the command line, start included", unit)
    show("plan --edition (six times)", each(rounds, lambda: _six(folder)), unit, "1500")


def _preview(name: str, snapshot: Snapshot, choices: Choices, rounds: int, unit: float) -> None:
    """The first page after a change, as the preview asks for it; the map is kept."""
    picture = map_picture(snapshot, choices, TODAY)
    numbers = count()

    def page() -> None:
        me = replace(snapshot.me, name=f"Jordan {next(numbers)}")
        document = whole_document(replace(snapshot, me=me), choices, TODAY, picture=picture)
        look(document, 0, 90 * (ROUGH if is_quick(document) else 1))

    show(f"preview: {name}", each(rounds, page), unit, "100")


def _six(folder: Path) -> None:
    editions = ("full", "one-page", "wallet", "therapist", "supporter", "blank-map")
    asked = [word for edition in editions for word in ("--edition", edition)]
    command = [sys.executable, "-m", "supportdesk", "plan", str(folder / "plan.pdf"), "--demo", *asked]
    subprocess.run(command, check=True)
