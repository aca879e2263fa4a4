"""The examples in the modules of numbers, and those of the rules' helpers, hold."""

import doctest
from types import ModuleType

import pytest

from core.numbers import amounts, certificates, credit_code, dates, identity, patent, phone
from core.text import alike, numerals, strings
from core.text.values import amounts as sums
from core.text.values import people, places, units
from pipeline.reading.imaging import sealmend
from pipeline.reading.ocr import script
from validators.facts import degrees, funds, ledger, posts
from validators.ground import address, compare, stamps

MODULES = (
    script, alike, numerals, strings, sums, people, places, units, amounts, certificates,
    credit_code, dates, identity, patent, phone, address, compare, degrees, funds, ledger, posts,
    stamps, sealmend,
)  # fmt: skip


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_examples(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
