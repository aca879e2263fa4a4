"""A reading worker: a process that opens, decodes, renders and reads, and nothing else.

It loads one model once, takes one job at a time from its pipe and answers with plain
data. A hostile file can crash it or make it hang: its caller then replaces it.
"""

import logging
import os
import resource
import signal
import sys
import traceback
from math import ceil
from multiprocessing.connection import Connection
from typing import Any

from core.limits import limits
from pipeline.reading.orders import Failure, Job


def main(pipe: Connection, engine_name: str, second: str | None) -> None:
    """Serve jobs until the pipe closes. Answers are (job's answer) or Failure."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller decides when to stop
    _limit()
    from pipeline.reading.jobs import Reader  # loads OpenCV, PDFium and the engine

    reader = Reader(engine_name, second)
    pipe.send("ready")
    while True:
        try:
            job, seconds = pipe.recv()
        except (EOFError, OSError):
            return
        _allow_time(seconds)
        try:
            pipe.send(_do(reader, job))
        except (BrokenPipeError, OSError):
            return


def _do(reader: Any, job: Job) -> object:
    from core.errors import InputError, YushenError

    try:
        return reader.do(job)
    except InputError as error:
        return Failure(error.code, str(error))
    except YushenError as error:
        return Failure("reading_failed", str(error))
    except MemoryError:
        return Failure("out_of_memory", "读取时内存不足，请降低分辨率或拆分文件")
    except Exception as error:  # anything a decoder raises is this file's trouble, not ours
        if os.environ.get("YUSHEN_DEBUG"):
            traceback.print_exc()
        return Failure("damaged", f"文件无法读取（{type(error).__name__}），请重新扫描或导出")


def _allow_time(seconds: float) -> None:
    """So many for the next job; at the end of it the kernel ends this process (SIGXCPU).

    Processor time, for on a busy machine a good page takes long by the clock.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    limit = int(used.ru_utime + used.ru_stime) + 1 + ceil(seconds)
    if hard == resource.RLIM_INFINITY or limit <= hard:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))


def _limit() -> None:
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    os.environ["DO_NOT_TRACK"] = "1"
    space = limits().worker_address_space
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.setrecursionlimit(3000)
