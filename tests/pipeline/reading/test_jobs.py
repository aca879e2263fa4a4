"""What a worker does with a job: the page with its layer, and boxes read once more."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from core.errors import InputError
from core.models.geometry import Box
from core.models.page import Page
from pipeline.reading import ocr
from pipeline.reading.imaging.crops import Image
from pipeline.reading.jobs import HEIGHT, Reader
from pipeline.reading.ocr.engine import LineReading, even
from pipeline.reading.orders import Contents, CountPages, FitWords, PageRead, ReadAgain, ReadPage
from pipeline.settling.expected import FITS
from tests.pipeline.reading.intake.pdfs import Leaf, Words, plain, write_pdf

KEPT = "kept.jpg"
BOX = Box(0.1, 0.1, 0.6, 0.14)


class Seer:
    """Finds one line where there is ink, reads its own name, and keeps what it was shown."""

    def __init__(self, name: str = "seer", tall: bool = False) -> None:
        self.name, self.tall, self.seen = name, tall, list[Image]()

    @property
    def mark(self) -> str:
        return self.name

    def probe(self) -> None: ...

    def detect(self, image: Image, scale: float | None = None) -> list[NDArray[np.float32]]:
        height, width = image.shape[:2]
        if image.min() == image.max() == 255:
            return []
        x, y, w, h = (0.5, 0.1, 0.03, 0.6) if self.tall else (0.1, 0.1, 0.6, 0.03)
        corners = [[x, y], [x + w, y], [x + w, y + h], [x, y + h]]
        return [np.array(corners, dtype=np.float32) * np.array([width, height], dtype=np.float32)]

    def recognise(self, lines: Sequence[Image]) -> list[LineReading]:
        self.seen = list(lines)
        return [even(self.name, 0.95) for _ in lines]


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Seer]]:
    made = {name: Seer(name) for name in ("seer", "other")}
    made["tall"] = Seer("tall", tall=True)
    for name, engine in made.items():
        monkeypatch.setitem(ocr.ENGINES, name, partial(lambda it: it, engine))
    yield made


def read(reader: Reader, path: Path, number: int = 1) -> Page:
    """The page; its picture lies beside the file."""
    answer = reader.do(ReadPage(number), path)
    assert isinstance(answer, PageRead)
    (path.parent / KEPT).write_bytes(answer.pictures[0])
    return answer.page


def test_a_page_with_its_layer(engines: dict[str, Seer], tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", *plain("first", "second"))
    reader = Reader("seer", None)
    assert reader.do(CountPages(), path) == Contents(2)
    page = read(reader, path, 2)
    assert [line.text for line in page.lines] == ["seer"]
    assert [line.text for line in page.layer] == ["second"]
    assert (page.number, page.image, page.blank, page.rotation) == (2, "", False, 0)
    assert page.size == pytest.approx((210.0, 297.0), abs=0.5)  # millimetres
    picture = cv2.imread(str(tmp_path / KEPT))
    assert picture is not None and picture.shape[:2] == (page.height, page.width)


def test_the_layer_of_a_page_shown_sideways_is_left_out(
    engines: dict[str, Seer], tmp_path: Path
) -> None:
    path = write_pdf(tmp_path / "a.pdf", *plain("text"))
    page = read(Reader("tall", None), path)
    assert page.rotation in (90, 270)
    assert page.layer == ()
    assert page.width > page.height
    assert page.size is not None and page.size[0] > page.size[1]  # as the picture is turned


def test_a_picture_has_no_layer(engines: dict[str, Seer], tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "a.png"), np.eye(200, dtype=np.uint8) * 255)
    assert read(Reader("seer", None), tmp_path / "a.png").layer == ()


def test_a_blank_page(engines: dict[str, Seer], tmp_path: Path) -> None:
    page = read(Reader("seer", None), write_pdf(tmp_path / "a.pdf", Leaf()))
    assert page.blank and page.lines == ()


def test_a_black_page_is_not_blank(engines: dict[str, Seer], tmp_path: Path) -> None:
    """What was photographed with the lens covered may have been any paper."""
    cv2.imwrite(str(tmp_path / "a.png"), np.zeros((700, 500, 3), dtype=np.uint8))
    assert not read(Reader("seer", None), tmp_path / "a.png").blank


def test_boxes_are_read_again_by_both_engines(engines: dict[str, Seer], tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", Leaf((Words("text", 72, 740, 10),)))
    reader = Reader("seer", "other")
    page = read(reader, path)
    small = Box(0.1, 0.1, 0.3, 0.11)
    answer = reader.do(ReadAgain((BOX, small), (0.0, 0.0)), tmp_path / KEPT)
    assert isinstance(answer, list)
    assert [{k: v.text for k, v in one.items()} for one in answer] == [
        {"again": "seer", "second": "other"}
    ] * 2
    shown = engines["other"].seen
    assert [crop.shape for crop in shown] == [crop.shape for crop in engines["seer"].seen]
    assert all(crop.shape[0] >= HEIGHT for crop in shown)  # enlarged
    assert shown[0].shape[1] > BOX.width * page.width  # and with a margin


def test_what_is_read_again_holds_little_of_the_rows_beside_it(
    engines: dict[str, Seer], tmp_path: Path
) -> None:
    reader = Reader("seer", None)
    page = read(reader, write_pdf(tmp_path / "a.pdf", *plain("text")))
    engines["seer"].seen.clear()
    wide = Box(0.1, 0.1, 0.9, 0.2)  # not enlarged: higher than a line is
    reader.do(ReadAgain((wide,), (0.0,)), tmp_path / KEPT)
    high, long = engines["seer"].seen[0].shape[:2]
    assert high < 1.25 * wide.height * page.height
    assert long > wide.width * page.width + 0.6 * wide.height * page.height


def test_without_a_second_engine(engines: dict[str, Seer], tmp_path: Path) -> None:
    reader = Reader("seer", None)
    read(reader, write_pdf(tmp_path / "a.pdf", *plain("text")))
    answer = reader.do(ReadAgain((BOX,), (0.0,)), tmp_path / KEPT)
    assert isinstance(answer, list)
    assert list(answer[0]) == ["again"]


def test_a_kept_picture_that_is_torn(engines: dict[str, Seer], tmp_path: Path) -> None:
    (tmp_path / KEPT).write_bytes(b"torn")
    with pytest.raises(InputError, match="缓存"):
        Reader("seer", None).do(ReadAgain((BOX,), (0.0,)), tmp_path / KEPT)


def test_equal_digits_that_touch_fit_where_the_line_is_made_wider() -> None:
    """Read freely, a digit of 1112 is lost."""
    cut = cv2.imread(str(Path(__file__).parent / "twin_digits.png"))
    assert cut is not None
    page = np.full((1200, 850, 3), 255, dtype=np.uint8)
    page[300 : 300 + cut.shape[0], 200 : 200 + cut.shape[1]] = cut
    box = Box(200 / 850, 300 / 1200, (200 + cut.shape[1]) / 850, (300 + cut.shape[0]) / 1200)
    own, other = "220104199811200042", "220104199812200042"
    likely = Reader("rapidocr", None).fit(FitWords(box, (own, other), ()), page)
    assert likely[0] > FITS > likely[1]
