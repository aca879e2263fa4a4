"""Uploads are checked one after the other, beside the pages; the reading kit opens with the first.

What was uploaded is deleted once it is on the desk; pictures of its pages are kept there. What
waits when the desk ends is checked when it next starts.
"""

import logging
import secrets
import shutil
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, Literal

from core.errors import InputError, Refused
from core.folders import state_folder
from core.limits import limits
from core.models.report import Report
from pipeline.memory import Memory
from pipeline.reporting.pictures import NoPictures
from pipeline.unattended.batch import Done, runner
from pipeline.unattended.batch import Job as Packet
from review.arrivals import Arrivals
from review.audit import now
from review.sealed import plainly, seal_all
from review.web.waiting import FOLDER, Room, Upload, keep

if TYPE_CHECKING:
    from pipeline.run import Checked, Kit

log = logging.getLogger("yushen.desk")
State = Literal["waiting", "reading", "done", "failed"]
MOST_TOLD = 200
TRIES = 2  # of an upload at which the desk itself was killed
BATCH = "上传"


def kit_opener(
    *,
    engine: str,
    workers: int,
    cache: Path,
    memory: Path | None,
    require_sandbox: bool = False,
) -> "Callable[[], Kit]":
    """Opens the kit when it is called: the desk itself starts without the engines."""

    def open_now() -> "Kit":
        from pipeline.run import open_kit

        return open_kit(
            engine=engine,
            workers=workers,
            cache=cache,
            memory=memory,
            require_sandbox=require_sandbox,
        )

    return open_now


@dataclass
class Job:
    """An upload and how far it is."""

    folder: Path
    upload: Upload
    state: State = "waiting"
    done: int = 0
    total: int = 0
    key: str = ""
    outcome: str = ""
    message: str = ""

    @property
    def id(self) -> str:
        return self.upload.id

    @property
    def name(self) -> str:
        return self.upload.name

    @property
    def by(self) -> str:
        return self.upload.by

    @property
    def source(self) -> Path:
        return self.folder / self.upload.source

    def begun(self, by: int) -> None:
        """Write down that it was begun once more, or once less."""
        self.upload = self.upload.model_copy(update={"tries": self.upload.tries + by})
        keep(self.folder, self.upload)


class Checker:
    """Checks uploads in a thread of its own. `open_kit` is called when the first one comes.

    They lie in `uploads`; where None, in a folder beside the database.
    """

    def __init__(
        self,
        arrivals: Arrivals,
        open_kit: "Callable[[], Kit]",
        memory: Memory | None = None,
        uploads: Path | None = None,
    ) -> None:
        self.arrivals, self.memory = arrivals, memory
        self._open = open_kit
        self._kit: Kit | None = None
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock, self._queue = threading.Lock(), Queue[Job | None]()
        self._thread: threading.Thread | None = None
        self.uploads = uploads or state_folder() / FOLDER
        self._room = Room(self.uploads)
        self.seal = arrivals.pages.seal
        self._ending, self._opening = threading.Event(), threading.Lock()

    def kit(self) -> "Kit":
        """The desk's one reading kit, opened when it is first asked for."""
        with self._opening:
            if self._kit is None:
                if self._ending.is_set():
                    raise InputError("ending", "审核台已停止", "the desk has ended")
                self._kit = self._open()
            return self._kit

    def start(self) -> None:
        """Take up what waited when the desk last ended."""
        for folder, upload in self._room.left():
            self._put(Job(folder, upload))

    def room(self) -> Path:
        """A new folder to put an upload into. Raises Refused where too many wait."""
        if sum(job.state == "waiting" for job in self.jobs()) >= limits().uploads_waiting:
            raise Refused("busy", "等待检查的材料过多，请稍后再传", "too many are waiting")
        return self._room.new()

    def submit(self, folder: Path, source: Path, name: str, by: str) -> Job:
        """Check `source`, which lies in `folder`."""
        inside = str(source.relative_to(folder))
        upload = Upload(id=secrets.token_hex(8), name=name, by=by, at=now(), source=inside)
        seal_all(self.seal, folder, upload.id)
        keep(folder, upload)
        return self._put(Job(folder, upload))

    def _put(self, job: Job) -> Job:
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > MOST_TOLD:
                self._jobs.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()
        self._queue.put(job)
        return job

    def jobs(self) -> list[Job]:
        """The latest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def close(self) -> None:
        """End what is under way; it and what waits is left to the next start."""
        self._ending.set()
        self._queue.put(None)
        kit = self._kit
        if kit is not None:
            kit.__exit__()
        if self._thread is not None:
            self._thread.join(timeout=10)
        self._room.close()
        if self.memory is not None:
            self.memory.close()

    def _work(self) -> None:
        while (job := self._queue.get()) is not None and not self._ending.is_set():
            job.state = "reading"
            try:
                job.begun(+1)
                run = runner(lambda packet, job=job: self._check(job), lambda done, job=job: None)  # type: ignore[misc]
                done = run(Packet(job.id, job.name, job.source))
                if self._ending.is_set() and not job.key:
                    job.begun(-1)
                    return
                self._settle(job, done)
            except Exception as error:  # the next upload must still be checked
                job.state, job.message = "failed", type(error).__name__
                log.error("an upload could not be put on the desk: %s", type(error).__name__)
            shutil.rmtree(job.folder, ignore_errors=True)

    def _check(self, job: Job) -> Report:
        from pipeline.run import check_packet

        if job.upload.tries > TRIES:
            raise InputError(
                "interrupted", "检查时程序几次中断", "checking it broke off repeatedly"
            )

        def tick(_: str, done: int, total: int) -> None:
            job.done, job.total = done, total

        with plainly(self.seal, job.folder, job.source, job.id) as source:
            checked = check_packet(source, self.kit(), progress=tick)
        if self._ending.is_set():  # its pages may have failed because the readers were ended
            raise InputError("ending", "审核台已停止", "the desk has ended")
        self._hand_over(job, checked)
        return checked.report

    def _hand_over(self, job: Job, checked: "Checked") -> None:
        arrived = self.arrivals.add(
            checked.report,
            checked.material,
            checked.pictures,
            by=job.by,
            batch=BATCH,
            name=job.name,
        )
        job.key = arrived.key
        if checked.facts is not None and self._kit is not None:
            self._kit.memory.remember(checked.facts)

    def _settle(self, job: Job, done: Done) -> None:
        """What became of it; that it is over is told last, for then it is looked at."""
        job.outcome = done.report.outcome
        if done.error is None:
            job.state = "done"
            return
        log.error("an upload could not be checked: %s", type(done.error).__name__)
        if not job.key:
            job.key = self.arrivals.add(
                done.report, None, NoPictures(), by=job.by, batch=BATCH, name=job.name
            ).key
        job.message = done.report.outcome_reason.zh
        job.state = "failed"
