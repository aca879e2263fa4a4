"""A machine as Windows is, for our own modules: what Windows lacks is gone or refused.

Libraries, and Python's own, see the machine as it is. A module is run so by
`python -m tests.portable.blocked MODULE ARGUMENT…`. It shows that our code asks for nothing that
Windows lacks; what Windows' own calls then do, only Windows can show.
"""

import builtins
import errno
import fcntl
import os
import re
import runpy
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

OURS = ("core", "pipeline", "extractors", "validators", "flows", "review", "yushen")
MODULES = {"fcntl", "grp", "pwd", "resource", "termios", "tty", "pty", "syslog", "posix"}
GONE = {
    "os": {
        "O_CLOEXEC", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "O_PATH", "O_SYNC", "O_TMPFILE",
        "MFD_CLOEXEC", "chown", "chroot", "confstr", "fchdir", "fchmod", "fchown", "fdatasync",
        "fork", "forkpty", "getegid", "geteuid", "getgid", "getgroups", "getloadavg", "getpgid",
        "getpriority", "getsid", "getuid", "initgroups", "killpg", "lchown", "memfd_create",
        "mkfifo", "mknod", "nice", "openpty", "pidfd_open", "posix_fadvise", "posix_fallocate",
        "posix_spawn", "pread", "preadv", "pwrite", "pwritev", "readv", "register_at_fork",
        "sched_getaffinity", "sched_setaffinity", "sched_yield", "sendfile", "setegid",
        "seteuid", "setgid", "setpgid", "setsid", "setuid", "splice", "statvfs", "fstatvfs",
        "sync", "sysconf", "ttyname", "uname", "wait", "wait3", "wait4", "waitid", "writev",
        "copy_file_range",
    },
    "socket": {"AF_UNIX", "AF_NETLINK", "send_fds", "recv_fds", "CMSG_LEN", "SCM_RIGHTS"},
    "select": {"poll", "epoll", "POLLIN"},
    "selectors": {"PollSelector", "EpollSelector", "DevpollSelector", "KqueueSelector"},
    "signal": {
        "SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGXCPU",
        "alarm", "setitimer", "pthread_kill", "pthread_sigmask", "sigwait",
    },
    "time": {"tzset", "clock_gettime", "pthread_getcpuclockid"},
    "errno": {"EREMOTEIO", "ENOTBLK", "ESTRPIPE"},
}  # fmt: skip
"""Names that Python has on Linux and not on Windows."""
CHANGED: Mapping[str, Mapping[str, Any]] = {
    "sys": {"platform": "win32"},
    "os": {"name": "nt", "O_BINARY": 0, "supports_dir_fd": frozenset()},
    "platform": {"system": lambda: "Windows"},
    "socket": {"SO_EXCLUSIVEADDRUSE": 15},  # SO_REUSEPORT here
    "subprocess": {"CREATE_NO_WINDOW": 0, "CREATE_NEW_PROCESS_GROUP": 0},
    "errno": {"EDEADLOCK": errno.EDEADLOCK},
}
ODD = re.compile(r'[<>:"|?*\x00-\x1f\\]|[ .]$')
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.I)


class Narrowed(ModuleType):
    """A module of Python's as Windows has it."""

    def __init__(self, whole: ModuleType, gone: set[str], changed: Mapping[str, Any]) -> None:
        super().__init__(whole.__name__)
        self.__dict__.update({"_whole": whole, "_gone": gone, **changed})

    def __getattr__(self, name: str) -> Any:
        if name in self._gone:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r} on Windows")
        return getattr(self._whole, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._whole, name, value)


class Locking(ModuleType):
    """What our locks ask of Windows' `msvcrt`, done with this machine's own."""

    LK_NBLCK, LK_UNLCK = 2, 0

    @staticmethod
    def locking(file: int, mode: int, count: int) -> None:
        assert (os.lseek(file, 0, os.SEEK_CUR), count) == (2**30, 1)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB if mode else fcntl.LOCK_UN)
        except BlockingIOError as error:
            raise PermissionError(errno.EACCES, "locked") from error


def block() -> None:
    """From now on, in this process."""
    narrowed = {
        name: Narrowed(__import__(name), GONE.get(name, set()), CHANGED.get(name, {}))
        for name in {*GONE, *CHANGED}
    } | {"msvcrt": Locking("msvcrt")}
    plain = builtins.__import__

    def narrow(
        name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0
    ) -> ModuleType:
        if _is_ours(globals):
            if name in MODULES:
                raise ModuleNotFoundError(f"No module named {name!r} on Windows", name=name)
            if name in narrowed:
                return narrowed[name]
        return plain(name, globals, locals, fromlist, level)

    builtins.__import__ = narrow
    shutil._use_fd_functions = False
    for call, places in (("unlink", 1), ("remove", 1), ("rmdir", 1), ("rename", 2), ("replace", 2)):
        setattr(os, call, _of_closed_files(getattr(os, call), places))
    for call in ("mkdir", "open"):
        setattr(os, call, _of_good_names(getattr(os, call)))


def _is_ours(importer: Any) -> bool:
    name = (importer or {}).get("__name__", "")
    if name == "__main__" and (spec := importer.get("__spec__")) is not None:
        name = spec.name
    return name.split(".")[0] in OURS


def _of_closed_files(call: Callable[..., Any], places: int) -> Callable[..., Any]:
    """Windows deletes and moves nothing that is open, nor a folder around it."""

    def refused(*paths: Any, **named: Any) -> Any:
        for path in paths[:places]:
            if not named.get("dir_fd") and _is_open(os.path.realpath(os.fspath(path))):
                raise PermissionError(errno.EACCES, "open, as Windows has it", os.fspath(path))
        if call.__name__ == "rename" and Path(paths[1]).is_file():
            raise FileExistsError(errno.EEXIST, "there, as Windows has it", os.fspath(paths[1]))
        return call(*paths, **named)

    return refused


def _is_open(path: str) -> bool:
    for handle in Path("/proc/self/fd").iterdir():
        try:
            target = handle.readlink()
        except OSError:
            continue
        if Path(path) in (target, *target.parents) and target.is_file():
            return True
    return False


def _of_good_names(call: Callable[..., Any]) -> Callable[..., Any]:
    """Windows makes nothing of certain names."""

    def refused(path: Any, *given: Any, **named: Any) -> Any:
        makes = call.__name__ == "mkdir" or (given and given[0] & os.O_CREAT)
        name = Path(os.fsdecode(path)).name if makes and not isinstance(path, int) else ""
        if ODD.search(name) or DEVICES.match(name):
            raise OSError(errno.EINVAL, "no name that Windows takes", name)
        return call(path, *given, **named)

    return refused


def main() -> None:
    """Run a module as Windows would, with workers that are blocked too."""
    sys.argv = sys.argv[1:]
    block()
    from pipeline.reading.box import process

    process.WORKER = "tests.portable.worker"
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
