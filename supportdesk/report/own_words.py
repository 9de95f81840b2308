"""What a person typed, made ready for paper: literal, in one direction, and able to break."""

from __future__ import annotations

import re
import unicodedata

_FSI, _PDI, _BREAK = "\u2068", "\u2069", "\u200b"
_BIDI_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])
# Signs that join a letter without being seen: the PDF would say them with every such letter of the page.
_UNSEEN = dict.fromkeys([0xAD, 0x34F, *range(0x2060, 0x2065), *range(0x206A, 0x2070)])
_NOT_SEEN = _BIDI_CONTROLS | _UNSEEN
# Joiners and variants shape other scripts and pictures, and mean nothing after a Latin letter.
_JOINERS = re.compile("(?:^|(?<=[ -\u036f]))[\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
# Runs that a line cannot break by itself; East Asian text can.
_LONG_RUN = re.compile(r"[^\s\u2e80-\U0010ffff]{33,}")
_RUN = 24


def ready(text: str) -> str:
    """`text` for paper: lines kept, unseen characters out, right-to-left lines isolated."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").split("\n")
    return "\n".join(_isolated(_breakable(_seen(line))) for line in lines).strip("\n")


def line(text: str) -> str:
    """`ready`, on one line."""
    return _isolated(_breakable(" ".join(_seen(text.replace("\n", " ")).split())))


def is_filled(text: str) -> bool:
    """Whether anything of `text` would be seen on paper."""
    return bool(_seen(text.replace("\n", " ")).strip())


def _seen(text: str) -> str:
    """Without the characters a PDF may not hold or nobody can see."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\t", " ").replace("\u2028", " ").translate(_NOT_SEEN)
    text = _JOINERS.sub("", text)
    return "".join(c for c in text if c != "\ufeff" and unicodedata.category(c) not in ("Cc", "Cs", "Cn"))


def _isolated(text: str) -> str:
    """A line with right-to-left letters keeps its order inside a left-to-right page."""
    if not text.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text):
        return f"{_FSI}{text}{_PDI}"
    return text


def _breakable(text: str) -> str:
    """A very long word may break, so that it never runs off the paper."""
    return _LONG_RUN.sub(lambda found: _BREAK.join(_pieces(found[0])), text)


def _pieces(word: str) -> list[str]:
    return [word[start : start + _RUN] for start in range(0, len(word), _RUN)]
