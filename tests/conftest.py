"""How tests are shared out where several processes run them (`pytest -n`)."""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

RULES = "tests/validators/"


class Sheaves(LoadScopeScheduling):  # type: ignore[misc]
    """A file's tests stay together, for what they set up; all of the rules', to be judged whole."""

    def _split_scope(self, nodeid: str) -> str:
        return RULES if nodeid.startswith(RULES) else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sheaves:
    return Sheaves(config, log)
