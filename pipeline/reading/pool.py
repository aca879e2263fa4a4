"""The pool of reading workers: fed by the caller, each job bounded in time and memory.

One thread a worker waits on its pipe. A worker that dies or overruns is killed and
replaced; the job it held fails, the others go on. Jobs are done in the order they come; those
of `Ahead` before all others, for somebody waits for them.
"""

import itertools
import multiprocessing
import os
import queue
import signal
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

from core.errors import ReadingFailed
from core.limits import limits
from pipeline.reading.budget import Budget
from pipeline.reading.orders import CheckSignatures, CountPages, Failure, Job, ReadPage
from pipeline.reading.worker import main

TOO_LONG = "读取超时，文件可能异常复杂，请重新扫描或拆分"
SOON, IN_TURN, LAST = range(3)
TICKS = os.sysconf("SC_CLK_TCK")  # of /proc, in a second
ON_FILES = (CheckSignatures, CountPages, ReadPage)
"""Jobs on what strangers hand in; the others look at pictures that we kept."""
_Item = tuple[Job | None, "Future[Any]", Budget | None]


class Asked(Protocol):
    """Whoever answers reading jobs."""

    def submit(self, job: Job) -> "Future[Any]":
        """The answer of the job; see `Pool.submit`."""


class Pool:
    """`size` worker processes; a context manager."""

    def __init__(self, engine: str, second: str | None, size: int) -> None:
        self._spec = (engine, second)
        self._jobs: queue.PriorityQueue[tuple[int, int, _Item | None]] = queue.PriorityQueue()
        self._number = itertools.count()
        self._threads = [
            threading.Thread(target=self._serve, name=f"reading-{i}", daemon=True)
            for i in range(max(1, size))
        ]
        self._started = False
        self._starting = threading.Lock()
        self._closing = threading.Event()

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(
        self, job: Job, *, soon: bool = False, budget: Budget | None = None
    ) -> "Future[Any]":
        """The answer of the job, or Failure where the file is at fault; never raises.

        A job handed in after `close` is cancelled. With `soon` it goes before those that wait.
        What it takes of a processor is spent of `budget`; where none is left, it is not begun.
        """
        if self._closing.is_set():
            late: Future[Any] = Future()
            late.cancel()
            return late
        self._start()
        future: Future[Any] = Future()
        self._put(SOON if soon else IN_TURN, (job, future, budget))
        return future

    def warm(self) -> None:
        """Let the workers load their models before anybody waits for a page."""
        if not self._closing.is_set():
            self._start()
            for _ in self._threads:
                self._put(SOON, (None, Future(), None))

    def close(self) -> None:
        """Stop the workers; jobs not begun are cancelled."""
        self._closing.set()
        for _ in self._threads:
            self._put(LAST, None)
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout=5)

    def _start(self) -> None:
        """Let the threads begin; two may ask at once."""
        with self._starting:
            if not self._started:
                self._started = True
                for thread in self._threads:
                    thread.start()

    def _put(self, rank: int, item: _Item | None) -> None:
        self._jobs.put((rank, next(self._number), item))

    def _serve(self) -> None:
        worker: _Worker | None = None
        while (item := self._jobs.get()[2]) is not None:
            job, future, budget = item
            if self._closing.is_set():
                future.cancel()
                continue
            if budget is not None and budget.left <= 0:
                future.set_result(Failure("over_budget", budget.message))
                continue
            try:
                if worker is not None and not worker.alive:  # it died between jobs
                    _end(worker)
                    worker = None
                worker = worker or _Worker(*self._spec)
                future.set_result(worker.ask(job, budget) if job is not None else None)
            except ReadingFailed as error:
                _end(worker)
                worker = None
                future.set_result(Failure("reading_failed", str(error)))
            except BaseException as error:
                _end(worker)
                worker = None
                future.set_exception(error)
        if worker is not None:
            worker.kill()


@dataclass(frozen=True)
class Ahead:
    """The pool for somebody who waits: these jobs go before those of a whole packet."""

    pool: Pool

    def submit(self, job: Job, *, soon: bool = True, budget: Budget | None = None) -> "Future[Any]":
        """The answer of the job, as soon as a worker is free."""
        return self.pool.submit(job, soon=True, budget=budget)


def _end(worker: "_Worker | None") -> None:
    if worker is not None:
        worker.kill()


class _Worker:
    """One process and the caller's end of its pipe."""

    def __init__(self, engine: str, second: str | None) -> None:
        self._used = 0.0
        context = multiprocessing.get_context("spawn")
        self._pipe: Connection
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=main, args=(theirs, engine, second), daemon=True)
        self._process.start()
        theirs.close()
        try:
            self._wait(limits().start_clock)  # for its "ready"
        except ReadingFailed as error:
            self.kill()
            raise ReadingFailed("识别进程无法启动，请运行 yushen doctor 检查") from error

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def ask(self, job: Job, budget: Budget | None) -> object:
        most = limits().page_seconds if isinstance(job, ON_FILES) else limits().again_seconds
        before = self._seconds()
        try:
            self._pipe.send((job, most if budget is None else min(most, budget.left)))
            return self._wait(limits().job_clock)
        except OSError as error:
            raise ReadingFailed("识别进程已退出，请重试") from error
        finally:
            if budget is not None:
                budget.spend(max(0.0, self._seconds() - before))

    def _seconds(self) -> float:
        """What the process has used of a processor; of one that is gone, what was seen last."""
        try:
            stat = Path(f"/proc/{self._process.pid}/stat").read_text("ascii", "replace")
            fields = stat.rpartition(")")[2].split()
            self._used = sum(map(int, fields[11:15])) / TICKS  # its own, and its programs'
        except OSError:
            pass  # it is gone
        return self._used

    def _wait(self, seconds: float) -> object:
        try:
            if not self._pipe.poll(seconds):
                raise ReadingFailed(TOO_LONG)
            return self._pipe.recv()
        except (EOFError, OSError) as error:
            self._seconds()  # while it can still be seen
            self._process.join(timeout=5)
            if self._process.exitcode == -signal.SIGXCPU:
                raise ReadingFailed(TOO_LONG) from error
            raise ReadingFailed("读取时识别进程崩溃，文件可能已损坏，请重新扫描或导出") from error

    def kill(self) -> None:
        self._process.kill()
        self._process.join(timeout=5)
        self._pipe.close()
