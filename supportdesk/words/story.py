"""The story of the map in words: what is different on the later day, strengths first, and what was done.

Each change is told once, nobody is judged, and what ended is only named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from supportdesk.domain.between import Between, GoalDid, Met
from supportdesk.domain.contact import Contact, Ring, SupportType, Way
from supportdesk.domain.story import Changed, Past, Turn, changes
from supportdesk.records import dataclass
from supportdesk.words import _, dates, ngettext
from supportdesk.words.sentences import listed

MOST = 5  # names in one sentence
_WITHOUT_STRESS = (Turn.EASED, Turn.STRESSFUL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence, and the changes it tells."""

    text: str
    changes: tuple[Changed, ...]

    @property
    def is_strength(self) -> bool:
        """Whether it is one of those that come first."""
        return self.changes[0].turn.is_strength


def told(before: Past, after: Past, *, stressful: bool = True) -> tuple[Told, ...]:
    """What is different on the later day; the stressful mark only where it is shown."""
    found = [
        each for each in changes(before, after) if stressful or each.turn not in _WITHOUT_STRESS
    ]  # fmt: skip
    names = _names(before, after)
    sentences = []
    for _key, group in groupby(sorted(found, key=_alike), key=_alike):
        same = list(group)
        for start in range(0, len(same), MOST):
            part = tuple(same[start : start + MOST])
            sentences.append(Told(text=_sentence(part[0], _who(part, names)), changes=part))
    return tuple(sentences)


def heading(before: Past, after: Past) -> str:
    """ "From 4 May 2026 to 1 November 2026"."""
    return _("From {first} to {last}").format(first=dates.long(before.day), last=dates.long(after.day))


def nothing(before: Past, after: Past) -> str:
    """When no change can be told."""
    if before.day == after.day:
        return _("Both are the same day. Choose an earlier one to see what changed.")
    return _("Nothing changed on your map between these two days.")


def no_past() -> str:
    """When the file holds no day before today."""
    return _(
        "Your map has no earlier day yet. Each change is kept by itself, so you can look back here later."
    )


def _names(before: Past, after: Past) -> Mapping[str, str]:
    both: dict[str, Contact] = {each.id: each for each in (*before.contacts, *after.contacts)}
    return {id_: " ".join(each.short_name.split()) for id_, each in both.items()}


_TURNS = {each: number for number, each in enumerate(Turn)}
_TYPES = {each: number for number, each in enumerate(SupportType)}


def _alike(change: Changed) -> tuple[int, int, str]:
    """Changes with the same key stand in one sentence."""
    type_ = -1 if change.type is None else _TYPES[change.type]
    return _TURNS[change.turn], type_, change.now if isinstance(change.now, Ring) else ""


def _who(part: tuple[Changed, ...], names: Mapping[str, str]) -> str:
    if part[0].other_id:
        pairs = (listed(sorted((names[each.contact_id], names[each.other_id]))) for each in part)
        return _("; ").join(pairs)
    return listed([names[each.contact_id] for each in part])


def _sentence(change: Changed, who: str) -> str:
    if change.type is not None:
        return _of_support(change.turn, change.type).format(names=who)
    if isinstance(change.now, Ring):
        return _of_ring(change.turn, change.now).format(names=who)
    return _plain(change.turn).format(names=who)


def _of_ring(turn: Turn, ring: Ring) -> str:
    came = {
        Ring.INNER: _("New in your inner ring: {names}."),
        Ring.MIDDLE: _("New in your middle ring: {names}."),
        Ring.OUTER: _("New in your outer ring: {names}."),
        Ring.HOPED: _("New among those you hope to reach: {names}."),
    }
    reached = {
        Ring.INNER: _("Once hoped for, now in your inner ring: {names}."),
        Ring.MIDDLE: _("Once hoped for, now in your middle ring: {names}."),
        Ring.OUTER: _("Once hoped for, now in your outer ring: {names}."),
    }
    closer = {
        Ring.INNER: _("Closer to you, in the inner ring: {names}."),
        Ring.MIDDLE: _("Closer to you, in the middle ring: {names}."),
    }
    further = {
        Ring.MIDDLE: _("Further out, in the middle ring: {names}."),
        Ring.OUTER: _("Further out, in the outer ring: {names}."),
    }
    hoped = {Ring.HOPED: _("You hope to reach {names}.")}
    return {
        Turn.CAME: came,
        Turn.REACHED: reached,
        Turn.CLOSER: closer,
        Turn.FURTHER: further,
        Turn.HOPED: hoped,
    }[turn][ring]


