"""How tests are shared out where several processes run them (`pytest -n`, `--dist loadgroup`)."""

from pathlib import Path

import pytest

RULES = Path(__file__).parent / "validators"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file's tests stay together, for what they set up; all of the rules', to be judged whole."""
    for item in items:
        together = "rules" if item.path.is_relative_to(RULES) else str(item.path)
        item.add_marker(pytest.mark.xdist_group(together))
