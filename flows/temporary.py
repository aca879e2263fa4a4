"""A Prefect server for one run, if the environment names none; it never outlives the run.

Prefect's own short-lived server runs for ever if the run is killed. We start this one as `python -m
flows.temporary CALLER`, and it checks that its caller is still running.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from flows.children import POLL_SECONDS, exit_with_parent, stop_process

ADDRESS = "PREFECT_API_URL"
START_TIMEOUT = 180.0  # seconds for its first start: it creates its tables
STOP_TIMEOUT = 5.0  # seconds for it to end
RECONNECTIONS = 3  # tries of an event's connection; between further ones Prefect waits a second
APPLICATION = "prefect.server.api.server:create_app"


@contextmanager
def server() -> Iterator[bool]:
    """Provides Prefect with a server while the context is open: the one named in the environment,
    or a temporary one. Gives whether it is temporary.

    Raises OSError or TimeoutError if none starts.
    """
    if ADDRESS in os.environ:
        yield False
        return
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", __name__, str(os.getpid())],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        cwd=os.environ["PREFECT_HOME"],
        env={**os.environ, "PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"},
    )  # fmt: skip
    try:
        port = int(process.stdout.readline() or 0) if process.stdout is not None else 0
        if not port:
            raise OSError("no server")
        address = f"http://127.0.0.1:{port}/api"
        _wait(process, f"{address}/health")
        with _named(address):
            yield True
    finally:
        stop_process(process, STOP_TIMEOUT)


@contextmanager
def _named(address: str) -> Iterator[None]:
    """Set Prefect's address: in the environment until it is imported, then in its settings."""
    if "prefect" in sys.modules:
        from prefect.settings import PREFECT_API_URL, temporary_settings

        with temporary_settings({PREFECT_API_URL: address}):
            yield
        return
    os.environ[ADDRESS] = address
    try:
        yield
    finally:
        del os.environ[ADDRESS]


def give_up_soon() -> None:
    """Lets Prefect drop what it cannot tell a server that is gone.

    Each event waits seconds for it otherwise, so a program whose server was killed, or that is
    stopped itself, would hang for minutes at its end. Not for a named server: it may come back.
    """
    from prefect.events.clients import PrefectEventsClient
    from prefect.events.worker import EventsWorker

    EventsWorker.set_client_override(PrefectEventsClient, reconnection_attempts=RECONNECTIONS)


def _wait(process: "subprocess.Popen[bytes]", address: str) -> None:
    until = time.monotonic() + START_TIMEOUT
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=START_TIMEOUT):
                return
        except OSError:
            time.sleep(POLL_SECONDS)
    raise TimeoutError("no server")


def serve(caller: int) -> None:
    """Serve until it is stopped, or its caller is gone."""
    import uvicorn

    exit_with_parent(caller)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(listening.getsockname()[1], flush=True)
        config = uvicorn.Config(APPLICATION, factory=True, log_level="error", lifespan="on")
        uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    serve(int(sys.argv[1]))
