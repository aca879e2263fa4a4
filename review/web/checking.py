"""Checking uploads one after the other in the background; the first one opens the reading kit.

An upload is confirmed once its files are synced to disk and its row is in the database (decision
18). It stays there until the packet is on the desk: temporary errors are shown and retried with
growing pauses. A packet that cannot be checked is added to the desk as failed.
"""

import logging
import secrets
import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import BilingualText, InputError, Refused, YushenError
from core.folders import state_folder
from core.limits import limits
from pipeline.memory import Memory
from pipeline.reporting.pictures import NoPictures
from pipeline.unattended.batch import failure
from review import uploads
from review.arrivals import Arrivals
from review.audit import now
from review.sealed import plainly, seal_all
from review.trouble import passing
from review.uploads import OPEN, Upload, UploadStatus
from review.web.line import MAX_PAUSE, UploadJob, UploadQueue, content
from review.web.waiting import FOLDER, Room, keep

if TYPE_CHECKING:
    from pipeline.run import Checked, Kit

log = logging.getLogger("yushen.desk")
TRIES = 5  # attempts for an upload during which the desk itself was killed
AGAIN = 2  # more attempts if a reading worker died
BUGS = 4  # more attempts after an unexpected error while adding it to the desk
BATCH = "上传"
FIRST_PAUSE = 2.0  # seconds
UNSAVED = BilingualText(
    "审核台的数据库暂时不能写入，这次上传没有收下，请稍后再传",
    "the desk's database cannot be written for now; nothing was taken, please upload it later",
)


def kit_opener(
    *,
    engine: str,
    workers: int,
    cache: Path,
    memory: Path | None,
    require_sandbox: bool = False,
) -> "Callable[[], Kit]":
    """A function that opens the kit when called, so that the desk starts without the engines."""

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


