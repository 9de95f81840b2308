"""The small parts that sentences share: names in a row, and numbers as words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from supportdesk.domain.contact import Contact
from supportdesk.words import _


def listed(names: Sequence[str]) -> str:
    """ "Mina", "Mina and Deniz", "Mina, Deniz and Kwame"."""
    if len(names) < 2:
        return "".join(names)
    return _("{others} and {last}").format(others=_(", ").join(names[:-1]), last=names[-1])


def named(contacts: Iterable[Contact]) -> str:
    """The short names in a row."""
    return listed([each.short_name for each in contacts])


def in_words(count: int) -> str:
    """ "three" up to twelve, digits beyond: small numbers read more easily as words."""
    words = (
        _("none"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"),
        _("seven"), _("eight"), _("nine"), _("ten"), _("eleven"), _("twelve"),
    )  # fmt: skip
    return words[count] if 0 <= count < len(words) else str(count)


def capital(text: str) -> str:
    """The text with its first letter large, for the start of a sentence."""
    return text[:1].upper() + text[1:]


def ended(sentence: str) -> str:
    """The sentence with one full stop, also where a name at its end brings its own ("Kurt B.")."""
    twice = sentence.endswith("..") and not sentence.endswith("...")
    return sentence[:-1] if twice else sentence


def joined(sentences: Iterable[str]) -> str:
    """Whole sentences in a row, the empty ones left out."""
    return " ".join(ended(each) for each in sentences if each)
