"""An S3 of our own, as a process, and a door before it that can be shut in several ways."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

from deploy.ports import free_port

NOWHERE = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
           "AWS_EC2_METADATA_DISABLED": "true", "AWS_DEFAULT_REGION": "us-east-1"}  # fmt: skip
"""So that nothing is asked for keys but the environment."""
KEYS = {**NOWHERE, "AWS_ACCESS_KEY_ID": "tester", "AWS_SECRET_ACCESS_KEY": "secret-of-tests"}
Way = Literal["open", "hang", "drop", "503", "slow"]
BUSY = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n"
    b"Retry-After: 1\r\n\r\n"
)
SLOW = 0.02  # seconds that each piece takes


class Door:
    """Passes connections on to a port, or does not."""

    def __init__(self, to: int) -> None:
        self.way: Way = "open"
        self.met = 0
        """How many pieces came to it while it was shut."""
        self._to = to
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    @contextmanager
    def shut(self, way: Way) -> Iterator[None]:
        self.way = way
        try:
            yield
        finally:
            self.way = "open"

    def _serve(self) -> None:
        while True:
            inside, _ = self._listening.accept()
            threading.Thread(target=self._pass_on, args=(inside,), daemon=True).start()

    def _pass_on(self, inside: socket.socket) -> None:
        with inside, socket.create_connection(("127.0.0.1", self._to)) as outside:
            back = threading.Thread(target=self._pump, args=(outside, inside), daemon=True)
            back.start()
            self._pump(inside, outside)
            back.join()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(2**16):
                if self.way == "slow":
                    time.sleep(SLOW)
                if self.way in ("hang", "drop", "503"):
                    self.met += 1
                while self.way == "hang":
                    time.sleep(0.05)
                if self.way == "drop":
                    break
                if self.way == "503":
                    source.sendall(BUSY)
                    break
                target.sendall(data)
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


@contextmanager
def s3() -> Iterator[int]:
    """The port of a server that speaks S3."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 120
        while True:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            assert server.poll() is None and time.monotonic() < end
            time.sleep(0.05)
        yield port
    finally:
        server.kill()
        server.wait()


def reached_by(port: int) -> dict[str, str]:
    """The environment of a program that is to reach it."""
    return {**KEYS, "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{port}"}
