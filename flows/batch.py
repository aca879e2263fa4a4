"""The batch and the watch in Prefect: a packet is a task, its stages are tasks within it.

ingest, read, judge, report: each with its own retries, timeouts and state. Prefect schedules,
retries and displays; the work is plain functions that do not know Prefect. Packets do not wait for
its start either (flows/early.py): those that end earlier are reported to it afterwards.

Prefect only gets a packet's id, its outcome, the number of findings by status and the titles of the
deciding rules: paths and names are personal data and stay in the closure. No result is persisted,
and of errors it only gets the class name.

Import this only after `flows.quiet.configure_prefect`.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar
from uuid import UUID

from prefect import flow, task
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    update_progress_artifact,
)
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.context import FlowRunContext
from prefect.exceptions import TerminationSignal
from prefect.states import Completed, Failed

from core.errors import InputError
from core.models.finding import Status
from flows.up import RunningFlow
from pipeline.unattended.batch import BatchJob, Done, Run
from pipeline.unattended.flight import Flight
from pipeline.unattended.pace import Pace, ProgressMoment
from pipeline.unattended.stages import TRIES, Stage, may_pass, plainly

FLOW = "yushen-batch"
PACKET = "check-packet"
MAY_PASS = "may pass"
POLL_SECONDS = 5.0  # seconds between two checks of the pace
TERMINATED = 143
T = TypeVar("T")

log = logging.getLogger("yushen")

NAMED: tuple[tuple[Status, str], ...] = (("fail", "不符合"), ("review", "待核对"))
Titles = Mapping[str, str]
"""The rules' titles by their ids: the policy's own words."""
UNTITLED: Titles = MappingProxyType({})


class Staging:
    """Runs the stages of packets as tasks if a flow runs; else as plain calls."""

    def __init__(self) -> None:
        self._acts: dict[tuple[Stage, str], Callable[[], object]] = {}
        self._ends: dict[tuple[Stage, str], _StageResult] = {}
        self._tasks = {stage: self._task(stage) for stage in TRIES}

    def __call__(self, stage: Stage, packet: str, act: Callable[[], T], /) -> T:
        """As `stages.plainly`, and shown in Prefect. Prefect's own errors do no harm."""
        if FlowRunContext.get() is None:
            return plainly(stage, packet, act)
        self._acts[stage, packet] = act
        try:
            self._tasks[stage](packet, return_state=True)
        except TerminationSignal as error:  # as a Python exception
            raise SystemExit(TERMINATED) from error
        except Exception as error:  # Prefect's own: the stage's errors do not leave it
            _log_error(error)
        del self._acts[stage, packet]
        end = self._ends.pop((stage, packet), None)
        if end is None:  # Prefect did not get to it
            return plainly(stage, packet, act)
        if end.error is not None:
            raise end.error
        return end.answer  # type: ignore[return-value]  # what `act` answered

    def _task(self, stage: Stage) -> Callable[..., State[None]]:
        @task(
            name=stage,
            task_run_name=f"{stage} {{packet}}",
            retries=TRIES[stage] - 1,
            retry_condition_fn=_to_be_tried_again,
            cache_policy=NO_CACHE,
            persist_result=False,
        )
        def run(packet: str) -> State[None]:
            end = self._ends[stage, packet] = _ended(self._acts[stage, packet])
            if end.error is None:
                return Completed(message=packet)
            return Failed(message=_why(end.error))

        return run


class _StageResult:
    """The result or the exception of a stage."""

    def __init__(self, answer: object = None, error: Exception | None = None) -> None:
        self.answer, self.error = answer, error


def _ended(act: Callable[[], object]) -> _StageResult:
    try:
        return _StageResult(act())
    except Exception as error:
        return _StageResult(error=error)


