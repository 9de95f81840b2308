"""Whom the map has room for: of thousands of contacts those who are closest."""

from __future__ import annotations

from collections.abc import Iterable

from supportdesk.domain.contact import Contact, Ring

MOST = 500
_CLOSE = {ring: number for number, ring in enumerate((Ring.INNER, Ring.MIDDLE, Ring.OUTER, Ring.HOPED))}


def with_room(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """The contacts the map draws, in their order.

    Of more than MOST these are the closest; of those as close, who is there in hard times, and then who
    was there first.
    """
    shown = [each for each in contacts if each.is_on_map]
    if len(shown) <= MOST:
        return tuple(shown)
    closest = sorted(shown, key=lambda each: (_CLOSE[each.ring], not each.in_hard_times))[:MOST]
    drawn = {each.id for each in closest}
    return tuple(each for each in shown if each.id in drawn)