def _of_support(turn: Turn, type_: SupportType) -> str:
    return {
        Turn.GETS: _gets,
        Turn.GETS_OFTENER: _gets_oftener,
        Turn.GIVES: _gives,
        Turn.GIVES_OFTENER: _gives_oftener,
        Turn.GETS_LESS: _gets_less,
        Turn.GETS_NO_MORE: _gets_no_more,
        Turn.GIVES_LESS: _gives_less,
        Turn.GIVES_NO_MORE: _gives_no_more,
    }[turn]()[type_]


_Words = dict[SupportType, str]


def _gets() -> _Words:
    return {
        SupportType.EMOTIONAL: _("Emotional support is new from {names}."),
        SupportType.INFORMATIONAL: _("Advice and facts are new from {names}."),
        SupportType.PRACTICAL: _("Practical help is new from {names}."),
        SupportType.SOCIAL: _("Company is new from {names}."),
    }


def _gets_oftener() -> _Words:
    return {
        SupportType.EMOTIONAL: _("Emotional support comes more often from {names}."),
        SupportType.INFORMATIONAL: _("Advice and facts come more often from {names}."),
        SupportType.PRACTICAL: _("Practical help comes more often from {names}."),
        SupportType.SOCIAL: _("Company comes more often from {names}."),
    }


def _gives() -> _Words:
    return {
        SupportType.EMOTIONAL: _("You now give emotional support to {names}."),
        SupportType.INFORMATIONAL: _("You now give advice to {names}."),
        SupportType.PRACTICAL: _("You now give practical help to {names}."),
        SupportType.SOCIAL: _("You now give company to {names}."),
    }


def _gives_oftener() -> _Words:
    return {
        SupportType.EMOTIONAL: _("You give emotional support more often to {names}."),
        SupportType.INFORMATIONAL: _("You give advice more often to {names}."),
        SupportType.PRACTICAL: _("You give practical help more often to {names}."),
        SupportType.SOCIAL: _("You give company more often to {names}."),
    }


def _gets_less() -> _Words:
    return {
        SupportType.EMOTIONAL: _("Emotional support comes less often from {names}."),
        SupportType.INFORMATIONAL: _("Advice and facts come less often from {names}."),
        SupportType.PRACTICAL: _("Practical help comes less often from {names}."),
        SupportType.SOCIAL: _("Company comes less often from {names}."),
    }


def _gets_no_more() -> _Words:
    return {
        SupportType.EMOTIONAL: _("Emotional support from {names} is not marked now."),
        SupportType.INFORMATIONAL: _("Advice and facts from {names} are not marked now."),
        SupportType.PRACTICAL: _("Practical help from {names} is not marked now."),
        SupportType.SOCIAL: _("Company from {names} is not marked now."),
    }


def _gives_less() -> _Words:
    return {
        SupportType.EMOTIONAL: _("You give emotional support less often to {names}."),
        SupportType.INFORMATIONAL: _("You give advice less often to {names}."),
        SupportType.PRACTICAL: _("You give practical help less often to {names}."),
        SupportType.SOCIAL: _("You give company less often to {names}."),
    }


def _gives_no_more() -> _Words:
    return {
        SupportType.EMOTIONAL: _("Emotional support to {names} is not marked now."),
        SupportType.INFORMATIONAL: _("Advice to {names} is not marked now."),
        SupportType.PRACTICAL: _("Practical help to {names} is not marked now."),
        SupportType.SOCIAL: _("Company to {names} is not marked now."),
    }


