"""Earlier versions of the plan: when one is kept, and what differs between two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart
from supportdesk.domain.text import LINE_LIMIT, check_text, new_id
from supportdesk.records import dataclass

SITTING = timedelta(hours=1)  # without a change, and the next one begins another sitting
A_DAY = 6  # versions kept of the sittings of one day
FINE = timedelta(days=30)  # beyond it, the last one of each day
MOST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """The plan as it stood on `day`, when a sitting ended or it was looked over (`at`)."""

    id: str = field(default_factory=new_id)
    day: date
    at: datetime | None = None
    plan: Plan
    looked_over: bool = False
    with_whom: str = ""

    def __post_init__(self) -> None:
        check_text(self.with_whom, LINE_LIMIT, field="with_whom")


class Difference(StrEnum):
    """What became of a line or a part from one version to the other."""

    SAME = "same"
    ADDED = "added"
    TAKEN_OUT = "taken_out"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """One line in both versions; None where it does not stand."""

    what: Difference
    before: PlanItem | None = None
    after: PlanItem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChange:
    """One part in both versions, with its lines in the newer order."""

    what: Difference
    before: PlanPart | None = None
    after: PlanPart | None = None
    lines: tuple[LineChange, ...] = ()

    @property
    def part(self) -> PlanPart:
        """The part as it was last."""
        found = self.after or self.before
        assert found is not None
        return found


def written(plan: Plan) -> tuple[PlanPart, ...]:
    """The parts that say something."""
    return tuple(part for part in plan.parts if part.items)


def before_change(
    old: Plan, fresh: Plan, *, changed_at: datetime | None, newest: PlanVersion | None, now: datetime
) -> PlanVersion | None:
    """The version to keep before a change: the plan as the sitting before left it, once in each sitting.

    Nothing is kept of an empty plan, of a change that is none, after the first change of a sitting, or
    of what the newest version holds already.
    """
    if not written(old) or written(old) == written(fresh) or is_same_sitting(changed_at, now):
        return None
    if newest is not None and written(newest.plan) == written(old):
        return None
    day = changed_at.date() if changed_at else _last_known(old) or now.date()
    return PlanVersion(day=day, at=changed_at, plan=old)


def is_same_sitting(changed_at: datetime | None, now: datetime) -> bool:
    """Whether the change before was on this day and not an hour ago."""
    return changed_at is not None and changed_at.date() == now.date() and now - changed_at < SITTING


def too_many(versions: Iterable[PlanVersion], today: date) -> tuple[str, ...]:
    """The ids of the versions to let go: some of one day, and the oldest of very many. Looks always stay."""
    by_day: dict[date, list[PlanVersion]] = {}
    for each in versions:
        if not each.looked_over:
            by_day.setdefault(each.day, []).append(each)
    gone: list[PlanVersion] = []
    left: list[PlanVersion] = []
    for day in sorted(by_day, reverse=True):
        some = sorted(by_day[day], key=moment, reverse=True)
        at_most = A_DAY if today - day <= FINE else 1
        left += some[:at_most]
        gone += some[at_most:]
    return tuple(each.id for each in (*gone, *left[MOST:]))


def moment(version: PlanVersion) -> datetime:
    """When a version stood; the end of its day where that is all there is."""
    return version.at or datetime.combine(version.day, time.max)


def at_review(fresh: Plan, old: Plan, now: datetime) -> PlanVersion | None:
    """The version to keep of a plan that was looked over today, or None where it was not."""
    new = [each for each in fresh.reviews if each.day == now.date() and each not in old.reviews]
    if not new or not written(fresh):
        return None
    return PlanVersion(day=now.date(), at=now, plan=fresh, looked_over=True, with_whom=new[-1].with_whom)


def brought_back(now: Plan, version: PlanVersion) -> Plan:
    """The plan with the parts of an earlier version; looks, dates and names stay as they are."""
    return replace(now, parts=version.plan.parts)


def without_contact(plan: Plan, gone: Iterable[str]) -> Plan:
    """The plan without every line that names one of these contacts."""
    names = frozenset(gone)
    parts = tuple(
        replace(part, items=tuple(item for item in part.items if item.contact_id not in names))
        for part in plan.parts
    )
    return plan if parts == plan.parts else replace(plan, parts=parts)


def _last_known(plan: Plan) -> date | None:
    days = [each.day for each in plan.reviews]
    return max(days, default=plan.made_on)


# ---- comparing


def compare(before: Plan, after: Plan) -> tuple[PartChange, ...]:
    """Every written part of the two, in the newer order; what was left out stands where it stood."""
    old, new = written(before), written(after)
    pairs = _pairs(old, new)
    rows: list[PartChange] = [_part(pairs.get(part.id), part) for part in new]
    partners = {each.id for each in pairs.values()}
    for number, part in enumerate(old):
        if part.id not in partners:
            above = {each.id for each in old[:number]}
            rows.insert(_place(rows, above), _part(part, None))
    return tuple(rows)


def is_reordered(before: Plan, after: Plan) -> bool:
    """Whether the parts that both have stand in another order."""
    old, new = written(before), written(after)
    pairs = _pairs(old, new)
    kept = [pairs[part.id].id for part in new if part.id in pairs]
    return kept != [part.id for part in old if part.id in set(kept)]


def _pairs(old: tuple[PlanPart, ...], new: tuple[PlanPart, ...]) -> dict[str, PlanPart]:
    """The older part for the id of a newer one: the same part, else one of the same sort."""
    by_id = {part.id: part for part in old}
    pairs = {part.id: by_id[part.id] for part in new if part.id in by_id}
    free = {part.part: part for part in old if part.id not in pairs and part.part is not Part.OWN}
    for part in new:
        if part.id not in pairs and part.part in free:
            pairs[part.id] = free.pop(part.part)
    return pairs


def _place(rows: list[PartChange], above: set[str]) -> int:
    places = [at for at, row in enumerate(rows) if row.before is not None and row.before.id in above]
    return max(places, default=-1) + 1


def _part(before: PlanPart | None, after: PlanPart | None) -> PartChange:
    if before is None or after is None:
        what = Difference.ADDED if before is None else Difference.TAKEN_OUT
        found = before or after
        assert found is not None
        lines = tuple(_line(what, item) for item in found.items)
        return PartChange(what=what, before=before, after=after, lines=lines)
    lines = _lines(before.items, after.items)
    same = before.title == after.title and all(each.what is Difference.SAME for each in lines)
    what = Difference.SAME if same else Difference.CHANGED
    return PartChange(what=what, before=before, after=after, lines=lines)


def _line(what: Difference, item: PlanItem) -> LineChange:
    is_new = what is Difference.ADDED
    return LineChange(what=what, before=None if is_new else item, after=item if is_new else None)


def _lines(old: tuple[PlanItem, ...], new: tuple[PlanItem, ...]) -> tuple[LineChange, ...]:
    pairs = _line_pairs(old, new)
    rows = [_pair(pairs.get(item.id), item) for item in new]
    partners = {each.id for each in pairs.values()}
    for number, item in enumerate(old):
        if item.id not in partners:
            above = {each.id for each in old[:number]}
            places = [at for at, row in enumerate(rows) if row.before is not None and row.before.id in above]
            rows.insert(max(places, default=-1) + 1, _line(Difference.TAKEN_OUT, item))
    return tuple(rows)


def _pair(before: PlanItem | None, after: PlanItem) -> LineChange:
    if before is None:
        return _line(Difference.ADDED, after)
    same = (before.text, before.contact_id) == (after.text, after.contact_id)
    return LineChange(what=Difference.SAME if same else Difference.CHANGED, before=before, after=after)


def _line_pairs(old: tuple[PlanItem, ...], new: tuple[PlanItem, ...]) -> dict[str, PlanItem]:
    """The older line for the id of a newer one: the same line, the same contact, or the same words."""
    by_id = {item.id: item for item in old}
    pairs = {
        item.id: by_id[item.id]
        for item in new
        if item.id in by_id and by_id[item.id].contact_id == item.contact_id
    }
    taken = set(pairs)
    free = {(item.contact_id or "", "" if item.contact_id else item.text): item for item in old
            if item.id not in taken}  # fmt: skip
    for item in new:
        key = (item.contact_id or "", "" if item.contact_id else item.text)
        if item.id not in pairs and key in free:
            pairs[item.id] = free.pop(key)
    return pairs
