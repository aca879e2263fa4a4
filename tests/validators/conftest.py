"""What the tests from here down showed of each rule, for test_coverage.py, which runs last."""

from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.validators import kit

HERE = Path(__file__).parent
JUDGE = HERE / "test_coverage.py"
Shown = tuple[str, str, str]
"""A rule, the status it answered, its severity."""


@dataclass
class Proven:
    """What tests that passed have asked of the rules; `partial` where not all of them ran."""

    answers: set[Shown] = field(default_factory=set)
    partial: bool = False


PROVEN = pytest.StashKey[Proven]()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The judge comes last; some tests asked for by name are not all of them."""
    items.sort(key=lambda item: item.path == JUDGE)
    here = {item.path for item in items if item.path.is_relative_to(HERE)}
    if here != set(HERE.rglob("test_*.py")) or any("::" in given for given in config.args):
        _proven(config).partial = True


def pytest_deselected(items: Iterable[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            _proven(item.config).partial = True


def pytest_runtest_setup() -> None:
    kit.SEEN.clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call" and report.passed:
        _proven(item.config).answers |= kit.SEEN
    return report


def _proven(config: pytest.Config) -> Proven:
    return config.stash.setdefault(PROVEN, Proven())


@pytest.fixture
def proven(request: pytest.FixtureRequest) -> Proven:
    """What was shown so far."""
    return _proven(request.config)
