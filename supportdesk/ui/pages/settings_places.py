"""The cards of Settings as Search everything finds them: by their title and by what stands on them."""

from __future__ import annotations

from typing import NamedTuple

from supportdesk.words import _


class Place(NamedTuple):
    """A card's title, and the words of its fields."""

    title: str
    also: str


def places() -> tuple[Place, ...]:
    """The cards, in the order of the page; the sample has fewer of them."""
    return (
        Place(_("You"), _("Name, pronouns, country, paper for printing")),
        Place(_("Look"), _("Colours, light or dark, text size")),
        Place(_("Privacy"), _("Window title, lock by itself, press Shift three times to hide")),
        Place(_("Password"), _("Add, change or take away the password")),
        Place(_("Recovery key"), _("Print or save a key for when the password is lost")),
        Place(_("Backups"), _("Save a backup, go back to an earlier one, when the last was made")),
        Place(_("Profile"), _("Name, folder and size of this profile")),
        Place(_("About SupportDesk"), _("Version, licence, what this app is")),
        Place(_("Delete this profile"), _("Remove everything in it from this computer")),
    )
