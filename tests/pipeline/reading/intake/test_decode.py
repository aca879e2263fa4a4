"""Decoding: every common picture comes out as upright BGR; what cannot be used says why."""

import io
import struct
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, TiffImagePlugin

from core.errors import InputError
from core.limits import limits
from pipeline.reading.intake import decode
from pipeline.reading.intake.decode import (
    contents,
    page_picture,
    paper_size,
)
from pipeline.reading.intake.scale import LONG_SIDE
from pipeline.reading.intake.sniff import sniff
from pipeline.reading.orders import Contents
from tests.pipeline.reading.intake import formats
from tests.pipeline.reading.intake.formats import HEIC
from tests.pipeline.reading.intake.pdfs import Leaf, Words, pdf, plain, write_pdf

paper = partial(formats.paper, times=1)
RED, BLACK, WHITE = (0, 0, 255), (0, 0, 0), (255, 255, 255)  # BGR


def at(picture: decode.Image, x: float, y: float) -> tuple[int, ...]:
    height, width = picture.shape[:2]
    return tuple(int(v) for v in picture[int(y * height), int(x * width)])


def near(colour: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return max(abs(a - b) for a, b in zip(colour, wanted, strict=True)) < 40


def is_paper(picture: decode.Image) -> bool:
    """Whether the corners stand where `paper` has them."""
    corners = (at(picture, 0.1, 0.1), at(picture, 0.9, 0.1), at(picture, 0.1, 0.9))
    return picture.dtype == np.uint8 and all(map(near, corners, (RED, BLACK, WHITE)))


def code_of(path: Path, number: int = 1) -> str:
    """The code with which a file is refused, at counting or at its page."""
    with pytest.raises(InputError) as refused:
        contents(path)
        page_picture(path, number)
    assert str(refused.value)
    return refused.value.code


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("PNG", {}),
        ("JPEG", {"quality": 95, "subsampling": 0}),
        ("BMP", {}),
        ("WEBP", {"lossless": True}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("GIF", {}),
        ("PPM", {}),
        ("JPEG2000", {}),
    ],
)
def test_formats(kind: str, options: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "no-suffix"
    paper().save(path, kind, **options)
    assert sniff(path) == "image"
    assert contents(path).pages == 1
    assert page_picture(path, 1).shape == (80, 120, 3)
    assert is_paper(page_picture(path, 1))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_camera_says_how_it_was_held(orientation: int, tmp_path: Path) -> None:
    way = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    exif = Image.Exif()
    exif[0x0112] = orientation
    held = paper().transpose(way[orientation]) if orientation in way else paper()
    held.save(tmp_path / "a.jpg", quality=95, subsampling=0, exif=exif)
    assert is_paper(page_picture(tmp_path / "a.jpg", 1))


def test_heic_is_read_and_turned() -> None:
    """96 x 64, red at its left, held turned: the turn is applied once."""
    assert contents(HEIC).pages == 1
    picture = page_picture(HEIC, 1)
    assert picture.shape == (96, 64, 3)
    assert at(picture, 0.75, 0.2)[2] > at(picture, 0.75, 0.2)[1] + 80
    assert near(at(picture, 0.2, 0.8), WHITE)


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "YCbCr", "RGBA", "LA"])
def test_colour_models(mode: str, tmp_path: Path) -> None:
    path = tmp_path / "a"
    paper(mode).save(path, "JPEG" if mode in {"CMYK", "YCbCr"} else "PNG", quality=95)
    picture = page_picture(path, 1)
    assert near(at(picture, 0.9, 0.1), BLACK) and near(at(picture, 0.1, 0.9), WHITE)
    if mode not in {"L", "1", "LA"}:
        assert near(at(picture, 0.1, 0.1), RED)


