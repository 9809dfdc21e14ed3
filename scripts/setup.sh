#!/bin/sh
# Make .venv from uv.lock. Needs Python 3.11 or newer with venv; says which Debian package to install where it lacks.
# Usage: setup.sh [run|dev]   run: what the service needs (default); dev: that and the tools of the tests.
set -eu
cd "$(dirname "$0")/.."

for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
    if [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "${python:-}" ]; then
    echo "Balss needs Python 3.11 or newer, and found none. On Debian or Ubuntu: apt install python3 python3-venv" >&2
    exit 1
fi

if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "This Python has no venv module. On Debian or Ubuntu: apt install python$version-venv" >&2
    exit 1
fi

# uv itself comes from PyPI, in the version that the lock file names.
uv_version=$(sed -n '/^name = "uv"$/{n;s/version = "\(.*\)"/\1/p;}' uv.lock)
if [ ! -x .venv/bin/uv ]; then
    echo "Making the environment in .venv; this happens once and takes about a minute."
    "$python" -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$uv_version"
fi

# Behind a proxy with a certificate authority of its own, only the system's certificates know it.
sync() {
    .venv/bin/uv sync --quiet --frozen "$@" 2>/dev/null || .venv/bin/uv sync --quiet --frozen --system-certs "$@"
}

case "${1:-run}" in
    dev) sync ;;
    *) sync --no-dev --inexact ;;
esac
touch ".venv/.ready-${1:-run}"
