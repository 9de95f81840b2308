"""Earlier versions of the plan in words: what each is called, and what differs between two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time

from supportdesk.domain.contact import State
from supportdesk.domain.plan import Plan, PlanItem, PlanPart
from supportdesk.domain.plan_versions import Difference, LineChange, PartChange, PlanVersion
from supportdesk.domain.snapshot import Snapshot
from supportdesk.words import _, dates, labels


def title(version: PlanVersion) -> str:
    """The day and the time, or with whom it was looked over: "14 October 2026, looked over with Ben"."""
    day = dates.long(version.day)
    if not version.looked_over:
        known = version.at is not None and version.at.time() != time.min
        return _("{day}, {time}").format(day=day, time=f"{version.at:%H:%M}") if known else day
    if not version.with_whom:
        return _("{day}, looked over").format(day=day)
    return _("{day}, looked over with {people}").format(day=day, people=version.with_whom)


def part_title(part: PlanPart) -> str:
    """The heading of a part."""
    return part.title or labels.part(part.part)


def seen(plan: Plan, snapshot: Snapshot) -> Plan:
    """The plan without the lines of contacts that are not safe: they are shown nowhere."""
    hidden = {each.id for each in snapshot.contacts if each.state is State.NOT_SAFE}
    parts = tuple(
        replace(part, items=tuple(item for item in part.items if item.contact_id not in hidden))
        for part in plan.parts
    )
    return replace(plan, parts=parts)


def line(item: PlanItem | None, snapshot: Snapshot) -> str:
    """A line of a part as text: own words, a name, or both."""
    if item is None:
        return ""
    if item.contact_id is None:
        return item.text
    contact = snapshot.contact(item.contact_id)
    name = contact.short_name if contact else _("someone who is not in your contacts now")
    return _("{name}: {words}").format(name=name, words=item.text) if item.text else name


def what(value: Difference) -> str:
    """The mark of a line that differs; "" for one that does not."""
    return {
        Difference.SAME: "",
        Difference.ADDED: _("Added"),
        Difference.TAKEN_OUT: _("Taken out"),
        Difference.CHANGED: _("Changed"),
    }[value]


def told(rows: tuple[PartChange, ...], snapshot: Snapshot, *, reordered: bool) -> list[str]:
    """What differs, one sentence each; the one sentence that nothing does."""
    said = [sentence for row in rows for sentence in _part(row, snapshot)]
    if reordered:
        said.append(_("The parts stand in another order."))
    return said or [_("Both say the same.")]


def _part(row: PartChange, snapshot: Snapshot) -> Iterator[str]:
    name = part_title(row.part)
    lines = "; ".join(line(each.after or each.before, snapshot) for each in row.lines)
    if row.what is Difference.ADDED:
        yield _("New part, “{part}”: {lines}").format(part=name, lines=lines)
        return
    if row.what is Difference.TAKEN_OUT:
        yield _("Left out, “{part}”: {lines}").format(part=name, lines=lines)
        return
    if row.before and row.after and row.before.title != row.after.title:
        yield _("The part “{old}” is called “{new}” now.").format(old=part_title(row.before), new=name)
    for each in row.lines:
        if each.what is not Difference.SAME:
            yield _line(name, each, snapshot)


def _line(part: str, change: LineChange, snapshot: Snapshot) -> str:
    before, after = line(change.before, snapshot), line(change.after, snapshot)
    if change.what is Difference.CHANGED:
        return _("Changed in “{part}”: “{old}” is “{new}” now.").format(part=part, old=before, new=after)
    if change.what is Difference.ADDED:
        return _("Added to “{part}”: {line}").format(part=part, line=after)
    return _("Taken out of “{part}”: {line}").format(part=part, line=before)
