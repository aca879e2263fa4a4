"""Changing the encryption key: files are decrypted with the old key and sealed with the new."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from core.errors import InputError
from core.files import write_atomic
from core.sealing import Sealer, Unopened
from core.work import alone_in
from pipeline.reading.shelves import entries
from pipeline.reading.store import PICTURE, READING, SHOWN
from review.drops.folder import FOLDER as DROPS
from review.drops.folder import SEEN
from review.pictures import FOLDER as PAGES
from review.readings import SUFFIX as READINGS
from review.seal import PLAIN, seal, unseal
from review.store import Store
from review.store.tables import SecondRow
from review.web.waiting import FOLDER as UPLOADS
from review.web.waiting import NOTE as UPLOAD_NOTE
from review.web.waiting import PREFIX, read_note


class Resealed(NamedTuple):
    """How many files were sealed again, and how many could not be opened with any key."""

    changed: int
    lost: int


def reseal(state: Path, cache: Path, new: Sealer, old: Sequence[Sealer]) -> Resealed:
    """Seal every file with the `new` key unless it already is; the `old` keys are tried to open it.

    Raises InputError while a desk runs, and OSError.
    """
    for room in (state / UPLOADS).glob(f"{PREFIX}*"):
        with alone_in(room) as alone:
            if not alone:
                raise InputError(
                    "desk_runs", "审核台正在运行，请先停止", "the desk is running; please end it"
                )
    changed = lost = 0
    for path, name in [*_cached(cache), *_pages(state), *_uploads(state), *_drops(state)]:
        content = path.read_bytes()
        if _opened(new, name, content) is not None:
            continue
        found = [data for one in old if (data := _opened(one, name, content)) is not None]
        if found:
            write_atomic(path, new.close(name, found[0]))
            changed += 1
        else:
            lost += 1
    return Resealed(changed, lost)


def reseal_secrets(store: Store, new: Sealer, old: Sequence[Sealer]) -> Resealed:
    """The same for sealed values in the desk's database. Raises InputError."""
    changed = missed = 0
    with store.writing() as session:
        for row in session.scalars(select(SecondRow)):
            found = [secret for one in (new, *old) if (secret := _unsealed(row, one)) is not None]
            if not found:
                missed += 1
            elif _unsealed(row, new) is None or row.secret.startswith(PLAIN) == (
                new.key is not None
            ):
                row.secret = seal(row.person, found[0], new)
                changed += 1
    return Resealed(changed, missed)


def _unsealed(row: SecondRow, key: Sealer) -> str | None:
    try:
        return unseal(row.person, row.secret, key)
    except InputError:
        return None


def _opened(seal: Sealer, name: str, content: bytes) -> bytes | None:
    try:
        return seal.open(name, content)
    except Unopened:
        return None


def _cached(cache: Path) -> Iterator[tuple[Path, str]]:
    for entry in entries(cache, READING, PICTURE, SHOWN):
        yield entry.path, entry.path.name


def _pages(state: Path) -> Iterator[tuple[Path, str]]:
    for path in (state / PAGES).glob("*/*"):
        if path.suffix in (".img", ".small", READINGS):
            yield path, f"{path.parent.name}/{path.name}"


def _uploads(state: Path) -> Iterator[tuple[Path, str]]:
    for note in (state / UPLOADS).glob(f"{PREFIX}*/*/{UPLOAD_NOTE}"):
        upload = read_note(note)
        if upload is None:
            continue
        for path in note.parent.rglob("*"):
            if path.is_file() and path != note:
                yield path, f"{upload.id}/{path.relative_to(note.parent).as_posix()}"


def _drops(state: Path) -> Iterator[tuple[Path, str]]:
    for path in (state / DROPS).glob("*/[!.]*"):
        if path.name != SEEN:
            yield path, f"{path.parent.name}/{path.name}"
