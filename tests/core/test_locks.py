"""One holder at a time, whoever asks and however the holder ends."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from core.files import lock_file
from core.locks import lock, unlock

HOLDS = """
import sys
from pathlib import Path
from core.files import lock_file
from core.locks import lock
held = lock_file(Path(sys.argv[1]))
lock(held.fileno(), wait=False)
print(flush=True)
sys.stdin.read()
"""


def test_another_is_kept_out_until_it_is_let_go(tmp_path: Path) -> None:
    with lock_file(tmp_path / "a") as one, lock_file(tmp_path / "a") as other:
        lock(one.fileno(), wait=False)
        with pytest.raises(BlockingIOError):
            lock(other.fileno(), wait=False)
        unlock(one.fileno())
        lock(other.fileno(), wait=False)
        with pytest.raises(BlockingIOError):
            lock(one.fileno(), wait=False)


def test_it_is_let_go_with_its_file(tmp_path: Path) -> None:
    with lock_file(tmp_path / "a") as other:
        with lock_file(tmp_path / "a") as one:
            lock(one.fileno(), wait=True)
        lock(other.fileno(), wait=False)


def test_who_waits_has_it_next(tmp_path: Path) -> None:
    """And before that has it not."""
    order = []
    with lock_file(tmp_path / "a") as one, lock_file(tmp_path / "a") as other:
        lock(one.fileno(), wait=False)
        asked = threading.Event()

        def wait() -> None:
            asked.set()
            lock(other.fileno(), wait=True)
            order.append("second")

        thread = threading.Thread(target=wait)
        thread.start()
        asked.wait()
        thread.join(timeout=0.2)
        order.append("first")
        unlock(one.fileno())
        thread.join()
    assert order == ["first", "second"]


def test_what_a_file_holds_is_read_and_written_where_it_stands(tmp_path: Path) -> None:
    """The lock moves nobody's place in the file, and none of its bytes is the lock's."""
    path = tmp_path / "a"
    path.write_bytes(b"abc")
    with lock_file(path) as one:
        os.lseek(one.fileno(), 1, os.SEEK_SET)
        lock(one.fileno(), wait=False)
        assert os.read(one.fileno(), 1) == b"b"
        os.write(one.fileno(), b"d")
        unlock(one.fileno())
        assert path.read_bytes() == b"abd"


def test_it_ends_with_its_holder(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with lock_file(path) as ours:
            with pytest.raises(BlockingIOError):
                lock(ours.fileno(), wait=False)
            holder.kill()
            holder.wait()
            lock(ours.fileno(), wait=False)
