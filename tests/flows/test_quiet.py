"""Settings that lie in the folder where a batch is started never become Prefect's."""

import os
from pathlib import Path

import pytest

from core.errors import InputError
from flows.quiet import MAX_FILE_BYTES, configure_prefect
from yushen.__main__ import main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program is started; the environment is put back at the end."""
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".env", "PREFECT_API_URL=http://elsewhere.example/api"),
        (".env", "export prefect_logging_settings_path=x.yml"),
        (".env", "A=" + "x" * MAX_FILE_BYTES),
        ("prefect.toml", ""),
        ("pyproject.toml", "[tool.prefect]\napi.url = 'http://elsewhere.example/api'"),
        ("pyproject.toml", "tool = {prefect = {}}"),
        ("pyproject.toml", "not toml"),
    ],
)
def test_prefects_settings_there_are_refused(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text)
    with pytest.raises(InputError, match=name):
        configure_prefect(folder / "prefect")


def test_a_link_to_nowhere_is_refused(folder: Path) -> None:
    (folder / ".env").symlink_to("/nowhere/at/all")
    with pytest.raises(InputError):
        configure_prefect(folder / "prefect")


@pytest.mark.parametrize(
    ("name", "text"),
    [(".env", "KEY=1"), ("pyproject.toml", "[project]\ndependencies = ['prefect']")],
)
def test_other_settings_are_none_of_its_business(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text)
    configure_prefect(folder / "prefect")
    assert os.environ["PREFECT_HOME"] == str(folder / "prefect")


def test_a_batch_says_so_and_reads_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "甲").mkdir()
    (folder / ".env").write_text("PREFECT_API_URL=http://elsewhere.example/api")
    assert main(["batch", ".", "--out", "out", "--cache", "cache"]) == 2
    said = capsys.readouterr()
    assert ".env" in said.err and "--plain" in said.err and "elsewhere.example" not in said.err
    assert not list((folder / "out").glob("*/report.json"))
