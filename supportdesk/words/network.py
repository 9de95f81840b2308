"""The whole map in two or three plain sentences, strengths first; numbers only for those who ask."""

from __future__ import annotations

from datetime import date

from supportdesk.domain.coverage import Cover, coverage, sources
from supportdesk.domain.map_room import MOST
from supportdesk.domain.network import GiveAndTake, Numbers
from supportdesk.domain.snapshot import Snapshot
from supportdesk.records import dataclass
from supportdesk.words import _, ngettext
from supportdesk.words.coverage import phrase, rests_on
from supportdesk.words.sentences import capital, in_words, joined, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLine:
    """One number with its name, what it means and what it does not mean."""

    name: str
    value: str
    meaning: str


def summary(snapshot: Snapshot, today: date) -> str:
    """Two or three sentences about the map; a sparse map is a beginning, never a lack."""
    counted = sources(snapshot.contacts)
    if not counted:
        return _("Your map is ready for a first name. One is plenty to begin with.")
    if len(counted) == 1:
        return _("{name} is on your map. You can add others whenever you like.").format(
            name=counted[0].short_name
        )
    covers = coverage(snapshot, today)
    return joined((_who(snapshot), _strong(covers), _thin(covers, snapshot)))


def room(snapshot: Snapshot) -> str:
    """What the map says where it cannot draw everybody; "" where it can."""
    shown = sum(each.is_on_map for each in snapshot.contacts)
    drawn = min(shown, MOST)
    if drawn == shown:
        return ""
    words = _("The map draws the {drawn} closest of {shown} contacts. All of them are under Contacts.")
    return words.format(drawn=drawn, shown=shown)


def headline(snapshot: Snapshot, today: date) -> str:
    """The first sentence of the summary, for where there is room for one."""
    return _who(snapshot) if len(sources(snapshot.contacts)) > 1 else summary(snapshot, today)


def _who(snapshot: Snapshot) -> str:
    counted = sources(snapshot.contacts)
    kinds = len({each.kind for each in counted})
    number = capital(in_words(len(counted)))
    if kinds == 1:
        return _("{number} are part of your support.").format(number=number)
    return _("{number} are part of your support, from {kinds} parts of your life.").format(
        number=number, kinds=in_words(kinds)
    )


def _strong(covers: tuple[Cover, ...]) -> str:
    """The types that more than one gives and that do not rest on one."""
    held = [each.type for each in covers if len(each.sources) > 1 and not each.rests_on]
    if not held:
        return ""
    if len(held) == len(covers):
        return _("Each kind of support is held by more than one.")
    return _("More than one gives you {types}.").format(types=listed([phrase(each) for each in held]))


def _thin(covers: tuple[Cover, ...], snapshot: Snapshot) -> str:
    """One thing that might like some attention: what rests on one, else what has nobody yet."""
    for cover in covers:
        if cover.rests_on:
            return rests_on(cover, snapshot)
    open_ = [each.type for each in covers if each.is_nobody_yet]
    if not open_:
        return ""
    return _("There is room for {types}.").format(types=listed([phrase(each) for each in open_]))


def number_lines(numbers: Numbers) -> tuple[NumberLine, ...]:
    """The numbers for those who ask, each with what it does not mean. None of them has a best value."""
    density = "" if numbers.density is None else f"{round(numbers.density * 100)}\u202f%"
    lines = (
        (_("On your map"), str(numbers.size), _("People and groups. More is not better by itself.")),
        (
            _("Parts of your life"),
            str(numbers.diversity),
            _("How many kinds of ties you have. Variety can matter more than size."),
        ),
        (
            _("Who knows whom"),
            density,
            _("How many of the people you drew know each other. Both many and few can be good."),
        ),
        (
            _("Professional support"),
            _("{formal} of {all}").format(formal=numbers.formal, all=numbers.formal + numbers.informal),
            _("Doctors, counsellors and services. How many you want is up to you."),
        ),
    )
    return tuple(
        NumberLine(name=name, value=value, meaning=meaning) for name, value, meaning in lines if value
    )


def give_and_take(found: GiveAndTake) -> str:
    """Giving and receiving in the check-ins, without a balance sheet."""
    if not any((found.both, found.only_got, found.only_gave)):
        return ""
    both = ngettext(
        "In {count} check-in, help went both ways.", "In {count} check-ins, help went both ways.", found.both
    ).format(count=found.both)
    got = ngettext("In {count} you received.", "In {count} you received.", found.only_got).format(
        count=found.only_got
    )
    gave = ngettext("In {count} you gave.", "In {count} you gave.", found.only_gave).format(
        count=found.only_gave
    )
    usual = _("One way is usual with professionals and in hard times.")
    return joined(
        (
            both if found.both else "",
            got if found.only_got else "",
            gave if found.only_gave else "",
            usual if found.only_got or found.only_gave else "",
        )
    )
