"""What a PDF's pages would cost to draw, counted before anything is drawn.

Nested forms, masks and patterns are counted by multiplication, so a page of a few kilobytes that
would draw a trillion objects is found in milliseconds. A page that is too heavy is never passed to
PDFium, which would expand it in memory on opening. Content that cannot be analysed has no weight
here: the worker's own limits apply.
"""

from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pdfplumber
from pdfplumber.pdf import PDF, PDFPage  # type: ignore[attr-defined]  # pdfminer's

from core.errors import InputError
from core.limits import Limits, limits
from core.reasons import reason
from pipeline.reading.intake.deadline import deadline
from pipeline.reading.intake.inflate import InflatedTooLarge, objects_size, unpacked
from pipeline.reading.intake.operators import StreamContent, drawn
from pipeline.reading.intake.plain import listed, name_of, resolved, table

MANY = reason("pdf.too_many_objects")
OBJECT = b" obj"  # begins each uncompressed object
JPX_SIZE = b"\xff\x4f\xff\x51"  # begins a JPEG 2000 picture; its size follows
MESHES = (4, 5, 6, 7)  # shading types with a stream of vertices


class Weight(NamedTuple):
    """The total of what is drawn, each use counted; see `Limits` for each."""

    operators: int = 0
    clips: int = 0
    shadings: int = 0
    mesh: int = 0
    groups: int = 0
    pixels: int = 0
    largest: int = 0
    """Pixels of the largest picture."""

    def plus(self, other: "Weight", times: int = 1) -> "Weight":
        """The sum of both, the other multiplied by `times`."""
        sums = [one + times * two for one, two in zip(self[:-1], other[:-1], strict=True)]
        largest = max(self.largest, other.largest if times else 0)
        return Weight._make((*sums, largest))

    def within(self, held: Limits) -> bool:
        """Whether a page of this weight is allowed."""
        return (
            self.operators <= held.pdf_operators
            and self.clips <= held.pdf_clips
            and self.shadings <= held.pdf_shadings
            and self.mesh <= held.pdf_mesh
            and self.groups <= held.pdf_groups
            and self.pixels <= held.pdf_all_pixels
            and self.largest <= held.pdf_pixels
        )


def check_packed(path: Path) -> None:
    """Raise InputError if a PDF's own tables are a bomb; call before opening it."""
    data, held = path.read_bytes(), limits().pdf_packed
    if data.count(OBJECT) > limits().pdf_objects:
        raise InputError("too_complex", MANY)
    if objects_size(data, held) > held:
        raise InputError("too_complex", reason("pdf.bomb"))


def heavy_pages(path: Path, count: int) -> tuple[int, ...]:
    """Which of `count` pages (from 1) must not be drawn. Raises InputError for the whole file.

    The time is limited. If a file has such pages, those not reached count as heavy too; a file that
    cannot be analysed at all is left to the worker's own limits.
    """
    found: list[int] = []
    reached = 0
    try:
        with deadline(limits().look_seconds), pdfplumber.open(path) as document:
            if _objects(document) > limits().pdf_objects:
                raise InputError("too_complex", MANY)
            scale = Scale()
            pages = islice(PDFPage.create_pages(document.doc), count)
            for reached, page in enumerate(pages, start=1):
                if not scale.carries(page):
                    found.append(reached)
    except InputError:
        raise
    except Exception:  # the time limit, or pdfminer, which raises many exceptions on broken files
        if found:
            return (*found, *range(max(reached, found[-1] + 1), count + 1))
    return tuple(found)


def _objects(document: PDF) -> int:
    held = limits().pdf_objects + 1
    return sum(sum(1 for _ in islice(xref.get_objids(), held)) for xref in document.doc.xrefs)


