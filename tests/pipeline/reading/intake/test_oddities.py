"""Text that a page does not show, numbers of two fonts; and what looks so and is none of it."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.colors import black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from core.models.page import Oddity
from pipeline.reading.intake.decode import page_picture
from pipeline.reading.intake.layer import layer_lines
from pipeline.reading.intake.oddities import oddities

Draw = Callable[[Canvas], None]


def written(path: Path, draw: Draw, *, turn: int = 0) -> Path:
    """A page with some plain lines and what `draw` adds."""
    canvas = Canvas(str(path), invariant=1)
    for n in range(6):
        canvas.drawString(72, 780 - 20 * n, f"An ordinary line of a paper, number {n}")
    draw(canvas)
    canvas.showPage()
    canvas.save()
    if turn:
        with pypdfium2.PdfDocument(path.read_bytes()) as document:
            document[0].set_rotation(turn)
            document.save(path)
    return path


def found(folder: Path, draw: Draw, *, turn: int = 0) -> tuple[Oddity, ...]:
    path = written(folder / "a.pdf", draw, turn=turn)
    return oddities(path, 1, page_picture(path, 1))


def white_text(canvas: Canvas) -> None:
    canvas.setFillColor(white)
    canvas.drawString(72, 600, "98500.00")


def painted_over(canvas: Canvas) -> None:
    canvas.drawString(72, 600, "98500.00")
    canvas.setFillColor(white)
    canvas.rect(70, 595, 80, 18, stroke=0, fill=1)


def typed_over(canvas: Canvas) -> None:
    painted_over(canvas)
    canvas.setFillColor(black)
    canvas.drawString(72, 600, "12345.67")


def under_a_picture(canvas: Canvas) -> None:
    canvas.drawString(72, 600, "98500.00")
    canvas.drawImage(picture(), 60, 590, 120, 40)


def picture() -> ImageReader:
    out = io.BytesIO()
    Image.new("RGB", (60, 20), (200, 220, 240)).save(out, "PNG")
    return ImageReader(out)


@pytest.mark.parametrize("draw", [white_text, painted_over, typed_over, under_a_picture])
@pytest.mark.parametrize("turn", [0, 90])
def test_what_the_page_does_not_show_is_told(tmp_path: Path, draw: Draw, turn: int) -> None:
    (odd,) = found(tmp_path, draw, turn=turn)
    assert odd.kind == "hidden"
    assert odd.text.replace(".", "") == "9850000"
    if not turn:
        assert odd.box.contains(100 / 595, 1 - 604 / 842, 0.01)


def two_fonts(canvas: Canvas) -> None:
    text = canvas.beginText(72, 600)
    for font, part in (("Helvetica", "1"), ("Times-Roman", "8"), ("Helvetica", "500.00")):
        text.setFont(font, 12)
        text.textOut(part)
    canvas.drawText(text)


def two_sizes(canvas: Canvas) -> None:
    text = canvas.beginText(72, 600)
    for size, part in ((12, "1"), (15, "8"), (12, "500.00")):
        text.setFont("Helvetica", size)
        text.textOut(part)
    canvas.drawText(text)


def two_bases(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 600, "1")
    canvas.drawString(78.7, 603, "8")
    canvas.drawString(85.4, 600, "500.00")


@pytest.mark.parametrize("draw", [two_fonts, two_sizes, two_bases])
def test_a_number_of_two_kinds_of_type_is_told(tmp_path: Path, draw: Draw) -> None:
    (odd,) = found(tmp_path, draw)
    assert (odd.kind, odd.text) == ("fonts", "18500.00")
    assert odd.box.contains(95 / 595, 1 - 604 / 842, 0.01)


def footnote(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 600, "18500")
    canvas.setFont("Helvetica", 7)
    canvas.drawString(72 + 5 * 6.672, 606, "12")


def form_year(canvas: Canvas) -> None:
    text = canvas.beginText(72, 600)
    for font, part in (("Helvetica", "20"), ("Times-Roman", "250611")):
        text.setFont(font, 12)
        text.textOut(part)
    canvas.drawText(text)


def two_cells(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 600, "12345")
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(130, 600, "67890")


def bold_twice(canvas: Canvas) -> None:
    canvas.drawString(72, 600, "98500.00")
    canvas.drawString(72.3, 600, "98500.00")


def seal(canvas: Canvas) -> None:
    """A picture whose paper is clear, over print."""
    out = io.BytesIO()
    Image.new("RGBA", (60, 60), (220, 30, 30, 90)).save(out, "PNG")
    canvas.drawString(72, 600, "98500.00")
    canvas.drawImage(ImageReader(out), 60, 570, 60, 60, mask="auto")


def watermark(canvas: Canvas) -> None:
    canvas.setFillGray(0.9)
    canvas.setFont("Helvetica", 60)
    canvas.drawString(60, 590, "SAMPLE 2025")
    canvas.setFillColor(black)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 600, "98500.00")


def beyond(canvas: Canvas) -> None:
    canvas.drawString(72, -60, "98500.00")


def ocr_over(canvas: Canvas) -> None:
    text = canvas.beginText(72, 600)
    text.setTextRenderMode(3)
    text.textOut("98500.00")
    canvas.drawText(text)


@pytest.mark.parametrize(
    "draw", [footnote, form_year, two_cells, bold_twice, seal, watermark, beyond, ocr_over]
)
def test_what_is_no_lie_is_not_told(tmp_path: Path, draw: Draw) -> None:
    assert found(tmp_path, draw) == ()


def scanned(canvas: Canvas) -> None:
    canvas.drawImage(picture(), 0, 0, 595.3, 841.9)


def test_a_scanners_text_beneath_its_picture_is_no_claim(tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf", scanned)
    assert oddities(path, 1, page_picture(path, 1)) == ()
    assert layer_lines(path, 1) == ()


def test_a_page_whose_text_cannot_be_drawn_hides_nothing(tmp_path: Path) -> None:
    def all_white(canvas: Canvas) -> None:
        canvas.setFillColor(white)
        for n in range(20):
            canvas.drawString(72, 600 - 20 * n, f"A line that a lacking font leaves blank {n}")

    assert found(tmp_path, all_white) == ()


def test_a_broken_file_tells_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4 and nothing")
    sound = written(tmp_path / "b.pdf", white_text)
    assert oddities(path, 1, page_picture(sound, 1)) == ()
