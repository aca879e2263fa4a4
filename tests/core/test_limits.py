"""Limits are read from the environment and from a file; what cannot be used says what would do."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import InputError
from core.limits import Limits, description_of, limits, read_limits, use_limits

ROOT = Path(__file__).parents[2]


def test_the_defaults_hold_where_nothing_is_set() -> None:
    assert read_limits({"PATH": "/bin"}) == Limits()


def test_a_variable_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "limits.toml").write_text("file_pages = 7\npage_seconds = 2.5\n", "utf-8")
    found = read_limits(
        {"YUSHEN_LIMITS": str(tmp_path / "limits.toml"), "YUSHEN_LIMIT_FILE_PAGES": " 9 "}
    )
    assert (found.file_pages, found.page_seconds) == (9, 2.5)
    assert found.zip_members == Limits().zip_members


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("FILE_PAGES", "many", "file_pages"),
        ("FILE_PAGES", "0", "大于 0"),
        ("FILE_PAGES", "-5", "-5"),
        ("FILE_PAGES", "1.5", "300"),
        ("PAGE_SECONDS", "inf", "page_seconds"),
        ("PAGE_SECONDS", "", "page_seconds"),
        ("FILE_PAGE", "3", "docs/limits.md"),
    ],
)
def test_what_cannot_be_used_is_told(name: str, value: str, told: str) -> None:
    with pytest.raises(InputError) as error:
        read_limits({f"YUSHEN_LIMIT_{name}": value})
    assert error.value.code == "bad_limits"
    assert told in str(error.value)
    assert error.value.text.zh != error.value.text.en


@pytest.mark.parametrize("content", [None, "file_pages = = 3", "[file_pages]\na = 1"])
def test_a_file_that_cannot_be_used(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "limits.toml"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(InputError) as error:
        read_limits({"YUSHEN_LIMITS": str(path)})
    assert error.value.code == "bad_limits"


def test_a_worker_takes_those_of_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    """As plain data, whatever its own environment says."""
    monkeypatch.setenv("YUSHEN_LIMIT_FILE_PAGES", "5")
    told = Limits(file_pages=11, page_seconds=3.5).model_dump_json()
    use_limits(Limits.model_validate_json(told))
    assert limits() == Limits(file_pages=11, page_seconds=3.5)
    use_limits(None)
    assert limits().file_pages == 5
    use_limits(None)


def test_they_are_read_once(monkeypatch: pytest.MonkeyPatch, limited: Callable[..., None]) -> None:
    limited(file_pages=4)
    monkeypatch.setenv("YUSHEN_LIMIT_FILE_PAGES", "5")
    assert limits().file_pages == 4


@pytest.mark.parametrize("name", Limits.model_fields)
def test_every_limit_is_told(name: str) -> None:
    assert all(description_of(name))


def test_the_table_of_limits_is_current() -> None:
    """docs/limits.md is what the model says."""
    done = subprocess.run(
        [sys.executable, "tools/limits_doc.py"], cwd=ROOT, capture_output=True, check=True
    )
    assert (ROOT / "docs" / "limits.md").read_bytes() == done.stdout


@pytest.mark.parametrize("name", sorted(Limits.model_fields))
def test_every_limit_holds_somewhere(name: str) -> None:
    """It is asked for in the code, not only told of."""
    rooms = ("core", "pipeline", "review", "yushen")
    code = "".join(
        path.read_text("utf-8") for room in rooms for path in (ROOT / room).rglob("*.py")
    )
    assert f".{name}" in code
