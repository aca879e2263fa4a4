"""Small OFDs written by hand, for tests: pages of any objects, faces whose glyphs are boxes."""

import io
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from pipeline.reading.intake.decode import Image as Picture
from pipeline.reading.intake.decode import page_picture
from pipeline.reading.intake.pages import readable

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIDE = 100  # mm of an ordinary page of these tests
GLYPHS = ((0, 0, 0, 0), (0, 0, 1000, 880), (0, 0, 500, 400))
"""Boxes of glyphs 0, 1 and 2 in thousandths of the em: nothing, a large one, a small one."""


@dataclass
class Ofd:
    """A file in the making; `pages` are the objects of each page's only layer."""

    pages: list[str] = field(default_factory=list)
    fonts: str = ""
    media: dict[str, bytes] = field(default_factory=dict)
    """Pictures by their names; the first is resource 101, and so on."""
    more: str = ""
    """Further resources."""
    common: str = ""
    document: str = ""
    body: str = ""
    page: str = ""
    """What stands on each page before its content."""
    area: str = f"0 0 {SIDE} {SIDE}"
    parts: dict[str, bytes | str | None] = field(default_factory=dict)
    """Further parts; None takes one away."""

    def bytes(self) -> bytes:
        listed = "".join(
            f'<ofd:MultiMedia ID="{101 + n}" Type="Image"><ofd:MediaFile>{name}</ofd:MediaFile>'
            "</ofd:MultiMedia>"
            for n, name in enumerate(self.media)
        )
        pages = "".join(
            f'<ofd:Page ID="{n + 1}" BaseLoc="Pages/Page_{n}/Content.xml"/>'
            for n in range(len(self.pages))
        )
        parts: dict[str, bytes | str | None] = {
            "OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml"
            f"</ofd:DocRoot>{self.body}</ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea>"
            f"<ofd:PhysicalBox>{self.area}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>"
            f"PublicRes.xml</ofd:PublicRes>{self.common}</ofd:CommonData><ofd:Pages>{pages}"
            f"</ofd:Pages>{self.document}</ofd:Document>",
            "Doc_0/PublicRes.xml": f'<ofd:Res {SPACE} BaseLoc="Res"><ofd:Fonts>{self.fonts}'
            f"</ofd:Fonts><ofd:MultiMedias>{listed}</ofd:MultiMedias>{self.more}</ofd:Res>",
        }
        for n, objects in enumerate(self.pages):
            parts[f"Doc_0/Pages/Page_{n}/Content.xml"] = (
                f"<ofd:Page {SPACE}>{self.page}<ofd:Content>{layer(objects)}</ofd:Content>"
                "</ofd:Page>"
            )
        parts |= {f"Doc_0/Res/{name}": data for name, data in self.media.items()}
        return zipped({**parts, **self.parts})

    def write(self, path: Path) -> Path:
        path.write_bytes(self.bytes())
        return path


def page_of(objects: str) -> str:
    """A page with these objects."""
    return f"<ofd:Page {SPACE}><ofd:Content>{layer(objects)}</ofd:Content></ofd:Page>"


def layer(objects: str) -> str:
    return f'<ofd:Layer ID="900">{objects}</ofd:Layer>'


