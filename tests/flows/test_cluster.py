"""Many machines, tried with real processes: a scheduler, workers, a batch.

Each trial ends with the reports that one process alone writes, each of them made once.
"""

import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import ToolMissing
from core.files import sha256_of
from core.objects import Objects
from pipeline.reading.shelves import entries
from pipeline.run import open_kit
from tests.flows.machines import Machines, machines
from tests.pipeline.unattended.remote.stores import Door, reached_by, s3
from tests.pipeline.unattended.test_sharing import page
from tests.pipeline.unattended.test_sharing_processes import LONG, NAMES, ROOT, Here, until
from yushen.__main__ import main

AWAY = 3.0  # seconds
LIMITS = {"YUSHEN_LIMIT_STORE_CLOCK": "5", "YUSHEN_LIMIT_CLAIM_CLOCK": "4"}
TREE = ("core", "extractors", "flows", "pipeline", "review", "validators", "yushen")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file of every report that one process writes."""
    here = Here(tmp_path_factory.mktemp("alone"))
    here.run("log")
    return written(here)


@pytest.fixture
def here(tmp_path: Path) -> Here:
    return Here(tmp_path)


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[Machines]:
    with machines(tmp_path) as found:
        found.scheduler()
        yield found


def written(here: Here) -> dict[str, bytes]:
    there = [path for name in NAMES for path in (here.out / name).iterdir()]
    return {str(path.relative_to(here.out)): path.read_bytes() for path in there}


def all_there(here: Here, alone: dict[str, bytes]) -> None:
    """Nothing lost, nothing twice, and the same to the byte."""
    assert here.whole()
    assert here.reported() == dict.fromkeys(NAMES, 1)
    assert written(here) == alone


def come_back(away: Path, share: Path) -> None:
    """As a share is mounted again: what was written into the empty folder is not seen any more."""
    for number in range(100):
        share.rename(share.with_name(f"left-{number}"))
        try:
            away.rename(share)
            return
        except OSError:  # somebody has written into it again
            continue
    raise AssertionError("it does not come back")


def nothing_told(apart: Machines, *names: str) -> None:
    """No path and no name of a packet in what was said of the work."""
    for name in names:
        said = apart.said(name)
        assert not any(word in said for word in (*NAMES, "材料", "inbox", "公司"))


@pytest.mark.engine
def test_two_machines_read_what_one_reads(
    here: Here, apart: Machines, alone: dict[str, bytes]
) -> None:
    apart.worker("one")
    apart.worker("two")
    here.run("log", "--runner", "dask", "--address", apart.address)
    all_there(here, alone)
    nothing_told(apart, "scheduler", "one", "two")
    assert f"未变而沿用 {len(NAMES)} 份" in here.again()


@pytest.mark.engine
def test_a_scheduler_started_again_and_a_killed_machine_cost_nothing(
    here: Here, apart: Machines, alone: dict[str, bytes]
) -> None:
    """What the killed one had is read by another."""
    apart.worker("one")
    apart.worker("two")
    batch = here.start("log", "--runner", "dask", "--address", apart.address)
    until(lambda: [one for one in here.events() if one["event"] == "read"])
    apart.kill("scheduler")
    until(lambda: "等待调度器" in apart.said("one"))
    apart.scheduler()
    apart.kill("one")
    assert batch.wait(300) == 0, here.said("log")
    all_there(here, alone)


@pytest.mark.engine
def test_a_machine_of_another_version_is_given_nothing(
    here: Here, apart: Machines, alone: dict[str, bytes], tmp_path: Path
) -> None:
    """Its program is another by a word; its own log says so, the batch's too."""
    for room in TREE:
        skip = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / room, tmp_path / "tree" / room, ignore=skip)
    with (tmp_path / "tree" / "validators" / "__init__.py").open("a") as file:
        file.write("# another\n")
    apart.worker("other", tree=tmp_path / "tree")
    batch = here.start("log", "--runner", "dask", "--address", apart.address)
    until(lambda: "没有版本相同的工作机" in here.said("log"))
    until(lambda: "版本不同（程序）" in apart.said("other"))
    assert not [one for one in here.events() if one["event"] == "read"]
    apart.worker("same")
    assert batch.wait(300) == 0, here.said("log")
    assert "的版本与本机不同，不使用" in here.said("log")
    all_there(here, alone)


@pytest.mark.engine
def test_a_machine_that_does_not_share_the_cache_is_told(here: Here, apart: Machines) -> None:
    apart.worker("one", "--cache", str(here.base / "elsewhere"))
    said = here.run("log", "--runner", "dask", "--address", apart.address, code=2)
    assert said.count("共用的文件夹") == len(NAMES)


