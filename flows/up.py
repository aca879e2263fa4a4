"""Whether a flow runs already, for packets that run on their own threads."""

import contextvars
from collections.abc import Callable, Sequence

from pipeline.unattended.batch import BatchJob, Done, Run

Through = Callable[[Run, BatchJob], Done]


class RunningFlow:
    """Whether a flow runs, and which packets were started within it."""

    def __init__(self) -> None:
        self._flow: tuple[contextvars.Context, Through] | None = None
        self._within: set[str] = set()

    def begin(self, through: Through) -> None:
        """The flow runs now, in this thread; `through` makes a packet a task of it."""
        self._flow = (contextvars.copy_context(), through)

    def over(self) -> None:
        """The flow has ended, with or without an error."""
        self._flow = None

    def within(self, run: Run, job: BatchJob) -> Done:
        """Run a job within the flow, or without it if it does not run."""
        if self._flow is None:
            return run(job)
        context, through = self._flow
        self._within.add(job.id)
        return context.copy().run(through, run, job)

    def missed(self, packets: Sequence[str]) -> list[str]:
        """The packets that were not started within it."""
        return [packet for packet in packets if packet not in self._within]
