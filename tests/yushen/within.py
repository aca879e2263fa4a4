"""A command within this process, which has the modules loaded: as the program, without its start.

For what is typed after a real start of the same command, or beside what a test is about.
"""

import io
import os
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from core.files import keep_private
from core.limits import use_limits
from yushen.__main__ import main


def within(
    typed: tuple[str, ...], place: Path, environment: Mapping[str, str]
) -> "subprocess.CompletedProcess[str]":
    """Run in that folder, with that environment alone."""
    kept = [io.BytesIO(), io.BytesIO()]
    out, err = (io.TextIOWrapper(one, "utf-8", write_through=True) for one in kept)
    usual, umask = tempfile.tempdir, os.umask(0o077)
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ.keys() - environment.keys():
            patch.delenv(name)
        for name, text in environment.items():
            patch.setenv(name, text)
        patch.chdir(place)
        use_limits(None)
        try:
            keep_private()
            with redirect_stdout(out), redirect_stderr(err):
                code = main(typed)
        finally:
            os.umask(umask)
            tempfile.tempdir = usual
            use_limits(None)
    said, told = (one.getvalue().decode() for one in kept)
    return subprocess.CompletedProcess(typed, code, said, told)
