"""The sample profile: read from `sample.toml` and moved by whole weeks up to today."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, TypeVar

from supportdesk.content.resources import read
from supportdesk.domain.checkin import CheckIn, LookBack
from supportdesk.domain.contact import (
    Contact,
    Direction,
    Line,
    Ring,
    State,
    Strength,
    Support,
    SupportType,
    Tie,
)
from supportdesk.domain.goal import Goal
from supportdesk.domain.growth import (
    Ahead,
    HelplineCall,
    Ladder,
    Need,
    Practice,
    Prediction,
    Question,
    Resource,
    TrustStep,
)
from supportdesk.domain.plain import from_plain
from supportdesk.domain.plan import Plan
from supportdesk.domain.plan_versions import PlanVersion
from supportdesk.domain.rhythm import last_seen
from supportdesk.domain.snapshot import GOAL_DAYS, RECENT_DAYS, Me, Notes, Snapshot
from supportdesk.domain.story import Stage
from supportdesk.domain.window import Rhythm
from supportdesk.records import dataclass

_TYPES = {
    "E": SupportType.EMOTIONAL,
    "I": SupportType.INFORMATIONAL,
    "P": SupportType.PRACTICAL,
    "S": SupportType.SOCIAL,
}
_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleProfile:
    """A whole fictional profile as of `as_of`, a Sunday; check-ins oldest first.

    `stages` tells how the contacts came to be what they are, oldest first, for a store that keeps the
    past: saving the contacts of each stage on its day ends with `contacts`.
    """

    as_of: date
    me: Me
    contacts: tuple[Contact, ...]
    ties: tuple[Tie, ...]
    checkins: tuple[CheckIn, ...]
    goals: tuple[Goal, ...]
    notes: Notes
    plan: Plan
    versions: tuple[PlanVersion, ...]
    stages: tuple[Stage, ...]

    def snapshot(self, today: date | None = None) -> Snapshot:
        """What a store with this profile would tell on `today` (or on `as_of`)."""
        near = (today or self.as_of) - timedelta(days=RECENT_DAYS)
        far = (today or self.as_of) - timedelta(days=GOAL_DAYS)
        linked = {each for goal in self.goals for each in goal.contact_ids}
        return Snapshot(
            me=self.me,
            contacts=self.contacts,
            ties=self.ties,
            goals=self.goals,
            notes=self.notes,
            plan=self.plan,
            recent=tuple(
                each
                for each in self.checkins
                if each.day >= near or (each.day >= far and linked & set(each.contact_ids))
            ),
            last_seen=last_seen(self.checkins),
            past=len(self.checkins),
        )


def load(today: date) -> SampleProfile:
    """The sample with its last Sunday moved, by whole weeks, to the Sunday on or before `today`."""
    sunday = today - timedelta(days=(today.weekday() + 1) % 7)
    return _profile(_moved(_raw(), sunday - _as_of()))


def load_as_written() -> SampleProfile:
    """The sample as of Sunday 1 November 2026."""
    return _profile(_raw())


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(read("sample.toml").decode("utf-8"))


def _as_of() -> date:
    day: date = _raw()["as_of"]
    return day


def _moved(value: Any, by: timedelta) -> Any:
    """`value` with every date and time in it moved."""
    if isinstance(value, date):
        return value + by
    if isinstance(value, list):
        return [_moved(each, by) for each in value]
    if isinstance(value, dict):
        return {name: _moved(each, by) for name, each in value.items()}
    return value


def _profile(raw: Mapping[str, Any]) -> SampleProfile:
    contacts = tuple(_contact(each) for each in raw["contact"])
    ties = tuple(_ties(raw["ties"]))
    return SampleProfile(
        as_of=raw["as_of"],
        me=from_plain(Me, raw["me"]),
        contacts=contacts,
        ties=ties,
        checkins=_checkins(raw),
        goals=_records(Goal, raw["goal"]),
        notes=_notes(raw),
        plan=_plan(raw["plan"]),
        versions=tuple(_version(each, _plan(raw["plan"])) for each in raw["plan_version"]),
        stages=_stages(contacts, ties, raw),
    )


def _records(record: type[_Record], raw: list[dict[str, Any]]) -> tuple[_Record, ...]:
    return tuple(from_plain(record, _plain(each)) for each in raw)


def _plain(value: Any) -> Any:
    """TOML values as the codec of the domain wants them: days and times as ISO text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return value


# ---- contacts


def _contact(raw: dict[str, Any]) -> Contact:
    contact: Contact = from_plain(Contact, _plain(raw))
    turn_to = raw.get("turn_to", "").split()
    with_phone = {"phones": [{"number": raw["phone"]}]} if "phone" in raw else {}
    phones = from_plain(Contact, {"name": raw["name"], **with_phone}).phones
    return replace(
        contact,
        phones=phones,
        in_hard_times="H" in turn_to,
        in_daily_life="D" in turn_to,
        rhythm=Rhythm.about(raw["every"]),
        supports=_supports(raw),
    )


def _supports(raw: dict[str, Any]) -> tuple[Support, ...]:
    gets, gives = _marks(raw.get("gets", "")), _marks(raw.get("gives", ""))
    details = raw.get("details", {})
    return tuple(
        Support(
            type=type_,
            strength=gets.get(letter) or gives[letter],
            direction=_direction(letter in gets, letter in gives),
            details=tuple(details.get(letter, ())),
        )
        for letter, type_ in _TYPES.items()
        if letter in gets or letter in gives
    )


def _marks(text: str) -> dict[str, Strength]:
    return {mark[0]: Strength.OFTEN if mark[1:] == "2" else Strength.SOMETIMES for mark in text.split()}


def _direction(gets: bool, gives: bool) -> Direction:
    if gets and gives:
        return Direction.BOTH
    return Direction.RECEIVE if gets else Direction.GIVE


