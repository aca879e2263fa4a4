"""Unexpected errors: one line for the user, a log for the maintainers.

The log has lines of code and error classes, but no messages or values: they may be personal data.
"""

import os
import platform
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

from core.clock import now_here
from core.files import FILE, private_folder
from core.folders import state_folder
from yushen.group import COMMANDS
from yushen.version import installed

LOG = "error.log"
MAX_LOG_BYTES = 1_000_000  # bytes; a longer log is rotated, replacing the previous one
CAUSED, MEANWHILE = "which led to:", "during which came:"


def crashed(error: Exception, arguments: Sequence[str]) -> str:
    """Write the log; returns the line that reports it."""
    kind = _kind(error)
    try:
        path = state_folder() / LOG
        _append(path, f"{_head(arguments)}\n{where(error)}\n")
    except (OSError, RuntimeError):  # or there is no home to write it in
        at = traceback.extract_tb(error.__traceback__)[-1]
        kind = f"{kind}, {Path(at.filename).name}:{at.lineno}"
        zh, en = "日志无法写入", "the log cannot be written"
    else:
        zh, en = f"出错位置已写入 {path}", f"where it broke is written to {path}"
    return (
        f"程序内部错误（{kind}），{zh}，请联系维护者 / internal error; {en}, please tell "
        "the maintainers"
    )


def where(error: BaseException) -> str:
    """The code lines of an error and of its causes, the first cause first."""
    return "".join(_chain(error, set()))


def _chain(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    shown = None if error.__suppress_context__ else error.__context__
    before, how = (error.__cause__, CAUSED) if error.__cause__ else (shown, MEANWHILE)
    if before is not None and id(before) not in seen:
        yield from _chain(before, seen)
        yield f"{how}\n"
    yield f"{_kind(error)}\n"
    yield from traceback.format_list(traceback.extract_tb(error.__traceback__))
    for one in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        if id(one) not in seen:
            yield "of which one is:\n"
            yield from _chain(one, seen)


def _kind(error: BaseException) -> str:
    """Its class; for system errors, also the system's own message."""
    number = error.errno if isinstance(error, OSError) else None
    name = type(error).__name__
    return f"{name}: {os.strerror(number)}" if isinstance(number, int) else name


def _head(arguments: Sequence[str]) -> str:
    """Time and command; of the arguments only the command, because the others may contain names."""
    command = next((one for one in arguments if one in COMMANDS), "-")
    version = installed("yushen") or "0+source"
    python = f"Python {platform.python_version()}, {platform.platform()}"
    return f"{now_here():%Y-%m-%d %H:%M:%S%z}  yushen {version} {command}  {python}"


def _append(path: Path, text: str) -> None:
    """Readable by its owner only."""
    private_folder(path.parent)
    if path.exists() and path.stat().st_size > MAX_LOG_BYTES:
        path.replace(path.with_name(f"{path.name}.1"))
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, FILE)
    with os.fdopen(handle, "a", encoding="utf-8", errors="backslashreplace") as file:
        path.chmod(FILE)
        file.write(text)
