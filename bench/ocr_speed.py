"""Speed and accuracy of yushen's page reading compared with other engines.

    python bench/ocr_speed.py [--pages N]

Reads the same pages in one run and on one processor core with
  yushen      a page as the product reads it: turned upright, with seals, codes, every line
  lines only  the same engine: lines detected and recognised as they are, nothing else
  rapidocr    RapidOCR with its defaults (ONNX Runtime, its own line classifier)
  tesseract   pytesseract, chi_sim, image_to_string
The pages are those of the sample packets whose PDF has a text layer (the known text),
rendered at 150 dpi and damaged like a scan, differently each time: slight skew, noise, JPEG.
Speed is pages per second of processor time, child processes included, so that other work on the
machine does not count. Accuracy is the F1 of the page's characters, counted with repetition
and regardless of their order, because the engines order columns differently.
"""

import argparse
import os
import platform
import statistics
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytesseract

from core.text.fold import squeeze
from pipeline.reading.imaging.crops import cut_line
from pipeline.reading.intake.layer import layer_lines
from pipeline.reading.ocr.engine import Image
from pipeline.reading.ocr.rapid import RapidOcr
from pipeline.reading.page import read_page

SAMPLES = Path(__file__).parent.parent / "samples" / "packets"
MIN_CHARACTERS = 150  # minimum characters of a page
DPI = 150

Read = Callable[[Image], str]


@dataclass(frozen=True)
class WornPage:
    """A damaged page and its text."""

    image: Image
    text: str


def pages(count: int) -> list[WornPage]:
    """`count` worn pages: the samples' pages with a text layer, in turn."""
    found: list[tuple[Image, str]] = []
    for path in sorted(SAMPLES.rglob("*.pdf")):
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError:
            continue
        for number in range(1, len(document) + 1):
            text = "".join(squeeze(line.text) for line in layer_lines(path, number))
            if len(text) >= MIN_CHARACTERS:
                picture = document[number - 1].render(scale=DPI / 72).to_numpy()[:, :, :3]
                found.append((np.ascontiguousarray(picture), text))
    chosen = (found[n % len(found)] for n in range(count))
    return [WornPage(worn(image, seed), text) for seed, (image, text) in enumerate(chosen)]


def worn(image: Image, seed: int) -> Image:
    """Damage like a scan's: rotated by up to 0.8 degrees, noisy, compressed."""
    dice = np.random.default_rng(seed)
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), dice.uniform(-0.8, 0.8), 1.0)
    turned = cv2.warpAffine(image, turn, (width, height), borderValue=(255, 255, 255))
    noisy = np.clip(turned + dice.normal(0, 7, turned.shape), 0, 255).astype(np.uint8)
    _, packed = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, 60])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), dtype=np.uint8)


def spent() -> float:
    """Processor seconds of this process and its children so far."""
    return sum(os.times()[:4])


def f1(read: str, truth: str) -> float:
    """The F1 of characters, regardless of order."""
    got, want = Counter(squeeze(read)), Counter(truth)
    both = sum((got & want).values())
    return 2 * both / max(1, sum(got.values()) + sum(want.values()))


def readers() -> dict[str, Read]:
    from rapidocr import RapidOCR

    ours, plain = RapidOcr(), RapidOCR(params={"Global.log_level": "error"})

    def yushen(image: Image) -> str:
        return "".join(line.text for line in read_page(image, ours).page.lines)

    def lines_only(image: Image) -> str:
        lines = [cut_line(image, quad) for quad in ours.detect(image)]
        return "".join(reading.text for reading in ours.recognise(lines))

    def rapidocr(image: Image) -> str:
        return "".join(getattr(plain(image), "txts", None) or ())

    def tesseract(image: Image) -> str:
        return str(pytesseract.image_to_string(image[:, :, ::-1], lang="chi_sim"))

    return {
        "yushen": yushen,
        "lines only": lines_only,
        "rapidocr": rapidocr,
        "tesseract": tesseract,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=6)
    cases = pages(parser.parse_args().pages)
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    os.environ["OMP_THREAD_LIMIT"] = "1"
    times: dict[str, list[float]] = {}
    scores: dict[str, list[float]] = {}
    engines = readers()
    for name, read in engines.items():
        read(cases[0].image)  # models load, shapes compile
        times[name], scores[name] = [], []
    for case in cases:  # interleaved, so that load on the machine affects all engines alike
        for name, read in engines.items():
            begun = spent()
            text = read(case.image)
            times[name].append(spent() - begun)
            scores[name].append(f1(text, case.text))
    slow = [
        statistics.median(b / a for a, b in zip(times[n], times["tesseract"], strict=True))
        for n in engines
    ]
    print(f"{len(cases)} pages, one core, {platform.machine()}, Python {platform.python_version()}")
    print("| engine | pages per processor second | characters right (F1) | ÷ tesseract |")
    print("| --- | --- | --- | --- |")
    for name, ratio in zip(engines, slow, strict=True):
        rate = 1 / statistics.median(times[name])
        print(f"| {name} | {rate:.2f} | {statistics.mean(scores[name]):.4f} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
