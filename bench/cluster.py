"""How many packets do several machines read, compared with one?

    python -m bench.cluster --packets 48 --seconds 4 --workers 1,2,4

A real scheduler, a real `yushen batch --runner dask`, and that many machines as child processes.
The inference is replaced by a sleep (there are fewer cores here than machines), so that the figures
show everything around it: distributing, answering, judging, writing. Each machine has one reading
process and two packets in progress; each packet has one page that takes that many seconds.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.kills.papers import packet
from bench.sleeping import Sleeping
from deploy.ports import free_port
from flows.cluster.station import serve
from pipeline.run import open_kit
from pipeline.unattended.batch_rooms import LocalBatchFolders

ROOT = Path(__file__).parents[1]
START_TIMEOUT = 60.0  # seconds


@dataclass(frozen=True)
class ClusterFigure:
    """The result for a number of machines."""

    machines: int
    seconds: float
    packets: int

    @property
    def rate(self) -> float:
        """Packets per second."""
        return self.packets / self.seconds


def station(address: str, cache: Path, seconds: float) -> None:
    """A machine that sleeps over each page."""
    with open_kit(workers=1, cache=cache) as kit:
        kit.pool = Sleeping(seconds)
        serve(address, kit, 2, lambda zh, en: print(en, flush=True))


def measured(work: Path, machines: int, packets: int, seconds: float) -> ClusterFigure:
    """One batch over new packets, from its first packet to its end."""
    rng = random.Random(machines)
    for number in range(packets):
        packet(work / "inbox" / f"材料{number:04}", rng)
    port = free_port()
    address, cache = f"tcp://127.0.0.1:{port}", work / "cache"
    one = ["--station", address, "--work", str(cache), "--seconds", str(seconds)]
    batch = ["batch", str(work / "inbox"), "--out", str(work / "out"), "--cache", str(cache)]
    batch += ["--no-memory", "--no-desk", "--plain", "--runner", "dask", "--address", address]
    scheduler = ["--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    with ExitStack() as running, (work / "log").open("wb") as log:
        start = partial(_running, running)
        start("distributed.cli.dask_scheduler", scheduler, work / "scheduler", "Scheduler at")
        for number in range(machines):
            start("bench.cluster", one, work / f"machine-{number}", "joined")
        command = [sys.executable, "-m", "yushen", *batch]
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        journal = LocalBatchFolders(work / "out").journal
        while process.poll() is None and not (journal.exists() and journal.stat().st_size):
            time.sleep(0.05)
        begun = time.monotonic()
        if process.wait():
            raise RuntimeError((work / "log").read_text("utf-8"))
        return ClusterFigure(machines, time.monotonic() - begun, packets)


def _running(
    running: ExitStack, module: str, options: Sequence[str], log: Path, ready: str
) -> None:
    """Start a module and wait until its log says that it is ready; the exit stack ends it."""
    command = [sys.executable, "-m", module, *options]
    with log.open("wb") as file:
        process = subprocess.Popen(command, cwd=ROOT, stdout=file, stderr=file)
    running.callback(process.wait)
    running.callback(process.terminate)
    end = time.monotonic() + START_TIMEOUT
    while ready not in log.read_text("utf-8"):
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(log.read_text("utf-8"))
        time.sleep(0.1)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packets", type=int, default=48)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--workers", default="1,2,4")
    parser.add_argument("--work", type=Path)
    parser.add_argument("--station", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.station:
        station(asked.station, asked.work, asked.seconds)
        return
    found = list[ClusterFigure]()
    for count in map(int, asked.workers.split(",")):
        with tempfile.TemporaryDirectory(dir=asked.work) as folder:
            found.append(measured(Path(folder), count, asked.packets, asked.seconds))
        one = found[-1]
        share = one.rate / found[0].rate / (one.machines / found[0].machines)
        print(
            f"{one.machines} machines: {one.seconds:.0f} s, {one.rate:.2f} packets a second, "
            f"{share:.0%} of as many times one",
            flush=True,
        )


if __name__ == "__main__":
    main()
