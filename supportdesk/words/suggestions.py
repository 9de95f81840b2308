"""The sentence and the button of each suggestion: questions and offers, never orders."""

from __future__ import annotations

from supportdesk.domain.contact import Kind, SupportType
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.suggestions import Code, Page, Suggestion
from supportdesk.words import _, ngettext
from supportdesk.words.coverage import nobody_yet, rests_mostly
from supportdesk.words.sentences import joined


def sentence(suggestion: Suggestion, snapshot: Snapshot) -> str:
    """The whole suggestion, two or three short sentences."""
    contact = snapshot.contact(suggestion.contact_id)
    name = contact.short_name if contact else ""
    need = next((each.text for each in snapshot.notes.needs if each.id == suggestion.need_id), "")
    match suggestion.code:
        case Code.SEVERAL_GIVE | Code.TWO_GIVE | Code.ONE_GIVES | Code.HARD_TIMES | Code.YOU_GIVE:
            return _strength(suggestion, name)
        case Code.RESTS_ON_ONE:
            return joined((rests_mostly(_type(suggestion), name), _who_else(need)))
        case Code.NOBODY_YET:
            return joined((nobody_yet(_type(suggestion)), _who_could(need, _type(suggestion))))
        case Code.ASK_PROFESSIONAL:
            return _("A professional can help you find more practical help. Would you like to see who?")
        case Code.QUIET:
            return _quiet(suggestion, name)
        case Code.ONE_KIND:
            return _one_kind(suggestion.kind or Kind.OTHER)


def action(suggestion: Suggestion, snapshot: Snapshot) -> str:
    """The words on its button."""
    contact = snapshot.contact(suggestion.target.id)
    return {
        Page.COVERAGE: _("See my support"),
        Page.GOAL: _("Open the goal"),
        Page.NEED: _("Open the need"),
        Page.CONTACT: _("Open {name}").format(name=contact.short_name if contact else ""),
        Page.GROWING: _("See some ideas"),
        Page.PROFESSIONALS: _("See who could help"),
    }[suggestion.target.page]


def _type(suggestion: Suggestion) -> SupportType:
    return suggestion.type or SupportType.EMOTIONAL


def _strength(suggestion: Suggestion, name: str) -> str:
    if suggestion.code is Code.HARD_TIMES:
        return _("You have someone to turn to in hard times.")
    if suggestion.code is Code.YOU_GIVE:
        return _("You are there for {name}. That is part of your support, too.").format(name=name)
    if suggestion.code is Code.ONE_GIVES:
        return _one_gives(_type(suggestion)).format(name=name)
    several = _several() if suggestion.code is Code.SEVERAL_GIVE else _two()
    return several[_type(suggestion)][suggestion.some_often]


def _several() -> dict[SupportType, tuple[str, str]]:
    return {
        SupportType.EMOTIONAL: (
            _("Several people give you emotional support."),
            _("Several people give you emotional support, some of them often."),
        ),
        SupportType.INFORMATIONAL: (
            _("Several people give you advice and facts."),
            _("Several people give you advice and facts, some of them often."),
        ),
        SupportType.PRACTICAL: (
            _("Several people help you with practical things."),
            _("Several people help you with practical things, some of them often."),
        ),
        SupportType.SOCIAL: (
            _("Several people give you company."),
            _("Several people give you company, some of them often."),
        ),
    }


def _two() -> dict[SupportType, tuple[str, str]]:
    emotional = _("Two of your contacts give you emotional support.")
    advice = _("Two of your contacts give you advice and facts.")
    practical = _("Two of your contacts help you with practical things.")
    company = _("Two of your contacts give you company.")
    return {
        SupportType.EMOTIONAL: (emotional, emotional),
        SupportType.INFORMATIONAL: (advice, advice),
        SupportType.PRACTICAL: (practical, practical),
        SupportType.SOCIAL: (company, company),
    }


def _one_gives(type_: SupportType) -> str:
    return {
        SupportType.EMOTIONAL: _("{name} is there for you with emotional support."),
        SupportType.INFORMATIONAL: _("{name} gives you advice and facts."),
        SupportType.PRACTICAL: _("{name} helps you with practical things."),
        SupportType.SOCIAL: _("{name} gives you company."),
    }[type_]


def _who_else(need: str) -> str:
    if not need:
        return _("Would you like to think about who else could help with one thing?")
    return _("Would you like to think about who else could help? One thing you noted: {need}.").format(
        need=_without_stop(need)
    )


def _who_could(need: str, type_: SupportType) -> str:
    if need:
        return _("Would you like to think about who could help? One thing you noted: {need}.").format(
            need=_without_stop(need)
        )
    return {
        SupportType.EMOTIONAL: _("Is there someone you could talk to, or a group nearby?"),
        SupportType.INFORMATIONAL: _("Is there someone you could ask, or a helpline?"),
        SupportType.PRACTICAL: _("Is there someone you could ask for one small thing?"),
        SupportType.SOCIAL: _("Is there a club, a group or a walk you might like?"),
    }[type_]


def _quiet(suggestion: Suggestion, name: str) -> str:
    days = suggestion.days or 0
    since = ngettext(
        "{count} day since you were in touch with {name}.",
        "{count} days since you were in touch with {name}.",
        days,
    )
    return joined((since.format(count=days, name=name), _("Would you like to say hello?")))


def _one_kind(kind: Kind) -> str:
    known = {
        Kind.FAMILY: _("Your support comes from family."),
        Kind.FRIEND: _("Your support comes from friends."),
        Kind.PROFESSIONAL: _("Your support comes from professionals."),
        Kind.PEER: _("Your support comes from peers."),
        Kind.GROUP: _("Your support comes from groups."),
        Kind.ONLINE: _("Your support comes from people online."),
    }.get(kind, _("Your support comes from one part of your life."))
    return joined((known, _("Would you like to look at other places to meet people?")))


def _without_stop(text: str) -> str:
    return text.strip().rstrip(".")
