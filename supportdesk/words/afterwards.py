"""The few sentences after a hard time: kind, short, and nothing is counted."""

from __future__ import annotations

from supportdesk.words import _


def intro() -> tuple[str, ...]:
    """What is said first."""
    return (
        _("You came through a hard time. What you did before still counts."),
        _("Food, water and sleep come first. The rest can wait."),
        _("Answer what you like. You can leave out every part."),
        _("If it is still hard, Get help now is there for you (F1)."),
    )


def question(name: str) -> str:
    """One question."""
    return {
        "helped": _("What helped?"),
        "thanks": _("Whom would I like to thank?"),
        "change": _("What would I change in my plan?"),
        "back": _("What is one small step back?"),
        "friend": _("What would I say to a friend in this place?"),
    }[name]


def hint(name: str) -> str:
    """A line below the question."""
    return {
        "helped": _("People, places, things you did. Small ones too."),
        "thanks": _("A text or a few words is plenty."),
        "change": _("A sign you saw, a thing that set it off, a step that was missing."),
        "back": _("One thing for today or tomorrow. It may be tiny."),
        "friend": _("You can say the same to yourself."),
    }[name]


def tolerance(number: str) -> tuple[str, ...]:
    """The calm line for those for whom substances were part of it (domain.md 4, "Lapse safety")."""
    said = [
        _("If substances were part of it: after a break, the body can take less than before."),
        _("If you use, try not to be alone. With opioids, keep naloxone near."),
    ]
    danger = _("If you might be in danger now, call {number}.").format(number=number)
    local = _("If you might be in danger now, call your local emergency number.")
    return (*said, danger if number else local)