class Checker:
    """Checks uploads in a separate thread. `open_kit` is called for the first upload.

    Files are stored in `uploads`, by default a folder beside the database. `pause` is the first
    pause between attempts; each further pause is twice as long.
    """

    def __init__(
        self,
        arrivals: Arrivals,
        open_kit: "Callable[[], Kit]",
        memory: Memory | None = None,
        uploads: Path | None = None,
        pause: float = FIRST_PAUSE,
    ) -> None:
        self.arrivals, self.memory, self.store = arrivals, memory, arrivals.store
        self._open, self._pause = open_kit, pause
        self._kit: Kit | None = None
        self.uploads = uploads or state_folder() / FOLDER
        self._room = Room(self.uploads)
        self.seal = arrivals.pages.seal
        self._left = self._room.left()
        self._line, self._starting = UploadQueue(pause), threading.Lock()
        self._thread: threading.Thread | None = None
        self._ending, self._opening = threading.Event(), threading.Lock()
        self.taken_up = threading.Event()
        """Set once files and rows of earlier desks are consistent."""

    def kit(self) -> "Kit":
        """The desk's single reading kit, opened on first use."""
        with self._opening:
            if self._kit is None:
                if self._ending.is_set():
                    raise InputError("ending", "审核台已停止", "the desk has ended")
                self._kit = self._open()
            return self._kit

    def start(self) -> None:
        """Start the thread and continue with waiting uploads."""
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()

    @property
    def working(self) -> bool:
        """Whether the thread is running."""
        return self._thread is not None and self._thread.is_alive()

    def room(self) -> Path:
        """A new folder for an upload. Raises Refused if too many are waiting."""
        if len(self._line) >= limits().uploads_waiting:
            raise Refused(
                "busy",
                "等待检查的材料过多，请稍后再传",
                "too many are waiting; please upload later",
            )
        return self._room.new()

    def submit(
        self, folder: Path, source: Path, name: str, by: str, case: str = ""
    ) -> UploadStatus:
        """Check `source`, a path in `folder`. When this returns, the upload is stored durably.

        Raises Refused or OSError if it cannot be stored; then nothing is guaranteed.
        """
        inside = source.relative_to(folder).as_posix()
        upload = Upload(
            id=secrets.token_hex(8), name=name, by=by, at=now(), source=inside,
            content=content(source), case=case,
        )  # fmt: skip
        seal_all(self.seal, folder, upload.id)
        keep(folder, upload)
        try:
            standing = uploads.enter(self.store, upload, self._room.place)
        except InputError as error:
            raise Refused("unsaved", *UNSAVED) from error
        self._line.put(UploadJob(folder, upload))
        self.start()
        return standing

    def jobs(self) -> list[UploadStatus]:
        """All uploads, the latest first."""
        return uploads.listed(self.store)

    def progress(self, id_: str) -> tuple[int, int]:
        """Pages read and total pages of an upload that is being checked here."""
        return self._line.progress(id_)

    def again(self, id_: str, by: str) -> None:
        """Retry a failed or waiting upload now. Raises Refused if its files are not here."""
        job = self._line.idle(id_)
        uploads.again(self.store, id_, by)
        self._line.drop(job)
        self._line.put(UploadJob(job.folder, job.upload))
        self.start()

    def discard(self, id_: str, by: str) -> None:
        """Delete the files of a failed or waiting upload. Raises Refused if they are not here."""
        job = self._line.idle(id_)
        uploads.discard(self.store, id_, by)
        self._over(job, kept=False)

    def close(self) -> None:
        """Stop; unfinished and waiting uploads are left to the next start."""
        self._ending.set()
        self._line.end()
        kit = self._kit
        if kit is not None:
            kit.__exit__()
        if self._thread is not None:
            self._thread.join(timeout=10)
        self._room.close()
        if self.memory is not None:
            self.memory.close()

    def _work(self) -> None:
        self._take_up()
        while (job := self._line.next()) is not None:
            try:
                self._attempt(job)
            except Exception as error:  # continue with the next upload
                self._later(job, error)

    def _take_up(self) -> None:
        """Make files and rows consistent, waiting as long as the database is not writable."""
        rows, pause = None, self._pause
        while rows is None and not self._ending.is_set():
            try:
                found = [upload for _, upload in self._left]
                uploads.adopt(self.store, found, self._room.place, self._room.there)
                rows = {one.id: one for one in uploads.listed(self.store, [u.id for u in found])}
            except Exception as error:
                log.error("what was left is not taken up yet: %s", type(error).__name__)
                self._ending.wait(pause)
                pause = min(2 * pause, MAX_PAUSE)
        for folder, upload in self._left:
            row = (rows or {}).get(upload.id)
            if row is not None and row.state in OPEN:
                self._line.put(UploadJob(folder, upload, row.tries))
            elif row is not None and row.kept:
                self._line.keep(UploadJob(folder, upload))
            elif row is not None:
                shutil.rmtree(folder, ignore_errors=True)
        self.taken_up.set()

    def _attempt(self, job: UploadJob) -> None:
        job.tries += 1
        uploads.begin(self.store, job.upload.id, job.tries)
        try:
            checked = self._check(job)
        except Exception as error:
            if self._ending.is_set():
                uploads.put_off(self.store, job.upload.id, BilingualText("", ""), None)
            elif passing(error) or (_may_pass(error) and job.bugs < AGAIN):
                raise
            else:
                self._come_broken(job, error)
            return
        self._come(job, checked)

    def _check(self, job: UploadJob) -> "Checked":
        from pipeline.run import check_packet

        if job.tries > TRIES:
            raise InputError(
                "interrupted", "检查时程序几次中断", "checking it broke off repeatedly"
            )

        def tick(_: str, done: int, total: int) -> None:
            job.done, job.total = done, total

        with plainly(self.seal, job.folder, job.source, job.upload.id) as source:
            checked = check_packet(source, self.kit(), progress=tick)
        if self._ending.is_set():  # pages may have failed because the readers were stopped
            raise InputError("ending", "审核台已停止", "the desk has ended")
        return checked

    def _come(self, job: UploadJob, checked: "Checked") -> None:
        upload = job.upload
        arrived = self.arrivals.add(
            checked.report, checked.material, checked.pictures, by=upload.by, batch=BATCH,
            name=upload.name, content=upload.content, case=upload.case or None,
        )  # fmt: skip
        outcome = self.arrivals.outcome(arrived.key)  # its case's, if it was joined to one
        uploads.checked(self.store, upload.id, arrived.key, outcome)
        self._over(job, kept=False)
        if checked.facts is not None and self._kit is not None:
            with suppress(YushenError):  # only the memory of units is affected
                self._kit.memory.remember(checked.facts)

    def _come_broken(self, job: UploadJob, error: Exception) -> None:
        """Add it to the desk as failed; the files are kept if they are not the cause."""
        log.error("an upload could not be checked: %s", type(error).__name__)
        report, upload = failure(job.packet, error), job.upload
        arrived = self.arrivals.add(
            report, None, NoPictures(), by=upload.by, batch=BATCH, name=upload.name,
            content=upload.content, case=upload.case or None,
        )  # fmt: skip
        kept = not isinstance(error, InputError) or error.code == "interrupted"
        why = BilingualText(report.outcome_reason.zh, report.outcome_reason.en)
        uploads.failed(self.store, upload.id, why, arrived.key, kept=kept)
        self._over(job, kept=kept)

    def _over(self, job: UploadJob, *, kept: bool) -> None:
        if kept:
            self._line.keep(job)
            job.busy = False
        else:
            self._line.drop(job)
            shutil.rmtree(job.folder, ignore_errors=True)

    def _later(self, job: UploadJob, error: Exception) -> None:
        """Try again after a pause, with the reason; give up only on permanent errors."""
        log.error("an upload waits: %s", type(error).__name__)
        name = type(error).__name__
        why = passing(error) or BilingualText(f"程序内部错误（{name}）", f"internal error ({name})")
        job.bugs += passing(error) is None
        seconds = self._line.put_off(job)
        with suppress(InputError):  # it is tried again in any case
            if job.bugs > BUGS:
                uploads.failed(self.store, job.upload.id, why, None, kept=True)
                self._line.keep(job)
            else:
                uploads.put_off(self.store, job.upload.id, why, now() + timedelta(seconds=seconds))


def _may_pass(error: Exception) -> bool:
    return isinstance(error, YushenError) and error.may_pass
