"""Records survive; halves of records do not matter."""

import os
from pathlib import Path

import pytest

from core.errors import InputError
from pipeline.unattended.journal import Journal


def written(path: Path, *records: dict[str, object]) -> None:
    journal = Journal(path)
    journal.read()
    for record in records:
        journal.append(record)
    journal.close()


def read(path: Path) -> list[object]:
    journal = Journal(path)
    found = list(journal.read())
    journal.close()
    return found


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    written(path, {"n": 1, "name": "张三"})
    written(path, {"n": 2, "name": os.fsdecode(b"\xd5\xc5")})
    assert read(path) == [{"n": 1, "name": "张三"}, {"n": 2, "name": "\udcd5\udcc5"}]
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("half", [b'{"n": 2', b"\0\0\0\0", b'{"n": 2}', b"[]\n", b"\xff\n"])
def test_half_a_line_at_the_end_is_cut_off(tmp_path: Path, half: bytes) -> None:
    path = tmp_path / "journal"
    written(path, {"n": 1})
    with path.open("ab") as file:
        file.write(half)
    assert read(path) == [{"n": 1}]
    written(path, {"n": 3})
    assert read(path) == [{"n": 1}, {"n": 3}]


def test_a_damaged_line_costs_itself_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    written(path, {"n": 1}, {"n": 2}, {"n": 3})
    path.write_bytes(path.read_bytes().replace(b'"n": 2', b'"n"\xff 2'))
    assert read(path) == [{"n": 1}, {"n": 3}]


def test_one_process_at_a_time(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    with pytest.raises(InputError, match="已有另一个"):
        Journal(tmp_path / "journal")
    journal.close()
    Journal(tmp_path / "journal").close()


def test_what_cannot_be_made_durable_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(tmp_path / "journal")
    journal.append({"n": 1})
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing)
        with pytest.raises(OSError, match="I/O"):
            journal.append({"n": 2})
    journal.append({"n": 3})
    journal.close()
    assert read(tmp_path / "journal") == [{"n": 1}, {"n": 3}]


def failing(_handle: int) -> None:
    raise OSError(5, "I/O error")
