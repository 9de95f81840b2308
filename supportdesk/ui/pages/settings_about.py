"""The card about the app: version, licence, what it is not, and whether the network is shut off."""

from __future__ import annotations

from supportdesk import __version__
from supportdesk.ui.kit import Card, label
from supportdesk.words import _


class AboutCard(Card):
    """Facts about the program; the state of the network guard is tried, not remembered."""

    def __init__(self) -> None:
        super().__init__(title=_("About SupportDesk"), gap=8)
        self.guard = label(_guard_words())
        for words in (
            label(
                _("Version {version}. Free software under the GNU GPL 3 or later.").format(
                    version=__version__
                )
            ),
            label(_("SupportDesk helps you plan your support. It is not medical care.")),
            self.guard,
            label(
                _(
                    "Font: Atkinson Hyperlegible (OFL 1.1). "
                    "Made with Qt and PySide6 (LGPL 3), SQLCipher (BSD), peewee (MIT) and Matplotlib (PSF). "
                    "Also with Typst (Apache 2.0), keyring (MIT) and cryptography (Apache 2.0)."
                ),
                "muted",
            ),
        ):
            self.body.addWidget(words)


def _guard_words() -> str:
    from supportdesk.vault import is_network_blocked

    if is_network_blocked():
        return _("The network is shut off: your system refuses this app every connection.")
    return _("This app has no code for the network. Your system does not add a lock of its own.")
