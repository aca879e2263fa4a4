"""Jobs of one file or packet within its budget: a job whose worker died is tried once more.

If workers die repeatedly, the file is given up, so that the rest of it costs no time.
"""

import threading
from concurrent.futures import Future
from typing import Any, Protocol

from core.limits import limits
from core.reasons import reason
from pipeline.reading.budget import Budget
from pipeline.reading.orders import Failure, Order, ReadPage, Source

DIED = "reading_failed"
"""The code of a job whose worker was killed or died; other pages may still be readable."""
OVER = "over_budget"
"""The code of a job that was not started, because its budget is used up."""


class Workers(Protocol):
    """Answers jobs within a budget: the pool, or the pool for a waiting person."""

    def submit(
        self, order: Order, source: Source, *, soon: bool = False, budget: Budget | None = None
    ) -> "Future[Any]":
        """The answer to the order; see `Pool.submit`."""


class BudgetedPool:
    """The pool for jobs that share a budget. It answers with the second try, if there was one."""

    def __init__(self, pool: Workers, budget: Budget) -> None:
        self._pool = pool
        self.budget = budget
        self._lock = threading.Lock()
        self._dead = 0

    def submit(self, order: Order, source: Source) -> "Future[Any]":
        """The answer to the order, or Failure; never raises."""
        outcome: Future[Any] = Future()

        def after_first(done: "Future[Any]") -> None:
            if _code(done) != DIED:
                self._settle(order, done, outcome)
                return
            again = self._pool.submit(order, source, soon=True, budget=self.budget)
            again.add_done_callback(lambda last: self._last(order, done, last, outcome))

        first = self._pool.submit(order, source, budget=self.budget)
        first.add_done_callback(after_first)  # `soon`: before the file's next page
        return outcome

    def _last(
        self, order: Order, first: "Future[Any]", last: "Future[Any]", outcome: "Future[Any]"
    ) -> None:
        if _code(last) in (DIED, OVER):
            self._count()
        self._settle(order, first if _code(last) == OVER else last, outcome)

    def _settle(self, order: Order, done: "Future[Any]", outcome: "Future[Any]") -> None:
        if done.cancelled():
            outcome.cancel()
        elif (error := done.exception()) is not None:
            outcome.set_exception(error)
        else:
            if isinstance(order, ReadPage) and _code(done) is None:
                self.budget.grow(limits().file_page_seconds)
            outcome.set_result(done.result())

    def _count(self) -> None:
        with self._lock:
            self._dead += 1
            over = self._dead >= limits().file_killed
        if over:
            self.budget.shut(reason("reader.given_up", count=self._dead))


def _code(done: "Future[Any]") -> str | None:
    """The code of a failed job; None if it succeeded, or the pool was closed."""
    if done.cancelled() or done.exception() is not None:
        return None
    answer = done.result()
    return answer.code if isinstance(answer, Failure) else None
