"""The header: which slots wrap the root, which data file is in force. Parsed as if an enemy wrote it."""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import field
from typing import Any

from supportdesk.records import dataclass
from supportdesk.vault import kdf, keys
from supportdesk.vault.errors import VaultError

FORMAT = "supportdesk-vault"
VERSION = 1
SERVICE = "org.supportdesk.SupportDesk"
SIZE_LIMIT = 65_536
SLOT_LIMIT = 8
LABEL_LIMIT = 80

_AEAD = "AES-256-GCM"
_ID = re.compile(r"[0-9a-f]{32}")
_DEK_ID = re.compile(r"[0-9a-f]{16}")
_DATA_NAME = re.compile(r"data-[0-9]{1,9}\.db")


class NotAHeader(ValueError):  # noqa: N818 (never leaves this package)
    """The bytes are no header of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordSlot:
    """The root under a password's key."""

    id: str
    cost: kdf.Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes = b""

    def document(self) -> dict[str, Any]:
        """The slot as JSON values, without the wrapped root."""
        cost = {"m_kib": self.cost.m_kib, "t": self.cost.t, "p": self.cost.p}
        return {
            "id": self.id,
            "type": "password",
            "kdf": {"name": "argon2id", "v": 19, "salt": _text(self.salt), **cost},
            "aead": _AEAD,
            "nonce": _text(self.nonce),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyStoreSlot:
    """The root under the secret that the system's key store keeps for this profile."""

    id: str
    backend: str
    account: str
    salt: bytes
    nonce: bytes
    wrapped: bytes = b""
    service: str = SERVICE

    def document(self) -> dict[str, Any]:
        """The slot as JSON values, without the wrapped root."""
        return {
            "id": self.id,
            "type": "keyring",
            "kdf": {"name": "hkdf-sha256", "salt": _text(self.salt)},
            "keyring": {"backend": self.backend, "service": self.service, "account": self.account},
            "aead": _AEAD,
            "nonce": _text(self.nonce),
        }


Slot = PasswordSlot | KeyStoreSlot


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What one header says. `label` is readable without any key; everything is under the MAC."""

    profile_id: str
    label: str
    generation: int
    data_name: str
    dek_id: str
    slots: tuple[Slot, ...] = ()

    @property
    def password_slot(self) -> PasswordSlot | None:
        """The slot for a password, if there is one."""
        return next((slot for slot in self.slots if isinstance(slot, PasswordSlot)), None)

    @property
    def keystore_slot(self) -> KeyStoreSlot | None:
        """The slot for the system's key store, if there is one."""
        return next((slot for slot in self.slots if isinstance(slot, KeyStoreSlot)), None)

    def aad(self, slot: Slot) -> bytes:
        """What the slot's wrapping is bound to: this profile, this data key, the slot's own parameters."""
        return canonical(
            {
                "format": FORMAT,
                "version": VERSION,
                "profile_id": self.profile_id,
                "dek_id": self.dek_id,
                "slot": slot.document(),
            }
        )

    def document(self) -> dict[str, Any]:
        """The header as JSON values, without the MAC."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "profile_id": self.profile_id,
            "label": self.label,
            "generation": self.generation,
            "db": self.data_name,
            "dek_id": self.dek_id,
            "slots": [{**slot.document(), "ct": _text(slot.wrapped)} for slot in self.slots],
        }

    def sealed(self, root: bytes) -> bytes:
        """The bytes of the header's file."""
        document = self.document()
        mac = keys.mac(keys.header_mac_key(root), canonical(document))
        return canonical({**document, "mac": _text(mac)}) + b"\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderCopy:
    """One of the two header files as found: a header, or one of a newer version, with its MAC."""

    header: Header | None
    mac: bytes
    raw: bytes = field(repr=False)
    document: dict[str, Any] = field(repr=False)

    def is_sealed_with(self, root: bytes) -> bool:
        """Whether the MAC holds under this root, also for a version we do not know."""
        document = self.header.document() if self.header else self.document
        return keys.is_mac(keys.header_mac_key(root), canonical(document), self.mac)


def canonical(document: dict[str, Any]) -> bytes:
    """JSON with sorted keys, no blanks, ASCII only: one text for one meaning."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def parse(raw: bytes, profile_id: str) -> HeaderCopy:
    """Read one header file; a higher version gives a copy without a header. Errors: NotAHeader."""
    try:
        return _parse(raw, profile_id)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotAHeader from error


def strict_json(raw: bytes) -> Any:
    """ASCII JSON without floats and without a key given twice. Errors: ValueError, RecursionError."""
    return json.loads(
        raw.decode("ascii"), object_pairs_hook=_once, parse_constant=_refuse, parse_float=_refuse
    )


def check_label(label: str) -> str:
    """The label as kept: one line, NFC. Errors: "name_empty", "name_not_storable", "name_too_long"."""
    import unicodedata

    tidy = unicodedata.normalize("NFC", " ".join(label.split()))
    if not tidy:
        raise VaultError("name_empty")
    if not _is_storable(tidy):
        raise VaultError("name_not_storable")
    if len(tidy) > LABEL_LIMIT:
        raise VaultError("name_too_long", limit=LABEL_LIMIT)
    return tidy


def _parse(raw: bytes, profile_id: str) -> HeaderCopy:
    _require(len(raw) <= SIZE_LIMIT)
    document = strict_json(raw)
    _require(isinstance(document, dict) and document["format"] == FORMAT)
    mac = _bytes(document.pop("mac"), 32, 32)
    if _number(document["version"], 1, 1_000_000) > VERSION:
        return HeaderCopy(header=None, mac=mac, raw=raw, document=document)
    header = _header(document)
    _require(header.profile_id == profile_id)
    return HeaderCopy(header=header, mac=mac, raw=raw, document=document)


def _header(document: dict[str, Any]) -> Header:
    _keys(document, "format", "version", "profile_id", "label", "generation", "db", "dek_id", "slots")
    _require(isinstance(document["slots"], list) and len(document["slots"]) <= SLOT_LIMIT)
    label = document["label"]
    _require(isinstance(label, str) and len(label) <= LABEL_LIMIT and _is_storable(label))
    return Header(
        profile_id=_matching(document["profile_id"], _ID),
        label=label,
        generation=_number(document["generation"], 1, 2**53),
        data_name=_matching(document["db"], _DATA_NAME),
        dek_id=_matching(document["dek_id"], _DEK_ID),
        slots=tuple(_slot(each) for each in document["slots"]),
    )


def _slot(document: Any) -> Slot:
    _require(isinstance(document, dict) and document["aead"] == _AEAD)
    if document["type"] == "password":
        return _password_slot(document)
    _require(document["type"] == "keyring")
    return _keystore_slot(document)


def _password_slot(document: dict[str, Any]) -> PasswordSlot:
    _keys(document, "id", "type", "kdf", "aead", "nonce", "ct")
    told = document["kdf"]
    _keys(told, "name", "v", "m_kib", "t", "p", "salt")
    _require(told["name"] == "argon2id" and _number(told["v"], 19, 19) == 19)
    most = 2**31
    cost = kdf.Cost(
        m_kib=_number(told["m_kib"], 1, most), t=_number(told["t"], 1, most), p=_number(told["p"], 1, most)
    )
    salt = _bytes(told["salt"], 16, 64)
    _require(kdf.is_allowed(cost, salt))
    nonce, wrapped = _sealed_part(document)
    return PasswordSlot(
        id=_matching(document["id"], _DEK_ID), cost=cost, salt=salt, nonce=nonce, wrapped=wrapped
    )


def _keystore_slot(document: dict[str, Any]) -> KeyStoreSlot:
    _keys(document, "id", "type", "kdf", "keyring", "aead", "nonce", "ct")
    _keys(document["kdf"], "name", "salt")
    _require(document["kdf"]["name"] == "hkdf-sha256")
    told = document["keyring"]
    _keys(told, "backend", "service", "account")
    for value in told.values():
        _require(isinstance(value, str) and len(value) <= 200 and _is_storable(value))
    nonce, wrapped = _sealed_part(document)
    return KeyStoreSlot(
        id=_matching(document["id"], _DEK_ID),
        backend=told["backend"],
        service=told["service"],
        account=told["account"],
        salt=_bytes(document["kdf"]["salt"], 16, 64),
        nonce=nonce,
        wrapped=wrapped,
    )


def _sealed_part(document: dict[str, Any]) -> tuple[bytes, bytes]:
    nonce = _bytes(document["nonce"], keys.NONCE_BYTES, keys.NONCE_BYTES)
    return nonce, _bytes(document["ct"], keys.WRAPPED_BYTES, keys.WRAPPED_BYTES)


def _require(holds: bool) -> None:
    if not holds:
        raise NotAHeader


def _refuse(_text: str) -> None:
    raise NotAHeader


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    _require(len(document) == len(pairs))
    return document


def _keys(document: Any, *names: str) -> None:
    _require(isinstance(document, dict) and set(document) == set(names))


def _number(value: Any, least: int, most: int) -> int:
    _require(type(value) is int and least <= value <= most)
    return int(value)


def _matching(value: Any, pattern: re.Pattern[str]) -> str:
    _require(isinstance(value, str) and pattern.fullmatch(value) is not None)
    return str(value)


def _bytes(value: Any, least: int, most: int) -> bytes:
    _require(isinstance(value, str) and len(value) <= 4 * most)
    try:
        data = base64.b64decode(value, validate=True)
    except binascii.Error as error:
        raise NotAHeader from error
    _require(least <= len(data) <= most)
    return data


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _is_storable(text: str) -> bool:
    import unicodedata

    return not any(unicodedata.category(character) in ("Cc", "Cs") for character in text)
