"""What is said of somebody who can be reached now, and a first sentence to say to them."""

from __future__ import annotations

from datetime import date, datetime

from supportdesk.domain.contact import SupportType, Way
from supportdesk.domain.reach import Ask, Hardness, Reach, To, Why
from supportdesk.words import _, dates
from supportdesk.words.sentences import joined


def hardness(value: Hardness) -> str:
    """How hard it feels, to choose from."""
    return {
        Hardness.EASY: _("Not hard"),
        Hardness.A_BIT: _("A bit hard"),
        Hardness.A_LOT: _("Very hard"),
    }[value]


# ---- why


def why(reach: Reach, ask: Ask) -> str:
    """Why this contact is named, in a few short sentences: when first, then what is known of them."""
    said = (_said(each, reach, ask) for each in reach.why)
    return joined((*said, _their_clock(reach)))


def opens(reach: Reach, ask: Ask) -> str:
    """ "Ruth can be reached from 09:00." for somebody outside their hours; "" where that is not known."""
    if reach.closed_until is None:
        return ""
    when = moment(reach.closed_until, _today(ask, reach.closed_until))
    return _("{name} can be reached from {time}.").format(name=reach.contact.short_name, time=when)


def moment(value: datetime, today: date) -> str:
    """ "23:00", "tomorrow at 09:00", "Friday at 18:30"; a midnight to come is "midnight"."""
    clock = f"{value:%H:%M}"
    days = (value.date() - today).days
    if clock == "00:00" and days == 1:
        return _("midnight")
    if days == 0:
        return clock
    if days == 1:
        return _("tomorrow at {time}").format(time=clock)
    return _("{weekday} at {time}").format(weekday=dates.weekday(value.weekday()), time=clock)


def _today(ask: Ask, then: datetime) -> date:
    """The person's own day at the moment of the question."""
    return (ask.moment if ask.moment.tzinfo is None else ask.moment.astimezone(then.tzinfo)).date()


def _said(code: Why, reach: Reach, ask: Ask) -> str:
    if code is Why.OPEN_NOW:
        return _open_now(reach, ask)
    if code is Why.HOURS_UNKNOWN:
        return _("You have not noted their hours.") if reach.to is not To.GATHERING else _not_noted()
    if code is Why.ZONE_UNKNOWN and not reach.contact.reachable:
        return _("Their time zone is not known here, so it may be later or earlier for them.")
    if code is Why.LIKES_THIS_WAY:
        return likes(reach.contact.preferred_way)
    return {
        Why.NIGHT_OK: _("They said nights are fine when it is very hard."),
        Why.ANY_HOUR: _("You can write there at any hour."),
        Why.NIGHT_THERE: _("It is night for them, so a message may be kinder than a call."),
        Why.OFFICE_HOURS: _("Offices are often closed now. You can leave a message."),
        Why.ZONE_UNKNOWN: _("Their time zone is not known here, so these are your hours."),
        Why.HARD_TIMES: _("You turn to them in hard times."),
        Why.AGREED: _("They agreed to be asked."),
    }[code]


def _not_noted() -> str:
    return _("You have not noted when it is open.")


def _open_now(reach: Reach, ask: Ask) -> str:
    if reach.open_until is None:
        return {
            Way.CALL: _("Fine to ring at any hour."),
            Way.TEXT: _("Fine to text at any hour."),
        }.get(_way(reach, ask), _("Fine at any hour."))
    sentence = {
        Way.CALL: _("Fine to ring now, until {time}."),
        Way.TEXT: _("Fine to text now, until {time}."),
    }.get(_way(reach, ask), _("Fine now, until {time}."))
    return sentence.format(time=moment(reach.open_until, _today(ask, reach.open_until)))


def _way(reach: Reach, ask: Ask) -> Way:
    """The way to speak of: the one asked for, else the one they like, else a call where there is a number."""
    asked = ask.way or reach.contact.preferred_way
    return asked or (Way.CALL if reach.number else Way.IN_PERSON)


