"""A batch's packets read by other machines: one request each, repeated until it is answered.

Dask gives requests only to machines of our version, and again if a machine died. If the scheduler
is away, the batch waits and repeats open requests: reading always gives the same result, so nothing
is lost and nothing is done twice.
"""

import secrets
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import distributed
from distributed.comm.core import CommClosedError
from distributed.scheduler import KilledWorker

from core.errors import InputError, ReadingFailed
from core.limits import limits
from core.models.material import ReadPacket
from flows.cluster.request import (
    ReadRequest,
    ReadResult,
    Word,
    delete_request,
    get_result,
    put_request,
)
from flows.cluster.station import read_request, report_version_mismatch, silence_dask
from pipeline.reading.store import ReadingStore
from pipeline.run import Kit, Options
from pipeline.unattended.batch import BatchJob
from pipeline.unattended.deciding import Version, version_of
from pipeline.unattended.supply import LocalSupply, Supply
from pipeline.unattended.working import LOST, PicturesLost, read_before

POLL_SECONDS = 2.0  # seconds between two checks of the machines while a request waits
SCHEDULER_TIMEOUT = 600.0  # seconds that a scheduler may be away
AWAY = (distributed.CancelledError, CommClosedError, OSError, TimeoutError)
Say = Callable[[str, str], None]


class Cluster:
    """The machines of a scheduler, for many threads; a context manager."""

    def __init__(self, address: str, version: Version, say: Say) -> None:
        """Raises InputError if no scheduler answers."""
        silence_dask()
        self._address, self._version, self._say = address, version, say
        self._lock = threading.Lock()
        self._reported: set[str] = set()
        self._looked = 0.0
        self.shared = False
        """Whether an answer came through the store: then the machines see it."""
        try:
            self._client = self._connected()
        except AWAY as error:
            raise no_scheduler(address) from error

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(*AWAY, RuntimeError):
            self._client.close(timeout=5)

    def ask(self, id: str, priority: int = 0) -> Word:
        """Have a request done; return its answer. Raises ReadingFailed if it kills machines."""
        while True:
            client = self._client
            try:
                return self._answer(client, id, priority)
            except KilledWorker as error:
                raise ReadingFailed("识别工作机多次中断", "its machines died over it") from error
            except (*AWAY, RuntimeError):  # raised by a closed client
                self._again(client)

    def _answer(self, client: distributed.Client, id: str, priority: int) -> Word:
        future = client.submit(
            read_request,
            id,
            key=f"read-{id}-{secrets.token_hex(3)}",
            resources={self._version.resource: 1},
            priority=priority,
            pure=False,
        )
        while True:
            self._look(client)
            try:
                word: Word = future.result(timeout=POLL_SECONDS)
            except (distributed.TimeoutError, TimeoutError):
                if client.status != "running":
                    raise
                continue
            return word

    def _look(self, client: distributed.Client) -> None:
        """Report each machine of another version, or that no machine has our version."""
        with self._lock:
            if time.monotonic() < self._looked + POLL_SECONDS:
                return
            self._looked = time.monotonic()
            workers = client.scheduler_info(n_workers=-1)["workers"]
            ours = [at for at, info in workers.items() if self._is_ours(info)]
            for at in workers.keys() - set(ours) - self._reported:
                self._reported.add(at)
                zh, en = "的版本与本机不同，不使用", "is of another version: not used"
                self._say(f"工作机 {at} {zh}", f"{at} {en}")
                with suppress(Exception):  # it may not even have the function
                    client.run(
                        report_version_mismatch, self._version, workers=[at], on_error="ignore"
                    )
            if not ours and "" not in self._reported:
                self._reported.add("")
                self._say(
                    "没有版本相同的工作机，等待（yushen worker --address …）",
                    "no machine of our version: waiting (yushen worker --address ...)",
                )
            if ours:
                self._reported.discard("")

    def _is_ours(self, info: Mapping[str, Any]) -> bool:
        return self._version.resource in info.get("resources", {})

    def _again(self, lost: distributed.Client) -> None:
        """Replace a lost connection, in whichever thread is first."""
        with self._lock:
            if self._client is not lost:
                return
            self._say("与调度器的连接中断，等待恢复", "the scheduler is away: waiting")
            with suppress(*AWAY, RuntimeError):
                lost.close(timeout=1)
            end = time.monotonic() + SCHEDULER_TIMEOUT
            while True:
                try:
                    self._client = self._connected()
                    return
                except AWAY as error:
                    if time.monotonic() > end:
                        raise no_scheduler(self._address) from error
                    time.sleep(POLL_SECONDS)

    def _connected(self) -> distributed.Client:
        return distributed.Client(
            self._address, timeout=10, set_as_default=False, name="yushen-batch"
        )


