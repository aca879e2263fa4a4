"""Pictures are kept upright and shown as the file stores them."""

import io
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
from PIL import Image

from core.errors import InputError
from core.models.geometry import Box, to_stored
from core.models.material import page_images
from core.models.page import FileReading, Page
from core.small import (
    BoxInContext,
    PageImageRequests,
    PagePart,
    SmallImage,
    WholePage,
    decode,
    name_of,
    renderer_version,
)
from pipeline.reading.budget import Budget
from pipeline.reading.imaging.crops import turn
from pipeline.reading.jobs import made_small
from pipeline.reading.orders import Failure, MakeSmall, Order, Source
from pipeline.reading.store import ReadingStore
from pipeline.reading.views import MAX_SMALL_IMAGES, StoredPictures

SMALL = SmallImage(3, 4, "/9j/QUJD")


def jpeg(picture: np.ndarray) -> bytes:
    out = io.BytesIO()
    Image.fromarray(picture).save(out, "JPEG", quality=95)
    return out.getvalue()


def pictures(tmp_path: Path, *pages: Page) -> StoredPictures:
    reading = FileReading(name="a.pdf", sha256="x", status="read", pages=pages)
    return StoredPictures.of(page_images((reading,)), ReadingStore(tmp_path, "x"))


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_shown_as_the_file_stores_it(rotation: Literal[0, 90, 180, 270], tmp_path: Path) -> None:
    stored = np.full((64, 96, 3), 255, dtype=np.uint8)
    stored[8:24, 16:48] = 0
    upright = turn(stored, rotation)
    page = Page(
        file="a.pdf",
        number=3,
        width=upright.shape[1],
        height=upright.shape[0],
        rotation=rotation,
        image="aa11",
    )
    found = pictures(tmp_path, page)
    found.store.save_picture("aa11", jpeg(upright))
    data = found.page("a.pdf", 3)
    assert data is not None
    seen = np.asarray(Image.open(io.BytesIO(data)).convert("L"))
    assert seen.shape == (64, 96)
    assert (np.abs(seen.astype(int) - stored[:, :, 0]) < 60).all()
    # And a box found on the upright page lies where the stored page has the ink.
    dark = np.argwhere(upright[:, :, 0] < 128)
    (y0, x0), (y1, x1) = dark.min(axis=0), dark.max(axis=0) + 1
    height, width = upright.shape[:2]
    box = to_stored(Box(x0 / width, y0 / height, x1 / width, y1 / height), rotation)
    assert box == pytest.approx((16 / 96, 8 / 64, 48 / 96, 24 / 64))


def test_no_picture(tmp_path: Path) -> None:
    torn = Page(file="a.pdf", number=1, width=1, height=1, trouble="页面无法显示")
    lost = Page(file="a.pdf", number=2, width=1, height=1, image="bb22")
    found = pictures(tmp_path, torn, lost)
    assert [found.page("a.pdf", n) for n in (1, 2, 3)] == [None, None, None]
    assert found.page("other.pdf", 1) is None


def test_a_torn_picture_is_none(tmp_path: Path) -> None:
    page = Page(file="a.pdf", number=1, width=1, height=1, rotation=90, image="cc33")
    found = pictures(tmp_path, page)
    found.store.save_picture("cc33", jpeg(np.zeros((64, 96, 3), np.uint8))[:300])
    assert found.page("a.pdf", 1) is None


def test_small_pictures_are_kept_by_the_hand_that_made_them(tmp_path: Path) -> None:
    page = Page(file="a.pdf", number=2, width=1, height=1, image="dd44")
    found = pictures(tmp_path, page)
    found.keep("a.pdf", 2, "ours", {"page": SMALL})
    again = pictures(tmp_path, page)
    assert again.small("a.pdf", 2, "ours") == {"page": SMALL}
    assert again.small("a.pdf", 2, "another") == {}
    assert again.small("a.pdf", 1, "ours") == {}


