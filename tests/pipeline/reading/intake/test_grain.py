"""How coarse a page is: copies of photos are, screens and drawn pages are not."""

import io
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from pipeline.reading.intake.decode import page_picture
from pipeline.reading.intake.grain import COARSE, coarse_below
from tests.pipeline.reading.intake.pdfs import plain, write_pdf


def photo(width: int) -> Image.Image:
    """Paper in the light of a lamp."""
    light = np.linspace(120, 250, width * (width * 4 // 3)).reshape(-1, width)
    return Image.fromarray(light.astype(np.uint8)).convert("RGB")


def as_pdf(path: Path, image: Image.Image) -> Path:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG")
    document = pypdfium2.PdfDocument.new()
    held = pypdfium2.PdfImage.new(document)
    held.load_jpeg(buffer, inline=True)
    held.set_matrix(pypdfium2.PdfMatrix().scale(595, 793))
    page = document.new_page(595, 793)
    page.insert_obj(held)
    page.gen_content()
    document.save(path)
    return path


def coarse(path: Path) -> float:
    return coarse_below(path, 1, page_picture(path, 1))


def test_a_photo_is_told_by_its_own_pixels(tmp_path: Path) -> None:
    photo(720).save(tmp_path / "a.png")
    assert coarse(tmp_path / "a.png") == COARSE


@pytest.mark.parametrize("width", [720, 1800])
def test_in_a_pdf_the_photo_counts_not_the_page(width: int, tmp_path: Path) -> None:
    path = as_pdf(tmp_path / "a.pdf", photo(width))
    wide = page_picture(path, 1).shape[1]
    assert coarse(path) == pytest.approx(COARSE * max(1.0, wide / width), rel=0.01)


def test_screens_and_drawn_pages_are_as_fine_as_they_look(tmp_path: Path) -> None:
    Image.new("RGB", (720, 1000), "white").save(tmp_path / "a.png")
    assert coarse(tmp_path / "a.png") == 0.0
    assert coarse(write_pdf(tmp_path / "b.pdf", *plain("text"))) == 0.0
