#!/bin/sh
# apt.sh PURPOSE PACKAGE...: install Debian packages if permitted, otherwise say what to do.
set -eu
purpose=$1
shift

as_root=
if [ "$(id -u)" -ne 0 ]; then
    if sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        as_root=none
    fi
fi

if [ "$as_root" = none ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "缺少 ${purpose}。请先安装后重试 / Missing: ${purpose}. Please install it and run again:" >&2
    echo "    sudo apt-get install $*        (Debian, Ubuntu)" >&2
    exit 3
fi

echo "安装 / installing: $*" >&2
export DEBIAN_FRONTEND=noninteractive
if ! $as_root apt-get install -y -q --no-install-recommends "$@" >/dev/null 2>&1; then
    $as_root apt-get update -q >/dev/null
    $as_root apt-get install -y -q --no-install-recommends "$@" >/dev/null
fi
