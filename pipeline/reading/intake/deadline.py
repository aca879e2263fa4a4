"""A time limit within a worker, for libraries that may take minutes on a strange file."""

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raises TimeoutError within, once a second after the time is up, for it may be swallowed.

    By a thread, not by a signal: OpenVINO leaves threads a signal stack that is too small or
    no longer there, and a signal then kills the process (OpenVINO 2026.4, AMX).
    """
    within = ctypes.c_ulong(threading.get_ident())
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    over = threading.Event()

    def remind() -> None:
        wait = seconds
        while not over.wait(wait):
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
