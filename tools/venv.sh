#!/bin/sh
# venv.sh FOLDER: make a virtual environment with the first Python of 3.11 or later.
set -eu
folder=$1
here=$(dirname "$0")

fits() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

python=
for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
    if fits "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "需要 Python 3.11 或更新版本；可用 PYTHON=/路径/python3 指定 / needs Python 3.11 or later (or set PYTHON)" >&2
    exit 3
fi

# Debian keeps venv and ensurepip out of its python3 package.
if ! "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    sh "$here/apt.sh" "Python venv" "python$version-venv"
fi
"$python" -m venv --clear "$folder"
