"""What the map says about each type of support, strengths first."""

from __future__ import annotations

from supportdesk.domain.contact import SupportType
from supportdesk.domain.coverage import Cover, Loss, NeedCover
from supportdesk.domain.coverage import sources as counting
from supportdesk.domain.snapshot import Snapshot
from supportdesk.words import _, ngettext
from supportdesk.words.labels import support_type
from supportdesk.words.sentences import capital, in_words, joined, listed


def line(cover: Cover, snapshot: Snapshot) -> str:
    """All there is to say about one type, in one or two sentences."""
    if cover.is_nobody_yet:
        return nobody_yet(cover.type)
    return joined((sources(cover), rests_on(cover, snapshot)))


def count(cover: Cover) -> str:
    """The short form for a list: "Emotional: seven, five of them often", "Practical: nobody yet"."""
    label = support_type(cover.type)
    if cover.is_nobody_yet:
        return _("{type}: nobody yet").format(type=label)
    number = in_words(len(cover.sources))
    if not cover.often:
        return _("{type}: {number}, sometimes").format(type=label, number=number)
    if not cover.sometimes:
        return _("{type}: {number}, often").format(type=label, number=number)
    often = in_words(len(cover.often))
    return _("{type}: {number}, {often} of them often").format(type=label, number=number, often=often)


def sources(cover: Cover) -> str:
    """How many give this support, and how many of them often."""
    number = len(cover.sources)
    said = {
        SupportType.EMOTIONAL: ngettext(
            "{number} on your map gives you emotional support.",
            "{number} on your map give you emotional support.",
            number,
        ),
        SupportType.INFORMATIONAL: ngettext(
            "{number} on your map gives you advice and facts.",
            "{number} on your map give you advice and facts.",
            number,
        ),
        SupportType.PRACTICAL: ngettext(
            "{number} on your map gives you practical help.",
            "{number} on your map give you practical help.",
            number,
        ),
        SupportType.SOCIAL: ngettext(
            "{number} on your map gives you company.", "{number} on your map give you company.", number
        ),
    }[cover.type].format(number=capital(in_words(number)))
    return joined((said, _often(cover)))


def _often(cover: Cover) -> str:
    if not cover.often or not cover.sometimes:
        return ""
    number = len(cover.often)
    return ngettext("{number} of them does so often.", "{number} of them do so often.", number).format(
        number=capital(in_words(number))
    )


def rests_on(cover: Cover, snapshot: Snapshot) -> str:
    """ "Practical help rests mostly on Mina.", or nothing where it does not."""
    contact = snapshot.contact(cover.rests_on)
    return rests_mostly(cover.type, contact.short_name) if contact else ""


def rests_mostly(type_: SupportType, name: str) -> str:
    """The sentence alone."""
    return {
        SupportType.EMOTIONAL: _("Emotional support rests mostly on {name}."),
        SupportType.INFORMATIONAL: _("Advice and facts rest mostly on {name}."),
        SupportType.PRACTICAL: _("Practical help rests mostly on {name}."),
        SupportType.SOCIAL: _("Company rests mostly on {name}."),
    }[type_].format(name=name)


def nobody_yet(type_: SupportType) -> str:
    """ "Nobody yet for practical help."."""
    return {
        SupportType.EMOTIONAL: _("Nobody yet for emotional support."),
        SupportType.INFORMATIONAL: _("Nobody yet for advice and facts."),
        SupportType.PRACTICAL: _("Nobody yet for practical help."),
        SupportType.SOCIAL: _("Nobody yet for company."),
    }[type_]


def formality(cover: Cover) -> str:
    """How many of the sources are professionals; nothing where there are none."""
    if not cover.formal:
        return ""
    return ngettext(
        "{number} of them is a professional or a service.",
        "{number} of them are professionals or services.",
        cover.formal,
    ).format(number=capital(in_words(cover.formal)))


def need(covered: NeedCover, snapshot: Snapshot) -> str:
    """Who covers a need: "Mina", "Kwame and Mina: held by more than one", "Nobody yet"."""
    if not covered.sources:
        return _("Nobody yet")
    contacts = (snapshot.contact(name) for name in covered.sources)
    names = listed([each.short_name for each in contacts if each is not None])
    return _("{names}: held by more than one").format(names=names) if covered.is_held_by_more else names


def loss(lost: Loss, snapshot: Snapshot) -> str:
    """What would be without a source if this contact were away for a while ("what if")."""
    contact = snapshot.contact(lost.contact_id)
    name = contact.short_name if contact else ""
    if not lost.types and not lost.needs:
        return _stays(name, snapshot)
    wanted = [each.text for each in snapshot.notes.needs if each.id in lost.needs]
    types = [phrase(each) for each in lost.types]
    return joined(
        (
            _("Without {name}, nobody is left for {types}.").format(name=name, types=listed(types))
            if types
            else "",
            _("These needs would be open: {needs}.").format(needs="; ".join(wanted)) if wanted else "",
        )
    )


def _stays(name: str, snapshot: Snapshot) -> str:
    """What still has someone then; a kind that nobody gave before is not said to have one."""
    given = [each for each in SupportType if any(one.gives_me(each) for one in counting(snapshot.contacts))]
    if len(given) == len(SupportType):
        return _("Without {name}, every kind of support still has someone.").format(name=name)
    if not given:
        return _("Without {name}, the kinds of support stay as they are.").format(name=name)
    types = listed([phrase(each) for each in given])
    return _("Without {name}, there is still someone for {types}.").format(name=name, types=types)


def phrase(type_: SupportType) -> str:
    """The type as it stands inside a sentence."""
    return {
        SupportType.EMOTIONAL: _("emotional support"),
        SupportType.INFORMATIONAL: _("advice"),
        SupportType.PRACTICAL: _("practical help"),
        SupportType.SOCIAL: _("company"),
    }[type_]
