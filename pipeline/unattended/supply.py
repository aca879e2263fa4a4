"""The source of a batch's packets: a folder, or a store from which they are fetched.

Also verifies that a packet is unchanged, before its check and after.
"""

from pathlib import Path
from typing import Protocol

from core.models.base import Model
from pipeline.unattended.batch import BatchJob
from pipeline.unattended.steady import content_now, hold_to


class RemotePacket(Model):
    """A packet in an object store, as last seen."""

    url: str
    """URL of the inbox."""
    name: str
    """Name of the packet in it."""
    mark: str
    """Mark of its objects; changes when one of them does."""


class Supply(Protocol):
    """A source of packets, safe for threads."""

    def content(self, job: BatchJob) -> str:
        """The hash of the packet's files and their names. Raises as `steady.content_now` does."""

    def hold(self, job: BatchJob, before: str) -> None:
        """Raises Unsteady if the packet's content is no longer `before`."""

    def bring(self, job: BatchJob) -> None:
        """Make the packet available at `job.source`. Raises InputError, OSError."""

    def far(self, job: BatchJob) -> RemotePacket | None:
        """Where other machines find the packet, if not at a path."""

    def let_go(self, job: BatchJob) -> None:
        """Delete the fetched copy."""

    def there(self, job: BatchJob) -> bool:
        """Whether the place of the packet is there; the packet itself may be gone."""


class LocalSupply:
    """Packets in a folder, read in place."""

    def __init__(self) -> None:
        self._folders: dict[Path, int] = {}

    def content(self, job: BatchJob) -> str:
        found = content_now(job.source)
        self._folders.setdefault(job.source.parent, job.source.parent.stat().st_ino)
        return found

    def hold(self, job: BatchJob, before: str) -> None:
        hold_to(job.source, before)

    def bring(self, job: BatchJob) -> None:
        pass

    def far(self, job: BatchJob) -> RemotePacket | None:
        return None

    def let_go(self, job: BatchJob) -> None:
        pass

    def there(self, job: BatchJob) -> bool:
        folder = job.source.parent
        try:
            return folder.stat().st_ino == self._folders.get(folder, folder.stat().st_ino)
        except OSError:
            return False
