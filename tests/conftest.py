"""How tests are shared out where several processes run them (`pytest -n`)."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from core.limits import Limits, use_limits

RULES = "tests/validators/"
CRITERIA = f"{RULES}test_criteria.py"


class Sheaves(LoadScopeScheduling):  # type: ignore[misc]
    """A file's tests stay together, for what they set up; all of the rules', to be judged whole.

    The thousands on single criteria, which need nothing of each other, are shared out.
    """

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        if file == CRITERIA:
            return f"{file}::{test.partition('[')[0]}"
        return RULES if nodeid.startswith(RULES) else file


@pytest.fixture
def limited() -> Iterator[Callable[..., None]]:
    """Lets other limits hold for one test, as `limited(file_pages=3)`; the others as by default."""

    def to(**chosen: float) -> None:
        use_limits(Limits.model_validate(chosen))

    yield to
    use_limits(None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sheaves:
    return Sheaves(config, log)
