"""Pictures of a drop as files: written, deleted, put together as a packet."""

import hashlib
import io
import json
import os
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from core.errors import Refused
from core.files import new_file, private_folder, write_atomic
from core.sealing import Sealer
from review.drops.models import Drop, Shot
from review.sealed import opened

CHUNK = 2**20


def stored(folder: Path, drop: Drop, sent: BinaryIO, name: str, room: int, seal: Sealer) -> Shot:
    """The picture written into the drop's folder, to the disk; Refused beyond `room` bytes."""
    id_ = secrets.token_hex(8)
    digest, size = hashlib.sha256(), 0
    part = folder / f".{secrets.token_hex(6)}.part"
    try:
        with new_file(part) as out:
            held = out if seal.key is None else io.BytesIO()  # no plain picture on the disk
            while chunk := sent.read(CHUNK):
                size += len(chunk)
                if size > room:
                    raise Refused(
                        "too_large", "照片总量过大，请分开提交", "too much; submit in parts"
                    )
                digest.update(chunk)
                held.write(chunk)
            if isinstance(held, io.BytesIO):
                out.write(seal.close(sealed_as(drop, id_), held.getvalue()))
            out.flush()
            os.fsync(out.fileno())
        part.replace(folder / id_)
    finally:
        part.unlink(missing_ok=True)
    file = f"{drop.count + 1:03d}-{name or 'photo'}"
    return Shot(id=id_, file=file, name=name, size=size, sha256=digest.hexdigest())


def place(folder: Path, shot: Shot) -> Path:
    """Where a picture lies: by its id, for its name may be a person's."""
    path = folder / shot.id
    return path if path.exists() else folder / shot.file  # as earlier versions put it


def sealed_as(drop: Drop, file: str) -> str:
    """What a sealed file of a drop is bound to."""
    return f"{drop.id}/{file}"


def forget(folder: Path, shots: Iterable[Shot]) -> None:
    """Delete pictures with their small ones."""
    for shot in shots:
        for path in (place(folder, shot), folder / f"{shot.id}.small"):
            path.unlink(missing_ok=True)


def packed(drop: Drop, folder: Path, room: Path, seal: Sealer) -> Path:
    """The pictures and what was said of them as a packet; the disk holds each but once."""
    inner = room / "packet"
    private_folder(inner)
    for shot in drop.shots:
        path = place(folder, shot)
        if seal.key is not None:  # sealed anew with the upload
            data = opened(seal, sealed_as(drop, path.name), path.read_bytes())
            write_atomic(inner / shot.file, data)
            continue
        try:
            os.link(path, inner / shot.file)
        except OSError:  # another disk, or one without links
            shutil.copyfile(path, inner / shot.file)
    if record := drop.choice.record:
        data = json.dumps(record, ensure_ascii=False).encode()
        write_atomic(inner / "application.json", data)
    return inner
