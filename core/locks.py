"""Locks on open files: one holder at a time, until it unlocks, closes the file, or ends.

A locked file is never deleted while another process may wait for it. On Linux the whole file is
locked (advisory); on Windows a locked byte cannot be read by others, so we lock one byte far behind
the end of the file.

We use the standard modules: portalocker imports the Redis client if installed (half a second at
each start), locks the first bytes of a file, and gives up after ten seconds.
"""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

BYTE = 2**30
"""The byte that is locked in place of the file on Windows."""
PAUSE = 0.05  # seconds between attempts if the system cannot wait

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
        """Windows locks from the current position of the file."""
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
    """Lock an open file. Raises BlockingIOError if it is locked, unless `wait`.

    Raises OSError if the file system has no locks.
    """
    _lock(file, wait)


def unlock(file: int) -> None:
    """Unlock a file before it is closed. Raises OSError."""
    _unlock(file)
