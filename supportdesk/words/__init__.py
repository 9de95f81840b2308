"""Every sentence a person reads that does not belong to one window: gettext, labels, dates.

Imports the standard library and `domain` only, so that windows, pictures, PDF and command line say
the same. Sentences are whole, with named places: `_("Call {name}").format(name=...)`.
"""

from __future__ import annotations

import gettext as _gettext

_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def use(catalogue: _gettext.NullTranslations) -> None:
    """Speak the language of this catalogue from now on."""
    global _catalogue  # noqa: PLW0603 (one language a process)
    _catalogue = catalogue


def _(sentence: str) -> str:
    """The sentence in the person's language."""
    return _catalogue.gettext(sentence)


def ngettext(one: str, many: str, count: int) -> str:
    """The sentence for `count` things, with {count} left to be filled in."""
    return _catalogue.ngettext(one, many, count)


def pgettext(context: str, sentence: str) -> str:
    """A short word whose meaning depends on where it stands."""
    return _catalogue.pgettext(context, sentence)
