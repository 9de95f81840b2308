"""Asking where the plan is to go, by the app's one way of choosing files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from supportdesk.ui.save_file import choose_place
from supportdesk.words import _


def ask_where(parent: QWidget, start: Path, answered: Callable[[Path], None]) -> QFileDialog:
    """Offer `start`; `answered` gets the path, and nothing happens when the person leaves the chooser."""
    kinds = ((_("PDF files"), "pdf"),)
    return choose_place(parent, _("Save the plan as PDF"), start.name, kinds, answered, folder=start.parent)
