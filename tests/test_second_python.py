"""The same with another Python, where this machine has one: `make test` makes its environment.

The rooms that read values and hold them against the rules are tried by their own tests, and a
paper is read from file to report: what is said of it is the same to the byte.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SECOND = ROOT / ".venv" / "second" / "bin" / "python"
ROOMS = ("tests/core", "tests/extractors")
PAPER = ROOT / "samples" / "packets" / "permit-electronic"

pytestmark = [pytest.mark.engine, pytest.mark.program]


@pytest.fixture(scope="module", autouse=True)
def second() -> Path:
    if not SECOND.is_file():
        pytest.skip("no second Python from 3.11 to 3.13 here: `make second` tells more")
    return SECOND


def run(python: Path, *typed: str, state: Path) -> str:
    """What it says; it has to succeed."""
    own = {"YUSHEN_STATE": str(state)}
    done = subprocess.run(
        [python, "-m", *typed], cwd=ROOT, env={**os.environ, **own}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (done.stdout + done.stderr)[-5000:]
    return done.stdout


def test_the_rooms_that_read_values_pass(second: Path, tmp_path: Path) -> None:
    base = ("-p", "no:cacheprovider", f"--basetemp={tmp_path / 'base'}")
    told = run(second, "pytest", "-q", *base, *ROOMS, state=tmp_path / "state")
    passed = re.search(r"(\d+) passed", told)
    assert passed is not None and int(passed[1]) > 1000, told[-500:]


def test_a_paper_is_read_the_same_to_the_byte(second: Path, tmp_path: Path, readings: Path) -> None:
    """The second reads it itself; the first may have in another test."""
    reports = []
    both = ((Path(sys.executable), readings), (second, tmp_path / "cache"))
    for number, (python, cache) in enumerate(both):
        own = tmp_path / str(number)
        given = ("--workers", "1", "--cache", str(cache), "--no-memory", "--no-desk")
        run(python, "yushen", "check", str(PAPER), "--out", str(own), *given, state=own / "state")
        reports.append((own / PAPER.name / "report.json").read_bytes())
    assert reports[0] == reports[1]
    assert b'"status": "read"' in reports[0]
