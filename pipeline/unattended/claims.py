"""Who works at what: a claim is a locked file, and the system lets it go when its holder ends.

So several runs share the packets of an inbox, and what a killed one held is free at once.
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
    """Who works at what, among several runs."""

    def held(self, name: str, *, wait: bool) -> AbstractContextManager[bool]:
        """Whether it is ours; with `wait` it is, as soon as nobody else holds it."""


class Claims:
    """A folder of locked files, one for each thing that is worked at."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError where the folder cannot be made."""
        self._folder = folder
        private_folder(folder)

    @contextmanager
    def held(self, name: str, *, wait: bool) -> Iterator[bool]:
        """Whether it is ours; with `wait` it is, as soon as nobody else holds it.

        Raises OSError where the folder cannot be written.
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
            with suppress(OSError):  # while it is locked, so that nobody else holds it by now
                path.unlink()
            os.close(file)
            if sys.platform == "win32":  # it deletes none that anybody has open, ourselves included
                with suppress(OSError):
                    path.unlink()


def _taken(path: Path) -> int | None:
    """The open, locked file; None where another has it."""
    file = open_own(path)
    try:
        lock(file)
        if os.fstat(file).st_ino == path.stat().st_ino:
            return file
    except (BlockingIOError, FileNotFoundError):  # the one before us has removed it
        pass
    except BaseException:
        os.close(file)
        raise
    os.close(file)
    return None
