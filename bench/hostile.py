"""Checks hostile and broken files with the whole command, each as a packet among good packets.

    python -m bench.hostile FOLDER [--out TSV] [--only PART] [--work DIR]

Every file below FOLDER becomes a packet; after every tenth a good packet is inserted, a sample
whose bytes differ each time so that it is really read. One `yushen batch` with one worker and real
OCR checks them all, one after the other. Meanwhile the process tree is measured twenty times a
second: the processor seconds between two reports, including killed workers, count for the second
packet, as does the largest resident memory of the tree. A file is contained if its packet gets a
report, in bounded time and memory, that does not accept it and says what was not read and why.
"""

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
NEIGHBOUR = ROOT / "samples" / "packets" / "lease-short" / "租房.pdf"
FILES_PER_NEIGHBOUR = 10
POLL_INTERVAL = 0.05  # seconds
TICKS, PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
MAX_SECONDS, MAX_MEMORY = 60.0, 2.0  # seconds of processor time; GiB in addition to the models


@dataclass(frozen=True)
class HostileResult:
    """The result for one packet; memory is that of the process tree, in MiB."""

    file: str
    outcome: str
    status: str
    code: str
    why: str
    seconds: float
    memory: int
    contained: bool


@dataclass
class Tree:
    """The usage of a process and its descendants, including the processor time of ended ones."""

    root: int
    seconds: float = 0.0
    memory: int = 0

    def look(self) -> None:
        """Measure the current usage."""
        table = dict(_processes())
        alive, seconds, memory = [self.root], 0.0, 0
        while alive:
            number = alive.pop()
            _, used, held = table.get(number, (0, 0.0, 0))
            seconds, memory = seconds + used, memory + held
            alive += [one for one, (above, _, _) in table.items() if above == number]
        self.seconds = max(self.seconds, seconds)
        self.memory = memory


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the batch, write a row per packet and print the totals; 1 if a file was not contained."""
    parser = argparse.ArgumentParser(description=__doc__, prog="bench.hostile")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("hostile.tsv"))
    parser.add_argument("--only", default="", help="files whose path has this in it")
    parser.add_argument("--work", type=Path, default=Path("hostile-work"))
    options = parser.parse_args(arguments)
    inbox, out = options.work / "inbox", options.work / "out"
    for folder in (inbox, out, options.work / "cache"):
        shutil.rmtree(folder, ignore_errors=True)
    names = lay_out(options.folder, options.only, inbox)
    columns = [field.name for field in fields(HostileResult)]
    with options.out.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(columns)

        def note(row: HostileResult) -> None:
            table.writerow([getattr(row, column) for column in columns])
            file.flush()

        rows, code = run(inbox, out, options.work / "cache", names, note)
    return tell(rows, code)


def lay_out(source: Path, only: str, inbox: Path) -> dict[str, str]:
    """Make the packets; their names, and their files ("" for a good packet)."""
    files = [
        path
        for path in sorted(source.rglob("*"))
        if path.is_file() and path.name != "manifest.tsv" and only in str(path)
    ]
    names: dict[str, str] = {}
    for number, path in enumerate(files):
        if number % FILES_PER_NEIGHBOUR == 0:
            names[_neighbour(inbox, number)] = ""
        name = f"{number:05d}-file"
        if path.suffix.lower() == ".zip":  # the file is a packet itself
            shutil.copyfile(path, inbox / f"{name}.zip")
        else:
            (inbox / name).mkdir()
            shutil.copyfile(path, inbox / name / path.name)
        names[name] = path.relative_to(source).as_posix()
    names[_neighbour(inbox, len(files))] = ""
    return names


def run(
    inbox: Path,
    out: Path,
    cache: Path,
    names: dict[str, str],
    note: Callable[[HostileResult], None],
) -> tuple[list[HostileResult], int]:
    """Check all packets with one command; the result of each, recorded as soon as it is known."""
    command = [sys.executable, "-m", "yushen", "batch", str(inbox), "--out", str(out), "--plain",
               "--workers", "1", "--cache", str(cache), "--no-memory"]  # fmt: skip
    rows: list[HostileResult] = []
    waiting = list(names)
    before, peak, base = 0.0, 0, 0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        tree = Tree(process.pid)
        while waiting:
            ended = process.poll() is not None
            if not ended:
                tree.look()
                peak = max(peak, tree.memory)
            while waiting and (out / waiting[0] / "report.json").exists():
                name = waiting.pop(0)
                base = base or peak  # after the first (good) packet: models and a page
                rows.append(row_of(name, names, out, tree.seconds - before, peak, base))
                note(rows[-1])
                before, peak = tree.seconds, 0
            if ended:
                break
            time.sleep(POLL_INTERVAL)
        for name in waiting:  # the command ended before they had a report
            rows.append(row_of(name, names, out, 0.0, 0, base))
            note(rows[-1])
    return rows, process.returncode


def row_of(
    name: str, names: dict[str, str], out: Path, seconds: float, peak: int, base: int
) -> HostileResult:
    """The result in a packet's report, and whether it is correct."""
    try:
        report = json.loads((out / name / "report.json").read_text("utf-8"))
    except (OSError, ValueError):
        return HostileResult(names[name], "none", "", "", "", seconds, peak >> 20, False)
    file: dict[str, Any] = next(iter(report["files"]), {})
    why = file.get("error") or ""
    said = file.get("status") == "read" or bool(why)
    bounded = seconds <= MAX_SECONDS and peak - base <= MAX_MEMORY * 2**30
    held = report["outcome"] != "accept" and said and bounded
    return HostileResult(
        names[name] or "(neighbour)",
        report["outcome"],
        file.get("status", ""),
        file.get("error_code") or "",
        why.replace("\t", " ").replace("\n", " "),
        round(seconds, 2),
        max(0, peak - base) >> 20,
        held or not names[name],
    )


