"""The parts of an OFD besides its pages: fonts, pictures, attachments, signatures, lists."""

import base64
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from PIL import Image
from reportlab.pdfbase.ttfonts import TTFontFile

from generator import der
from generator.fonts import FACES, file_of
from generator.ops import Canvas, Picture

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
DPI = 200  # of a seal's picture
SIGNED_AT = "20250101120000Z"
NAMES = {"kai": "楷体", "wenkai": "楷体", "pen": "楷体", "sans": "黑体", "sansb": "黑体",
         "screen": "黑体", "micro": "微软雅黑"}  # fmt: skip
"""The names of faces that are not embedded; all others are 宋体."""


@dataclass
class EmbeddedFont:
    """A face in use; if embedded, its characters and its glyphs by number."""

    face: str
    held: bool
    characters: str = ""

    def __post_init__(self) -> None:
        number = FACES[self.face].number
        self.file = TTFontFile(str(file_of(self.face)), subfontIndex=number) if self.held else None
        self.glyphs: dict[int, int] = {0: 0}

    def numbers(self, text: str) -> list[int]:
        """The number of each character's glyph in the embedded subset of the face."""
        assert self.file is not None
        found = []
        for char in text:
            if char not in self.characters:
                self.characters += char
            glyph = self.file.charToGlyph.get(ord(char), 0)
            found.append(self.glyphs.setdefault(glyph, len(self.glyphs)))
        return found


@dataclass
class Parts:
    """The parts of the file, and the resources that pages refer to by number."""

    held: bool
    files: dict[str, bytes] = field(default_factory=dict)
    fonts: dict[str, "EmbeddedFont"] = field(default_factory=dict)
    pictures: dict[str, int] = field(default_factory=dict)
    last: int = 1000

    def next(self) -> int:
        self.last += 1
        return self.last

    def xml(self, name: str, body: str) -> None:
        self.files[name] = f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'.encode()


@dataclass(frozen=True)
class PageSeal:
    """A seal on a page; pages are counted from 0."""

    page: int
    op: Picture


def put_resources(parts: Parts) -> None:
    """The resources that pages refer to by number."""
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


def put_document(parts: Parts, canvases: Sequence[Canvas], attached: Mapping[str, bytes]) -> None:
    """The document with its pages and attachments."""
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


def put_signature(parts: Parts, number: int, stamp: PageSeal, signer: str) -> None:
    """A signature of all present parts, with its seal."""
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
        f' Boundary="{row((op.x, op.y, op.width, op.height))}"/>'
        f"<ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal></ofd:SignedInfo>"
        "<ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>",
    )
    what = parts.files[f"{folder}/Signature.xml"]
    parts.files[f"{folder}/SignedValue.dat"] = der.signed(made, signer, SIGNED_AT, what)


def put_entry(parts: Parts, count: int) -> None:
    """The file's first part, and the list of that many signatures."""
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


def row(numbers: Sequence[float]) -> str:
    return " ".join(f"{one:.3f}" for one in numbers)


def _seal(op: Picture) -> bytes:
    """The picture in the format that makers of seals use: few colours, no larger than printers
    need.
    """
    image = op.image.convert("RGBA")
    image.thumbnail((int(op.width / 25.4 * DPI) + 1, int(op.height / 25.4 * DPI) + 1))
    return png(image.quantize(64, Image.Quantize.FASTOCTREE))


def png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _checked(data: bytes) -> str:
    return base64.b64encode(hashlib.new("sm3", data).digest()).decode()
