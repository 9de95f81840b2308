"""The printed plan as pure data: what goes on paper, in reading order, before anything is set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Any

from supportdesk.domain.plan import Plan, Review
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.story import Past
from supportdesk.records import dataclass
from supportdesk.report import own_words
from supportdesk.report.blank import blank_map, blank_plan
from supportdesk.report.cards import contact_groups
from supportdesk.report.choices import Choices, Edition, NameStyle, Paper, Section, section_label
from supportdesk.report.lines import EmergencyLike, HelplineLike, emergency_box, helpline_box
from supportdesk.report.names import Names, initials
from supportdesk.report.network import MapPicture, blank_in_words, coverage, map_block, svg_text
from supportdesk.report.parts import plan_parts
from supportdesk.report.steps import goal_cards
from supportdesk.report.supporter import card
from supportdesk.report.therapist import look_backs, questions, what_changed
from supportdesk.report.wallet import wallet
from supportdesk.words import _, dates

_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "yi")
_LINES = {Edition.ONE_PAGE: 4, Edition.WALLET: 3, Edition.SUPPORTER: 2, Edition.BLANK_PLAN: 4}


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What goes on paper from outside of the snapshot.

    `helplines` are printed as given, only the first of them where there is little room: the caller has
    chosen the country, put the most wanted first and left out the hidden ones; `for_them` are lines for
    someone who supports. `helplines_checked` is the day a person checked the whole directory. `progress`
    has the words for a goal by its id, `summary` the sentences about the network; who makes them follows
    the names that were chosen. `before` is the map on the day of the last review.
    """

    helplines: Sequence[HelplineLike] = ()
    for_them: Sequence[HelplineLike] = ()
    emergency: EmergencyLike | None = None
    map: MapPicture | None = None
    helplines_checked: date | None = None
    progress: Mapping[str, str] = field(default_factory=dict)
    summary: Sequence[str] = ()
    before: Past | None = None
    language: str = "en"


def plan_document(snapshot: Snapshot, choices: Choices, today: date, beside: Beside) -> Document:
    """What the chosen edition says. `today` dates it.

    Private marks, boundaries that were not asked for and contacts that are not active never go in.
    Names are styled wherever a contact is mentioned by id; what the person wrote freely stays as it is.
    """
    names = Names(snapshot.contacts, choices.names)
    picture = _picture(snapshot, choices, beside.map)
    data = {**_frame(snapshot, choices, today, beside), **_blank(choices)}
    if not choices.edition.is_blank:
        data |= _content(snapshot, choices, today, beside, names)
        data["map"] = map_block(picture, snapshot, names, beside.summary, choices) if picture else None
    elif picture:
        data["map"] = {
            "title": data["blank"].get("title", ""),
            "alt": picture.alt or blank_in_words(),
            "summary": [],
        }
    svg = svg_text(picture, choices.black_and_white) if picture else ""
    return Document(edition=choices.edition, paper=choices.paper, day=today, data=data, svg=svg)


def _picture(snapshot: Snapshot, choices: Choices, picture: MapPicture | None) -> MapPicture | None:
    if choices.edition is Edition.BLANK_MAP:
        return picture
    return picture if choices.has(Section.MAP) and snapshot.active else None


def _frame(snapshot: Snapshot, choices: Choices, today: date, beside: Beside) -> dict[str, Any]:
    """What every edition has: its look, title and date, and the emergency number."""
    blank = choices.edition.is_blank
    return {
        **_look(choices, beside.language),
        "sample": _("Sample") if snapshot.me.is_sample and not blank else "",
        "title": _title(choices.edition),
        # The window of a PDF reader and its list of last files show this one: it says little.
        "file_title": _("My plan"),
        "owner": "" if blank else _owner(snapshot, choices),
        # With whom a plan was made does not concern the one a card is for.
        "made": [] if blank or choices.edition is Edition.SUPPORTER else _made(snapshot.plan),
        "printed": _("Printed {day}.").format(day=dates.long(today)),
        "not_care": _("This is my own plan. It is not medical care."),
        "page_of": _("{page} of {pages}"),
        "more": _("There is more in my full plan."),
        "notes": _("Notes"),
        "emergency": emergency_box(beside.emergency, for_me=choices.edition is not Edition.SUPPORTER),
        "helplines": _helplines(beside, choices),
        **_NOTHING,
    }


