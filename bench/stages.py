"""Processor time of reading by stage and kind of page, compared with the bare lines.

    python -m bench.stages FOLDER... [--pages N] [--seed N] [--second] [--picture FILE]

Chooses `--pages` random pages of the packets in these folders, and reads each like a worker, but in
this process and on one core; then does only the indispensable part: detects the page's lines once
and recognises each once, with the same engine and precision (the bare lines). Everything is done
twice and the second time counts, because an engine prepares itself for each new picture size; the
additional time of the first run is shown separately, because it is spent once per size and process.
With `--second` whole packets are checked, chosen at random until they have that many pages,
and the time of their second readings is shown too. `--picture` draws the table.
"""

import argparse
import logging
import os
import random
import resource
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import wraps
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import cv2
import numpy as np

from bench.diagram import bars
from core.errors import InputError
from core.models.page import Page
from pipeline.reading.box.letters import answer_frame, answer_of
from pipeline.reading.imaging.crops import Image, cut_line
from pipeline.reading.intake.packet import PacketFile, open_packet
from pipeline.reading.intake.sniff import sniff
from pipeline.reading.jobs import Reader
from pipeline.reading.ocr.setup import set_up
from pipeline.reading.orders import CountPages, Failure, Order, PageRead, ReadPage, Source
from pipeline.reading.pool import Pool
from pipeline.run import check_packet, open_kit

WATCHED: dict[str, tuple[str, ...]] = {
    "decoding": ("jobs.page_picture",),
    "text layer": ("jobs.layer_lines",),
    "what a file hides": (
        "jobs.check_drawn", "jobs.oddities", "jobs.paper_size", "jobs.coarse_below",
    ),
    "lines found": ("page._detected",),
    "specks": ("page.specked", "page.calmed"),
    "inks": ("page.inks_of", "page.map_of", "page.grey_of"),
    "turn": ("page.find_turn",),
    "seals found": ("page.candidates",),
    "seals read": ("page.seals_at",),
    "codes": ("page.find_codes",),
    "lines read": ("page.read_lines",),
    "seals' ink taken out": (
        "page.without_seal_ink", "lines.without_seal_ink", "lines.without_grey_seals",
        "sealed.without_seal_ink",
    ),
    "lines anew, notes": ("lines.written_over", "lines.without_pen"),
    "lines anew, below seals": ("lines.detect_below",),
    "lines anew, small type": ("lines._enlarged", "lines.detect_fine"),
    "lines anew, missed": ("lines.detect_missed",),
    "lines drawn out": ("lines.drawn_out",),
    "lone characters": ("lines.read_alone",),
    "lines under seals": ("lines.under_seals",),
    "things askew": ("page.turned_things", "page._askew"),
    "picture kept": ("jobs._jpeg",),
}  # fmt: skip
"""The functions that are timed below `pipeline.reading`, by their stage."""
Seconds = defaultdict[str, float]
AGAIN = "second readings"
SIZES = "new sizes of pictures"
TALL = 1.7  # height over width: a phone's screen, not a sheet or a photo


def spent() -> float:
    """Processor seconds of this process and its ended children so far."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


class Clock:
    """Gives each stage the time that it takes without those that it calls."""

    def __init__(self) -> None:
        self.seconds: Seconds = defaultdict(float)
        self._stages: list[str] = []
        self._since = spent()

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        """Measure the time inside the context for this stage."""
        self._turn()
        self._stages.append(stage)
        try:
            yield
        finally:
            self._turn()
            self._stages.pop()

    def take(self) -> Seconds:
        """The times so far; resets them."""
        taken, self.seconds = self.seconds, defaultdict(float)
        return taken

    def watch(self, path: str, stage: str) -> None:
        """Time a function below `pipeline.reading` for a stage."""
        name, _, function = f"pipeline.reading.{path}".rpartition(".")
        module = import_module(name)
        inner = getattr(module, function)

        @wraps(inner)
        def timed(*args: Any, **more: Any) -> Any:
            with self.of(stage):
                return inner(*args, **more)

        setattr(module, function, timed)

    def _turn(self) -> None:
        now = spent()
        if self._stages:
            self.seconds[self._stages[-1]] += now - self._since
        self._since = now


@dataclass(frozen=True)
class Timed:
    """A page that was read: its kind, whether it has a seal, the seconds of each stage and of the
    bare lines.
    """

    kind: str
    sealed: bool
    seconds: Seconds
    bare: float

    @property
    def whole(self) -> float:
        """The time of reading it, without the engine's preparation for its size."""
        return sum(self.seconds.values()) - self.seconds[SIZES]


