"""The commands `backup`, `restore` and `check`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from supportdesk.words import _
from supportdesk.words.dates import at
from supportdesk.words.errors import sentence

if TYPE_CHECKING:
    from supportdesk.vault import OpenVault, Profiles

Say = Callable[[str], None]


# ---- usage


def add_backup(commands: Any) -> argparse.ArgumentParser:
    """The arguments of `backup`."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "backup", help=_("save a profile to one encrypted file")
    )
    parser.add_argument("out", metavar="OUT.supportdesk")
    parser.add_argument("--profile", metavar="NAME", required=True, help=_("use this profile"))
    parser.add_argument("--replace", action="store_true", help=_("replace the file if it is there"))
    return parser


def add_restore(commands: Any) -> argparse.ArgumentParser:
    """The arguments of `restore`."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "restore", help=_("make a profile from a backup again")
    )
    parser.add_argument("file", metavar="FILE.supportdesk")
    parser.add_argument("--name", metavar="NAME", default="", help=_("call the profile so"))
    parser.add_argument(
        "--replace",
        action="store_true",
        help=_("where the profile is here already: keep that beside it, and put the backup in its place"),
    )
    parser.add_argument(
        "--recovery-key-stdin",
        action="store_true",
        help=_("read the recovery key from standard input, in place of a password"),
    )
    return parser


def add_check(commands: Any) -> argparse.ArgumentParser:
    """The arguments of `check`."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "check", help=_("look whether a profile and its newest backup are whole")
    )
    parser.add_argument("--profile", metavar="NAME", required=True, help=_("use this profile"))
    parser.add_argument("--backup", metavar="FILE", help=_("look at this backup of it too"))
    return parser


# ---- the work


def save(vault: OpenVault, path: Path, options: argparse.Namespace, say: Say) -> None:
    """Write the file and say what opens it."""
    from supportdesk.cli import Refused
    from supportdesk.vault import VaultError, save_backup

    try:
        save_backup(vault.backup_source(), path, may_replace=options.replace)
    except VaultError as error:
        if error.code == "file_there":
            raise Refused(_("There is a file with that name already. Add --replace to replace it.")) from None
        raise
    say(
        _("The backup is saved. It opens with the password, or with the recovery key.")
        if vault.has_password
        else _("The backup is saved. It opens only with the recovery key. Keep that on paper.")
    )


def restore(
    profiles: Profiles,
    options: argparse.Namespace,
    ask: Callable[[], str],
    read_line: Callable[[], str],
    say: Say,
) -> None:
    """Bring a profile back; `ask` gives the password, `read_line` the recovery key."""
    from supportdesk.cli import Refused
    from supportdesk.store import NEWEST_SCHEMA
    from supportdesk.vault import read_backup

    found = read_backup(Path(options.file))
    known = profiles.list()
    if any(each.label == options.name and each.id != found.profile_id for each in known):
        raise Refused(_("There is a profile with that name already."))
    if any(each.id == found.profile_id for each in known) and not options.replace:
        raise Refused(
            _("This profile is on this computer already. With --replace it is kept beside the backup.")
        )
    sheet = read_line() if options.recovery_key_stdin else None
    password = _password(profiles.way_of(found), ask) if sheet is None else None
    with profiles.restore(
        found,
        password=password,
        recovery_key=sheet,
        label=options.name,
        newest_schema=NEWEST_SCHEMA,
        may_replace=options.replace,
    ) as vault:
        say(
            _("{name} is back, as it was on {when}.").format(
                name=vault.label, when=at(found.made.astimezone())
            )
        )
        if profiles.has_aside(vault.profile_id):
            say(_("What was here before is kept beside it."))
        if not (vault.has_password or vault.has_keystore_slot):
            _give_a_way_in(vault, say)


def _password(way: str, ask: Callable[[], str]) -> str | None:
    """The password, where one opens the backup; None where the key store does."""
    from supportdesk.cli import Refused

    if way == "recovery_key":
        raise Refused(f"{sentence('backup_needs_key')} {_('Use --recovery-key-stdin.')}")
    return ask() if way == "password" else None


def _give_a_way_in(vault: OpenVault, say: Say) -> None:
    """A profile without a password opens by the key store, where this computer has one."""
    from supportdesk.vault import VaultError

    try:
        vault.remove_password()
    except VaultError:
        say(_("It opens with the recovery key. Open it in the window to set a password."))


def check(
    profiles: Profiles, profile_id: str, open_: Callable[[], OpenVault], file: str | None, say: Say
) -> None:
    """Look at header, data and backups; what is not whole ends the command. Errors: VaultError."""
    from supportdesk.vault import read_backup

    both = profiles.has_both_headers(profile_id)
    with open_() as vault:
        say(
            _("Lock file: whole, and so is its copy.")
            if both
            else _("Lock file: one of its two copies was damaged, and was made new.")
        )
        vault.check()
        say(_("Data file: whole."))
        copies = profiles.copies(profile_id)
        if not copies:
            say(_("No backup was made by itself yet."))
        for each in (*copies[:1], *([read_backup(Path(file))] if file else [])):
            vault.check_backup(each)
            say(_("Backup of {when}: whole.").format(when=at(each.made.astimezone())))