def test_a_new_picture_takes_what_was_made_of_the_old_with_it(tmp_path: Path) -> None:
    page = Page(file="a.pdf", number=2, width=1, height=1, image="dd44")
    found = pictures(tmp_path, page)
    found.keep("a.pdf", 2, "ours", {"page": SMALL})
    found.store.save_picture("dd44", b"another")
    assert found.small("a.pdf", 2, "ours") == {}


def test_no_more_small_pictures_are_kept_than_a_page_has_use_for(tmp_path: Path) -> None:
    page = Page(file="a.pdf", number=2, width=1, height=1, image="dd44")
    found = pictures(tmp_path, page)
    found.keep("a.pdf", 2, "ours", {str(n): SMALL for n in range(MAX_SMALL_IMAGES + 9)})
    assert list(found.small("a.pdf", 2, "ours")) == [str(n) for n in range(MAX_SMALL_IMAGES)]


WISHES = (
    WholePage(45_000),
    PagePart(Box(0.1, 0.2, 0.6, 0.3), 560, 160),
    BoxInContext(Box(0.4, 0.4, 0.6, 0.5)),
)


class Making:
    """A pool that makes small pictures here, as its workers do, and counts the jobs."""

    def __init__(self, *, broken: bool = False) -> None:
        self.broken, self.asked = broken, list[MakeSmall]()

    def submit(
        self, order: Order, source: Source, *, soon: bool = False, budget: Budget | None = None
    ) -> "Future[Any]":
        assert isinstance(order, MakeSmall) and isinstance(source, bytes)
        self.asked.append(order)
        answer: Future[Any] = Future()
        try:
            answer.set_result(Failure("died", "") if self.broken else made_small(order, source))
        except InputError as error:
            answer.set_result(Failure(error.code, str(error)))
        return answer


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_readers_make_what_the_report_would_make(
    rotation: Literal[0, 90, 180, 270], tmp_path: Path
) -> None:
    upright = np.random.default_rng(1).integers(0, 255, (1500, 1060, 3), np.uint8)
    page = Page(file="a.pdf", number=2, width=1, height=1, rotation=rotation, image="dd44")
    found, pool = pictures(tmp_path, page), Making()
    found.store.save_picture("dd44", jpeg(upright))
    found.make({("a.pdf", 2): PageImageRequests(rotation, WISHES)}, pool)
    made = found.small("a.pdf", 2, renderer_version())
    stored = decode(found.page("a.pdf", 2), rotation)
    assert stored is not None
    assert made == {name_of(wish, rotation): wish.of(stored) for wish in WISHES}
    found.make({("a.pdf", 2): PageImageRequests(rotation, WISHES)}, pool)
    assert len(pool.asked) == 1  # what is kept is not made again


def test_readers_make_only_what_is_lacking_and_it_is_kept_beside_the_rest(tmp_path: Path) -> None:
    page = Page(file="a.pdf", number=2, width=1, height=1, image="dd44")
    found, pool = pictures(tmp_path, page), Making()
    found.store.save_picture("dd44", jpeg(np.zeros((64, 96, 3), np.uint8)))
    for wishes in (WISHES[:1], WISHES):
        found.make({("a.pdf", 2): PageImageRequests(0, wishes)}, pool)
    assert [order.wishes.of for order in pool.asked] == [WISHES[:1], WISHES[1:]]
    assert list(found.small("a.pdf", 2, renderer_version())) == [
        name_of(wish, 0) for wish in WISHES
    ]


@pytest.mark.parametrize("why", ["died", "torn", "gone"])
def test_what_readers_cannot_make_is_left_to_the_report(why: str, tmp_path: Path) -> None:
    page = Page(file="a.pdf", number=2, width=1, height=1, image="dd44")
    found, pool = pictures(tmp_path, page), Making(broken=why == "died")
    if why != "gone":
        whole = jpeg(np.zeros((64, 96, 3), np.uint8))
        found.store.save_picture("dd44", whole[:300] if why == "torn" else whole)
    found.make(
        {("a.pdf", 2): PageImageRequests(0, WISHES), ("no.pdf", 1): PageImageRequests(0, WISHES)},
        pool,
    )
    assert len(pool.asked) == (why != "gone")
    assert found.small("a.pdf", 2, renderer_version()) == {}
