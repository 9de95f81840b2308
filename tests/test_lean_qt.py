"""Qt for Python, started lean, is the same Qt for Python."""

from __future__ import annotations

import subprocess
import sys

_USE = """
import linecache, sys
from supportdesk.lean_qt import forget_features, use_prepared
use_prepared()
from PySide6.QtWidgets import QApplication, QLabel
forget_features()
import shiboken6, PySide6.support.signature
print(shiboken6.__file__.replace(chr(92), "/").endswith("shiboken6/__init__.py"))
import supportdesk.ui.kit
print(any(name.endswith("kit.py") for name in linecache.cache))
print([type(each).__name__ for each in sys.meta_path if type(each).__module__ == "supportdesk.lean_qt"])
app = QApplication([])
try:
    QLabel(3)
except TypeError as error:
    print("QLabel.__init__(text: str" in str(error))
print(QLabel("a label").text())
"""


def _said(code: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.splitlines()


def test_windows_imports_and_messages_of_errors_work_as_ever() -> None:
    assert _said(_USE) == ["True", "False", "[]", "True", "a label"]


def test_the_helpers_come_compiled_from_the_set_up_and_are_the_same() -> None:
    said = _said(
        "from supportdesk.lean_qt import prepare, use_prepared; prepare(); use_prepared()\n"
        "import PySide6.QtCore, sys\n"
        "print(sys.modules['shibokensupport.signature.parser'].__file__)"
    )
    # `prepare` imported Qt itself, so the helpers of this process still come from its archive.
    assert said == ["shibokensupport/signature/parser.py"] or "supportdesk-qt-" in said[0]
    again = _said(
        "from supportdesk.lean_qt import use_prepared; use_prepared()\n"
        "import PySide6.QtCore, sys\n"
        "print(sys.modules['shibokensupport.signature.parser'].__cached__)"
    )
    assert "supportdesk-qt-" in again[0]
    assert again[0].endswith(".pyc")
