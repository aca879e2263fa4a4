"""Child processes of a run."""

import os
import subprocess
import time
from threading import Thread

POLL_SECONDS = 0.5  # seconds between two checks


def stop_process(process: "subprocess.Popen[bytes]", patience: float) -> None:
    """Ask it to end; kill it if it has not ended after `patience` seconds."""
    process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def exit_with_parent(caller: int) -> None:
    """In a child: exit at once when the caller is gone, even if it was killed."""

    def look() -> None:
        while os.getppid() == caller:
            time.sleep(POLL_SECONDS)
        os._exit(0)

    Thread(target=look, daemon=True).start()
