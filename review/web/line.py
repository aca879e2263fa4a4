"""The queue of uploads whose files are here: next, waiting, and kept ones."""

import hashlib
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from core.errors import Refused
from core.files import sha256_of
from pipeline.unattended.batch import BatchJob as Packet
from review.uploads import Upload

MAX_PAUSE = 300.0  # seconds
NO_SUCH = (
    "no_such_upload", "没有这次上传的文件，或正在检查", "no such files here, or being checked"
)  # fmt: skip


@dataclass
class UploadJob:
    """An upload, with the data that is not in its database row."""

    folder: Path
    upload: Upload
    tries: int = 0
    """The number of attempts by desks that were killed."""
    pauses: int = 0
    bugs: int = 0
    due: float = 0.0
    busy: bool = False
    done: int = 0
    total: int = 0

    @property
    def source(self) -> Path:
        return self.folder / self.upload.source

    @property
    def packet(self) -> Packet:
        return Packet(self.upload.id, self.upload.name, self.source)


class UploadQueue:
    """Thread-safe. `pause` is the first pause; each further one is twice as long."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._jobs: dict[str, UploadJob] = {}
        self._kept: dict[str, UploadJob] = {}
        self._changed = threading.Condition()
        self.ended = False

    def __len__(self) -> int:
        return len(self._jobs)

    def put(self, job: UploadJob) -> None:
        """Add an upload; one that is already in the queue stays unchanged."""
        with self._changed:
            self._kept.pop(job.upload.id, None)
            self._jobs.setdefault(job.upload.id, job)
            self._changed.notify_all()

    def keep(self, job: UploadJob) -> None:
        """Remove a finished upload whose files are kept."""
        with self._changed:
            self._jobs.pop(job.upload.id, None)
            self._kept[job.upload.id] = job

    def drop(self, job: UploadJob) -> None:
        """Remove a finished upload."""
        with self._changed:
            self._jobs.pop(job.upload.id, None)
            self._kept.pop(job.upload.id, None)

    def next(self) -> UploadJob | None:
        """Wait for the first upload that is due; None at the end."""
        with self._changed:
            while not self.ended:
                moment = time.monotonic()
                due = [job for job in self._jobs.values() if job.due <= moment]
                if due:
                    found = min(due, key=lambda job: job.upload.at)
                    found.busy = True
                    return found
                times = [job.due for job in self._jobs.values()]
                self._changed.wait(min(times) - moment if times else None)
        return None

    def put_off(self, job: UploadJob) -> float:
        """Postpone it, longer each time; returns the seconds."""
        with self._changed:
            seconds = min(self._pause * 2.0 ** min(job.pauses, 20), MAX_PAUSE)
            job.pauses, job.busy, job.tries = job.pauses + 1, False, 0
            job.due = time.monotonic() + seconds
        return seconds

    def idle(self, id_: str) -> UploadJob:
        """An upload that is not being checked. Raises Refused."""
        with self._changed:
            job = self._kept.get(id_) or self._jobs.get(id_)
            if job is None or job.busy:
                raise Refused(*NO_SUCH)
            return job

    def progress(self, id_: str) -> tuple[int, int]:
        """Pages read and total pages of an upload that is being checked."""
        job = self._jobs.get(id_)
        return (job.done, job.total) if job else (0, 0)

    def end(self) -> None:
        """Stop: `next` returns None from now on."""
        with self._changed:
            self.ended = True
            self._changed.notify_all()


def content(source: Path) -> str:
    """A hash of all files' contents, independent of their names."""
    files = [source] if source.is_file() else [one for one in source.rglob("*") if one.is_file()]
    return hashlib.sha256("/".join(sorted(map(sha256_of, files))).encode()).hexdigest()
