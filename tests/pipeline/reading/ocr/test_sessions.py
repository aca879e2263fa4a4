"""A loaded model: what it keeps between pictures changes no answer."""

import numpy as np
import pytest

from pipeline.reading.ocr.models import DETECTOR, page_models
from pipeline.reading.ocr.sessions import load

SIDES = (96, 128, 160, 96, 192, 128)


def test_a_model_that_keeps_no_size_answers_as_one_that_keeps_all() -> None:
    pytest.importorskip("openvino")
    model = page_models() / DETECTOR.id
    keeps, forgets = (load(model, "openvino", "f32", 1, sizes) for sizes in (None, 1))
    drawn = np.random.default_rng(1)
    for side in SIDES:
        picture = drawn.random((1, 3, side, 2 * side), dtype=np.float32)
        answer = keeps(picture).copy()
        assert answer.std() > 0
        np.testing.assert_array_equal(forgets(picture), answer)
