"""The one table from error codes of domain, vault, store and report to sentences, for windows and commands.

Each says what went wrong and what to do, in short words and without blame.
"""

from __future__ import annotations

from collections.abc import Mapping

from supportdesk.words import _


def sentence(code: str, values: Mapping[str, object] | None = None) -> str:
    """The sentence for a code; an unknown code is a bug and gets a general one."""
    known = _table().get(code)
    if known is None:
        return _("Something went wrong in the app. Your saved work is safe.")
    return known.format(
        **{name: value for name, value in (values or {}).items() if isinstance(value, int | str)}
    )


def codes() -> frozenset[str]:
    """Every code that has a sentence."""
    return frozenset(_table())


def _table() -> dict[str, str]:
    return _typing() | _imports() | _vault() | _backups() | _files()


def _typing() -> dict[str, str]:
    return {
        "name_empty": _("Type a name first."),
        "goal_empty": _("Type a few words for your goal."),
        "text_too_long": _("That text is too long. Keep it under {limit} characters."),
        "text_not_storable": _("That text has a character that cannot be saved. Type it again without it."),
        "reachable_days": _("Choose at least one day."),
        "reachable_hours": _("Type the time like 18:30."),
        "important_date": _("That day is not in the calendar. Check day and month."),
        "support_twice": _("This type of support is there already."),
        "tie_ends": _("Choose two different contacts."),
        "rhythm_window": _("Choose a number of days from 1 to 3660."),
        "checkin_nobody": _("Choose who it was with."),
        "checkin_feeling": _("Choose a feeling from the list."),
        "checkin_minutes": _("Type a number of minutes."),
        "lookback_supported": _("Choose a number from 0 to 10."),
        "lookback_energy": _("Choose a number from 1 to 5."),
        "goal_cadence": _("Choose how often, from 1 to 31 times."),
        "rating": _("Choose a number from 0 to 100."),
        "line_without_way": _("Type a number, a number for texts, or a web address."),
        "contact_unknown": _("This contact is not there any more."),
        "export_format": _("This is not a file that SupportDesk exported."),
        "export_newer": _("This file was made by a newer SupportDesk. Get the newer app to read it."),
        "record_shape": _("This file has a part that cannot be read."),
    }


def _imports() -> dict[str, str]:
    return {
        "import_too_big": _("This file is larger than {limit} MB. Choose a smaller one."),
        "import_too_many": _("This file has more than {limit} contacts. Cut it into smaller files."),
        "import_not_vcard": _("There is no contact card in this file. Choose a vCard file (.vcf)."),
        "import_not_csv": _("There is no table in this file. Choose a CSV file (.csv)."),
        "import_not_easynwk": _("There is no map from easyNWK in this file."),
        "import_no_columns": _("No column is chosen for the name, a number or an e-mail address."),
        "import_no_name": _("There is no name, number or e-mail address in it."),
        "import_card_cut": _("The end of it is not there."),
        "import_card_too_big": _("It is larger than 1 MB."),
        "import_is_list": _("It is a list of other cards, not a contact."),
        "import_row_torn": _("A quote sign in it is never closed, or it is larger than 1 MB."),
        "file_unreadable": _("We cannot read that file. Check its name, and that you may open it."),
    }


def _vault() -> dict[str, str]:
    return {
        "wrong_password": _(
            "That password did not work. Check caps lock and try again. You can try as often as you like."
        ),
        "wrong_recovery_key": _(
            "That recovery key belongs to another profile. Check the sheet and try again."
        ),
        "recovery_key_typo": _("There is a typing mistake in the recovery key. Check it group by group."),
        "header_damaged": _(
            "The small file that holds the lock of this profile is damaged. Open it with the recovery key."
        ),
        "data_missing": _("The data file of this profile is missing. Go back to a backup."),
        "data_empty": _("The data file of this profile is empty. Go back to a backup."),
        "data_damaged": _("The data file of this profile is damaged. Go back to a backup."),
        "newer_version": _("This profile was made by a newer SupportDesk. Get the newer app to open it."),
        "busy": _("This profile is open in another window. Close it there first."),
        "keystore_locked": _("Your computer keeps its key store locked. Unlock it, then try again."),
        "keystore_unavailable": _(
            "This computer has no key store that can be reached. Use the recovery key."
        ),
        "keystore_missing": _("The key of this profile is not in your key store. Use the recovery key."),
        "keystore_wrong": _("The key in your key store does not fit this profile. Use the recovery key."),
        "password_needed": _("This computer has no key store. Set a password to go on."),
        "password_too_long": _("That password is too long. Use fewer than 1000 characters."),
        "password_empty": _("Type a password first."),
        "name_too_long": _("That name is too long. Use a shorter one."),
        "name_not_storable": _("That name has a character that cannot be saved. Type it again without it."),
        "not_found": _("There is no profile with that name."),
        "no_memory": _("This computer has too little free memory for this. Close a program and try again."),
        "io_failed": _("The disk gave an error. Try again. Your file is still there."),
    }


def _backups() -> dict[str, str]:
    return {
        "not_a_backup": _("This file is not a backup. Choose a file that ends in .supportdesk."),
        "backup_damaged": _("This backup is damaged and cannot be opened. Choose another one."),
        "backup_newer": _("This backup was made by a newer SupportDesk. Get the newer app to open it."),
        "backup_wrong_password": _(
            "That password does not open this backup. Try the one you had when it was made."
        ),
        "backup_wrong_key": _(
            "That recovery key does not open this backup. Try the one you had when it was made."
        ),
        "backup_needs_key": _("This backup opens only with its recovery key."),
        "backup_other_key": _(
            "This backup was made before the recovery key was changed. It needs the old one."
        ),
        "profile_there": _("This profile is on this computer already."),
        "file_there": _("There is a file with that name already. Choose another name."),
    }


def _files() -> dict[str, str]:
    return {
        "disk_full": _(
            "We could not save this. Your disk is full. Free some space, then try again. "
            "Your words are still here."
        ),
        "read_only": _(
            "We could not save this. The folder does not allow changes. Your words are still here."
        ),
        "disk_trouble": _("We could not save this. The disk gave an error. Your words are still here."),
        "folder_unwritable": _(
            "We could not make the file in that folder. Choose another folder, such as Documents."
        ),
        "folder_missing": _("That folder is not there. Choose another folder, such as Documents."),
        "is_open_elsewhere": _(
            "That file is open in another program. Close it there, or choose another name."
        ),
        "name_not_allowed": _("That file name does not work here. Choose another name."),
        "cannot_save": _("We could not save this file. Choose another folder, such as Documents."),
        "pdf_password_empty": _("Type a password for the file, or save it without one."),
        "pdf_password_long": _("That password is too long for a PDF. Use fewer than 100 letters."),
        "pdf_password_odd": _("That password has a character that cannot be used. Type it again without it."),
        "cannot_set": _("We could not make the page. Your words are still here."),
        "templates_missing": _("A part of the app is missing. Install the app again to make the page."),
    }
