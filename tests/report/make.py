"""What the tests of the printed plan are made from: the sample profile and a placeholder map."""

from __future__ import annotations

import io
import re
from datetime import date

import pypdf

from supportdesk.content import helplines, sample
from supportdesk.domain.snapshot import Snapshot
from supportdesk.report.choices import Choices
from supportdesk.report.document import Beside, Document, plan_document
from supportdesk.report.network import MapPicture

TODAY = date(2026, 11, 22)
EMERGENCY = helplines.load().emergency("GB")
HELPLINES = helplines.load().for_country("GB")[:4]
PROGRESS = {"g1": "3 of the last 4 weeks", "g3": "started"}
SUMMARY = ("Several people give you emotional support, some of them often.",)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="820" viewBox="0 0 1000 820">'
    + "".join(f'<circle cx="500" cy="400" r="{r}" fill="none" stroke="#1d6a5e"/>' for r in (370, 280, 180))
    + "</svg>"
).encode()
PICTURE = MapPicture(svg=SVG)


def snapshot() -> Snapshot:
    """The sample profile."""
    return sample.load(TODAY).snapshot()


def document(snap: Snapshot | None = None, choices: Choices | None = None, **more: object) -> Document:
    """The plan of `snap` (the sample) with helplines, emergency number and map."""
    given: dict[str, object] = {
        "helplines": HELPLINES,
        "for_them": HELPLINES,
        "emergency": EMERGENCY,
        "map": PICTURE,
        "progress": PROGRESS,
        "summary": SUMMARY,
    }
    given.update(more)
    beside = Beside(**given)  # type: ignore[arg-type]
    return plan_document(snap or snapshot(), choices or Choices(), TODAY, beside)


def reader(made: bytes) -> pypdf.PdfReader:
    """The file, opened."""
    return pypdf.PdfReader(io.BytesIO(made))


def text_of(made: bytes) -> str:
    """Everything that can be read, in reading order, on one line and without break marks."""
    text = "\n".join(page.extract_text() for page in reader(made).pages)
    return squeezed(text)


def squeezed(text: str) -> str:
    """Without break marks, and each run of blanks as one."""
    return re.sub(r"\s+", " ", text.replace("\u200b", "").replace("\u2060", "")).strip()
