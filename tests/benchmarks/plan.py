"""The full plan of 150 contacts from the click to the file, and a page for the preview."""

from __future__ import annotations

from pathlib import Path

from supportdesk.report.choices import Choices
from supportdesk.report.compile import forget, pages_png, pdf
from supportdesk.report.network import map_picture
from supportdesk.report.save import save_atomically
from supportdesk.report.whole import whole_document
from supportdesk.store import Store
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
    picture = map_picture(snapshot, choices, TODAY)

    def page() -> None:
        pages_png(whole_document(snapshot, choices, TODAY, picture=picture), 90, [0])

    show("preview of one page, map kept", each(rounds, page), unit, "100")
    store.close()
