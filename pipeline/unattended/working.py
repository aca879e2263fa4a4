"""The work of a batch on a packet, stage by stage."""

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
from pipeline.unattended.batch import BatchJob, Done
from pipeline.unattended.room import need_room

LOST = "缓存断开或被删除，页面图像不见了，请重试 / pictures of pages went from the cache: try again"
KEPT = "packet"  # change it when the stored form of a packet's material changes

Read = Callable[[BatchJob, str], ReadPacket]
"""Reads a packet; the text is the key of all that affects its report, "" if it has none."""
ProgressFor = Callable[[BatchJob], Progress | None]


@dataclass(frozen=True)
class BatchSteps:
    """The steps of a batch for each packet."""

    read: Read
    judge: Callable[[ReadPacket], Checked]
    """Applies the rules, with the unit's other packets."""
    write: Callable[[BatchJob, Checked, Path], None]
    """Writes every format of its report into the folder."""
    keep: Callable[[BatchJob, Checked], bool]
    """Stores facts and hands over the packet; False if the next run must repeat it."""
    fail: Callable[[Done, Path], None]
    """Writes into the folder the report that says why the packet could not be checked."""
    tell: Callable[[Done], None]
    """Called once for each packet, when it is finished."""
    there: Callable[[PacketFacts | None], bool] = lambda facts: True
    """Whether a packet checked before is still where packets are handed over to."""


class PicturesLost(ReadingFailed):
    """Page pictures disappeared from the cache during reading: the reading is incomplete."""


@dataclass(frozen=True)
class PacketReader:
    """Reads packets on this machine; complete readings are kept by content and reused."""

    kit: Kit
    options: Options
    progress: ProgressFor = lambda job: None
    anew: bool = False
    """Whether to ignore kept readings of packets."""
    bring: Callable[[BatchJob], None] = lambda job: None
    """Makes a packet available where it is read from."""

    def __call__(self, job: BatchJob, key: str) -> ReadPacket:
        """Raises InputError, OSError if there is too little space, PicturesLost."""
        kept = read_before(self.kit, key, anew=self.anew)
        if kept is not None:
            return kept
        need_room([*self.kit.store.shelf.disks, work_folder()])
        self.bring(job)
        lost = self.kit.store.lost
        read = read_packet(job.source, self.kit, self.options, self.progress(job))
        if self.kit.store.lost != lost:  # of any packet
            raise PicturesLost(LOST)
        keep_packet(self.kit.store, key, read)
        return read


def read_before(kit: Kit, key: str, *, anew: bool) -> ReadPacket | None:
    """An answer without reading, if possible. Raises InputError if the batch has no time left."""
    within_budget(kit)
    return None if anew else kept_packet(kit.store, key)


def kept_packet(store: ReadingStore, key: str) -> ReadPacket | None:
    """The kept readings of a packet, if they are current and their pictures exist."""
    found = store.load(store.key(key, KEPT), ReadPacket) if key else None
    if found is None or not (found.material.day_given or found.material.day == today()):
        return None
    return found if all(store.has_picture(one.image) for one in found.shown) else None


def keep_packet(store: ReadingStore, key: str, read: ReadPacket) -> None:
    """Keep a packet's complete readings under the key of all that affects them."""
    if key and read.whole:
        store.save(store.key(key, KEPT), read)


def judge_of(kit: Kit) -> Callable[[ReadPacket], Checked]:
    """A function that judges packets with the facts of the kit's memory."""
    return lambda read: judged(read, kit)


def writer(kit: Kit, lang: Language) -> Callable[[BatchJob, Checked, Path], None]:
    """A function that writes reports."""

    def write(_job: BatchJob, checked: Checked, folder: Path) -> None:
        need_room([*kit.store.shelf.disks, work_folder()])
        write_report(checked.report, checked.pictures, folder, lang)

    return write
