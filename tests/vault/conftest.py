"""A profile to try things on, as cheap as the limits allow."""

from __future__ import annotations

from pathlib import Path

import pytest
from vault_doubles import CHEAP, DictKeyStore

from supportdesk.vault import Profiles


@pytest.fixture
def keystore() -> DictKeyStore:
    return DictKeyStore()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The data folder."""
    return tmp_path / "supportdesk"


@pytest.fixture
def profiles(root: Path, keystore: DictKeyStore) -> Profiles:
    return Profiles(root, keystore=keystore, kdf=CHEAP)


@pytest.fixture
def profile_id(profiles: Profiles) -> str:
    """A closed profile with the password "river"."""
    with profiles.create("Profile 1", "river") as vault:
        return vault.profile_id


@pytest.fixture
def folder(root: Path, profile_id: str) -> Path:
    """That profile's folder."""
    return root / "profiles" / profile_id
