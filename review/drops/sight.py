"""Evaluating a drop's pictures: each alone, and all together."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.models.page import FileReading
from pipeline.reading.files import read_files
from pipeline.reading.intake.packet import PacketFile
from pipeline.reading.pool import PriorityPool
from review.drops.models import Drop, DropResult, MissingPaper, Shot, ShotPaper, ShotResult
from review.drops.telling import result_in_drop, shot_result
from review.pictures import thumbnail

if TYPE_CHECKING:
    from pipeline.run import Kit


def read_shot(shot: Shot, path: Path, kit: "Kit") -> tuple[FileReading, ShotResult, bytes | None]:
    """Read a picture ahead of the queue; returns its reading, its result and a thumbnail."""
    from pipeline.glance import papers_of

    file = PacketFile(shot.file, path, shot.sha256, _empty(shot))
    (reading,) = read_files([file], PriorityPool(kit.pool), kit.store, lambda done, total: None)
    page = next((page for page in reading.pages if page.image), None)
    picture = kit.store.load_picture(page.image) if page else None
    small = thumbnail(picture) if picture else None
    return reading, shot_result(reading, papers_of([reading], kit), kit.policy, small), small


def read_drop(
    drop: Drop, readings: Mapping[str, FileReading], seen: DropResult, kit: "Kit"
) -> DropResult:
    """The papers in all pictures together, and the missing ones; `readings` by hash."""
    from pipeline.glance import glance

    shots = [shot for shot in drop.shots if shot.sha256 in readings]
    files = [_named(readings[shot.sha256], shot.file) for shot in shots]
    found = glance(files, kit, drop.choice.application)
    values: dict[str, Any] = {
        "taken": {
            shot.id: result_in_drop(seen.alone[shot.id], shot.file, found.documents)
            for shot in shots
            if shot.id in seen.alone
        },
        "papers": tuple(
            ShotPaper(type=one.type, confidence=one.confidence, role=one.role)
            for one in found.documents
        ),
        "service": found.service,
        "lacks": tuple(MissingPaper(text=one.text, sure=one.sure) for one in found.lacks),
        "notes": found.notes,
        "unread": len(found.unread),
        "looked": drop.mark if len(shots) == len(drop.shots) else "",
    }
    return seen.model_copy(update=values)


def _empty(shot: Shot) -> tuple[str, str] | None:
    """The message for an empty file, as in a packet."""
    return None if shot.size else ("empty", "文件是空的（0 字节），请重拍")


def _named(reading: FileReading, name: str) -> FileReading:
    """The reading under the picture's own name, because a picture may be uploaded twice."""
    pages = tuple(page.model_copy(update={"file": name}) for page in reading.pages)
    return reading.model_copy(update={"name": name, "pages": pages})