@dataclass
class TimedReader:
    """A reader in this process instead of a pool of workers."""

    reader: Reader
    clock: Clock
    pages: list[Timed] = field(default_factory=list)
    again: Seconds = field(default_factory=lambda: defaultdict(float))

    def submit(self, order: Order, source: Source, **_: object) -> "Future[Any]":
        """The answer to an order, computed at once."""
        answer: Future[Any] = Future()
        answer.set_result(self._answer(order, source))
        return answer

    def close(self) -> None:
        """As in a pool; does nothing."""

    def _answer(self, order: Order, source: Source) -> object:
        try:
            if isinstance(source, bytes):
                return self._again(order, source)
            return (
                self._page(order, source)
                if isinstance(order, ReadPage)
                else self.reader.do(order, source)
            )
        except InputError as error:
            return Failure(error.code, str(error))

    def _page(self, order: ReadPage, path: Path) -> PageRead:
        first, _ = self._read(order, path)
        seconds, read = self._read(order, path)
        extra = sum(first.values()) - sum(seconds.values())
        data = np.frombuffer(read.pictures[0], dtype=np.uint8)
        upright = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)
        self._bare(upright)
        bare = self._bare(upright)
        seconds[SIZES] = max(0.0, extra)
        self.pages.append(Timed(_kind(path, read.page), bool(read.page.seals), seconds, bare))
        return read

    def _read(self, order: ReadPage, path: Path) -> tuple[Seconds, PageRead]:
        with TemporaryDirectory() as folder:
            copy = Path(folder) / "1"
            copy.write_bytes(path.read_bytes())
            self.clock.take()
            with self.clock.of("other"):
                read = self.reader.do(order, copy)
            with self.clock.of("between processes"):
                answer = answer_of(order, answer_frame(order, read))
            assert isinstance(answer, PageRead)
            return self.clock.take(), answer

    def _again(self, order: Order, picture: bytes) -> object:
        """The answer to an order about a stored picture."""
        with TemporaryDirectory() as folder:
            copy = Path(folder) / "1"
            copy.write_bytes(picture)
            self.clock.take()
            with self.clock.of(f"{AGAIN}: {type(order).__name__}"):
                answer = answer_of(order, answer_frame(order, self.reader.do(order, copy)))
            for stage, seconds in self.clock.take().items():
                self.again[stage] += seconds
            return answer

    def _bare(self, upright: Image) -> float:
        """The time of the bare lines: detected once, each recognised once."""
        begun = spent()
        quads = self.reader.engine.detect(upright)
        self.reader.engine.recognise([cut_line(upright, quad) for quad in quads])
        return spent() - begun


def _kind(path: Path, page: Page) -> str:
    if sniff(path) == "pdf":
        return "PDF with text" if page.layer else "PDF of a scan"
    if page.size is not None:
        return "scan"
    short, long = sorted((page.width, page.height))
    return "screenshot" if path.suffix.lower() == ".png" or long > TALL * short else "photo"


def watched() -> TimedReader:
    """A reader whose stages are timed."""
    setup, clock = set_up(), Clock()
    reader = Reader(setup.first.id, setup.second.id if setup.second else None)
    reader.load()
    for stage, functions in WATCHED.items():
        for function in functions:
            clock.watch(function, stage)
    return TimedReader(reader, clock)


