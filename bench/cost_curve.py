"""What does a packet cost, depending on the number of packets? Faster than linear growth is a
defect.

    python -m bench.cost_curve --packets 10,100,1000 --plot docs/images/cost-curve.svg
    python -m bench.cost_curve --packets 10,100,1000,10000 --bare
    python -m bench.cost_curve --packets 10,100 --read
    python -m bench.cost_curve --packets 1000 --units 1
    python -m bench.cost_curve --packets 1000 --profile

Packets of a record and a small page run through a batch three times, each time in a separate
process: `cold` without stored readings, `warm` into another OUT with all readings stored, `again`
unchanged into the same OUT. All are stored in the memory of units and handed to a desk on SQLite.
Printed are processor milliseconds per packet, of the command (without its start) and of its
reading workers; the maximum memory of the command; and the disk space per packet.

With `--read` pages are really read. Otherwise a substitute answers at once that a page is empty, so
that everything except the inference is measured. With `--bare` a packet is only a record, judged
once for all packets, and its report is the JSON of five problems: what remains is the batch's own
work (inbox, claims, journal, memory, settling, summary), so cheap that 10,000 packets can be tried.
"""

import argparse
import cProfile
import io
import json
import pstats
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Literal, get_args

from pydantic import BaseModel

from bench.kills.papers import packet
from bench.sleeping import Sleeping
from core.files import write_result
from core.models.material import ReadPacket
from pipeline.run import Checked, Kit, judged, open_kit, read_packet
from pipeline.unattended.batch import BatchJob, Done, Each, in_turn
from pipeline.unattended.batch_rooms import MAIN, LocalBatchFolders
from pipeline.unattended.duty import BatchDuty, batch
from pipeline.unattended.flight import READERS, several
from pipeline.unattended.inbox import list_packets
from pipeline.unattended.sharing import SharedBatch
from pipeline.unattended.working import BatchSteps
from review.arrivals import Arrivals
from review.bringing import PacketAdder
from review.store import open_store
from yushen.summing import sum_up
from yushen.words import Words

ROOT = Path(__file__).parents[1]
Run = Literal["cold", "warm", "again"]
RUNS: tuple[Run, ...] = get_args(Run)
PROFILE_ROWS = 25
PROBLEMS = 5  # problems of a bare packet


class RunCost(BaseModel):
    """The cost of one run of a batch."""

    packets: int
    run: Run
    command: float
    """Processor seconds."""
    workers: float
    memory: float
    """The maximum resident memory of the command, MiB."""
    disk: dict[str, int]
    """Bytes in OUT, in the cache, in the state."""

    def a_packet(self, seconds: float) -> float:
        """Milliseconds."""
        return 1000 * seconds / self.packets


class TrialPlaces:
    """The folders of a trial of one size."""

    def __init__(self, work: Path, run: Run) -> None:
        self.inbox, self.cache, self.state = work / "inbox", work / "cache", work / "state"
        self.out = work / ("out-cold" if run == "cold" else "out")

    @property
    def disk(self) -> dict[str, int]:
        """The bytes in each folder."""
        folders = {"out": self.out, "cache": self.cache, "state": self.state}
        return {name: _size(folder) for name, folder in folders.items()}


def figures(
    work: Path, packets: int, units: int, *, bare: bool, read: bool, profile: bool
) -> list[RunCost]:
    """All three runs of a size."""
    rng = random.Random(packets)
    for number in range(packets):
        unit = f"样例{number % units:05}" if units else ""
        packet(work / "inbox" / f"材料{number:05}", rng, unit, page=not bare)
    how = {"--bare": bare, "--read": read, "--profile": profile}
    asked = [option for option, wanted in how.items() if wanted]
    runs = [run for run in RUNS if not bare or run != "warm"]  # nothing is read
    return [_in_its_own_process(work, run, asked) for run in runs]


def _in_its_own_process(work: Path, run: Run, asked: Sequence[str]) -> RunCost:
    answer = work / f"{run}.json"
    command = [sys.executable, "-m", "bench.cost_curve", "--run", run, "--work", str(work)]
    subprocess.run([*command, *asked], cwd=ROOT, check=True)
    return RunCost.model_validate_json(answer.read_bytes())


def measured(work: Path, run: Run, *, bare: bool, read: bool, profile: bool) -> None:
    """One run, in this process."""
    places = TrialPlaces(work, "warm" if bare else run)
    failed: list[str] = []
    with open_kit(workers=1, cache=places.cache, memory=places.state / "memory.sqlite") as kit:
        if not read:
            kit.pool = Sleeping(0.0)
        each = in_turn if profile else several(READERS)
        act = (
            partial(_bare, places, kit, each)
            if bare
            else partial(_whole, places, kit, each, failed)
        )
        begun = time.process_time()
        results = _profiled(act) if profile else act()
        command = time.process_time() - begun
    wrong = [done for done in results if done.error is not None]
    if failed or wrong:
        raise SystemExit(f"{len(wrong)} packets not checked, {len(failed)} not kept")
    children = getrusage(RUSAGE_CHILDREN)
    figure = RunCost(
        packets=len(results), run=run, command=command,
        workers=children.ru_utime + children.ru_stime, memory=_most(), disk=places.disk,
    )  # fmt: skip
    (work / f"{run}.json").write_text(figure.model_dump_json())


