"""The documents tell of every command and option, and their links lead somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from yushen.__main__ import root
from yushen.group import COMMANDS
from yushen.words import Words

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


@pytest.mark.parametrize("name", COMMANDS)
def test_usage_tells_of_every_command_and_option(name: str) -> None:
    usage = (ROOT / "docs" / "usage.md").read_text("utf-8")
    assert f"yushen {name}" in usage
    group = root(Words("en"))
    command = group.get_command(click.Context(group), name)
    assert command is not None
    for option in command.params:
        for spelling in option.opts:
            assert not spelling.startswith("--") or spelling in usage, spelling


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


ROOMS = (
    "bench|core|deploy|docs|extractors|flows|generator|pipeline|review|samples|tests|tools|"
    "validators"
)
A_PATH = re.compile(rf"`((?:{ROOMS}|yushen)/[\w./-]*)`|`((?:{ROOMS})(?:\.\w+)+)`")


def places(text: str) -> set[str]:
    """The files, folders and modules of ours that a page names as code."""
    return {path or dotted.replace(".", "/") for path, dotted in A_PATH.findall(text)}


def is_there(place: str) -> bool:
    """A file, a folder, a module, or a name in one."""
    path = ROOT / place
    return (
        path.exists() or path.with_suffix(".py").exists() or path.parent.with_suffix(".py").exists()
    )


def test_a_place_that_is_not_there_is_seen() -> None:
    found = places("`validators/nowhere.py`, `core.text.values`, `pipeline/run.py`, `bench.gone`")
    assert {place for place in found if not is_there(place)} == {
        "validators/nowhere.py",
        "bench/gone",
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_places_that_are_named_are_there(page: Path) -> None:
    if page.name == "CHANGELOG.md":  # tells of what was, too
        return
    named = places(page.read_text("utf-8"))
    assert sorted(place for place in named if not is_there(place)) == []


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_readmes_show_how_to_begin(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for command in ("make demo", "make test", "yushen check", "yushen batch", "yushen doctor"):
        assert command in text


def test_every_exit_code_is_told() -> None:
    told = (ROOT / "docs" / "exit-codes.md").read_text("utf-8")
    for code in (0, 1, 2, 3, 4, 5, 10, 11, 12, 130, 143):
        assert re.search(rf"^\|[^|]*\b{code}\b", told, re.M), code


def test_the_list_of_rules_is_current() -> None:
    """docs/rules.md is what the policy's data and the code say."""
    done = subprocess.run(
        [sys.executable, "tools/rules_doc.py"], cwd=ROOT, capture_output=True, check=True
    )
    assert (ROOT / "docs" / "rules.md").read_bytes() == done.stdout
