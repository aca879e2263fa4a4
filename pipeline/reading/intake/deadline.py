"""A limit of processor time within a worker, for libraries that may take minutes on a strange file.

Not by the clock: on a busy machine the same file must be told the same.
"""

import ctypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

STEP = 0.1  # seconds by the clock between two looks at what was used


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raises TimeoutError within, each second after the time is up, for it may be swallowed.

    By a thread, not by a signal: OpenVINO leaves threads a signal stack that is too small or
    no longer there, and a signal then kills the process (OpenVINO 2026.4, AMX).
    """
    within = ctypes.c_ulong(threading.get_ident())
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    over = threading.Event()

    def remind() -> None:
        end = time.process_time() + seconds
        wait = min(STEP, seconds)
        while not over.wait(wait):
            if time.process_time() >= end:
                raise_in(within, ctypes.py_object(TimeoutError))
                wait = 1.0

    reminder = threading.Thread(target=remind, name="deadline", daemon=True)
    reminder.start()
    try:
        try:
            yield
        finally:  # may itself be cut short, within a second only once
            over.set()
    finally:
        over.set()
        reminder.join()
        raise_in(within, None)