def _whole(places: TrialPlaces, kit: Kit, each: Each, failed: list[str]) -> list[Done]:
    """A batch as its command runs it."""
    store = open_store(f"sqlite:///{places.state / 'desk.sqlite'}")
    hand = PacketAdder(Arrivals.of(store, places.state / "pages"), "bench", "curve")
    duty = BatchDuty(inbox=places.inbox, out=places.out)
    results = batch(duty, kit, lambda what, error: failed.append(error), each, hand)
    store.close()
    return results


def _bare(places: TrialPlaces, kit: Kit, each: Each) -> list[Done]:
    """A batch that ignores the content of packets."""
    rooms = LocalBatchFolders(places.out)
    found = list_packets(places.inbox, rooms)
    one = read_packet(found.jobs[0].source, kit)
    checked = judged(one, kit)
    assert checked.facts is not None
    problems = [one for one in checked.report.findings if one.status in ("fail", "review")]
    short = {"findings": tuple(problems[:PROBLEMS]), "outlook": None, "deadlines": ()}
    report = checked.report.model_copy(update=short)
    facts = checked.facts.model_copy(update={"unit_name": "样例公司", "agent": "样例"})

    def read(job: BatchJob, key: str) -> ReadPacket:
        changes = {"key": key, "packet": job.name}
        return one.model_copy(update={"material": one.material.model_copy(update=changes)})

    def judge(read: ReadPacket) -> Checked:
        key, name = read.material.key, read.material.packet
        kit.memory.others(facts)
        own = facts.model_copy(update={"key": key, "packet": name, "unit_name": f"{name}公司"})
        return replace(checked, report=report.model_copy(update={"packet": name}), facts=own)

    def write(_job: BatchJob, checked: Checked, folder: Path) -> None:
        write_result(folder / MAIN, checked.report.model_dump_json().encode())

    def keep(_job: BatchJob, checked: Checked) -> bool:
        return checked.facts is not None and kit.memory.remember(checked.facts)

    work = BatchSteps(read, judge, write, keep, lambda done, folder: None, lambda done: None)
    with SharedBatch(rooms, kit, work, "bare") as shared, redirect_stdout(io.StringIO()):
        results = shared.all(each, found.jobs)
        sum_up(results, shared, places.out, Words("zh"))
    return results


def _profiled(act: partial[list[Done]]) -> list[Done]:
    profile = cProfile.Profile()
    results = profile.runcall(act)
    pstats.Stats(profile, stream=sys.stdout).sort_stats("tottime").print_stats(PROFILE_ROWS)
    return results


def _most() -> float:
    """The maximum memory of this process since its start, without that of its parent."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return round(int(line.split()[1]) / 1024, 1)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def plot(found: Sequence[RunCost], path: Path) -> None:
    """Plot time per packet and memory over the number of packets."""
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams["svg.hashsalt"] = "yushen"
    from matplotlib import pyplot as plt

    figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(7, 5))
    for run in RUNS:
        one = [figure for figure in found if figure.run == run]
        count = [figure.packets for figure in one]
        above.plot(count, [each.a_packet(each.command) for each in one], marker="o", label=run)
        below.plot(count, [each.memory for each in one], marker="o", label=run)
    above.set_ylabel("processor ms a packet")
    below.set_ylabel("resident memory, MiB")
    below.set_xlabel("packets in the batch")
    for axes in (above, below):
        axes.set_xscale("log")
        axes.set_ylim(bottom=0)
        axes.legend()
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)


def row(figure: RunCost) -> str:
    """A row of the table."""
    disk = " | ".join(f"{size / figure.packets / 1024:.1f}" for size in figure.disk.values())
    command, workers = figure.a_packet(figure.command), figure.a_packet(figure.workers)
    return (
        f"| {figure.packets:,} | {figure.run} | {command:.1f} | {workers:.1f} "
        f"| {figure.memory:.0f} | {disk} |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packets", default="10,100,1000")
    parser.add_argument("--units", type=int, default=0, help="0: each packet has a unit of its own")
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--read", action="store_true")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--run", choices=RUNS, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    how = {name: getattr(asked, name) for name in ("bare", "read", "profile")}
    if asked.run:
        measured(asked.work, asked.run, **how)
        return
    print(
        "| packets | run | ms of the command | of its workers | MiB | KiB in OUT | cache | state |"
    )
    found: list[RunCost] = []
    for size in map(int, asked.packets.split(",")):
        before = len(found)
        work = Path(tempfile.mkdtemp(prefix="curve-", dir=asked.work))
        found += figures(work, size, asked.units, **how)
        print(*map(row, found[before:]), sep="\n", flush=True)
        shutil.rmtree(work)
    if asked.json:
        asked.json.write_text(json.dumps([one.model_dump() for one in found], indent=1))
    if asked.plot:
        plot(found, asked.plot)


if __name__ == "__main__":
    main()
