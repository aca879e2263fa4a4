"""Claims: a locked file shows who works on what; the system unlocks it when its holder ends.

So several runs share the packets of an inbox, and claims of a killed run are free at once.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Protocol

from core.files import open_own, private_folder
from pipeline.unattended.journal import lock

PAUSE = 0.2  # seconds between two tries


class Holds(Protocol):
    """Claims on work, shared by several runs."""

    def held(self, name: str, *, wait: bool) -> AbstractContextManager[bool]:
        """Whether we have the claim; with `wait`, waits until nobody else has it."""


class Claims:
    """A folder of locked files, one for each claim."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError if the folder cannot be made."""
        self._folder = folder
        private_folder(folder)

    @contextmanager
    def held(self, name: str, *, wait: bool) -> Iterator[bool]:
        """Whether we have the claim; with `wait`, waits until nobody else has it.

        Raises OSError if the folder cannot be written.
        """
        path = self._folder / name
        file = _taken(path)
        while file is None and wait:
            time.sleep(PAUSE)
            file = _taken(path)
        if file is None:
            yield False
            return
        try:
            yield True
        finally:
            with suppress(OSError):  # while still locked, so no run has claimed it yet
                path.unlink()
            os.close(file)
            if sys.platform == "win32":  # Windows deletes no file that is open, even by us
                with suppress(OSError):
                    path.unlink()


def _taken(path: Path) -> int | None:
    """The open, locked file; None if another run has it."""
    file = open_own(path)
    try:
        lock(file)
        if os.fstat(file).st_ino == path.stat().st_ino:
            return file
    except (BlockingIOError, FileNotFoundError):  # the previous holder has removed it
        pass
    except BaseException:
        os.close(file)
        raise
    os.close(file)
    return None
