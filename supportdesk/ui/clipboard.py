"""Putting text and pictures on the clipboard, and taking our own secrets off it again."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication, QImage

SECRET_SECONDS = 30
_ours: list[str] = []
_our_pictures: list[QImage] = []


def copy_text(text: str) -> None:
    """Copy something the person wants elsewhere, such as a phone number; it is cleared at lock and hide."""
    _put(text, secret=False)


def copy_secret(text: str) -> None:
    """Copy a recovery key: history tools are asked to leave it out, and it goes after 30 seconds."""
    _put(text, secret=True)
    QTimer.singleShot(SECRET_SECONDS * 1000, lambda: clear_ours(text))


def copy_image(picture: QImage) -> None:
    """Copy a picture, such as the map; it is cleared at lock and hide."""
    QGuiApplication.clipboard().setImage(picture)
    _ours.clear()
    _our_pictures[:] = [picture]


def clear_ours(only: str | None = None) -> None:
    """Take what we put on the clipboard off it, if it is still there; with `only`, if it is this text."""
    if only is not None and _ours != [only]:
        return
    clipboard = QGuiApplication.clipboard()
    if (_ours and clipboard.text() == _ours[0]) or (_our_pictures and _is_our_picture(clipboard.image())):
        clipboard.clear()
    _ours.clear()
    _our_pictures.clear()


def _is_our_picture(there: QImage) -> bool:
    ours = _our_pictures[0]
    return not there.isNull() and there.convertToFormat(ours.format()) == ours


def _put(text: str, *, secret: bool) -> None:
    data = QMimeData()
    data.setText(text)
    if secret:
        data.setData("x-kde-passwordManagerHint", b"secret")
        data.setData("ExcludeClipboardContentFromMonitorProcessing", b"1")
        data.setData("application/x-nspasteboard-concealed-type", b"1")
    QGuiApplication.clipboard().setMimeData(data)
    _ours[:] = [text]
    _our_pictures.clear()
