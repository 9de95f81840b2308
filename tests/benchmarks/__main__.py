"""`python -m tests.benchmarks [NAME ...] [--rounds N]` prints tables; the names are those of ALL."""

from __future__ import annotations

import argparse
import shutil
from importlib import import_module
from pathlib import Path
from uuid import uuid4

ALL = ("start", "unlock", "data", "pages", "map", "plan", "help", "search", "backup", "imports")


def main() -> None:
    """Run the named benchmarks, or all of them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    folder = Path.home() / f".supportdesk-benchmark-{uuid4().hex[:8]}"
    folder.mkdir(mode=0o700)
    try:
        for name in options.names or ALL:
            import_module(f"tests.benchmarks.{ {'data': 'speed_data'}.get(name, name) }").run(
                options.rounds, folder
            )
            print()
    finally:
        shutil.rmtree(folder)


main()
