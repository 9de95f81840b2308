"""The recovery key on paper, and what is derived from the root."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from supportdesk.vault import VaultError, keys

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ROOTS = st.binary(min_size=16, max_size=16)


@given(ROOTS)
def test_recovery_key_comes_back(root: bytes) -> None:
    text = keys.recovery_key(root)
    groups = text.split(" ")
    assert [len(group) for group in groups] == [4] * 8
    assert set("".join(groups)) <= set(ALPHABET)
    assert keys.root_from_recovery_key(text) == root


@given(
    ROOTS,
    st.sampled_from([str.lower, str.title, lambda t: t.replace(" ", "-"), lambda t: t.replace(" ", "")]),
)
def test_case_and_blanks_are_forgiven(root: bytes, retyped) -> None:
    assert keys.root_from_recovery_key(f" {retyped(keys.recovery_key(root))}\n") == root


@given(ROOTS, st.sampled_from(["\u2013", "\u2011", "\u00a0", "\u200b", " - ", "\t"]))
def test_blanks_and_dashes_of_a_word_processor_are_forgiven(root: bytes, between: str) -> None:
    assert keys.root_from_recovery_key(keys.recovery_key(root).replace(" ", between)) == root


@given(ROOTS)
def test_look_alikes_are_forgiven(root: bytes) -> None:
    text = keys.recovery_key(root)
    assert keys.root_from_recovery_key(text.replace("0", "O").replace("1", "l")) == root
    assert keys.root_from_recovery_key(text.replace("0", "o").replace("1", "I")) == root


def test_every_single_wrong_character_is_found() -> None:
    text = keys.recovery_key(bytes(range(200, 216))).replace(" ", "")
    for place, right in enumerate(text):
        for wrong in set(ALPHABET) - {right}:
            with pytest.raises(VaultError, match="recovery_key_typo"):
                keys.root_from_recovery_key(text[:place] + wrong + text[place + 1 :])


@given(ROOTS, st.integers(0, 31), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found_in_any_key(root: bytes, place: int, wrong: str) -> None:
    text = keys.recovery_key(root).replace(" ", "")
    if text[place] == wrong:
        return
    with pytest.raises(VaultError, match="recovery_key_typo"):
        keys.root_from_recovery_key(text[:place] + wrong + text[place + 1 :])


@given(ROOTS, st.integers(0, 30))
def test_two_swapped_neighbours_are_found(root: bytes, place: int) -> None:
    text = keys.recovery_key(root).replace(" ", "")
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if swapped == text:
        return
    with pytest.raises(VaultError, match="recovery_key_typo"):
        keys.root_from_recovery_key(swapped)


@given(st.text())
def test_any_other_text_is_a_typing_error(text: str) -> None:
    with pytest.raises(VaultError, match="recovery_key_typo"):
        keys.root_from_recovery_key(text)


def test_each_purpose_has_its_own_key() -> None:
    root = bytes(16)
    derived = {keys.database_key(root), keys.backup_mac_key(root), keys.header_mac_key(root)}
    assert len(derived) == 3
    assert all(len(key) == 32 for key in derived)


def test_derived_keys_never_change_between_versions() -> None:
    # A changed derivation would lock everybody out: these values are part of the file format.
    root = bytes(range(16))
    assert keys.database_key(root).hex() == "b2ac3c38a49502bc409fbad85850c0746b2475c06c36cdf6d99cbcb56632b481"
    assert (
        keys.backup_mac_key(root).hex() == "6b389fe4b5fe87717167f2f0ab9c41a0e5b641f1c6b660db654e36eab56ab109"
    )
    assert (
        keys.keystore_kek(bytes(32), bytes(16)).hex()
        == "2429a468f9d083619a51a3b30ad4e1696f96115007743d4aadb7224a471ddb55"
    )
    assert keys.recovery_key(root) == "000G 40R4 0M30 E209 185G R38E 1Y4E 5KPE"


def test_a_wrapped_root_opens_only_with_its_key_and_its_parameters() -> None:
    root, kek, nonce = bytes(range(16)), b"k" * 32, b"n" * 12
    wrapped = keys.wrap(root, kek, nonce, b"here")
    assert keys.unwrap(wrapped, kek, nonce, b"here") == root
    assert keys.unwrap(wrapped, b"x" * 32, nonce, b"here") is None
    assert keys.unwrap(wrapped, kek, nonce, b"there") is None
    assert root not in wrapped


@given(ROOTS, st.binary(min_size=16, max_size=64))
def test_keys_are_derived_as_rfc_5869_says(root: bytes, salt: bytes) -> None:
    def hkdf(purpose: bytes, salt: bytes | None) -> bytes:
        return HKDF(SHA256(), length=32, salt=salt, info=purpose).derive(root)

    assert keys.database_key(root) == hkdf(b"supportdesk/v1/db", None)
    assert keys.backup_mac_key(root) == hkdf(b"supportdesk/v1/backup-mac", None)
    assert keys.keystore_kek(root, salt) == hkdf(b"supportdesk/v1/keystore", salt)
