"""Drops: pictures taken one by one, stored as files until they are submitted as one packet.

Each person has at most one drop, which nobody else can see. It survives a restart, and several
desks may share the folder; every change holds the lock of the drop. A drop that is not used for two
days is deleted.
"""

import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pydantic import ValidationError

from core.errors import InputError, Refused
from core.files import lock_file, private_folder, sync_folder, write_atomic, write_private
from core.locks import lock
from core.sealing import Sealer
from review.audit import now
from review.drops.models import Drop, DropChoice, DropResult, Shot
from review.drops.storing import forget, place, sealed_as, stored
from review.sealed import opened, plainly, size_of

FOLDER = "desk-drops"
NOTE, SEEN, LOCK = "drop.json", "seen.json", ".lock"
DELETED = "deleted"  # marks a deleted drop whose folder could not be removed
KEPT = timedelta(days=2)
NO_SUCH_DROP = (
    "no_such_drop",
    "这些照片已提交或已删除，请刷新页面",
    "these pictures were submitted or deleted; please load the page again",
)


class DropLimits(NamedTuple):
    """The maximum size of a drop."""

    files: int
    bytes: int


class Drops:
    """The private folder of all drops."""

    def __init__(self, folder: Path, bounds: DropLimits, seal: Sealer | None = None) -> None:
        self.folder, self.bounds, self.seal = folder, bounds, seal or Sealer()

    def drop_of(self, by: str) -> Drop | None:
        """The person's drop, or None."""
        notes = [*self.folder.glob(f"*/{NOTE}")]
        return next((drop for note in notes if (drop := self._read(note)) and drop.by == by), None)

    def get(self, id_: str, by: str) -> Drop:
        """The person's drop with that id. Raises Refused if it is gone or belongs to another."""
        found = self.find(id_)
        if found is None or found.by != by:
            raise Refused(*NO_SUCH_DROP)
        return found

    def find(self, id_: str) -> Drop | None:
        """The drop with that id, of any person."""
        return self._read(self.folder / id_ / NOTE) if id_.isalnum() else None

    def begin(self, by: str) -> Drop:
        """The person's drop, created if there is none. Raises InputError."""
        try:
            private_folder(self.folder)
            with _locked(self.folder):  # two requests may begin one at once
                return self.drop_of(by) or self._new(by)
        except OSError as error:
            raise InputError(
                "drops", "照片无法保存，请检查磁盘", f"cannot be kept ({type(error).__name__})"
            ) from error

    def add(self, id_: str, by: str, file: BinaryIO, name: str, instead: str = "") -> Drop:
        """Add a picture, replacing another one if given. Raises Refused."""
        with self._changing(id_, by) as (folder, drop):
            left = [shot for shot in drop.shots if shot.id != instead]
            if len(left) >= self.bounds.files:
                raise Refused(
                    "too_many", f"至多 {self.bounds.files} 张", f"at most {self.bounds.files}"
                )
            free = self.bounds.bytes - sum(shot.size for shot in left)
            shot = stored(folder, drop, file, name, free, self.seal)
            at = next((n for n, one in enumerate(drop.shots) if one.id == instead), len(left))
            changed = self._put(drop, shots=(*left[:at], shot, *left[at:]), count=drop.count + 1)
            forget(folder, [one for one in drop.shots if one.id == instead])
        return changed

    def remove(self, id_: str, by: str, shot: str) -> Drop:
        """Delete a picture, if it still exists."""
        with self._changing(id_, by) as (folder, drop):
            changed = self._put(drop, shots=tuple(s for s in drop.shots if s.id != shot))
            forget(folder, [one for one in drop.shots if one.id == shot])
        return changed

    def choose(self, id_: str, by: str, choice: DropChoice) -> Drop:
        """Set what the papers are for."""
        with self._changing(id_, by) as (_, drop):
            return self._put(drop, choice=choice)

    def aim(self, id_: str, by: str, case: str) -> Drop:
        """Set the case; empty for a new packet."""
        with self._changing(id_, by) as (_, drop):
            return self._put(drop, case=case)

    def discard(self, id_: str, by: str) -> None:
        """Delete the drop with all its pictures."""
        with self._changing(id_, by) as (folder, _):
            _delete(folder)

    @contextmanager
    def taking(self, id_: str, by: str) -> Iterator[tuple[Path, Drop]]:
        """The drop's folder, to submit its pictures; afterwards it is deleted."""
        with self._changing(id_, by) as (folder, drop):
            yield folder, drop
            _delete(folder)

    @contextmanager
    def plain(self, drop: Drop, shot: Shot) -> Iterator[Path]:
        """The picture in plain form, for reading."""
        folder = self.folder / drop.id
        with plainly(self.seal, folder, place(folder, shot), drop.id) as path:
            yield path

    def small(self, drop: Drop, shot: Shot) -> bytes | None:
        """Its thumbnail, once it was read."""
        path = self._small(drop, shot.id)
        with suppress(FileNotFoundError):
            return opened(self.seal, sealed_as(drop, path.name), path.read_bytes())
        return None

    def has_small(self, drop: Drop, shot: Shot) -> bool:
        """Whether there is a thumbnail."""
        return self._small(drop, shot.id).is_file()

    def seen(self, drop: Drop) -> DropResult:
        """The recognition result so far."""
        with suppress(OSError, ValidationError):
            return DropResult.model_validate_json((self.folder / drop.id / SEEN).read_bytes())
        return DropResult()

    def keep_seen(self, drop: Drop, seen: DropResult, small: Mapping[str, bytes]) -> None:
        """Store the recognition result and thumbnails by id, unless the drop is gone."""
        with suppress(OSError), _locked(self.folder / drop.id):
            if self.find(drop.id) is None:
                return
            for shot, data in small.items():
                path = self._small(drop, shot)
                write_private(path, self.seal.close(sealed_as(drop, path.name), data))
            data = seen.model_dump_json().encode()
            write_private(self.folder / drop.id / SEEN, data)

    def sweep(self, before: datetime | None = None, *, spare: bool = False) -> list[int]:
        """Delete drops not used since then (default: two days); returns the bytes of each.

        With `spare` nothing is deleted.
        """
        gone = []
        for folder in self.folder.glob("*/"):
            with suppress(OSError), _locked(folder):
                touched = datetime.fromtimestamp(folder.stat().st_mtime, now().tzinfo)
                with suppress(InputError):  # sealed with another key: only its folder can tell
                    drop = self._read(folder / NOTE)
                    touched = drop.touched if drop else touched
                if touched < (before or now() - KEPT):
                    gone.append(size_of(folder))
                    if not spare:
                        _delete(folder)
        return gone

    def _read(self, note: Path) -> Drop | None:
        """Raises InputError for a wrong key."""
        with suppress(OSError, ValidationError):
            data = opened(self.seal, f"{note.parent.name}/{NOTE}", note.read_bytes())
            return Drop.model_validate_json(data)
        return None

    def _small(self, drop: Drop, shot: str) -> Path:
        return self.folder / drop.id / f"{shot}.small"

    def _new(self, by: str) -> Drop:
        drop = Drop(id=secrets.token_hex(12), by=by, touched=now())
        private_folder(self.folder / drop.id)
        return self._put(drop)

    def _put(self, drop: Drop, **changes: object) -> Drop:
        changed = drop.model_copy(update={**changes, "touched": now()})
        data = self.seal.close(f"{drop.id}/{NOTE}", changed.model_dump_json().encode())
        write_atomic(self.folder / drop.id / NOTE, data)
        sync_folder(self.folder / drop.id)  # only then is the new picture confirmed as stored
        return changed

    @contextmanager
    def _changing(self, id_: str, by: str) -> Iterator[tuple[Path, Drop]]:
        folder = self.folder / self.get(id_, by).id
        with ExitStack() as held:
            try:
                held.enter_context(_locked(folder))
            except FileNotFoundError:
                raise Refused(*NO_SUCH_DROP) from None
            yield folder, self.get(id_, by)  # it may have been deleted while waiting for the lock


def _delete(folder: Path) -> None:
    """Delete atomically: a process that waits for the lock must not create it again."""
    gone = folder.with_name(f".{secrets.token_hex(12)}")
    try:
        folder.rename(gone)
    except PermissionError:  # Windows moves no folder with an open file in it
        (folder / NOTE).unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        (folder / DELETED).touch()
    else:
        shutil.rmtree(gone, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with lock_file(folder / LOCK) as held:
        lock(held.fileno(), wait=True)
        yield
    with suppress(OSError):  # the process that waits for the lock will do it
        while (folder / DELETED).exists():
            (folder / LOCK).unlink()
            shutil.rmtree(folder, ignore_errors=True)
            if folder.exists():  # another process has just opened the lock anew
                (folder / DELETED).touch()
