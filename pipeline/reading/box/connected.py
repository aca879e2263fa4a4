"""The worker's end that connects back to the caller; it gets files through its folder."""

import os
import shutil
import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path

from pipeline.reading.box.wire import Receiver

HOST = "127.0.0.1"
HANDED = "handed"
"""Name of the file, in the worker's folder, that belongs to the next order."""
TOKEN = 64  # characters


class Connected:
    """The worker's end; the caller's address comes on standard input."""

    def __init__(self) -> None:
        port, token = sys.stdin.buffer.readline().split()
        self.channel = socket.create_connection((HOST, int(port)))
        self.channel.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.channel.sendall(token)
        self.letters = Receiver(self.channel)

    def stay_with_caller(self) -> None:
        """End this process when the caller ends; only standard input shows that."""
        threading.Thread(target=_wait_for_the_end, name="caller", daemon=True).start()

    def came(self, scratch: Path) -> bool:
        """Whether a file came with the last order."""
        return (scratch / HANDED).exists()

    def keep(self, path: Path) -> None:
        """Move the file to the path and delete others in its folder, unless a library has them
        open.
        """
        for old in path.parent.iterdir():
            if old.name == HANDED:
                continue
            if old.is_dir() and not old.is_symlink():
                shutil.rmtree(old, ignore_errors=True)
            else:
                with suppress(PermissionError):
                    old.unlink()
        (path.parent / HANDED).rename(path)


def _wait_for_the_end() -> None:
    with suppress(OSError):
        while os.read(sys.stdin.fileno(), 1):  # skip Python's normal exit, which waits for threads
            pass
    os._exit(1)
