#!/bin/sh
# second.sh FOLDER PYTHON LOCK: make an environment of the lock with a Python other than PYTHON,
# for tests/test_second_python.py. If this machine has no other Python, or a package is not
# available for it, the script says so and leaves no environment: the tests are then skipped.
set -eu
folder=$1
first=$2
lock=$3

is_another() {
    "$1" -c 'import ensurepip, sys, venv
sys.exit(sys.version_info < (3, 11) or "%d.%d" % sys.version_info[:2] == sys.argv[1])' "$own" >/dev/null 2>&1
}

own=$("$first" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
mark=$(cksum <"$lock")
[ "$(cat "$folder/.lock" 2>/dev/null)" = "$mark" ] && exit 0
rm -rf "$folder"

python=
for candidate in ${SECOND_PYTHON:-} python3.13 python3.12 python3.11 \
    "$HOME"/.pyenv/versions/3.13.*/bin/python3 "$HOME"/.pyenv/versions/3.12.*/bin/python3 \
    "$HOME"/.pyenv/versions/3.11.*/bin/python3; do
    if is_another "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "未找到第二个 Python（3.11 至 3.13），相应测试跳过 / no second Python (3.11 to 3.13), its tests are skipped" >&2
    exit 0
fi

echo "第二个 Python / second Python: $("$python" -V)" >&2
if ! { "$python" -m venv "$folder" && "$folder/bin/python" -m pip --disable-pip-version-check \
    --no-input install -q --no-deps --require-hashes -r "$lock"; }; then
    rm -rf "$folder"
    echo "第二个 Python 的软件包无法安装，相应测试跳过 / its packages cannot be installed, its tests are skipped" >&2
    exit 0
fi
echo "$mark" >"$folder/.lock"
