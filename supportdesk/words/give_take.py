"""Give and receive in words: what was there. One way is usual with professionals and in hard times."""

from __future__ import annotations

from supportdesk.domain.contact import FORMAL, Contact
from supportdesk.domain.give_take import Month, Way
from supportdesk.words import _, dates


def month(each: Month) -> str:
    """ "October 2026"."""
    return _("{month} {year}").format(month=dates.month(each.month), year=each.year)


def month_way(what: Way) -> str:
    """What one month had, with all or with one."""
    return {
        Way.BOTH: _("You both gave."),
        Way.THEY_GAVE: _("You got support."),
        Way.I_GAVE: _("You gave support."),
        Way.IN_TOUCH: _("You were in touch."),
        Way.NOTHING: _("Nothing noted."),
    }[what]


def with_one(what: Way, contact: Contact) -> str:
    """How it was lately with one contact."""
    if what is Way.THEY_GAVE and contact.kind in FORMAL:
        return _("You got support here lately. That is what they are there for.")
    return {
        Way.BOTH: _("Both of you gave lately."),
        Way.THEY_GAVE: _("They gave more lately. That is usual in a hard time."),
        Way.I_GAVE: _("You gave more lately. You can ask for something too, if you like."),
        Way.IN_TOUCH: _("You were in touch lately."),
        Way.NOTHING: _("Nothing is noted of the last three months."),
    }[what]


def group(what: Way) -> str:
    """The heading over the names of those with whom it was so."""
    return {
        Way.BOTH: _("Both of you gave"),
        Way.THEY_GAVE: _("They gave more"),
        Way.I_GAVE: _("You gave more"),
        Way.IN_TOUCH: _("You were in touch"),
        Way.NOTHING: "",
    }[what]


def about() -> str:
    return _("From your check-ins of the last three months. Nothing is counted, and nobody owes anything.")


def one_way() -> str:
    return _("One way is usual with professionals, and in a hard time.")


def empty() -> str:
    return _("When you log a check-in, you can note what you got and what you gave. Then you see it here.")
