"""Batches as processes of their own: two at once, one that is killed, folders they may not use."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from core.errors import InputError
from pipeline.reading.store import open_store
from pipeline.unattended.batch_rooms import LocalBatchFolders
from tests.pipeline.unattended.test_sharing import page
from tests.validators.kit import RECORD
from tests.yushen.within import within

ROOT = Path(__file__).parents[3]
LONG = 300.0  # seconds after which a test gives up; nothing is asserted of a time
NAMES = [f"材料{number}" for number in range(4)]


class Here:
    """An inbox of packets with a page each, and batches over it."""

    def __init__(self, base: Path) -> None:
        self.base, self.inbox, self.out = base, base / "inbox", base / "out"
        for name in NAMES:
            folder = self.inbox / name
            folder.mkdir(parents=True)
            told = {**RECORD, "service": "renewal", "submission_date": "2019-10-15",
                    "unit": {"name": f"{name}公司"}}  # fmt: skip
            (folder / "application.json").write_text(json.dumps(told), "utf-8")
            page(folder / "scan.png", f"{name[-1]}2345")

    def start(self, log: str, *more: str, **given: Any) -> "subprocess.Popen[bytes]":
        kept = ["--memory", str(self.base / "memory.sqlite"), "--workers", "1", "--plain"]
        if "--cache" not in more:
            kept += ["--cache", str(self.base / "cache")]
        command = [sys.executable, "-m", "yushen", "batch", str(self.inbox)]
        with (self.base / log).open("wb") as file:
            return subprocess.Popen(
                [*command, "--out", str(self.out), *kept, *more],
                cwd=ROOT, stdout=file, stderr=file, **given,
            )  # fmt: skip

    def said(self, log: str) -> str:
        return (self.base / log).read_text("utf-8")

    def again(self, *more: str) -> str:
        """What a batch within this process says, of a folder that another was over."""
        given = ["--memory", str(self.base / "memory.sqlite"), "--workers", "1", "--plain"]
        if "--cache" not in more:
            given += ["--cache", str(self.base / "cache")]
        typed = ("batch", str(self.inbox), "--out", str(self.out), *given, *more)
        done = within(typed, ROOT, os.environ)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    def run(self, log: str, *more: str, code: int = 0, **given: Any) -> str:
        process = self.start(log, *more, **given)
        assert process.wait(LONG) == code, self.said(log)
        return self.said(log)

    def events(self) -> list[dict[str, Any]]:
        """The whole lines of the journal."""
        try:
            lines = LocalBatchFolders(self.out).journal.read_bytes().split(b"\n")[:-1]
        except FileNotFoundError:
            return []
        return [json.loads(line) for line in lines]

    def reported(self) -> Counter[str]:
        """How often each packet was reported, by its folder."""
        return Counter(one["folder"] for one in self.events() if one["event"] == "reported")

    def whole(self) -> bool:
        """Whether every packet has one report, and nothing else is there."""
        for name in NAMES:
            report = json.loads((self.out / name / "report.json").read_bytes())
            assert report["packet"] == name and report["files"][0]["status"] == "read"
            assert (self.out / name / "report.html").stat().st_size > 10_000
        there = {path.name for path in self.out.iterdir() if not path.name.startswith(".")}
        summaries = {"summary.html", "summary.json", "summary.xlsx", "packets.json"}
        own = LocalBatchFolders(self.out).own
        left = [*(own / "stage").iterdir(), *(own / "claims").iterdir(), *self.out.glob(".*.part")]
        return there == {*NAMES, *summaries} and left == []


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + LONG
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def here(tmp_path: Path) -> Here:
    return Here(tmp_path)


@pytest.mark.engine
def test_two_at_once_share_the_work_and_both_end_whole(here: Here) -> None:
    both = [here.start("one"), here.start("two")]
    assert [process.wait(LONG) for process in both] == [0, 0], here.said("one") + here.said("two")
    assert here.whole()
    assert here.reported() == dict.fromkeys(NAMES, 1)
    assert len({one["run"] for one in here.events() if one["event"] == "seen"}) == 2
    told = [here.said("one"), here.said("two")]
    others = sum(text.count("（由同时运行的另一批检查）") for text in told)
    before = sum(text.count("（未变，沿用此前的报告）") for text in told)
    assert others + before == len(NAMES) and others > 0
    summary = json.loads((here.out / "summary.json").read_bytes())
    assert [packet["packet"] for packet in summary["packets"]] == NAMES


@pytest.mark.engine
def test_what_a_killed_one_held_is_taken_over(here: Here) -> None:
    killed = here.start("one", start_new_session=True)
    until(lambda: len([one for one in here.events() if one["event"] == "seen"]) >= 3)
    beside = here.start("two")
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    assert beside.wait(LONG) == 0, here.said("two")
    assert here.whole()
    assert here.reported() == dict.fromkeys(NAMES, 1)
    assert f"未变而沿用 {len(NAMES)} 份" in here.again()


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder that nobody can write: not even root."""
    place = tmp_path / "read_only"
    place.mkdir()
    mount = shutil.which("mount")
    made = mount is not None and os.geteuid() == 0 and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "ro", "tmpfs", str(place)], capture_output=True, check=False,
    ).returncode == 0  # fmt: skip
    if not made and os.geteuid() == 0:
        pytest.skip("no file system can be mounted, and root writes everywhere else")
    if not made:
        place.chmod(0o500)
    yield place
    if made:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_an_out_that_cannot_be_written_is_told_before_anything_is_read(
    here: Here, read_only: Path
) -> None:
    for out in (read_only, read_only / "out"):
        here.out = out
        said = here.run("log", code=2)
        assert "错误：" in said and str(out) in said and "Traceback" not in said
    assert not (here.base / "cache").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may be another user")
def test_a_cache_of_another_user_is_refused_in_words() -> None:
    with TemporaryDirectory(dir="/tmp") as theirs:
        Path(theirs).chmod(0o777)  # anybody may write there, but it is root's
        os.seteuid(65534)
        try:
            with pytest.raises(InputError, match=r"属于其他用户.*--no-cache") as raised:
                open_store(Path(theirs), "any engine")
        finally:
            os.seteuid(0)
        assert raised.value.code == "cache" and "choose another" in str(raised.value)
