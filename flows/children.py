"""Processes that a run has started beside itself."""

import subprocess


def end(process: "subprocess.Popen[bytes]", patience: float) -> None:
    """Ask it to end; kill it where it has not ended after so many seconds."""
    process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
