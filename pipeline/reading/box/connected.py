"""A worker's end where it connects back: a file lies in its folder before the order comes."""

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
"""The name in a worker's folder of the file that goes with the next order."""
TOKEN = 64  # characters


class Connected:
    """The end of a worker that was told on its standard input where its caller listens."""

    def __init__(self) -> None:
        port, token = sys.stdin.buffer.readline().split()
        self.channel = socket.create_connection((HOST, int(port)))
        self.channel.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.channel.sendall(token)
        self.letters = Receiver(self.channel)

    def stay_with_caller(self) -> None:
        """End this process when the caller's ends, which nothing but its input then tells."""
        threading.Thread(target=_wait_for_the_end, name="caller", daemon=True).start()

    def came(self, scratch: Path) -> bool:
        """Whether a file came with the last order."""
        return (scratch / HANDED).exists()

    def keep(self, path: Path) -> None:
        """Put it at the path; others in its folder go, where no library still has them open."""
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
        while os.read(sys.stdin.fileno(), 1):  # not through what the end of Python waits for
            pass
    os._exit(1)
