"""Batches over an S3, as programs: the reports of a folder, whatever the store does."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.errors import ToolMissing
from core.limits import Limits, use_limits
from core.objects import Objects
from pipeline.unattended.batch_rooms import OWN
from tests.pipeline.unattended.remote.stores import KEYS, NOWHERE, Door, Way, reached_by, s3
from tests.validators.kit import RECORD
from tests.yushen.within import within
from yushen.__main__ import main

pytestmark = pytest.mark.program

ROOT = Path(__file__).parents[4]
NAMES = [f"材料{number}" for number in range(4)]
LIMITS = {"YUSHEN_LIMIT_STORE_CLOCK": "2", "YUSHEN_LIMIT_CLAIM_CLOCK": "2"}
LONG = 300.0  # seconds after which a test gives up; nothing is asserted of a time


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with s3() as found:
        yield found


@pytest.fixture
def door(port: int) -> Door:
    return Door(port)


def record(name: str, day: str = "2019-10-15") -> bytes:
    """The system's record alone: all of it is read without an engine."""
    told = {**RECORD, "service": "renewal", "submission_date": day,
            "unit": {"name": f"{name}公司"}}  # fmt: skip
    return json.dumps(told).encode()


class Batch:
    """Batches from an inbox to an OUT, either of them a folder or a URL."""

    def __init__(self, base: Path, inbox: str, out: str, environment: dict[str, str]) -> None:
        self.base, self.inbox, self.out = base, inbox, out
        self.environment = {**os.environ, **LIMITS, **environment}
        base.mkdir(exist_ok=True)

    def start(self, log: str, *more: str) -> "subprocess.Popen[bytes]":
        typed, given = self._typed(log, *more)
        with (self.base / log).open("wb") as file:
            return subprocess.Popen(
                [sys.executable, "-m", "yushen", *typed], cwd=ROOT, stdout=file, stderr=file,
                env=given, start_new_session=True,
            )  # fmt: skip

    def run(self, log: str, *more: str) -> str:
        process = self.start(log, *more)
        assert process.wait(LONG) == 0, self.said(log)
        return self.said(log)

    def next(self, log: str) -> str:
        """What another machine's says that is not disturbed: it is run within this process."""
        typed, given = self._typed(log)
        done = within(typed, ROOT, given)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    def _typed(self, log: str, *more: str) -> tuple[tuple[str, ...], dict[str, str]]:
        """The command and its environment."""
        kept = ["--memory", str(self.base / f"memory-{log}.sqlite"), "--workers", "1", "--plain"]
        if "--cache" not in more:
            kept += ["--cache", str(self.base / "cache")]
        given = {**self.environment, "YUSHEN_STATE": str(self.base / f"state-{log}")}
        return ("batch", self.inbox, "--out", self.out, *kept, *more), given

    def said(self, log: str) -> str:
        return (self.base / log).read_text("utf-8")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file of every report that a batch from folder to folder writes."""
    base = tmp_path_factory.mktemp("plain")
    for name in NAMES:
        (base / "inbox" / name).mkdir(parents=True)
        (base / "inbox" / name / "application.json").write_bytes(record(name))
    Batch(base, str(base / "inbox"), str(base / "out"), {}).next("log")
    there = [path for name in NAMES for path in (base / "out" / name).iterdir()]
    return {path.relative_to(base / "out").as_posix(): path.read_bytes() for path in there}


class Bucket:
    """A bucket of the test's own, seen past the door."""

    def __init__(self, port: int, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        for variable, value in reached_by(port).items():
            monkeypatch.setenv(variable, value)
        self.url = f"s3://{name}"
        self.objects = Objects(self.url)
        self.objects._files.mkdir(name)
        for packet in NAMES:
            self.objects.put(f"inbox/{packet}/application.json", record(packet))

    def written(self) -> dict[str, bytes]:
        out = {one.name for one in self.objects.listed("out") if one.name.count("/") == 1}
        found = {name: self.objects.get(f"out/{name}") for name in sorted(out)}
        return {name: data for name, data in found.items() if data is not None}

    def own(self, folder: str) -> list[str]:
        return [one.name for one in self.objects.listed(f"out/{OWN.as_posix()}/{folder}")]


@pytest.fixture
def bucket(
    port: int, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Bucket:
    return Bucket(port, f"b{abs(hash(request.node.name)) % 10**9}", monkeypatch)


def batch_of(bucket: Bucket, tmp_path: Path, port: int) -> Batch:
    url = bucket.url
    return Batch(tmp_path / "batch", f"{url}/inbox", f"{url}/out", reached_by(port))


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + LONG
    while not true():
        assert time.monotonic() < end
        time.sleep(0.2)  # what is waited for asks the store, whose answers cost what a batch's do


def test_the_reports_are_those_of_a_folder(
    bucket: Bucket, port: int, tmp_path: Path, plain: dict[str, bytes]
) -> None:
    """And another machine, which has nothing of the first, checks again what is another now."""
    batch = batch_of(bucket, tmp_path, port)
    bucket.objects.put("inbox/notes.txt", b"no packet")
    said = batch.run("first", "--cache", f"{bucket.url}/cache")
    assert "n…(5).txt" in said and f"{bucket.url}/out/summary.html" in said
    assert bucket.written() == plain
    assert json.loads(bucket.objects.get("out/summary.json") or b"")["packets"]
    assert (bucket.own("claims"), bucket.own("runs")) == ([], [])
    bucket.objects.put(f"inbox/{NAMES[0]}/application.json", record(NAMES[0], "2019-10-16"))
    bucket.objects.drop(f"out/{NAMES[1]}/report.html")
    assert f"未变而沿用 {len(NAMES) - 2} 份" in batch.next("second")
    changed = bucket.written()
    assert changed.pop(f"{NAMES[0]}/report.json") != plain[f"{NAMES[0]}/report.json"]
    assert changed[f"{NAMES[1]}/report.html"] == plain[f"{NAMES[1]}/report.html"]
    for secret in ("tester", "secret-of-tests"):
        assert secret not in said


def test_a_store_that_is_away_for_a_while_costs_nothing(
    bucket: Bucket, door: Door, tmp_path: Path, plain: dict[str, bytes]
) -> None:
    batch = batch_of(bucket, tmp_path, door.port)
    process = batch.start("log")
    until(lambda: bucket.own("seen"))
    ways: tuple[Way, ...] = ("hang", "drop", "503")
    for way in ways:
        door.way, met = way, door.met
        until(lambda met=met: door.met > met)
    door.way = "open"
    assert process.wait(LONG) == 0, batch.said("log")
    assert "存储暂时没有应答" in batch.said("log")
    assert bucket.written() == plain


def test_a_store_that_stays_away_is_told_and_the_next_run_makes_it_good(
    bucket: Bucket, door: Door, tmp_path: Path, plain: dict[str, bytes]
) -> None:
    batch = batch_of(bucket, tmp_path, door.port)
    batch.environment["YUSHEN_LIMIT_STORE_AWAY_CLOCK"] = "0.5"
    process = batch.start("log")
    until(lambda: bucket.own("seen"))
    door.way = "drop"
    assert process.wait(LONG) == 2
    assert "存储没有应答" in batch.said("log") and "Traceback" not in batch.said("log")
    assert {name: data for name, data in bucket.written().items() if data != plain[name]} == {}
    door.way = "open"
    batch.next("good")
    assert bucket.written() == plain


def test_what_a_killed_run_held_is_taken_over(
    bucket: Bucket, door: Door, tmp_path: Path, plain: dict[str, bytes]
) -> None:
    batch = batch_of(bucket, tmp_path, door.port)
    door.way = "slow"
    killed = batch.start("one")
    until(lambda: bucket.own("claims") and bucket.own("seen"))
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    door.way = "open"
    batch.next("two")
    assert bucket.written() == plain
    assert bucket.own("claims") == []


def test_two_at_once_share_the_work(
    bucket: Bucket, port: int, tmp_path: Path, plain: dict[str, bytes]
) -> None:
    batch = batch_of(bucket, tmp_path, port)
    both = [batch.start("one"), batch.start("two")]
    assert [one.wait(LONG) for one in both] == [0, 0], batch.said("one") + batch.said("two")
    assert bucket.written() == plain
    assert (bucket.own("claims"), bucket.own("runs")) == ([], [])


@pytest.mark.parametrize(
    ("inbox", "keys", "said"),
    [
        ("s3://nobody-has-this/inbox", KEYS, "没有这个存储桶"),
        ("s3://{bucket}/nothing", KEYS, "没有可检查的材料"),
        ("s3://key:secret-of-tests@host/inbox", KEYS, "环境变量"),
        ("ftp://host/inbox", KEYS, "不支持的存储"),
        ("s3://{bucket}/inbox", {}, "存储拒绝访问"),
        ("s3://{bucket}/inbox", {**KEYS, **reached_by(9)}, "存储没有应答"),
    ],
)
def test_what_cannot_be_reached_is_told_in_words(
    inbox: str, keys: dict[str, str], said: str, bucket: Bucket, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    for name in KEYS.keys() - keys.keys() - {*NOWHERE}:
        monkeypatch.delenv(name)
    for name, value in keys.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("YUSHEN_STATE", str(tmp_path / "state"))
    use_limits(Limits(store_away_clock=0.1, store_clock=5))
    try:
        given = inbox.format(bucket=bucket.url.removeprefix("s3://"))
        assert main(["batch", given, "--out", str(tmp_path / "out"), "--plain"]) == 2
    finally:
        use_limits(None)
    told = capsys.readouterr().err
    assert said in told and "secret-of-tests" not in told


def test_what_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    command = ["batch", "s3://bucket/inbox", "--out", str(tmp_path / "out"), "--plain"]
    assert main(command) == ToolMissing.exit_code
    assert "pip install 'yushen[storage]'" in capsys.readouterr().err
