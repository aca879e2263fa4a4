"""Run the rounds and print the results."""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.kills.count import Wrong, half
from bench.kills.machine import Machine
from bench.kills.modes import Batch, Mode, Serve, WatchMode, live
from bench.kills.papers import packet

BATCHES = {"batch": ("--plain",), "prefect": (), "dask": ("--plain", "--runner", "dask")}
MODES = (*BATCHES, "watch", "serve")
PACKETS = 10  # packets per round
MAX_KILLS = 12  # kills in a round
MAX_START_DELAY = 5.0  # seconds: one in four is killed this soon after its start
MAX_WORK_DELAY = 3.0  # seconds: the others are killed this soon after the first progress


@dataclass
class KillFigures:
    """The results."""

    kills: int = 0
    at_work: int = 0
    """Kills while a packet was started and not finished."""
    cold: int = 0
    """Those of them in rounds whose pages had never been read."""
    alone: int = 0
    """Kills of only the command; the others killed all its child processes too."""
    rounds: int = 0
    lasting: int = 0
    given_up: int = 0
    wrong: Wrong = field(default_factory=Wrong)


def kills(work: Path, mode: str, count: int, seed: int, packets: int = PACKETS) -> KillFigures:
    """Run with that many kills; `work` must be empty or new."""
    rng, figures = random.Random(seed), KillFigures()
    machine = Machine(work)
    while figures.kills < count:
        warm = figures.rounds % 2 == 1
        if not warm:
            made = [
                packet(work / f"inbox{figures.rounds}" / f"材料{figures.rounds}-{n}", rng)
                for n in range(packets)
            ]
        _fresh(work)
        one = _mode(mode, machine, made)
        _round(one, machine, figures, min(MAX_KILLS, count - figures.kills), rng, warm=warm)
        figures.rounds += 1
        figures.lasting, figures.given_up = machine.lasting, machine.given_up
        print(summary(mode, figures, packets), file=sys.stderr, flush=True)
    return figures


def _round(
    one: Mode,
    machine: Machine,
    figures: KillFigures,
    trials: int,
    rng: random.Random,
    *,
    warm: bool,
) -> None:
    for _ in range(trials):
        process = one.start()
        live(one, process, rng, MAX_START_DELAY, MAX_WORK_DELAY)
        if process.poll() is not None:  # all is done: there is nothing left to kill
            machine.kill(process, whole=True)
            break
        working, alone = one.at_work(), rng.random() < 0.5
        machine.kill(process, whole=not alone)
        figures.kills += 1
        figures.alone += alone
        figures.at_work += working
        figures.cold += working and not warm
        figures.wrong += Wrong(half=half(machine.base / "out"))
    one.finish()
    figures.wrong += one.wrong() + Wrong(half=half(machine.base / "out"))


def _mode(name: str, machine: Machine, packets: Sequence[Path]) -> Mode:
    if name in BATCHES:
        return Batch(machine, packets, BATCHES[name])
    return (WatchMode if name == "watch" else Serve)(machine, packets)


def _fresh(work: Path) -> None:
    """Use another OUT and another desk; stored readings are kept."""
    for name in ("out", "state"):
        shutil.rmtree(work / name, ignore_errors=True)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.kills")
    parser.add_argument("--mode", choices=MODES, default="batch")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--packets", type=int, default=PACKETS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path)
    given = parser.parse_args(arguments)
    work = given.work or Path(tempfile.mkdtemp(prefix="kills-"))
    begun = time.monotonic()
    found = kills(work, given.mode, given.kills, given.seed, given.packets)
    print(f"{summary(given.mode, found, given.packets)}; {time.monotonic() - begun:.0f} s")
    if found.wrong or given.work:
        print(work)
    else:
        shutil.rmtree(work)
    return 1 if found.wrong else 0


def summary(mode: str, found: KillFigures, packets: int) -> str:
    """The results in one line."""
    wrong = found.wrong
    return (
        f"{mode}: {found.kills} kills ({found.alone} of the command alone), {found.at_work} "
        f"of them in a packet, {found.cold} in cold reading; {found.rounds} rounds of {packets}: "
        f"{wrong.lost} lost, {wrong.doubled} doubled, {wrong.half} half, {wrong.left} left behind; "
        f"{found.lasting} after which a process lived on; {found.given_up} given up"
    )


if __name__ == "__main__":
    sys.exit(main())
