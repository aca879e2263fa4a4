"""The jobs of a reading worker, run in its own process."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import cv2
import numpy as np

from core.errors import InputError
from core.models.geometry import to_stored
from core.models.page import Line, Oddity
from core.reasons import reason
from core.small import SmallImage, decode, turned_back
from core.text.values.units import usual_letters
from pipeline.reading.imaging.crops import (
    Image,
    cut_box,
    cut_level,
    cut_line,
    enlarge,
    stretched,
    turn,
)
from pipeline.reading.imaging.seals import seal_lines
from pipeline.reading.imaging.separate import without_seal_ink
from pipeline.reading.intake.decode import contents, page_picture, paper_size
from pipeline.reading.intake.grain import coarse_below
from pipeline.reading.intake.layer import layer_lines
from pipeline.reading.intake.oddities import oddities
from pipeline.reading.intake.pages import readable
from pipeline.reading.intake.record import read_record
from pipeline.reading.intake.sniff import sniff
from pipeline.reading.intake.undrawn import check_drawn
from pipeline.reading.ocr import open_engine
from pipeline.reading.ocr.engine import Fitter, LineReading, usual_scale
from pipeline.reading.orders import (
    CheckSignatures,
    CountPages,
    FitRings,
    FitWords,
    MakeSmall,
    Order,
    PageRead,
    ParseRecord,
    ReadAgain,
    ReadPage,
)
from pipeline.reading.page import read_page
from pipeline.reading.upright import Turn

QUALITY = 90  # of the kept page pictures, JPEG
HEIGHT = 96  # pixels to which a line is enlarged before it is read again
GROW = 0.35  # of the line's height, the margin of a second reading
TORN = reason("reader.picture_torn")
CLASSES = "财务合同发票人事公专用章"
"""Characters of a seal's middle, which may be seen at the ends of its ring."""
FAINTLY = 0.05
"""Minimum fit of a word in another picture of a ring, for its soft shades to count."""
UPRIGHT = 0.1  # the same above and below, where other rows are near


class Reader:
    """Holds the loaded engines; `second` is the independent reader of single fields."""

    def __init__(self, engine: str, second: str | None) -> None:
        self.engine = open_engine(engine)
        self.second = open_engine(second) if second else None

    def load(self) -> None:
        """Load the models now, not with the first page."""
        blank = np.full((HEIGHT, HEIGHT, 3), 255, dtype=np.uint8)
        self.engine.detect(blank, 1.0)
        self.engine.recognise([blank])

    def do(self, order: Order, path: Path) -> object:
        """Carry out one order about the file; raises InputError if the file cannot be used."""
        if isinstance(order, CountPages):
            return contents(path)
        if isinstance(order, ParseRecord):
            return read_record(path, order.name)
        if isinstance(order, CheckSignatures):
            from pipeline.reading.signatures.check_file import (
                signatures_of,
            )  # slow to load, and rare

            return signatures_of(path, order.roots)
        if isinstance(order, ReadPage):
            return self.read(order, path)
        if isinstance(order, MakeSmall):
            return made_small(order, path.read_bytes())
        picture = _load(path)
        if isinstance(order, FitWords):
            return self.fit(order, picture)
        if isinstance(order, FitRings):
            return self.fit_rings(order, picture)
        return self.again(order, picture)

    def read(self, order: ReadPage, source: Path) -> PageRead:
        """The page and its pictures; see `PageRead`."""
        layer: tuple[Line, ...] = ()
        odd: tuple[Oddity, ...] = ()
        with readable(source, order.number) as (path, number):
            picture = page_picture(path, number)
            if sniff(path) == "pdf":
                layer = layer_lines(path, number)
                check_drawn(path, number, picture, layer)
                odd = oddities(path, number, picture)
            size = paper_size(path, number)
            coarse = coarse_below(path, number, picture)
        read = read_page(picture, self.engine, upright=order.upright)
        whole = read.page.rotation
        claims = {"layer": _turned(layer, whole), "oddities": _upright(odd, whole)}
        first, *others = [
            page.model_copy(
                update={
                    "number": order.number,
                    "coarse": coarse,
                    "size": size[::-1] if size and page.rotation in (90, 270) else size,
                }
            )
            for page in (read.page.model_copy(update=claims), *read.askew)
        ]
        pictures = [_jpeg(read.picture, whole, page.rotation) for page in (first, *others)]
        return PageRead(first.model_copy(update={"askew": tuple(others)}), tuple(pictures))

    def again(self, order: ReadAgain, page: Image) -> list[dict[str, LineReading]]:
        """Each box, level, enlarged and without seals' ink, read by this and the second engine."""
        picture = without_seal_ink(page, order.seals)
        bare = [
            enlarge(cut_level(picture, box, slope, GROW, UPRIGHT), HEIGHT)
            for box, slope in zip(order.boxes, order.slopes, strict=True)
        ]
        answers: list[dict[str, LineReading]] = [{} for _ in bare]
        for answer, reading in zip(answers, self.engine.recognise(bare), strict=True):
            answer["again"] = reading
        if self.second is not None:
            for answer, reading in zip(answers, self.second.recognise(bare), strict=True):
                answer["second"] = reading
        return answers

    def fit(self, order: FitWords, page: Image) -> list[float]:
        """How well each word fits the box, its lines joined; 0 if the engine cannot tell."""
        if not isinstance(self.engine, Fitter):
            return [0.0 for _ in order.words]
        page = without_seal_ink(page, order.seals)
        part = np.ascontiguousarray(cut_box(page, order.box, GROW))
        quads = self.engine.detect(part, usual_scale(page))
        rows = sorted(quads, key=lambda quad: float(quad[:, 1].mean()))
        lines = [enlarge(cut_line(part, quad), HEIGHT) for quad in rows]
        lines = lines or [enlarge(part, HEIGHT)]
        likely = self.engine.fit(lines, order.words, usual=usual_letters)
        if all(word.isascii() for word in order.words):
            wide = self.engine.fit([stretched(line) for line in lines], order.words)
            likely = list(map(max, likely, wide))
        return likely

    def fit_rings(self, order: FitRings, page: Image) -> list[list[float]]:
        """For each seal the best fit of each word in any of the pictures of its ring or centre."""
        engine = self.engine
        if not isinstance(engine, Fitter):
            return [[0.0 for _ in words] for words in order.words]
        besides, usual = (CLASSES, usual_letters) if order.part == "ring" else (None, None)
        rings = seal_lines(page, order.boxes, order.part)
        answers = []
        for lines, words in zip(rings, order.words, strict=True):
            fits = [engine.fit([line], words, besides, usual) for line in lines]
            of_ring = order.part == "ring"
            columns = zip(*fits, strict=True)
            answers.append([_borne_out(of) if of_ring else max(of) for of in columns])
        return answers


