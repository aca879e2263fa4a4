"""Processes that a run has started beside itself."""

import os
import subprocess
import time
from threading import Thread

POLL_SECONDS = 0.5  # seconds between two looks


def stop_process(process: "subprocess.Popen[bytes]", patience: float) -> None:
    """Ask it to end; kill it where it has not ended after so many seconds."""
    process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def exit_with_parent(caller: int) -> None:
    """Of a child: end at once, also where the caller was killed, when it is gone."""

    def look() -> None:
        while os.getppid() == caller:
            time.sleep(POLL_SECONDS)
        os._exit(0)

    Thread(target=look, daemon=True).start()
