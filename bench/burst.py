"""Does each file get exactly one report if many are dropped at once and the watch is killed
repeatedly?

    python -m bench.burst --files 1000 --kills 20

Runs the real `yushen watch` as a separate process, drops small files that are refused or judged
without reading a page (broken zips, zips and folders with an empty scan, empty files), some of them
in two parts, and kills the watch with SIGKILL at random moments. At the end every file must have
exactly one report, of its own content, and nothing incomplete may be left.
"""

import argparse
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SETTLE = 0.3  # seconds
MAX_START_DELAY = 1.5  # seconds: one in four is killed this soon after its start
MAX_WORK_DELAY = 1.5  # seconds: the others are killed this soon after they began to work
START_TIMEOUT = 60.0  # seconds until a watch begins something
FINISH_TIMEOUT = 600.0  # seconds for the last watch to process the rest
RECORD = {"service": "address_change", "submission_date": "2025-03-03"}


@dataclass(frozen=True)
class BurstFigures:
    """The results."""

    files: int
    kills: int
    at_work: int
    """Kills while the watch had something taken but not finished."""
    missing: int
    doubled: int
    wrong: int
    """Reports that are not of their file's content, or incomplete."""
    left_over: int
    seconds: float

    @property
    def good(self) -> bool:
        return not (self.missing or self.doubled or self.wrong or self.left_over)


def burst(work: Path, files: int, kills: int, seed: int) -> BurstFigures:
    """Drop, kill, wait, count. `work` must be empty or new."""
    rng = random.Random(seed)
    drop, out = work / "drop", work / "out"
    drop.mkdir(parents=True)
    begun = time.monotonic()
    dropper = threading.Thread(target=fill, args=(drop, files, random.Random(seed + 1)))
    dropper.start()
    at_work = 0
    for _ in range(kills):
        process = start(drop, out, work)
        if rng.random() < 0.25:
            time.sleep(rng.uniform(0, MAX_START_DELAY))
        else:
            wait_for_work(out)
            time.sleep(rng.uniform(0, MAX_WORK_DELAY))
        process.send_signal(signal.SIGKILL)
        process.wait()
        at_work += is_at_work(out)
    dropper.join()
    process = start(drop, out, work)
    end = time.monotonic() + FINISH_TIMEOUT
    while time.monotonic() < end and process.poll() is None and finished(out) < files:
        time.sleep(0.3)
    process.send_signal(signal.SIGTERM)
    process.wait()
    return count(drop, out, files, kills, at_work, time.monotonic() - begun)


def fill(drop: Path, files: int, rng: random.Random) -> None:
    """Write the files as fast as possible, every tenth in two parts with a pause."""
    for number in range(files):
        name, content = thing(number)
        if name.endswith("/"):
            folder = drop / name
            folder.mkdir()
            (folder / "application.json").write_bytes(content)
            (folder / "空.pdf").touch()
            continue
        with (drop / name).open("wb") as file:
            if number % 10 == 3:
                file.write(content[: len(content) // 2])
                file.flush()
                time.sleep(rng.uniform(0, 0.05))
                content = content[len(content) // 2 :]
            file.write(content)


def thing(number: int) -> tuple[str, bytes]:
    """The unique name and content of a file; a folder's name ends in a slash."""
    record = json.dumps({**RECORD, "applicant": {"name": f"样例{number}"}}).encode()
    if number % 20 == 7:
        return f"材料{number:04}/", record
    if number % 20 == 13:
        return f"空{number:04}.pdf", b""
    if number % 5 == 4:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("application.json", record)
            archive.writestr("scan.pdf", b"")
        return f"压缩{number:04}.zip", buffer.getvalue()
    return f"坏{number:04}.zip", b"PK\x03\x04 broken %d PK\x05\x06" % number


def start(drop: Path, out: Path, work: Path) -> "subprocess.Popen[bytes]":
    """The watch, started like a user does."""
    settle = ["--settle", str(SETTLE), "--settle-folder", str(SETTLE), "--rescan", "1"]
    kept = ["--cache", str(work / "cache"), "--memory", str(work / "memory.sqlite")]
    command = [sys.executable, "-m", "yushen", "watch", str(drop), "--out", str(out)]
    with (work / "log").open("ab") as log:
        return subprocess.Popen(
            [*command, *settle, *kept, "--workers", "1"], cwd=ROOT, stdout=log, stderr=log
        )


def journal(out: Path) -> list[dict[str, str]]:
    """The complete lines of the watch's journal."""
    try:
        lines = (out / ".yushen" / "journal.jsonl").read_bytes().split(b"\n")[:-1]
    except OSError:
        return []
    return [json.loads(line) for line in lines]


def finished(out: Path) -> int:
    """The number of finished things so far."""
    return sum(record["event"] == "done" for record in journal(out))


def wait_for_work(out: Path) -> None:
    """Wait until the journal grows."""
    before, end = len(journal(out)), time.monotonic() + START_TIMEOUT
    while len(journal(out)) == before and time.monotonic() < end:
        time.sleep(0.02)


def is_at_work(out: Path) -> bool:
    """Whether something is taken and not done."""
    events = Counter(record["event"] for record in journal(out))
    return events["taken"] > events["done"]


def count(
    drop: Path, out: Path, files: int, kills: int, at_work: int, seconds: float
) -> BurstFigures:
    """Compare the content of OUT with what was dropped."""
    dropped = {path.name for path in drop.iterdir()}
    taken = [record for record in journal(out) if record["event"] == "taken"]
    done = Counter(record["key"] for record in journal(out) if record["event"] == "done")
    names = Counter(record["name"] for record in taken)
    results = [path for path in out.iterdir() if path.name not in (".yushen", "former")]
    former = list((out / "former").iterdir()) if (out / "former").exists() else []
    owner = {record["folder"]: record for record in taken}
    wrong = sum(not is_right(path, owner.get(path.name)) for path in results)
    own = out / ".yushen"
    left = [*(own / "work").iterdir(), *(own / "stage").iterdir()]
    doubled = sum(n - 1 for n in names.values()) + sum(n - 1 for n in done.values())
    return BurstFigures(
        files, kills, at_work,
        missing=files - len(dropped & names.keys() & {owner[p.name]["name"] for p in results
                                                      if p.name in owner}),
        doubled=doubled + len(former) + max(0, len(results) - files),
        wrong=wrong, left_over=len(left), seconds=seconds,
    )  # fmt: skip


def is_right(result: Path, record: dict[str, str] | None) -> bool:
    """Whether a result is complete and belongs to the thing that its folder is for."""
    if record is None or len(list(result.glob("状态-*.txt"))) != 1:
        return False
    try:
        report = json.loads((result / "report.json").read_bytes())
    except (OSError, ValueError):
        return False
    stem = Path(record["name"]).stem
    return report["packet"] in (record["name"], stem) and (result / "report.html").exists()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.burst")
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path)
    given = parser.parse_args(arguments)
    work = given.work or Path(tempfile.mkdtemp(prefix="burst-"))
    figures = burst(work, given.files, given.kills, given.seed)
    print(
        f"{figures.files} files, {figures.kills} kills ({figures.at_work} in the middle of one): "
        f"{figures.missing} missing, {figures.doubled} doubled, {figures.wrong} wrong, "
        f"{figures.left_over} left over; {figures.seconds:.0f} s, {os.cpu_count()} processors"
    )
    if figures.good and given.work is None:
        shutil.rmtree(work)
    else:
        print(work)
    return 0 if figures.good else 1


if __name__ == "__main__":
    sys.exit(main())
