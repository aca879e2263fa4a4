"""The engine that pages of these tests are read with; without its library they are skipped."""

import pytest

from core.errors import ToolMissing
from pipeline.reading.ocr.rapid import RapidOcr


@pytest.fixture(scope="session")
def engine() -> RapidOcr:
    engine = RapidOcr()
    try:
        engine.probe()
    except ToolMissing as error:
        pytest.skip(str(error))
    return engine