class Scale:
    """Weighs the pages of one document; shared objects are weighed once."""

    def __init__(self) -> None:
        self._known: dict[int, Weight] = {}
        self._open: set[int] = set()
        self._sizes: dict[int, int] = {}

    def carries(self, page: Any) -> bool:
        """Whether a pdfminer page is light enough to be drawn."""
        self._open.clear()
        try:
            return self.page(page).within(limits())
        except InflatedTooLarge:
            return False

    def page(self, page: Any) -> Weight:
        """The weight of a page with its annotations. Raises InflatedTooLarge."""
        resources = table(page.resources)
        parts = [self._bytes(stream) for stream in listed(page.attrs.get("Contents"))]
        weight = self._content(b"\n".join(parts), resources, 0)
        for mark in listed(page.attrs.get("Annots")):
            looks = table(table(mark).get("AP")).get("N")
            for one in [looks, *table(looks).values()]:
                weight = weight.plus(self._form(one, resources, 0))
        return weight

    def _form(self, thing: Any, outer: dict[str, Any], depth: int) -> Weight:
        """One use of a form, a pattern or a drawn character.

        Raises InflatedTooLarge for a cycle too: PDFium follows it forty times, each time whole.
        """
        stream = resolved(thing)
        if not hasattr(stream, "attrs"):
            return Weight()
        key = id(stream)
        if key in self._open or depth > limits().pdf_depth:
            raise InflatedTooLarge
        if key not in self._known:
            self._open.add(key)
            own = table(stream.attrs.get("Resources")) or outer
            weight = self._content(self._bytes(stream), own, depth)
            group = 1 if table(stream.attrs.get("Group")) else 0
            self._known[key] = weight.plus(Weight(operators=1, groups=group))
            self._open.remove(key)
        return self._known[key]

    def _content(self, data: bytes, resources: dict[str, Any], depth: int) -> Weight:
        found = drawn(data, limits().pdf_operators)
        weight = Weight(found.operators, found.clips, pixels=found.pixels, largest=found.largest)
        for use, times in found.uses.items():
            weight = weight.plus(self._used(*use, resources, depth), times)
        return weight.plus(self._glyphs(found, resources, depth))

    def _used(self, kind: str, name: str, resources: dict[str, Any], depth: int) -> Weight:
        """One use of a resource, by its name."""
        thing = resolved(table(resources.get(kind)).get(name))
        if kind == "XObject":
            if name_of(getattr(thing, "attrs", {}).get("Subtype")) == "Image":
                return self._picture(thing)
            return self._form(thing, resources, depth + 1)
        if kind == "Shading":
            return self._shading(thing)
        if kind == "Pattern":
            shading = getattr(thing, "attrs", None) is None and table(thing).get("Shading")
            return self._shading(shading) if shading else self._form(thing, resources, depth + 1)
        mask = table(table(thing).get("SMask"))  # of a graphics state
        if not mask:
            return Weight()
        return self._form(mask.get("G"), resources, depth + 1).plus(Weight(groups=1))

    def _glyphs(self, found: StreamContent, resources: dict[str, Any], depth: int) -> Weight:
        """Characters of Type 3 fonts: each counts as much as the heaviest of its font."""
        weight = Weight()
        fonts = table(resources.get("Font"))
        for font, times in found.characters.items():
            face = table(fonts.get(font))
            if name_of(face.get("Subtype")) != "Type3":
                continue
            own = table(face.get("Resources")) or resources
            shapes = table(face.get("CharProcs")).values()
            each = [self._form(shape, own, depth + 1) for shape in shapes]
            heaviest = max(each, default=Weight(), key=lambda one: one.operators)
            weight = weight.plus(heaviest, times)
        return weight

    def _shading(self, thing: Any) -> Weight:
        shading = resolved(thing)
        attrs = getattr(shading, "attrs", None)
        if attrs is None:
            return Weight(shadings=1)
        mesh = resolved(attrs.get("ShadingType")) in MESHES
        return Weight(shadings=1, mesh=self._size(shading) if mesh else 0)

    def _picture(self, stream: Any) -> Weight:
        sides = resolved(stream.attrs.get("Width")), resolved(stream.attrs.get("Height"))
        pixels = max(0, int(sides[0] or 0)) * max(0, int(sides[1] or 0))
        pixels = max(pixels, _jpx_pixels(getattr(stream, "rawdata", None) or b""))
        own = Weight(pixels=pixels, largest=pixels)
        mask = resolved(stream.attrs.get("SMask"))
        return own.plus(self._picture(mask)) if hasattr(mask, "attrs") and mask != stream else own

    def _size(self, stream: Any) -> int:
        if id(stream) not in self._sizes:
            self._sizes[id(stream)] = len(self._bytes(stream))
        return self._sizes[id(stream)]

    def _bytes(self, thing: Any) -> bytes:
        """The content of a stream; empty if it is not one, or its compression is unknown."""
        stream = resolved(thing)
        raw = getattr(stream, "rawdata", None)
        if not raw:
            return b""
        if stream.decipher:
            raw = stream.decipher(stream.objid, stream.genno, raw, stream.attrs)
        filters = tuple(name_of(one) for one, _ in stream.get_filters())
        return unpacked(raw, filters, limits().pdf_stream) or b""


def _jpx_pixels(head: bytes) -> int:
    """The size of a JPEG 2000 picture from its own header, whatever the PDF says."""
    at = head.find(JPX_SIZE, 0, 1000)
    if at < 0 or len(head) < at + 24:
        return 0
    width, height, left, top = (
        int.from_bytes(head[at + n : at + n + 4], "big") for n in (8, 12, 16, 20)
    )
    return max(0, width - left) * max(0, height - top)
