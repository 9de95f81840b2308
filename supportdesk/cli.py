"""The command line: the same core, no window. Exit codes: 0 done, 1 a named failure, 2 wrong usage."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from supportdesk import __version__, map_command
from supportdesk.cli_plan import add_plan
from supportdesk.words import _
from supportdesk.words.errors import sentence


class Refused(Exception):  # noqa: N818 (a stop with a sentence, not a bug)
    """Ends the command with one sentence on standard error and exit code 1."""


def main(argv: Sequence[str]) -> int:
    """Run one command; never a traceback for what the person or the computer did."""
    from supportdesk.domain.errors import DomainError
    from supportdesk.report.errors import ReportError
    from supportdesk.store import StoreError
    from supportdesk.vault import VaultError

    options = _parser().parse_args(list(argv))
    try:
        options.run(options)
    except (DomainError, StoreError, VaultError, ReportError) as error:
        return _say_no(sentence(error.code, error.values))
    except Refused as refusal:
        return _say_no(str(refusal))
    except BrokenPipeError:
        return 1
    return 0


def _say_no(words: str) -> int:
    sys.stderr.write(f"{words}\n")
    return 1


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


# ---- usage


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="supportdesk",
        description=_("A private, offline desk for your support system. Without a command the window opens."),
    )
    parser.add_argument("--version", action="version", version=f"SupportDesk {__version__}")
    parser.add_argument("--selfcheck", action=_SelfCheck, nargs=0, help=argparse.SUPPRESS)
    parser.add_argument("--data-dir", metavar="DIR", help=_("profiles live in DIR"))
    parser.add_argument("--demo", action="store_true", help=_("open the sample profile; nothing is saved"))
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _profile_command(commands)
    add_plan(commands, _source).set_defaults(run=_plan)
    _map_command(commands)
    _import_command(commands)
    _export_command(commands)
    _backup_commands(commands)
    return parser


class _SelfCheck(argparse.Action):
    """Like --version: answers at once, needs no command."""

    def __call__(self, parser: argparse.ArgumentParser, *_given: Any) -> None:
        from supportdesk.selfcheck import run

        parser.exit(run(_say))


def _profile_command(commands: Any) -> None:
    profile = commands.add_parser("profile", help=_("make, list and delete profiles"))
    verbs = profile.add_subparsers(dest="verb", metavar="VERB", required=True)
    create = verbs.add_parser("create", help=_("make a profile and print its recovery key"))
    create.add_argument("name", metavar="NAME")
    _password(create)
    create.set_defaults(run=_create)
    verbs.add_parser("list", help=_("list the profiles")).set_defaults(run=_list)
    delete = verbs.add_parser("delete", help=_("delete a profile and everything in it"))
    delete.add_argument("name", metavar="NAME")
    delete.set_defaults(run=_delete)


def _map_command(commands: Any) -> None:
    map_ = commands.add_parser("map", help=_("draw the support map as PNG, SVG or PDF"))
    map_.add_argument("out", metavar="OUT.(png|svg|pdf)")
    _source(map_)
    map_command.add_options(map_)
    map_.set_defaults(run=_map)


def _import_command(commands: Any) -> None:
    from supportdesk.cli_files import add_import

    import_ = add_import(commands)
    _password(import_)
    import_.set_defaults(run=_import, demo=False)


def _export_command(commands: Any) -> None:
    from supportdesk.cli_files import add_export

    export = add_export(commands)
    _source(export)
    map_command.add_data_options(export)
    export.set_defaults(run=_export)


def _backup_commands(commands: Any) -> None:
    from supportdesk.cli_backup import add_backup, add_check, add_restore

    for add, run in ((add_backup, _backup), (add_restore, _restore), (add_check, _check)):
        command = add(commands)
        _password(command)
        command.set_defaults(run=run, demo=False)


def _source(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--demo", action="store_true", help=_("use the sample profile"))
    which.add_argument("--profile", metavar="NAME", help=_("use this profile"))
    _password(parser)


def _password(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--password-stdin", action="store_true", help=_("read the password from standard input")
    )


# ---- profiles


def _profiles(options: argparse.Namespace) -> Any:
    from supportdesk.folders import data_folder
    from supportdesk.vault import Profiles, system_keystore

    folder = Path(options.data_dir) if options.data_dir else data_folder()
    return Profiles(folder, keystore=system_keystore())


def _read_password() -> str:
    typed = sys.stdin.buffer.readline().removesuffix(b"\n").removesuffix(b"\r")
    try:
        return typed.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(_("The password must be UTF-8 text.")) from None


def _ask_password(options: argparse.Namespace) -> str:
    if options.password_stdin:
        return _read_password()
    if not sys.stdin.isatty():
        raise Refused(_("This profile has a password. Use --password-stdin."))
    from getpass import getpass

    return getpass(_("Password: "))


def _create(options: argparse.Namespace) -> None:
    from supportdesk.store import Store

    profiles = _profiles(options)
    if any(each.label == options.name for each in profiles.list()):
        raise Refused(_("There is a profile with that name already."))
    password = _read_password() if options.password_stdin else None
    if password == "":
        raise Refused(sentence("password_empty"))
    with _created(profiles, options.name, password) as vault:
        Store.open(vault).close()
        _say(_("Recovery key: {key}").format(key=vault.recovery_key))
        _say(_("Write it down and keep it safe. It opens this profile if the password is lost."))


def _created(profiles: Any, name: str, password: str | None) -> Any:
    from supportdesk.vault import VaultError

    try:
        return profiles.create(name, password)
    except VaultError as error:
        if password is None and error.code.startswith(("keystore_", "password_needed")):
            raise Refused(
                _("This computer has no key store that can be used. Set a password with --password-stdin.")
            ) from None
        raise


def _list(options: argparse.Namespace) -> None:
    for each in _profiles(options).list():
        kind = _("password") if each.has_password else _("no password")
        trouble = f" · {sentence(each.damaged)}" if each.damaged else ""
        _say(f"{each.label} ({kind}){trouble}")


def _find(options: argparse.Namespace, name: str) -> tuple[Any, Any]:
    profiles = _profiles(options)
    found = [each for each in profiles.list() if name in (each.label, each.id)]
    if not found:
        raise Refused(sentence("not_found"))
    if len(found) > 1:
        raise Refused(_("Two profiles have that name. Rename one in the window first."))
    return profiles, found[0]


def _delete(options: argparse.Namespace) -> None:
    profiles, found = _find(options, options.name)
    if sys.stdin.isatty():
        typed = input(_("This deletes everything in it. Type the name again to go on: "))
        if typed != options.name:
            raise Refused(_("Nothing was deleted."))
    profiles.delete(found.id)
    _say(_("The profile was deleted."))


# ---- what is in a profile


def _with_store(options: argparse.Namespace, use: Callable[[Any], None]) -> None:
    from supportdesk.store import Store

    if options.demo:
        from supportdesk.sample import sample_store

        store = sample_store(date.today)
        use(store)
        store.close()
        return
    with _opened(options, *_find(options, options.profile)) as vault:
        store = Store.open(vault)
        try:
            use(store)
        finally:
            store.close()


def _opened(options: argparse.Namespace, profiles: Any, found: Any) -> Any:
    if found.has_password:
        return profiles.open_with_password(found.id, _ask_password(options))
    return profiles.open_with_keystore(found.id)


def _out(options: argparse.Namespace, *endings: str) -> Path:
    path = Path(options.out)
    if path.suffix.lower() not in endings:
        raise Refused(_("The file name has to end in {endings}.").format(endings=" / ".join(endings)))
    return path


def _save(path: Path, data: bytes) -> None:
    from supportdesk.report.save import save_atomically

    save_atomically(path, data)


def _plan(options: argparse.Namespace) -> None:
    from supportdesk.cli_plan import UnknownSupporter, make

    path = _out(options, ".pdf")

    def write(store: Any) -> None:
        # After the password of the profile, which is the first line.
        password = _read_password() if options.pdf_password_stdin else ""
        if options.pdf_password_stdin and not password:
            raise Refused(sentence("pdf_password_empty"))
        try:
            for file, data in make(store, options, path, password):
                _save(file, data)
        except UnknownSupporter:
            raise Refused(_("Nobody active has that name. Write it as it stands in your contacts.")) from None

    _with_store(options, write)


def _map(options: argparse.Namespace) -> None:
    path = _out(options, ".png", ".svg", ".pdf")

    ending = path.suffix.lower().removeprefix(".")
    _with_store(options, lambda store: _save(path, map_command.map_bytes(store, options, ending)))


def _export(options: argparse.Namespace) -> None:
    from supportdesk.cli_files import exported

    path = _out(options, ".json", ".vcf", ".csv", ".ics", ".graphml", ".zip")
    ending = path.suffix.lower()
    make = partial(exported, ending=ending, options=options)
    if ending in (".graphml", ".zip"):
        make = partial(map_command.data_bytes, options=options, ending=ending.removeprefix("."))
    _with_store(options, lambda store: _save(path, make(store)))


def _import(options: argparse.Namespace) -> None:
    from supportdesk.cli_files import importer

    _with_store(options, importer(options, _say))


def _backup(options: argparse.Namespace) -> None:
    from supportdesk.cli_backup import save

    path = _out(options, ".supportdesk")
    with _opened(options, *_find(options, options.profile)) as vault:
        save(vault, path, options, _say)


def _restore(options: argparse.Namespace) -> None:
    from supportdesk.cli_backup import restore

    restore(_profiles(options), options, partial(_ask_password, options), _read_password, _say)


def _check(options: argparse.Namespace) -> None:
    from supportdesk.cli_backup import check

    profiles, found = _find(options, options.profile)
    check(profiles, found.id, partial(_opened, options, profiles, found), options.backup, _say)
