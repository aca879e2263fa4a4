"""Text layers: the boxes stand where the rendered page shows the words, however it is turned."""

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core.models.geometry import Box
from pipeline.reading.intake.decode import page_picture
from pipeline.reading.intake.layer import layer_lines
from tests.pipeline.reading.intake.pdfs import Leaf, Words, pdf, plain, write_pdf

MEDIA = (0, 0, 500, 800)
SHIFTED = (-40, 100, 460, 900)


def inked(path: Path) -> Box:
    """Where the rendered page shows ink, as fractions."""
    dark = page_picture(path, 1).min(axis=2) < 128
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    height, width = dark.shape
    return Box(
        columns[0] / width, rows[0] / height, (columns[-1] + 1) / width, (rows[-1] + 1) / height
    )


@pytest.mark.parametrize("rotate", [0, 90, 180, 270, -90])
@pytest.mark.parametrize(
    ("media", "crop"),
    [
        (MEDIA, None),
        (SHIFTED, None),
        (MEDIA, (30, 100, 450, 790)),
        (SHIFTED, (-10, 150, 300, 850)),
        (MEDIA, (450, 790, 30, -50)),  # corners the other way round; beyond the page
    ],
)
def test_boxes_are_where_the_page_shows_the_words(
    rotate: int, media: tuple[int, ...], crop: tuple[int, ...] | None, tmp_path: Path
) -> None:
    path = write_pdf(tmp_path / "a.pdf", Leaf((Words("FEHE", 90, 640, 30),), media, crop, rotate))
    if rotate:  # words that do not run from left to right are no lines
        assert layer_lines(path, 1) == ()
    else:
        seen = inked(path)
        (line,) = layer_lines(path, 1)
        assert line.text == "FEHE"
        # The layer's box is as high as the font, the ink only as high as capitals.
        assert line.box.x0 == pytest.approx(seen.x0, abs=0.01)
        assert line.box.x1 == pytest.approx(seen.x1, abs=0.01)
        assert line.box.y0 <= seen.y0 + 0.002 and seen.y1 - 0.002 <= line.box.y1
        assert line.box.height < 2.2 * seen.height


@pytest.mark.parametrize("rotate", [90, 180, 270])
@pytest.mark.parametrize("crop", [None, (30, 100, 450, 790)])
def test_words_set_upright_on_a_turned_page(
    rotate: int, crop: tuple[int, ...] | None, tmp_path: Path
) -> None:
    """A landscape page as office programs write it: turned text on a turned page."""
    turn = {90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}[rotate]
    x, y = {90: (200, 250), 180: (400, 500), 270: (200, 600)}[rotate]
    paint = f"BT /F1 30 Tf {turn} {x} {y} Tm (FEHE) Tj ET\n"
    path = write_pdf(tmp_path / "a.pdf", Leaf((), MEDIA, crop, rotate, paint=paint))
    (line,) = layer_lines(path, 1)
    seen = inked(path)
    assert line.text == "FEHE"
    assert line.box.x0 == pytest.approx(seen.x0, abs=0.01)
    assert line.box.x1 == pytest.approx(seen.x1, abs=0.01)
    assert line.box.y0 <= seen.y0 + 0.002 and seen.y1 - 0.002 <= line.box.y1


def test_words_beyond_the_edge_are_no_claim(tmp_path: Path) -> None:
    words = (Words("SEEN", 90, 640), Words("HIDDEN", 90, 40), Words("FAR", 900, 640))
    path = write_pdf(tmp_path / "a.pdf", Leaf(words, MEDIA, (0, 100, 500, 800)))
    assert [line.text for line in layer_lines(path, 1)] == ["SEEN"]


def test_characters_keep_their_places(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", Leaf((Words("iiiiWWWW", 100, 640, 30),), MEDIA))
    (line,) = layer_lines(path, 1)
    assert len(line.cuts) == 9 and list(line.cuts) == sorted(line.cuts)
    narrow, wide = line.place(0, 4), line.place(4, 8)
    assert wide.width > 3 * narrow.width
    assert narrow.x1 == pytest.approx(wide.x0)
    assert line.place() == pytest.approx(line.box)


def test_columns_are_lines_of_their_own(tmp_path: Path) -> None:
    words = (Words("left", 60, 640, 12), Words("right", 300, 640, 12), Words("below", 60, 600, 12))
    path = write_pdf(tmp_path / "a.pdf", Leaf(words, MEDIA))
    assert [line.text for line in layer_lines(path, 1)] == ["left", "right", "below"]


def test_each_page_has_its_own_layer(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", *plain("first", "second"))
    assert [layer_lines(path, n)[0].text for n in (1, 2)] == ["first", "second"]


def test_what_a_scanners_ocr_wrote_is_no_layer(tmp_path: Path) -> None:
    """Its mistakes are no sign of a forged file."""
    drawn = "BT /F1 30 Tf 90 640 Td (SEEN) Tj ET\n"
    unseen = "BT /F1 30 Tf 3 Tr 90 500 Td (OCR) Tj ET\n"
    path = write_pdf(tmp_path / "a.pdf", Leaf((), MEDIA, paint=unseen))
    assert layer_lines(path, 1) == ()
    path = write_pdf(tmp_path / "b.pdf", Leaf((), MEDIA, paint=drawn + unseen))
    assert [line.text for line in layer_lines(path, 1)] == ["SEEN", "OCR"]


def test_no_layer(tmp_path: Path) -> None:
    empty = write_pdf(tmp_path / "empty.pdf", Leaf())
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(pdf(plain("text"))[:300])
    assert layer_lines(empty, 1) == ()
    assert layer_lines(broken, 1) == ()
    assert layer_lines(empty, 9) == ()


def test_a_page_of_too_many_characters_has_none(
    tmp_path: Path, limited: Callable[..., None]
) -> None:
    path = write_pdf(tmp_path / "a.pdf", *plain("much too long"))
    limited(page_characters=5)
    assert layer_lines(path, 1) == ()


@pytest.mark.parametrize("by", ["main thread", "another"])
def test_a_layer_that_takes_too_long_is_left_out(
    by: str, tmp_path: Path, limited: Callable[..., None]
) -> None:
    """A few kilobytes may unpack to a gigabyte that only pdfminer chews on."""
    many = "q Q\n" * 400_000
    slow = write_pdf(tmp_path / "a.pdf", Leaf((Words("text", 90, 640),), paint=many))
    fast = write_pdf(tmp_path / "b.pdf", *plain("text"))
    limited(layer_seconds=0.05)
    found = []

    def read() -> None:
        found.append(layer_lines(slow, 1))
        limited()
        found.append(layer_lines(fast, 1))

    if by == "main thread":
        read()
    else:
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    assert found[0] == () and [line.text for line in found[1]] == ["text"]
    assert not [thread for thread in threading.enumerate() if thread.name == "deadline"]
