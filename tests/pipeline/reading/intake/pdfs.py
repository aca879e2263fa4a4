"""Small PDFs written by hand, for tests: pages of Latin text with any boxes and turns."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

A4 = (0, 0, 595, 842)


@dataclass(frozen=True)
class Words:
    """Text at x, y in points from the lower left corner, `size` points high."""

    text: str
    x: float
    y: float
    size: float = 24


@dataclass(frozen=True)
class Leaf:
    """A page; `keys` are further entries of its dictionary, `paint` of its content."""

    words: tuple[Words, ...] = ()
    media: tuple[float, ...] = A4
    crop: tuple[float, ...] | None = None
    rotate: int = 0
    keys: str = ""
    paint: str = ""


def pdf(leaves: Sequence[Leaf], *, more: Sequence[str] = (), trailer: str = "") -> bytes:
    """The PDF; objects 4, 5, ... of `more` follow catalogue, page tree and font."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    objects += more
    kids = []
    for leaf in leaves:
        content = leaf.paint + "".join(
            f"BT /F1 {w.size} Tf {w.x} {w.y} Td ({w.text}) Tj ET\n" for w in leaf.words
        )
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
        crop = f"/CropBox[{_row(leaf.crop)}]" if leaf.crop else ""
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[{_row(leaf.media)}]{crop}/Rotate {leaf.rotate}"
            f"/Resources<</Font<</F1 3 0 R>>>>/Contents {len(objects)} 0 R{leaf.keys}>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    return _written(objects, trailer)


def write_pdf(path: Path, *leaves: Leaf) -> Path:
    """The PDF in a file."""
    path.write_bytes(pdf(leaves))
    return path


def plain(*texts: str) -> tuple[Leaf, ...]:
    """A page for each text."""
    return tuple(Leaf((Words(text, 72, 700),)) for text in texts)


def _row(numbers: Sequence[float]) -> str:
    return " ".join(map(str, numbers))


def _written(objects: Sequence[str], trailer: str) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF\n"
    )
    return out + end.encode("latin-1")
