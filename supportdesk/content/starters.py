"""Ready-made beginnings for someone who is stuck: goals, needs, prompts, calm things, a kind sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from supportdesk.content.resources import read
from supportdesk.domain.contact import Contact, Kind, SupportType
from supportdesk.domain.goal import Cadence, Goal, Per
from supportdesk.records import dataclass
from supportdesk.words import _

_GOAL_TEXTS = ("what", "what_named", "smallest", "if_moment", "then_action", "if_obstacle", "plan_b")


@dataclass(frozen=True, slots=True, kw_only=True)
class StarterGoal:
    """A goal to start from; `what_named` holds {name}. `for_kinds` says with whom it makes sense."""

    id: str
    what: str
    what_named: str
    for_kinds: tuple[Kind, ...]
    cadence: Cadence | None
    smallest: str
    if_moment: str
    then_action: str
    if_obstacle: str
    plan_b: str

    def suits(self, contact: Contact) -> bool:
        """Whether it may be offered with this contact: an active one of a fitting kind."""
        return contact.is_active and contact.kind in self.for_kinds

    def title(self, contact: Contact | None = None) -> str:
        """What to do, with the contact's name where there is one."""
        return self.what_named.format(name=contact.short_name) if contact else self.what

    def goal(self, start: date, contact: Contact | None = None) -> Goal:
        """A new goal for the person to change as they like. Check-ins count once a contact is linked."""
        return Goal(
            what=self.title(contact),
            contact_ids=(contact.id,) if contact else (),
            cadence=self.cadence,
            smallest=self.smallest,
            if_moment=self.if_moment,
            then_action=self.then_action,
            if_obstacle=self.if_obstacle,
            plan_b=self.plan_b,
            start=start,
            counts_checkins=self.id in _FILLED_BY_CHECKINS,
        )


# A check-in with the contact is itself the goal here; for the others a chat is not yet the thing.
_FILLED_BY_CHECKINS = frozenset({"group_month", "weekly_call", "short_message", "walk", "new_place"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """The question of the first run for one type of support, and examples."""

    type: SupportType
    question: str
    examples: str


def starter_goals() -> tuple[StarterGoal, ...]:
    """The goals to start from; the two examples of the source article come first."""
    return tuple(_goal(each) for each in _raw()["goal"])


def choices(contacts: Sequence[Contact], limit: int = 4) -> tuple[tuple[StarterGoal, Contact | None], ...]:
    """Ready choices of a first small step, with the names given where one fits (first run, step 5).

    No contact is named twice while there are others; contacts that are not active are never named.
    """
    named: set[str] = set()
    found: list[tuple[StarterGoal, Contact | None]] = []
    for starter in starter_goals()[:limit]:
        fitting = [each for each in contacts if starter.suits(each)]
        contact = next((each for each in fitting if each.id not in named), next(iter(fitting), None))
        named |= {contact.id} if contact else set()
        found.append((starter, contact))
    return tuple(found)


def calm() -> tuple[str, ...]:
    """Things that many people find calming, to be ticked; none costs much."""
    return tuple(_(each) for each in _raw()["calm"]["ticks"])


def needs(type_: SupportType) -> tuple[str, ...]:
    """Ready needs of one type, after the table of the source article."""
    return tuple(_(each) for each in _raw()["needs"][type_.value])


def prompts() -> tuple[Prompt, ...]:
    """One question for each type of support, in their order."""
    return tuple(
        Prompt(type=SupportType(each["type"]), question=_(each["question"]), examples=_(each["examples"]))
        for each in _raw()["prompt"]
    )


def kind_sentence(today: date) -> str:
    """One kind sentence, the same all day and another one tomorrow."""
    sentences = _kind_sentences()
    return _(sentences[today.toordinal() % len(sentences)])


def _kind_sentences() -> list[str]:
    """In a file of their own, a line each: every start shows one, and needs nothing else of this."""
    return read("kind-sentences.txt").decode("utf-8").splitlines()


def texts() -> tuple[str, ...]:
    """Every text of the file as written, for the translation catalogue and the tests of its words."""
    raw = _raw()
    goals = (each[name] for each in raw["goal"] for name in _GOAL_TEXTS)
    asked = (each[name] for each in raw["prompt"] for name in ("question", "examples"))
    wanted = (text for type_ in SupportType for text in raw["needs"][type_.value])
    return (*goals, *raw["calm"]["ticks"], *wanted, *asked, *_kind_sentences())


@cache
def _raw() -> dict[str, Any]:
    import tomllib  # Today imports this module at every start and does not read the file

    return tomllib.loads(read("starters.toml").decode("utf-8"))


def _goal(raw: dict[str, Any]) -> StarterGoal:
    return StarterGoal(
        id=raw["id"],
        for_kinds=tuple(Kind(each) for each in raw["for_kinds"]),
        cadence=_cadence(raw),
        **{name: _(raw[name]) for name in _GOAL_TEXTS},
    )


def _cadence(raw: dict[str, Any]) -> Cadence | None:
    if "per" not in raw:
        return None
    return Cadence(per=Per(raw["per"]), times=raw.get("times", 1), days=raw.get("days", 1))