def likes(way: Way | None) -> str:
    """What they like best."""
    return (
        {
            Way.IN_PERSON: _("They like to meet best."),
            Way.CALL: _("They like a call best."),
            Way.VIDEO: _("They like a video call best."),
            Way.TEXT: _("They like a text best."),
            Way.LETTER: _("They like a letter best."),
            Way.ONLINE: _("They like to write online best."),
            Way.GROUP: _("They like to meet in the group best."),
            Way.APPOINTMENT: _("They like an appointment best."),
        }.get(way, "")
        if way
        else ""
    )


def _their_clock(reach: Reach) -> str:
    if reach.there is None:
        return ""
    return _("It is {weekday}, {time} for them.").format(
        weekday=dates.weekday(reach.there.weekday()), time=f"{reach.there:%H:%M}"
    )


# ---- first words


def first_words(reach: Reach, ask: Ask) -> str:
    """A sentence or two to begin with, with the name filled in."""
    is_person = reach.to is To.PERSON
    sentence = _to_person(ask.type, ask.hard) if is_person else _to_others(reach.to, ask.hard)
    return sentence.format(name=reach.contact.short_name)


def _to_person(type_: SupportType | None, hard: Hardness) -> str:
    if hard is Hardness.EASY:
        return _person_easy(type_)
    return _person_a_bit(type_) if hard is Hardness.A_BIT else _person_a_lot(type_)


def _person_easy(type_: SupportType | None) -> str:
    talk = _("Hi {name}, do you have ten minutes? I would like to talk.")
    return (
        {
            SupportType.EMOTIONAL: _("Hi {name}, do you have ten minutes to listen? I would like to talk."),
            SupportType.INFORMATIONAL: _("Hi {name}, can I ask you something? I would like your advice."),
            SupportType.PRACTICAL: _(
                "Hi {name}, could you help me with one small thing? It is fine to say no."
            ),
            SupportType.SOCIAL: _("Hi {name}, would you like some company today? A walk or a cup of tea?"),
        }.get(type_, talk)
        if type_
        else talk
    )


def _person_a_bit(type_: SupportType | None) -> str:
    talk = _("Hi {name}, today is a bit hard. Do you have ten minutes to talk?")
    return (
        {
            SupportType.EMOTIONAL: _("Hi {name}, today is a bit hard. Could you listen for ten minutes?"),
            SupportType.INFORMATIONAL: _(
                "Hi {name}, I feel a bit stuck. Could you help me think it through?"
            ),
            SupportType.PRACTICAL: _("Hi {name}, today is a bit hard. Could you help me with one thing?"),
            SupportType.SOCIAL: _("Hi {name}, today is a bit hard. Would you keep me company for a while?"),
        }.get(type_, talk)
        if type_
        else talk
    )


def _person_a_lot(type_: SupportType | None) -> str:
    talk = _("Hi {name}, I am having a very hard time. Can you talk with me now?")
    return (
        {
            SupportType.EMOTIONAL: _("Hi {name}, I am having a very hard time. Can you listen for a while?"),
            SupportType.INFORMATIONAL: _("Hi {name}, I am having a very hard time. What would you do now?"),
            SupportType.PRACTICAL: _(
                "Hi {name}, I am having a very hard time. Could you help me with one thing?"
            ),
            SupportType.SOCIAL: _(
                "Hi {name}, I am having a very hard time. Could you stay with me for a while?"
            ),
        }.get(type_, talk)
        if type_
        else talk
    )


def _to_others(to: To, hard: Hardness) -> str:
    very = hard is Hardness.A_LOT
    if to is To.OFFICE:
        if very:
            return _("Hello, I am having a very hard time. Who can I talk to today?")
        return _("Hello, I would like to talk with {name}. When is a good time?")
    if to is To.ONLINE:
        if very:
            return _("Hi everyone, I am having a very hard time. Is anyone here to talk?")
        return _("Hi everyone, I would like to talk a little. Is anyone around?")
    if very:
        return _("Hello, I am having a very hard time. May I stay here for a while?")
    return _("Hello, I would like some company. May I join in?")


# ---- when there is nobody


def nobody(ask: Ask) -> str:
    """Kind words for when no name fits."""
    if ask.agreed_only:
        return _("Nobody who agreed to be asked fits right now. That happens, and it is not your fault.")
    if ask.type is None and ask.way is None:
        return _("Nobody on your list can be reached right now. That happens, and it is not your fault.")
    return _("Nobody on your list fits this right now. That happens, and it is not your fault.")
