"""Where tests keep what they need, and how several processes share them out (`pytest -n`)."""

import atexit
import gc
import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from core.limits import Limits, use_limits
from tests.flows.tables import made

RULES = "tests/validators/"
CRITERIA = f"{RULES}test_criteria.py"
KEPT = f"{CRITERIA}::test_a_criterion_that_is_broken_alone_is_told"
"""What it judges is kept, and asked for by other tests of the rules: one process does both."""
NEEDED = 2 << 30
"""Bytes that a process and the programs it starts have at most, a browser and readers."""
SLOW = ("engine", "flow", "program")
NEW_OBJECTS = 100_000
"""How many are made before Python looks for unused rings of them: with its default of 700 that is
a sixth of the time that collecting the tests takes."""

# The same examples in every run, however slow the machine is.
settings.register_profile(
    "tests", max_examples=50, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
settings.load_profile("tests")
gc.set_threshold(NEW_OBJECTS)


class Sheaves(LoadScopeScheduling):  # type: ignore[misc]
    """A file's tests stay together, for what they set up; all of the rules', to be judged whole.

    Those on single criteria, which take long and need nothing of each other, are shared out.
    """

    def _split_scope(self, nodeid: str) -> str:
        return sheaf(nodeid)


def sheaf(nodeid: str) -> str:
    """What is run together by one process."""
    file, _, test = nodeid.partition("::")
    if file == CRITERIA and not nodeid.startswith(KEPT):
        return f"{file}::{test.partition('[')[0]}"
    return RULES if nodeid.startswith(RULES) else file


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The slowest first, so that no process waits at the end for one that began late.

    Slow are sheaves that read with an engine, start Prefect or other programs.
    """
    if not hasattr(config.option, "loadscopereorder"):
        return
    sizes = Counter(sheaf(item.nodeid) for item in items)
    slow = {
        sheaf(item.nodeid) for item in items if any(item.get_closest_marker(mark) for mark in SLOW)
    }
    items.sort(key=lambda item: (sheaf(item.nodeid) not in slow, -sizes[sheaf(item.nodeid)]))


def pytest_collection_finish() -> None:
    """Ten thousand tests stay to the end: the garbage collector need not look through them."""
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # so that libraries find nothing left over


@pytest.fixture
def limited() -> Iterator[Callable[..., None]]:
    """Lets other limits hold for one test, as `limited(file_pages=3)`; the others as by default."""

    def to(**chosen: float) -> None:
        use_limits(Limits.model_validate(chosen))

    yield to
    use_limits(None)


@pytest.fixture(scope="session", autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A state folder of the tests' own: what is unpacked lies there, never in the user's."""
    before = os.environ.get("YUSHEN_STATE")
    os.environ["YUSHEN_STATE"] = str(tmp_path_factory.mktemp("state"))
    yield
    if before is None:
        del os.environ["YUSHEN_STATE"]
    else:
        os.environ["YUSHEN_STATE"] = before


@pytest.fixture(scope="session")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where readings of shipped papers are kept, for all processes of a run.

    For tests of what is done with a reading: whichever is first reads. Those of the reading itself
    have a folder of their own.
    """
    return _of_the_run(tmp_path_factory) / "readings"


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of Prefect's with its tables, for `tests.flows.tables.given`."""
    return made(_of_the_run(tmp_path_factory) / "tables")


def _of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of all processes of a run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Up to two processes a processor, for they wait a third of their time; as memory allows."""
    processors = os.cpu_count() or 1
    return max(processors, min(2 * processors, psutil.virtual_memory().available // NEEDED))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sheaves:
    config.option.loadscopereorder = False  # it would go by numbers of tests alone
    return Sheaves(config, log)
