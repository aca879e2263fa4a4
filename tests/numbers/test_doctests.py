"""The examples in the modules of numbers, and those of the rules' helpers, hold."""

import doctest
from types import ModuleType

import pytest

from pipeline.numbers import amounts, credit_code, dates, identity
from validators import address, compare, history, ledger, shareholding, stamps

MODULES = (amounts, credit_code, dates, identity, address, compare, history, ledger,
           shareholding, stamps)  # fmt: skip


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_examples(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
