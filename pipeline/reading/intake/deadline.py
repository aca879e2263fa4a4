"""A limit of processor time inside a worker, for libraries that may take minutes on a bad file.

Wall time is not used, because a busy machine must give the same result for the same file.
"""

import ctypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

STEP = 0.1  # seconds of wall time between two checks


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raises TimeoutError in the block, every second after the limit, as it may be swallowed.

    It uses a thread, not a signal: OpenVINO leaves threads with a signal stack that is too small or
    freed, and a signal then kills the process (OpenVINO 2026.4, AMX).
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
        finally:  # may itself be interrupted, but only once per second
            over.set()
    finally:
        over.set()
        reminder.join()
        raise_in(within, None)
