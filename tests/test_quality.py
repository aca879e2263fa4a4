"""The code is clean by the rules of pyproject.toml; the tools say what is not."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.program

ROOT = Path(__file__).parents[1]


def run(*command: str) -> str:
    """What a tool complains of; empty where it is content."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_ruff() -> None:
    assert run("ruff", "check", "--output-format=concise", ".") == ""


def test_mypy_strict() -> None:
    assert run("mypy") == ""
