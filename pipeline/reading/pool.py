"""The pool of reading workers; each job is limited in time and memory.

One thread per worker waits on its socket. A worker that dies or exceeds a limit is killed and
replaced; its job fails, the others continue. Jobs are done in the order of submission; those of
`PriorityPool` come first, because a person waits for them. A worker is started only for a job that
no other has time for: it takes a second to load its models.
"""

import itertools
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from core.errors import ReadingFailed
from core.limits import limits
from pipeline.reading.box.process import Spec, Worker
from pipeline.reading.budget import Budget
from pipeline.reading.orders import (
    CheckSignatures,
    CountPages,
    Failure,
    Order,
    ParseRecord,
    ReadPage,
    Source,
)

SOON, IN_TURN, LAST = range(3)
ON_FILES = (CheckSignatures, CountPages, ParseRecord, ReadPage)
"""Orders about submitted files; the others are about stored pictures."""


class _Job(NamedTuple):
    """An order about a file, and its time budget."""

    order: Order
    source: Source
    budget: Budget | None


_Item = tuple[_Job | None, "Future[Any]"]


class JobRunner(Protocol):
    """Something that answers reading jobs."""

    def submit(self, order: Order, source: Source) -> "Future[Any]":
        """The answer to the order; see `Pool.submit`."""


class Pool:
    """`size` worker processes; a context manager."""

    def __init__(self, engine: str, second: str | None, size: int, *, strict: bool = False) -> None:
        """With `strict` no worker reads unless all its walls are in place."""
        self._spec = Spec(engine, second, strict)
        self._jobs: queue.PriorityQueue[tuple[int, int, _Item | None]] = queue.PriorityQueue()
        self._number = itertools.count()
        self._size = max(1, size)
        self._threads: list[threading.Thread] = []
        self._unanswered = 0  # jobs
        self._changing = threading.Lock()  # of the three above, and of the end
        self._closing = threading.Event()

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(
        self, order: Order, source: Source, *, soon: bool = False, budget: Budget | None = None
    ) -> "Future[Any]":
        """The answer to an order about a file, or Failure if the file is at fault; never raises.

        A job submitted after `close` is cancelled. With `soon` it is placed before waiting jobs.
        Its processor time is taken from `budget`; if none is left, it is not started.
        """
        future: Future[Any] = Future()
        if not self._put(SOON if soon else IN_TURN, (_Job(order, source, budget), future)):
            future.cancel()
        return future

    def warm(self) -> None:
        """Let the workers load their models before the first page is needed."""
        for _ in range(self._size):
            self._put(SOON, (None, Future()))

    def close(self) -> None:
        """Stop the workers; jobs not yet started are cancelled."""
        with self._changing:
            self._closing.set()
        for _ in self._threads:
            self._jobs.put((LAST, next(self._number), None))
        for thread in self._threads:
            thread.join(timeout=5)

    def _put(self, rank: int, item: _Item) -> bool:
        """Take on a job, with another thread if none is free; False after `close`."""
        with self._changing:
            if self._closing.is_set():
                return False
            self._jobs.put((rank, next(self._number), item))
            self._unanswered += 1
            if len(self._threads) < min(self._size, self._unanswered):
                name = f"reading-{len(self._threads)}"
                self._threads.append(threading.Thread(target=self._serve, name=name, daemon=True))
                self._threads[-1].start()
            return True

    def _serve(self) -> None:
        worker: Worker | None = None
        while (item := self._jobs.get()[2]) is not None:
            job, future = item
            if self._closing.is_set():
                future.cancel()
                continue
            if job is not None and job.budget is not None and job.budget.left <= 0:
                self._finish(future.set_result, Failure("over_budget", job.budget.message))
                continue
            try:
                if worker is not None and (not worker.alive or worker.worn):
                    worker.kill()
                    worker = None
                worker = worker or Worker(self._spec)
                self._finish(future.set_result, _answer(worker, job) if job is not None else None)
            except ReadingFailed as error:
                _end(worker)
                worker = None
                self._finish(future.set_result, Failure("reading_failed", str(error)))
            except BaseException as error:
                _end(worker)
                worker = None
                self._finish(future.set_exception, error)
        _end(worker)

    def _finish(self, settle: Callable[[Any], None], answer: object) -> None:
        """Finish a job; this thread counts as free before the caller can submit the next."""
        with self._changing:
            self._unanswered -= 1
        settle(answer)


@dataclass(frozen=True)
class PriorityPool:
    """The pool for a waiting person: these jobs come before those of a whole packet."""

    pool: Pool

    def submit(
        self, order: Order, source: Source, *, soon: bool = True, budget: Budget | None = None
    ) -> "Future[Any]":
        """The answer to the order, as soon as a worker is free."""
        return self.pool.submit(order, source, soon=True, budget=budget)


def _answer(worker: Worker, job: _Job) -> object:
    """The worker's answer, within the limit of the job and the rest of its budget."""
    order, source, budget = job
    held = limits()
    most = held.page_seconds if isinstance(order, ON_FILES) else held.again_seconds
    try:
        return worker.ask(order, source, most if budget is None else min(most, budget.left))
    finally:
        if budget is not None:
            budget.spend(worker.taken)


def _end(worker: Worker | None) -> None:
    if worker is not None:
        worker.kill()
