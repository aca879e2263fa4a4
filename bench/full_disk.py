"""If the disk fills up during a batch, is every packet finally reported once and completely?

    python -m bench.full_disk --points 24        # as root: a tmpfs is mounted for each point

At each point OUT, the state (desk and memory), the cache or the temp folder is on its own small
file system, whose last free byte is taken at a random moment of a run. The run ends somehow; then
no file that somebody may open may be incomplete. With free space again the same command runs once
more, and all results are compared with what was submitted.
"""

import argparse
import contextlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.kills.count import Wrong, half
from bench.kills.machine import Machine
from bench.kills.modes import Batch, live
from bench.kills.papers import packet

PLACES = ("out", "state", "cache", "temp")
SIZE = "320m"  # a run requires 200 MB of free space before each packet, in cache and temp
BLOCK = b"\0" * 2**20
MAX_START_DELAY = 6.0  # seconds after a start, and after the first progress
MAX_WORK_DELAY = 4.0


def full_disk(work: Path, points: int, seed: int, packets: int = 5) -> tuple[Wrong, int]:
    """The errors, and the number of runs whose disk was full while a packet was in progress."""
    rng, wrong, at_work = random.Random(seed), Wrong(), 0
    for number in range(points):
        base = work / str(number)
        made = [packet(base / "inbox" / f"材料{number}-{n}", rng) for n in range(packets)]
        place = base / PLACES[number % len(PLACES)]
        with mounted(place):
            one = Batch(Machine(base), made)
            process = one.start()
            live(one, process, rng, MAX_START_DELAY, MAX_WORK_DELAY)
            at_work += one.at_work()
            fill(place, rng)
            process.wait()
            broken = half(one.out)
            one.machine.kill(process, whole=True)
            (place / "filler").unlink()
            one.finish()
            found = one.wrong() + Wrong(half=broken + half(one.out))
            print(f"{number}: {place.name} {found}", flush=True)
            wrong += found
        if b"Traceback" in (base / "log").read_bytes():
            raise SystemExit(f"a traceback: {base / 'log'}")
        if not wrong:
            shutil.rmtree(base)
    return wrong, at_work


@contextlib.contextmanager
def mounted(place: Path) -> Iterator[None]:
    """Mount a separate file system there."""
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0700", "tmpfs", str(place)], check=True
    )
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path, rng: random.Random) -> None:
    """Use up all free space, or all but a few blocks."""
    with (place / "filler").open("wb", buffering=0) as file:
        with contextlib.suppress(OSError):
            while True:
                if file.write(BLOCK) < len(BLOCK):
                    break
        file.truncate(max(0, file.tell() - 4096 * rng.randrange(0, 40)))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.full_disk")
    parser.add_argument("--points", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path)
    given = parser.parse_args(arguments)
    work = given.work or Path(tempfile.mkdtemp(prefix="full-"))
    begun = time.monotonic()
    wrong, at_work = full_disk(work, given.points, given.seed)
    print(
        f"{given.points} full disks ({at_work} in the middle of a packet): {wrong.lost} lost, "
        f"{wrong.doubled} doubled, {wrong.half} half, {wrong.left} left behind; "
        f"{time.monotonic() - begun:.0f} s"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
