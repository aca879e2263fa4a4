from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
import pytest

from core.folders import trust_folder
from core.models.finding import Outcome
from pipeline.reading import ocr
from pipeline.unattended import flight
from review.models import Role
from review.store import engine
from yushen import options, user
from yushen.options import CheckSettings, default_memory, default_workers
from yushen.outcomes import exit_code

GIVEN: dict[str, Any] = {
    "service": None,
    "submission_date": datetime(2025, 10, 15),
    "engine": "rapidocr",
    "workers": 2,
    "cache": Path("here"),
    "no_cache": False,
    "memory": Path("kept"),
    "no_memory": False,
    "fail_on": "never",
    "desk": None,
    "database": None,
    "policy": None,
    "figures": None,
    "trust": None,
    "require_sandbox": False,
}


def test_engines_are_those_of_the_ocr_room() -> None:
    assert tuple(ocr.ENGINES) == options.ENGINES
    assert options.ENGINES[0] == ocr.DEFAULT
    assert options.READERS == flight.READERS


def test_a_day_not_a_moment() -> None:
    assert CheckSettings.of(GIVEN).submission_date == date(2025, 10, 15)


def test_no_cache_wins() -> None:
    assert CheckSettings.of(GIVEN).cache == Path("here")
    assert CheckSettings.of({**GIVEN, "no_cache": True}).cache is None


def test_workers_are_bounded() -> None:
    assert 1 <= default_workers() <= options.MAX_WORKERS


@pytest.mark.parametrize(
    ("outcomes", "never", "problem", "review"),
    [
        ([], 0, 0, 0),
        (["accept"], 0, 0, 0),
        (["accept", "review"], 0, 0, 12),
        (["supplement", "review"], 0, 10, 10),
        (["supplement", "reject", "accept"], 0, 11, 11),
    ],
)
def test_fail_on(outcomes: list[Outcome], never: int, problem: int, review: int) -> None:
    assert exit_code(outcomes, "never") == never
    assert exit_code(outcomes, "problem") == problem
    assert exit_code(outcomes, "review") == review


def test_no_memory_wins() -> None:
    assert CheckSettings.of(GIVEN).memory == Path("kept")
    assert CheckSettings.of({**GIVEN, "no_memory": True}).memory is None


def test_where_units_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUSHEN_STATE", "/a")
    assert default_memory() == Path("/a/memory.sqlite")
    monkeypatch.delenv("YUSHEN_STATE")
    monkeypatch.setenv("XDG_STATE_HOME", "/b")
    assert default_memory() == Path("/b/yushen/memory.sqlite")
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", "/c")
    assert default_memory() == Path("/c/.local/state/yushen/memory.sqlite")


@pytest.mark.parametrize(
    ("asked", "database", "environment", "desk"),
    [
        (None, None, None, False),
        (True, None, None, True),
        (None, "sqlite:///x", None, True),
        (None, None, "sqlite:///x", True),
        (False, "sqlite:///x", "sqlite:///x", False),
    ],
)
def test_there_is_a_desk_where_one_is_asked_for_or_named(
    asked: bool | None,
    database: str | None,
    environment: str | None,
    desk: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("YUSHEN_DATABASE", raising=False)
    if environment is not None:
        monkeypatch.setenv("YUSHEN_DATABASE", environment)
    assert CheckSettings.of({**GIVEN, "desk": asked, "database": database}).desk is desk


def test_the_desk_s_words_are_those_of_its_room() -> None:
    assert tuple(Role) == user.ROLES
    assert engine.URL_VARIABLE == options.DATABASE_VARIABLE


def test_trusted_roots_lie_where_they_are_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUSHEN_STATE", "/state")
    monkeypatch.delenv("YUSHEN_TRUST", raising=False)
    assert trust_folder() == Path("/state/trust")
    monkeypatch.setenv("YUSHEN_TRUST", "/roots")
    assert trust_folder() == Path("/roots")
    assert CheckSettings.of({**GIVEN, "trust": Path("given")}).trust == Path("given")


def test_a_place_is_a_folder_or_where_it_may_be_a_store(tmp_path: Path) -> None:
    assert options.place("inbox") == Path("inbox") == options.folder("inbox")
    assert options.place("s3://bucket/inbox/") == "s3://bucket/inbox"
    (tmp_path / "file").touch()
    for refuse, value in (
        (options.folder, "s3://bucket/cache"),
        (options.place, str(tmp_path / "file")),
    ):
        with pytest.raises(click.BadParameter):
            refuse(value)
