"""What is written is its owner's alone, or a group's where an office shares OUT."""

import grp
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import InputError
from core.files import (
    GROUP_VARIABLE,
    new_file,
    packet_folder,
    private_folder,
    result_folder,
    write_atomic,
    write_private,
    write_result,
)


@pytest.fixture(autouse=True)
def careless() -> Iterator[None]:
    """A umask that takes nothing away."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_files_and_all_folders_made_for_them_are_the_owners(tmp_path: Path) -> None:
    for number, write in enumerate((write_atomic, write_private, write_result)):
        path = tmp_path / f"a{number}" / "b" / "c"
        write(path, b"x")
        assert [mode(one) for one in (path, path.parent, path.parent.parent)] == [
            0o600, 0o700, 0o700,
        ]  # fmt: skip
        assert [one.name for one in path.parent.iterdir()] == ["c"]


def test_a_folder_that_is_there_stays_but_a_packets_own_is_closed(tmp_path: Path) -> None:
    (tmp_path / "out" / "packet").mkdir(parents=True)
    private_folder(tmp_path / "out")
    result_folder(tmp_path / "out")
    assert mode(tmp_path / "out") == 0o777
    packet_folder(tmp_path / "out" / "packet")
    assert (mode(tmp_path / "out"), mode(tmp_path / "out" / "packet")) == (0o777, 0o700)


def test_a_file_in_a_folders_place_and_a_taken_name_are_errors(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileExistsError):
        private_folder(tmp_path / "file")
    with pytest.raises(FileExistsError):
        new_file(tmp_path / "file")
    with pytest.raises(InputError) as refused:
        write_result(tmp_path / "file" / "report.json", b"x")
    assert refused.value.code == "out_not_writable"


def another_group() -> str:
    """One that files can be given to, and that is not the one they get anyway."""
    groups = [gid for gid in os.getgroups() if gid != os.getegid()]
    if os.geteuid() == 0:
        groups = [one.gr_gid for one in grp.getgrall() if one.gr_gid != os.getegid()]
    if not groups:
        pytest.skip("this user is in one group alone")
    return grp.getgrgid(groups[0]).gr_name


def test_results_are_shared_with_a_group_and_nothing_else_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = another_group()
    monkeypatch.setenv(GROUP_VARIABLE, name)
    packet_folder(tmp_path / "out" / "packet")
    write_result(tmp_path / "out" / "packet" / "explain" / "D1.png", b"x")
    write_atomic(tmp_path / "state" / "upload.json", b"x")
    gid = grp.getgrnam(name).gr_gid
    shared = [tmp_path / "out", *(tmp_path / "out").rglob("*")]
    assert [(mode(one), one.stat().st_gid) for one in shared] == [
        (0o750, gid), (0o750, gid), (0o750, gid), (0o640, gid),
    ]  # fmt: skip
    own = [tmp_path / "state", tmp_path / "state" / "upload.json"]
    assert [mode(one) for one in own] == [0o700, 0o600]


def test_a_group_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(GROUP_VARIABLE, "no-such-group")
    with pytest.raises(InputError, match="no-such-group") as refused:
        write_result(tmp_path / "out" / "report.json", b"x")
    assert refused.value.code == "share_group"