def _borne_out(fits: Sequence[float]) -> float:
    """The best fit of a word in the pictures of a ring.

    The last picture, in soft shades, counts only if another picture shows the word faintly too:
    alone it would also fit similar words.

    >>> _borne_out([0.05, 0.0, 1.0]), _borne_out([0.04, 0.0, 1.0])
    (1.0, 0.04)
    """
    *cut, soft = fits
    best = max(cut, default=0.0)
    return max(best, soft) if best >= FAINTLY else best


def _jpeg(picture: Image, whole: int, rotation: int) -> bytes:
    """The picture (upright after a turn of `whole`) in another rotation."""
    way = cast(Turn, (rotation - whole) % 360)
    done, data = cv2.imencode(".jpg", turn(picture, way), [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    if not done:
        raise InputError("bad_page", reason("reader.picture_not_made"))
    return data.tobytes()


def made_small(order: MakeSmall, data: bytes) -> list[SmallImage]:
    """The small pictures of a stored page."""
    image = decode(turned_back(data, order.turned), order.wishes.rotation)
    if image is None:
        raise InputError("bad_page", TORN)
    return [wish.of(image) for wish in order.wishes.of]


def _load(path: Path) -> Image:
    data = np.frombuffer(path.read_bytes(), dtype=np.uint8)
    picture = cv2.imdecode(data, cv2.IMREAD_COLOR)
    if picture is None:
        raise InputError("bad_page", TORN)
    return picture.astype(np.uint8, copy=False)


def _turned(lines: tuple[Line, ...], rotation: int) -> tuple[Line, ...]:
    """Text layer lines in the upright frame; a sideways layer of an upright picture is dropped."""
    return lines if rotation == 0 else ()


def _upright(found: tuple[Oddity, ...], rotation: int) -> tuple[Oddity, ...]:
    """Boxes of the stored page in the upright frame: the same rotation, reversed."""
    back = (360 - rotation) % 360
    return tuple(odd.model_copy(update={"box": to_stored(odd.box, back)}) for odd in found)