class Packets:
    """Packets as tasks of a flow, each with its stages; `staged` runs those."""

    def __init__(self, titles: Titles = UNTITLED) -> None:
        self.staged = Staging()
        self._runs: dict[str, Callable[[], Done]] = {}
        self._done: dict[str, Done] = {}
        self._check = _packet_task(self._runs, self._done, titles)

    def through(self, run: Run, job: BatchJob) -> Done:
        """One job as a task of the running flow."""
        self._runs[job.id] = lambda: run(job)
        try:
            self._check(job.id, return_state=True)
        except TerminationSignal as error:  # as a Python exception, which the watch knows
            raise SystemExit(TERMINATED) from error
        except Exception as error:  # Prefect's own: ours do not leave `run`
            _log_error(error)
        del self._runs[job.id]
        known = self._done.pop(job.id, None)
        return known if known is not None else run(job)

    def show(
        self, flight: Flight, up: RunningFlow, packets: Sequence[str], pace: Pace | None = None
    ) -> None:
        """Show a flight as one flow until it has ended. Raises Prefect's own errors."""

        @flow(name=FLOW, persist_result=False, validate_parameters=False)
        def batch(packets: list[str]) -> State[None]:
            up.begin(self.through)
            if pace is not None:
                _show_pace(flight, pace)
            done = flight.wait()
            for packet in up.missed(packets):  # they had ended before
                self.through(lambda job: done[job.id], done[packet].job)
            table = as_table(done[packet] for packet in packets)
            create_markdown_artifact(table, key=FLOW, description="The outcome of each packet")
            return Completed(message=f"{len(done)} packets")

        batch(list(packets))


def _show_pace(flight: Flight, pace: Pace) -> None:
    """Show the progress during the flight."""
    shown = create_progress_artifact(0.0, description=_pace_text(pace.now))
    assert isinstance(shown, UUID)  # a coroutine only inside an event loop
    over = False
    while not over:
        over = flight.over(POLL_SECONDS)
        now = pace.now
        update_progress_artifact(shown, 100 * now.share, description=_pace_text(now))


def _pace_text(now: ProgressMoment) -> str:
    """Only numbers."""
    rate = "" if now.rate is None else f", {now.rate:.1f} pages a second"
    left = "" if now.left is None else f", {now.left / 60:.0f} minutes left"
    return f"{now.packets} of {now.of} packets, {now.pages} pages{rate}{left}"


def as_table(results: Iterable[Done]) -> str:
    """The results as a Markdown table without personal data."""
    rows = [
        f"| {done.job.id} | {_outcome(done)} | {_counts(done)} | {done.seconds:.0f} |"
        for done in results
    ]
    head = ["| packet | outcome | findings | seconds |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *rows])


def _packet_task(
    runs: Mapping[str, Callable[[], Done]], done: dict[str, Done], titles: Titles
) -> Callable[..., State[None]]:
    @task(name=PACKET, task_run_name="{packet}", cache_policy=NO_CACHE, persist_result=False)
    def check(packet: str) -> State[None]:
        result = done[packet] = runs[packet]()
        if result.later:
            return Completed(name=result.later)
        if result.error is None:
            return Completed(name=_outcome(result), message=_reasons(result, titles))
        return Failed(message=_why(result.error))

    return check


def _log_error(error: Exception) -> None:
    log.warning("Prefect: %s; it goes on without it", type(error).__name__)


def _to_be_tried_again(_task: object, _run: object, state: State[object]) -> bool:
    return state.message is not None and state.message.endswith(MAY_PASS)


def _outcome(done: Done) -> str:
    return str(done.outcome) if done.error is None else type(done.error).__name__


def _counts(done: Done) -> str:
    return ", ".join(f"{status} {number}" for status, number in sorted(done.counts.items()))


def _why(error: Exception) -> str:
    """The class of an error and its code; never its message."""
    code = error.code if isinstance(error, InputError) else ""
    parts = [f"{type(error).__name__} {code}".strip(), *([MAY_PASS] if may_pass(error) else [])]
    return ", ".join(parts)


def _reasons(done: Done, titles: Titles) -> str:
    """The counts, and the titles of the deciding rules."""
    parts = [_counts(done)]
    for status, name in NAMED:
        titles_found = [titles[rule] for rule in done.rules(status) if rule in titles]
        parts += [f"{name}：{'、'.join(titles_found)}"] if titles_found else []
    return "；".join(parts)
