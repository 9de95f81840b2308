"""What Qt for Python does at every start and this program has no use for, left out.

The program works without any of it: where something is not as expected, Qt starts as it always does.
"""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

_NOT_NEEDED = "shibokensupport/signature/lib/pyi_generator.py"  # writes stubs, for those who build PySide6


def use_prepared() -> None:
    """Let Qt for Python find its helpers compiled, where the set-up did that; call it before Qt is imported.

    They travel as source in an archive in its library and are compiled at each start, for a quarter of a bare
    window's time. Beside `shiboken6` it looks for them in a folder `files.dir` first; ours lies elsewhere, so
    that its own installation stays as it was.
    """
    if "shiboken6" not in sys.modules:
        sys.meta_path.insert(0, _Finder())


def forget_features() -> None:
    """Spare Qt the look into the source of each imported module, for `from __feature__ import ...`."""
    feature: Any = sys.modules.get("PySide6.support.feature")
    if feature is not None:
        feature._mod_uses_pyside = lambda _module: False  # noqa: SLF001 (no other way in)


def prepare() -> None:
    """Write the helpers beside PySide6, compiled (a step of the set-up)."""
    import compileall

    import PySide6.QtCore

    archive = getattr(sys.modules["shibokensupport"].__loader__, "zfile", None)
    if archive is None:
        return  # this Qt for Python keeps them as files already
    folder = _folder(Path(PySide6.__file__)) / "files.dir"
    archive.extractall(folder)
    (folder / _NOT_NEEDED).write_text('"""Not needed to run a program."""\n', encoding="utf-8")
    compileall.compile_dir(str(folder), quiet=1)


def _folder(init: Path) -> Path:
    """Where the helpers of the Qt for Python lie that is being imported: beside it, by its version."""
    version = getattr(sys.modules.get("PySide6"), "__version__", "unknown")
    return init.parent.parent / f"supportdesk-qt-{version}"


class _Finder:
    """Finds `shiboken6` once."""

    def find_spec(
        self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != "shiboken6":
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name)
        if spec is not None and spec.origin is not None and isinstance(spec.loader, SourceFileLoader):
            folder = _folder(Path(spec.origin))
            if folder.is_dir():
                spec.loader = _Loader(name, spec.origin, folder)
        return spec


class _Loader(SourceFileLoader):
    """Runs `shiboken6` as if it lay in another folder, which is where it looks for `files.dir`."""

    def __init__(self, name: str, path: str, folder: Path) -> None:
        super().__init__(name, path)
        self._folder = folder

    def exec_module(self, module: Any) -> None:
        file, module.__file__ = module.__file__, str(self._folder / "__init__.py")
        try:
            super().exec_module(module)
        finally:
            module.__file__ = file
