"""Private files and folders, written atomically.

Results in OUT can be shared with one group, which the office sets in YUSHEN_SHARE_GROUP.

On Windows permissions are inherited from the folder: files below a user's profile are accessible
only to that user and administrators, elsewhere to everybody who can access the parent folder.
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
)  # the disk or our quota is full
SHORT = (errno.EMFILE, errno.ENFILE, errno.EAGAIN)  # too many open files or processes: temporary
GROUP_VARIABLE = "YUSHEN_SHARE_GROUP"
FILE, FOLDER = 0o600, 0o700
GROUP_FILE, GROUP_FOLDER = 0o640, 0o750
NOT_OURS = 0o077
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)  # seconds between attempts to rename a file


def keep_private() -> None:
    """From now on all new files of this process and its children are private (umask)."""
    os.umask(NOT_OURS)


def private_folder(path: Path) -> Path:
    """Create a private folder and its missing parents. Raises OSError.

    An existing folder is not changed.
    """
    _make(path)
    return path


def result_folder(path: Path) -> Path:
    """The same in OUT: new folders are readable by the group that results are shared with.

    Raises OSError, and InputError for an invalid group.
    """
    group = shared_group()
    for made in _make(path):
        if group is not None:
            _share(made, group, GROUP_FOLDER)
    return path


def packet_folder(path: Path) -> Path:
    """A packet's folder in OUT; an existing one is made inaccessible to others too.

    Raises as `result_folder` does.
    """
    result_folder(path)
    if (group := shared_group()) is not None:
        _share(path, group, GROUP_FOLDER)
    elif sys.platform != "win32" and path.stat().st_uid == os.geteuid():
        path.chmod(FOLDER)
    return path


def shared_group() -> int | None:
    """The group that may read results. Raises InputError if it does not exist."""
    name = os.environ.get(GROUP_VARIABLE)
    if not name:
        return None
    if sys.platform == "win32":
        raise InputError(
            "share_group",
            f"Windows 上不能用 {GROUP_VARIABLE}，请在结果文件夹的属性中设置共享权限",
            f"{GROUP_VARIABLE} cannot be used on Windows: please share the folder of the "
            "results by its own rights",
        )
    import grp

    try:
        return grp.getgrnam(name).gr_gid
    except KeyError:
        raise InputError(
            "share_group",
            f"没有用户组 {name}，请检查 {GROUP_VARIABLE}",
            f"there is no group of users {name}; please check {GROUP_VARIABLE}",
        ) from None


def new_file(path: Path) -> BinaryIO:
    """A new private file to write; raises FileExistsError if it exists."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE), "wb")


def lock_file(path: Path) -> BinaryIO:
    """A private lock file, created if missing."""
    return os.fdopen(open_own(path), "r+b")


def open_own(path: Path) -> int:
    """The same as a descriptor, in binary mode also on Windows."""
    return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), FILE)


def write_result(path: Path, content: bytes) -> None:
    """Write a result atomically: to a temporary file, synced to disk, then renamed.

    Raises InputError if the folder is not writable.
    """
    try:
        result_folder(path.parent)
        _write(path, content, group=shared_group(), durable=True)
    except OSError as error:
        raise not_writable(path.parent) from error


def write_atomic(path: Path, content: bytes) -> None:
    """The same, as a private file."""
    try:
        private_folder(path.parent)
        _write(path, content, group=None, durable=True)
    except OSError as error:
        raise not_writable(path.parent) from error


def write_private(path: Path, content: bytes) -> None:
    """Write a private file atomically without syncing, for data that can be created again.

    Raises OSError.
    """
    private_folder(path.parent)
    _write(path, content, group=None, durable=False)


def _make(path: Path) -> list[Path]:
    """Create the missing folders; returns them, the outermost first."""
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
    """The error for a folder that is not writable."""
    return InputError("out_not_writable", f"无法写入 {folder}", f"cannot write to {folder}")


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's content in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_folder(folder: Path) -> None:
    """Sync a folder's entries to disk; not needed on Windows. Raises OSError."""
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
    """Rename with retries: Windows refuses while a virus scanner has one of the files open."""
    for pause in PAUSES if sys.platform == "win32" else ():
        try:
            part.replace(path)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    part.replace(path)


def _share(path: Path, group: int, mode: int) -> None:
    """Set the group first, then its permission, so that no other group gets access meanwhile.

    Raises InputError.
    """
    try:
        if sys.platform != "win32" and path.stat().st_gid != group:
            os.chown(path, -1, group)
    except PermissionError as error:
        name = os.environ.get(GROUP_VARIABLE, "")
        raise InputError(
            "share_group",
            f"当前用户不在用户组 {name} 中，无法与其共享结果",
            f"whoever runs this is not in the group {name} and cannot share with it",
        ) from error
    path.chmod(mode)