def _plain(turn: Turn) -> str:
    return {
        Turn.FIRMER: _("A firmer line now: {names}."),
        Turn.EASED: _("Less stressful now: {names}."),
        Turn.AGAIN: _("In touch again: {names}."),
        Turn.KNOW: _("They know each other now: {names}."),
        Turn.KNOW_WELL: _("They are close to each other now: {names}."),
        Turn.CHANGING: _("Changing at this time: {names}."),
        Turn.LOOSER: _("A looser line now: {names}."),
        Turn.STRESSFUL: _("Stressful at times: {names}."),
        Turn.KNOW_LESS: _("Less close to each other now: {names}."),
        Turn.KNOW_NO_MORE: _("No tie on the map now: {names}."),
        Turn.SEEING_LESS: _("You see less of {names}."),
        Turn.ON_A_BREAK: _("On a break: {names}."),
        Turn.REMEMBERED: _("You remember {names}."),
        Turn.LEFT: _("Not on your map now: {names}."),
    }[turn]


# ---- what was done


def done(found: Between, names: Callable[[str], str]) -> tuple[str, ...]:
    """What was done in the time, one plain sentence each; `names` tells how a contact id is called."""
    return tuple(_done(found, names))


def _done(found: Between, names: Callable[[str], str]) -> Iterator[str]:
    for each in found.met:
        yield _met(each, names(each.contact_id))
    if found.more:
        yield ngettext("And {count} more time.", "And {count} more times.", found.more).format(
            count=found.more
        )
    for goal in found.goals:
        yield from _goal(goal)
    for words in found.kept:
        yield _("You kept: “{words}”.").format(words=" ".join(words.split()))


def _met(met: Met, name: str) -> str:
    words = _ours(met.count) | (_mine(met.count) if met.mine else {})
    return words[met.way].format(name=name, count=met.count)


def _mine(count: int) -> dict[Way, str]:
    return {
        Way.CALL: ngettext("You called {name} once.", "You called {name} {count} times.", count),
        Way.TEXT: ngettext("You wrote to {name} once.", "You wrote to {name} {count} times.", count),
        Way.LETTER: ngettext("You sent {name} a letter.", "You sent {name} {count} letters.", count),
    }


def _ours(count: int) -> dict[Way, str]:
    return {
        Way.IN_PERSON: ngettext("You met {name} once.", "You met {name} {count} times.", count),
        Way.CALL: ngettext(
            "You and {name} talked on the phone once.",
            "You and {name} talked on the phone {count} times.",
            count,
        ),
        Way.VIDEO: ngettext(
            "You and {name} had one video call.", "You and {name} had {count} video calls.", count
        ),
        Way.TEXT: ngettext(
            "You and {name} wrote to each other once.",
            "You and {name} wrote to each other {count} times.",
            count,
        ),
        Way.LETTER: ngettext(
            "You and {name} shared one letter.", "You and {name} shared {count} letters.", count
        ),
        Way.ONLINE: ngettext(
            "You were online with {name} once.", "You were online with {name} {count} times.", count
        ),
        Way.GROUP: ngettext("You were at {name} once.", "You were at {name} {count} times.", count),
        Way.APPOINTMENT: ngettext(
            "You had one appointment with {name}.", "You had {count} appointments with {name}.", count
        ),
    }


def _goal(did: GoalDid) -> Iterator[str]:
    what = " ".join(did.goal.what.split())
    if did.began and did.days:
        yield ngettext(
            "You began “{goal}”, and did it on {count} day.",
            "You began “{goal}”, and did it on {count} days.",
            did.days,
        ).format(goal=what, count=did.days)
    elif did.began:
        yield _("You began a goal: “{goal}”.").format(goal=what)
    elif did.days:
        yield ngettext(
            "“{goal}”: done on {count} day.", "“{goal}”: done on {count} days.", did.days
        ).format(goal=what, count=did.days)  # fmt: skip
    if did.finished:
        yield _("You finished a goal: “{goal}”.").format(goal=what)
