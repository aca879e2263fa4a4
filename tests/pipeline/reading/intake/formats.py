"""Files of every kind that people hand in, made here: for the table of docs/formats.md."""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
from openpyxl import Workbook
from PIL import Image, TiffImagePlugin
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from core.limits import limits
from tests.pipeline.reading.intake.ofds import SPACE, Ofd, square
from tests.pipeline.reading.intake.pdfs import Leaf, Words, pdf, plain
from tests.pipeline.reading.signatures.papers import signed

HEIC = Path(__file__).parent / "files" / "turned.heic"
Maker = Callable[[Path], Path]
"""Puts a file of a kind into a folder, and says where."""
TURN_LEFT = Image.Transpose.ROTATE_90


def paper(mode: str = "RGB", times: int = 2) -> Image.Image:
    """White, 120 x 80 so many times, with a red corner top left and a black one top right."""
    image = Image.new("RGB", (120 * times, 80 * times), "white")
    image.paste((255, 0, 0), (0, 0, 30 * times, 20 * times))
    image.paste((0, 0, 0), (90 * times, 0, 120 * times, 20 * times))
    return image.convert(mode)


def grain() -> Image.Image:
    """A picture of noise, none of whose rows is like another."""
    noise = np.random.default_rng(3).integers(0, 255, (160, 240, 3), dtype=np.uint8)
    return Image.fromarray(noise)


def saved(name: str, image: Image.Image | None = None, **options: object) -> Maker:
    """The picture under that name, as Pillow writes it."""

    def make(folder: Path) -> Path:
        (image or paper()).save(folder / name, **options)  # type: ignore[arg-type]
        return folder / name

    return make


def written(name: str, data: bytes) -> Maker:
    """These bytes under that name."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return path

    return make


def frames(name: str, count: int = 2, **options: object) -> Maker:
    others = [paper() for _ in range(count - 1)]
    for n, other in enumerate(others):
        other.putpixel((n, 100), (0, 0, 255))  # like frames are written once
    return saved(name, save_all=True, append_images=others, **options)


def data_of(kind: str, image: Image.Image | None = None, **options: object) -> bytes:
    buffer = io.BytesIO()
    (image or paper()).save(buffer, kind, **options)  # type: ignore[arg-type]
    return buffer.getvalue()


def exif(orientation: int) -> bytes:
    tags = Image.Exif()
    tags[0x0112] = orientation
    return tags.tobytes()


def with_preview(folder: Path) -> Path:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[0x00FE] = 1
    path = folder / "a.tif"
    with TiffImagePlugin.AppendingTiffWriter(str(path), new=True) as out:
        paper().save(out, format="TIFF")
        out.newFrame()
        paper().resize((60, 40)).save(out, format="TIFF", tiffinfo=tags)
    return path


def white_is_zero(bits: int) -> Maker:
    """Written by hand, for Pillow turns what it writes about itself."""
    dark = 255 - np.asarray(paper("L"))
    rows = (dark.astype("<u2") * 257 if bits == 16 else dark).tobytes()
    tags = [(256, 240), (257, 160), (258, bits), (259, 1), (262, 0), (273, 8), (277, 1)]
    tags += [(278, 160), (279, len(rows))]
    table = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    head = struct.pack("<2sHI", b"II", 42, 8 + len(rows))
    return written("a.tif", head + rows + struct.pack("<H", len(tags)) + table + bytes(4))


def scan(share: float = 1.0) -> Maker:
    """A PDF of one picture, as a scanner makes it; of the picture's bytes so many are there."""

    def make(folder: Path) -> Path:
        data = data_of("JPEG", grain() if share < 1 else None)
        document = pypdfium2.PdfDocument.new()
        image = pypdfium2.PdfImage.new(document)
        image.load_jpeg(io.BytesIO(data[: int(share * len(data))]), inline=True)
        image.set_matrix(pypdfium2.PdfMatrix().scale(600, 400))
        page = document.new_page(600, 400)
        page.insert_obj(image)
        page.gen_content()
        document.save(folder / "a.pdf")
        return folder / "a.pdf"

    return make


