"""Pages from a compact text picture, for extractors' tests.

Each line of the picture is a row; cells are separated by ` | `. A cell may begin with its left
edge: `.52:证书编号`. A row that begins with `^` is half a row higher, like a wrapped label; an empty
line leaves a row free. `?` before a cell makes it poorly read.
"""

import re
import zlib
from base64 import b64encode
from itertools import accumulate

from core.models.document import Field
from core.models.geometry import Box
from core.models.page import InkMap, Line, Page
from core.text.sheet import TextSheet
from extractors.kit.fields import FieldSpec, TypeEntry, by_labels
from extractors.kit.places.settle import settle
from extractors.kit.sentences import with_sentences

LEFT = 0.10
WIDE = 0.019  # of the page: one Chinese character
HEIGHT = 0.021
PITCH = 0.030
COLUMNS, ROWS = 160, 226
_CELL = re.compile(r"^(?P<poor>\?)?(?:(?P<x>\.[0-9]+):)?(?P<text>.*)$")


def line(text: str, x: float, y: float, certainty: float = 0.99) -> Line:
    """A level line whose characters are equally wide, Latin ones half as wide."""
    widths = [WIDE if ord(ch) > 0x2E80 else WIDE / 2 for ch in text]
    *_, total = accumulate(widths, initial=0.0)  # from 3.12 on, sum() would give another last digit
    cuts = [0.0]
    for width in widths:
        cuts.append(cuts[-1] + width / total)
    cuts[-1] = 1.0
    x1, y1 = x + total, y + HEIGHT
    return Line(
        text=text,
        box=Box(x, y, x1, y1),
        quad=(x, y, x1, y, x1, y1, x, y1),
        confidence=certainty,
        cuts=tuple(cuts),
        certainty=(certainty,) * len(text),
    )


def page(picture: str, *, ink: InkMap | None = None, number: int = 1, top: float = 0.08) -> Page:
    """The page of a text picture."""
    lines: list[Line] = []
    y = top - PITCH
    for row in picture.strip("\n").split("\n"):
        bare = row.strip()
        y += PITCH / 2 if bare.startswith("^") else PITCH
        x = LEFT
        for cell in filter(None, (part.strip() for part in bare.lstrip("^").split(" | "))):
            match = _CELL.match(cell)
            assert match is not None
            x = float(match["x"]) if match["x"] else x
            lines.append(line(match["text"], x, y, 0.4 if match["poor"] else 0.99))
            x = lines[-1].box.x1 + 0.03
    return Page(file="a.pdf", number=number, width=2480, height=3508, lines=tuple(lines), ink=ink)


def sheets(*pictures: str, ink: InkMap | None = None) -> list[TextSheet]:
    """The sheets of text pictures, a page each."""
    return [TextSheet.of(page(text, ink=ink, number=n)) for n, text in enumerate(pictures, start=1)]


def blots(*boxes: Box, strength: int = 90) -> InkMap:
    """An ink map with ink in the boxes only."""
    cells = bytearray(COLUMNS * ROWS)
    for box in boxes:
        for row in range(int(box.y0 * ROWS), int(box.y1 * ROWS) + 1):
            for column in range(int(box.x0 * COLUMNS), int(box.x1 * COLUMNS) + 1):
                cells[row * COLUMNS + column] = strength
    data = b64encode(zlib.compress(bytes(cells))).decode("ascii")
    return InkMap(columns=COLUMNS, rows=ROWS, data=data)


def place_of(page_: Page, text: str) -> Box:
    """The box of the first place on the page that has the text."""
    for one in page_.lines:
        at = one.text.find(text)
        if at >= 0:
            return one.place(at, at + len(text))
    raise AssertionError(f"{text} is not on the page")


def values(fields: dict[str, Field]) -> dict[str, str | None]:
    """What was read, by name."""
    return {name: field.value for name, field in fields.items()}


def settled(picture: str, *specs: FieldSpec) -> dict[str, Field]:
    """The fields of a drawn table after settling."""
    kind = TypeEntry(id="drawn", titles=("表",), fields=specs)
    pages = sheets(picture)
    return settle(kind, pages, with_sentences(kind, pages, by_labels(kind, pages))).fields
