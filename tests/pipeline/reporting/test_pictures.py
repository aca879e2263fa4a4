"""Page pictures: the right part, the right way up, small enough."""

import io
from collections.abc import Mapping

import pytest
from PIL import Image

from core.models.geometry import Box, to_stored
from core.small import SmallImage, WholePage
from pipeline.reporting.pictures import Album, Pictures, PictureShelf
from tests.pipeline.reporting.conftest import BLUE, RED

NAME = Box(0.1, 0.2, 0.3, 0.25)  # upright, of the card


def opened(picture: SmallImage | None) -> Image.Image:
    assert picture is not None
    return Image.open(io.BytesIO(picture.data)).convert("RGB")


def near(colour: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(a - b) < 40 for a, b in zip(colour, wanted, strict=True))


def test_a_crop_shows_what_stands_in_the_stored_box(pictures: Pictures) -> None:
    crop = opened(Album(pictures, {}).crop(("b.pdf", 2), Box(0.1, 0.3, 0.4, 0.36)))
    assert near(crop.getpixel((crop.width // 2, crop.height // 2)), RED)


def test_a_page_on_its_side_is_turned_upright(pictures: Pictures) -> None:
    album = Album(pictures, {("a.jpg", 1): 90})
    page = opened(album.page(("a.jpg", 1), 50_000))
    assert page.size == (200, 300)
    assert near(page.getpixel((40, 67)), BLUE)
    crop = opened(album.crop(("a.jpg", 1), to_stored(NAME, 90)))
    assert crop.width > crop.height
    assert near(crop.getpixel((crop.width // 2, crop.height // 2)), BLUE)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_upright_undoes_stored(pictures: Pictures, rotation: int) -> None:
    album = Album(pictures, {("a.jpg", 1): rotation})
    assert album.upright(("a.jpg", 1), to_stored(NAME, rotation)) == pytest.approx(NAME)


def test_evidence_is_framed_in_its_surroundings(pictures: Pictures) -> None:
    shown = opened(Album(pictures, {}).context(("b.pdf", 2), Box(0.5, 0.6, 0.6, 0.62)))
    assert shown.width >= 100  # half of the page, though the box is a tenth
    bands = shown.tobytes()
    pixels = zip(bands[::3], bands[1::3], bands[2::3], strict=True)
    red = sum(1 for r, g, b in pixels if r > 140 and g < 110 and b < 110)
    assert red > 20


def test_a_page_keeps_to_its_bytes() -> None:
    class Noise:
        def page(self, file: str, page: int) -> bytes:
            buffer = io.BytesIO()
            Image.effect_noise((1200, 1600), 90).save(buffer, "PNG")
            return buffer.getvalue()

    album = Album(Noise(), {})
    generous, tight = album.page(("x", 1), 10**7), album.page(("x", 1), 60_000)
    assert generous and tight
    assert len(tight.data) < len(generous.data) / 3


@pytest.mark.parametrize("content", [None, b"", b"no picture", b"\xff\xd8\xff\xe0broken"])
def test_a_missing_or_damaged_page_costs_only_its_picture(content: bytes | None) -> None:
    class Damaged:
        def page(self, file: str, page: int) -> bytes | None:
            return content

    album = Album(Damaged(), {})
    assert album.page(("x", 1), 1000) is None
    assert album.crop(("x", 1), NAME) is None
    assert album.context(("x", 1), NAME) is None


def test_a_box_beyond_the_page_or_without_area_is_cut_to_it(pictures: Pictures) -> None:
    album = Album(pictures, {})
    for box in (Box(0.9, 0.9, 1.4, 1.2), Box(1, 1, 1, 1), Box(0, 0, 0, 0)):
        assert album.crop(("b.pdf", 2), box) is not None
        assert album.context(("b.pdf", 2), box) is not None


class Shelved:
    """Pictures that keep what is made of them, and note how often a page is asked for."""

    def __init__(self, of: Pictures) -> None:
        self.of, self.asked = of, 0
        self.kept: dict[tuple[str, int, str], dict[str, SmallImage]] = {}

    def page(self, file: str, page: int) -> bytes | None:
        self.asked += 1
        return self.of.page(file, page)

    def small(self, file: str, page: int, by: str) -> dict[str, SmallImage]:
        return self.kept.get((file, page, by), {})

    def keep(self, file: str, page: int, by: str, small: Mapping[str, SmallImage]) -> None:
        self.kept[file, page, by] = dict(small)


def test_what_was_made_of_a_page_is_not_made_again(pictures: Pictures) -> None:
    shelf = Shelved(pictures)
    assert isinstance(shelf, PictureShelf)

    def made() -> list[SmallImage | None]:
        album, key = Album(shelf, {}), ("b.pdf", 2)
        found = [album.page(key, 50_000), album.crop(key, NAME), album.seal(key, NAME)]
        found.append(album.context(key, NAME))
        album.keep()
        return found

    first = made()
    assert all(first) and shelf.asked == 1
    assert made() == first and shelf.asked == 1
    assert Album(shelf, {("b.pdf", 2): 180}).crop(("b.pdf", 2), NAME)
    assert shelf.asked == 2  # turned otherwise it is another picture


def test_steps_of_one_width_are_of_one_picture() -> None:
    tall = Image.effect_noise((1200, 4000), 90).convert("RGB")
    assert [WholePage(most).of(tall).width for most in (10**7, 60_000)] == [660, 336]