def of_rows(share: float) -> Maker:
    """A PDF of one picture whose rows are packed as they are; so much of that is there."""
    packed = zlib.compress(np.asarray(grain()).tobytes())
    packed = packed[: int(share * len(packed))]
    head = (
        "<</Type/XObject/Subtype/Image/Width 240/Height 160/ColorSpace/DeviceRGB/BitsPerComponent 8"
        f"/Filter/FlateDecode/Length {len(packed)}>>stream\n"
    )
    shown = Leaf(media=(0, 0, 240, 160), paint="q 240 0 0 160 0 0 cm /I Do Q\n")
    content = pdf([shown], more=[head + packed.decode("latin-1") + "\nendstream"])
    return written("a.pdf", content.replace(b"/Resources<<", b"/Resources<</XObject<</I 4 0 R>>"))


def attached(*names: str) -> Maker:
    def make(folder: Path) -> Path:
        document = pypdfium2.PdfDocument(pdf(plain("text")))
        for name in names:
            document.new_attachment(name).set_data(b"%PDF-1.4 or what else")
        document.save(folder / "a.pdf")
        return folder / "a.pdf"

    return make


def locked(user: str) -> Maker:
    """A PDF with a password: to open it, or only to change it."""

    def make(folder: Path) -> Path:
        path = folder / "a.pdf"
        canvas = Canvas(str(path), encrypt=_encryption(user))
        canvas.drawString(72, 700, "text")
        canvas.save()
        return path

    return make


def _encryption(user: str) -> object:
    from reportlab.lib.pdfencrypt import StandardEncryption

    return StandardEncryption(user, ownerPassword="owner", strength=128)


def foreign_font(folder: Path) -> Path:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(folder / "a.pdf"))
    canvas.setFont("STSong-Light", 16)
    canvas.drawString(72, 700, "教育部学历证书电子注册备案表")
    canvas.save()
    return folder / "a.pdf"


def of_leaves(*leaves: Leaf) -> Maker:
    return written("a.pdf", pdf(leaves))


