"""A photo for a contact: chosen without leaving a trace, shrunk, and stripped of all it carried along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QImageWriter, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from supportdesk.words import _

SIDE = 512  # pixels, the longer side of what is kept
LIMIT = 20 * 1024 * 1024  # bytes of the file that is chosen


class PhotoError(Exception):
    """A picture that is not taken: `code` is "photo_too_big" or "photo_unreadable"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def sentence(code: str) -> str:
    """What is said for a PhotoError."""
    return {
        "photo_too_big": _("That picture is larger than 20 MB. Choose a smaller one."),
        "photo_unreadable": _("That file is not a picture we can read. Choose a JPEG or PNG file."),
    }[code]


def shrunk(path: str) -> bytes:
    """The picture at `path` as JPEG (PNG where it is see-through) of at most SIDE pixels a side.

    Only the pixels are taken over: place, camera, time and comments stay behind. Safe off the UI
    thread. Errors: PhotoError.
    """
    try:
        if Path(path).stat().st_size > LIMIT:
            raise PhotoError("photo_too_big")
    except OSError:
        raise PhotoError("photo_unreadable") from None
    return _taken(QImageReader(path))


def shrunk_bytes(data: bytes) -> bytes:
    """The same for a picture within another file (a contact card)."""
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return _taken(QImageReader(buffer))


def _taken(reader: QImageReader) -> bytes:
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > SIDE:
        reader.setScaledSize(size.scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise PhotoError("photo_unreadable")
    return _encoded(_pixels(image))


def _pixels(image: QImage) -> QImage:
    """A fresh image with the pixels of `image` and nothing else of it."""
    if max(image.width(), image.height()) > SIDE:
        image = image.scaled(
            SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    if image.colorSpace().isValid():
        image = image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    see_through = image.hasAlphaChannel()
    fresh = QImage(image.size(), QImage.Format.Format_ARGB32 if see_through else QImage.Format.Format_RGB32)
    fresh.fill(Qt.GlobalColor.transparent if see_through else Qt.GlobalColor.white)
    painter = QPainter(fresh)
    painter.drawImage(0, 0, image)
    painter.end()
    return fresh


def _encoded(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"PNG" if image.hasAlphaChannel() else b"JPEG")
    if not image.hasAlphaChannel():
        writer.setQuality(85)
    writer.write(image)
    return bytes(buffer.data().data())


def choose_picture(parent: QWidget, chosen: Callable[[str], None]) -> QFileDialog:
    """Open the file chooser that leaves no trace; `chosen` gets the path."""
    from supportdesk.ui.save_file import choose_file

    endings = ("png", "jpg", "jpeg", "webp", "gif", "bmp")
    return choose_file(parent, _("Choose a picture"), _("Pictures"), endings, lambda path: chosen(str(path)))
