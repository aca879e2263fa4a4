"""Small files that would cost hours or gigabytes: one of each kind, made here, and what is told."""

import io
import struct
import sys
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image

from tests.pipeline.reading.intake.ofds import SPACE, Ofd, held, image, path, text

PAGE = (
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {contents} 0 R/Resources<<{own}>>>>"
)
Make = Callable[[], bytes]


def built(objects: Sequence[bytes | str], *, table: bytes | None = None) -> bytes:
    """A PDF of these objects, the first its catalog; `table` in place of the last lines."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        data = body if isinstance(body, bytes) else body.encode("latin-1")
        out += b"%d 0 obj\n" % number + data + b"\nendobj\n"
    if table is not None:
        return bytes(out) + table
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer<</Size {size}/Root 1 0 R>>\n"
    return bytes(out) + f"{end}startxref\n{len(out)}\n%%EOF\n".encode("latin-1")


def zeros(size: int) -> bytes:
    """So many zeros, packed, without ever holding them."""
    packer = zlib.compressobj(1)
    piece = bytes(2**22)
    return b"".join(packer.compress(piece) for _ in range(size >> 22)) + packer.flush()


def stream(data: bytes | str, keys: str = "", *, packed: bool = True) -> bytes:
    """A stream, packed by Flate unless said otherwise."""
    raw = data if isinstance(data, bytes) else data.encode("latin-1")
    if packed:
        raw, keys = zlib.compress(raw, 1), f"/Filter/FlateDecode{keys}"
    return f"<</Length {len(raw)}{keys}>>stream\n".encode("latin-1") + raw + b"\nendstream"


def one_page(content: bytes | str, own: str = "", more: Sequence[bytes | str] = ()) -> bytes:
    """A PDF of one page; `own` are its resources, `more` its objects from number 5 on."""
    return many_pages(1, content, own, more)


def many_pages(
    count: int, content: bytes | str, own: str = "", more: Sequence[bytes | str] = ()
) -> bytes:
    """A PDF of so many pages that all show the same; as `one_page`."""
    first = 5 + len(more)
    kids = " ".join(f"{first + n} 0 R" for n in range(count))
    page = PAGE.format(contents=4, own=own)
    return built(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Count {count}/Kids[{kids}]>>",
            "null",
            stream(content),
            *more,
            *[page] * count,
        ]
    )


def form(content: str, own: str = "", keys: str = "") -> bytes:
    """A form that may be drawn by its name."""
    box = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
    return stream(content, f"{box}/Resources<<{own}>>{keys}")


def nested_forms(wide: int = 10, deep: int = 9, keys: str = "") -> bytes:
    """Each draws the next ten times: a thousand million rectangles in two kilobytes."""
    more = [form("/F Do\n" * wide, f"/XObject<</F {n + 6} 0 R>>", keys) for n in range(deep)]
    more.append(form("0 0 5 5 re f\n" * wide))
    return one_page("/F Do", "/XObject<</F 5 0 R>>", more)


def deep_forms() -> bytes:
    """Three thousand forms, each within the other."""
    more = [form("/F Do", f"/XObject<</F {n + 6} 0 R>>") for n in range(3000)]
    return one_page("/F Do", "/XObject<</F 5 0 R>>", [*more, form("0 0 5 5 re f")])


def circle_of_forms() -> bytes:
    """Two that draw each other."""
    more = [
        form("/F Do\n" * 9, "/XObject<</F 6 0 R>>"),
        form("/F Do\n" * 9, "/XObject<</F 5 0 R>>"),
    ]
    return one_page("/F Do", "/XObject<</F 5 0 R>>", more)


def masked() -> bytes:
    """A mask that draws much, for each of many things."""
    state = "<</SMask<</S/Luminosity/G 6 0 R>>>>"
    mask = form("0 0 595 842 re f\n" * 2000, keys="/Group<</S/Transparency/CS/DeviceGray>>")
    return one_page(
        "/G gs\n" + "0 0 500 800 re f\n" * 5000, "/ExtGState<</G 5 0 R>>", [state, mask]
    )


def type3() -> bytes:
    """A font whose one character draws a hundred thousand lines."""
    font = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 97"
        "/LastChar 97/Widths[9]/Encoding<</Differences[97/a]>>/CharProcs<</a 6 0 R>>>>"
    )
    shape = stream("9 0 d0\n" + "0 0 m 9 9 l S\n" * 50_000)
    return one_page(f"BT /F 9 Tf ({'a' * 5000}) Tj ET", "/Font<</F 5 0 R>>", [font, shape])


def pattern() -> bytes:
    """A pattern of a hundred thousand lines, that fills a thousand areas."""
    keys = "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 1/YStep 1/Resources<<>>"
    content = "/Pattern cs\n" + "/P scn 0 0 595 842 re f\n" * 1000
    tile = stream("0 0 m 9 9 l S\n" * 50_000, keys)
    return one_page(content, "/Pattern<</P 5 0 R>>", [tile])


def clips() -> bytes:
    """Clip within clip within clip, with something drawn in each."""
    one = "0 0 m 595 10 l 300 842 l 20 700 l h W n 0 0 500 800 re f\n"
    return one_page(one * 20_000)


def shadings() -> bytes:
    """A gradient over the whole page, twenty thousand times."""
    shade = (
        "<</ShadingType 3/ColorSpace/DeviceRGB/Coords[300 400 0 310 420 500]/Extend[true true]"
        "/Function<</FunctionType 2/Domain[0 1]/C0[1 0 0]/C1[0 0 1]/N 1>>>>"
    )
    return one_page("/S sh\n" * 20_000, "/Shading<</S 5 0 R>>", [shade])


def meshes() -> bytes:
    """A mesh of fifty thousand patches, drawn fifty times."""
    keys = (
        "/ShadingType 6/ColorSpace/DeviceRGB/BitsPerCoordinate 8/BitsPerComponent 8"
        "/BitsPerFlag 8/Decode[0 595 0 842 0 1 0 1 0 1]"
    )
    patch = bytes([0, *range(0, 240, 10), *[200, 30, 90] * 4])
    return one_page("/S sh\n" * 50, "/Shading<</S 5 0 R>>", [stream(patch * 50_000, keys)])


def flate_content() -> bytes:
    """A content of half a gigabyte in some megabytes."""
    return one_page(b"q Q " * 2**25)


def flate_twice() -> bytes:
    """Packed twice: a gigabyte in some kilobytes."""
    once = zeros(2**28)
    data = zlib.compress(once, 9)
    keys = f"<</Length {len(data)}/Filter[/FlateDecode/FlateDecode]>>stream\n"
    content = keys.encode() + data + b"\nendstream"
    return built(
        ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
         PAGE.format(contents=4, own=""), content]
    )  # fmt: skip


def flate_picture() -> bytes:
    """A picture of ten thousand pixels, packed into which lies a quarter of a gigabyte."""
    keys = (
        "/Type/XObject/Subtype/Image/Width 100/Height 100/ColorSpace/DeviceGray/BitsPerComponent 8"
    )
    return one_page(
        "500 0 0 500 0 0 cm /I Do",
        "/XObject<</I 5 0 R>>",
        [stream(zeros(2**28), f"{keys}/Filter/FlateDecode", packed=False)],
    )


def huge_picture(filtered: str = "/FlateDecode", data: bytes = b"", side: int = 100_000) -> bytes:
    """A picture that says it has ten thousand million pixels, or whose data say more than it."""
    keys = (
        f"/Type/XObject/Subtype/Image/Width {side}/Height {side}/ColorSpace/DeviceRGB"
        f"/BitsPerComponent 8/Filter{filtered}"
    )
    raw = stream(data or zlib.compress(bytes(2**20)), keys, packed=False)
    return one_page("500 0 0 500 0 0 cm /I Do", "/XObject<</I 5 0 R>>", [raw])


def many_pictures() -> bytes:
    """One large picture, drawn a thousand times."""
    size = "/Width 8000/Height 8000/ColorSpace/DeviceGray/BitsPerComponent 8"
    keys = f"/Type/XObject/Subtype/Image{size}"
    content = "q 500 0 0 500 0 0 cm /I Do Q\n" * 1000
    return one_page(content, "/XObject<</I 5 0 R>>", [stream(bytes(64_000_000), keys)])


def packed_objects() -> bytes:
    """A stream of objects of a quarter of a gigabyte, with its table packed too."""
    objects = stream(zeros(2**28), "/Type/ObjStm/N 1/First 4/Filter/FlateDecode", packed=False)
    rows = struct.pack(">BIB", 0, 0, 255) + struct.pack(">BIB", 1, 9, 0) * 3
    head = built(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
                  PAGE.format(contents=4, own=""), objects], table=b"")  # fmt: skip
    index = stream(rows, "/Type/XRef/W[1 4 1]/Size 4/Root 1 0 R")
    at = len(head)
    return head + b"6 0 obj\n" + index + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % at


def many_objects() -> bytes:
    """Six hundred thousand objects that nothing needs."""
    return one_page("0 0 5 5 re f", more=["null"] * 600_000)


def page_loop() -> bytes:
    """A tree of pages that holds itself."""
    return built(
        ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 9/Kids[3 0 R]>>",
         "<</Type/Pages/Parent 2 0 R/Count 9/Kids[2 0 R 3 0 R]>>"]
    )  # fmt: skip


def deep_pages() -> bytes:
    """Five thousand knots of a tree, one below the other."""
    knots = [f"<</Type/Pages/Count 1/Kids[{n + 3} 0 R]>>" for n in range(5000)]
    page = "<</Type/Page/MediaBox[0 0 595 842]>>"
    return built(["<</Type/Catalog/Pages 2 0 R>>", *knots, page])


def many_leaves() -> bytes:
    """A hundred thousand pages."""
    return many_pages(100_000, "0 0 5 5 re f")


def lying_count() -> bytes:
    """A hundred thousand pages that say they are one."""
    return many_leaves().replace(b"/Count 100000", b"/Count 1     ")


def table_loop() -> bytes:
    """Tables that each say that the other comes before it."""
    head = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    row = b"xref\n0 1\n0000000000 65535 f \ntrailer<</Size 3/Root 1 0 R/Prev %010d>>\n"
    first = len(head)
    second = first + len(row % 0)
    return head + row % second + row % first + b"startxref\n%d\n%%%%EOF\n" % second


def length_loop() -> bytes:
    """A stream whose length is told by itself."""
    content = b"<</Length 4 0 R>>stream\n0 0 5 5 re f\nendstream"
    return built(
        ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
         PAGE.format(contents=4, own=""), content]
    )  # fmt: skip


def huge_paper() -> bytes:
    """A page of five kilometres."""
    return one_page("0 0 5 5 re f").replace(b"[0 0 595 842]", b"[0 0 14400000 14400000]")


def attachments() -> bytes:
    """A PDF within a PDF within a PDF, fifty deep; none is opened."""
    inner = one_page("0 0 5 5 re f")
    for _ in range(50):
        inner = built(
            ["<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a.pdf) 5 0 R]>>>>>>",
             "<</Type/Pages/Count 1/Kids[3 0 R]>>", PAGE.format(contents=4, own=""),
             stream("0 0 5 5 re f"), "<</Type/Filespec/F(a.pdf)/UF(a.pdf)/EF<</F 6 0 R>>>>",
             stream(inner, "/Type/EmbeddedFile")]
        )  # fmt: skip
    return inner


def long_names() -> bytes:
    """Names of ten million characters, of fonts, forms and files."""
    name = "N" * 10_000_000
    font = f"<</Type/Font/Subtype/Type1/BaseFont/{name}>>"
    return one_page("BT /F 9 Tf (text) Tj ET", "/Font<</F 5 0 R>>", [font])


def webp() -> bytes:
    """A canvas of two hundred and sixty million pixels, of one colour."""
    head = struct.pack("<B", 0x2F) + (16382 | 16382 << 14).to_bytes(4, "little")
    body = head + b"\x88\x88\x08" + bytes(6000)
    chunk = b"VP8L" + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


def saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    """The file of a picture."""
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def png() -> bytes:
    """A hundred and forty million pixels of one colour with transparency, in some megabytes."""
    side = 11_900
    rows = zlib.compressobj(1)
    row = b"\0" + bytes(side * 4)
    packed = b"".join(rows.compress(row) for _ in range(side)) + rows.flush()

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def tiff_frames() -> bytes:
    """Ten thousand pages of one small picture."""
    size = 40
    picture = b"\xff" * (size * size)
    out = bytearray(struct.pack("<2sHI", b"II", 42, 8 + len(picture)) + picture)
    tags = ((256, 3, 1, size), (257, 3, 1, size), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1),
            (273, 4, 1, 8), (277, 3, 1, 1), (278, 3, 1, size),
            (279, 4, 1, size * size))  # fmt: skip
    table = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", *tag) for tag in tags)
    for number in range(10_000):
        after = len(out) + len(table) + 4 if number < 9_999 else 0
        out += table + struct.pack("<I", after)
    return bytes(out)


def tiff_loop() -> bytes:
    """A page that is followed by itself."""
    whole = saved(Image.new("L", (40, 40), 255), "TIFF")
    start = struct.unpack("<I", whole[4:8])[0]
    count = struct.unpack("<H", whole[start : start + 2])[0]
    at = start + 2 + 12 * count
    return whole[:at] + struct.pack("<I", start) + whole[at + 4 :]


def gif_frames() -> bytes:
    """Fifty thousand frames, each on a canvas of nine million pixels."""
    frame = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0"
    head = b"GIF89a" + struct.pack("<HH", 3000, 3000) + b"\x80\0\0\0\0\0\xff\xff\xff"
    return head + frame * 50_000 + b"\x3b"


def jpx(side: int = 60_000) -> bytes:
    """A JPEG 2000 of three thousand million pixels, in a few bytes."""
    size = struct.pack(">HIIIIIIIIH", 0, side, side, 0, 0, side, side, 0, 0, 3) + b"\x07\1\1" * 3
    coding = struct.pack(">BBHBBBBBB", 0, 0, 1, 0, 5, 4, 4, 0, 1)
    quant = b"\x40" + b"\x40" * 16
    parts = ((b"\xff\x51", size), (b"\xff\x52", coding), (b"\xff\x5c", quant))
    marks = b"".join(mark + struct.pack(">H", len(data) + 2) + data for mark, data in parts)
    tile = b"\xff\x90" + struct.pack(">HHIBB", 10, 0, 0, 0, 1) + b"\xff\x93" + bytes(64)
    return b"\xff\x4f" + marks + tile + b"\xff\xd9"


def jbig2() -> bytes:
    """Of a picture of sixteen million million pixels, as it stands in a PDF."""
    page = struct.pack(">IBBI", 0, 0x30, 1, 19) + struct.pack(">IIIIBH", 2**22, 2**22, 0, 0, 0, 0)
    area = struct.pack(">IIIIB", 2**22, 2**22, 0, 0, 0) + b"\0" + bytes(64)
    region = struct.pack(">IBBI", 1, 38, 1, len(area)) + area
    return page + region


def ofd_forms() -> bytes:
    """An OFD whose composites hold composites."""
    head, tail = "<ofd:CompositeGraphicUnits>", "</ofd:CompositeGraphicUnits>"
    units = [
        f'<ofd:CompositeGraphicUnit ID="{50 + n}"><ofd:Content>'
        + f'<ofd:CompositeObject ID="8" Boundary="0 0 9 9" ResourceID="{51 + n}"/>' * 10
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
        for n in range(9)
    ]
    units.append('<ofd:CompositeGraphicUnit ID="59"><ofd:Content/></ofd:CompositeGraphicUnit>')
    first = '<ofd:CompositeObject ID="8" Boundary="0 0 9 9" ResourceID="50"/>'
    return Ofd([first], more=head + "".join(units) + tail).bytes()


def ofd_steps() -> bytes:
    """An OFD of paths with three million steps."""
    return Ofd([path("M 0 0 " + "L 1 1 " * 1_000_000)] * 3).bytes()


def ofd_gaps() -> bytes:
    """An OFD that asks for a thousand million gaps between two characters."""
    return held(Ofd([text("方方", code='DeltaX="' + "g 59999 1 " * 20_000 + '"')])).bytes()


def ofd_zeros() -> bytes:
    """An OFD with a part of a quarter of a gigabyte of nothing."""
    return Ofd([path("M 0 0 L 1 1")], parts={"zeros": bytes(2**28)}).bytes()


def ofd_picture() -> bytes:
    """An OFD that holds a picture of a hundred and forty million pixels."""
    return Ofd([image(101, "0 0 9 9")], media={"a.png": png()}).bytes()


def ofd_entities() -> bytes:
    """An OFD whose entities unfold to a gigabyte."""
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    body = f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>&e9;</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    return Ofd(
        [""], parts={"OFD.xml": f'<!DOCTYPE a [<!ENTITY e0 "xxxxxxxxxx">{steps}]>{body}'}
    ).bytes()


HEAVY = "异常复杂"
BOMBS: dict[str, tuple[Make, str]] = {
    "nested forms": (nested_forms, HEAVY),
    "nested groups": (lambda: nested_forms(4, 9, "/Group<</S/Transparency>>"), HEAVY),
    "deep forms": (deep_forms, HEAVY),
    "circle of forms": (circle_of_forms, HEAVY),
    "masks": (masked, HEAVY),
    "drawn characters": (type3, HEAVY),
    "patterns": (pattern, HEAVY),
    "clips": (clips, HEAVY),
    "shadings": (shadings, HEAVY),
    "meshes": (meshes, HEAVY),
    "content of an eighth of a gigabyte": (flate_content, HEAVY),
    "content packed twice": (flate_twice, HEAVY),
    "picture of a quarter of a gigabyte": (flate_picture, HEAVY),
    "huge picture": (huge_picture, HEAVY),
    "huge JPEG 2000 in a PDF": (lambda: huge_picture("/JPXDecode", jpx(), 100), HEAVY),
    "huge JBIG2 in a PDF": (lambda: huge_picture("/JBIG2Decode", jbig2()), HEAVY),
    "JBIG2 that says less in a PDF": (lambda: huge_picture("/JBIG2Decode", jbig2(), 100), ""),
    "large picture a thousand times": (many_pictures, HEAVY),
    "packed objects": (packed_objects, "异常庞大"),
    "many objects": (many_objects, "对象过多"),
    "loop of pages": (page_loop, "无法显示"),
    "deep tree of pages": (deep_pages, "无法显示"),
    "100,000 pages": (many_leaves, "100000 页"),
    "100,000 pages that say one": (lying_count, ""),
    "loop of tables": (table_loop, "损坏"),
    "length of itself": (length_loop, ""),
    "paper of kilometres": (huge_paper, ""),
    "attachments in attachments": (attachments, "a.pdf"),
    "long names": (long_names, ""),
    "WebP canvas": (webp, "过大"),
    "PNG canvas": (png, ""),
    "TIFF of 10,000 frames": (tiff_frames, "10000 帧"),
    "TIFF that follows itself": (tiff_loop, ""),
    "GIF of 50,000 frames": (gif_frames, "50000 帧"),
    "JPEG 2000 canvas": (jpx, "过大"),
    "OFD composites": (ofd_forms, HEAVY),
    "OFD steps": (ofd_steps, HEAVY),
    "OFD gaps": (ofd_gaps, "文字间距"),
    "OFD zeros": (ofd_zeros, "过大或异常"),
    "OFD picture": (ofd_picture, "图片过大"),
    "OFD entities": (ofd_entities, "格式有误"),
}
"""Each with words of what it is answered; none for what is harmless within bounds."""


def write(folder: Path) -> None:
    """A file of each kind, for `python -m bench.hostile FOLDER`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (make, _) in BOMBS.items():
        (folder / name.replace(" ", "_")).write_bytes(make())


if __name__ == "__main__":
    write(Path(sys.argv[1]))
