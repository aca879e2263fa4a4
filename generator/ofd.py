"""OFDs (GB/T 33190-2016): text in fonts that are held or only named, and seals that sign.

A pressed picture that is no handwriting is an electronic seal: it lies in a signature of its own,
which lists every part of the document that is there before it.
"""

import base64
import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image
from reportlab.pdfbase.ttfonts import TTFontFile

from generator import der
from generator.fonts import EMBEDDABLE, FACES, advance, file_of
from generator.ops import Area, Canvas, Colour, Picture, Stroke, Text

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
DPI = 200  # of a seal's picture
EPOCH = (2025, 1, 1, 0, 0, 0)
SIGNED_AT = "20250101120000Z"
NAMES = {"kai": "楷体", "wenkai": "楷体", "pen": "楷体", "sans": "黑体", "sansb": "黑体",
         "screen": "黑体", "micro": "微软雅黑"}  # fmt: skip
"""What a face is called that only its name is given of; all others are 宋体."""


@dataclass
class _Font:
    """A face that is used; of one that is held the characters, and its glyphs by their number."""

    face: str
    held: bool
    characters: str = ""

    def __post_init__(self) -> None:
        number = FACES[self.face].number
        self.file = TTFontFile(str(file_of(self.face)), subfontIndex=number) if self.held else None
        self.glyphs: dict[int, int] = {0: 0}

    def numbers(self, text: str) -> list[int]:
        """The number that each character's glyph has in the part of the face that is held."""
        assert self.file is not None
        found = []
        for char in text:
            if char not in self.characters:
                self.characters += char
            glyph = self.file.charToGlyph.get(ord(char), 0)
            found.append(self.glyphs.setdefault(glyph, len(self.glyphs)))
        return found


@dataclass
class _Parts:
    """The parts of the file, and what pages name by number."""

    held: bool
    files: dict[str, bytes] = field(default_factory=dict)
    fonts: dict[str, "_Font"] = field(default_factory=dict)
    pictures: dict[str, int] = field(default_factory=dict)
    last: int = 1000

    def next(self) -> int:
        self.last += 1
        return self.last

    def xml(self, name: str, body: str) -> None:
        self.files[name] = f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'.encode()


@dataclass(frozen=True)
class _Stamp:
    page: int
    op: Picture


def write_ofd(
    path: Path,
    canvases: Sequence[Canvas],
    *,
    held: bool = True,
    signer: str = "样例机关",
    attached: Mapping[str, bytes] | None = None,
) -> None:
    """The pages as one document; `held`: with its fonts, where their outlines allow it."""
    parts = _Parts(held)
    stamps: list[_Stamp] = []
    for number, canvas in enumerate(canvases):
        stamps += _page(parts, number, canvas)
    _resources(parts)
    _document(parts, canvases, attached or {})
    for number, stamp in enumerate(stamps):
        _sign(parts, number, stamp, signer)
    _entry(parts, len(stamps))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts.files, key=lambda one: (one != "OFD.xml", one)):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, parts.files[name])


def _page(parts: _Parts, number: int, canvas: Canvas) -> list[_Stamp]:
    """Write a page; returns the seals upon it."""
    order = (Area, Stroke, Picture, Text)
    drawn, stamps = [], []
    for op in sorted(canvas.ops, key=lambda o: order.index(type(o))):
        if isinstance(op, Text):
            drawn += [_text(parts, op)] if op.text else []
        elif not isinstance(op, Picture):
            drawn.append(_path(parts, op))
        elif op.press and not op.said:
            stamps.append(_Stamp(number, op))
        else:
            drawn.append(_image(parts, op))
    parts.xml(
        f"Doc_0/Pages/Page_{number}/Content.xml",
        f"<ofd:Page {SPACE}><ofd:Area><ofd:PhysicalBox>0 0 {canvas.width:g} {canvas.height:g}"
        f'</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="{parts.next()}" Type="Body">'
        f"{''.join(drawn)}</ofd:Layer></ofd:Content></ofd:Page>",
    )
    return stamps


