"""A machine that reads packets for batches elsewhere: `yushen worker`.

It has its own reading pool in its sandbox, and sees the store and the packets like the batch (on a
share). It only gets packets of batches of its own version: the scheduler knows the version, and
each request is checked again.
"""

import asyncio
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

import dask
import distributed
from distributed.comm.core import connect

from core.objects import Objects
from core.work import new_folder, work_folder
from flows.cluster.request import (
    ReadRequest,
    ReadResult,
    RemoteTrouble,
    Word,
    get_request,
    put_result,
)
from pipeline.reading.budget import BATCH_SPENT, Budget
from pipeline.run import Kit
from pipeline.unattended.batch import BatchJob
from pipeline.unattended.deciding import Version, version_of
from pipeline.unattended.durable import remove
from pipeline.unattended.remote.inbox import fetch
from pipeline.unattended.working import PacketReader

NO_LIMIT = 1e12  # seconds for a batch without a time limit
CONNECT_TIMEOUT = 5.0  # seconds for a scheduler to answer
PAUSE = 2.0  # seconds between two attempts to reach a scheduler
QUIET = {
    "distributed.worker.memory.target": False,  # nothing of a packet is written outside the store
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": False,
}
Say = Callable[[str, str], None]
"""Messages for the machine's operator: in Chinese and in English."""


@dataclass(frozen=True)
class WorkerState:
    """The readers of this process; Dask calls plain functions, so they are kept here."""

    kit: Kit
    version: Version
    say: Say


_here: list[WorkerState] = []


def read_request(id: str) -> Word:
    """Read a packet and put the answer into the store; never raises."""
    station = _here[0]
    request = get_request(station.kit.store, id)
    if request is None:
        return "not shared"
    if request.version != station.version:
        return "refused"
    put_result(station.kit.store, id, _read(station.kit, id, request))
    return "answered"


def report_version_mismatch(version: Version) -> None:
    """Say why batches of that version give this machine no work."""
    station = _here[0]
    zh, en = version.unlike(station.version)
    station.say(
        f"本机与批次的版本不同（{zh}），该批次不使用本机；请装同一版本、用同样的选项重新启动",
        f"a batch is of another version ({en}) and does not use this machine; please install "
        "the same one, give the same options, start again",
    )


def serve(address: str, kit: Kit, threads: int, say: Say) -> None:
    """Join the scheduler and read until the program ends; wait if it is away."""
    silence_dask()
    _here[:] = [WorkerState(kit, version_of(kit), say)]
    with dask.config.set(QUIET):
        asyncio.run(_serve(address, threads, say))


def silence_dask() -> None:
    """Dask's own logs are about connections; what matters is reported in our own messages."""
    for name in ("distributed", "distributed.client", "tornado", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


async def _serve(address: str, threads: int, say: Say) -> None:
    waiting = False
    while True:
        try:
            await _reached(address)  # Dask's own worker would wait silently
            async with distributed.Worker(
                address,
                nthreads=threads,
                name=f"yushen-{secrets.token_hex(3)}",
                resources={_here[0].version.resource: threads},
                local_directory=str(work_folder()),
                memory_limit=0,
                dashboard=False,
            ) as worker:
                waiting = False
                say(f"已加入 {address}", f"joined {address}")
                await worker.finished()
        except OSError:  # it is away; a timeout is an OSError too
            pass
        if not waiting:
            waiting = True
            say(f"等待调度器 {address}", f"waiting for the scheduler {address}")
        await asyncio.sleep(PAUSE)


async def _reached(address: str) -> None:
    """Raises OSError if nobody answers."""
    known = distributed.Security().get_connection_args("worker")
    comm = await connect(address, timeout=CONNECT_TIMEOUT, **known)
    await comm.close()


def _read(kit: Kit, id: str, request: ReadRequest) -> ReadResult:
    budget = Budget(NO_LIMIT if request.seconds is None else request.seconds, spent=BATCH_SPENT)
    before = budget.left
    here = None if request.far is None else new_folder()
    source = Path(request.source) if here is None else here / request.source
    bring = partial(_bring, request)
    read = PacketReader(
        replace(kit, budget=budget), request.options, anew=request.anew, bring=bring
    )
    try:
        found = read(BatchJob(id, id, source), request.key)
    except Exception as error:  # any error: reported with the packet's result
        return ReadResult(seconds=before - budget.left, trouble=RemoteTrouble.of(error))
    finally:
        if here is not None:
            remove(here)
    return ReadResult(seconds=before - budget.left, read=found)


def _bring(request: ReadRequest, job: BatchJob) -> None:
    """Fetch a packet from a store."""
    if request.far is not None:
        fetch(_objects(request.far.url), request.far.name, request.far.mark, job.source)


@cache
def _objects(url: str) -> Objects:
    return Objects(url)
