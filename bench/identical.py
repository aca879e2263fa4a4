"""Are reports byte-identical, with and without stored readings, with one and with two workers?

    python -m bench.identical samples/packets/good-lease-overseas --out /tmp/identical

Runs the real `yushen batch` four times over the packets, each time into a separate OUT: with an
empty cache and one worker, again from that cache with one worker and with two, and with another
empty cache and two workers. Every file of every report must have the same content in all four. The
summary is compared without the seconds per packet.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUNS = (("cold, 1 worker", "a", 1), ("warm, 1 worker", "a", 1), ("warm, 2 workers", "a", 2),
        ("cold, 2 workers", "b", 2))  # fmt: skip
TIME_DEPENDENT = {"summary.html", "summary.xlsx"}  # they show how long each packet took


def identical(packets: Sequence[Path], work: Path) -> dict[str, list[str]]:
    """The files that differ, each with the runs in which it differs."""
    inbox = work / "inbox"
    inbox.mkdir(parents=True)
    for packet in packets:
        if packet.is_dir():
            shutil.copytree(packet, inbox / packet.name)
        else:
            shutil.copyfile(packet, inbox / packet.name)
    runs = {}
    for number, (name, cache, workers) in enumerate(RUNS):
        out = work / f"out{number}"
        _run(inbox, out, work / f"cache-{cache}", workers, work)
        runs[name] = _files(out)
    first = runs[RUNS[0][0]]
    every = sorted({path for files in runs.values() for path in files})
    unlike = {
        path: [name for name, files in runs.items() if files.get(path) != first.get(path)]
        for path in every
    }
    print(f"{len(packets)} packets, {len(every)} files in {len(runs)} runs")
    return {path: names for path, names in unlike.items() if names}


def _run(inbox: Path, out: Path, cache: Path, workers: int, work: Path) -> None:
    command = [sys.executable, "-m", "yushen", "batch", str(inbox), "--out", str(out), "--plain"]
    more = ["--no-memory", "--no-desk", "--cache", str(cache), "--workers", str(workers)]
    with (work / "log").open("ab") as log:
        subprocess.run(
            [*command, *more], cwd=ROOT, stdout=log, stderr=log, check=True,
            env={**os.environ, "YUSHEN_STATE": str(work / "state")},
        )  # fmt: skip


def _files(out: Path) -> Mapping[str, bytes]:
    """All output files, by path."""
    found = {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and path.name not in TIME_DEPENDENT | {"packets.json"}
        and ".yushen" not in path.parts
    }  # fmt: skip
    summary = json.loads(found["summary.json"])
    for packet in summary["packets"]:
        packet["seconds"] = None
    return {**found, "summary.json": json.dumps(summary).encode()}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.identical")
    parser.add_argument("packets", type=Path, nargs="+")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args(arguments)
    work = given.out or Path(tempfile.mkdtemp(prefix="identical-"))
    unlike = identical(given.packets, work)
    for path, names in unlike.items():
        print(f"{path}: {', '.join(names)}")
    print("all the same" if not unlike else work)
    return 1 if unlike else 0


if __name__ == "__main__":
    sys.exit(main())
