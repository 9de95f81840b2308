"""The one helpline to name beside a person's own contacts."""

from __future__ import annotations

from supportdesk.content.helplines import Directory, Helpline
from supportdesk.domain.contact import SupportType
from supportdesk.domain.helpline import HelpKind
from supportdesk.domain.reach import Hardness

_LISTENING = (HelpKind.EMOTIONAL_SUPPORT, HelpKind.CRISIS)
_VERY_HARD = (HelpKind.CRISIS, HelpKind.EMOTIONAL_SUPPORT)
_BY_TYPE: dict[SupportType | None, tuple[HelpKind, ...]] = {
    None: _LISTENING,
    SupportType.EMOTIONAL: _LISTENING,
    SupportType.INFORMATIONAL: (HelpKind.INFORMATION,),
    SupportType.PRACTICAL: (HelpKind.INFORMATION,),
    SupportType.SOCIAL: (HelpKind.EMOTIONAL_SUPPORT, HelpKind.PEER),
}
# Lines for some people only; nobody is taken for one of them.
_FOR_SOME = frozenset({HelpKind.DOMESTIC_ABUSE, HelpKind.LGBTQ, HelpKind.VETERANS, HelpKind.YOUTH})


def one_helpline(
    directory: Directory, country: str, type_: SupportType | None, hard: Hardness
) -> Helpline | None:
    """The line to name: with a number, for the kind of support, one that answers day and night first.

    Where the country has none for that kind, a listening line, else a page that lists lines; None where
    the directory has nothing at all.
    """
    lines = directory.for_country(country)
    for_all = [each for each in lines if (each.phone or each.sms) and _FOR_SOME.isdisjoint(each.kinds)]
    wanted = _VERY_HARD if hard is Hardness.A_LOT else _BY_TYPE[type_]
    for offered, kinds in ((for_all, wanted), (for_all, _LISTENING), (lines, tuple(HelpKind))):
        fitting = [each for each in offered if any(kind in kinds for kind in each.kinds)]
        if fitting:
            return min(fitting, key=lambda each: _order(each, kinds))
    return None


def _order(line: Helpline, kinds: tuple[HelpKind, ...]) -> tuple[bool, bool, int]:
    first = min(kinds.index(kind) for kind in line.kinds if kind in kinds)
    return not _FOR_SOME.isdisjoint(line.kinds), not line.day_and_night, first
