"""Locks of open files: one holder at a time, until it lets go, closes the file, or ends.

A file that is locked is never deleted while somebody may wait for it. Linux's own locks are of the
whole file and bind only who asks; Windows' are of bytes that nobody else may then read, so that one
byte is taken far behind all that a file of ours holds.

Of the system's own modules: portalocker imports the client of Redis wherever it is installed (half
a second at each start), locks the bytes that a file begins with, and gives up after ten seconds.
"""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

BYTE = 2**30
"""The byte that stands for the file, on Windows."""
PAUSE = 0.05  # seconds between two tries, where the system does not wait for us

if sys.platform == "win32":
    import msvcrt

    def _lock(file: int, wait: bool) -> None:
        while not _taken(file):
            if not wait:
                raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
            time.sleep(PAUSE)

    def _taken(file: int) -> bool:
        try:
            with _at_the_byte(file):
                msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EDEADLOCK):
                raise
            return False
        return True

    def _unlock(file: int) -> None:
        with _at_the_byte(file):
            msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

    @contextmanager
    def _at_the_byte(file: int) -> Iterator[None]:
        """What is locked there is counted from where the file stands."""
        before = os.lseek(file, 0, os.SEEK_CUR)
        os.lseek(file, BYTE, os.SEEK_SET)
        try:
            yield
        finally:
            os.lseek(file, before, os.SEEK_SET)

else:
    import fcntl

    def _lock(file: int, wait: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))

    def _unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


def lock(file: int, *, wait: bool) -> None:
    """Hold an open file. Raises BlockingIOError where another does, unless it is waited for.

    OSError where the file system has no locks.
    """
    _lock(file, wait)


def unlock(file: int) -> None:
    """Let it go before it is closed. Raises OSError."""
    _unlock(file)
