"""Cards thrown on the glass: each is read as it lies, and told where it lies."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pictures

from core.models.geometry import to_stored
from core.models.page import FileReading, Page
from extractors import TYPES
from extractors.packet.documents import read_documents
from pipeline.reading.imaging.crops import Image, turn
from pipeline.reading.ocr.engine import Engine
from pipeline.reading.page import Read, read_page

CARD = Path(__file__).parents[3] / "samples/packets/good-residence-permit/林-身份证.png"
LOWER = 0.42  # of the page: where the card's other side begins
FRONT = {"林样舟", "370102199103140034"}


@pytest.fixture(scope="module")
def page() -> Image:
    picture = np.asarray(Pictures.open(CARD).convert("RGB"))[:, :, ::-1]
    return np.ascontiguousarray(picture)


def thrown(page: Image, quarter: int) -> Image:
    """The page with what stands on its upper part turned clockwise, and placed in the corner."""
    cut = round(LOWER * page.shape[0])
    upper = page[:cut]
    ink = np.argwhere(upper.min(axis=2) < 235)
    (top, left), (bottom, right) = ink.min(axis=0), ink.max(axis=0) + 1
    card = turn(np.ascontiguousarray(upper[top:bottom, left:right]), quarter)  # type: ignore[arg-type]
    made = np.full((page.shape[0] + card.shape[0], page.shape[1], 3), 255, np.uint8)
    made[40 : 40 + card.shape[0], 40 : 40 + card.shape[1]] = card
    made[card.shape[0] + 120 :][: page.shape[0] - cut] = page[cut:][: made.shape[0]]
    return made


def pages_of(read: Read) -> list[Page]:
    whole = read.page.model_copy(update={"askew": ()})
    return [one.model_copy(update={"file": "a", "number": 1}) for one in (whole, *read.askew)]


@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_a_card_that_lies_otherwise_is_read_and_found(
    quarter: int, page: Image, engine: Engine
) -> None:
    stored = thrown(page, quarter)
    pages = pages_of(read_page(stored, engine))
    assert sorted(one.rotation for one in pages) == sorted({0, 360 - quarter})
    files = [FileReading(name="a", sha256="", status="read", pages=tuple(pages), page_count=1)]
    [card] = read_documents(files, TYPES)
    assert card.type == "id_card"
    fields = {card.fields[name].value for name in ("name", "id_number")}
    assert fields == FRONT and card.fields["valid_to"].value == "2036-08-22"
    number = card.fields["id_number"]
    assert number.box is not None and number.page is not None
    box = to_stored(number.box, number.page.rotation)
    height, width = stored.shape[:2]
    place = stored[round(box.y0 * height) : round(box.y1 * height),
                   round(box.x0 * width) : round(box.x1 * width)]  # fmt: skip
    assert (place < 120).mean() > 0.05 and (box.height > box.width) is (quarter != 180)


def test_a_page_that_lies_one_way_is_there_once(page: Image, engine: Engine) -> None:
    assert read_page(page, engine).askew == ()
