"""What an engine reckons with is chosen, held to and named."""

import numpy as np
import pytest

from core.errors import InputError, ToolMissing
from pipeline.reading.ocr import open_engine
from pipeline.reading.ocr.precision import HINT, Precision, able
from pipeline.reading.ocr.rapid import RapidOcr
from pipeline.reading.ocr.sessions import OpenVino

TYPES = {"bf16": "bfloat16", "f32": "float32"}


@pytest.fixture(autouse=True)
def nothing_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YUSHEN_PRECISION", raising=False)


def test_it_is_part_of_the_name_and_of_the_mark() -> None:
    """Readings are kept under the name, curves hold for the mark."""
    two = [RapidOcr("openvino", precision=p) for p in ("bf16", "f32")]  # type: ignore[arg-type]
    assert len({engine.name for engine in two}) == len({engine.mark for engine in two}) == 2
    assert all(engine.precision in engine.name for engine in two)


def test_the_mark_tells_no_version() -> None:
    assert RapidOcr("openvino", precision="f32").mark == "PP-OCRv6 small / openvino / f32"


def test_the_quickest_that_the_processor_has_is_taken() -> None:
    assert RapidOcr().precision == able(RapidOcr().backend)[0]
    assert RapidOcr("onnxruntime").precision == "f32"


def test_the_environment_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUSHEN_PRECISION", "f32")
    assert open_engine("rapidocr").mark.endswith("f32")
    monkeypatch.setenv("YUSHEN_PRECISION", "auto")
    assert open_engine("rapidocr").mark == RapidOcr().mark
    monkeypatch.setenv("YUSHEN_PRECISION", "f16")
    with pytest.raises(InputError, match="f16") as refused:
        open_engine("rapidocr")
    assert refused.value.code == "unknown_precision"


def test_what_a_processor_has_not_is_refused() -> None:
    """Otherwise it would be reckoned with another, under this one's name."""
    with pytest.raises(ToolMissing, match="bf16"):
        RapidOcr("onnxruntime", precision="bf16").probe()


@pytest.mark.engine
@pytest.mark.parametrize("precision", able("openvino"))
def test_both_models_reckon_with_it(precision: Precision) -> None:
    engine = RapidOcr("openvino", precision=precision)
    engine.probe()
    engine.detect(np.full((64, 200, 3), 255, dtype=np.uint8))
    engine.recognise([np.full((48, 200, 3), 255, dtype=np.uint8)])
    for session in (engine._detector, engine._recogniser):
        assert isinstance(session, OpenVino)
        assert TYPES[precision] in str(session.compiled.get_property(HINT))
        assert session.compiled.get_property("INFERENCE_NUM_THREADS") == 1
