"""Contacts become one in the file: what speaks of the others speaks of the one; their past is its past."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from supportdesk.domain.contact import Contact, Tie
from supportdesk.domain.plan import PlanItem, PlanPart
from supportdesk.store.contacts import one_of, rows_of
from supportdesk.store.dated import update_rows
from supportdesk.store.long import Piece
from supportdesk.store.rows import ContactRow, NoteRow, PersonRow, PhotoRow, StandingRow, SupportRow, TieRow

if TYPE_CHECKING:
    from supportdesk.store.store import Store

Row = dict[str, Any]
_NEVER = date.max


def merging(
    store: Store, contact: Contact, others: tuple[str, ...], *, photo_of: str | None = None
) -> list[Piece]:
    """Put `others` into `contact`, which carries the id of the one that stays: pieces of one change.

    `photo_of` is the id of the contact whose photo is kept; None keeps its own, else the first there is.
    """
    kept = contact.id
    return [
        lambda: _keep_photo(store, kept, others, photo_of),
        lambda: _keep_past(store, kept, others),
        lambda: _move_ties(store, kept, others),
        lambda: _move_checkins(store, kept, others),
        lambda: _move_mentions(store, kept, others),
        lambda: _keep_first_day(store, kept, others),
        lambda: ContactRow.delete().where(ContactRow.id.in_(others)).execute(store.database),
        lambda: store.contacts.save(contact),
    ]


def _keep_photo(store: Store, kept: str, others: tuple[str, ...], photo_of: str | None) -> None:
    have = store.contacts.photos()
    source = photo_of or next((each for each in (kept, *others) if each in have), kept)
    if source == kept or source not in have:
        return
    image = store.contacts.photo(source)
    PhotoRow.delete().where(PhotoRow.contact_id == kept).execute(store.database)
    PhotoRow.insert(contact_id=kept, image=image).execute(store.database)


def _keep_first_day(store: Store, kept: str, others: tuple[str, ...]) -> None:
    query = ContactRow.select(ContactRow.created_on).where(ContactRow.id.in_((kept, *others)))
    first = min(each["created_on"] for each in rows_of(query, store.database))
    ContactRow.update(created_on=first).where(ContactRow.id == kept).execute(store.database)


# ---- the dated past


def _keep_past(store: Store, kept: str, others: tuple[str, ...]) -> None:
    """Where the one has nothing for a day, what another was on that day is its past from now on."""
    for other in others:
        _fill(store, StandingRow, kept, other, lambda _row: "")
        _fill(store, SupportRow, kept, other, lambda row: row["type"])


def _fill(store: Store, table: Any, kept: str, other: str, kind: Any) -> None:
    known: dict[str, list[Row]] = {}
    for row in rows_of(table.select().where(table.contact_id == kept), store.database):
        known.setdefault(kind(row), []).append(row)
    today = store.today()
    for row in rows_of(table.select().where(table.contact_id == other).order_by(table.row), store.database):
        # What holds now is settled by the merged contact itself; only what came before is past.
        span = (row["valid_from"], min(row["valid_to"] or today, today))
        for start, end in _gaps(span, known.get(kind(row), [])):
            values = {name: value for name, value in row.items() if name != "row"}
            values |= {"contact_id": kept, "valid_from": start, "valid_to": end}
            table.insert(**values).execute(store.database)
            known.setdefault(kind(row), []).append(values)


def _gaps(span: tuple[date, date], rows: list[Row]) -> list[tuple[date, date]]:
    """The parts of a span (its end left out) on whose days none of `rows` holds."""
    free = [span]
    for row in rows:
        begins, ends = row["valid_from"], row["valid_to"] or _NEVER
        free = [
            part
            for start, end in free
            for part in ((start, min(end, begins)), (max(start, ends), end))
            if part[0] < part[1]
        ]
    return [part for part in free if part[0] < part[1]]


# ---- ties


def _move_ties(store: Store, kept: str, others: tuple[str, ...]) -> None:
    """Ties of the others are its ties; of two to the same contact one is left, close where either was."""
    mine = TieRow.a.in_((kept, *others)) | TieRow.b.in_((kept, *others))
    rows = rows_of(TieRow.select().where(mine).order_by(TieRow.row), store.database)
    if not any({row["a"], row["b"]} & set(others) for row in rows):
        return
    by_end: dict[str, list[Row]] = {}
    for row in rows:
        ends = {kept if each in others else each for each in (row["a"], row["b"])} - {kept}
        if ends:
            by_end.setdefault(ends.pop(), []).append(row)
    TieRow.delete().where(mine).execute(store.database)
    for end, spans in by_end.items():
        for start, until, close in _timeline(spans):
            tie = Tie.between(kept, end, close=close)
            values = {"id": spans[0]["id"], "a": tie.a, "b": tie.b, "close": close}
            TieRow.insert(**values, valid_from=start, valid_to=until).execute(store.database)


def _timeline(rows: list[Row]) -> list[tuple[date, date | None, bool]]:
    """What several spans come to: from day to day a tie where any has one, close where any is close."""
    days = sorted({day for row in rows for day in (row["valid_from"], row["valid_to"] or _NEVER)})
    found: list[tuple[date, date | None, bool]] = []
    for start, end in pairwise(days):
        here = [row for row in rows if row["valid_from"] <= start and (row["valid_to"] or _NEVER) >= end]
        if not here:
            continue
        close, until = any(row["close"] for row in here), None if end == _NEVER else end
        if found and found[-1][1] == start and found[-1][2] == close:
            found[-1] = (found[-1][0], until, close)
        else:
            found.append((start, until, close))
    return found


# ---- everything that speaks of a contact


def _move_checkins(store: Store, kept: str, others: tuple[str, ...]) -> None:
    """A check-in with two of them is with the one, and has both notes."""
    ids = PersonRow.select(PersonRow.checkin_id).where(PersonRow.contact_id.in_(others))
    wanted = PersonRow.checkin_id.in_(ids) & PersonRow.contact_id.in_((kept, *others))
    first: dict[str, Row] = {}
    moved, noted, gone = [], {}, []
    for row in rows_of(PersonRow.select().where(wanted).order_by(PersonRow.row), store.database):
        known = first.setdefault(row["checkin_id"], row)
        if known is row:
            moved.append((row["row"], {"contact_id": kept}))
            continue
        gone.append(row["row"])
        if row["note"] and row["note"] not in known["note"]:
            known["note"] = "\n".join(filter(None, (known["note"], row["note"])))
            noted[known["row"]] = {"note": known["note"]}
    update_rows(store, PersonRow, moved)
    PersonRow.delete().where(one_of(PersonRow.row, gone)).execute(store.database)
    update_rows(store, PersonRow, list(noted.items()))


def _move_mentions(store: Store, kept: str, others: tuple[str, ...]) -> None:
    store.goals.rename_contacts(kept, others)
    plan = store.plans.now()
    parts = tuple(replace(part, items=_items(part, kept, others)) for part in plan.parts)
    if parts != plan.parts:
        store.plans.save(replace(plan, parts=parts), undoable=False)
    for other in others:
        for row in rows_of(NoteRow.select().where(NoteRow.body.contains(other)), store.database):
            body = _renamed(json.loads(row["body"]), kept, others)
            text = json.dumps(body, separators=(",", ":"))
            NoteRow.update(body=text).where(NoteRow.id == row["id"]).execute(store.database)
    me = store.me()
    dismissed = tuple(dict.fromkeys(_key(each, kept, others) for each in me.dismissed))
    if dismissed != me.dismissed:
        store.save_me(replace(me, dismissed=dismissed), undoable=False)


def _items(part: PlanPart, kept: str, others: tuple[str, ...]) -> tuple[PlanItem, ...]:
    """The lines of a part; a line that says no more than another about the same contact goes."""
    found: list[PlanItem] = []
    for item in part.items:
        if item.contact_id not in (kept, *others):
            found.append(item)
            continue
        same = [each for each in found if each.contact_id == kept]
        bare = [each for each in same if not each.text and item.text]
        if any(not item.text or each.text == item.text for each in same):
            continue
        moved = replace(item, contact_id=kept)
        found = [replace(each, text=item.text) if bare and each is bare[0] else each for each in found]
        found += [] if bare else [moved]
    return tuple(found)


def _renamed(plain: Any, kept: str, others: tuple[str, ...]) -> Any:
    """A plain note that speaks of `kept` wherever it spoke of one of the others, however deep."""
    if isinstance(plain, list):
        return [_renamed(each, kept, others) for each in plain]
    if not isinstance(plain, dict):
        return plain
    return {name: _renamed_value(name, value, kept, others) for name, value in plain.items()}


def _renamed_value(name: str, value: Any, kept: str, others: tuple[str, ...]) -> Any:
    if name in ("contact_id", "helper_id"):
        return kept if value in others else value
    if name == "contact_ids":
        return list(dict.fromkeys(kept if each in others else each for each in value))
    return _renamed(value, kept, others)


def _key(dismissed: str, kept: str, others: tuple[str, ...]) -> str:
    """A key of something put off ("nice:ID", "twins:ID:ID", "...@DAY"), with the id that stays."""
    head, at, day = dismissed.partition("@")
    return ":".join(kept if each in others else each for each in head.split(":")) + at + day
