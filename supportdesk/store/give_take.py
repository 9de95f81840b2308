"""Give and receive, counted in the file: quick among tens of thousands of check-ins."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from supportdesk.domain.give_take import Month, Tally
from supportdesk.store.errors import told

if TYPE_CHECKING:
    from supportdesk.store.store import Store

_SUMS = "count(*), sum(c.got <> '[]'), sum(c.gave <> '[]'), sum(c.got <> '[]' AND c.gave <> '[]')"
_LIVE = "c.deleted_on IS NULL AND c.outcome <> 'did_not_go'"


class GiveTake:
    """What check-ins say of giving and receiving; "did not go" says nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def months(self, contact_id: str = "", *, since: date = date.min) -> tuple[Month, ...]:
        """The months from this day on in which anything was noted, with one contact or with all."""
        month = """substr(c."when", 1, 7)"""
        if contact_id:
            sql = (
                f"SELECT {month}, {_SUMS} FROM checkin_person p JOIN checkin c ON c.id = p.checkin_id "  # noqa: S608
                f"""WHERE p.contact_id = ? AND p."when" >= ? AND {_LIVE} GROUP BY 1 ORDER BY 1"""
            )
            rows = self._rows(sql, (contact_id, since.isoformat()))
        else:
            sql = f"""SELECT {month}, {_SUMS} FROM checkin c WHERE c."when" >= ? AND {_LIVE}"""  # noqa: S608
            rows = self._rows(f"{sql} GROUP BY 1 ORDER BY 1", (since.isoformat(),))
        return tuple(
            Month(year=int(row[0][:4]), month=int(row[0][5:7]), tally=_tally(row[1:])) for row in rows
        )

    def is_older(self, day: date) -> bool:
        """Whether anything was noted before this day."""
        sql = f"""SELECT 1 FROM checkin c WHERE c."when" < ? AND {_LIVE} LIMIT 1"""  # noqa: S608
        return bool(self._rows(sql, (day.isoformat(),)))

    def by_contact(self, since: date) -> dict[str, Tally]:
        """Contact id to what was noted from this day on."""
        # The span of days comes first: SQLite itself would begin with the contacts and read every check-in.
        sql = (
            f"SELECT p.contact_id, {_SUMS} FROM checkin c CROSS JOIN checkin_person p ON c.id = p.checkin_id "  # noqa: S608
            f"""WHERE c."when" >= ? AND {_LIVE} GROUP BY 1"""
        )
        return {row[0]: _tally(row[1:]) for row in self._rows(sql, (since.isoformat(),))}

    def _rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[Any]:
        with told():
            return list(self._store.connection.execute(sql, values).fetchall())


def _tally(row: tuple[int, ...]) -> Tally:
    return Tally(met=row[0], got=row[1], gave=row[2], both=row[3])
