"""Temporary files of this process: below the state folder, never in the system's temporary folder.

Each process has one folder there and holds its lock while it runs. A starting process deletes the
folders of killed processes; those of running ones are not touched.
"""

import atexit
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from core.errors import InputError
from core.files import FOLDER, lock_file, private_folder
from core.folders import STATE_VARIABLE, state_folder
from core.locks import lock

NAME, LOCK = "work", ".lock"


@dataclass(frozen=True)
class _HeldFolder:
    """The folder of a process, and its lock."""

    folder: Path
    lock: BinaryIO
    process: int


_held: list[_HeldFolder] = []


def work_folder() -> Path:
    """The folder of this process, created on first use and deleted at the end.

    Raises InputError if the state folder is not writable.
    """
    above = state_folder() / NAME
    for ours in _held:
        if (ours.process, ours.folder.parent) == (os.getpid(), above) and ours.folder.is_dir():
            return ours.folder
    try:
        private_folder(above).chmod(FOLDER)
        with _door(above):
            _sweep(above)
            folder = private_folder(above / secrets.token_hex(8))
            held = lock_file(folder / LOCK)
            lock(held.fileno(), wait=False)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(
            "state",
            f"无法写入 {above}（{reason}），请用 {STATE_VARIABLE} 指定可写的文件夹",
            f"cannot be written; name another folder by {STATE_VARIABLE}",
        ) from error
    if not _held:
        atexit.register(leave)
    _held.append(_HeldFolder(folder, held, os.getpid()))
    return folder


def new_folder() -> Path:
    """A new folder in it. Raises InputError."""
    return Path(tempfile.mkdtemp(prefix="", dir=work_folder()))


def keep_temporary() -> None:
    """Make libraries and child processes put temporary files into this folder, too.

    Raises InputError.
    """
    folder = private_folder(work_folder() / "tmp")
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)


def sweep() -> None:
    """Delete the folders of killed processes, as far as possible."""
    above = state_folder() / NAME
    if above.is_dir():
        with suppress(OSError), _door(above):
            _sweep(above)


def leave() -> None:
    """Delete this process's folder; not in a forked child, which does not own it."""
    for held in [one for one in _held if one.process == os.getpid()]:
        shutil.rmtree(held.folder, ignore_errors=True)
        held.lock.close()
        shutil.rmtree(held.folder, ignore_errors=True)  # Windows deletes no file that is open
        _held.remove(held)
        if tempfile.tempdir == str(held.folder / "tmp"):
            tempfile.tempdir = None
            os.environ.pop("TMPDIR", None)


@contextmanager
def _door(above: Path) -> Iterator[None]:
    """A global lock for creating and sweeping, so that no new folder is seen without its lock."""
    with lock_file(above / LOCK) as door:
        lock(door.fileno(), wait=True)
        yield


def _sweep(above: Path) -> None:
    for folder in above.iterdir():
        if folder.is_dir():
            with alone_in(folder) as alone:
                if alone:
                    shutil.rmtree(folder, ignore_errors=True)
            if alone:  # Windows deletes no file that is open
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def alone_in(folder: Path) -> Iterator[bool]:
    """Whether no running process holds the folder's lock; it is held by us meanwhile."""
    with ExitStack() as held:
        try:
            lock(held.enter_context(lock_file(folder / LOCK)).fileno(), wait=False)
        except OSError:  # belongs to another user, or cannot be determined
            yield False
            return
        yield True
