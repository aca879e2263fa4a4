"""The watch as a process of its own, among other processes that write, stop and get killed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.burst import burst
from tests.pipeline.unattended.watch.drops import Drop

ROOT = Path(__file__).parents[4]
LONG = 120.0  # seconds after which a test gives up; nothing is asserted of a time
PACKET = ROOT / "samples" / "packets" / "permit-expiring"

# A scanner: page after page into one file, held open, with pauses longer than a look.
SCANNER = """
import sys, time
with open(sys.argv[1], "wb") as file:
    file.write(b"PK\\x03\\x04 broken ")
    for number in range(8):
        file.flush()
        time.sleep(0.25)
        file.write(b"page %d " % number)
    file.write(b"PK\\x05\\x06")
"""
# A copy in pieces: it goes away between them, for longer than anything needs to settle.
PIECES = """
import sys, time
for piece in (b"PK\\x03\\x04 broken ", b"second ", b"third PK\\x05\\x06"):
    with open(sys.argv[1], "ab") as file:
        file.write(piece)
    time.sleep(1.2)
"""


class Process:
    """`yushen watch` on a drop folder."""

    def __init__(self, here: Drop, *more: str) -> None:
        base = here.drop.parent
        self.log = base / "log"
        settle = ["--settle", "0.5", "--settle-folder", "0.5", "--rescan", "0.5"]
        kept = ["--memory", str(base / "memory.sqlite"), "--workers", "1"]
        if "--cache" not in more:
            kept += ["--cache", str(base / "cache")]
        command = [sys.executable, "-m", "yushen", "watch", str(here.drop)]
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                [*command, "--out", str(here.out), *settle, *kept, *more],
                cwd=ROOT, stdout=log, stderr=log,
            )  # fmt: skip

    def end(self, by: signal.Signals = signal.SIGTERM) -> int:
        self.running.send_signal(by)
        return self.running.wait()

    def said(self) -> str:
        return self.log.read_text("utf-8")


@pytest.fixture
def here(tmp_path: Path) -> Drop:
    return Drop(tmp_path)


@pytest.fixture
def watching(here: Drop) -> Iterator[Process]:
    process = Process(here)
    yield process
    if process.running.poll() is None:
        process.end(signal.SIGKILL)


def until(true: Callable[[], object], process: Process) -> None:
    """Wait for something; a watch that has died, or too long a wait, is a failure."""
    end = time.monotonic() + LONG
    while not true():
        assert process.running.poll() is None, process.said()
        assert time.monotonic() < end, process.said()
        time.sleep(0.05)


def run(program: str, target: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", program, str(target)])


@pytest.mark.parametrize("program", [SCANNER, PIECES], ids=["slow scanner", "copy in pieces"])
def test_what_is_being_written_is_taken_when_it_is_whole(
    here: Drop, watching: Process, program: str
) -> None:
    until(lambda: "开始监看" in watching.said(), watching)
    writer = run(program, here.drop / "scan.zip")
    until(lambda: (here.out / "scan").exists(), watching)
    assert writer.wait() == 0
    (here.drop / "after.zip").write_bytes(b"PK\x03\x04 PK\x05\x06")
    until(lambda: (here.out / "after").exists(), watching)
    taken = [record for record in here.journal() if record["event"] == "taken"]
    assert [record["name"] for record in taken] == ["scan.zip", "after.zip"]
    assert not (here.out / "former").exists()


def test_a_writer_that_is_killed_leaves_a_file_that_is_told_of(
    here: Drop, watching: Process
) -> None:
    until(lambda: "开始监看" in watching.said(), watching)
    writer = run(SCANNER, here.drop / "scan.zip")
    until(lambda: (here.drop / "scan.zip").exists(), watching)
    writer.kill()
    writer.wait()
    until(lambda: (here.out / "scan").exists(), watching)
    assert here.results() == {"scan": "未能检查"}


def test_terminated_it_ends_and_the_next_goes_on(here: Drop, watching: Process) -> None:
    until(lambda: "开始监看" in watching.said(), watching)
    assert watching.end() == 143
    (here.drop / "a.zip").write_bytes(b"PK\x03\x04 PK\x05\x06")
    process = Process(here, "--once")
    assert process.running.wait() == 0
    assert here.results() == {"a": "未能检查"}


def test_a_second_watch_is_refused(here: Drop, watching: Process) -> None:
    until(lambda: "开始监看" in watching.said(), watching)
    second = Process(here)
    assert second.running.wait() == 2
    assert "已有另一个监看" in second.said()


def test_a_burst_with_kills(tmp_path: Path) -> None:
    """The measure of bench/burst.py, small."""
    figures = burst(tmp_path / "burst", files=40, kills=3, seed=3)
    assert figures.good, figures


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, with room for a report or two."""
    place = tmp_path / "small"
    place.mkdir()
    mount = shutil.which("mount")
    made = mount is not None and os.geteuid() == 0 and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(place)],
        capture_output=True, check=False,
    ).returncode == 0  # fmt: skip
    if not made:
        pytest.skip("a tmpfs can be mounted by root alone")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_delays_and_loses_nothing(tmp_path: Path, small_disk: Path) -> None:
    here = Drop(tmp_path)
    here.out = small_disk / "out"
    names = [f"{number}.zip" for number in range(20)]
    for name in names:
        (here.drop / name).write_bytes(b"PK\x03\x04 %s PK\x05\x06" % name.encode())
    process = Process(here)
    try:
        until(lambda: process.said().count("暂缓") > 1, process)
        full = here.results()
        assert 0 < len(full) < len(names)
        process.end(signal.SIGKILL)
        subprocess.run(["mount", "-o", "remount,size=16m", str(small_disk)], check=True)
        process = Process(here)
        until(lambda: len(list(here.out.glob("*/状态-*.txt"))) == len(names), process)
        until(lambda: not here.leftovers(), process)
    finally:
        process.end(signal.SIGKILL)
    assert here.results() == {name.removesuffix(".zip"): "未能检查" for name in names}
    assert [record["event"] for record in here.journal()].count("done") == len(names)
    assert not (here.out / "former").exists()


@pytest.mark.engine
def test_a_real_packet_is_read_and_its_original_moved(tmp_path: Path, readings: Path) -> None:
    """The whole product: scans dropped by another process, killed once while they are read."""
    here = Drop(tmp_path, done=True)
    shutil.copytree(PACKET, here.drop / "陶女士")
    done = ("--done", str(here.done), "--cache", str(readings))
    process = Process(here, *done)
    until(lambda: any(r["event"] == "begun" for r in here.journal()) if journal(here) else False,
          process)  # fmt: skip
    process.end(signal.SIGKILL)
    process = Process(here, *done, "--once")
    assert process.running.wait() == 0, process.said()
    report = here.report("陶女士")
    assert report.packet == "陶女士" and report.service == "address_change"
    assert {file.status for file in report.files} == {"read"}
    state = {"accept": "受理", "supplement": "需补正", "reject": "不予受理", "review": "人工复核"}
    assert here.results() == {"陶女士": state[report.outcome]}
    assert (here.out / "陶女士" / "report.html").stat().st_size > 10_000
    assert here.done is not None and not list(here.drop.iterdir())
    moved = {path.name: path.read_bytes() for path in (here.done / "陶女士").iterdir()}
    assert moved == {path.name: path.read_bytes() for path in PACKET.iterdir()}


def journal(here: Drop) -> bool:
    return (here.out / ".yushen" / "journal.jsonl").exists()
