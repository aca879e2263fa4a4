"""A page with frames: labels thin, chosen values strong, other candidates dashed."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from PIL import Image, ImageDraw, ImageFont, ImageOps

from core.models.geometry import Box
from pipeline.explaining.models import Explained, ExplainedPaper, PageKey
from pipeline.reporting.pictures import Album

SIDE = 1500  # pixels of the shorter side
BITS = 5  # bits per colour channel; more would keep scan noise and make files much larger
PALE = 0.3  # how much the page is lightened so that frames stand out
COLOURS = {
    "label": (64, 116, 190),
    "own label": (20, 70, 160),
    "row": (160, 160, 160),
    "chosen": (0, 120, 60),
    "other": (214, 112, 0),
}
ORDER = ("text", "row", "label", "own label", "chosen", "other")
Look = Literal["text", "row", "label", "own label", "other", "chosen"]
Rect = tuple[float, float, float, float]


class NumberedFrame(NamedTuple):
    """A numbered frame on a page; `text` is not drawn, but numbers are kept off it."""

    box: Box
    look: Look
    tag: str = ""


def page_pictures(
    paper: ExplainedPaper, album: Album, field: Explained | None = None
) -> Iterator[tuple[PageKey, bytes | None]]:
    """Each page of a document as PNG, with the places of all fields or of one field."""
    for key in dict.fromkeys(page.key for page in paper.pages):
        image = album.image(key)
        frames = [
            *_text(paper, key, field),
            *(_of_one(field, key) if field else _of_all(paper, key)),
        ]
        yield key, draw(image, frames) if image is not None else None


def _text(paper: ExplainedPaper, key: PageKey, field: Explained | None) -> Iterator[NumberedFrame]:
    """All text on a page: labels (a field's own labels stronger) and the rest.

    For a document without fields, the runs of its rows are drawn.
    """
    for page in paper.pages:
        cells = [cell for row in page.rows for cell in row.cells if page.key == key]
        for cell in cells:
            if not cell.label:
                yield NumberedFrame(cell.box, "text" if paper.fields else "row")
            else:
                own = field is not None and field.name in cell.fields
                yield NumberedFrame(cell.box, "own label" if own else "label")


def _of_all(paper: ExplainedPaper, key: PageKey) -> Iterator[NumberedFrame]:
    """Each field's place with its number, and close alternatives as 3b, 3c."""
    for field in paper.fields:
        chosen = field.chosen
        place = chosen.place if chosen is not None else field.place
        if place is not None and place.key == key:
            yield NumberedFrame(place.box, "chosen", str(field.number))
        for mark, other in field.rivals:
            if mark and other.place.key == key:
                yield NumberedFrame(other.place.box, "other", mark)


def _of_one(field: Explained, key: PageKey) -> Iterator[NumberedFrame]:
    """Every candidate of a field with its rank; its place if it has no candidates."""
    for one in field.candidates:
        if one.place.key == key:
            yield NumberedFrame(one.place.box, "chosen" if one.chosen else "other", str(one.number))
    if field.chosen is None and field.place is not None and field.place.key == key:
        yield NumberedFrame(field.place.box, "chosen", "=")


def draw(image: Image.Image, frames: Sequence[NumberedFrame]) -> bytes:
    """The picture with the frames, as PNG."""
    scale = SIDE / min(image.size)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    page = image.resize(size, Image.Resampling.LANCZOS)
    page = Image.blend(page, Image.new("RGB", page.size, "white"), PALE)
    page = ImageOps.posterize(page, BITS)
    pen = ImageDraw.Draw(page)
    unit = SIDE / 500
    drawn = sorted(frames, key=lambda frame: ORDER.index(frame.look))
    rects = [(frame, _pixels(frame, page.size, unit)) for frame in drawn]
    for frame, rect in rects:
        if frame.look == "other":
            _dashed(pen, rect, COLOURS["other"], round(0.7 * unit))
        elif frame.look != "text":
            width = {"chosen": 1.3, "own label": 0.7}.get(frame.look, 0.0) * unit
            pen.rectangle(rect, outline=COLOURS[frame.look], width=max(1, round(width)))
    taken = [rect for _, rect in rects]
    font = ImageFont.load_default(round(8 * unit))
    for frame, rect in reversed([pair for pair in rects if pair[0].tag]):
        taken.append(_tag(pen, frame, rect, taken, font, page.size))
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def _pixels(frame: NumberedFrame, size: tuple[int, int], unit: float) -> Rect:
    room = {"chosen": 1.2 * unit, "other": 0.5 * unit}.get(frame.look, 0.0)
    x0, y0, x1, y1 = frame.box
    width, height = size
    return x0 * width - room, y0 * height - room, x1 * width + room, y1 * height + room


def _dashed(pen: ImageDraw.ImageDraw, rect: Rect, colour: tuple[int, int, int], width: int) -> None:
    x0, y0, x1, y1 = rect
    dash = 5.0 * max(1, width)
    for a, b in _dashes(x0, x1, dash):
        pen.line((a, y0, b, y0), fill=colour, width=width)
        pen.line((a, y1, b, y1), fill=colour, width=width)
    for a, b in _dashes(y0, y1, dash):
        pen.line((x0, a, x0, b), fill=colour, width=width)
        pen.line((x1, a, x1, b), fill=colour, width=width)


def _dashes(start: float, end: float, dash: float) -> Iterator[tuple[float, float]]:
    at = start
    while at < end:
        yield at, min(end, at + 0.6 * dash)
        at += dash


def _tag(
    pen: ImageDraw.ImageDraw,
    frame: NumberedFrame,
    rect: Rect,
    taken: Sequence[Rect],
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
    size: tuple[int, int],
) -> Rect:
    """The frame's number on a coloured background, placed where it covers least."""
    left, top, right, bottom = pen.textbbox((0, 0), frame.tag, font=font)
    width, height = right - left + 8, bottom - top + 8
    x0, y0, x1, y1 = rect
    spots = [
        (x0 - width - 1, (y0 + y1 - height) / 2),
        (x1 + 1, (y0 + y1 - height) / 2),
        (x0, y0 - height - 1),
        (x1 - width, y0 - height - 1),
        (x0, y1 + 1),
        (x1 - width, y1 + 1),
    ]
    inside = [
        (x, y, x + width, y + height)
        for x, y in spots
        if x >= 0 and y >= 0 and x + width <= size[0] and y + height <= size[1]
    ] or [(max(0.0, x0), max(0.0, y0), max(0.0, x0) + width, max(0.0, y0) + height)]
    best = min(inside, key=lambda spot: _covered(spot, taken))
    pen.rectangle(best, fill=COLOURS[frame.look])
    pen.text((best[0] + 4 - left, best[1] + 4 - top), frame.tag, fill="white", font=font)
    return best


def _covered(rect: Rect, taken: Iterable[Rect]) -> float:
    """How much of a rectangle is covered by others."""
    x0, y0, x1, y1 = rect
    return sum(
        max(0.0, min(x1, b[2]) - max(x0, b[0])) * max(0.0, min(y1, b[3]) - max(y0, b[1]))
        for b in taken
    )
