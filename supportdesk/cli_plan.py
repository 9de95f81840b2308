"""The command `plan`: one edition to one file, or several at once, each to a file of its own."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from supportdesk.words import _

ALL = "all"
EDITIONS = ("full", "one-page", "wallet", "therapist", "supporter", "blank-map", "blank-plan")


def add_plan(commands: Any, source: Callable[[argparse.ArgumentParser], None]) -> argparse.ArgumentParser:
    """Describe the command; `source` adds how a profile is named and opened."""
    plan: argparse.ArgumentParser = commands.add_parser("plan", help=_("write the support plan as PDF"))
    plan.add_argument("out", metavar="OUT.pdf")
    source(plan)
    plan.add_argument(
        "--edition",
        action="append",
        choices=(*EDITIONS, ALL),
        help=_("what to write; more than one, or all, gives a file each: OUT-full.pdf"),
    )
    plan.add_argument("--for", dest="for_", metavar="NAME", help=_("whom a supporter's card is for"))
    plan.add_argument("--paper", choices=("a4", "letter"))
    plan.add_argument("--names", choices=("full", "initials", "roles"), default="full")
    plan.add_argument("--large", action="store_true", help=_("large print"))
    plan.add_argument("--grey", action="store_true", help=_("black and white"))
    plan.add_argument(
        "--pdf-password-stdin",
        action="store_true",
        help=_("lock the file; the password is the next line of standard input"),
    )
    return plan


class UnknownSupporter(Exception):  # noqa: N818 (a wish that cannot be met, not a bug)
    """No active person of the profile has the name that was given."""


def files(options: argparse.Namespace, out: Path) -> list[tuple[str, Path]]:
    """Each edition that was asked for with its file: OUT.pdf for one, OUT-EDITION.pdf for more."""
    asked = options.edition or ["full"]
    wanted = [each for each in EDITIONS if each in asked or ALL in asked]
    if len(wanted) == 1:
        return [(wanted[0], out)]
    return [(each, out.with_name(f"{out.stem}-{each}{out.suffix}")) for each in wanted]


def make(store: Any, options: argparse.Namespace, out: Path, password: str) -> Iterator[tuple[Path, bytes]]:
    """Set each edition in turn, those with a map last. Errors: ReportError, UnknownSupporter."""
    from concurrent.futures import ThreadPoolExecutor

    from supportdesk.report.compile import pdf
    from supportdesk.report.locked import locked
    from supportdesk.report.network import map_picture
    from supportdesk.report.therapist import last_review
    from supportdesk.report.whole import whole_document

    snapshot, today = store.snapshot(), date.today()
    wanted = [(path, choices) for path, choices in _choices(snapshot, options, out)]
    review = last_review(snapshot, today)
    before = store.past(review) if review else None
    with ThreadPoolExecutor(max_workers=1) as pool:
        # The maps are drawn while the other pages are set.
        maps = [pool.submit(map_picture, snapshot, choices, today) for _path, choices in wanted]
        order = sorted(range(len(wanted)), key=lambda each: needs_map(wanted[each][1]))
        for each in order:
            path, choices = wanted[each]
            picture = maps[each].result() if needs_map(choices) else None
            made = pdf(whole_document(snapshot, choices, today, picture=picture, before=before))
            yield path, locked(made, password) if password else made


def needs_map(choices: Any) -> bool:
    """Whether a map stands on this edition."""
    from supportdesk.report.choices import Edition, Section

    return choices.edition is Edition.BLANK_MAP or choices.has(Section.MAP)


def _choices(snapshot: Any, options: argparse.Namespace, out: Path) -> Iterator[tuple[Path, Any]]:
    from supportdesk.report.choices import Choices, Edition, NameStyle, Paper

    supporter = _supporter(snapshot, options.for_)
    for name, path in files(options, out):
        edition = Edition(name.replace("-", "_"))
        yield (
            path,
            Choices(
                edition=edition,
                paper=Paper(options.paper or snapshot.me.paper),
                names=NameStyle(options.names),
                large_print=options.large and edition.can_be_large,
                black_and_white=options.grey,
                supporter=supporter,
            ),
        )


def _supporter(snapshot: Any, name: str | None) -> str | None:
    """The id of the person with this name, nickname or id. Errors: UnknownSupporter."""
    from supportdesk.report.supporter import supporters

    if name is None:
        return None
    wanted = name.casefold().strip()
    people = supporters(snapshot)
    for each in people:
        if wanted in (each.id, each.name.casefold(), each.nickname.casefold()):
            return each.id
    begins = [each for each in people if wanted and each.name.casefold().startswith(wanted)]
    if len(begins) != 1:
        raise UnknownSupporter
    return begins[0].id
