"""Deleting data after its retention time; reported as counts and bytes, never by name.

Packets being checked and packets that are not decided yet are kept. The audit is kept.
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
from core.sealing import open_sealer
from core.work import alone_in
from pipeline.memory import Memory
from pipeline.reading.shelves import entries
from pipeline.reading.store import PICTURE, READING, SHOWN
from pipeline.reporting.removing import old_results
from review.arrivals import Arrivals
from review.drops.folder import FOLDER as DROPS
from review.drops.folder import DropLimits, Drops
from review.sealed import size_of
from review.store import open_store
from review.store.tables import PacketRow
from review.web.waiting import FOLDER as UPLOADS
from review.web.waiting import NOTE, PREFIX

Kind = Literal["cache", "pictures", "uploads", "drops", "desk", "memory", "reports"]
KINDS: tuple[Kind, ...] = get_args(Kind)
MIN_UNUSED_SECONDS = 6 * 3600.0  # a running check may still need data that was used so recently
WHY = "保存期满"


class PurgeTargets(Model):
    """The folders and the database to clean; None if they do not exist."""

    state: Path
    cache: Path
    memory: Path | None = None
    database: str | None = None
    """The desk's database; None if there is none."""
    out: tuple[Path, ...] = ()


class Deleted(NamedTuple):
    """How much was deleted, or would be in a dry run."""

    number: int = 0
    size: int = 0
    """Bytes of files, and of a desk's packets the texts in the database."""


class _Request(NamedTuple):
    """The parameters for each kind of data."""

    places: PurgeTargets
    before: datetime
    by: str
    undecided: bool
    dry: bool


def purge(
    places: PurgeTargets,
    befores: Mapping[Kind, datetime],
    *,
    by: str,
    undecided: bool = False,
    dry: bool = False,
) -> dict[Kind, Deleted]:
    """Delete data that was last used, closed or written before the time limit of its kind.

    With `undecided` also open packets and uploads that were never checked; with `dry` nothing is
    deleted. The audit names `by`. Raises InputError or OSError.
    """
    return {
        kind: _DO[kind](_Request(places, befores[kind], by, undecided, dry))
        for kind in KINDS
        if kind in befores
    }


def _cache(asked: _Request, *suffixes: str) -> Deleted:
    before = min(asked.before.timestamp(), time.time() - MIN_UNUSED_SECONDS)
    old = [one for one in entries(asked.places.cache, *suffixes) if one.used < before]
    if not asked.dry:
        for one in old:
            one.path.unlink(missing_ok=True)
    return _sum(one.size for one in old)


def _uploads(asked: _Request) -> Deleted:
    """Incomplete uploads of desks that have ended; with `undecided` complete ones too."""
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


def _drops(asked: _Request) -> Deleted:
    drops = Drops(asked.places.state / DROPS, DropLimits(0, 0), open_sealer())
    return _sum(drops.sweep(asked.before, spare=asked.dry))


def _desk(asked: _Request) -> Deleted:
    """Packets closed before that time; with `undecided` also open ones received before it."""
    if asked.places.database is None:
        return Deleted()
    store = open_store(asked.places.database)
    try:
        arrivals = Arrivals.of(store)
        texts = [func.coalesce(func.length(column), 0) for column in _TEXTS]
        query = select(PacketRow.key, sum(texts[1:], texts[0])).where(_over(asked))
        with store.reading() as session:
            found = [(key, size) for key, size in session.execute(query)]
        sizes = [size + size_of(arrivals.pages.folder / key) for key, size in found]
        for key, _ in found if not asked.dry else ():
            with suppress(Refused):  # deleted meanwhile
                arrivals.forget(key, asked.by, WHY)
        return _sum(sizes)
    finally:
        store.close()


def _over(asked: _Request) -> ColumnElement[bool]:
    closed = (PacketRow.state == "closed") & (PacketRow.closed_at < asked.before)
    if not asked.undecided:
        return closed
    return closed | ((PacketRow.state != "closed") & (PacketRow.received < asked.before))


def _memory(asked: _Request) -> Deleted:
    path = asked.places.memory
    if path is None or not path.exists():
        return Deleted()
    memory = Memory(path)
    try:
        return Deleted(memory.forget_before(asked.before.date(), spare=asked.dry))
    finally:
        memory.close()


def _reports(asked: _Request) -> Deleted:
    sizes = []
    for out in asked.places.out:
        for result in list(old_results(out, asked.before.timestamp())):
            sizes.append(result.size)
            if not asked.dry:
                result.remove()
    return _sum(sizes)


def _sum(sizes: Iterable[int]) -> Deleted:
    known = list(sizes)
    return Deleted(len(known), sum(known))


_TEXTS = (PacketRow.material, PacketRow.report, PacketRow.edited, PacketRow.final)
_DO: dict[Kind, Callable[[_Request], Deleted]] = {
    "cache": lambda asked: _cache(asked, READING),
    "pictures": lambda asked: _cache(asked, PICTURE, SHOWN),
    "uploads": _uploads,
    "drops": _drops,
    "desk": _desk,
    "memory": _memory,
    "reports": _reports,
}
