"""Debian's Chromium, for tests that drive a browser."""

import shutil
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def need_chromium() -> str:
    """Where it is. Its absence is a failure that says what to do."""
    if not Path(CHROMIUM).is_file():
        pytest.fail("Chromium is not installed: `make test` does it, or apt-get install chromium")
    return CHROMIUM
