"""Files of a drop: writing, deleting, and packing them as a packet."""

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
    """Write a picture to the drop's folder and sync it; raises Refused beyond `room` bytes."""
    id_ = secrets.token_hex(8)
    digest, size = hashlib.sha256(), 0
    part = folder / f".{secrets.token_hex(6)}.part"
    try:
        with new_file(part) as out:
            held = out if seal.key is None else io.BytesIO()  # no unencrypted picture on the disk
            while chunk := sent.read(CHUNK):
                size += len(chunk)
                if size > room:
                    raise Refused(
                        "too_large", "照片总量过大，请分开提交", "too much; please submit in parts"
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
    """The path of a picture: by its id, because its name may contain a person's name."""
    path = folder / shot.id
    return path if path.exists() else folder / shot.file  # path of earlier versions


def sealed_as(drop: Drop, file: str) -> str:
    """The name that a sealed file of a drop is bound to."""
    return f"{drop.id}/{file}"


def forget(folder: Path, shots: Iterable[Shot]) -> None:
    """Delete pictures and their thumbnails."""
    for shot in shots:
        for path in (place(folder, shot), folder / f"{shot.id}.small"):
            path.unlink(missing_ok=True)


def packed(drop: Drop, folder: Path, room: Path, seal: Sealer) -> Path:
    """Pack the pictures and the choices as a packet, with hard links instead of copies."""
    inner = room / "packet"
    private_folder(inner)
    for shot in drop.shots:
        path = place(folder, shot)
        if seal.key is not None:  # sealed again with the upload
            data = opened(seal, sealed_as(drop, path.name), path.read_bytes())
            write_atomic(inner / shot.file, data)
            continue
        try:
            os.link(path, inner / shot.file)
        except OSError:  # another file system, or one without hard links
            shutil.copyfile(path, inner / shot.file)
    if record := drop.choice.record:
        data = json.dumps(record, ensure_ascii=False).encode()
        write_atomic(inner / "application.json", data)
    return inner
