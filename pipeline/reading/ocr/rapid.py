"""The PP-OCRv6 models from RapidOCR's wheel, on OpenVINO or ONNX Runtime.

Works offline: the models are part of the package and nothing is downloaded. No code of the package
is loaded.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import ToolMissing
from pipeline.reading.ocr.corners import corners_of
from pipeline.reading.ocr.ctc import Alphabet, Fitted, beside, decode, fitted
from pipeline.reading.ocr.engine import Image, LineReading, UsualLetters, usual_scale
from pipeline.reading.ocr.models import DETECTOR, PAGES, RECOGNISER, ModelFile, checked, page_models
from pipeline.reading.ocr.precision import Choice, Precision, able
from pipeline.reading.ocr.script import modern
from pipeline.reading.ocr.sessions import Session, load

MODEL = "PP-OCRv6 small"
HIGH = 48  # pixels: the line height that the recogniser was trained on
NARROWEST = 64  # pixels
SURELY = 0.9  # minimum confidence of a character beside a word to count as present
HAN = re.compile(r"[\u3400-\u9fff]")
LEVELS = 127.5  # half of the range of a colour
SIZES = 30  # cached sizes of the detector: pages differ in size, and preparing a new size is cheap


class RapidOcr:
    """PP-OCRv6 detection and recognition; one model load, `threads` inference threads.

    `precision`: the number format; auto takes the fastest that the processor has.
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
            lack, add = ", ".join(missing), f"pip install {' '.join(missing)}"
            raise ToolMissing(f"缺少组件 {lack}，请 {add}", f"not installed: {lack}; please {add}")
        if self.precision not in able(self.backend):
            raise ToolMissing(
                f"{self.backend} 在此处理器上不支持 {self.precision}",
                f"{self.backend} has no {self.precision} on this processor",
            )
        checked(PAGES, page_models())

    def detect(self, image: Image, scale: float | None = None) -> list[NDArray[np.float32]]:
        """RapidOCR's own preparation would enlarge every small part to 736 pixels."""
        scale = usual_scale(image) if scale is None else scale
        size = [max(32, round(length * scale / 32) * 32) for length in image.shape[1::-1]]
        way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        seen = self._detector(_plane(cv2.resize(image, size, interpolation=way)))
        return corners_of(seen[0, 0], *image.shape[:2])

    def recognise(self, lines: Sequence[Image]) -> list[LineReading]:
        return [
            decode(columns, self._alphabet, used) for columns, used in map(self._columns, lines)
        ]

    def fit(
        self,
        lines: Sequence[Image],
        words: Sequence[str],
        besides: str | None = None,
        usual: UsualLetters | None = None,
    ) -> list[float]:
        if not lines:
            return [0.0 for _ in words]
        columns = np.concatenate([self._columns(line)[0].copy() for line in lines])
        ways = [(n, way) for n, word in enumerate(words) for way in _ways(word)]
        found = fitted(columns, self._alphabet, [way for _, way in ways], usual)
        likely = [0.0 for _ in words]
        for (n, _), one in zip(ways, found, strict=True):
            if one.likely > likely[n] and not self._goes_on(columns, one, besides):
                likely[n] = one.likely
        return likely

    def _goes_on(self, columns: NDArray[np.float32], place: Fitted, besides: str | None) -> bool:
        """Whether Chinese characters other than `besides` are surely read beside the word."""
        if besides is None:
            return False
        read = beside(columns, self._alphabet, place, SURELY)
        return any(ch not in besides for ch in HAN.findall(read))

    @cached_property
    def _detector(self) -> Session:
        return self._loaded(DETECTOR, SIZES)

    @cached_property
    def _recogniser(self) -> Session:
        return self._loaded(RECOGNISER)

    def _loaded(self, model: ModelFile, sizes: int | None = None) -> Session:
        checked(PAGES, page_models())
        file = page_models() / model.id
        return load(file, self.backend, self.precision, self.threads, sizes)

    @cached_property
    def _alphabet(self) -> Alphabet:
        letters = ["", *self._recogniser.letters(), " "]
        return Alphabet(letters, modern(letters))

    def _columns(self, line: Image) -> tuple[NDArray[np.float32], float]:
        """The recogniser's columns for one line, and the share of them that the line fills.

        RapidOCR would read six lines at once, each padded to the widest and to at least 320 pixels.
        One at a time, padded to the next step, costs a third less, and a line's reading does not
        depend on its neighbours. There are few widths, because each new one needs preparation.
        """
        height, width = line.shape[:2]
        filled = max(8, round(HIGH * width / max(1, height)))
        padded = _padded(filled)
        plane = np.zeros((1, 3, HIGH, padded), dtype=np.float32)
        plane[..., :filled] = _plane(cv2.resize(line, (filled, HIGH)))
        return self._recogniser(plane)[0], filled / padded


def _plane(picture: cv2.typing.MatLike) -> NDArray[np.float32]:
    """A picture as model input: from -1 to 1, one plane per colour."""
    middle = (LEVELS, LEVELS, LEVELS)
    return np.asarray(cv2.dnn.blobFromImage(picture, 1 / LEVELS, mean=middle), dtype=np.float32)


def _ways(word: str) -> set[str]:
    """The word with wide brackets, with narrow ones, and without: seals and pens leave them out."""
    narrow = word.replace("（", "(").replace("）", ")")
    return {word, narrow, narrow.replace("(", "").replace(")", "")}


def _padded(width: int) -> int:
    """The next width that is read: in steps of 16 pixels, for long lines of 32 and 64."""
    step = 16 if width <= 640 else 32 if width <= 1280 else 64
    return max(NARROWEST, -(-width // step) * step)


def best_backend() -> str:
    """OpenVINO if it is installed and loads, else ONNX Runtime."""
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
