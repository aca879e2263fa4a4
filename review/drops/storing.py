"""Pictures of a drop as files: written, deleted, put together as a packet."""

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from core.errors import Refused
from core.files import write_atomic
from review.drops.models import Drop, Shot

CHUNK = 2**20


def stored(folder: Path, drop: Drop, sent: BinaryIO, name: str, room: int) -> Shot:
    """The picture written into the drop's folder, to the disk; Refused beyond `room` bytes."""
    file = f"{drop.count + 1:03d}-{name or 'photo'}"
    digest, size = hashlib.sha256(), 0
    part = folder / f".{secrets.token_hex(6)}.part"
    try:
        with part.open("xb") as out:
            while chunk := sent.read(CHUNK):
                size += len(chunk)
                if size > room:
                    raise Refused(
                        "too_large", "照片总量过大，请分开提交", "too much; submit in parts"
                    )
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        part.replace(folder / file)
    finally:
        part.unlink(missing_ok=True)
    return Shot(id=secrets.token_hex(8), file=file, name=name, size=size, sha256=digest.hexdigest())


def forget(folder: Path, shots: Iterable[Shot]) -> None:
    """Delete pictures with their small ones."""
    for shot in shots:
        for name in (shot.file, f"{shot.id}.small"):
            (folder / name).unlink(missing_ok=True)


def packed(drop: Drop, folder: Path, room: Path) -> Path:
    """The pictures and what was said of them as a packet; the disk holds each but once."""
    inner = room / "packet"
    inner.mkdir()
    for shot in drop.shots:
        try:
            os.link(folder / shot.file, inner / shot.file)
        except OSError:  # another disk, or one without links
            shutil.copyfile(folder / shot.file, inner / shot.file)
    if record := drop.choice.record:
        data = json.dumps(record, ensure_ascii=False).encode()
        write_atomic(inner / "application.json", data)
    return inner