@pytest.mark.engine
def test_without_an_address_this_machine_reads(here: Here, alone: dict[str, bytes]) -> None:
    assert "调度器：tcp://127.0.0.1:" in here.run("log", "--runner", "dask")
    all_there(here, alone)


@pytest.mark.engine
def test_the_counter_goes_before_the_nights_batch(
    here: Here, apart: Machines, tmp_path: Path
) -> None:
    """Both wait for the one machine; the first that was asked for is read last."""
    counter = Here(tmp_path / "counter")
    counter.base = here.base  # of one cache
    for number, name in enumerate(NAMES):
        page(counter.inbox / name / "scan.png", f"9876{number}")
    asked = ["--runner", "dask", "--address", apart.address]
    night = here.start("night", *asked, "--priority", "night")
    until(lambda: "没有版本相同的工作机" in here.said("night"))
    soon = counter.start("soon", *asked, "--priority", "counter")
    until(lambda: "没有版本相同的工作机" in here.said("soon"))
    apart.worker("one")
    assert [night.wait(300), soon.wait(300)] == [0, 0]
    with open_kit(workers=1, cache=here.base / "cache") as kit:
        read = {entry.path.stem: entry.used for entry in entries(here.base / "cache", ".jpg")}
        first, last = (
            sorted(read[kit.store.key(sha256_of(one / "scan.png"), "page", 1)] for one in inbox)
            for inbox in ([of.inbox / name for name in NAMES] for of in (counter, here))
        )
    assert first[-1] < last[1]  # one of the night's may have been begun


@pytest.mark.engine
def test_a_share_that_goes_away_for_a_while_costs_nothing(
    tmp_path: Path, apart: Machines, alone: dict[str, bytes]
) -> None:
    """Inbox, reports and cache lie on it; what is left behind is an empty mount point."""
    share, away = tmp_path / "share", tmp_path / "away"
    here = Here(share)
    cache = ["--cache", str(share / "cache")]
    apart.worker("one", *cache)
    here.base = tmp_path  # logs and memory are this machine's own
    batch = here.start("log", "--runner", "dask", "--address", apart.address, *cache)
    until(lambda: [one for one in here.events() if one["event"] == "reported"])
    share.rename(away)
    share.mkdir()
    time.sleep(AWAY)
    come_back(away, share)
    assert batch.wait(LONG) == 0, here.said("log")
    assert written(here) == alone
    assert here.reported() == dict.fromkeys(NAMES, 1)
    assert f"未变而沿用 {len(NAMES)} 份" in here.again(*cache)
    assert here.whole()  # what lay there of claims is swept


@pytest.mark.engine
def test_a_slow_store_that_goes_away_for_a_while_costs_nothing(
    tmp_path: Path, apart: Machines, alone: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Inbox, reports and cache are objects; machines fetch what they read."""
    here = Here(tmp_path / "here")
    with s3() as port:
        door = Door(port)
        for variable, value in {**LIMITS, **reached_by(port)}.items():
            monkeypatch.setenv(variable, value)
        objects = Objects("s3://office")
        objects._files.mkdir("office")
        for path in here.inbox.rglob("*.*"):
            name = path.relative_to(here.inbox).as_posix()
            objects.put(f"inbox/{name}", path.read_bytes())
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", f"http://127.0.0.1:{door.port}")
        door.way = "slow"
        cache = ["--cache", "s3://office/cache"]
        apart.worker("one", *cache)
        here.inbox, here.out = "s3://office/inbox", "s3://office/out"  # type: ignore[assignment]
        batch = here.start("log", "--runner", "dask", "--address", apart.address, *cache)
        until(lambda: objects.listed("out/.yushen/batch/reported"))
        with door.shut("503"):
            until(lambda: "存储暂时没有应答" in here.said("log") + apart.said("one"))
        assert batch.wait(LONG) == 0, here.said("log")
        there = [one.name for one in objects.listed("out") if one.name.count("/") == 1]
        assert {name: objects.get(f"out/{name}") for name in there} == alone
        said = apart.said("scheduler") + apart.said("one") + here.said("log")
        assert "secret-of-tests" not in said
        assert "office" not in apart.said("scheduler")


def test_a_scheduler_that_is_not_there_is_told(here: Here) -> None:
    said = here.run("log", "--runner", "dask", "--address", "tcp://127.0.0.1:9", code=2)
    assert "没有调度器" in said and "Traceback" not in said


def test_what_is_not_installed_is_named(
    here: Here, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    for command in (["batch", str(here.inbox), "--out", str(here.out), "--runner", "dask"],
                    ["worker", "--address", "tcp://127.0.0.1:9"]):  # fmt: skip
        assert main(command) == ToolMissing.exit_code
        assert "pip install 'yushen[cluster]'" in capsys.readouterr().err
    assert main(["batch", str(here.inbox), "--out", str(here.out), "--address", "tcp://x"]) == 2
