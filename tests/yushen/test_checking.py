"""check and batch, with a pipeline of our own in place of the real one."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import InputError, ReadingFailed, ToolMissing
from core.models.finding import Outcome
from core.models.report import Report
from pipeline.memory import Memory
from pipeline.reading.roots import Roots
from pipeline.reading.store import ReadingStore
from pipeline.reporting import NoPictures
from pipeline.run import Checked, Options
from tests.yushen.faked import checked_by
from validators.judging.edition import open_edition
from yushen import work
from yushen.__main__ import main

OUTCOMES: dict[str, Outcome] = {"张三": "supplement", "李四": "review", "王五": "accept"}


class FakeKit:
    """Knows how it was opened and whether it was closed."""

    opened: list[dict[str, Any]]

    def __init__(self, cache: Path) -> None:
        self.store, self.policy = ReadingStore(cache, "fake"), open_edition()
        self.roots, self.memory = Roots(), Memory()

    def __enter__(self) -> "FakeKit":
        return self

    def __exit__(self, *_: object) -> None:
        self.opened[-1]["closed"] = True


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[dict[str, Any]]:
    """How the kit was opened, with a pipeline whose outcome hangs on the packet's name."""
    FakeKit.opened = []

    def open_kit(**how: Any) -> FakeKit:
        FakeKit.opened.append(how)
        return FakeKit(how["cache"])

    def check_packet(source: Path, kit: object, options: Options, tick: object) -> Checked:
        FakeKit.opened[-1]["options"] = options
        if source.name == "坏":
            raise InputError("bad_zip", "压缩包已损坏")
        if source.name == "慢":
            raise ReadingFailed("读取超时")
        if source.name == "虫":
            raise ZeroDivisionError("SECRET")
        report = Report(
            packet=source.name,
            service=options.service,
            submission_date=options.submission_date,
            outcome=OUTCOMES[source.name],
        )
        return Checked(report, NoPictures())

    monkeypatch.setattr(work, "open_kit", open_kit)
    checked_by(monkeypatch, check_packet)
    monkeypatch.setenv("YUSHEN_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return FakeKit.opened


@pytest.fixture
def inbox(tmp_path: Path) -> Callable[..., str]:
    def make(*names: str) -> str:
        folder = tmp_path / "inbox"
        for name in names:
            (folder / name).mkdir(parents=True)
        return str(folder)

    return make


def test_check_prints_and_writes(
    opened: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "张三", "--service", "证件新办", "--submission-date", "2025-10-15"]) == 0
    told = capsys.readouterr()
    report = json.loads(Path("yushen-out/张三/report.json").read_text("utf-8"))
    assert report["outcome"] == "supplement"
    assert report["service"] == "new_permit" and report["submission_date"] == "2025-10-15"
    assert str(Path("yushen-out/张三/report.html")) in told.out
    assert opened[0]["closed"]


def test_check_in_english(opened: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "王五", "--lang", "en"]) == 0
    assert "须补正" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("packet", "fail_on", "code"),
    [
        ("张三", "never", 0),
        ("张三", "problem", 10),
        ("李四", "problem", 0),
        ("李四", "review", 12),
        ("王五", "review", 0),
        ("坏", "never", 2),
        ("慢", "never", 4),
    ],
)
def test_check_exit_codes(
    packet: str, fail_on: str, code: int, opened: list[dict[str, Any]]
) -> None:
    assert main(["check", packet, "--fail-on", fail_on]) == code
    assert opened[0]["closed"]


def test_an_unknown_service_is_told_before_anything_is_read(
    opened: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "张三", "--service", "nonsense"]) == 2
    assert "new_permit" in capsys.readouterr().err
    assert opened == []


def test_settings_reach_the_kit(opened: list[dict[str, Any]], tmp_path: Path) -> None:
    main(["check", "张三", "--engine", "tesseract", "--workers", "3", "--cache", "kept"])
    assert opened[0]["engine"] == "tesseract" and opened[0]["workers"] == 3
    assert opened[0]["cache"] == Path("kept")
    main(["check", "张三"])
    assert opened[1]["cache"] == tmp_path / "cache"


def test_without_a_cache_nothing_is_kept(opened: list[dict[str, Any]], tmp_path: Path) -> None:
    main(["check", "张三", "--no-cache"])
    folder = opened[0]["cache"]
    assert folder != tmp_path / "cache" and not folder.exists()


def test_a_folder_that_cannot_be_written(
    opened: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("out").write_text("a file")
    assert main(["check", "张三", "--out", "out/below"]) == 2
    assert opened == []  # told before anything is read
    assert "Traceback" not in capsys.readouterr().err


def test_batch_checks_all_and_sums_up(
    opened: list[dict[str, Any]], inbox: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["batch", inbox("张三", "李四", "王五"), "--out", "out", "--plain"]) == 0
    told = capsys.readouterr()
    for name, outcome in OUTCOMES.items():
        assert json.loads(Path(f"out/{name}/report.json").read_text())["outcome"] == outcome
        assert name in told.out
    assert Path("out/summary.html").exists() and "summary.html" in told.out
    assert Path("out/summary.xlsx").exists()
    assert len(opened) == 1  # one kit for all


def test_batch_survives_its_packets(
    opened: list[dict[str, Any]], inbox: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("out/坏").mkdir(parents=True)
    Path("out/坏/report.json").write_text("an earlier run's")
    code = main(["batch", inbox("坏", "慢", "虫", "王五"), "--out", "out", "--plain"])
    assert code == 4  # the gravest
    failed = json.loads(Path("out/坏/report.json").read_text("utf-8"))
    assert failed["outcome"] == "review"
    assert failed["files"][0]["error"] == "压缩包已损坏"
    assert "ZeroDivisionError" in Path("out/虫/error.txt").read_text("utf-8")
    assert json.loads(Path("out/王五/report.json").read_text("utf-8"))["outcome"] == "accept"
    told = capsys.readouterr()
    kept = "".join(path.read_text("utf-8", "ignore") for path in Path("out").rglob("*.json"))
    assert "SECRET" not in told.out + told.err + kept
    assert Path("out/summary.json").exists()


def test_batch_fail_on(opened: list[dict[str, Any]], inbox: Callable[..., str]) -> None:
    folder = inbox("张三", "李四")
    command = ["batch", folder, "--out", "out", "--plain", "--fail-on"]
    assert main([*command, "problem"]) == 10
    assert main([*command, "never"]) == 0


def test_an_engine_that_is_missing_is_3(
    monkeypatch: pytest.MonkeyPatch, opened: list[dict[str, Any]], inbox: Callable[..., str]
) -> None:
    def missing(**_: object) -> object:
        raise ToolMissing("未安装")

    monkeypatch.setattr(work, "open_kit", missing)
    assert main(["check", "张三"]) == 3
    assert main(["batch", inbox("张三"), "--out", "out", "--plain"]) == 3
