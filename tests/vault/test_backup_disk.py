"""Backups on a full disk and on a read-only one, both real (see test_vault_disk.py)."""

from __future__ import annotations

from pathlib import Path

from test_vault_disk import on_a_disk_of_its_own


def test_a_full_and_a_read_only_disk_lose_nothing(tmp_path: Path) -> None:
    told = on_a_disk_of_its_own("vault_backup_disk.py", "3m", tmp_path / "disk")
    assert [told[name] for name in ("save", "copy", "restore")] == ["disk_full"] * 3
    assert told["kept"] is True
    assert told["profiles"] == [True]
    assert told["left"] == []
    assert told["rows"] == 301
    assert told["freed"] == ""
    assert told["read only save"] == "folder_unwritable"
    assert told["saved elsewhere"] == ""
    assert told["read only restore"] == "read_only"
    assert told["unchanged"] is True
    assert told["elsewhere"] == ["d.supportdesk"]
    assert told["rows elsewhere"] == 300