def test_transparency_is_paper(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (120, 80), (0, 0, 0, 0))
    clear.paste((255, 0, 0, 255), (0, 0, 30, 20))
    clear.save(tmp_path / "rgba.png")
    named = paper("P")
    named.save(tmp_path / "p.png", transparency=named.getpixel((110, 10)))
    assert near(at(page_picture(tmp_path / "rgba.png", 1), 0.9, 0.1), WHITE)
    assert near(at(page_picture(tmp_path / "rgba.png", 1), 0.1, 0.1), RED)
    assert near(at(page_picture(tmp_path / "p.png", 1), 0.9, 0.1), WHITE)


@pytest.mark.parametrize("kind", ["uint16", "int32", "float32"])
def test_deep_greys_keep_black_and_white(kind: str, tmp_path: Path) -> None:
    deep = np.full((80, 120), 65535, dtype=kind)
    deep[:20, 90:] = 0
    Image.fromarray(deep).save(tmp_path / "a.tif")
    picture = page_picture(tmp_path / "a.tif", 1)
    assert near(at(picture, 0.9, 0.1), BLACK) and near(at(picture, 0.1, 0.9), WHITE)


def test_pages_of_a_tiff(tmp_path: Path) -> None:
    pages = [Image.new("L", (60 + n, 60), 60 * n) for n in range(4)]
    pages[0].save(tmp_path / "a.tif", save_all=True, append_images=pages[1:])
    assert contents(tmp_path / "a.tif").pages == 4
    assert [page_picture(tmp_path / "a.tif", n).shape[1] for n in (1, 2, 3, 4)] == [60, 61, 62, 63]
    assert at(page_picture(tmp_path / "a.tif", 3), 0.5, 0.5) == (120, 120, 120)


@pytest.mark.parametrize("kind", ["gif", "webp", "png", "avif", "mpo"])
def test_every_frame_is_a_page(kind: str, tmp_path: Path) -> None:
    """Two pages put into one picture file: neither is lost."""
    frames = [Image.new("RGB", (60, 60), colour) for colour in ("white", "red")]
    path = tmp_path / f"a.{kind}"
    frames[0].save(path, save_all=True, append_images=frames[1:])
    assert contents(path).pages == 2
    assert at(page_picture(path, 1), 0.5, 0.5) == pytest.approx(WHITE, abs=6)
    assert at(page_picture(path, 2), 0.5, 0.5) == pytest.approx(RED, abs=6)


def test_a_cameras_smaller_picture_is_no_page(tmp_path: Path) -> None:
    """Phones put a map of the light behind the picture."""
    Image.new("RGB", (120, 80), "white").save(
        tmp_path / "a.mpo", save_all=True, append_images=[Image.new("L", (60, 40), 90)]
    )
    assert contents(tmp_path / "a.mpo").pages == 1


@pytest.mark.parametrize("first", [True, False])
def test_a_preview_in_a_tiff_is_no_page(first: bool, tmp_path: Path) -> None:
    page, small = paper(), paper().resize((60, 40))
    with TiffImagePlugin.AppendingTiffWriter(str(tmp_path / "a.tif"), True) as file:
        for image, kind in ((small, 1), (page, 0)) if first else ((page, 0), (small, 1)):
            image.save(file, format="TIFF", tiffinfo={254: kind})
            file.newFrame()
    assert contents(tmp_path / "a.tif").pages == 1
    assert page_picture(tmp_path / "a.tif", 1).shape[:2] == (80, 120)


def test_a_tiff_of_previews_alone_has_a_page(tmp_path: Path) -> None:
    paper().save(tmp_path / "a.tif", tiffinfo={254: 1})
    assert contents(tmp_path / "a.tif").pages == 1
    assert page_picture(tmp_path / "a.tif", 1).shape[:2] == (80, 120)


def noisy(side: int = 160) -> Image.Image:
    """A picture of which no part is as the next: what is lost shows."""
    values = np.random.default_rng(7).integers(0, 255, (side, side, 3), dtype=np.uint8)
    return Image.fromarray(values)


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_without_its_end_mark_is_whole(progressive: bool, tmp_path: Path) -> None:
    noisy().save(tmp_path / "a.jpg", progressive=progressive)
    whole = page_picture(tmp_path / "a.jpg", 1)
    (tmp_path / "b.jpg").write_bytes((tmp_path / "a.jpg").read_bytes()[:-2])
    assert np.array_equal(page_picture(tmp_path / "b.jpg", 1), whole)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.97, 0.995])
