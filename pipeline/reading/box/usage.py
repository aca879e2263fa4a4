"""Resources used by a process and its descendants, from /proc (Linux only)."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.reading.box.system import Usage

assert sys.platform == "linux"

TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
UTIME, CSTIME = 11, 14  # field numbers in /proc/PID/stat after the name
RESIDENT = 21


def usage(process: int) -> Usage:
    """Usage of the process and its living descendants; zero if it has ended."""
    seconds, resident = 0.0, 0
    for one in _family(process):
        fields = _stat(one)
        if fields:
            seconds += sum(map(int, fields[UTIME : CSTIME + 1])) / TICK
            resident += int(fields[RESIDENT]) * PAGE
    return Usage(seconds, resident)


def address_space(process: int) -> int:
    """Bytes of its address space. Raises OSError if it has ended."""
    return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[0]) * PAGE


def _family(process: int) -> Iterator[int]:
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            for child in children.read_text("ascii").split():
                yield from _family(int(child))
        except OSError:  # the thread has ended
            continue


def _stat(process: int) -> list[str]:
    try:
        text = Path(f"/proc/{process}/stat").read_text("utf-8", "replace")
    except OSError:
        return []
    return text.rsplit(")", 1)[1].split()