def zip_data(*members: str, data: bytes | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in members:
            archive.writestr(member, data_of("PNG") if data is None else data)
    return buffer.getvalue()


def zipped(name: str, *members: str, data: bytes | None = None) -> Maker:
    return written(name, zip_data(*members, data=data))


def zip_of_gbk(folder: Path) -> Path:
    """As Windows' own program writes it: names in GBK, and nothing that says so."""
    path = zipped("a.zip", "aaaa.png")(folder)
    path.write_bytes(path.read_bytes().replace(b"aaaa", "合同".encode("gbk")))
    return path


def of_leaves_and(keys: str) -> Maker:
    """A page in a file with further keys in its catalogue."""
    content = pdf(plain("text")).replace(b"/Catalog", b"/Catalog" + keys.encode(), 1)
    return written("a.pdf", content)


def signed_pdf(folder: Path) -> Path:
    return written("a.pdf", signed())(folder)


def ofd(name: str = "a.ofd", *, pages: int = 1, attached: str = "") -> Maker:
    made = Ofd([square(10, 10, 20)] * pages)
    if attached:
        made.document = "<ofd:Attachments>Attachments.xml</ofd:Attachments>"
        listed = f'<ofd:Attachment ID="1" Name="{attached}"><ofd:FileLoc>a</ofd:FileLoc>'
        listed += "</ofd:Attachment>"
        made.parts["Doc_0/Attachments.xml"] = f"<ofd:Attachments {SPACE}>{listed}</ofd:Attachments>"
    return written(name, made.bytes())


def torn_ofd(folder: Path) -> Path:
    path = ofd()(folder)
    path.write_bytes(path.read_bytes()[:-200])
    return path


def locked_zip(folder: Path) -> Path:
    path = zipped("a.zip", "a.png")(folder)
    data = bytearray(path.read_bytes())
    data[6] |= 1  # of the member's own header
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    return path


def packed_otherwise(folder: Path) -> Path:
    """As some programs pack large files (Deflate64), which few others unpack."""
    path = zipped("a.zip", "a.png")(folder)
    data = bytearray(path.read_bytes())
    data[8], data[data.index(b"PK\x01\x02") + 10] = 9, 9
    path.write_bytes(bytes(data))
    return path


def torn_zip(folder: Path) -> Path:
    path = zipped("a.zip", "a.png")(folder)
    path.write_bytes(path.read_bytes()[:-30])
    return path


def record_sheet(folder: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["业务类型", "new_permit"])
    book.save(folder / "application.xlsx")
    return folder / "application.xlsx"


def word_document(name: str) -> Maker:
    return zipped(name, "[Content_Types].xml", "word/document.xml", data=b"<xml/>")


XFA_FORM = "<</XFA[(template)4 0 R]/Fields[]>>"
XFA_TEMPLATE = "<</Length 11>>stream\n<template/>\nendstream"


def xfa(folder: Path) -> Path:
    """A form that only its maker's program draws; its page says that one should wait."""
    content = pdf(plain("Please wait..."), more=[XFA_TEMPLATE])
    content = content.replace(
        b"/Catalog", b"/Catalog/NeedsRendering true/AcroForm" + XFA_FORM.encode()
    )
    (folder / "a.pdf").write_bytes(content)
    return folder / "a.pdf"


CLIP = (
    b"/Annots[<</Type/Annot/Subtype/FileAttachment/Rect[10 10 30 30]/FS<</Type/Filespec"
    b"/F(b.pdf)/UF(b.pdf)/EF<</F 4 0 R>>>>>>]"
)


def clipped(folder: Path) -> Path:
    """A file that hangs on a page as a paper clip does."""
    content = pdf(plain("text"), more=["<</Type/EmbeddedFile/Length 4>>stream\n%PDF\nendstream"])
    (folder / "a.pdf").write_bytes(content.replace(b"/MediaBox", CLIP + b"/MediaBox"))
    return folder / "a.pdf"


FIELD = (
    "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(HHHH)/F 4/Rect[10 40 90 60]"
    "/DA(/F1 18 Tf 0 g)/DR<</Font<</F1 3 0 R>>>>/MK<<>>>>"
)


def filled_form(folder: Path) -> Path:
    content = pdf([Leaf(media=(0, 0, 100, 100), keys="/Annots[4 0 R]")], more=[FIELD])
    content = content.replace(
        b"/Catalog", b"/Catalog/AcroForm<</Fields[4 0 R]/NeedAppearances true>>"
    )
    (folder / "a.pdf").write_bytes(content)
    return folder / "a.pdf"


def rows_zeroed(name: str, kind: str, **options: object) -> Maker:
    """A picture whose last bytes a broken disk or connection left as zeros."""
    data = bytearray(data_of(kind, grain(), **options))
    start = len(data) // 2
    data[start:] = bytes(len(data) - start)
    return written(name, bytes(data))


def of_many_pixels(folder: Path) -> Path:
    """A header that says so: nothing of it needs to be decoded."""
    data = bytearray(data_of("PNG"))
    data[16:24] = (20_000).to_bytes(4, "big") + (20_000).to_bytes(4, "big")
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    return written("a.png", bytes(data))(folder)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + bytes(99)
MOV = b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + bytes(99)
GREY_16 = Image.fromarray(np.asarray(paper("L"), dtype=np.uint16) * 257)
FAX = paper("1").resize((1728, 1100))

MAKERS: dict[str, Maker] = {
    # pictures
    "JPEG": saved("a.jpg"),
    "JPEG from a camera held sideways": saved(
        "a.jpg", paper().transpose(TURN_LEFT), exif=exif(6), quality=95
    ),
    "progressive JPEG": saved("a.jpg", progressive=True),
    "CMYK JPEG": saved("a.jpg", paper("CMYK")),
    "grey JPEG": saved("a.jpg", paper("L")),
    "JPEG without its end mark": written("a.jpg", data_of("JPEG")[:-2]),
    "JPEG cut off": written("a.jpg", data_of("JPEG", grain())[:20_000]),
    "JPEG that ends in zeros": rows_zeroed("a.jpg", "JPEG", optimize=True),
    "JPEG with padding after its end": written("a.jpg", data_of("JPEG") + bytes(4096)),
    "MPO of two pictures": frames("a.mpo"),
    "JPEG 2000": saved("a.jp2"),
    "PNG": saved("a.png"),
    "PNG with transparency": saved("a.png", paper("RGBA")),
    "PNG with a palette": saved("a.png", paper("P")),
    "PNG of 16 bits": saved("a.png", GREY_16),
    "PNG of several frames": frames("a.png"),
    "PNG cut off": written("a.png", data_of("PNG", grain())[:50_000]),
    "GIF": saved("a.gif"),
    "GIF of several frames": frames("a.gif", 3),
    "BMP": saved("a.bmp"),
    "TIFF": saved("a.tif"),
    "TIFF of several pages": frames("a.tif", 3),
    "TIFF with a preview": with_preview,
    "TIFF of a fax": saved("a.tif", paper("1"), compression="group4"),
    "TIFF of a fax with uneven pixels": saved("a.tif", FAX, compression="group3", dpi=(204, 98)),
    "TIFF where zero is white": white_is_zero(8),
    "TIFF of 16 bits": saved("a.tif", GREY_16),
    "TIFF of 16 bits where zero is white": white_is_zero(16),
    "TIFF rotated by its tag": saved("a.tif", paper().transpose(TURN_LEFT), tiffinfo={0x0112: 6}),
    "TIFF, LZW": saved("a.tif", compression="tiff_lzw"),
    "TIFF that contains a JPEG": saved("a.tif", compression="jpeg", quality=95),
    "TIFF that ends in zeros": rows_zeroed("a.tif", "TIFF"),
    "WebP": saved("a.webp"),
    "WebP of several pictures": frames("a.webp", lossless=True),
    "WebP that ends in zeros": rows_zeroed("a.webp", "WEBP", quality=90),
    "HEIC": written("a.heic", HEIC.read_bytes()),
    "AVIF": saved("a.avif"),
    "AVIF of several pictures": frames("a.avif"),
    "PPM": saved("a.ppm"),
    "joined screenshots": saved("a.png", paper().resize((540, 3600))),
    "a picture of a few pixels": saved("a.png", paper().resize((24, 16))),
    "a picture of too many pixels": of_many_pixels,
    # PDFs
    "PDF with text": of_leaves(*plain("text")),
    "PDF of scans": scan(),
    "PDF of several pages": of_leaves(*plain("a", "b", "c")),
    "PDF with a rotated page": of_leaves(Leaf((Words("text", 72, 300),), rotate=90)),
    "PDF with a user unit": of_leaves(
        Leaf((Words("text", 9, 90),), (0, 0, 60, 84), keys="/UserUnit 10")
    ),
    "PDF with a crop box": of_leaves(Leaf((Words("text", 72, 300),), crop=(0, 200, 400, 400))),
    "filled-in PDF form": filled_form,
    "PDF without embedded font": foreign_font,
    "PDF with a password": locked("secret"),
    "PDF locked against changes": locked(""),
    "PDF with an electronic signature": signed_pdf,
    "PDF with a script": of_leaves_and("/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"),
    "PDF with attached papers": attached("学位证.pdf"),
    "PDF with attached data": attached("invoice.xml"),
    "PDF with a file attached to a page": clipped,
    "XFA form": xfa,
    "PDF with a damaged picture": scan(0.55),
    "PDF with a damaged compressed picture": of_rows(0.8),
    "PDF with a compressed picture": of_rows(1.0),
    "PDF cut off": written("a.pdf", pdf(plain("text"))[:250]),
    "PDF with a broken cross-reference table": written(
        "a.pdf", pdf(plain("text")).replace(b"\nxref\n", b"\nxxxx\n")
    ),
    "PDF with bytes before its start": written("a.pdf", b"\r\n" * 200 + pdf(plain("text"))),
    "PDF without pages": of_leaves(),
    "PDF of too many pages": of_leaves(*plain(*["text"] * (limits().file_pages + 1))),
    "PDF with a page without size": of_leaves(Leaf(media=(0, 0, 0, 0), crop=(600, 900, 700, 950))),
    "PDF named as a picture": written("a.jpg", pdf(plain("text"))),
    # OFDs
    "OFD": ofd(),
    "OFD of several pages": ofd(pages=3),
    "OFD with attached papers": ofd(attached="学位证.pdf"),
    "OFD named as a PDF": ofd("a.pdf"),
    "OFD with a missing part": written("a.ofd", zip_data("OFD.xml", data=b"<OFD/>")),
    "OFD cut off": torn_ofd,
    # packed
    "zip": zipped("a.zip", "a.png", "b.png"),
    "zip with backslashes in names": zipped("a.zip", "甲\\a.png", "乙\\b.png"),
    "zip with names in GBK": zip_of_gbk,
    "zip with system files": zipped("a.zip", "a.png", "__MACOSX/._a.png", ".DS_Store"),
    "zip with a password": locked_zip,
    "zip with an uncommon compression": packed_otherwise,
    "zip cut off": torn_zip,
    "zip in a folder": written("b/a.zip", zip_data("a.png")),
    "7z": written("a.7z", b"7z\xbc\xaf\x27\x1c\0\4" + bytes(64)),
    "RAR": written("a.rar", b"Rar!\x1a\x07\x01\x00" + bytes(64)),
    "gzip": written("a.tar.gz", b"\x1f\x8b\x08\x00" + bytes(64)),
    "tar": written("a.tar", bytes(257) + b"ustar\x0000" + bytes(300)),
    # documents
    "Word": word_document("a.docx"),
    "Excel": zipped("a.xlsx", "[Content_Types].xml", "xl/workbook.xml", data=b"<xml/>"),
    "old Word or WPS": written("a.doc", OLE),
    "RTF": written("a.rtf", b"{\\rtf1 text}"),
    "a web page": written("a.html", b"<!DOCTYPE html><html><body>\xe5\xad\xa6\xe4\xbd\x8d"),
    "an e-mail": written("a.eml", b"From: a@b.c\r\nMIME-Version: 1.0\r\n\r\nJVBERi0xLjQK"),
    "a drawing (SVG)": written("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "PostScript": written("a.ps", b"%!PS-Adobe-3.0\n"),
    "a shortcut": written("合同.pdf.lnk", b"L\0\0\0\x01\x14\x02\0" + bytes(99)),
    "a program": written("a.exe", b"MZ\x90\x00" + bytes(64)),
    "unknown bytes": written("a.pdf", bytes(range(129, 255)) * 4),
    "an empty file": written("a.pdf", b""),
    # the record
    "application.json": written("application.json", json.dumps({"service": "new_permit"}).encode()),
    "application.yaml": written("application.yaml", b"service: new_permit\n"),
    "application.xlsx": record_sheet,
    # no papers
    "a text file": written("说明.txt", "联系电话：13800000000".encode()),
    "a CSV table": written("a.csv", b"a,b\n1,2\n"),
    "a video": written("a.mp4", MP4),
    "an iPhone video": written("IMG_1.MOV", MOV),
    "sound": written("a.mp3", b"ID3\x04" + bytes(99)),
    "text named as a picture": written("a.jpg", b"just words"),
    "a camera's settings": written("IMG_1.AAE", b"<?xml version='1.0'?><plist/>"),
    "system previews": written("Thumbs.db", OLE),
    "a hidden system file": written(".DS_Store", b"\0\0\0\1Bud1"),
    "an Office lock file": written("~$合同.docx", b"\x06user"),
    "a NAS system folder": written("@eaDir/a.jpg", data_of("JPEG")),
    "a recycle bin": written("$RECYCLE.BIN/a.jpg", data_of("JPEG")),
}
"""How each kind of the table is made, by its name there."""
