"""What a batch does with a packet, stage by stage."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.clock import today
from core.errors import ReadingFailed
from core.models.filing import PacketFacts
from core.models.material import ReadPacket
from core.work import work_folder
from pipeline.reading.store import ReadingStore
from pipeline.reporting import write_report
from pipeline.reporting.names import Language
from pipeline.run import Checked, Kit, Options, Progress, judged, read_packet, within_budget
from pipeline.unattended.batch import Done, Job
from pipeline.unattended.room import need_room

LOST = "缓存断开或被删除，页面图像不见了，请重试 / pictures of pages went from the cache: try again"
KEPT = "packet"  # another word when a packet's material is kept otherwise

Read = Callable[[Job, str], ReadPacket]
"""Reads a packet; the text is the key of all that decides its report, "" where it has none."""
ProgressFor = Callable[[Job], Progress | None]


@dataclass(frozen=True)
class Work:
    """What a batch does with a packet."""

    read: Read
    judge: Callable[[ReadPacket], Checked]
    """What the rules say of it, beside the unit's other packets."""
    write: Callable[[Job, Checked, Path], None]
    """Writes every form of its report into the folder."""
    keep: Callable[[Job, Checked], bool]
    """Remembers and hands on what is reported; False where the next run must do it again."""
    fail: Callable[[Done, Path], None]
    """Writes into the folder the report that says why it could not be checked."""
    tell: Callable[[Done], None]
    """Told of each packet when nothing more will become of it."""
    there: Callable[[PacketFacts | None], bool] = lambda facts: True
    """Whether one that was checked before still is where packets are handed on to."""


class PicturesLost(ReadingFailed):
    """Pictures of pages went from the cache while a packet was read: it was not read in full."""


@dataclass(frozen=True)
class Reader:
    """Reads packets here; what was read of one whole is kept by content, and not read again."""

    kit: Kit
    options: Options
    progress: ProgressFor = lambda job: None
    anew: bool = False
    """Whether what is kept of packets is not looked at."""
    bring: Callable[[Job], None] = lambda job: None
    """Sees to it that a packet lies where it is read from."""

    def __call__(self, job: Job, key: str) -> ReadPacket:
        """Raises InputError, OSError where there is too little room, PicturesLost."""
        kept = read_before(self.kit, key, anew=self.anew)
        if kept is not None:
            return kept
        need_room([*self.kit.store.shelf.disks, work_folder()])
        self.bring(job)
        lost = self.kit.store.lost
        read = read_packet(job.source, self.kit, self.options, self.progress(job))
        if self.kit.store.lost != lost:  # of whichever packet
            raise PicturesLost(LOST)
        keep_packet(self.kit.store, key, read)
        return read


def read_before(kit: Kit, key: str, *, anew: bool) -> ReadPacket | None:
    """What a reader answers without reading. Raises InputError where the batch has no time left."""
    within_budget(kit)
    return None if anew else kept_packet(kit.store, key)


def kept_packet(store: ReadingStore, key: str) -> ReadPacket | None:
    """What is kept of a packet that would be read to the same today, its pictures included."""
    found = store.load(store.key(key, KEPT), ReadPacket) if key else None
    if found is None or not (found.material.day_given or found.material.day == today()):
        return None
    return found if all(store.has_picture(one.image) for one in found.shown) else None


def keep_packet(store: ReadingStore, key: str, read: ReadPacket) -> None:
    """Keep a packet under the key of all that decided it; one that was not read whole is not."""
    if key and read.whole:
        store.save(store.key(key, KEPT), read)


def judge_of(kit: Kit) -> Callable[[ReadPacket], Checked]:
    """How packets are judged with what the kit remembers."""
    return lambda read: judged(read, kit)


def writer(kit: Kit, lang: Language) -> Callable[[Job, Checked, Path], None]:
    """How reports are written."""

    def write(_job: Job, checked: Checked, folder: Path) -> None:
        need_room([*kit.store.shelf.disks, work_folder()])
        write_report(checked.report, checked.pictures, folder, lang)

    return write
