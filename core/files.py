"""Files and folders of ours: their owner's alone, and never seen half written.

What lies in OUT may be read by one group more, where an office names it (YUSHEN_SHARE_GROUP).

On Windows rights go by folder, not by file: what lies below a user's profile is that user's and the
administrators' alone, elsewhere it is open to whom the folder above is open to.
"""

import errno
import hashlib
import os
import secrets
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from core.errors import InputError

DISK_FULL_ERRORS = (
    errno.ENOSPC,
    errno.EDQUOT,
)  # what a disk says that has no room left, or none for us
GROUP_VARIABLE = "YUSHEN_SHARE_GROUP"
FILE, FOLDER = 0o600, 0o700
GROUP_FILE, GROUP_FOLDER = 0o640, 0o750
NOT_OURS = 0o077
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)  # seconds between tries to put a file in place


def keep_private() -> None:
    """Whatever this process, its libraries and its children make from now on is its owner's."""
    os.umask(NOT_OURS)


def private_folder(path: Path) -> Path:
    """The folder, made for its owner alone with those above it that are missing. Raises OSError.

    One that is there stays as it is.
    """
    _make(path)
    return path


def result_folder(path: Path) -> Path:
    """The same in OUT: those that are made are open to the group that results are shared with.

    Raises OSError, and InputError for a group that nothing can be shared with.
    """
    group = shared_group()
    for made in _make(path):
        if group is not None:
            _share(made, group, GROUP_FOLDER)
    return path


def packet_folder(path: Path) -> Path:
    """A packet's own folder in OUT: closed to all others also where it was there.

    Raises as `result_folder` does.
    """
    result_folder(path)
    if (group := shared_group()) is not None:
        _share(path, group, GROUP_FOLDER)
    elif sys.platform != "win32" and path.stat().st_uid == os.geteuid():
        path.chmod(FOLDER)
    return path


def shared_group() -> int | None:
    """The group that may read results. Raises InputError for one that is not there."""
    name = os.environ.get(GROUP_VARIABLE)
    if not name:
        return None
    if sys.platform == "win32":
        raise InputError(
            "share_group",
            f"Windows 上不能用 {GROUP_VARIABLE}，请在结果文件夹的属性中设置共享权限",
            "not on Windows: share the folder of the results by its own rights",
        )
    import grp

    try:
        return grp.getgrnam(name).gr_gid
    except KeyError:
        raise InputError(
            "share_group", f"没有用户组 {name}，请检查 {GROUP_VARIABLE}", "no such group of users"
        ) from None


def new_file(path: Path) -> BinaryIO:
    """A file of its owner's to write; FileExistsError where there is one of that name."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE), "wb")


def lock_file(path: Path) -> BinaryIO:
    """A file of its owner's to lock, made where there is none."""
    return os.fdopen(open_own(path), "r+b")


def open_own(path: Path) -> int:
    """The same as a descriptor: its bytes are as they are written, also on Windows."""
    return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), FILE)


def write_result(path: Path, content: bytes) -> None:
    """Write a result: beside its place, forced to the disk, then renamed into place.

    Raises InputError where the folder cannot be written.
    """
    try:
        result_folder(path.parent)
        _write(path, content, group=shared_group(), durable=True)
    except OSError as error:
        raise not_writable(path.parent) from error


def write_atomic(path: Path, content: bytes) -> None:
    """The same, for the owner alone."""
    try:
        private_folder(path.parent)
        _write(path, content, group=None, durable=True)
    except OSError as error:
        raise not_writable(path.parent) from error


def write_private(path: Path, content: bytes) -> None:
    """Write beside and rename, for the owner alone; for what can be made anew.

    It is not forced to the disk, as a result is. Raises OSError.
    """
    private_folder(path.parent)
    _write(path, content, group=None, durable=False)


def _make(path: Path) -> list[Path]:
    """Those that were missing and are there now, the outermost first."""
    try:
        path.mkdir(mode=FOLDER)
    except FileNotFoundError:
        above = _make(path.parent)
        path.mkdir(mode=FOLDER, exist_ok=True)
        return [*above, path]
    except FileExistsError:
        if not path.is_dir():
            raise
        return []
    return [path]


def not_writable(folder: Path) -> InputError:
    """What is said where a folder cannot be written."""
    return InputError("out_not_writable", f"无法写入 {folder} / cannot write there")


def sha256_of(path: Path) -> str:
    """Of a file's content, in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_folder(folder: Path) -> None:
    """Force to the disk which files lie in a folder; Windows does so itself. Raises OSError."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(path: Path, content: bytes, *, group: int | None, durable: bool) -> None:
    part = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with new_file(part) as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if group is not None:
            _share(part, group, GROUP_FILE)
        _put_in_place(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def _put_in_place(part: Path, path: Path) -> None:
    """Windows refuses while a scanner or another reader has either open: it soon lets go."""
    for pause in PAUSES if sys.platform == "win32" else ():
        try:
            part.replace(path)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    part.replace(path)


def _share(path: Path, group: int, mode: int) -> None:
    """First the group, then its right: in between it is nobody's. Raises InputError."""
    try:
        if sys.platform != "win32" and path.stat().st_gid != group:
            os.chown(path, -1, group)
    except PermissionError as error:
        name = os.environ.get(GROUP_VARIABLE, "")
        raise InputError(
            "share_group",
            f"当前用户不在用户组 {name} 中，无法与其共享结果",
            "whoever runs this is not in that group and cannot share with it",
        ) from error
    path.chmod(mode)
