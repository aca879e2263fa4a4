"""Reading the files of a packet through the pool, with what was read before."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar

from pydantic import BaseModel

from core.models.geometry import Box
from core.models.page import FileReading, Page
from core.models.signature import Signature, vouched
from pipeline.reading.intake.names import is_no_paper
from pipeline.reading.intake.packet import PacketFile
from pipeline.reading.intake.sniff import NO_PAPER
from pipeline.reading.intake.system_fonts import installed_fonts
from pipeline.reading.ocr.engine import Reading
from pipeline.reading.orders import (
    Contents,
    CountPages,
    Failure,
    FitRings,
    FitWords,
    ReadAgain,
    ReadPage,
    SealPart,
)
from pipeline.reading.pool import Asked, Pool
from pipeline.reading.roots import Roots
from pipeline.reading.signed import Signatures, ask, told
from pipeline.reading.store import ReadingStore

VERSION = "8"  # raise it when reading changes what it gives
COUNT = "count, enclosed, fonts, active"  # another word when what a file is said to hold changes
AGAIN = "again, close"  # another word when second readings change
Progress = Callable[[int, int], None]
M = TypeVar("M", bound=BaseModel)


class Count(BaseModel):
    """How many pages a file has and what else it holds, or why it cannot be used."""

    pages: int = 0
    enclosed: tuple[str, ...] = ()
    borrows_fonts: bool = False
    active: tuple[str, ...] = ()
    signed: bool = False
    code: str | None = None
    message: str | None = None


class Readings(BaseModel):
    """Second readings of one box, by source."""

    by: dict[str, Reading]


class Fits(BaseModel):
    """How well words fit a box, in the words' order."""

    of: list[float]


def read_files(
    files: Sequence[PacketFile],
    pool: Asked,
    store: ReadingStore,
    progress: Progress,
    roots: Roots | None = None,
) -> list[FileReading]:
    """Every file's pages, in order. A file that cannot be read says why; none raises.

    Signatures are held against the trusted `roots`; what is read of pages knows nothing of them.
    """
    roots = roots or Roots()
    counts = [_count(file, pool, store) for file in files]
    resolved = [c.result() if isinstance(c, Future) else c for c in counts]
    checked = [_checked(file, answer, store) for file, answer in zip(files, resolved, strict=True)]
    signed = [
        ask(file, roots, pool, store) if count.signed else Signatures()
        for file, count in zip(files, checked, strict=True)
    ]
    keys = [
        [_page_key(file, count, number, store) for number in range(1, count.pages + 1)]
        for file, count in zip(files, checked, strict=True)
    ]
    pending = [
        [_page(file, key, number, pool, store) for number, key in enumerate(row, start=1)]
        for file, row in zip(files, keys, strict=True)
    ]
    total, done = sum(map(len, pending)), 0
    result = []
    for file, count, held, row, own in zip(files, checked, signed, pending, keys, strict=True):
        signatures = told(file, held, roots, store)
        sure = {"vouched": vouched(signatures)}
        pages: list[Page] = []
        for number, (answer, key) in enumerate(zip(row, own, strict=True), start=1):
            found = _settled(file, number, answer, key, store)
            pages += [page.model_copy(update=sure) for page in found]
            done += 1
            progress(done, total)
        result.append(_file(file, count, pages, signatures))
    return result


def read_again(
    page: Page, boxes: Sequence[Box], pool: Pool, store: ReadingStore
) -> list[dict[str, Reading]]:
    """Second readings of boxes on a page; an empty dict where none could be made."""
    keys = [store.key(page.image, AGAIN, *(round(v, 4) for v in box)) for box in boxes]

    def ask(todo: list[int]) -> Any:
        with store.lent(page.image) as picture:
            job = ReadAgain(picture, tuple(boxes[i] for i in todo), page.seals)
            return pool.submit(job).result()

    found = _answers(keys, store, Readings, lambda answer: Readings(by=answer), ask)
    return [one.by if one else {} for one in found]


def fit_words(
    page: Page, box: Box, words: Sequence[str], pool: Pool, store: ReadingStore
) -> list[float]:
    """How well each word fits what stands in a box of a page, 0 to 1; empty where none can say."""
    key = store.key(page.image, "fit", *(round(v, 4) for v in box), *words)
    known = store.load(key, Fits)
    if known is None:
        with store.lent(page.image) as picture:
            answer = pool.submit(FitWords(picture, box, tuple(words), page.seals)).result()
        if isinstance(answer, Failure):
            return []
        known = Fits(of=answer)
        store.save(key, known)
    return known.of


