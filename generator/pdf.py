"""PDFs: with a true text layer (reportlab), of scans (Pillow), and locked ones."""

import io
import time
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas as Writer

from generator.fonts import FACES, file_of
from generator.ops import Area, Canvas, Colour, Picture, Stroke, Text

POINT = 72 / 25.4
EPOCH = time.struct_time((2025, 1, 1, 0, 0, 0, 2, 1, 0))
CREATOR = "samples.generate"  # the generator's former name, as in the shipped packets


def write_layer(path: Path, canvases: Sequence[Canvas], password: str | None = None) -> None:
    """Pages with selectable text; encrypted if a password is given."""
    locked = StandardEncryption(password, "owner-样例".encode().hex()) if password else None
    pdf = Writer(str(path), invariant=1, pageCompression=1, encrypt=locked)
    pdf.setCreator(CREATOR)
    for canvas in canvases:
        pdf.setPageSize((canvas.width * POINT, canvas.height * POINT))
        order = (Area, Stroke, Picture, Text)
        for op in sorted(canvas.ops, key=lambda o: order.index(type(o))):
            _draw(pdf, op, canvas.height)
        pdf.showPage()
    pdf.save()


def write_scans(path: Path, images: Sequence[Image.Image], dpi: int, quality: int) -> None:
    """One JPEG per page."""
    images[0].save(
        path,
        "PDF",
        resolution=dpi,
        quality=quality,
        save_all=True,
        append_images=list(images[1:]),
        creationDate=EPOCH,
        modDate=EPOCH,
    )


def _draw(pdf: Writer, op: Text | Stroke | Area | Picture, height: float) -> None:
    if isinstance(op, Text):
        _text(pdf, op, height)
    elif isinstance(op, Stroke):
        pdf.setStrokeColorRGB(*_part(op.colour))
        pdf.setLineWidth(op.width * POINT)
        pdf.line(op.x0 * POINT, (height - op.y0) * POINT, op.x1 * POINT, (height - op.y1) * POINT)
    elif isinstance(op, Area):
        pdf.setLineWidth(op.width * POINT)
        if op.colour:
            pdf.setStrokeColorRGB(*_part(op.colour))
        if op.fill:
            pdf.setFillColorRGB(*_part(op.fill))
        pdf.rect(
            op.x0 * POINT,
            (height - op.y1) * POINT,
            (op.x1 - op.x0) * POINT,
            (op.y1 - op.y0) * POINT,
            stroke=int(op.colour is not None),
            fill=int(bool(op.fill)),
        )
    else:
        _picture(pdf, op, height)


def _text(pdf: Writer, op: Text, height: float) -> None:
    if op.face not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(
            TTFont(op.face, str(file_of(op.face)), subfontIndex=FACES[op.face].number)
        )
    pdf.setFillColorRGB(*_part(op.colour))
    line = pdf.beginText(op.x * POINT, (height - op.y - op.size * 0.88) * POINT)
    line.setFont(op.face, op.size * POINT)
    line.setCharSpace(op.spacing * POINT)
    line.textOut(op.text)
    pdf.drawText(line)


def _picture(pdf: Writer, op: Picture, height: float) -> None:
    image = op.image.convert("RGBA")
    limit = (int(op.width / 25.4 * 150) + 1, int(op.height / 25.4 * 150) + 1)
    if not op.press:  # photos may be downsized; ink must stay sharp
        image.thumbnail(limit)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    pdf.drawImage(
        ImageReader(buffer),
        op.x * POINT,
        (height - op.y - op.height) * POINT,
        op.width * POINT,
        op.height * POINT,
        mask="auto",
    )


def _part(colour: Colour) -> tuple[float, float, float]:
    return colour[0] / 255, colour[1] / 255, colour[2] / 255
