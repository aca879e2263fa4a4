"""What a reading worker can do, in its own process."""

import os
import tempfile
from pathlib import Path
from typing import cast

import cv2
import numpy as np

from core.errors import InputError
from core.files import write_private
from core.models.geometry import Box, to_stored
from core.models.page import Line, Oddity, Page
from pipeline.reading.imaging.crops import Image, cut_box, cut_line, enlarge, turn
from pipeline.reading.imaging.seals import seal_lines
from pipeline.reading.imaging.separate import without_seal_ink
from pipeline.reading.intake.decode import contents, page_picture, paper_size
from pipeline.reading.intake.grain import coarse_below
from pipeline.reading.intake.layer import layer_lines
from pipeline.reading.intake.oddities import oddities
from pipeline.reading.intake.pages import readable
from pipeline.reading.intake.sniff import sniff
from pipeline.reading.intake.undrawn import check_drawn
from pipeline.reading.ocr import open_engine
from pipeline.reading.ocr.engine import Fitter, Reading, usual_scale
from pipeline.reading.orders import (
    CheckSignatures,
    CountPages,
    FitRings,
    FitWords,
    Job,
    ReadAgain,
    ReadPage,
)
from pipeline.reading.page import read_page
from pipeline.reading.upright import Turn

QUALITY = 90  # of the kept page pictures, JPEG
HEIGHT = 96  # pixels a line is enlarged to before it is read again
GROW = 0.35  # of the line's height, the margin of a second reading
UPRIGHT = 0.1  # the same above and below, where other rows are near


class Reader:
    """Holds the loaded engines; `second` is the independent reader of single fields."""

    def __init__(self, engine: str, second: str | None) -> None:
        self.engine = open_engine(engine)
        self.second = open_engine(second) if second else None

    def do(self, job: Job) -> object:
        """Answer one job; raises InputError for a file that cannot be used."""
        if isinstance(job, CountPages):
            return contents(job.path)
        if isinstance(job, CheckSignatures):
            from pipeline.reading.signatures.check_file import (
                signatures_of,
            )  # slow to load, and rare

            return signatures_of(job.path, job.roots)
        if isinstance(job, ReadPage):
            return self.read(job)
        if isinstance(job, FitWords):
            return self.fit(job)
        if isinstance(job, FitRings):
            return self.fit_rings(job)
        return self.again(job)

    def read(self, job: ReadPage) -> Page:
        scratch = Path(tempfile.gettempdir()) / f"{os.getpid()}.pdf"
        layer: tuple[Line, ...] = ()
        odd: tuple[Oddity, ...] = ()
        with readable(job.path, job.number, scratch) as (path, number):
            picture = page_picture(path, number)
            if sniff(path) == "pdf":
                layer = layer_lines(path, number)
                check_drawn(path, number, picture, layer)
                odd = oddities(path, number, picture)
            size = paper_size(path, number)
            coarse = coarse_below(path, number, picture)
        read = read_page(picture, self.engine)
        whole = read.page.rotation
        claims = {"layer": _turned(layer, whole), "oddities": _upright(odd, whole)}
        pages = [read.page.model_copy(update=claims), *read.askew]
        kept = [
            page.model_copy(
                update={
                    "number": job.number,
                    "coarse": coarse,
                    "image": _keep(job.picture, read.picture, whole, page.rotation),
                    "size": size[::-1] if size and page.rotation in (90, 270) else size,
                }
            )
            for page in pages
        ]
        return kept[0].model_copy(update={"askew": tuple(kept[1:])})

    def again(self, job: ReadAgain) -> list[dict[str, Reading]]:
        """Each box enlarged, with seals' ink taken out, read by this and the second engine."""
        picture = without_seal_ink(_load(job.picture), job.seals)
        bare = [enlarge(cut_box(picture, box, GROW, UPRIGHT), HEIGHT) for box in job.boxes]
        answers: list[dict[str, Reading]] = [{} for _ in bare]
        for answer, reading in zip(answers, self.engine.recognise(bare), strict=True):
            answer["again"] = reading
        if self.second is not None:
            for answer, reading in zip(answers, self.second.recognise(bare), strict=True):
                answer["second"] = reading
        return answers

    def fit(self, job: FitWords) -> list[float]:
        """How well each word fits the box, its lines taken as one; 0 by an engine that cannot."""
        if not isinstance(self.engine, Fitter):
            return [0.0 for _ in job.words]
        page = without_seal_ink(_load(job.picture), job.seals)
        part = np.ascontiguousarray(cut_box(page, job.box, GROW))
        quads = self.engine.detect(part, usual_scale(page))
        rows = sorted(quads, key=lambda quad: float(quad[:, 1].mean()))
        lines = [enlarge(cut_line(part, quad), HEIGHT) for quad in rows]
        return self.engine.fit(lines or [enlarge(part, HEIGHT)], job.words)

    def fit_rings(self, job: FitRings) -> list[list[float]]:
        """For each seal the best fit of each word in any of the pictures of its ring or centre."""
        engine = self.engine
        if not isinstance(engine, Fitter):
            return [[0.0 for _ in words] for words in job.words]
        boxes = [Box(*box) for box in job.boxes]
        rings = seal_lines(_load(job.picture), boxes, job.part)
        answers = []
        for lines, words in zip(rings, job.words, strict=True):
            fits = [engine.fit([line], words) for line in lines]
            answers.append([max(column) for column in zip(*fits, strict=True)] if fits else [])
        return answers


def _keep(path: Path, picture: Image, whole: int, rotation: int) -> str:
    """Keep the picture (upright by a turn of `whole`) as another turn shows it; its key."""
    way = cast(Turn, (rotation - whole) % 360)
    done, data = cv2.imencode(".jpg", turn(picture, way), [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    if not done:
        raise InputError("bad_page", "页面图像无法保存，请重新扫描")
    path = path.with_stem(f"{path.stem}-{way}") if way else path
    write_private(path, data.tobytes())
    return path.stem


def _load(path: Path) -> Image:
    data = np.frombuffer(path.read_bytes(), dtype=np.uint8)
    picture = cv2.imdecode(data, cv2.IMREAD_COLOR)
    if picture is None:
        raise InputError("bad_page", "缓存的页面图像已损坏，请删除缓存后重试")
    return picture.astype(np.uint8, copy=False)


def _turned(lines: tuple[Line, ...], rotation: int) -> tuple[Line, ...]:
    """Text layer lines in the upright frame; a sideways layer of an upright picture is dropped."""
    return lines if rotation == 0 else ()


def _upright(found: tuple[Oddity, ...], rotation: int) -> tuple[Oddity, ...]:
    """Boxes of the stored page in the upright frame: the same turn, the other way round."""
    back = (360 - rotation) % 360
    return tuple(odd.model_copy(update={"box": to_stored(odd.box, back)}) for odd in found)
