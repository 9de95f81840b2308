"""What kind of contact the roles of easyNWK are, in German and in English."""

from __future__ import annotations

import re

from supportdesk.domain.contact import Kind
from supportdesk.domain.text import fold
from supportdesk.words.exchange import kind_of

_FAMILY = (
    "famil, ehefrau, ehemann, =frau, =mann, mutter, vater, schwester, bruder, tochter, sohn, enkel, =tante, "
    "=onkel, cousin, nichte, neffe, schwager, schwieger, lebensgefahrt, partner, =wife, husband, mother, "
    "father, sister, brother, daughter, =son, =stepson, grandson, grandchild, =aunt, =uncle, niece, nephew"
)
_HELPERS = (
    "prof., arzt, therap, pflegefach, erwachsenenvertret, psycholog, sozialarbeit, berater, betreuer, "
    "pfarrer, doctor, nurse, legal adult, social worker, consultant, supervisor, pastor"
)
# A part counts wherever it stands in the word, one with "=" only as a whole word.
_BY_ROLE = (
    (Kind.NEIGHBOUR, "nachbar, mitbewohner, neighbor, neighbour, roommate, flatmate"),
    (Kind.WORK, "kolleg, colleague, chef, boss, coworker"),
    (Kind.FRIEND, "freund, bekannt, friend, acquaintance, ex-partner"),
    (Kind.PROFESSIONAL, _HELPERS),
    (Kind.FAMILY, _FAMILY),
)
_BY_THING = (
    (Kind.PET, "=hund, katze, haustier, =tier, vogel, pferd, =hase, =dog, =cat, =pet, =bird, horse"),
    (Kind.GROUP, "verein, gruppe, club, group, =chor, choir, =team, kirche, church"),
    (Kind.SERVICE, "=amt, dienst, stelle, einrichtung, service, institution"),
    (Kind.PLACE, "=ort, =park, =place, garten, garden, cafe"),
)


def kind_of_role(role: str) -> Kind | None:
    """The kind that a role stands for; None for a word of the person's own that tells nothing."""
    wanted = fold(role.strip())
    if not wanted:
        return None
    found = (kind for kind, parts in _BY_ROLE if _has(wanted, parts))
    return next(found, None) or kind_of(role)


def kind_of_thing(word: str) -> Kind:
    """The kind of what is no human being, by the word the person gave it."""
    wanted = fold(word.strip())
    found = (kind for kind, parts in _BY_THING if _has(wanted, parts))
    return next(found, None) or kind_of(word) or Kind.OTHER


def _has(text: str, parts: str) -> bool:
    whole = set(re.findall(r"\w+", text))
    return any(part[1:] in whole if part.startswith("=") else part in text for part in parts.split(", "))
