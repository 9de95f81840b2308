"""The word for each value of the domain, as a person would say it."""

from __future__ import annotations

from supportdesk.domain.checkin import Began, Outcome
from supportdesk.domain.contact import (
    Asked,
    Direction,
    Energy,
    Kind,
    Line,
    RecoveryEffect,
    Ring,
    State,
    Strength,
    SupportType,
    Way,
)
from supportdesk.domain.goal import GoalState
from supportdesk.domain.plan import Part
from supportdesk.words import _, pgettext


def kind(value: Kind) -> str:
    """ "Friend", "Work or school"."""
    return {
        Kind.FAMILY: _("Family"),
        Kind.FRIEND: _("Friend"),
        Kind.NEIGHBOUR: _("Neighbour"),
        Kind.WORK: _("Work or school"),
        Kind.PEER: _("Peer"),
        Kind.PROFESSIONAL: _("Professional"),
        Kind.SERVICE: _("Service or helpline"),
        Kind.GROUP: _("Group"),
        Kind.ONLINE: _("Online community"),
        Kind.PLACE: _("Place or activity"),
        Kind.PET: _("Pet"),
        Kind.OTHER: _("Other"),
    }[value]


def support_type(value: SupportType) -> str:
    """ "Emotional", "Informational", "Practical", "Social"."""
    return {
        SupportType.EMOTIONAL: _("Emotional"),
        SupportType.INFORMATIONAL: _("Informational"),
        SupportType.PRACTICAL: _("Practical"),
        SupportType.SOCIAL: _("Social"),
    }[value]


def support_meaning(value: SupportType) -> str:
    """A plain definition of the type with examples (requirement R06)."""
    return {
        SupportType.EMOTIONAL: _("Someone who listens, cares and understands."),
        SupportType.INFORMATIONAL: _("Advice, facts and ideas, such as about treatment or coping."),
        SupportType.PRACTICAL: _("Help with daily things, such as lifts, chores or medication."),
        SupportType.SOCIAL: _("Company and belonging, such as a club, a group or a walk."),
    }[value]


def ring(value: Ring) -> str:
    return {
        Ring.INNER: _("Inner ring"),
        Ring.MIDDLE: _("Middle ring"),
        Ring.OUTER: _("Outer ring"),
        Ring.HOPED: _("Hoped for"),
    }[value]


def ring_meaning(value: Ring) -> str:
    """What the ring stands for (convoy circles, domain.md 2.2; wording our own)."""
    return {
        Ring.INNER: _("So close that life without them is hard to picture."),
        Ring.MIDDLE: _("Close, and they matter a lot to you."),
        Ring.OUTER: _("Less close, and still part of your support."),
        Ring.HOPED: _("Someone you would like to reach."),
    }[value]


def line(value: Line) -> str:
    return {
        Line.STRONG: pgettext("relation", "Strong"),
        Line.ORDINARY: pgettext("relation", "Ordinary"),
        Line.TENUOUS: pgettext("relation", "Tenuous"),
    }[value]


def state(value: State) -> str:
    return {
        State.ACTIVE: _("Active"),
        State.CHANGING: _("Changing"),
        State.SEEING_LESS: _("Seeing less"),
        State.ON_A_BREAK: _("On a break"),
        State.NOT_SAFE: _("Not safe to contact"),
        State.REMEMBERED: _("Remembered (has died)"),
        State.ARCHIVED: _("Archived"),
    }[value]


def strength(value: Strength) -> str:
    return {Strength.SOMETIMES: _("sometimes"), Strength.OFTEN: _("often")}[value]


def direction(value: Direction) -> str:
    return {
        Direction.RECEIVE: _("I receive"),
        Direction.GIVE: _("I give"),
        Direction.BOTH: _("both ways"),
    }[value]


def energy(value: Energy) -> str:
    return {
        Energy.GIVES: _("Gives me energy"),
        Energy.NEUTRAL: _("Neither"),
        Energy.TAKES: _("Takes energy"),
    }[value]


