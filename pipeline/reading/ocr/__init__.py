"""The OCR engines. To add one: write its module, add one line here."""

from collections.abc import Callable

from core.errors import InputError
from pipeline.reading.ocr import tesseract
from pipeline.reading.ocr.engine import Engine, EngineNeeds
from pipeline.reading.ocr.precision import asked
from pipeline.reading.ocr.rapid import RapidOcr
from pipeline.reading.ocr.tesseract import Tesseract

ENGINES: dict[str, Callable[[], Engine]] = {
    "rapidocr": lambda: RapidOcr(precision=asked()),
    "tesseract": Tesseract,
}
OUTSIDE: dict[str, EngineNeeds] = {"tesseract": tesseract.OUTSIDE}
DEFAULT = "rapidocr"
SECOND = "tesseract"  # the independent reader of unsure numbers, if it is installed


def open_engine(name: str) -> Engine:
    """The engine of that name, not yet loaded; raises InputError if it is unknown."""
    try:
        return ENGINES[name]()
    except KeyError:
        known = ", ".join(ENGINES)
        raise InputError(
            "unknown_engine",
            f"没有名为 {name} 的识别引擎，可用：{known}",
            f"no engine is named {name}; there are {known}",
        ) from None
