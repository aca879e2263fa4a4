"""Reads the files of a packet through the pool, with stored readings reused."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from typing import Any

from pydantic import BaseModel

from core.limits import limits
from core.models.page import FileReading, Page
from core.models.signature import Signature, vouched
from core.reasons import reason
from pipeline.reading.budget import Budget
from pipeline.reading.intake.names import is_no_paper
from pipeline.reading.intake.packet import PacketFile
from pipeline.reading.intake.sniff import NO_PAPER
from pipeline.reading.intake.system_fonts import installed_fonts
from pipeline.reading.orders import (
    HEAVY,
    Contents,
    CountPages,
    Failure,
    PageRead,
    ReadPage,
)
from pipeline.reading.pool import JobRunner
from pipeline.reading.roots import Roots
from pipeline.reading.signed import Signatures, ask, signatures_of
from pipeline.reading.store import ReadingStore
from pipeline.reading.tries import BudgetedPool, Workers

VERSION = "16"  # raise it when reading gives different results
COUNT = "count, enclosed, fonts, active, heavy"  # change it when the facts about a file change
Progress = Callable[[int, int], None]


class Count(BaseModel):
    """How many pages a file has and what else it contains, or why it cannot be used."""

    pages: int = 0
    enclosed: tuple[str, ...] = ()
    borrows_fonts: bool = False
    active: tuple[str, ...] = ()
    signed: bool = False
    heavy: tuple[int, ...] = ()
    code: str | None = None
    message: str | None = None


def read_files(
    files: Sequence[PacketFile],
    pool: Workers,
    store: ReadingStore,
    progress: Progress,
    roots: Roots | None = None,
    budget: Budget | None = None,
) -> list[FileReading]:
    """Every file's pages, in order. A file that cannot be read gives its reason; none raises.

    Signatures are verified against the trusted `roots`; page readings do not depend on them. Each
    file has its own time within the packet's `budget`.
    """
    roots = roots or Roots()
    pools = [BudgetedPool(pool, Budget(limits().file_seconds, budget)) for _ in files]
    counts = [_count(file, own, store) for file, own in zip(files, pools, strict=True)]
    resolved = [c.result() if isinstance(c, Future) else c for c in counts]
    checked = [_checked(file, answer, store) for file, answer in zip(files, resolved, strict=True)]
    signed = [
        ask(file, roots, own, store) if count.signed else Signatures()
        for file, count, own in zip(files, checked, pools, strict=True)
    ]
    keys = [
        [_page_key(file, count, number, store) for number in range(1, count.pages + 1)]
        for file, count in zip(files, checked, strict=True)
    ]
    pending = [
        [_page(file, key, number, own, store, count) for number, key in enumerate(row, start=1)]
        for file, count, row, own in zip(files, checked, keys, pools, strict=True)
    ]
    total, done = sum(map(len, pending)), 0
    result = []
    for file, count, held, row, own in zip(files, checked, signed, pending, keys, strict=True):
        signatures = signatures_of(file, held, roots, store)
        sure = {"vouched": vouched(signatures)}
        pages: list[Page] = []
        for number, (answer, key) in enumerate(zip(row, own, strict=True), start=1):
            found = _settled(file, number, answer, key, store)
            pages += [page.model_copy(update=sure) for page in found]
            done += 1
            progress(done, total)
        result.append(_file(file, count, pages, signatures))
    return result


def _count(file: PacketFile, pool: JobRunner, store: ReadingStore) -> "Count | Future[Any]":
    if file.trouble is not None:
        return Count(code=file.trouble[0], message=file.trouble[1])
    known = store.load(store.key(file.sha256, COUNT), Count)
    return known if known is not None else pool.submit(CountPages(), file.path)


def _checked(file: PacketFile, answer: object, store: ReadingStore) -> Count:
    if isinstance(answer, Count):
        return answer
    if isinstance(answer, Failure):
        return Count(code=answer.code, message=answer.message)
    assert isinstance(answer, Contents)
    count = Count(
        pages=answer.pages,
        enclosed=answer.enclosed,
        borrows_fonts=answer.borrows_fonts,
        active=answer.active,
        signed=answer.signed,
        heavy=answer.heavy,
    )
    store.save(store.key(file.sha256, COUNT), count)
    return count


def _page_key(file: PacketFile, count: Count, number: int, store: ReadingStore) -> str:
    """The key of a page's reading; includes the fonts used to draw it, if they are not embedded."""
    fonts = (installed_fonts(),) if count.borrows_fonts else ()
    return store.key(file.sha256, "page", number, *fonts)


def _kept(read: PageRead, key: str, store: ReadingStore) -> Page:
    """The page, after it and its pictures are stored. Raises OSError if the pictures cannot be."""
    named = []
    for page, picture in zip((read.page, *read.page.askew), read.pictures, strict=True):
        way = (page.rotation - read.page.rotation) % 360
        name = f"{key}-{way}" if way else key
        store.save_picture(name, picture)
        named.append(page.model_copy(update={"image": name}))
    whole = named[0].model_copy(update={"askew": tuple(named[1:])})
    store.save(key, whole)
    return whole


def _page(
    file: PacketFile, key: str, number: int, pool: JobRunner, store: ReadingStore, count: Count
) -> "Page | Failure | Future[Any]":
    if number in count.heavy:
        return Failure("too_complex", HEAVY)
    known = store.load(key, Page)
    if known is not None and store.has_picture(key):
        return known
    return pool.submit(ReadPage(number), file.path)


def _settled(
    file: PacketFile,
    number: int,
    answer: "Page | Failure | Future[Any]",
    key: str,
    store: ReadingStore,
) -> list[Page]:
    """The page, and one more page for each other direction that has content."""
    found = answer.result() if isinstance(answer, Future) else answer
    if isinstance(found, PageRead):
        try:
            found = _kept(found, key, store)
        except OSError:
            found = Failure("no_room", reason("reader.picture_not_kept"))
    if isinstance(found, Failure):
        return [Page(file=file.name, number=number, width=1, height=1, trouble=found.message)]
    assert isinstance(found, Page)
    whole = found.model_copy(update={"askew": ()})
    return [page.model_copy(update={"file": file.name}) for page in (whole, *found.askew)]


def _partly(broken: Sequence[Page], count: Count) -> str | None:
    """Why a file was only partly read."""
    if broken:
        return "page_failed"
    return "enclosed" if count.enclosed else None


def _file(
    file: PacketFile, count: Count, pages: Iterable[Page], signatures: tuple[Signature, ...]
) -> FileReading:
    kept = tuple(pages)
    broken = [page for page in kept if page.trouble]
    failed = count.code is not None or (kept and len(broken) == len(kept))
    aside = count.code == NO_PAPER and is_no_paper(file.name)  # otherwise a damaged copy of a paper
    message = count.message or (broken[0].trouble if broken else None)
    if broken and not failed:
        numbers = "、".join(str(page.number) for page in broken)
        message = reason("file.pages_failed", numbers=numbers, why=broken[0].trouble)
    if count.enclosed:
        names = "、".join(f"“{name}”" for name in count.enclosed)
        held = reason("file.holds", names=names)
        message = f"{message}；{held}" if message else held
    return FileReading(
        name=file.name,
        sha256=file.sha256,
        status="skipped" if aside else "failed" if failed else "read",
        pages=kept,
        page_count=count.pages,
        enclosed=count.enclosed,
        active=count.active,
        signatures=signatures,
        error_code=count.code or _partly(broken, count),
        error=message,
    )
