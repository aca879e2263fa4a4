"""Several packets at once, up to a limit: no core is idle while a packet finishes."""

import queue
import threading
import time
from collections.abc import Sequence

from pipeline.unattended.batch import BatchJob, Done, Each, Run
from pipeline.unattended.fairness import fairly

READERS = 2  # packets at once: no core is idle while one finishes


class Flight:
    """Runs jobs on threads, units in turn. The threads end with the program."""

    def __init__(self, run: Run, jobs: Sequence[BatchJob], max_running: int) -> None:
        self._run = run
        self._done: dict[str, Done] = {}
        self._broken: list[BaseException] = []
        self._left: queue.SimpleQueue[BatchJob] = queue.SimpleQueue()
        for job in fairly(jobs):
            self._left.put(job)
        self._threads = [
            threading.Thread(target=self._work, name=f"packet-{number}", daemon=True)
            for number in range(min(max_running, len(jobs)))
        ]
        for thread in self._threads:
            thread.start()

    def over(self, seconds: float) -> bool:
        """Whether all have ended, after waiting at most this long."""
        end = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def wait(self) -> dict[str, Done]:
        """Waits for all; the results by job id. Raises what a run raised."""
        for thread in self._threads:
            thread.join()
        if self._broken:
            raise self._broken[0]
        return self._done

    def _work(self) -> None:
        while not self._broken:
            try:
                job = self._left.get_nowait()
            except queue.Empty:
                return
            try:
                self._done[job.id] = self._run(job)
            except BaseException as error:  # raised again in wait()
                self._broken.append(error)


def several(max_running: int) -> Each:
    """Up to `max_running` packets at once; results are in the order of the jobs."""

    def each(run: Run, jobs: Sequence[BatchJob]) -> list[Done]:
        done = Flight(run, jobs, max_running).wait()
        return [done[job.id] for job in jobs]

    return each
