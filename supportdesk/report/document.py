"""The printed plan as pure data: what goes on paper, in reading order, before anything is set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from supportdesk.domain.plan import Plan, Review
from supportdesk.domain.snapshot import Snapshot
from supportdesk.records import dataclass
from supportdesk.report import own_words
from supportdesk.report.cards import contact_groups
from supportdesk.report.choices import Choices, Edition, NameStyle, Paper, Section, section_label
from supportdesk.report.lines import EmergencyLike, HelplineLike, emergency_box, helpline_box
from supportdesk.report.names import Names, initials
from supportdesk.report.network import MapPicture, coverage, map_block, svg_text
from supportdesk.report.parts import plan_parts
from supportdesk.report.steps import goal_cards
from supportdesk.words import _, dates

_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "yi")
_LINES_ON_ONE_PAGE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Everything a page needs, in reading order.

    `data` holds only dict, list, str, number and bool (it goes to the template as JSON); `svg` is
    the map as text, "" without one. `day` stands in the file's time stamp and in its neutral name.
    """

    edition: Edition
    paper: Paper
    day: date
    data: Mapping[str, Any]
    svg: str = ""


def plan_document(
    snapshot: Snapshot,
    choices: Choices,
    today: date,
    *,
    helplines: Sequence[HelplineLike] = (),
    emergency: EmergencyLike | None = None,
    map: MapPicture | None = None,  # noqa: A002 (the word of the house for this picture)
    helplines_checked: date | None = None,
    progress: Mapping[str, str] | None = None,
    summary: Sequence[str] = (),
    language: str = "en",
) -> Document:
    """What the chosen edition says. `today` dates it.

    `helplines` are printed as given, the first four of them on one page: the caller has chosen the
    country, put the most wanted first and left out the hidden ones.
    `helplines_checked` is the day a person checked the whole directory. `progress` has the words for
    a goal by its id, `summary` the sentences about the network; who makes them follows `choices.names`.
    Private marks, boundaries that were not asked for and contacts that are not active never go in.
    Names are styled wherever a contact is mentioned by id; what the person wrote freely stays as it is.
    """
    names = Names(snapshot.contacts, choices.names)
    parts = plan_parts(snapshot, choices, names)
    goals = goal_cards(snapshot, choices, names, progress or {}) if choices.has(Section.GOALS) else []
    groups = contact_groups(snapshot, choices, names) if choices.has(Section.CONTACTS) else []
    gives = coverage(snapshot, names) if choices.has(Section.COVERAGE) else None
    picture = map if choices.has(Section.MAP) and snapshot.active else None
    lines = _helplines(helplines, helplines_checked, choices)
    data = {
        **_look(choices, language),
        "sample": _("Sample") if snapshot.me.is_sample else "",
        "title": _("My support plan"),
        # The window of a PDF reader and its list of last files show this one: it says little.
        "file_title": _("My plan"),
        "owner": _owner(snapshot, choices),
        "made": _made(snapshot.plan),
        "printed": _("Printed {day}.").format(day=dates.long(today)),
        "not_care": _("This is my own plan. It is not medical care."),
        "page_of": _("{page} of {pages}"),
        "more": _("There is more in my full plan."),
        "emergency": emergency_box(emergency),
        "empty": _empty() if not (parts or goals or groups) else None,
        "parts": parts,
        "helplines": lines,
        "goals": _titled(Section.GOALS, goals),
        "map": map_block(picture, snapshot, names, summary) if picture else None,
        "coverage": gives,
        "contacts": _titled(Section.CONTACTS, groups),
        "about": {"title": _("About this plan"), "lines": _about(snapshot.plan)},
    }
    svg = svg_text(picture, choices.black_and_white) if picture else ""
    return Document(edition=choices.edition, paper=choices.paper, day=today, data=data, svg=svg)


def neutral_name(today: date) -> str:
    """A file name that tells nobody what is inside: "plan-2026-11-22.pdf"."""
    return f"plan-{today.isoformat()}.pdf"


def names_note(style: NameStyle) -> str:
    """What to tell a person who hides names, "" where names are printed in full."""
    if style is NameStyle.FULL:
        return ""
    return _("Words you wrote yourself stay as they are. They may hold names.")


def _look(choices: Choices, language: str) -> dict[str, Any]:
    return {
        "edition": choices.edition.value,
        "paper": choices.paper.value,
        "large": choices.large_print,
        "grey": choices.black_and_white,
        "lang": language,
        "dir": "rtl" if language[:2] in _RIGHT_TO_LEFT else "ltr",
    }


def _titled(section: Section, content: list[dict[str, Any]]) -> dict[str, Any] | None:
    return {"title": section_label(section), "content": content} if content else None


def _helplines(
    helplines: Sequence[HelplineLike], checked: date | None, choices: Choices
) -> dict[str, Any] | None:
    if not choices.has(Section.HELPLINES):
        return None
    room = _LINES_ON_ONE_PAGE if choices.edition is Edition.ONE_PAGE else None
    return helpline_box(helplines[:room], checked)


def _owner(snapshot: Snapshot, choices: Choices) -> str:
    if choices.names is NameStyle.FULL:
        return own_words.line(snapshot.me.name)
    known = choices.names is NameStyle.INITIALS and own_words.is_filled(snapshot.me.name)
    return initials(snapshot.me.name) if known else ""


def _made(plan: Plan) -> list[str]:
    """The lines beside the title: when it was made and last looked over."""
    lines = []
    if plan.made_on:
        lines.append(_with(_("Made {day}"), _("Made {day} with {people}"), plan.made_on, plan.made_with))
    if plan.reviews:
        lines.append(_looked_over(max(plan.reviews, key=lambda review: review.day)))
    return lines


def _about(plan: Plan) -> list[str]:
    """What the title has no room for: earlier reviews, the next one, who has a copy."""
    lines = []
    if not plan.made_on and own_words.is_filled(plan.made_with):
        lines.append(_("Made with {people}").format(people=own_words.line(plan.made_with)))
    earlier = sorted(plan.reviews, key=lambda review: review.day, reverse=True)[1:]
    lines.extend(_looked_over(review) for review in earlier)
    if plan.next_review:
        lines.append(_("I want to look at it again about {day}.").format(day=dates.long(plan.next_review)))
    if own_words.is_filled(plan.shared_with):
        lines.append(_("Shared with {people}").format(people=own_words.line(plan.shared_with)))
    return lines


def _looked_over(review: Review) -> str:
    return _with(_("Looked over {day}"), _("Looked over {day} with {people}"), review.day, review.with_whom)


def _with(alone: str, together: str, day: date, people: str) -> str:
    if own_words.is_filled(people):
        return together.format(day=dates.long(day), people=own_words.line(people))
    return alone.format(day=dates.long(day))


def _empty() -> dict[str, Any]:
    """Kind words and room to write by hand, when nothing was filled in yet."""
    return {
        "words": [
            _("There is nothing in this plan yet, and that is all right."),
            _("You can start small: one thing that calms you, and one person you can call."),
        ],
        "spaces": [_("What calms me"), _("Someone I can call"), _("What matters to me")],
    }
