"""RapidOCR: PP-OCRv6 models from its own wheel, on OpenVINO or ONNX Runtime.

Works offline: the models ship inside the package and nothing is downloaded.
"""

import itertools
import sys
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.errors import ToolMissing
from pipeline.ocr.engine import USUAL_SIDE, Image, Reading

# OpenVINO tells a statistics service on the network that it was imported, unless this
# package cannot be. It has no setting for that.
sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]

SMALLEST = 0.3  # a line read with less than this is not text


class RapidOcr:
    """PP-OCRv6 detection and recognition; one model load, `threads` inference threads."""

    def __init__(self, backend: str = "auto", threads: int = 1) -> None:
        self.backend = best_backend() if backend == "auto" else backend
        self.threads = threads

    @property
    def name(self) -> str:
        parts = [f"rapidocr {_version('rapidocr')}", f"{self.backend} {_version(self.backend)}"]
        return " / ".join([*parts, "PP-OCRv6 small"])

    def probe(self) -> None:
        missing = [p for p in ("rapidocr", self.backend) if not _version(p)]
        if missing:
            raise ToolMissing(
                f"缺少组件 / not installed: {', '.join(missing)}. pip install {' '.join(missing)}"
            )

    @cached_property
    def _ocr(self) -> Any:  # RapidOCR is untyped at this depth
        from rapidocr import EngineType, RapidOCR

        engine = EngineType(self.backend)
        return RapidOCR(
            params={
                "Global.log_level": "error",
                "Global.use_cls": False,
                "Global.use_preprocess_img": False,
                "Global.use_vertical_padding": False,
                "Det.engine_type": engine,
                "Rec.engine_type": engine,
                "Cls.engine_type": engine,
                "EngineConfig.openvino.inference_num_threads": self.threads,
                "EngineConfig.onnxruntime.intra_op_num_threads": self.threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def detect(self, image: Image, side: int = USUAL_SIDE) -> list[NDArray[np.float32]]:
        scale = min(1.0, side / max(image.shape[:2]))
        small = (
            image
            if scale == 1.0
            else cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        )
        found = self._ocr._load_det_model()(small)
        if found.boxes is None:
            return []
        return [np.asarray(box, dtype=np.float32) / np.float32(scale) for box in found.boxes]

    def recognise(self, lines: Sequence[Image]) -> list[Reading]:
        if not lines:
            return []
        from rapidocr.ch_ppocr_rec import TextRecInput

        answer = self._ocr._load_rec_model()(TextRecInput(img=list(lines), return_word_box=True))
        return [
            _reading(text, info)
            for text, info in zip(answer.txts, answer.word_results, strict=True)
        ]


def best_backend() -> str:
    """OpenVINO where it is installed and loads, else ONNX Runtime."""
    try:
        import openvino  # noqa: F401
    except (ImportError, OSError):
        return "onnxruntime"
    return "openvino"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _reading(text: str, info: Any) -> Reading:
    """RapidOCR's word columns as character cuts; it leaves spaces out of its columns."""
    certainty = tuple(float(c) for c in info.confs)
    if not text or len(certainty) != len(text):
        mean = float(np.mean(certainty)) if certainty else 0.0
        return Reading(text, mean, tuple(np.linspace(0, 1, len(text) + 1)), (mean,) * len(text))
    length = max(1.0, float(info.line_txt_len))
    columns = iter([col for word in info.word_cols for col in word])
    centres: list[float] = []
    for ch in text:
        at = None if ch.isspace() else next(columns, None)
        last = centres[-1] if centres else 0.0
        centres.append(min(1.0, (at + 0.5) / length) if at is not None else last)
    middles = [(a + b) / 2 for a, b in itertools.pairwise(centres)]
    half = (middles[0] - centres[0]) if middles else 0.5
    tail = (centres[-1] - middles[-1]) if middles else 0.5
    cuts = [max(0.0, centres[0] - half), *middles, min(1.0, centres[-1] + tail)]
    return Reading(text, float(np.mean(certainty)), tuple(cuts), certainty)
