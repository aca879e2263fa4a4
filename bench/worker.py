"""The cost of a reading worker: its start, and its memory while reading.

    python -m bench.worker [--starts N] [FOLDER... --pages N]

Starts real workers one after the other, each in its sandbox, and prints the processor seconds and
the elapsed seconds until it accepts jobs, and its memory then. With folders, a worker then reads
that many random pages of their packets, and its resident memory is printed after each tenth of
them, and its maximum. Linux only.
"""

import argparse
import random
import statistics
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from core.limits import limits
from pipeline.reading.box.process import Spec, Worker
from pipeline.reading.box.usage import usage
from pipeline.reading.intake.packet import open_packet
from pipeline.reading.ocr.setup import set_up
from pipeline.reading.orders import CountPages, ReadPage

MIB = 2**20
PARTS = 10  # equal parts of the pages: memory is printed after each


def started(spec: Spec) -> tuple[Worker, float, float]:
    """A worker, and the processor seconds and elapsed seconds of its start."""
    begun = time.monotonic()
    worker = Worker(spec)
    clock = time.monotonic() - begun
    return worker, usage(worker._process.pid).seconds, clock


def starts(spec: Spec, count: int) -> str:
    """The median cost of a number of starts."""
    seen = []
    for _ in range(count):
        worker, seconds, clock = started(spec)
        seen.append((seconds, clock, usage(worker._process.pid).resident / MIB))
        worker.kill()
    seconds, clock, held = (statistics.median(column) for column in zip(*seen, strict=True))
    return f"start: {seconds:.2f} s of a processor, {clock:.2f} s by the clock, {held:.0f} MiB"


def memory(spec: Spec, folders: Sequence[Path], max_pages: int) -> str:
    """A worker's memory while it reads."""
    worker, _, _ = started(spec)
    process = worker._process.pid
    with ExitStack() as opened:
        packets = [opened.enter_context(open_packet(folder)) for folder in folders]
        drawn = [
            (file.path, number)
            for packet in packets
            for file in packet.files
            if file.trouble is None
            for number in _numbers(worker, file.path)
        ]
        random.Random(1).shuffle(drawn)
        drawn = drawn[:max_pages]
        begun, held = usage(process).seconds, []
        for number, (path, page) in enumerate(drawn, start=1):
            worker.ask(ReadPage(page), path, limits().page_seconds)
            if number % max(1, len(drawn) // PARTS) == 0:
                held.append(f"{usage(process).resident / MIB:.0f}")
        spent = (usage(process).seconds - begun) / max(1, len(drawn))
    top = _top(process)
    worker.kill()
    return (
        f"{len(drawn)} pages, {spent:.2f} s each; MiB after each tenth of them: "
        f"{' '.join(held)}; the most {top:.0f}"
    )


def _numbers(worker: Worker, path: Path) -> range:
    answer = worker.ask(CountPages(), path, limits().page_seconds)
    return range(1, 1 + getattr(answer, "pages", 0))


def _top(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, help="packets")
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--pages", type=int, default=150)
    given = parser.parse_args()
    setup = set_up()
    spec = Spec(setup.first.id, setup.second.id if setup.second else None)
    print(starts(spec, given.starts))
    if given.folders:
        print(memory(spec, given.folders, given.pages))


if __name__ == "__main__":
    main()
