"""How tests are shared out where several processes run them (`pytest -n`)."""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

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


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sheaves:
    return Sheaves(config, log)
