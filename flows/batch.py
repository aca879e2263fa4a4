"""The batch as a Prefect flow: one task a packet, retried where the trouble may pass.

Prefect schedules, retries and shows; the work is a plain function it knows nothing of.
All it is told of a packet is its id, its outcome, how many findings have which status and, by
the policy's own titles, which rules decided: paths and names are personal data and stay in the
closure. No result is persisted, and errors reach it as their class name alone.

Import this only after `flows.quiet.hush`.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from threading import Thread
from types import MappingProxyType

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.exceptions import TerminationSignal
from prefect.states import Completed, Failed

from core.errors import InputError
from core.models.finding import Status
from pipeline.unattended.batch import TRIES, Done, Job, Run, in_turn, until_settled

FLOW = "yushen-batch"
MAY_PASS = "may pass"
TERMINATED = 143

log = logging.getLogger("yushen")

NAMED: tuple[tuple[Status, str], ...] = (("fail", "不符合"), ("review", "待核对"))
Titles = Mapping[str, str]
"""The rules' titles by their ids: the policy's own words."""
UNTITLED: Titles = MappingProxyType({})


def as_tasks(run: Run, jobs: Sequence[Job], titles: Titles = UNTITLED) -> list[Done]:
    """Run the jobs as tasks of one flow, and plainly whatever Prefect did not get to.

    Prefect's own trouble (no server, a full disk) must not cost a packet its report.
    """
    done: dict[str, Done] = {}
    early = _begin(run, jobs[:1])
    try:
        _flow_over(early, {job.id: job for job in jobs}, done, titles)([job.id for job in jobs])
    except Exception as error:  # Prefect's: ours do not leave `run`
        log.warning("Prefect: %s; the batch goes on without it", type(error).__name__)
    left = [job for job in jobs if job.id not in done]
    done.update({result.job.id: result for result in in_turn(early, left)})
    return [done[job.id] for job in jobs]


def as_task(titles: Titles) -> Callable[[Run, Job], Done]:
    """For one job after the other within a flow that goes on and on: each as a task of it."""
    jobs: dict[str, Job] = {}
    runs: dict[str, Run] = {}
    done: dict[str, Done] = {}
    check = _task_over(lambda job: runs[job.id](job), jobs, done, titles)

    def through(run: Run, job: Job) -> Done:
        jobs[job.id], runs[job.id] = job, run
        try:
            check(job.id, return_state=True)
        except TerminationSignal as error:  # said in Python's way, which the watch knows
            raise SystemExit(TERMINATED) from error
        except Exception as error:  # Prefect's: ours do not leave `run`
            log.warning("Prefect: %s; the watch goes on without it", type(error).__name__)
        del jobs[job.id], runs[job.id]
        known = done.pop(job.id, None)
        return known if known is not None else until_settled(run, job)

    return through


def as_table(results: Iterable[Done]) -> str:
    """The results as a Markdown table without personal data."""
    rows = [
        f"| {done.job.id} | {_outcome(done)} | {_counts(done)} | {done.seconds:.0f} |"
        for done in results
    ]
    head = ["| packet | outcome | findings | seconds |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *rows])


def _begin(run: Run, first: Sequence[Job]) -> Run:
    """`run`, with the first job already under way: Prefect takes ten seconds to start."""
    begun: dict[str, Future[Done]] = {}

    def settle(job: Job, future: Future[Done]) -> None:
        try:
            future.set_result(run(job))
        except BaseException as error:  # raised again where the result is awaited
            future.set_exception(error)

    for job in first:
        begun[job.id] = Future()
        Thread(target=settle, args=(job, begun[job.id]), name="first-packet", daemon=True).start()

    def run_or_wait(job: Job) -> Done:
        waiting = begun.pop(job.id, None)
        return waiting.result() if waiting is not None else run(job)

    return run_or_wait


def _flow_over(
    run: Run, jobs: dict[str, Job], done: dict[str, Done], titles: Titles
) -> Callable[[list[str]], object]:
    check = _task_over(run, jobs, done, titles)

    @flow(name=FLOW, persist_result=False, validate_parameters=False)
    def batch(packets: list[str]) -> State[None]:
        for packet in packets:
            check(packet, return_state=True)
        table = as_table(done.values())
        create_markdown_artifact(table, key=FLOW, description="The outcome of each packet")
        return Completed(message=f"{len(done)} packets")

    return batch


def _task_over(
    run: Run, jobs: dict[str, Job], done: dict[str, Done], titles: Titles
) -> Callable[..., State[None]]:
    @task(
        name="check-packet",
        task_run_name="{packet}",
        retries=TRIES - 1,
        retry_condition_fn=_may_pass,
        cache_policy=NO_CACHE,
        persist_result=False,
    )
    def check(packet: str) -> State[None]:
        result = done[packet] = run(jobs[packet])
        if result.later:
            return Completed(name=result.later)
        if result.error is None:
            return Completed(name=_outcome(result), message=_reasons(result, titles))
        return Failed(message=_why(result))

    return check


def _may_pass(_task: object, _run: object, state: State[object]) -> bool:
    return state.message is not None and state.message.endswith(MAY_PASS)


def _outcome(done: Done) -> str:
    return str(done.outcome) if done.error is None else type(done.error).__name__


def _counts(done: Done) -> str:
    return ", ".join(f"{status} {number}" for status, number in sorted(done.counts.items()))


def _why(done: Done) -> str:
    """The class of an error and its code; never its message."""
    code = done.error.code if isinstance(done.error, InputError) else ""
    parts = [f"{_outcome(done)} {code}".strip(), *([MAY_PASS] if done.may_pass else [])]
    return ", ".join(parts)


def _reasons(done: Done, titles: Titles) -> str:
    """The counts, and by their titles the rules that decided."""
    parts = [_counts(done)]
    for status, name in NAMED:
        told = [titles[rule] for rule in done.rules(status) if rule in titles]
        parts += [f"{name}：{'、'.join(told)}"] if told else []
    return "；".join(parts)