def zipped(parts: Mapping[str, bytes | str | None]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            if data is not None:
                archive.writestr(name, data)
    return out.getvalue()


def shown(ofd: Ofd, folder: Path, number: int = 1) -> Picture:
    """The picture of a page."""
    path = ofd.write(folder / "a.ofd")
    with readable(path, number) as (pdf, own):
        return page_picture(pdf, own)


def colour(picture: Picture, x: float, y: float) -> str:
    """What is seen at a place in millimetres of a page of the usual size."""
    high, wide = picture.shape[:2]
    blue, green, red = (int(v) for v in picture[int(y / SIDE * high), int(x / SIDE * wide)])
    if min(red, green, blue) > 200:
        return "white"
    if max(red, green, blue) < 90:
        return "black"
    names = {"red": red, "green": green, "blue": blue}
    strong = [name for name, value in names.items() if value > 150]
    return strong[0] if len(strong) == 1 else "grey"


def text(said: str, *, more: str = "", code: str = "", inner: str = "", box: str = "10 10 80 20",
         x: float = 0, y: float = 10, size: float = 10, font: int = 1) -> str:  # fmt: skip
    """A text object whose baseline begins at (10 + x, 10 + y)."""
    return (
        f'<ofd:TextObject ID="5" Boundary="{box}" Font="{font}" Size="{size}" {more}>{inner}'
        f'<ofd:TextCode X="{x}" Y="{y}" {code}>{said}</ofd:TextCode></ofd:TextObject>'
    )


def path(data: str, *, more: str = "", inner: str = "", box: str = "0 0 100 100") -> str:
    return (
        f'<ofd:PathObject ID="6" Boundary="{box}" {more}>{inner}'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def square(x: float, y: float, side: float, colour: str = "0 0 0", more: str = "") -> str:
    data = f"M {x} {y} L {x + side} {y} L {x + side} {y + side} L {x} {y + side} C"
    fill = f'<ofd:FillColor Value="{colour}"/>'
    return path(data, more=f'Fill="true" Stroke="false" {more}', inner=fill)


def image(resource: int, box: str, more: str = "", inner: str = "") -> str:
    return (
        f'<ofd:ImageObject ID="7" Boundary="{box}" ResourceID="{resource}" {more}>{inner}'
        "</ofd:ImageObject>"
    )


def picture(kind: str, colour: str | tuple[int, ...] = "red", mode: str = "RGB") -> bytes:
    """20 x 20 pixels of one colour; the quarter at the top left is blue."""
    made = Image.new(mode, (20, 20), colour)
    if mode in ("RGB", "RGBA"):
        made.paste("blue", (0, 0, 10, 10))
    out = io.BytesIO()
    made.save(out, kind, **({"quality": 95, "subsampling": 0} if kind == "JPEG" else {}))
    return out.getvalue()


def held(ofd: Ofd, characters: str = "方小", name: str = "Boxes") -> Ofd:
    """The same with font 1, whose file names glyph 1 by the first character, and so on."""
    ofd.fonts += f'<ofd:Font ID="1" FontName="{name}"><ofd:FontFile>f.ttf</ofd:FontFile></ofd:Font>'
    ofd.parts["Doc_0/Res/f.ttf"] = face(characters)
    return ofd


def face(characters: str) -> bytes:
    """A TrueType face: glyph n + 1 is the box of that number, and an em wide, for character n."""
    glyphs, places = b"", [0]
    for x0, y0, x1, y1 in GLYPHS:
        if x1 > x0:
            glyphs += struct.pack(">hhhhhHH", 1, x0, y0, x1, y1, 3, 0) + b"\1\1\1\1"
            glyphs += struct.pack(">4h4h", x0, 0, x1 - x0, 0, y0, y1 - y0, 0, y0 - y1)
            glyphs += b"\0" * (-len(glyphs) % 4)
        places.append(len(glyphs))
    count = len(GLYPHS)
    segments = [(ord(c), n) for n, c in enumerate(characters, start=1)]
    segments = [*sorted(segments), (0xFFFF, 0)]
    codes = [code for code, _ in segments]
    deltas = [(n - code) & 0xFFFF for code, n in segments[:-1]] + [1]
    n = len(segments)
    table = struct.pack(">HHHHHHH", 4, 16 + 8 * n, 0, 2 * n, 0, 0, 0)
    table += struct.pack(f">{n}HH{n}H{n}H{n}H", *codes, 0, *codes, *deltas, *[0] * n)
    tables = {
        b"cmap": struct.pack(">HHHHL", 0, 1, 3, 1, 12) + table,
        b"glyf": glyphs,
        b"head": struct.pack(">LLLLHHQQhhhhHHhhh", 0x10000, 0, 0, 0x5F0F3CF5, 0, 1000, 0, 0,
                             0, 0, 1000, 880, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">LhhhHhhhhhh8xhH", 0x10000, 880, -120, 0, 1000, 0, 0, 1000, 1, 0, 0,
                             0, count),
        b"hmtx": struct.pack(">Hh", 1000, 0) * count,
        b"loca": struct.pack(f">{count + 1}L", *places),
        b"maxp": struct.pack(">LH13H", 0x10000, count, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }  # fmt: skip
    head, body = struct.pack(">LHHHH", 0x10000, len(tables), 0, 0, 0), b""
    for tag, data in tables.items():
        head += struct.pack(">4sLLL", tag, 0, 12 + 16 * len(tables) + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return head + body