# What an edition has none of, so that every template finds every name.
_NOTHING: dict[str, Any] = {
    "parts": [],
    **dict.fromkeys(("map", "goals", "coverage", "contacts", "about", "questions", "changes")),
    **dict.fromkeys(("look_backs", "wallet", "card", "empty")),
}


def _content(
    snapshot: Snapshot, choices: Choices, today: date, beside: Beside, names: Names
) -> dict[str, Any]:
    """What stands in the profile, as far as the edition holds it."""
    therapist = choices.edition is Edition.THERAPIST
    supporter = choices.edition is Edition.SUPPORTER
    data: dict[str, Any] = {
        "parts": [] if supporter else plan_parts(snapshot, choices, names),
        "goals": _goals(snapshot, choices, names, beside.progress),
        "coverage": coverage(snapshot, names) if choices.has(Section.COVERAGE) else None,
        "contacts": _titled(
            Section.CONTACTS,
            contact_groups(snapshot, choices, names) if choices.has(Section.CONTACTS) else [],
        ),
        "about": {"title": _("About this plan"), "lines": _about(snapshot.plan)},
        "questions": questions(snapshot, names) if choices.has(Section.QUESTIONS) else None,
        "changes": what_changed(snapshot, beside.before, today, choices, names)
        if choices.has(Section.CHANGES)
        else None,
        "look_backs": look_backs(snapshot) if choices.has(Section.LOOK_BACKS) else None,
        "wallet": wallet() if choices.edition is Edition.WALLET else None,
        "card": card(snapshot, choices, names, _owner(snapshot, choices)) if supporter else None,
    }
    filled = ("parts", "goals", "contacts", *(("questions", "changes", "coverage") if therapist else ()))
    has_any = any(data[each] for each in filled) or (supporter and data["card"]["for"])
    return {**data, "empty": None if has_any else _empty()}


def _blank(choices: Choices) -> dict[str, Any]:
    make = {Edition.BLANK_MAP: blank_map, Edition.BLANK_PLAN: blank_plan}.get(choices.edition)
    return {"blank": make() if make else {}}


def _title(edition: Edition) -> str:
    return {
        Edition.THERAPIST: _("For my appointment"),
        Edition.SUPPORTER: _("How you can help me"),
        Edition.BLANK_MAP: _("My support map"),
    }.get(edition, _("My support plan"))


def _goals(
    snapshot: Snapshot, choices: Choices, names: Names, progress: Mapping[str, str]
) -> dict[str, Any] | None:
    shown = goal_cards(snapshot, choices, names, progress) if choices.has(Section.GOALS) else []
    return _titled(Section.GOALS, shown)


def neutral_name(today: date) -> str:
    """A file name that tells nobody what is inside: "plan-2026-11-22.pdf"."""
    return f"plan-{today.isoformat()}.pdf"


def names_note(style: NameStyle, edition: Edition = Edition.FULL) -> str:
    """What to tell a person who hides names or hands a card to someone, "" where there is nothing to tell."""
    if edition.is_blank or (style is NameStyle.FULL and edition is not Edition.SUPPORTER):
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


def _helplines(beside: Beside, choices: Choices) -> dict[str, Any] | None:
    if not choices.has(Section.HELPLINES):
        return None
    lines = beside.for_them if choices.edition is Edition.SUPPORTER else beside.helplines
    return helpline_box(lines[: _LINES.get(choices.edition)], beside.helplines_checked)


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