@dataclass(frozen=True)
class RemoteReader:
    """Reads packets on the machines of a cluster, as `working.PacketReader` does here."""

    kit: Kit
    options: Options
    cluster: Cluster
    priority: int = 0
    """Requests with a higher priority go first, across batches."""
    anew: bool = False

    supply: Supply = field(default_factory=LocalSupply)
    """Where packets come from."""

    def __call__(self, job: BatchJob, key: str) -> ReadPacket:
        """Raises the exception of the remote reading."""
        kept = read_before(self.kit, key, anew=self.anew)
        if kept is not None:
            return kept
        budget, far = self.kit.budget, self.supply.far(job)
        request = ReadRequest(
            source=str(job.source.absolute()) if far is None else job.source.name,
            far=far,
            key=key,
            options=self.options,
            anew=self.anew,
            seconds=None if budget is None else budget.left,
            version=version_of(self.kit),
        )
        found = self._until_answered(job, request)
        if budget is not None:
            budget.spend(found.seconds)
        if found.trouble is not None:
            raise found.trouble.error()
        assert found.read is not None
        return found.read

    def _until_answered(self, job: BatchJob, request: ReadRequest) -> ReadResult:
        """The answer to a request, which is repeated if the store was away in between.

        Only for a store known to be shared; otherwise it raises at once.
        """
        until = time.monotonic() + limits().store_away_clock
        while True:
            word, found = self._asked(job, request)
            if found is not None and self._is_whole(found):
                self.cluster.shared = True
                return found
            late = time.monotonic() + POLL_SECONDS > until
            if word == "refused" or not self.cluster.shared or late:
                if found is not None and found.read is None:
                    return found
                if found is not None:
                    raise PicturesLost(LOST)
                raise _unanswered(word, self.kit.store)
            time.sleep(POLL_SECONDS)

    def _asked(self, job: BatchJob, request: ReadRequest) -> tuple[Word, ReadResult | None]:
        store, id = self.kit.store, f"{job.id}-{secrets.token_hex(4)}"
        put_request(store, id, request)
        try:
            word = self.cluster.ask(id, self.priority)
            return word, get_result(store, id)
        finally:
            delete_request(store, id)

    def _is_whole(self, found: ReadResult) -> bool:
        """Whether it is an answer and its page pictures are present."""
        if found.read is None:
            return found.trouble is None or found.trouble.kind != "lost"
        return all(self.kit.store.has_picture(one.image) for one in found.read.shown)


def no_scheduler(address: str) -> InputError:
    """The error if there is none."""
    return InputError(
        "no_scheduler",
        f"{address} 没有调度器，请先启动：dask scheduler",
        f"no scheduler answers at {address}; please start one: dask scheduler",
    )


def _unanswered(word: Word, store: ReadingStore) -> InputError:
    """The error for a request that no machine could do."""
    if word == "refused":
        return InputError("other_version", "工作机的版本与本机不同", "a machine of another version")
    return InputError(
        "not_shared",
        f"工作机看不到缓存 {store.shelf.where}，或无法写入；请把它和材料放在各机共用的文件夹",
        f"a machine does not see the cache {store.shelf.where}, or cannot write there; it "
        "and the packets must lie in a "
        "folder that all machines share",
    )