def _ties(raw: dict[str, Any]) -> Iterator[Tie]:
    for number, pair in enumerate(raw["pairs"], start=1):
        tie = Tie.between(*pair.split("-"), close=pair in raw["close"])
        yield replace(tie, id=f"k{number:02}")


def _stages(
    contacts: tuple[Contact, ...], ties: tuple[Tie, ...], raw: Mapping[str, Any]
) -> tuple[Stage, ...]:
    """The first day with everybody as they were then, and each later day with those who changed on it."""
    earlier = {each.id: [one for one in raw["earlier"] if one["contact"] == each.id] for each in contacts}
    days = sorted({each["until"] for each in raw["earlier"]})
    stages = []
    for day in (raw["starts"], *days):
        turning = [each for each in contacts if day == raw["starts"] or _turns(earlier[each.id], day)]
        stood = (_stood(each, earlier[each.id], day) for each in turning)
        there = tuple(each for each in stood if each is not None)
        stages.append(Stage(day=day, contacts=there, ties=ties if day == raw["starts"] else ()))
    return tuple(stages)


def _turns(earlier: list[dict[str, Any]], day: date) -> bool:
    return any(each["until"] == day for each in earlier)


def _stood(contact: Contact, earlier: list[dict[str, Any]], day: date) -> Contact | None:
    """How the contact stood on `day`; None when it was not there yet.

    Going back in time, what was different until a later day stays so until an entry of its own says
    otherwise.
    """
    fields: dict[str, Any] = {}
    for each in sorted(earlier, key=lambda one: one["until"], reverse=True):
        if each["until"] > day:
            fields |= each
    if fields.get("absent"):
        return None
    changed = {name: kind(fields[name]) for name, kind in _STANDING.items() if name in fields}
    if "gets" in fields or "gives" in fields:
        changed["supports"] = _supports(fields)
    return replace(contact, **changed)


_STANDING: dict[str, Any] = {"ring": Ring, "line": Line, "state": State}


# ---- check-ins and look-backs


def _checkins(raw: Mapping[str, Any]) -> tuple[CheckIn, ...]:
    repeated = [each for series in raw["series"] for each in _series(series)]
    return tuple(sorted((*repeated, *map(_checkin, raw["once"])), key=lambda each: (each.when, each.id)))


def _series(raw: dict[str, Any]) -> Iterator[CheckIn]:
    day, at = raw["from"], raw["at"]
    number = 0
    while day <= raw["to"]:
        if day not in raw["skipped"]:
            number += 1
            name = f"{raw['id'].lower()}{number:02}"
            yield _checkin({**raw, "id": name, "when": datetime.combine(day, _time(at))})
        day += timedelta(days=raw["every"])


def _time(at: time) -> time:
    return at.replace(tzinfo=None)


def _checkin(raw: dict[str, Any]) -> CheckIn:
    plain = {
        **{name: _plain(raw[name]) for name in _CHECKIN_FIELDS if name in raw},
        "people": [{"contact_id": raw["contact"]}],
        "got": _letters(raw["got"]),
        "gave": _letters(raw["gave"]),
        "felt_after": raw["felt"],
    }
    checkin: CheckIn = from_plain(CheckIn, plain)
    return checkin


_CHECKIN_FIELDS = ("id", "when", "way", "outcome", "began", "minutes", "thanked", "note")


def _letters(text: str) -> list[str]:
    return [_TYPES[letter].value for letter in text.split()]


def _look_backs(raw: dict[str, Any]) -> Iterator[LookBack]:
    for number, (supported, energy) in enumerate(zip(raw["supported"], raw["energy"], strict=True), start=1):
        yield LookBack(
            id=f"l{number:02}",
            week_end=raw["first"] + timedelta(weeks=number - 1),
            supported=supported,
            energy=energy,
            keep=raw["keep"].get(str(number), ""),
        )


# ---- notes and plan


def _notes(raw: Mapping[str, Any]) -> Notes:
    return Notes(
        needs=_records(Need, raw["need"]),
        ladders=_records(Ladder, raw["ladder"]),
        predictions=_records(Prediction, raw["prediction"]),
        trust_steps=_records(TrustStep, raw["trust_step"]),
        practices=_records(Practice, raw["practice"]),
        resources=_records(Resource, raw["resource"]),
        questions=_records(Question, raw["question"]),
        helpline_calls=_records(HelplineCall, raw["helpline_call"]),
        ahead=_records(Ahead, raw["ahead"]),
        look_backs=tuple(_look_backs(raw["look_backs"])),
    )


def _plan(raw: dict[str, Any]) -> Plan:
    parts = [
        {**part, "id": part["part"], "items": _items(part["part"], part["items"])} for part in raw["parts"]
    ]
    plan: Plan = from_plain(Plan, _plain({**raw, "parts": parts}))
    return plan


def _version(raw: dict[str, Any], now: Plan) -> PlanVersion:
    """The plan of now with what came later taken out, and older words where they were others."""
    older, later = raw["older"], set(raw["later"])
    parts = tuple(
        replace(
            part,
            items=tuple(
                replace(item, text=older.get(item.text, item.text))
                for item in part.items
                if item.text not in later
            ),
        )
        for part in now.parts
        if part.part not in later
    )
    return PlanVersion(
        id=f"v-{raw['day']}",
        day=raw["day"],
        plan=replace(now, parts=parts),
        looked_over=True,
        with_whom=raw["with_whom"],
    )


def _items(part: str, raw: list[str | dict[str, str]]) -> list[dict[str, str]]:
    return [
        {"id": f"{part}-{number}", **({"text": each} if isinstance(each, str) else each)}
        for number, each in enumerate(raw, start=1)
    ]
