"""The one profile without a password is opened while the window is built, and only that one."""

from __future__ import annotations

from pathlib import Path

import pytest

from supportdesk.head_start import head_start
from supportdesk.ui.shell import Shell
from supportdesk.vault import Profiles, VaultError
from tests.vault.vault_doubles import CHEAP, DictKeyStore


@pytest.fixture
def profiles(tmp_path: Path) -> Profiles:
    return Profiles(tmp_path / "data", keystore=DictKeyStore(), kdf=CHEAP)


def test_the_only_profile_opens_ahead_and_shows_today(profiles: Profiles, shell: Shell) -> None:
    profiles.create("Mine", None).close()
    ahead = head_start(profiles)
    assert ahead is not None
    shell.profiles = ahead
    vault = ahead.wait(60)
    assert vault is not None
    assert shell.open_ahead(vault)
    assert shell.desk is not None
    assert shell.desk.vault.label == "Mine"


@pytest.mark.parametrize("labels", [(), ("One", "Two")])
def test_nothing_opens_ahead_without_a_single_profile(profiles: Profiles, labels: tuple[str, ...]) -> None:
    for label in labels:
        profiles.create(label, None).close()
    assert head_start(profiles) is None


def test_a_password_is_asked_for(profiles: Profiles) -> None:
    profiles.create("Mine", "a password").close()
    assert head_start(profiles) is None


def test_what_went_wrong_is_told_to_the_gate_and_tried_afresh(tmp_path: Path) -> None:
    store = DictKeyStore()
    profiles = Profiles(tmp_path / "data", keystore=store, kdf=CHEAP)
    with profiles.create("Mine", None) as vault:
        held = head_start(profiles)  # the profile is open already: busy
        assert held is not None
        assert held.wait(60) is None
        with pytest.raises(VaultError) as told:
            held.open_with_keystore(vault.profile_id)
    assert told.value.code == "busy"