def tell(rows: Sequence[HostileResult], code: int) -> int:
    """Print the totals; 1 if anything was not contained."""
    files = [row for row in rows if row.file != "(neighbour)"]
    near = [(row.outcome, row.status, row.code, row.why) for row in rows if row not in files]
    held = sum(row.contained for row in files)
    outcomes = Counter(row.outcome for row in files)
    slow = max(files, key=lambda row: row.seconds)
    large = max(files, key=lambda row: row.memory)
    same = len(set(near)) == 1
    print(f"{held} of {len(files)} contained; exit code {code}")
    print(f"most processor time {slow.seconds:.1f} s ({slow.file})")
    print(f"most memory beside the models {large.memory} MiB ({large.file})")
    print(f"outcomes {dict(outcomes)}, accepted {outcomes['accept']}")
    print(f"{len(near)} neighbours, all alike: {'yes' if same else 'NO'}")
    for row in files:
        if not row.contained:
            print(f"NOT CONTAINED {row}")
    return 0 if held == len(files) and same else 1


def _neighbour(inbox: Path, number: int) -> str:
    """A good packet that has never been read: its file ends differently each time."""
    name = f"{number:05d}-a-neighbour"
    (inbox / name).mkdir(parents=True)
    (inbox / name / "good.pdf").write_bytes(NEIGHBOUR.read_bytes() + b"\n%%%d\n" % number)
    return name


def _processes() -> Iterator[tuple[int, tuple[int, float, int]]]:
    """Each process with its parent, its processor seconds including ended children, its memory."""
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = place.read_text("ascii", "replace").rpartition(")")[2].split()
        except OSError:
            continue  # ended meanwhile
        used = sum(map(int, words[11:15])) / TICKS
        yield int(place.parent.name), (int(words[1]), used, int(words[21]) * PAGE)


if __name__ == "__main__":
    sys.exit(main())
