"""RapidOCR: PP-OCRv6 models from its own wheel, on OpenVINO or ONNX Runtime.

Works offline: the models ship inside the package and nothing is downloaded.
"""

import sys
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import ToolMissing
from pipeline.reading.ocr.ctc import Alphabet, decode, fit
from pipeline.reading.ocr.engine import Image, Reading, usual_scale
from pipeline.reading.ocr.models import PAGES, checked, page_models
from pipeline.reading.ocr.precision import Choice, Precision, able, infer_with
from pipeline.reading.ocr.script import modern

# OpenVINO tells a statistics service on the network that it was imported, unless this
# package cannot be. It has no setting for that.
sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]

MODEL = "PP-OCRv6 small"
HIGH = 48  # pixels, the height the recogniser was taught on
NARROWEST = 64  # pixels


class RapidOcr:
    """PP-OCRv6 detection and recognition; one model load, `threads` inference threads.

    `precision`: what it reckons with; auto takes the quickest that the processor has.
    """

    def __init__(self, backend: str = "auto", threads: int = 1, precision: Choice = "auto") -> None:
        self.backend = best_backend() if backend == "auto" else backend
        self.threads = threads
        self._asked = precision

    @cached_property
    def precision(self) -> Precision:
        return able(self.backend)[0] if self._asked == "auto" else self._asked

    @property
    def name(self) -> str:
        parts = [f"rapidocr {_version('rapidocr')}", f"{self.backend} {_version(self.backend)}"]
        return " / ".join([*parts, f"{MODEL} {checked(PAGES, page_models())}", self.precision])

    @property
    def mark(self) -> str:
        return f"{MODEL} / {self.backend} / {self.precision}"

    def probe(self) -> None:
        missing = [p for p in ("rapidocr", self.backend) if not _version(p)]
        if missing:
            raise ToolMissing(
                f"缺少组件 / not installed: {', '.join(missing)}. pip install {' '.join(missing)}"
            )
        if self.precision not in able(self.backend):
            raise ToolMissing(
                f"{self.backend} 在此处理器上不支持 {self.precision} / "
                f"{self.backend} has no {self.precision} on this processor"
            )
        checked(PAGES, page_models())

    @cached_property
    def _ocr(self) -> Any:  # RapidOCR is untyped at this depth
        checked(PAGES, page_models())  # it would fetch one that is missing from the network
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

    def detect(self, image: Image, scale: float | None = None) -> list[NDArray[np.float32]]:
        """RapidOCR's own preparation would enlarge every small part to 736 pixels."""
        scale = usual_scale(image) if scale is None else scale
        size = [max(32, round(length * scale / 32) * 32) for length in image.shape[1::-1]]
        way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        small = cv2.resize(image, size, interpolation=way)
        plane = small.astype(np.float32).transpose(2, 0, 1)[None] / 127.5 - 1.0
        model = self._detector
        quads, _ = model.postprocess_op(model.session(plane), image.shape[:2])
        return [np.asarray(quad, dtype=np.float32) for quad in quads]

    def recognise(self, lines: Sequence[Image]) -> list[Reading]:
        return [
            decode(columns, self._alphabet, used) for columns, used in map(self._columns, lines)
        ]

    def fit(self, lines: Sequence[Image], words: Sequence[str]) -> list[float]:
        if not lines:
            return [0.0 for _ in words]
        columns = np.concatenate([self._columns(line)[0] for line in lines])
        return [max(fit(columns, self._alphabet, way) for way in _ways(word)) for word in words]

    @cached_property
    def _detector(self) -> Any:
        return self._reckoning(self._ocr._load_det_model())

    @cached_property
    def _recogniser(self) -> Any:
        return self._reckoning(self._ocr._load_rec_model())

    def _reckoning(self, model: Any) -> Any:
        """The model, at our precision."""
        if self.backend == "openvino":
            infer_with(model.session, self.precision, self.threads)
        return model

    @cached_property
    def _alphabet(self) -> Alphabet:
        letters = list(self._recogniser.postprocess_op.character)
        return Alphabet(letters, modern(letters))

    def _columns(self, line: Image) -> tuple[NDArray[np.float32], float]:
        """The recogniser's columns for one line, and the share of them that the line fills.

        RapidOCR would read six lines at once, each padded to the widest and to no less than
        320 pixels. One at a time, padded to the next step, costs a third less and gives a line
        the same reading whatever stands beside it. Few widths, for each new one is prepared anew.
        """
        height, width = line.shape[:2]
        filled = max(8, round(HIGH * width / max(1, height)))
        padded = _padded(filled)
        small = cv2.resize(line, (filled, HIGH)).astype(np.float32)
        plane = np.zeros((1, 3, HIGH, padded), dtype=np.float32)
        plane[0, :, :, :filled] = small.transpose(2, 0, 1) / 127.5 - 1.0
        answer = self._recogniser.session(plane)
        return np.array(answer[0], dtype=np.float32), filled / padded


def _ways(word: str) -> set[str]:
    """The word with wide brackets, with narrow ones, and without: seals and pens leave them out."""
    narrow = word.replace("（", "(").replace("）", ")")
    return {word, narrow, narrow.replace("(", "").replace(")", "")}


def _padded(width: int) -> int:
    """The next width that is read: in steps of 16 pixels, on long lines of 32 and 64."""
    step = 16 if width <= 640 else 32 if width <= 1280 else 64
    return max(NARROWEST, -(-width // step) * step)


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
