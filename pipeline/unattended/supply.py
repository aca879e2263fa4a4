"""Where a batch's packets come from: a folder as it lies there, or a store they are fetched from.

Whether a packet is still what it was is asked here, before its check and after.
"""

from pathlib import Path
from typing import Protocol

from core.models.base import Model
from pipeline.unattended.batch import Job
from pipeline.unattended.steady import content_now, hold_to


class Far(Model):
    """A packet in an object store, as it was seen there."""

    url: str
    """Of the inbox."""
    name: str
    """Of the packet in it."""
    mark: str
    """Of its objects; another one when one of them is."""


class Supply(Protocol):
    """Packets, for many threads."""

    def content(self, job: Job) -> str:
        """The hash of the packet's files and their names. Raises as `steady.content_now` does."""

    def hold(self, job: Job, before: str) -> None:
        """Raises Unsteady where the packet is not what it was `before`."""

    def bring(self, job: Job) -> None:
        """See to it that the packet lies at `job.source`. Raises InputError, OSError."""

    def far(self, job: Job) -> Far | None:
        """Where other machines find the packet, where that is no path."""

    def let_go(self, job: Job) -> None:
        """Delete what was brought of it."""

    def there(self, job: Job) -> bool:
        """Whether what the packet lies in is there; the packet itself may be gone from it."""


class Lying:
    """Packets that lie in a folder and are read from there."""

    def __init__(self) -> None:
        self._folders: dict[Path, int] = {}

    def content(self, job: Job) -> str:
        found = content_now(job.source)
        self._folders.setdefault(job.source.parent, job.source.parent.stat().st_ino)
        return found

    def hold(self, job: Job, before: str) -> None:
        hold_to(job.source, before)

    def bring(self, job: Job) -> None:
        pass

    def far(self, job: Job) -> Far | None:
        return None

    def let_go(self, job: Job) -> None:
        pass

    def there(self, job: Job) -> bool:
        folder = job.source.parent
        try:
            return folder.stat().st_ino == self._folders.get(folder, folder.stat().st_ino)
        except OSError:
            return False
