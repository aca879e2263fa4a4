"""A worker that a stranger has taken over: it tries what it may not do, and says how it went.

Started as `python -m tests.pipeline.reading.box.intruder SOCKET`, within all the walls.
"""

import _thread
import ctypes
import os
import resource
import socket
import subprocess
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.reading import ocr
from pipeline.reading.box import worker
from pipeline.reading.ocr.engine import Image, LineReading, UsualLetters, even

Attempt = Callable[[Path], object]
ATTEMPTS: dict[str, Attempt] = {}
"""Each raises where it is refused; its argument is a folder of others with a file in it."""
FILE, LEFT = "secret", "left"


def attempt(act: Attempt) -> Attempt:
    ATTEMPTS[act.__name__] = act
    return act


@attempt
def read_a_file_of_others(others: Path) -> object:
    return (others / FILE).read_text("utf-8")


@attempt
def read_the_passwords(others: Path) -> object:
    return Path("/etc/passwd").read_text("utf-8")


@attempt
def list_a_folder_of_others(others: Path) -> object:
    return list(others.iterdir())


@attempt
def write_outside_its_folder(others: Path) -> object:
    return (others / LEFT).write_text("x", "utf-8")


@attempt
def write_into_our_code(others: Path) -> object:
    return Path(worker.__file__).with_name(LEFT).write_text("x", "utf-8")


@attempt
def remove_a_file_of_others(others: Path) -> object:
    return (others / FILE).unlink()


@attempt
def read_the_environment_of_its_caller(others: Path) -> object:
    return Path(f"/proc/{os.getppid()}/environ").read_bytes()


@attempt
def find_a_password_in_its_own(others: Path) -> object:
    return os.environ["YUSHEN_DATABASE"]


@attempt
def open_a_socket(others: Path) -> object:
    return socket.socket(socket.AF_INET, socket.SOCK_STREAM)


@attempt
def open_a_local_socket(others: Path) -> object:
    return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)


@attempt
def look_up_a_name(others: Path) -> object:
    return socket.getaddrinfo("example.org", 80)


@attempt
def start_a_shell(others: Path) -> object:
    return subprocess.run(["/bin/sh", "-c", "true"], check=True)


@attempt
def start_what_it_wrote(others: Path) -> object:
    program = Path("program")
    program.write_bytes(Path("/usr/lib/os-release").read_bytes())
    program.chmod(0o700)
    return subprocess.run([program.resolve()], check=True)


@attempt
def end_its_caller(others: Path) -> object:
    return os.kill(os.getppid(), 0)  # as good as any signal


@attempt
def trace_its_caller(others: Path) -> object:
    return _call("ptrace", 0x4206, os.getppid(), 0, 0)  # PTRACE_SEIZE


@attempt
def read_the_memory_of_its_caller(others: Path) -> object:
    return Path(f"/proc/{os.getppid()}/mem").open("rb")


@attempt
def give_itself_more_processor_time(others: Path) -> object:
    return resource.setrlimit(resource.RLIMIT_CPU, (resource.RLIM_INFINITY,) * 2)


@attempt
def give_itself_more_memory(others: Path) -> object:
    return resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY,) * 2)


@attempt
def outlive_its_caller(others: Path) -> object:
    return _call("prctl", 1, 0, 0, 0, 0)  # PR_SET_PDEATHSIG


@attempt
def make_a_namespace(others: Path) -> object:
    return _call("unshare", 0x10000000)


@attempt
def mount_something(others: Path) -> object:
    return _call("mount", b"none", b".", b"tmpfs", 0, None)


@attempt
def share_memory_with_others(others: Path) -> object:
    return _call("shmget", 0, 4096, 0o1600)


@attempt
def fill_the_disk(others: Path) -> object:
    with Path("large").open("wb") as file:
        file.truncate(2**40)


@attempt
def open_files_without_end(others: Path) -> object:
    taken: list[int] = []
    try:
        while len(taken) < 2000:
            taken.append(os.open(os.devnull, os.O_RDONLY))
    finally:
        for file in taken:
            os.close(file)
    return taken


@attempt
def start_threads_without_end(others: Path) -> object:
    """`Thread.start` would wait without end for a thread that has no memory to begin in."""
    stop = threading.Event()
    try:
        for _ in range(2000):
            _thread.start_new_thread(stop.wait, ())
    finally:
        stop.set()


def _call(name: str, *arguments: object) -> int:
    library = ctypes.CDLL(None, use_errno=True)
    result = int(getattr(library, name)(*arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), name)
    return result


class Intruder:
    """Its fit of a word is 1 where the attempt of that name worked; the first word is a folder."""

    name = mark = "intruder"

    def probe(self) -> None: ...

    def detect(self, image: Image, scale: float | None = None) -> list[NDArray[np.float32]]:
        return []

    def recognise(self, lines: Sequence[Image]) -> list[LineReading]:
        return [even("", 0.0) for _ in lines]

    def fit(
        self,
        lines: Sequence[Image],
        words: Sequence[str],
        besides: str | None = None,
        usual: UsualLetters | None = None,
    ) -> list[float]:
        folder, *names = words
        return [0.0, *(float(_works(ATTEMPTS[name], Path(folder))) for name in names)]


def _works(act: Attempt, others: Path) -> bool:
    try:
        act(others)
    except Exception:  # of any kind: it did not work
        return False
    return True


def main() -> None:
    """As the real worker's, with the intruder for an engine."""
    ocr.ENGINES["intruder"] = Intruder
    worker.main()


if __name__ == "__main__":
    main()
