"""A thousand small packets through one batch: do memory and open files stay flat?

    python -m bench.soak --packets 1000 --plot docs/images/soak.svg

Runs the real `yushen batch --plain` over packets with a page each (`--pages 0`: only the record)
and measures, after each new report in OUT, the resident memory and the open files of the command
and of its reading workers. The growth is the mean of the last tenth over that of the packets from
the hundredth on.
"""

import argparse
import csv
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from bench.kills.machine import Machine
from bench.kills.modes import Batch
from bench.kills.papers import packet

SETTLED = 100  # packets until everything is loaded
PAUSE = 0.25  # seconds
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class SoakSample:
    """One measurement."""

    packets: int
    seconds: float
    command: float
    """Resident memory, MiB."""
    workers: float
    files: int
    """Open files of the command."""
    worker_files: int


def soak(work: Path, packets: int, pages: int) -> list[SoakSample]:
    """All measurements, in order."""
    rng, machine = random.Random(1), Machine(work)
    made = [packet(work / "inbox" / f"材料{number:05}", rng) for number in range(packets)]
    if not pages:
        for one in made:
            (one / "scan.png").unlink()
    batch = Batch(machine, made)
    process = batch.start()
    begun, seen, found = time.monotonic(), -1, list[SoakSample]()
    while process.poll() is None:
        done = sum(1 for _ in batch.out.glob("*/report.json")) if batch.out.exists() else 0
        if done > seen:
            seen = done
            moment = _moment(process.pid, done, time.monotonic() - begun)
            if moment is not None:
                found.append(moment)
        time.sleep(PAUSE)
    if process.returncode != 0:
        raise SystemExit(f"it ended with {process.returncode}: {work / 'log'}")
    return found


def _moment(pid: int, packets: int, seconds: float) -> SoakSample | None:
    below = _below(pid)
    try:
        own, files = _resident(pid), _open(pid)
        return SoakSample(
            packets, round(seconds, 1), own, sum(map(_resident, below)), files,
            sum(map(_open, below)),
        )  # fmt: skip
    except OSError:  # a process has just ended
        return None


def _resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return round(pages * PAGE / 2**20, 1)


def _open(pid: int) -> int:
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


def _below(pid: int) -> list[int]:
    """All descendants of the process."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found += children
        waiting += children
    return found


def grown(values: Sequence[float]) -> float:
    """The growth from the first tenth to the last, as a share."""
    tenth = max(1, len(values) // 10)
    first, last = sum(values[:tenth]) / tenth, sum(values[-tenth:]) / tenth
    return last / first - 1 if first else 0.0


def plot(moments: Sequence[SoakSample], path: Path) -> None:
    """Plot memory and open files over the number of packets."""
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams["svg.hashsalt"] = "yushen"
    from matplotlib import pyplot as plt

    count = [moment.packets for moment in moments]
    figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(7, 5))
    above.plot(count, [moment.command for moment in moments], label="command")
    above.plot(count, [moment.workers for moment in moments], label="reading workers")
    above.set_ylabel("resident memory, MiB")
    below.plot(count, [moment.files for moment in moments], label="command")
    below.plot(count, [moment.worker_files for moment in moments], label="reading workers")
    below.set_ylabel("open files")
    below.set_xlabel("packets reported")
    for axes in (above, below):
        axes.set_ylim(bottom=0)
        axes.axvline(SETTLED, color="grey", linewidth=0.6)
        axes.legend(loc="lower right")
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.soak")
    parser.add_argument("--packets", type=int, default=1000)
    parser.add_argument("--pages", type=int, choices=(0, 1), default=1)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--csv", type=Path)
    parser.add_argument("--work", type=Path)
    given = parser.parse_args(arguments)
    work = given.work or Path(tempfile.mkdtemp(prefix="soak-"))
    moments = soak(work, given.packets, given.pages)
    if given.csv:
        with given.csv.open("w", newline="") as file:
            csv.writer(file).writerows([list(SoakSample.__annotations__), *map(astuple, moments)])
    settled = [moment for moment in moments if moment.packets >= min(SETTLED, given.packets // 2)]
    growth = {
        "memory of the command": grown([moment.command for moment in settled]),
        "memory of the workers": grown([moment.workers for moment in settled]),
        "memory of both": grown([moment.command + moment.workers for moment in settled]),
        "open files": grown([moment.files + moment.worker_files for moment in settled]),
    }
    print(f"{given.packets} packets, {moments[-1].seconds:.0f} s")
    for what, share in growth.items():
        print(f"{what}: {share:+.1%} after the first {SETTLED}")
    if given.plot:
        plot(moments, given.plot)
    if given.work is None:
        shutil.rmtree(work)
    return 0 if max(growth["memory of both"], growth["open files"]) <= 0.05 else 1


if __name__ == "__main__":
    sys.exit(main())
