"""The model files of the engines: compared with the hashes of the calibrated versions.

Another model reads differently, and its accuracy was not measured. Files are hashed completely,
once per process: 31 MB take about thirty milliseconds, and a file's date or size cannot be trusted.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from core.errors import ToolMissing
from core.files import sha256_of

SHORT = 12  # characters of a hash in an engine's name


@dataclass(frozen=True)
class ModelFile:
    """A file that an engine needs, with its expected hash."""

    id: str
    version: str
    licence: str
    sha256: str
    repair: str
    """The command that installs the right file."""


DETECTOR, RECOGNISER = PAGES = (
    ModelFile(
        "PP-OCRv6_det_small.onnx", "PP-OCRv6", "Apache-2.0",
        "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
        "pip install --force-reinstall --no-deps rapidocr",
    ),
    ModelFile(
        "PP-OCRv6_rec_small.onnx", "PP-OCRv6", "Apache-2.0",
        "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
        "pip install --force-reinstall --no-deps rapidocr",
    ),
)  # fmt: skip
"""The models for detection and recognition; they are part of the rapidocr wheel."""
NUMBERS = {
    "chi_sim": ModelFile(
        "chi_sim.traineddata", "tessdata_fast 4.1.0", "Apache-2.0",
        "a5fcb6f0db1e1d6d8522f39db4e848f05984669172e584e8d76b6b3141e1f730",
        "apt-get install --reinstall tesseract-ocr-chi-sim",
    ),
}  # fmt: skip
"""The second reader's language packs; they are installed with the system."""


def checked(models: Sequence[ModelFile], folder: Path) -> str:
    """The models' short hashes, for the key of their readings.

    Raises ToolMissing if a file is missing or different.
    """
    for model in models:
        path = folder / model.id
        found = hash_of(path)
        if found is None:
            raise ToolMissing(
                f"缺少模型文件 {path}。{model.repair}", f"no such model: {path}. {model.repair}"
            )
        if found != model.sha256:
            sums = f"{path} (SHA-256 {found[:SHORT]}…, {model.sha256[:SHORT]}…). {model.repair}"
            raise ToolMissing(
                f"模型文件与实测的不同，未采用：{sums}", f"not the model that was measured: {sums}"
            )
    together = "".join(model.sha256 for model in models)
    return hashlib.sha256(together.encode()).hexdigest()[:SHORT]


@cache
def hash_of(path: Path) -> str | None:
    """The SHA-256 of a file; None if it cannot be read."""
    try:
        return sha256_of(path)
    except OSError:
        return None


def page_models() -> Path:
    """The folder of the page engine's models. Raises ToolMissing if it is missing."""
    try:
        return Path(str(distribution("rapidocr").locate_file("rapidocr/models")))
    except PackageNotFoundError:
        raise ToolMissing(
            "缺少组件 rapidocr，请 pip install rapidocr",
            "rapidocr is not installed: please pip install rapidocr",
        ) from None


def every() -> Iterator[ModelFile]:
    """All model files in use."""
    yield from PAGES
    yield from NUMBERS.values()
