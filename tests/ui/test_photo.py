"""A photo is shrunk, turned and stripped of all it carried; what is no picture is refused in a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.ui.photo import LIMIT, SIDE, PhotoError, choose_picture, sentence, shrunk


def picture(path: Path, wide: int, high: int, *, alpha: bool = False) -> str:
    image = QImage(wide, high, QImage.Format.Format_ARGB32 if alpha else QImage.Format.Format_RGB32)
    image.fill(QColor(10, 120, 200, 100 if alpha else 255))
    image.setText("Comment", "taken at 12 Secret Street")
    assert image.save(str(path))
    return str(path)


@pytest.mark.parametrize(("name", "alpha"), [("a.jpg", False), ("a.png", False), ("a.png", True)])
@pytest.mark.parametrize(
    ("size", "kept"), [((2000, 1000), (SIDE, SIDE // 2)), ((30, 600), (26, SIDE)), ((40, 20), (40, 20))]
)
def test_a_picture_is_shrunk_to_its_longer_side(
    tmp_path: Path, name: str, alpha: bool, size: tuple[int, int], kept: tuple[int, int]
) -> None:
    data = shrunk(picture(tmp_path / name, *size, alpha=alpha))
    image = QImage.fromData(data)
    assert abs(image.width() - kept[0]) <= 1
    assert abs(image.height() - kept[1]) <= 1
    assert data.startswith(b"\x89PNG" if alpha else b"\xff\xd8")
    colour = image.pixelColor(5, 5)
    assert abs(colour.red() - 10) < 12
    assert abs(colour.blue() - 200) < 12


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_nothing_but_the_pixels_is_kept(tmp_path: Path, name: str) -> None:
    path = picture(tmp_path / name, 60, 60)
    assert b"Secret Street" in Path(path).read_bytes()
    data = shrunk(path)
    assert b"Secret Street" not in data
    assert QImage.fromData(data).textKeys() == []


def test_exif_turns_the_picture_and_is_left_out(tmp_path: Path) -> None:
    plain = Path(picture(tmp_path / "a.jpg", 80, 40)).read_bytes()
    # A minimal EXIF block: big endian, one entry, orientation 6 (turn right), and a place in words.
    body = b"Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00"
    body += b"\x00\x00\x00\x00GPS 52.5"
    block = b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
    path = tmp_path / "turned.jpg"
    path.write_bytes(plain[:2] + block + plain[2:])
    data = shrunk(str(path))
    image = QImage.fromData(data)
    assert (image.width(), image.height()) == (40, 80)
    assert b"GPS" not in data
    assert b"Exif" not in data


@pytest.mark.qt_log_ignore("JPEG", "qt.gui.imageio", extend=True)
@pytest.mark.parametrize("content", [b"", b"not a picture", b"\xff\xd8\xff\xe0 cut short", b"<svg/>"])
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(content)
    with pytest.raises(PhotoError) as error:
        shrunk(str(path))
    assert error.value.code == "photo_unreadable"
    assert sentence("photo_unreadable").startswith("That file is not a picture we can read.")


def test_a_file_that_is_too_big_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.jpg"
    with path.open("wb") as file:
        os.truncate(file.fileno(), LIMIT + 1)
    with pytest.raises(PhotoError) as error:
        shrunk(str(path))
    assert sentence(error.value.code) == "That picture is larger than 20 MB. Choose a smaller one."


def test_a_file_that_is_gone_is_refused() -> None:
    with pytest.raises(PhotoError):
        shrunk("/nowhere/at/all.png")


def test_the_chooser_leaves_no_history(qtbot: QtBot, tmp_path: Path) -> None:
    path = picture(tmp_path / "a.png", 10, 10)
    parent = QWidget()
    qtbot.addWidget(parent)
    chosen: list[str] = []
    dialog = choose_picture(parent, chosen.append)
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    assert dialog.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(path)
    dialog.accept()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    assert chosen == [path]
    left = [each for each in tmp_path.rglob("*") if each.is_file() and each.name != "a.png"]
    assert left == []
