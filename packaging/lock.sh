#!/usr/bin/env bash
# Makes the four lock files again from pyproject.toml. Give --upgrade to take newer versions as well.
# Needs uv: packaging/start.py leaves one in .tools/bin. No address of any registry is written to the files.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH="$PWD/.tools/bin:$PATH"

lock() { # lock OUT ARGUMENTS...: every package with its version and the hashes of its files
    local out=$1
    shift
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
        --custom-compile-command packaging/lock.sh --output-file "packaging/$out" "$@"
}

# The app's lock is drawn from the developers' one, so that both always name the same versions.
lock requirements-dev.lock pyproject.toml --extra dev --group build "$@"
lock requirements.lock pyproject.toml --group build --constraint packaging/requirements-dev.lock
lock requirements-uv.lock packaging/requirements-uv.in "$@"
lock requirements-package.lock packaging/requirements-package.in --constraint packaging/requirements-dev.lock "$@"
