"""What a change was, said after undo and redo."""

from __future__ import annotations

from supportdesk.words import _


def _named() -> dict[str, str]:
    return {
        "contact_added": _("adding {name}"),
        "contact_changed": _("the change to {name}"),
        "contact_removed": _("removing {name}"),
        "contact_moved": _("moving {name}"),
        "goal_added": _("adding the goal"),
        "goal_changed": _("the change to the goal"),
        "goal_removed": _("removing the goal"),
        "tie_changed": _("the change to a tie"),
        "checkin_logged": _("the check-in"),
        "checkin_changed": _("the change to the check-in"),
        "checkin_removed": _("removing the check-in"),
        "plan_changed": _("the change to the plan"),
        "contacts_merged": _("putting contacts together"),
        "contacts_imported": _("the import"),
        "note_changed": _("the change to a note"),
        "restored": _("the restore"),
        "settings_changed": _("the change to the settings"),
    }


def _what(did: str, name: str) -> str:
    return _named().get(did, _("the last change")).format(name=name)


def undone_sentence(did: str, name: str) -> str:
    """ "Undone: removing Sam."."""
    return _("Undone: {what}.").format(what=_what(did, name))


def redone_sentence(did: str, name: str) -> str:
    """ "Done again: removing Sam."."""
    return _("Done again: {what}.").format(what=_what(did, name))


def nothing_to_undo(*, undone: bool) -> str:
    """When there is nothing to take back or to do again."""
    return _("There is nothing to undo.") if undone else _("There is nothing to do again.")