def test_a_torn_jpeg_is_not_whole(share: float, tmp_path: Path) -> None:
    noisy().save(tmp_path / "a.jpg")
    data = (tmp_path / "a.jpg").read_bytes()
    (tmp_path / "b.jpg").write_bytes(data[: int(share * len(data))])
    with pytest.raises(InputError) as told:
        page_picture(tmp_path / "b.jpg", 1)
    assert told.value.code == "damaged"


@pytest.mark.parametrize(
    ("unit", "size"), [(b"2", (210, 297)), (b"0", (105, 148)), (b"x", (105, 148))]
)
def test_a_page_may_count_in_a_unit_of_its_own(
    unit: bytes, size: tuple[float, float], tmp_path: Path
) -> None:
    path = write_pdf(tmp_path / "a.pdf", Leaf((Words("text", 90, 140),), (0, 0, 297.6, 420.9)))
    data = path.read_bytes()
    path.write_bytes(data.replace(b"/MediaBox", b"/UserUnit " + unit + b"/MediaBox"))
    assert paper_size(path, 1) == pytest.approx(size, abs=1)


@pytest.mark.parametrize("share", [0.5, 0.9, 1.0])
def test_a_torn_picture_in_a_sound_pdf(share: float, tmp_path: Path) -> None:
    """PDFium fills up what is missing with grey, and every field there would be empty."""
    noisy().save(tmp_path / "a.jpg")
    data = (tmp_path / "a.jpg").read_bytes()
    document = pypdfium2.PdfDocument.new()
    image = pypdfium2.PdfImage.new(document)
    image.load_jpeg(io.BytesIO(data[: int(share * len(data))]), inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(300, 300))
    page = document.new_page(300, 300)
    page.insert_obj(image)
    page.gen_content()
    document.save(tmp_path / "a.pdf")
    if share == 1:
        assert page_picture(tmp_path / "a.pdf", 1).size
    else:
        assert code_of_page(tmp_path / "a.pdf") == "damaged"


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_a_packed_picture_of_few_greys_is_whole(bits: int, tmp_path: Path) -> None:
    """PDFium tells of eight bits a pixel where there are two or four."""
    rows = zlib.compress(bytes(range(240)) * (160 * 120 * bits // 8 // 240))
    head = (
        "<</Type/XObject/Subtype/Image/Width 120/Height 160/ColorSpace/DeviceGray"
        f"/BitsPerComponent {bits}/Filter/FlateDecode/Length {len(rows)}>>stream\n"
    )
    shown = Leaf(media=(0, 0, 120, 160), paint="q 120 0 0 160 0 0 cm /I Do Q\n")
    content = pdf([shown], more=[head + rows.decode("latin-1") + "\nendstream"])
    path = tmp_path / "a.pdf"
    path.write_bytes(content.replace(b"/Resources<<", b"/Resources<</XObject<</I 4 0 R>>"))
    assert page_picture(path, 1).size


def code_of_page(path: Path) -> str:
    with pytest.raises(InputError) as told:
        page_picture(path, 1)
    return told.value.code


def attached(path: Path, *names: str) -> Path:
    document = pypdfium2.PdfDocument(write_pdf(path.with_name("plain.pdf"), *plain("text")))
    for name in names:
        document.new_attachment(name).set_data(b"%PDF-1.4 or what else")
    document.save(path)
    return path


def test_what_is_attached_to_a_pdf_is_named(tmp_path: Path) -> None:
    path = attached(tmp_path / "a.pdf", "学位证.pdf", "发票.xml", "照片.JPG")
    assert contents(path) == Contents(1, ("学位证.pdf", "照片.JPG"), active=("attachment",))
    assert contents(attached(tmp_path / "b.pdf", "invoice.xml")).enclosed == ()


def test_what_hangs_on_a_page_is_named(tmp_path: Path) -> None:
    """As a paper clip: not in the list of the document's attachments."""
    name = b"<FEFF" + "学位证.pdf".encode("utf-16-be").hex().encode() + b">"
    clip = (
        b"<</Type/Annot/Subtype/FileAttachment/Rect[10 10 30 30]/FS<</Type/Filespec/F(a.pdf)/UF "
        + name + b"/EF<</F 1 0 R>>>>>>"
    )  # fmt: skip
    path = write_pdf(tmp_path / "a.pdf", *plain("text"))
    data = path.read_bytes()
    assert data.count(b"/MediaBox") == 1
    path.write_bytes(data.replace(b"/MediaBox", b"/Annots[" + clip + b"]/MediaBox"))
    assert contents(path).enclosed == ("学位证.pdf",)


def test_large_pictures_are_reduced(tmp_path: Path) -> None:
    Image.new("L", (6000, 4000), 255).save(tmp_path / "a.png")
    assert page_picture(tmp_path / "a.png", 1).shape == (2000, LONG_SIDE[1], 3)


def test_screens_put_together_keep_their_width(tmp_path: Path) -> None:
    """Ten screens on one picture, brought to the length of one sheet, could not be read."""
    Image.new("L", (1080, 21600), 255).save(tmp_path / "a.png")
    assert page_picture(tmp_path / "a.png", 1).shape == (21600, 1080, 3)
    write_pdf(tmp_path / "b.pdf", Leaf(media=(0, 0, 400, 4000)))
    height, width = page_picture(tmp_path / "b.pdf", 1).shape[:2]
    assert (width, height) == (1112, 11112)
    Image.new("1", (6000, 24000), 1).save(tmp_path / "c.png")
    height, width = page_picture(tmp_path / "c.png", 1).shape[:2]
    assert 2000 < width < 2200 and height * width < 42_000_000


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_fax_has_square_pixels(orientation: int, tmp_path: Path) -> None:
    """Its rows lie twice as far apart as its columns."""
    tags = {0x0112: orientation}
    fax = paper("1").resize((1728, 1100))
    fax.save(tmp_path / "a.tif", dpi=(204, 98), compression="group4", tiffinfo=tags)
    height, width = page_picture(tmp_path / "a.tif", 1).shape[:2]
    across, down = (height, width) if orientation == 6 else (width, height)
    assert (across, down) == (1728, 2290)
    size = paper_size(tmp_path / "a.tif", 1)
    assert size is not None and sorted(size) == [215.2, 285.1]


def huge_png(width: int, height: int) -> bytes:
    """A PNG of one bit a pixel whose pixels were never there."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def test_too_many_pixels_are_refused_by_the_header(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(Image.Image, "load", never)
    (tmp_path / "a.png").write_bytes(huge_png(60000, 60000))
    assert code_of(tmp_path / "a.png") == "too_many_pixels"


def test_a_later_page_of_too_many_pixels(tmp_path: Path, limited: Callable[..., None]) -> None:
    limited(picture_pixels=10_000)
    pages = [Image.new("L", (60, 60)), Image.new("L", (600, 600))]
    pages[0].save(tmp_path / "a.tif", save_all=True, append_images=pages[1:])
    assert page_picture(tmp_path / "a.tif", 1).shape[0] == 60
    assert code_of(tmp_path / "a.tif", 2) == "too_many_pixels"


def shortened(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


def picture_bytes(tmp_path: Path, kind: str) -> bytes:
    noise = np.random.default_rng(7).integers(0, 255, (200, 200, 3), dtype=np.uint8)
    Image.fromarray(noise).save(tmp_path / "whole", kind)
    return (tmp_path / "whole").read_bytes()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "WEBP"])
def test_half_a_picture_is_no_picture(kind: str, tmp_path: Path) -> None:
    """The grey lower half of a torn JPEG must not be read as empty fields."""
    (tmp_path / "a").write_bytes(shortened(picture_bytes(tmp_path, kind)))
    assert code_of(tmp_path / "a") in {"damaged", "unknown_format"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "unknown_format"),
        (b"\n", "unknown_format"),
        (b"just words", "no_paper"),
        ("联系电话：13800000000\r\n".encode("gb18030") * 99, "no_paper"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + b"\0" * 99, "no_paper"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + b"\0" * 99, "no_paper"),
        (b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 99, "no_paper"),
        (b"\xff\xfe\x00not text\x00", "unknown_format"),
        (b"\x89PNG no picture, torn after its first letters", "unknown_format"),
        (b"\xff\xd8 torn", "unknown_format"),
        (b"BM torn", "unknown_format"),
        (bytes(range(129, 255)) * 4, "unknown_format"),  # almost any bytes are text in GB 18030
        (b"From: a@b.c\r\nMIME-Version: 1.0\r\n\r\nJVBERi0xLjQK", "unsupported"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "unsupported"),
        (b"JVBERi0xLjQK" * 9999, "unknown_format"),  # a PDF written in letters
        (b"JVBERi0xLjQK" * 99, "unsupported"),
        (b"<!DOCTYPE html><html><body>" + "学位证书".encode(), "unsupported"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unsupported"),
        (b"PK\x03\x04" + b"\0" * 40 + b"%PDF-1.7", "unsupported"),
        (b"PK\x05\x06" + b"\0" * 18, "unsupported"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unsupported"),
        (b"Rar!\x1a\x07\x01\x00", "unsupported"),
        (b"MZ\x90\x00%PDF-1.4", "unsupported"),
        (b"\x1f\x8b\x08\x00", "unsupported"),
        (b"%PDF-1.7\nnothing more", "damaged"),
        (pdf(()), "damaged"),
        (pdf(plain("torn"))[:250], "damaged"),
        (pdf([Leaf(media=(0, 0, 0, 0), crop=(600, 900, 700, 950))]), "bad_page"),
    ],
)
def test_refused(content: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(content)
    assert code_of(tmp_path / "a") == code


def test_a_picture_written_in_letters_is_a_picture(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"P2 40 40 9\n" + b"9 " * 1600)
    assert contents(tmp_path / "a").pages == 1


def test_tiny_pictures_hold_no_text(tmp_path: Path) -> None:
    Image.new("L", (1, 60000), 255).save(tmp_path / "a.png")
    assert code_of(tmp_path / "a.png") == "too_small"


def test_a_locked_pdf_says_so(tmp_path: Path) -> None:
    lock = "<</Filter/Standard/V 1/R 2/P -4/O<" + "a7" * 32 + ">/U<" + "5c" * 32 + ">>>"
    more = "/Encrypt 4 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
    (tmp_path / "a.pdf").write_bytes(pdf(plain("secret"), more=[lock], trailer=more))
    assert code_of(tmp_path / "a.pdf") == "encrypted"


def test_too_many_pages(tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf", *[Leaf()] * (limits().file_pages + 1))
    assert code_of(tmp_path / "a.pdf") == "too_many_pages"
    write_pdf(tmp_path / "b.pdf", *[Leaf()] * limits().file_pages)
    assert contents(tmp_path / "b.pdf").pages == limits().file_pages


@pytest.mark.parametrize("name", ["a.jpg", "a.pdf", "a"])
def test_names_mean_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(pdf(plain("text")))
    assert (sniff(path), contents(path).pages) == ("pdf", 1)
    paper().save(path, "PNG")
    assert (sniff(path), contents(path).pages) == ("image", 1)
    assert is_paper(page_picture(path, 1))


def test_a_pdf_may_begin_late(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbf\n\n" + pdf(plain("text")))
    assert sniff(tmp_path / "a") == "pdf"


@pytest.mark.parametrize(
    ("media", "rotate", "shape"),
    [
        ((0, 0, 595, 842), 0, (2339, 1653)),  # A4 at 200 dpi
        ((0, 0, 595, 842), 90, (1653, 2339)),
        ((0, 0, 100, 50), 0, (850, 1700)),  # small pages are enlarged
        ((0, 0, 10_000, 5_000), 0, (1500, 3000)),  # large ones reduced
    ],
)
def test_rendered_size(
    media: tuple[int, ...], rotate: int, shape: tuple[int, int], tmp_path: Path
) -> None:
    path = write_pdf(tmp_path / "a.pdf", Leaf(media=media, rotate=rotate))
    assert page_picture(path, 1).shape[:2] == pytest.approx(shape, abs=1)


def test_each_page_is_its_own(tmp_path: Path) -> None:
    low, high = (Leaf((Words("HHHH", 10, y, 20),), (0, 0, 100, 100)) for y in (10, 70))
    path = write_pdf(tmp_path / "a.pdf", low, high)
    rows = [np.flatnonzero((page_picture(path, n) < 128).any(axis=(1, 2))).mean() for n in (1, 2)]
    assert rows[0] > 1.5 * rows[1]


def test_what_is_typed_into_a_form_is_seen(tmp_path: Path) -> None:
    """A form's fields are drawn only where the form is opened with the page."""
    field = (
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(HHHH)/F 4/Rect[10 40 90 60]"
        "/DA(/F1 18 Tf 0 g)/DR<</Font<</F1 3 0 R>>>>/MK<<>>/AP<</N 5 0 R>>>>"
    )
    look = (
        "<</Type/XObject/Subtype/Form/BBox[0 0 80 20]/Resources<</Font<</F1 3 0 R>>>>/Length 33>>"
        "stream\nBT /F1 18 Tf 2 3 Td (HHHH) Tj ET \nendstream"
    )
    leaf = Leaf(media=(0, 0, 100, 100), keys="/Annots[4 0 R]")
    content = pdf([leaf], more=[field, look])
    content = content.replace(
        b"/Catalog", b"/Catalog/AcroForm<</Fields[4 0 R]>>"
    )  # PDFium mends the table of places
    (tmp_path / "a.pdf").write_bytes(content)
    assert (page_picture(tmp_path / "a.pdf", 1) < 128).any()


@pytest.mark.parametrize(
    "raised", [KeyError("x"), struct.error("x"), ZeroDivisionError(), RecursionError()]
)
def test_whatever_a_decoder_raises_is_the_files_fault(
    raised: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise raised

    paper().save(tmp_path / "a.png")
    monkeypatch.setattr(Image.Image, "convert", fail)
    assert code_of(tmp_path / "a.png") == "damaged"


def test_messages_say_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\x00\x01no picture")
    checks: list[Callable[[Path], object]] = [contents, lambda path: page_picture(path, 1)]
    for check in checks:
        with pytest.raises(InputError, match="重新扫描"):
            check(tmp_path / "a")


@pytest.mark.parametrize(
    ("media", "rotate", "size"),
    [
        ((0, 0, 595.276, 841.89), 0, (210.0, 297.0)),
        ((0, 0, 595.276, 841.89), 90, (297.0, 210.0)),
        ((0, 0, 612, 792), 0, (215.9, 279.4)),  # Letter
    ],
)
def test_paper_of_a_pdf(
    media: tuple[float, ...], rotate: int, size: tuple[float, float], tmp_path: Path
) -> None:
    path = write_pdf(tmp_path / "a.pdf", Leaf(media=media, rotate=rotate))
    assert paper_size(path, 1) == pytest.approx(size, abs=0.2)


@pytest.mark.parametrize(
    ("dpi", "turned", "size"),
    [
        ((300, 300), 1, (210.0, 297.0)),
        ((300, 300), 6, (297.0, 210.0)),  # EXIF: on its side
        ((72, 72), 1, None),  # what software writes by habit
        (None, 1, None),
    ],
)
def test_paper_of_a_picture(
    dpi: tuple[int, int] | None, turned: int, size: tuple[float, float] | None, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[0x0112] = turned
    more = {} if dpi is None else {"dpi": dpi}
    Image.new("RGB", (2480, 3508), "white").save(tmp_path / "a.jpg", "JPEG", exif=exif, **more)
    found = paper_size(tmp_path / "a.jpg", 1)
    assert found == (None if size is None else pytest.approx(size, abs=0.2))