def _text(parts: _Parts, op: Text) -> str:
    held = parts.held and op.face in EMBEDDABLE
    font = parts.fonts.setdefault(op.face, _Font(op.face, held))
    glyphs = ""
    if held:
        count = len(op.text)
        glyphs = (
            f'<ofd:CGTransform CodePosition="0" CodeCount="{count}" GlyphCount="{count}">'
            f"<ofd:Glyphs>{' '.join(map(str, font.numbers(op.text)))}</ofd:Glyphs>"
            "</ofd:CGTransform>"
        )
    widths = [advance(op.face, char) * op.size + op.spacing for char in op.text]
    box = (op.x, op.y, sum(widths) + op.size * 0.1, op.size * 1.2)
    given = f' DeltaX="{_runs(widths[:-1])}"' if len(widths) > 1 else ""
    return (
        f'<ofd:TextObject ID="{parts.next()}" Boundary="{_row(box)}" Size="{op.size:g}"'
        f' Font="{list(parts.fonts).index(op.face) + 10}">{_colour("Fill", op.colour)}{glyphs}'
        f'<ofd:TextCode X="0" Y="{op.size * 0.88:.3f}"{given}>{escape(op.text)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def _runs(steps: Sequence[float]) -> str:
    """Equal steps as `g n v`."""
    out: list[tuple[str, int]] = []
    for step in steps:
        said = f"{step:.3f}"
        out = (
            [*out[:-1], (said, out[-1][1] + 1)] if out and out[-1][0] == said else [*out, (said, 1)]
        )
    return " ".join(
        f"g {count} {said}" if count > 2 else " ".join([said] * count) for said, count in out
    )


def _path(parts: _Parts, op: Area | Stroke) -> str:
    x, y = min(op.x0, op.x1), min(op.y0, op.y1)
    wide, high = abs(op.x1 - op.x0), abs(op.y1 - op.y0)
    colours = "" if op.colour is None else _colour("Stroke", op.colour)
    fill = op.fill if isinstance(op, Area) else None
    if isinstance(op, Area):
        data = f"M 0 0 L {wide:.3f} 0 L {wide:.3f} {high:.3f} L 0 {high:.3f} C"
    else:
        data = f"M {op.x0 - x:.3f} {op.y0 - y:.3f} L {op.x1 - x:.3f} {op.y1 - y:.3f}"
    kind = f' Fill="{str(fill is not None).lower()}" Stroke="{str(op.colour is not None).lower()}"'
    return (
        f'<ofd:PathObject ID="{parts.next()}" Boundary="{_row((x, y, wide, high))}"'
        f' LineWidth="{op.width:g}"{kind}>{_colour("Fill", fill) if fill else ""}{colours}'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def _image(parts: _Parts, op: Picture) -> str:
    image = op.image.convert("RGBA")
    if not op.press:
        image.thumbnail((int(op.width / 25.4 * 150) + 1, int(op.height / 25.4 * 150) + 1))
    number = parts.next()
    parts.pictures[f"Image_{number}.png"] = number
    parts.files[f"Doc_0/Res/Image_{number}.png"] = _png(image)
    return (
        f'<ofd:ImageObject ID="{parts.next()}" ResourceID="{number}"'
        f' Boundary="{_row((op.x, op.y, op.width, op.height))}"'
        f' CTM="{op.width:.3f} 0 0 {op.height:.3f} 0 0"/>'
    )


def _resources(parts: _Parts) -> None:
    fonts, media = "", ""
    for number, font in enumerate(parts.fonts.values(), start=10):
        name = NAMES.get(font.face, "宋体")
        file = ""
        if font.file is not None:
            part = font.file.makeSubset([ord(char) for char in font.characters])
            parts.files[f"Doc_0/Res/Font_{number}.ttf"] = part
            file = f"<ofd:FontFile>Font_{number}.ttf</ofd:FontFile>"
        fonts += f'<ofd:Font ID="{number}" FontName="{name}" FamilyName="{name}">{file}</ofd:Font>'
    for file, number in parts.pictures.items():
        media += (
            f'<ofd:MultiMedia ID="{number}" Type="Image" Format="PNG"><ofd:MediaFile>{file}'
            "</ofd:MediaFile></ofd:MultiMedia>"
        )
    parts.xml(
        "Doc_0/PublicRes.xml",
        f'<ofd:Res {SPACE} BaseLoc="Res"><ofd:Fonts>{fonts}</ofd:Fonts></ofd:Res>',
    )
    parts.xml(
        "Doc_0/DocumentRes.xml",
        f'<ofd:Res {SPACE} BaseLoc="Res"><ofd:MultiMedias>{media}</ofd:MultiMedias></ofd:Res>',
    )


def _document(parts: _Parts, canvases: Sequence[Canvas], attached: Mapping[str, bytes]) -> None:
    pages = "".join(
        f'<ofd:Page ID="{number + 1}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
        for number in range(len(canvases))
    )
    listed = ""
    for number, (name, data) in enumerate(attached.items()):
        parts.files[f"Doc_0/Attachs/{number}.{name.rpartition('.')[2]}"] = data
        listed += (
            f'<ofd:Attachment ID="A{number}" Name="{escape(name)}"><ofd:FileLoc>'
            f"{number}.{name.rpartition('.')[2]}</ofd:FileLoc></ofd:Attachment>"
        )
    if listed:
        parts.xml(
            "Doc_0/Attachs/Attachments.xml", f"<ofd:Attachments {SPACE}>{listed}</ofd:Attachments>"
        )
        listed = "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>"
    parts.xml(
        "Doc_0/Document.xml",
        f"<ofd:Document {SPACE}><ofd:CommonData><ofd:MaxUnitID>{parts.last}</ofd:MaxUnitID>"
        f"<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DocumentRes>DocumentRes.xml"
        f"</ofd:DocumentRes></ofd:CommonData><ofd:Pages>{pages}</ofd:Pages>{listed}</ofd:Document>",
    )


def _sign(parts: _Parts, number: int, stamp: _Stamp, signer: str) -> None:
    op, folder = stamp.op, f"Doc_0/Signs/Sign_{number}"
    made = der.seal(signer, _seal(op), round(op.width), round(op.height))
    references = "".join(
        f'<ofd:Reference FileRef="/{name}"><ofd:CheckValue>{_checked(data)}</ofd:CheckValue>'
        "</ofd:Reference>"
        for name, data in sorted(parts.files.items())
        if "/Signs/" not in name
    )
    parts.files[f"{folder}/Seal.esl"] = made
    parts.xml(
        f"{folder}/Signature.xml",
        f'<ofd:Signature {SPACE}><ofd:SignedInfo><ofd:Provider ProviderName="sample"/>'
        f"<ofd:SignatureMethod>{der.SM2_WITH_SM3}</ofd:SignatureMethod>"
        f"<ofd:SignatureDateTime>{SIGNED_AT}</ofd:SignatureDateTime>"
        f'<ofd:References CheckMethod="1.2.156.10197.1.401">{references}</ofd:References>'
        f'<ofd:StampAnnot ID="{number + 1}" PageRef="{stamp.page + 1}"'
        f' Boundary="{_row((op.x, op.y, op.width, op.height))}"/>'
        f"<ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal></ofd:SignedInfo>"
        "<ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>",
    )
    what = parts.files[f"{folder}/Signature.xml"]
    parts.files[f"{folder}/SignedValue.dat"] = der.signed(made, signer, SIGNED_AT, what)


def _entry(parts: _Parts, count: int) -> None:
    signatures = ""
    if count:
        listed = "".join(
            f'<ofd:Signature ID="s{n}" Type="Seal" BaseLoc="Sign_{n}/Signature.xml"/>'
            for n in range(count)
        )
        parts.xml(
            "Doc_0/Signs/Signatures.xml", f"<ofd:Signatures {SPACE}>{listed}</ofd:Signatures>"
        )
        signatures = "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>"
    parts.xml(
        "OFD.xml",
        f'<ofd:OFD {SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>'
        f"{'0' * 32}</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        f"{signatures}</ofd:DocBody></ofd:OFD>",
    )


def _colour(kind: str, colour: Colour) -> str:
    return f'<ofd:{kind}Color Value="{colour[0]} {colour[1]} {colour[2]}"/>'


def _row(numbers: Sequence[float]) -> str:
    return " ".join(f"{one:.3f}" for one in numbers)


def _seal(op: Picture) -> bytes:
    """As makers of seals keep their pictures: few colours, no larger than printers need."""
    image = op.image.convert("RGBA")
    image.thumbnail((int(op.width / 25.4 * DPI) + 1, int(op.height / 25.4 * DPI) + 1))
    return _png(image.quantize(64, Image.Quantize.FASTOCTREE))


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _checked(data: bytes) -> str:
    return base64.b64encode(hashlib.new("sm3", data).digest()).decode()
