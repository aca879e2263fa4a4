"""Tesseract through pytesseract: a selectable engine and the second reader of fields."""

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytesseract
from numpy.typing import NDArray

from core.errors import ReadingFailed, ToolMissing
from pipeline.reading.ocr.engine import EngineNeeds, Image, LineReading, even
from pipeline.reading.ocr.models import NUMBERS, checked

INSTALL = "apt-get install tesseract-ocr tesseract-ocr-chi-sim"
OUTSIDE = EngineNeeds(
    programs=("tesseract",),
    folders=("/usr/share/tesseract-ocr", "/usr/share/tessdata", "/usr/local/share/tessdata"),
    variables=("TESSDATA_PREFIX",),
)


@dataclass
class Tesseract:
    """Tesseract with the data packs `languages`; `seconds` limits one call."""

    languages: tuple[str, ...] = ("chi_sim",)
    seconds: float = 60.0

    @cached_property
    def _version(self) -> str:
        try:
            return str(pytesseract.get_tesseract_version())
        except pytesseract.TesseractNotFoundError:
            return ""

    @property
    def name(self) -> str:
        return f"tesseract {self._version} {'+'.join(self.languages)} {self._checked()}"

    @property
    def mark(self) -> str:
        return f"tesseract {'+'.join(self.languages)}"

    def probe(self) -> None:
        if not self._version:
            raise ToolMissing(
                f"未安装 Tesseract，请 {INSTALL}",
                f"Tesseract is not installed: please {INSTALL}",
            )
        if lacking := set(self.languages) - set(pytesseract.get_languages()):
            packs = " ".join(f"tesseract-ocr-{name.replace('_', '-')}" for name in sorted(lacking))
            raise ToolMissing(
                f"缺少 Tesseract 语言包，请 apt-get install {packs}",
                f"language data of Tesseract are missing: please apt-get install {packs}",
            )
        self._checked()

    def _checked(self) -> str:
        """A hash of the language packs. Raises ToolMissing for packs that were never measured."""
        unknown = set(self.languages) - NUMBERS.keys()
        if unknown:
            raise ToolMissing(
                f"未经实测的语言包：{sorted(unknown)}",
                f"language data that were never measured: {sorted(unknown)}",
            )
        return checked([NUMBERS[name] for name in self.languages], _packs(self.languages[0]))

    def detect(self, image: Image, scale: float | None = None) -> list[NDArray[np.float32]]:
        data = self._data(image, "--psm 3")
        lines: dict[tuple[int, int, int], list[tuple[int, int, int, int]]] = {}
        for i, text in enumerate(data["text"]):
            if text.strip():
                key = (data["block_num"][i], data["par_num"][i], data["line_num"][i])
                x, y = data["left"][i], data["top"][i]
                lines.setdefault(key, []).append(
                    (x, y, x + data["width"][i], y + data["height"][i])
                )
        return [_quad(boxes) for boxes in lines.values()]

    def recognise(self, lines: Sequence[Image]) -> list[LineReading]:
        return [self._line(line) for line in lines]

    def _line(self, image: Image) -> LineReading:
        padded = cv2.copyMakeBorder(image, 12, 12, 12, 12, cv2.BORDER_REPLICATE)
        data = self._data(padded.astype(np.uint8), "--psm 7")
        words = [
            (t, float(c)) for t, c in zip(data["text"], data["conf"], strict=True) if t.strip()
        ]
        text = "".join(word for word, _ in words)
        confidence = min((c / 100 for _, c in words), default=0.0)
        return even(text, max(0.0, confidence))

    def _data(self, image: Image, config: str) -> dict[str, list[Any]]:  # numbers are int
        try:
            found: dict[str, list[Any]] = pytesseract.image_to_data(
                cv2.cvtColor(image, cv2.COLOR_BGR2RGB),
                lang="+".join(self.languages),
                config=config,
                output_type=pytesseract.Output.DICT,
                timeout=self.seconds,
            )
        except (RuntimeError, pytesseract.TesseractError) as error:
            raise ReadingFailed(f"Tesseract: {type(error).__name__}") from error
        return found


@cache
def _packs(language: str) -> Path:
    """The folder of the language packs: as Tesseract says, else the usual system folders."""
    process = subprocess.run(
        [pytesseract.pytesseract.tesseract_cmd, "--list-langs"],
        capture_output=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    named = re.search(r'"(.+)"', process.stdout + process.stderr)
    places = [Path(named[1])] if named else []
    if prefix := os.environ.get("TESSDATA_PREFIX"):
        places += [Path(prefix), Path(prefix) / "tessdata"]
    places += [*Path("/usr/share").glob("tesseract-ocr/*/tessdata"), Path("/usr/share/tessdata")]
    for place in places:
        if (place / f"{language}.traineddata").is_file():
            return place
    raise ToolMissing(
        "找不到 Tesseract 语言包的位置，请设置 TESSDATA_PREFIX",
        "the language data of Tesseract are not found; please set TESSDATA_PREFIX",
    )


def _quad(boxes: list[tuple[int, int, int, int]]) -> NDArray[np.float32]:
    x0, y0 = min(b[0] for b in boxes), min(b[1] for b in boxes)
    x1, y1 = max(b[2] for b in boxes), max(b[3] for b in boxes)
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32)