def read_pages(reader: TimedReader, folders: Sequence[Path], max_pages: int, seed: int) -> None:
    """Read that many random pages of the packets."""
    with ExitStack() as opened:
        packets = [opened.enter_context(open_packet(folder)) for folder in folders]
        files = [file for packet in packets for file in packet.files if file.trouble is None]
        pages = [(file.path, number) for file in files for number in _numbers(reader, file)]
        random.Random(seed).shuffle(pages)
        for path, number in pages[:max_pages]:
            reader.submit(ReadPage(number), path)


def _numbers(reader: TimedReader, file: PacketFile) -> range:
    answer = reader.submit(CountPages(), file.path).result()
    return range(0) if isinstance(answer, Failure) else range(1, answer.pages + 1)


def check_packets(reader: TimedReader, folders: Sequence[Path], max_pages: int, seed: int) -> None:
    """Check random packets until that many pages are read, including second readings."""
    drawn = random.Random(seed).sample(folders, len(folders))
    with TemporaryDirectory() as cache, open_kit(cache=Path(cache), workers=1) as kit:
        kit.pool = cast(Pool, reader)
        for folder in drawn:
            if len(reader.pages) < max_pages:
                check_packet(folder, kit)


def grouped(pages: Sequence[Timed]) -> dict[str, Sequence[Timed]]:
    """The pages by their kind, and by whether they have seals."""
    kinds = sorted({page.kind for page in pages})
    groups: dict[str, Sequence[Timed]] = {"all": pages}
    groups |= {kind: [page for page in pages if page.kind == kind] for kind in kinds}
    groups["with seals"] = [page for page in pages if page.sealed]
    groups["without"] = [page for page in pages if not page.sealed]
    return {name: own for name, own in groups.items() if own}


def table(reader: TimedReader) -> str:
    """Milliseconds per page by stage, and by kind of page compared with the bare lines."""
    pages = reader.pages
    groups = grouped(pages)
    rows = [["ms a page", *(f"{name} ({len(own)})" for name, own in groups.items())]]
    rows.append(["---"] * len(rows[0]))
    for stage in [*_stages(pages), SIZES]:
        rows.append(
            [stage, *(_ms(own, [p.seconds[stage] for p in own]) for own in groups.values())]
        )
    rows.append(["**a page**", *(_ms(own, [p.whole for p in own]) for own in groups.values())])
    rows.append(["bare lines", *(_ms(own, [p.bare for p in own]) for own in groups.values())])
    rows.append(["**times the bare lines**", *map(_ratio, groups.values())])
    for stage, seconds in sorted(reader.again.items(), key=lambda item: -item[1]):
        rows.append([stage, _ms(pages, [seconds]), *[""] * (len(groups) - 1)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def draw(pages: Sequence[Timed], path: Path) -> None:
    """The table as a picture: a bar for each kind of page."""
    groups = grouped(pages)
    parts = {
        stage: [1000 * sum(p.seconds[stage] for p in own) / len(own) for own in groups.values()]
        for stage in _stages(pages)
    }
    bare = [1000 * sum(page.bare for page in own) / len(own) for own in groups.values()]
    bars([f"{name} ({len(own)})" for name, own in groups.items()], parts, bare, path)


def _stages(pages: Sequence[Timed]) -> list[str]:
    """The stages, the slowest first."""
    found = {stage for page in pages for stage in page.seconds} - {SIZES}
    return sorted(found, key=lambda stage: -sum(page.seconds[stage] for page in pages))


def _ms(pages: Sequence[Timed], seconds: Sequence[float]) -> str:
    return f"{1000 * sum(seconds) / len(pages):.0f}"


def _ratio(pages: Sequence[Timed]) -> str:
    return f"{sum(page.whole for page in pages) / sum(page.bare for page in pages):.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path, help="packets")
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--second", action="store_true", help="whole packets, second readings too")
    parser.add_argument("--picture", type=Path)
    given = parser.parse_args()
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    os.environ["OMP_THREAD_LIMIT"] = "1"
    reader = watched()
    read = check_packets if given.second else read_pages
    read(reader, given.folders, given.pages, given.seed)
    print(table(reader))
    if given.picture is not None:
        draw(reader.pages, given.picture)


if __name__ == "__main__":
    main()
