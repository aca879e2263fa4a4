"""Builds one page: PDF content operators, and the PDF file from them.

Coordinates are an OFD's: millimetres from the top left corner. Each glyph has its own code, so that
the text layer equals the OFD's text, whatever glyph is drawn.
"""

import struct
import zlib
from dataclasses import dataclass, field

from pipeline.reading.intake.ofd.figures import Rect

POINT = 72 / 25.4
DESCENT, ASCENT = -120, 880  # thousandths of the em, as usual in Chinese fonts


@dataclass
class UsedGlyphs:
    """Glyphs of one font that the page uses: the code of each, by glyph and character."""

    data: bytes
    codes: dict[tuple[int, str], int] = field(default_factory=dict)
    widths: list[float] = field(default_factory=list)

    def code(self, glyph: int, char: str, width: float) -> int:
        key = (glyph, char)
        if key not in self.codes:
            self.codes[key] = len(self.codes) + 1
            self.widths.append(width)
        return self.codes[key]


@dataclass
class OfdSheet:
    """The page: what is drawn, and the fonts, pictures and graphics states used."""

    box: Rect
    ops: list[str] = field(default_factory=list)
    faces: dict[str, UsedGlyphs] = field(default_factory=dict)
    pictures: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Dictionary and bytes of each, by name; a mask comes before its picture."""
    states: dict[tuple[float, str], str] = field(default_factory=dict)
    named: dict[int, tuple[str, object]] = field(default_factory=dict)
    """Fonts that are used for several fonts of the OFD."""
    pixels: int = 0
    """Pixels of all its pictures, decoded."""

    def state(self, alpha: float, blend: str = "Normal") -> str:
        """The name of a graphics state with this transparency."""
        return self.states.setdefault((round(alpha, 3), blend), f"G{len(self.states)}")

    def shared(self, face: object) -> str:
        """The name of a font that several fonts may use, so that it is embedded once."""
        return self.named.setdefault(id(face), (f"S{len(self.named)}", face))[0]

    def picture(self, name: str, keys: str, data: bytes, mask: str | None = None) -> None:
        """Store a picture under a name; `mask` is the name of another one."""
        keys += f"/SMask @{mask}@" if mask else ""
        self.pictures[name] = (f"/Type/XObject/Subtype/Image{keys}", data)

    def pdf(self) -> bytes:
        """The page as a PDF of one page."""
        out = _Objects()
        pages, font_names = out.reserved(), []
        for name, shown in self.faces.items():
            font_names.append(f"/{name} {_font(out, shown)} 0 R")
        numbers: dict[str, int] = {}
        for name, (keys, data) in self.pictures.items():
            for other, number in numbers.items():
                keys = keys.replace(f"@{other}@", f"{number} 0 R")
            numbers[name] = out.stream(keys, data)
        images = "".join(f"/{name} {number} 0 R" for name, number in numbers.items())
        states = "".join(
            f"/{name}<</ca {alpha}/CA {alpha}/BM/{blend}>>"
            for (alpha, blend), name in self.states.items()
        )
        high = self.box.height * POINT
        start = f"{POINT} 0 0 {-POINT} {-self.box.x * POINT} {high + self.box.y * POINT} cm\n"
        content = out.stream("/Filter/FlateDecode", _packed((start + "\n".join(self.ops)).encode()))
        page = out.add(
            f"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 {self.box.width * POINT:.4f} {high:.4f}]"
            f"/Resources<</Font<<{''.join(font_names)}>>/XObject<<{images}>>/ExtGState<<{states}>>>>"
            f"/Contents {content} 0 R>>"
        )
        out.put(pages, f"<</Type/Pages/Count 1/Kids[{page} 0 R]>>")
        return out.written(out.add(f"<</Type/Catalog/Pages {pages} 0 R>>"))


class _Objects:
    """The objects of a PDF, numbered from 1."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def reserved(self) -> int:
        self._bodies.append(b"")
        return len(self._bodies)

    def add(self, body: str | bytes) -> int:
        return self.put(self.reserved(), body)

    def put(self, number: int, body: str | bytes) -> int:
        self._bodies[number - 1] = body.encode("latin-1") if isinstance(body, str) else body
        return number

    def stream(self, keys: str, data: bytes) -> int:
        head = f"<<{keys}/Length {len(data)}>>stream\n".encode("latin-1")
        return self.add(head + data + b"\nendstream")

    def written(self, root: int) -> bytes:
        parts, places, at = [b"%PDF-1.7\n"], [], 9
        for number, body in enumerate(self._bodies, start=1):
            places.append(at)
            parts.append(b"%d 0 obj\n" % number + body + b"\nendobj\n")
            at += len(parts[-1])
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        size = len(places) + 1
        end = b"xref\n0 %d\n0000000000 65535 f \n" % size + table
        end += b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, at)
        return b"".join([*parts, end])


def _font(out: _Objects, shown: UsedGlyphs) -> int:
    """A font with our own codes: each with its glyph, its width and its character."""
    file = out.stream("/Subtype/OpenType", shown.data)
    descriptor = out.add(
        f"<</Type/FontDescriptor/FontName/F/Flags 4/FontBBox[0 {DESCENT} 1000 {ASCENT}]"
        f"/ItalicAngle 0/Ascent {ASCENT}/Descent {DESCENT}/CapHeight 700/StemV 80"
        f"/FontFile3 {file} 0 R>>"
    )
    glyphs = out.stream(
        "", struct.pack(f">{len(shown.codes) + 1}H", 0, *(g for g, _ in shown.codes))
    )
    widths = " ".join(f"{width * 1000:.2f}" for width in shown.widths)
    face = out.add(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(Adobe)"
        f"/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW 1000/W[1[{widths}]]"
        f"/CIDToGIDMap {glyphs} 0 R>>"
    )
    says = out.stream("", _to_unicode(shown).encode("ascii"))
    return out.add(
        "<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H"
        f"/DescendantFonts[{face} 0 R]/ToUnicode {says} 0 R>>"
    )


def _to_unicode(shown: UsedGlyphs) -> str:
    lines = [
        f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>"
        for (_, char), code in shown.codes.items()
        if char
    ]
    parts = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    named = "".join(f"{len(p)} beginbfchar\n" + "\n".join(p) + "\nendbfchar\n" for p in parts)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /F def\n"
        "/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{named}endcmap\nend\nend\n"
    )


def _packed(data: bytes) -> bytes:
    return zlib.compress(data, 1)
