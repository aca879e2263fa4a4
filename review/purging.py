"""Deleting what is older than it needs to be; told as counts and bytes, never by names.

What is being checked is left alone, and so is what nobody has decided on yet. The audit stays.
"""

import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from sqlalchemy import ColumnElement, func, select

from core.errors import Refused
from core.models.base import Model
from core.sealing import open_seal
from core.work import alone_in
from pipeline.memory import Memory
from pipeline.reading.shelves import entries
from pipeline.reading.store import PICTURE, READING, SHOWN
from pipeline.reporting.removing import old_results
from review.arrivals import Arrivals
from review.drops.folder import FOLDER as DROPS
from review.drops.folder import Bounds, Drops
from review.sealed import size_of
from review.store import open_store
from review.store.tables import PacketRow
from review.web.waiting import FOLDER as UPLOADS
from review.web.waiting import NOTE, PREFIX

Kind = Literal["cache", "pictures", "uploads", "drops", "desk", "memory", "reports"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SPARED = 6 * 3600.0  # seconds since its last use in which a packet's check may still want it
WHY = "保存期满"


class Places(Model):
    """Where things lie; None where they are not."""

    state: Path
    cache: Path
    memory: Path | None = None
    database: str | None = None
    """The desk's database; None where there is none."""
    out: tuple[Path, ...] = ()


class Gone(NamedTuple):
    """How much was deleted, or would be."""

    number: int = 0
    size: int = 0
    """Bytes of files, and of a desk's packets the texts in the database."""


class _Asked(NamedTuple):
    """What is asked for of each kind."""

    places: Places
    before: datetime
    by: str
    undecided: bool
    dry: bool


def purge(
    places: Places,
    befores: Mapping[Kind, datetime],
    *,
    by: str,
    undecided: bool = False,
    dry: bool = False,
) -> dict[Kind, Gone]:
    """Delete what was last used, closed or written before the time of its kind.

    `undecided`: also open packets on the desk, and uploads that were never checked; with `dry`
    nothing is deleted. `by` is whom the audit names. Raises InputError or OSError.
    """
    return {
        kind: _DO[kind](_Asked(places, befores[kind], by, undecided, dry))
        for kind in KINDS
        if kind in befores
    }


def _cache(asked: _Asked, *suffixes: str) -> Gone:
    before = min(asked.before.timestamp(), time.time() - SPARED)
    old = [one for one in entries(asked.places.cache, *suffixes) if one.used < before]
    if not asked.dry:
        for one in old:
            one.path.unlink(missing_ok=True)
    return _sum(one.size for one in old)


def _uploads(asked: _Asked) -> Gone:
    """Of desks that have ended: half of an upload, with `undecided` whole ones too."""
    before, sizes = asked.before.timestamp(), []
    for room in (asked.places.state / UPLOADS).glob(f"{PREFIX}*"):
        with alone_in(room) as alone:
            for folder in room.glob("*/") if alone else ():
                waits = (folder / NOTE).exists()
                if folder.stat().st_mtime < before and (asked.undecided or not waits):
                    sizes.append(size_of(folder))
                    if not asked.dry:
                        shutil.rmtree(folder)
    return _sum(sizes)


def _drops(asked: _Asked) -> Gone:
    drops = Drops(asked.places.state / DROPS, Bounds(0, 0), open_seal())
    return _sum(drops.sweep(asked.before, spare=asked.dry))


def _desk(asked: _Asked) -> Gone:
    """Packets that were closed before; with `undecided` also open ones that came before."""
    if asked.places.database is None:
        return Gone()
    store = open_store(asked.places.database)
    try:
        arrivals = Arrivals.of(store)
        texts = [func.coalesce(func.length(column), 0) for column in _TEXTS]
        query = select(PacketRow.key, sum(texts[1:], texts[0])).where(_over(asked))
        with store.reading() as session:
            found = [(key, size) for key, size in session.execute(query)]
        sizes = [size + size_of(arrivals.pages.folder / key) for key, size in found]
        for key, _ in found if not asked.dry else ():
            with suppress(Refused):  # somebody else has just deleted it
                arrivals.forget(key, asked.by, WHY)
        return _sum(sizes)
    finally:
        store.close()


def _over(asked: _Asked) -> ColumnElement[bool]:
    closed = (PacketRow.state == "closed") & (PacketRow.closed_at < asked.before)
    if not asked.undecided:
        return closed
    return closed | ((PacketRow.state != "closed") & (PacketRow.received < asked.before))


def _memory(asked: _Asked) -> Gone:
    path = asked.places.memory
    if path is None or not path.exists():
        return Gone()
    memory = Memory(path)
    try:
        return Gone(memory.forget_before(asked.before.date(), spare=asked.dry))
    finally:
        memory.close()


def _reports(asked: _Asked) -> Gone:
    sizes = []
    for out in asked.places.out:
        for result in list(old_results(out, asked.before.timestamp())):
            sizes.append(result.size)
            if not asked.dry:
                result.remove()
    return _sum(sizes)


def _sum(sizes: Iterable[int]) -> Gone:
    known = list(sizes)
    return Gone(len(known), sum(known))


_TEXTS = (PacketRow.material, PacketRow.report, PacketRow.edited, PacketRow.final)
_DO: dict[Kind, Callable[[_Asked], Gone]] = {
    "cache": lambda asked: _cache(asked, READING),
    "pictures": lambda asked: _cache(asked, PICTURE, SHOWN),
    "uploads": _uploads,
    "drops": _drops,
    "desk": _desk,
    "memory": _memory,
    "reports": _reports,
}
