"""The wheel, installed into an environment of its own, checks a paper."""

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import click
import pytest

from tools.wheel import PIP, ROOMS, build

ROOT = Path(__file__).parents[1]
CARD = ROOT / "samples" / "packets" / "good-residence-permit" / "林-身份证.png"


def run(*command: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"), epoch=1_700_000_000)


def test_it_is_the_same_bytes_wherever_and_whenever_it_is_built(
    wheel: Path, tmp_path: Path
) -> None:
    """By another process, below another folder, with another umask, a second later at least."""
    program = "import os, sys; os.umask(0o077); from tools.wheel import build; "
    build_there = (
        f"{program}from pathlib import Path; print(build(Path(sys.argv[1]), 1_700_000_000))"
    )
    (tmp_path / "another place").mkdir()
    told = run(sys.executable, "-c", build_there, tmp_path / "out", cwd=ROOT,
               TMPDIR=str(tmp_path / "another place"), TZ="Asia/Shanghai").stdout  # fmt: skip
    again = Path(told.splitlines()[-1])
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()
    with zipfile.ZipFile(wheel) as packed:
        times = {info.date_time for info in packed.infolist()}
    assert len(times) == 1


def test_it_holds_the_rooms_with_their_data_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        held = {name for name in packed.namelist() if ".dist-info/" not in name}
    files = {
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert held == files


@pytest.mark.engine
def test_the_command_of_an_own_environment_checks_a_paper(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "env"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    run(*PIP, "--python", python, "install", "-q", "--no-deps", "--no-index", wheel, cwd=tmp_path)
    site = next((home / "lib").glob("python*/site-packages"))
    # the dependencies of this environment, behind its own packages
    (site / "dependencies.pth").write_text(f"{Path(click.__file__).parents[1]}\n", "utf-8")
    packet = tmp_path / "packet"
    packet.mkdir()
    shutil.copyfile(CARD, packet / "scan.png")
    where = run(python, "-c", "import core, yushen; print(core.__file__, yushen.__file__)",
                cwd=tmp_path).stdout  # fmt: skip
    assert where.count(str(site)) == 2
    run(home / "bin" / "yushen", "check", packet, "--out", tmp_path / "out", "--no-memory",
        cwd=tmp_path, YUSHEN_CACHE=str(tmp_path / "cache"), YUSHEN_STATE=str(tmp_path / "state"),
        )  # fmt: skip
    report = json.loads((tmp_path / "out" / "packet" / "report.json").read_text("utf-8"))
    assert [document["type"] for document in report["documents"]] == ["id_card"]
