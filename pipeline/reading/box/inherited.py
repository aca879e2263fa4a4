"""The worker's end on Linux: a socket inherited at the start, which also passes open files."""

import os
import shutil
import socket
import sys
from pathlib import Path

from pipeline.reading.box.wire import Receiver

assert sys.platform == "linux"

PIECE = 16 * 2**20  # bytes copied at once


class Inherited:
    """The worker's end; the number of its descriptor is given at the start."""

    def __init__(self, descriptor: int) -> None:
        self.channel = socket.socket(fileno=descriptor)
        self.letters = Receiver(self.channel, files=True)
        self._file: int | None = None

    def stay_with_caller(self) -> None:
        """Nothing to do: one of the walls ends this process."""

    def came(self, scratch: Path) -> bool:
        """Whether a file came with the last order."""
        self._file = self.letters.file()
        return self._file is not None

    def keep(self, path: Path) -> None:
        """Copy the file to the path and delete all others in its folder."""
        assert self._file is not None
        for old in path.parent.iterdir():
            if old.is_dir() and not old.is_symlink():
                shutil.rmtree(old, ignore_errors=True)
            else:
                old.unlink()
        try:
            with path.open("wb") as copy:
                while os.sendfile(copy.fileno(), self._file, None, PIECE):
                    pass
        finally:
            os.close(self._file)
