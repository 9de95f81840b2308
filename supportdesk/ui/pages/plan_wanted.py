"""What the person wants on paper, as one value, and what there is to want."""

from __future__ import annotations

from dataclasses import replace

from supportdesk.domain.goal import GoalState
from supportdesk.domain.plan import Part
from supportdesk.domain.snapshot import Snapshot
from supportdesk.records import dataclass
from supportdesk.report import own_words
from supportdesk.report.choices import (
    Audience,
    Edition,
    NameStyle,
    Paper,
    Section,
    Topic,
    left_out_at_first,
    sections_offered,
    start_for,
)
from supportdesk.report.choices import Choices as PaperChoices
from supportdesk.report.names import Names
from supportdesk.report.network import coverage
from supportdesk.report.parts import plan_parts
from supportdesk.report.supporter import supporters
from supportdesk.report.therapist import look_backs, questions

PHONES, STRESSFUL, NOTES, LARGE, GREY = "phones", "stressful", "notes", "large", "grey"
_PRIVATE = (STRESSFUL, NOTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was chosen. `left_out` is remembered over editions; what only goes in on request starts in it."""

    audience: Audience | None = None
    edition: Edition = Edition.FULL
    paper: Paper = Paper.A4
    names: NameStyle = NameStyle.FULL
    marks: tuple[str, ...] = (PHONES,)
    left_out: frozenset[Topic] = left_out_at_first()
    supporter: str | None = None

    def seen_by(self, audience: Audience) -> Wanted:
        """Chosen who will see it: sheet, names and content that suit them; look and paper stay."""
        start = start_for(audience)
        mine = audience is Audience.ME
        return replace(
            self,
            audience=audience,
            edition=start.edition,
            names=start.names,
            left_out=start.left_out,
            marks=tuple(each for each in self.marks if mine or each not in _PRIVATE),
        )

    def on_paper(self) -> PaperChoices:
        """The same for the press."""
        offered = sections_offered(self.edition)
        return PaperChoices(
            edition=self.edition,
            paper=self.paper,
            names=self.names,
            large_print=LARGE in self.marks and self.edition.can_be_large,
            black_and_white=GREY in self.marks,
            sections=tuple(each for each in offered if each not in self.left_out),
            include_phones=PHONES in self.marks,
            show_stressful=STRESSFUL in self.marks,
            include_notes=NOTES in self.marks,
            supporter=self.supporter,
        )


def filled_sections(snapshot: Snapshot, edition: Edition) -> tuple[Topic, ...]:
    """The sections of this edition that have something to show."""
    offered = sections_offered(edition)
    names = Names(snapshot.contacts, NameStyle.FULL)
    there = {
        Section.HELPLINES: bool(snapshot.me.country),
        Section.GOALS: any(each.state in (GoalState.ACTIVE, GoalState.PAUSED) for each in snapshot.goals),
        Section.MAP: bool(snapshot.active),
        Section.COVERAGE: coverage(snapshot, names) is not None,
        Section.CONTACTS: bool(snapshot.active),
        Section.BOUNDARIES: any(each.my_boundaries or each.their_boundaries for each in snapshot.active),
        Section.QUESTIONS: questions(snapshot, names) is not None,
        Section.CHANGES: bool(snapshot.plan.reviews or snapshot.plan.made_on),
        Section.LOOK_BACKS: look_backs(snapshot) is not None,
        Section.NOTICE: bool(_own_words(snapshot, Part.SIGNS)),
        Section.OTHERS: len(supporters(snapshot)) > 1,
    }
    return tuple(
        each for each in offered if (_is_filled(snapshot, each) if isinstance(each, Part) else there[each])
    )


def _is_filled(snapshot: Snapshot, part: Part) -> bool:
    parts = tuple(each for each in snapshot.plan.parts if each.part is part and each.items)
    only = replace(snapshot, plan=replace(snapshot.plan, parts=parts))
    names = Names(snapshot.contacts, NameStyle.FULL)
    return bool(parts) and bool(plan_parts(only, PaperChoices(sections=(part,)), names))


def _own_words(snapshot: Snapshot, part: Part) -> list[str]:
    items = (item for each in snapshot.plan.parts if each.part is part for item in each.items)
    return [item.text for item in items if item.contact_id is None and own_words.is_filled(item.text)]