def recovery(value: RecoveryEffect) -> str:
    return {
        RecoveryEffect.EASIER: _("Makes recovery easier"),
        RecoveryEffect.NO_DIFFERENT: _("No different"),
        RecoveryEffect.HARDER: _("Makes recovery harder"),
    }[value]


def way(value: Way) -> str:
    return {
        Way.IN_PERSON: _("In person"),
        Way.CALL: _("Call"),
        Way.VIDEO: _("Video"),
        Way.TEXT: _("Text"),
        Way.LETTER: _("Letter"),
        Way.ONLINE: _("Online"),
        Way.GROUP: _("Group"),
        Way.APPOINTMENT: _("Appointment"),
    }[value]


def outcome(value: Outcome) -> str:
    return {
        Outcome.CONNECTED: _("We connected"),
        Outcome.TRIED: _("I tried"),
        Outcome.REACHED_OUT: _("They reached out"),
        Outcome.DID_NOT_GO: _("Did not go"),
    }[value]


def began(value: Began) -> str:
    return {Began.ME: _("I did"), Began.THEM: _("They did"), Began.BOTH: _("Both of us")}[value]


def asked(value: Asked) -> str:
    return {
        Asked.NOT_YET: _("Not asked yet"),
        Asked.ASKED: _("Asked"),
        Asked.AGREED: _("Has said yes"),
    }[value]


def goal_state(value: GoalState) -> str:
    return {
        GoalState.ACTIVE: _("Active"),
        GoalState.PAUSED: _("Paused"),
        GoalState.DONE: _("Done"),
        GoalState.DROPPED: _("Let go"),
    }[value]


def part(value: Part) -> str:
    """The heading of a plan part, in words of our own (domain.md 3.1, 3.5 and 9)."""
    return {
        Part.SIGNS: _("How I know it is getting hard"),
        Part.ON_MY_OWN: _("What I can do on my own"),
        Part.DISTRACTION: _("People and places that take my mind off it"),
        Part.PEOPLE: _("People I can ask for help"),
        Part.PROFESSIONALS: _("Professionals and helplines"),
        Part.SAFER: _("Making things safer"),
        Part.MATTERS: _("What matters to me"),
        Part.PLEASE_DO: _("Please do"),
        Part.PLEASE_DO_NOT: _("Please do not"),
        Part.HELPS: _("What helps me"),
        Part.BASICS: _("Everyday basics"),
        Part.SETS_OFF: _("Things that set me off"),
        Part.FIRST_SIGNS: _("First small signs"),
        Part.GETTING_HARD: _("When it is getting hard"),
        Part.CANNOT_DECIDE: _("If I cannot decide for myself"),
        Part.AFTERWARDS: _("Getting back afterwards"),
        Part.OWN: _("My own words"),
    }[value]


def part_help(value: Part) -> str:
    """One line that says what to write there (facts of domain.md 3.1 and 3.5)."""
    return {
        Part.SIGNS: _("Thoughts, feelings, body signs or situations. Your own words."),
        Part.ON_MY_OWN: _("Things that soothe you, possible at 3 a.m. and without money."),
        Part.DISTRACTION: _("Company without having to explain. Two people and two places is plenty."),
        Part.PEOPLE: _("People you would ask. It helps to ask them beforehand."),
        Part.PROFESSIONALS: _("Who you would call, also out of hours."),
        Part.SAFER: _("Steps you take with someone you trust, or with a professional."),
        Part.MATTERS: _("People, pets, hopes, beliefs. This part is yours."),
        Part.PLEASE_DO: _("What helps when others are with you."),
        Part.PLEASE_DO_NOT: _("What does not help."),
        Part.HELPS: _("Things that keep you well."),
        Part.BASICS: _("A few things that keep an ordinary day steady."),
        Part.SETS_OFF: _("Things that happen around you, and what you can do then."),
        Part.FIRST_SIGNS: _("Small changes in you, and what you can do then."),
        Part.GETTING_HARD: _("Clear signs, stronger steps, and who to tell."),
        Part.CANNOT_DECIDE: _("Who you want involved, and who looks after things. Not a legal document."),
        Part.AFTERWARDS: _("The first days, what can wait, and whom to thank."),
        Part.OWN: _("Anything else you want to keep here."),
    }[value]
