"""Woken by what happens, and by time where nothing is told."""

import threading
from pathlib import Path

from pipeline.unattended.watch.wake import Waker

LONG = 600.0


def test_a_new_file_wakes(tmp_path: Path) -> None:
    waiting = threading.Thread(target=Waker(tmp_path).wait, args=(LONG,), daemon=True)
    waiting.start()
    for number in range(600):  # until it is seen: a watch takes a moment to begin
        (tmp_path / f"{number}.pdf").touch()
        waiting.join(0.1)
        if not waiting.is_alive():
            break
    assert not waiting.is_alive()


def test_a_folder_that_is_not_there_is_waited_for(tmp_path: Path) -> None:
    waker = Waker(tmp_path / "gone")
    waker.wait(0.3)
    waker.wait(0.3)
    assert waker._events is None


def test_time_is_enough(tmp_path: Path) -> None:
    Waker(tmp_path).wait(0.05)
