#!/bin/sh
# install.sh [FOLDER]: yushen into FOLDER (./yushen), from the files in this archive; no network is needed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-yushen}
python=
for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
    if "$candidate" -c 'import sys, venv, ensurepip; sys.exit("%d.%d" % sys.version_info[:2] != "@PYTHON@")' >/dev/null 2>&1; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "需要 Python @PYTHON@（含 venv）；可用 PYTHON=/路径/python3 指定 / needs Python @PYTHON@ with venv (or set PYTHON)" >&2
    exit 3
fi
"$python" -m venv "$folder"
"$folder/bin/python" -m pip --disable-pip-version-check install -q --no-index --no-deps --require-hashes \
    --find-links "$here/wheels" -r "$here/requirements.txt"
"$folder/bin/yushen" doctor || true
echo "已安装 / installed: $folder/bin/yushen"
