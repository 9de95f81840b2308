"""What only the copy for a therapist holds: questions, what has changed since the last review, look-backs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from supportdesk.domain.contact import State
from supportdesk.domain.goal import GoalState
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.story import Changed, Past, Turn, changes
from supportdesk.report import own_words
from supportdesk.report.choices import Choices, Section, section_label
from supportdesk.report.names import Names
from supportdesk.words import _, dates

LOOK_BACKS = 26
_STRESS = (Turn.EASED, Turn.STRESSFUL)


def last_review(snapshot: Snapshot, today: date) -> date | None:
    """The day the plan was last looked over, or made; None where nobody has said so, or it is today."""
    days = [each.day for each in snapshot.plan.reviews]
    days += [snapshot.plan.made_on] if snapshot.plan.made_on else []
    return max((day for day in days if day < today), default=None)


def questions(snapshot: Snapshot, names: Names) -> dict[str, Any] | None:
    """The questions that were not asked yet, each with whom it is for."""
    content = []
    for each in snapshot.notes.questions:
        contact = snapshot.contact(each.contact_id)
        hidden = contact is not None and contact.state is State.NOT_SAFE
        if each.asked_on is None and not hidden and own_words.is_filled(each.text):
            whom = names.of(each.contact_id)
            content.append(
                {"text": own_words.ready(each.text), "for": _("for {name}").format(name=whom) if whom else ""}
            )
    return {"title": section_label(Section.QUESTIONS), "content": content} if content else None


def what_changed(
    snapshot: Snapshot, before: Past | None, today: date, choices: Choices, names: Names
) -> dict[str, Any] | None:
    """What is different on the map since `before`, and the goals and steps done since then."""
    if before is None:
        return None
    now = Past(day=today, contacts=snapshot.contacts, ties=snapshot.ties)
    found = [each for each in changes(before, now) if choices.show_stressful or each.turn not in _STRESS]
    lines = [*_on_the_map(found, names), *_done(snapshot, before.day, today)]
    if not lines:
        return None
    title = _("What has changed since {day}").format(day=dates.long(before.day))
    return {"title": title, "content": [{"label": label, "text": text} for label, text in lines]}


def _on_the_map(found: Sequence[Changed], names: Names) -> Iterator[tuple[str, str]]:
    for label, turns in _told().items():
        who: list[str] = []
        for each in found:
            pair = [names.of(id_) for id_ in (each.contact_id, each.other_id) if id_]
            if each.turn in turns and all(pair):
                who.append(_(" and ").join(pair))
        if who:
            yield label, ", ".join(dict.fromkeys(who))


def _told() -> dict[str, tuple[Turn, ...]]:
    """The label of each line in the first person, strengths first; a turn stands in one of them."""
    return {
        _("New on my map"): (Turn.CAME,),
        _("Hoped for, and reached"): (Turn.REACHED,),
        _("Closer to me"): (Turn.CLOSER,),
        _("Support I did not get before"): (Turn.GETS,),
        _("Support I get more often"): (Turn.GETS_OFTENER,),
        _("Support I give now"): (Turn.GIVES, Turn.GIVES_OFTENER),
        _("A firmer tie with me"): (Turn.FIRMER,),
        _("Contact is less stressful"): (Turn.EASED,),
        _("In touch again"): (Turn.AGAIN,),
        _("They know each other now"): (Turn.KNOW, Turn.KNOW_WELL),
        _("Something is changing with"): (Turn.CHANGING,),
        _("I hope to reach"): (Turn.HOPED,),
        _("Further out"): (Turn.FURTHER,),
        _("Support I get less"): (Turn.GETS_LESS, Turn.GETS_NO_MORE),
        _("Support I give less"): (Turn.GIVES_LESS, Turn.GIVES_NO_MORE),
        _("A looser tie with me"): (Turn.LOOSER,),
        _("Contact is more stressful"): (Turn.STRESSFUL,),
        _("They know each other less"): (Turn.KNOW_LESS, Turn.KNOW_NO_MORE),
    }


def _done(snapshot: Snapshot, since: date, today: date) -> Iterator[tuple[str, str]]:
    goals = [each for each in snapshot.goals if _is_printed(snapshot, (*each.contact_ids, each.helper_id))]
    done = [
        own_words.line(each.what)
        for each in goals
        if each.state is GoalState.DONE and each.state_since and since <= each.state_since <= today
    ]
    steps = [
        own_words.line(step.text)
        for each in goals
        if each.state is not GoalState.DROPPED
        for step in each.steps
        if step.done_on and since <= step.done_on <= today and own_words.is_filled(step.text)
    ]
    if done:
        yield _("Small steps I finished"), "; ".join(done)
    if steps:
        yield _("On the way"), "; ".join(steps)


def _is_printed(snapshot: Snapshot, ids: Sequence[str | None]) -> bool:
    people = (snapshot.contact(each) for each in ids)
    return not any(each is not None and each.state is State.NOT_SAFE for each in people)


def look_backs(snapshot: Snapshot) -> dict[str, Any] | None:
    """The newest look-backs, newest first, as a table; no average, no threshold."""
    newest = sorted(snapshot.notes.look_backs, key=lambda each: each.week_end, reverse=True)[:LOOK_BACKS]
    rows = [
        [
            dates.long(each.week_end),
            "–" if each.supported is None else _("{number} of 10").format(number=each.supported),
            "–" if each.energy is None else _("{number} of 5").format(number=each.energy),
            own_words.ready(each.keep),
        ]
        for each in newest
        if each.supported is not None or each.energy is not None or own_words.is_filled(each.keep)
    ]
    if not rows:
        return None
    heads = [_("Week to"), _("How supported I felt"), _("My energy"), _("Something to keep")]
    return {"title": section_label(Section.LOOK_BACKS), "heads": heads, "rows": rows}