def fit_rings(
    page: Page,
    boxes: Sequence[Box],
    words: Sequence[tuple[str, ...]],
    pool: Pool,
    store: ReadingStore,
    part: SealPart = "ring",
) -> list[list[float]]:
    """For each seal box, how well each of its words fits that part; empty where none can say."""
    asked = [(*(round(v, 4) for v in box), *of) for box, of in zip(boxes, words, strict=True)]
    keys = [store.key(page.image, part, *one) for one in asked]

    def ask(todo: list[int]) -> Any:
        shown = tuple(boxes[i] for i in todo), tuple(words[i] for i in todo)
        with store.lent(page.image) as picture:
            return pool.submit(FitRings(picture, *shown, part)).result()

    found = _answers(keys, store, Fits, lambda answer: Fits(of=answer), ask)
    return [one.of if one else [] for one in found]


def _answers(
    keys: Sequence[str],
    store: ReadingStore,
    model: type[M],
    made: Callable[[Any], M],
    ask: Callable[[list[int]], Any],
) -> list[M | None]:
    """What is kept under each key, the rest asked for at once and kept; None where it failed."""
    known = [store.load(key, model) for key in keys]
    todo = [i for i, found in enumerate(known) if found is None]
    if todo and not isinstance(answers := ask(todo), Failure):
        for i, answer in zip(todo, answers, strict=True):
            known[i] = found = made(answer)
            store.save(keys[i], found)
    return known


def _count(file: PacketFile, pool: Asked, store: ReadingStore) -> "Count | Future[Any]":
    if file.trouble is not None:
        return Count(code=file.trouble[0], message=file.trouble[1])
    known = store.load(store.key(file.sha256, COUNT), Count)
    return known if known is not None else pool.submit(CountPages(file.path))


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
    )
    store.save(store.key(file.sha256, COUNT), count)
    return count


def _page_key(file: PacketFile, count: Count, number: int, store: ReadingStore) -> str:
    """Under which a page's reading is kept: with the fonts it was drawn with, if not its own."""
    fonts = (installed_fonts(),) if count.borrows_fonts else ()
    return store.key(file.sha256, "page", number, *fonts)


def _page(
    file: PacketFile, key: str, number: int, pool: Asked, store: ReadingStore
) -> "Page | Future[Any]":
    known = store.load(key, Page)
    if known is not None and store.has_picture(key):
        return known
    return pool.submit(ReadPage(file.path, number, store.picture(key)))


def _settled(
    file: PacketFile, number: int, answer: "Page | Future[Any]", key: str, store: ReadingStore
) -> list[Page]:
    """The page, and once more for each other direction in which something lies on it."""
    if isinstance(answer, Future):
        found = answer.result()
        if isinstance(found, Failure):
            trouble = found.message
            return [Page(file=file.name, number=number, width=1, height=1, trouble=trouble)]
        assert isinstance(found, Page)
        for page in (found, *found.askew):
            store.adopt(page.image)
        store.save(key, found)
        answer = found
    whole = answer.model_copy(update={"askew": ()})
    return [page.model_copy(update={"file": file.name}) for page in (whole, *answer.askew)]


def _partly(broken: Sequence[Page], count: Count) -> str | None:
    """Why a file that was read was not read whole."""
    if broken:
        return "page_failed"
    return "enclosed" if count.enclosed else None


def _file(
    file: PacketFile, count: Count, pages: Iterable[Page], signatures: tuple[Signature, ...]
) -> FileReading:
    kept = tuple(pages)
    broken = [page for page in kept if page.trouble]
    failed = count.code is not None or (kept and len(broken) == len(kept))
    aside = count.code == NO_PAPER and is_no_paper(file.name)  # else a broken copy of a paper
    message = count.message or (broken[0].trouble if broken else None)
    if broken and not failed:
        numbers = "、".join(str(page.number) for page in broken)
        message = f"第 {numbers} 页无法读取：{broken[0].trouble}"
    if count.enclosed:
        names = "、".join(f"“{name}”" for name in count.enclosed)
        held = f"内含{names}，未读取，请另存为单独的文件提交"
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
