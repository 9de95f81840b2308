"""The header as an enemy, a bad disk or a newer version writes it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vault_doubles import code_of, digest

from supportdesk.vault import Profiles, header, kdf, keys

ID = "ab" * 16
ROOT = bytes(range(16))
TYPED = {"header_damaged", "wrong_password", "newer_version"}


def a_header() -> header.Header:
    cost = kdf.Cost(m_kib=8_192, t=1, p=1)
    slots = (
        header.PasswordSlot(id="01" * 8, cost=cost, salt=b"s" * 16, nonce=b"n" * 12, wrapped=b"w" * 32),
        header.KeyStoreSlot(
            id="02" * 8, backend="dict", account=ID, salt=b"t" * 16, nonce=b"m" * 12, wrapped=b"v" * 32
        ),
    )
    return header.Header(
        profile_id=ID, label="Zoë 1", generation=7, data_name="data-3.db", dek_id="cd" * 8, slots=slots
    )


def a_document() -> dict[str, Any]:
    return dict(json.loads(a_header().sealed(ROOT)))


def copies(folder: Path) -> tuple[Path, Path]:
    return folder / "header.json", folder / "header.bak.json"


def flipped(data: bytes, place: int, bit: int = 1) -> bytes:
    return data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :]


def test_a_header_comes_back() -> None:
    copy = header.parse(a_header().sealed(ROOT), ID)
    assert copy.header == a_header()
    assert copy.is_sealed_with(ROOT)
    assert not copy.is_sealed_with(bytes(16))


@given(st.binary(max_size=300))
def test_no_bytes_do_anything_but_be_refused(raw: bytes) -> None:
    with pytest.raises(header.NotAHeader):
        header.parse(raw, ID)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.sampled_from(sorted(a_document())), JSON)
def test_any_value_in_any_field_is_refused_or_breaks_the_seal(name: str, value: Any) -> None:
    document = a_document()
    if document[name] == value and type(document[name]) is type(value):
        return
    try:
        copy = header.parse(json.dumps({**document, name: value}).encode(), ID)
    except header.NotAHeader:
        return
    assert copy.header is None or not copy.is_sealed_with(ROOT)


@given(st.sampled_from(["id", "type", "kdf", "keyring", "aead", "nonce", "ct"]), st.integers(0, 1), JSON)
def test_any_value_in_a_slot_is_refused_or_breaks_the_seal(name: str, slot: int, value: Any) -> None:
    document = a_document()
    if document["slots"][slot].get(name) == value:
        return
    document["slots"][slot][name] = value
    try:
        copy = header.parse(json.dumps(document).encode(), ID)
    except header.NotAHeader:
        return
    assert not copy.is_sealed_with(ROOT)


def _kdf(**changes: object) -> Callable[[dict[str, Any]], None]:
    return lambda document: document["slots"][0]["kdf"].update(changes)


def _top(**changes: object) -> Callable[[dict[str, Any]], None]:
    return lambda document: document.update(changes)


HOSTILE = {
    "memory": _kdf(m_kib=2**31),
    "more memory than a number holds": _kdf(m_kib=10**400),
    "little memory": _kdf(m_kib=8),
    "passes": _kdf(t=10**9),
    "no passes": _kdf(t=0),
    "negative passes": _kdf(t=-1),
    "memory times passes": _kdf(m_kib=1_048_576, t=32),
    "lanes": _kdf(p=2**24),
    "float": _kdf(t=3.0),
    "text": _kdf(t="3"),
    "true": _kdf(t=True),
    "long salt": _kdf(salt="A" * 40_000),
    "short salt": _kdf(salt="AAAA"),
    "salt of other letters": _kdf(salt="é" * 24),
    "old argon": _kdf(v=16),
    "other kdf": _kdf(name="argon2d"),
    "unknown key": _kdf(extra=1),
    "no way up": _top(db="../data-1.db"),
    "no absolute way": _top(db="/etc/passwd"),
    "no newline": _top(db="data-1.db\n"),
    "other format": _top(format="zip"),
    "version 0": _top(version=0),
    "version true": _top(version=True),
    "version float": _top(version=1.0),
    "other profile": _top(profile_id="00" * 16),
    "generation 0": _top(generation=0),
    "generation huge": _top(generation=2**60),
    "long label": _top(label="x" * 81),
    "label with a control": _top(label="a\x1b[2J"),
    "label with half a character": _top(label="\ud800"),
    "slots no list": _top(slots={}),
    "nine slots": lambda document: document.update(slots=document["slots"][:1] * 9),
    "slot no object": _top(slots=[1]),
    "mac short": _top(mac="AAAA"),
    "unknown field": _top(extra=1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_headers_are_refused_before_any_work(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kdf, "derive", lambda *_args: pytest.fail("work was done"))
    document = a_document()
    HOSTILE[name](document)
    with pytest.raises(header.NotAHeader):
        header.parse(json.dumps(document).encode(), ID)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[" * 100_000,
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b"1" * 60_000,
        b'{"format":"supportdesk-vault","format":"supportdesk-vault"}',
        b"\xff\xfe",
        b"NaN",
        b"{}",
        b"null",
        b" " * 65_537,
    ],
)
def test_hostile_bytes_are_refused(raw: bytes) -> None:
    with pytest.raises(header.NotAHeader):
        header.parse(raw, ID)


def test_a_field_twice_is_refused() -> None:
    raw = a_header().sealed(ROOT)
    with pytest.raises(header.NotAHeader):
        header.parse(raw.replace(b'"generation":7', b'"generation":7,"generation":7'), ID)


def test_a_slot_cannot_be_moved_to_another_profile_or_cost() -> None:
    first = a_header()
    slot = first.slots[0]
    kek = b"k" * 32
    wrapped = keys.wrap(ROOT, kek, slot.nonce, first.aad(slot))
    for other in (
        header.Header(**{**_fields(first), "profile_id": "00" * 16}),
        header.Header(**{**_fields(first), "dek_id": "00" * 8}),
    ):
        assert keys.unwrap(wrapped, kek, slot.nonce, other.aad(slot)) is None
    assert keys.unwrap(wrapped, kek, slot.nonce, first.aad(slot)) == ROOT


def _fields(each: header.Header) -> dict[str, Any]:
    return {name: getattr(each, name) for name in each.__slots__}


def test_both_copies_are_the_same_and_say_no_secret(profiles: Profiles, folder: Path) -> None:
    first, second = (path.read_bytes() for path in copies(folder))
    assert first == second
    assert b"river" not in first
    with profiles.open_with_password(folder.name, "river") as vault:
        assert vault.recovery_key.replace(" ", "").encode() not in first
        assert vault.database_key.hex().encode() not in first


def test_one_flipped_byte_in_one_copy_opens_and_is_repaired(profiles: Profiles, folder: Path) -> None:
    whole = copies(folder)[0].read_bytes()
    for number in (0, 1):
        path = copies(folder)[number]
        for place in range(number, len(whole), 7):
            path.write_bytes(flipped(whole, place, 1 << place % 8))
            profiles.open_with_password(folder.name, "river").close()
            assert [each.read_bytes() for each in copies(folder)] == [whole, whole]


def test_one_flipped_byte_in_both_copies_is_a_named_error(profiles: Profiles, folder: Path) -> None:
    whole = copies(folder)[0].read_bytes()
    codes = set()
    for place in range(0, len(whole), 5):
        bad = flipped(whole, place)
        for path in copies(folder):
            path.write_bytes(bad)
        code = code_of(lambda: profiles.open_with_password(folder.name, "river"))
        codes.add(code)
        if code:
            assert [path.read_bytes() for path in copies(folder)] == [bad, bad]
    # Base64 has bits without a meaning: flipped, they change nothing and the profile opens.
    assert codes - {""} <= TYPED
    assert {"header_damaged", "wrong_password"} <= codes


def test_every_flip_in_both_copies_opens_with_the_sheet(profiles: Profiles, folder: Path) -> None:
    with profiles.open_with_password(folder.name, "river") as vault:
        sheet = vault.recovery_key
    whole = copies(folder)[0].read_bytes()
    for place in range(0, len(whole), 11):
        for path in copies(folder):
            path.write_bytes(flipped(whole, place))
        profiles.open_with_recovery_key(folder.name, sheet).close()


@pytest.mark.parametrize("length", [0, 1, 50, 300, -1, None])
@pytest.mark.parametrize("number", [0, 1])
def test_a_cut_or_missing_copy_is_repaired(
    profiles: Profiles, folder: Path, length: int | None, number: int
) -> None:
    whole = copies(folder)[0].read_bytes()
    path = copies(folder)[number]
    if length is None:
        path.unlink()
    else:
        path.write_bytes(whole[:length])
    profiles.open_with_password(folder.name, "river").close()
    assert [each.read_bytes() for each in copies(folder)] == [whole, whole]


def test_both_headers_gone_the_sheet_and_the_data_are_enough(profiles: Profiles, folder: Path) -> None:
    with profiles.open_with_password(folder.name, "river") as vault:
        sheet, key = vault.recovery_key, vault.database_key
    for path in copies(folder):
        path.unlink()
    assert code_of(lambda: profiles.open_with_password(folder.name, "river")) == "header_damaged"
    assert code_of(lambda: profiles.open_with_keystore(folder.name)) == "header_damaged"
    assert profiles.list()[0].damaged == "header_damaged"
    other = keys.recovery_key(keys.new_root())
    assert code_of(lambda: profiles.open_with_recovery_key(folder.name, other)) == "wrong_recovery_key"
    with profiles.open_with_recovery_key(folder.name, sheet) as vault:
        assert vault.database_key == key
        assert not vault.has_password
        assert not vault.has_keystore_slot
        assert vault.label == ""
        assert code_of(vault.rotate) == "password_needed"
        vault.rename("Profile 1")
        vault.set_password("lake")
        assert vault.recovery_key == sheet
    profiles.open_with_password(folder.name, "lake").close()
    assert profiles.list()[0].damaged is None


def test_a_header_that_cannot_be_read_is_not_called_damaged(profiles: Profiles, folder: Path) -> None:
    first, second = copies(folder)
    whole = first.read_bytes()
    first.unlink()
    first.mkdir()  # no right to read would do the same, but not for root
    profiles.open_with_password(folder.name, "river").close()
    second.unlink()
    assert code_of(lambda: profiles.open_with_password(folder.name, "river")) == "io_failed"
    assert profiles.list()[0].damaged == "io_failed"
    second.write_bytes(whole)
    profiles.open_with_password(folder.name, "river").close()


def test_a_newer_header_is_refused_and_nothing_is_written(profiles: Profiles, folder: Path) -> None:
    with profiles.open_with_password(folder.name, "river") as vault:
        sheet = vault.recovery_key
    root = keys.root_from_recovery_key(sheet)
    document = json.loads(copies(folder)[0].read_bytes())
    document.pop("mac")
    document.update(version=99, something={"new": [1]})
    document["mac"] = base64.b64encode(
        keys.mac(keys.header_mac_key(root), header.canonical(document))
    ).decode()
    old = copies(folder)[1].read_bytes()
    for newer_in in (copies(folder)[:1], copies(folder)):
        copies(folder)[1].write_bytes(old)
        for path in newer_in:
            path.write_bytes(json.dumps(document).encode())
        before = digest(folder)
        assert code_of(lambda: profiles.open_with_password(folder.name, "river")) == "newer_version"
        assert code_of(lambda: profiles.open_with_recovery_key(folder.name, sheet)) == "newer_version"
        assert digest(folder) == before
    assert profiles.list()[0].damaged == "newer_version"


def test_a_changed_label_breaks_the_seal(profiles: Profiles, folder: Path) -> None:
    whole = copies(folder)[0].read_bytes()
    for path in copies(folder):
        path.write_bytes(whole.replace(b"Profile 1", b"Profile 2"))
    assert code_of(lambda: profiles.open_with_password(folder.name, "river")) == "header_damaged"


def test_an_old_password_that_opens_the_older_copy_wins(profiles: Profiles, folder: Path) -> None:
    """A crash between the two replacements of a change: whichever password is typed stays."""
    old = copies(folder)[1].read_bytes()
    with profiles.open_with_password(folder.name, "river") as vault:
        vault.set_password("lake")
    new = copies(folder)[0].read_bytes()
    for password, stays in (("lake", new), ("river", old)):
        copies(folder)[0].write_bytes(new)
        copies(folder)[1].write_bytes(old)
        profiles.open_with_password(folder.name, password).close()
        assert [path.read_bytes() for path in copies(folder)] == [stays, stays]
