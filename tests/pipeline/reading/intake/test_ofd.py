"""OFD: what stands on a page is drawn where it stands, and its text layer says the same."""

import io
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.errors import InputError
from pipeline.reading.intake.decode import contents, paper_size
from pipeline.reading.intake.layer import layer_lines
from pipeline.reading.intake.ofd import installed
from pipeline.reading.intake.packet import open_packet
from pipeline.reading.intake.pages import readable
from pipeline.reading.intake.sniff import sniff
from pipeline.reading.intake.unzip import is_zip
from pipeline.reading.orders import Contents
from tests.pipeline.reading.intake.ofds import (
    SPACE,
    Ofd,
    colour,
    held,
    image,
    page_of,
    path,
    picture,
    shown,
    square,
    text,
    zipped,
)
from tests.pipeline.reading.intake.pdfs import plain, write_pdf

RED, BLUE = "255 0 0", "0 0 255"


def lines(ofd: Ofd, folder: Path) -> list[tuple[str, list[float]]]:
    """The text layer, boxes in millimetres of a page of the usual size."""
    source = ofd.write(folder / "a.ofd")
    with readable(source, 1) as (pdf, own):
        found = layer_lines(pdf, own)
    assert [path.name for path in folder.iterdir()] == ["a.ofd"]
    return [(line.text, [round(float(v) * 100, 1) for v in line.box]) for line in found]


def seen(ofd: Ofd, folder: Path, *places: tuple[float, float]) -> list[str]:
    drawn = shown(ofd, folder)
    return [colour(drawn, *place) for place in places]


def test_it_is_told_by_its_bytes(tmp_path: Path) -> None:
    source = Ofd([square(1, 1, 5)]).write(tmp_path / "a.pdf")
    assert sniff(source) == "ofd"
    assert not is_zip(source)
    with open_packet(source) as packet:
        assert [file.name for file in packet.files] == ["a.pdf"]


def test_a_zip_that_holds_one_is_a_packet(tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(zipped({"in/a.ofd": Ofd([square(1, 1, 5)]).bytes()}))
    with open_packet(tmp_path / "b.zip") as packet:
        assert [sniff(file.path) for file in packet.files] == ["ofd"]


def test_other_files_are_read_as_they_are(tmp_path: Path) -> None:
    source = write_pdf(tmp_path / "a.pdf", *plain("a", "b"))
    with readable(source, 2) as found:
        assert found == (source, 2)


def test_pages_sizes_and_attachments(tmp_path: Path) -> None:
    listed = "".join(
        f'<ofd:Attachment ID="{n}" Name="{name}" Format="{form}"><ofd:FileLoc>{n}.dat'
        "</ofd:FileLoc></ofd:Attachment>"
        for n, (name, form) in enumerate([("学位证.pdf", ""), ("invoice.xml", "xml"), ("清单", "")])
    )
    ofd = Ofd(
        [square(1, 1, 5), square(50, 50, 5)],
        area="0 0 210 297",
        document="<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>",
        parts={
            "Doc_0/Attachs/Attachments.xml": f"<ofd:Attachments {SPACE}>{listed}</ofd:Attachments>"
        },
    )
    source = ofd.write(tmp_path / "a.ofd")
    assert contents(source) == Contents(
        2, ("学位证.pdf", "清单.dat"), borrows_fonts=True, signed=True
    )
    with readable(source, 2) as (pdf, own):
        assert paper_size(pdf, own) == (210.0, 297.0)


def test_all_documents_of_a_file(tmp_path: Path) -> None:
    """One file may hold several: their pages follow one another."""
    second = Ofd([square(60, 60, 30, BLUE)])
    parts = {
        "Doc_1/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 100 100</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>"
        '<ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>',
        "Doc_1/P.xml": page_of(second.pages[0]),
        "OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody><ofd:DocBody><ofd:DocRoot>/Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody>"
        "</ofd:OFD>",
    }
    ofd = Ofd([square(10, 10, 30, RED)], parts=parts)  # type: ignore[arg-type]
    assert contents(ofd.write(tmp_path / "a.ofd")).pages == 2
    assert colour(shown(ofd, tmp_path, 2), 75, 75) == "blue"


def test_text_stands_where_its_ink_is(tmp_path: Path) -> None:
    """Two ems of boxes, ten millimetres each, from the left and above the baseline."""
    ofd = held(Ofd([text("方小方", code='DeltaX="25 25"')]))
    assert seen(ofd, tmp_path, (15, 15), (9, 15), (15, 10.5), (15, 21)) == [
        "black", "white", "white", "white"]  # fmt: skip
    assert seen(ofd, tmp_path, (37, 18), (37, 14), (65, 15)) == ["black", "white", "black"]
    found = lines(ofd, tmp_path)
    assert [said for said, _ in found] == ["方", "小", "方"]
    assert found[0][1] == pytest.approx([10, 11.2, 20, 21.2], abs=0.15)
    assert found[2][1][::2] == pytest.approx([60, 70], abs=0.15)


def test_runs_of_equal_distances(tmp_path: Path) -> None:
    ofd = held(Ofd([text("方方方方", code='DeltaX="g 2 10.0 12"')]))
    ((said, box),) = lines(ofd, tmp_path)
    assert (said, box[::2]) == ("方方方方", pytest.approx([10, 52], abs=0.15))


def test_without_distances_glyphs_follow_one_another(tmp_path: Path) -> None:
    ((said, box),) = lines(held(Ofd([text("方方")])), tmp_path)
    assert (said, box[::2]) == ("方方", pytest.approx([10, 30], abs=0.15))


def test_glyphs_by_their_numbers(tmp_path: Path) -> None:
    """A part of a face may name no characters: the text says what its glyphs mean."""
    numbers = (
        '<ofd:CGTransform CodePosition="1" CodeCount="1" GlyphCount="1">'
        "<ofd:Glyphs>1</ofd:Glyphs></ofd:CGTransform>"
    )
    ofd = held(Ofd([text("小样", inner=numbers, code='DeltaX="10"')]))
    assert seen(ofd, tmp_path, (12, 14), (25, 14)) == ["white", "black"]
    assert [said for said, _ in lines(ofd, tmp_path)] == ["小样"]


def test_distances_go_by_glyphs(tmp_path: Path) -> None:
    """One glyph may stand for several characters: what follows is a step further, not more."""
    numbers = (
        '<ofd:CGTransform CodePosition="0" CodeCount="2" GlyphCount="1">'
        "<ofd:Glyphs>1</ofd:Glyphs></ofd:CGTransform>"
    )
    ofd = held(Ofd([text("fi方", inner=numbers, code='DeltaX="30"')]))
    assert seen(ofd, tmp_path, (15, 14), (45, 14), (25, 14)) == ["black", "black", "white"]


def test_distances_that_are_left_out(tmp_path: Path) -> None:
    """A text in lines of its own, and a last distance that is the same as the one before."""
    ofd = held(Ofd([text("\r\n  方方方\n", code='DeltaX="30"')]))
    assert seen(ofd, tmp_path, (15, 14), (45, 14), (75, 14)) == ["black"] * 3


def test_turned_and_scaled_text(tmp_path: Path) -> None:
    ofd = held(Ofd([text("方", more='CTM="2 0 0 2 0 0"')]))
    assert seen(ofd, tmp_path, (25, 25), (31, 25)) == ["black", "white"]
    ofd = held(Ofd([text("方", more='CharDirection="90"', x=20)]))
    assert seen(ofd, tmp_path, (34, 25), (25, 25)) == ["black", "white"]
    ofd = held(Ofd([text("方", more='HScale="0.5"')]))
    assert seen(ofd, tmp_path, (13, 15), (17, 15)) == ["black", "white"]


def test_characters_one_below_the_other(tmp_path: Path) -> None:
    ofd = held(Ofd([text("方方", code='DeltaY="20"')]))
    assert seen(ofd, tmp_path, (15, 15), (15, 35), (25, 15)) == ["black", "black", "white"]


def test_what_is_not_drawn_says_nothing(tmp_path: Path) -> None:
    """Neither what is hidden nor what is quite transparent is a claim of the page's."""
    clear = '<ofd:FillColor Value="0 0 0" Alpha="0"/>'
    unseen = [
        text("方", more='Visible="false"'),
        text("方", inner=clear),
        text("方", more='Fill="false"'),
    ]
    ofd = held(Ofd(["".join(unseen) + text("小", y=60)]))
    assert seen(ofd, tmp_path, (15, 15)) == ["white"]
    assert [said for said, _ in lines(ofd, tmp_path)] == ["小"]


@pytest.mark.parametrize("name", ["宋体", "楷体", "SimHei", "Times New Roman"])
def test_fonts_that_are_only_named(tmp_path: Path, name: str) -> None:
    if next(installed.faces_for(name), None) is None:
        pytest.skip("no Chinese font is installed")
    ofd = Ofd([text("中文WW1", code='DeltaX="10 10 5 5"')])
    ofd.fonts = f'<ofd:Font ID="1" FontName="{name}"/>'
    drawn = shown(ofd, tmp_path)
    assert (drawn[200:600, 200:400] < 90).any()
    ((said, box),) = lines(ofd, tmp_path)
    assert (said, box[::2]) == ("中文WW1", pytest.approx([10, 45], abs=2.6))


def test_a_glyph_that_no_font_has_leaves_the_page_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed, "_files", dict)
    ofd = Ofd([text("中文")], fonts='<ofd:Font ID="1" FontName="宋体"/>')
    with pytest.raises(InputError, match=r"宋体.*“中”") as refused:
        shown(ofd, tmp_path)
    assert refused.value.code == "font_missing"


@pytest.mark.parametrize(("sign", "drawn"), [("\uf0b7", True), ("\ue236", False), ("文", True)])
def test_signs_of_a_maker_s_own(tmp_path: Path, sign: str, drawn: bool) -> None:
    """A bullet that no font has is a box; what may be any letter leaves the page unread."""
    if next(installed.faces_for("宋体"), None) is None:
        pytest.skip("no Chinese font is installed")
    ofd = Ofd([text(sign)], fonts='<ofd:Font ID="1" FontName="宋体"/>')
    if drawn:
        assert (shown(ofd, tmp_path) < 90).any()
        return
    with pytest.raises(InputError, match="未嵌入文件"):
        shown(ofd, tmp_path)


def test_paths(tmp_path: Path) -> None:
    fill, black = 'Fill="true" Stroke="false"', '<ofd:FillColor Value="0 0 0"/>'
    ring = "M 10 10 L 90 10 L 90 90 L 10 90 C M 30 30 L 70 30 L 70 70 L 30 70 C"
    odd = Ofd([path(ring, more=f'{fill} Rule="Even-Odd"', inner=black)])
    assert seen(odd, tmp_path, (20, 20), (50, 50)) == ["black", "white"]
    assert seen(Ofd([path(ring, more=fill, inner=black)]), tmp_path, (50, 50)) == ["black"]
    line = Ofd([path("M 0 0 L 80 0", box="10 50 80 0", more='LineWidth="4"')])
    assert seen(line, tmp_path, (50, 51), (50, 55)) == ["black", "white"]
    half = Ofd([path("M 20 50 A 30 30 0 0 1 80 50 C", more=fill, inner=black)])
    assert seen(half, tmp_path, (50, 25), (50, 55), (25, 25)) == ["black", "white", "white"]
    bow = Ofd([path("M 10 90 Q 50 10 90 90 C", more=fill, inner=black)])
    assert seen(bow, tmp_path, (50, 60), (50, 45)) == ["black", "white"]
    cubic = Ofd([path("M 10 90 B 10 10 90 10 90 90 C", more=fill, inner=black)])
    assert seen(cubic, tmp_path, (50, 40), (50, 25)) == ["black", "white"]
    bare = Ofd([path(ring, more='Fill="true"')])  # without a colour an area is not filled
    assert seen(bare, tmp_path, (20, 20), (50, 10)) == ["white", "black"]


def test_colours_and_ways_of_drawing(tmp_path: Path) -> None:
    more = (
        '<ofd:ColorSpaces><ofd:ColorSpace ID="30" Type="CMYK"/><ofd:ColorSpace ID="31" Type="RGB">'
        '<ofd:Palette><ofd:CV>0 255 0</ofd:CV></ofd:Palette></ofd:ColorSpace></ofd:ColorSpaces>'
        '<ofd:DrawParams><ofd:DrawParam ID="40" Relative="41"/>'
        '<ofd:DrawParam ID="41" Relative="40">'
        f'<ofd:FillColor Value="{BLUE}"/></ofd:DrawParam></ofd:DrawParams>'
    )  # fmt: skip
    data = "M 0 0 L 10 0 L 10 10 L 0 10 C"
    fill = 'Fill="true" Stroke="false"'
    kinds = (
        'Value="0 255 255 0" ColorSpace="30"',
        'ColorSpace="31" Index="0"',
        'Value="#FF #0 #0"',
    )
    made = [
        path(data, box=f"{10 + 20 * n} 10 10 10", more=fill, inner=f"<ofd:FillColor {kind}/>")
        for n, kind in enumerate(kinds)
    ]
    made.append(path(data, box="70 10 10 10", more=f'{fill} DrawParam="40"'))
    half = square(10, 40, 10, RED, 'Alpha="128"')
    ofd = Ofd(["".join([*made, half])], more=more)
    places = [(15, 15), (35, 15), (55, 15), (75, 15)]
    assert seen(ofd, tmp_path, *places) == ["red", "green", "red", "blue"]
    pale = shown(ofd, tmp_path)[int(0.45 * 1700), int(0.15 * 1700)]
    assert pale.tolist() == pytest.approx([127, 127, 255], abs=4)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "TIFF", "GIF"])
def test_pictures(tmp_path: Path, kind: str) -> None:
    ofd = Ofd([image(101, "10 10 40 40", 'CTM="40 0 0 40 0 0"')], media={"a.bin": picture(kind)})
    assert seen(ofd, tmp_path, (15, 15), (45, 15), (45, 45), (55, 45)) == [
        "blue", "red", "red", "white"]  # fmt: skip


def test_pictures_that_are_seen_through(tmp_path: Path) -> None:
    clear = picture("PNG", (255, 0, 0, 0), "RGBA")
    mask = picture("PNG", 0, "L")
    ofd = Ofd(
        [image(101, "0 0 40 40") + image(102, "50 50 40 40", 'ImageMask="103"')],
        media={"a.png": clear, "b.png": picture("PNG"), "c.png": mask},
    )
    assert seen(ofd, tmp_path, (5, 5), (30, 30), (55, 55)) == ["blue", "white", "white"]


def test_pictures_of_more_and_of_fewer_bits(tmp_path: Path) -> None:
    """Sixteen bits as scanners have them, CMYK as printers, one as scans of offices."""
    grey = Image.fromarray(np.full((20, 20), 65535, dtype=np.uint16))
    grey.paste(0, (0, 0, 10, 20))
    wide, inks = io.BytesIO(), io.BytesIO()
    grey.save(wide, "PNG")
    Image.new("CMYK", (20, 20), (0, 255, 255, 0)).save(inks, "JPEG")
    media = {"a.png": wide.getvalue(), "b.jpg": inks.getvalue(), "c.jb2": jbig2()}
    boxes = "0 0 30 30", "35 0 30 30", "70 0 30 30"
    ofd = Ofd(["".join(image(101 + n, box) for n, box in enumerate(boxes))], media=media)
    places = [(5, 15), (25, 15), (50, 15), (75, 15), (95, 15)]
    assert seen(ofd, tmp_path, *places) == ["black", "white", "red", "black", "white"]


def jbig2() -> bytes:
    """A JBIG2 file of 32 x 32 pixels, the left half black, coded as a fax is."""
    fax, half = io.BytesIO(), Image.new("1", (32, 32), 0)
    half.paste(1, (0, 0, 16, 32))  # here one is ink
    half.save(fax, "TIFF", compression="group4")
    with Image.open(fax) as saved:
        at, size = saved.tag_v2[273][0], saved.tag_v2[279][0]  # type: ignore[attr-defined]
    rows = fax.getvalue()[at : at + size]
    page = struct.pack(">LLLLBH", 32, 32, 0, 0, 0, 0)
    region = struct.pack(">LLLLBB", 32, 32, 0, 0, 0, 1) + rows
    segments = struct.pack(">LBBBL", 0, 48, 0, 1, len(page)) + page
    segments += struct.pack(">LBBBL", 1, 38, 0, 1, len(region)) + region
    return b"\x97JB2\r\n\x1a\n\x01" + struct.pack(">L", 1) + segments


def test_clips(tmp_path: Path) -> None:
    clip = (
        "<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary='20 20 10 10'><ofd:AbbreviatedData>"
        "M 0 0 L 10 0 L 10 10 L 0 10 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip>"
        "</ofd:Clips>"
    )
    data = "M 0 0 L 100 0 L 100 100 L 0 100 C"
    fill = '<ofd:FillColor Value="0 0 0"/>'
    ofd = Ofd([path(data, more='Fill="true" CTM="2 0 0 2 0 0"', inner=fill + clip)])
    assert seen(ofd, tmp_path, (25, 25), (40, 40)) == ["black", "white"]
    moved = clip.replace("<ofd:Clips>", '<ofd:Clips TransFlag="true">')
    ofd = Ofd([path(data, more='Fill="true" CTM="2 0 0 2 0 0"', inner=fill + moved)])
    assert seen(ofd, tmp_path, (25, 25), (55, 55)) == ["white", "black"]


def test_blocks_composites_and_layers(tmp_path: Path) -> None:
    unit = (
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="50" Width="10" Height="10">'
        f"<ofd:Content>{square(0, 0, 10, RED)}</ofd:Content></ofd:CompositeGraphicUnit>"
        "</ofd:CompositeGraphicUnits>"
    )
    put = '<ofd:CompositeObject ID="8" Boundary="60 60 20 20" CTM="2 0 0 2 0 0" ResourceID="50"/>'
    ofd = Ofd([f"<ofd:PageBlock>{square(10, 10, 10)}</ofd:PageBlock>{put}"], more=unit)
    assert seen(ofd, tmp_path, (15, 15), (75, 75), (85, 85)) == ["black", "red", "white"]


def test_templates_lie_below_and_above(tmp_path: Path) -> None:
    common = "".join(
        f'<ofd:TemplatePage ID="{n}" ZOrder="{order}" BaseLoc="Tpls/T{n}.xml"/>'
        for n, order in ((70, "Background"), (71, "Foreground"))
    )
    parts: dict[str, bytes | str | None] = {
        f"Doc_0/Tpls/T{n}.xml": page_of(objects)
        for n, objects in ((70, square(10, 10, 40, RED)), (71, square(30, 30, 40, BLUE)))
    }
    named = '<ofd:Template TemplateID="71"/><ofd:Template TemplateID="70"/>'
    ofd = Ofd([square(20, 20, 40)], common=common, page=named, parts=parts)
    assert seen(ofd, tmp_path, (15, 15), (25, 25), (50, 50)) == ["red", "black", "blue"]


def test_annotations(tmp_path: Path) -> None:
    marks = "".join(
        f'<ofd:Annot ID="{n}" Type="Stamp" {more}><ofd:Appearance Boundary="{x} 40 20 20">'
        f"{square(0, 0, 20, RED)}</ofd:Appearance></ofd:Annot>"
        for n, (x, more) in enumerate(((10, ""), (60, 'Visible="false"')))
    )
    ofd = Ofd(
        [square(90, 90, 5)],
        document="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
        parts={
            "Doc_0/Annots/Annotations.xml": f'<ofd:Annotations {SPACE}><ofd:Page PageID="1">'
            "<ofd:FileLoc>Page_0/Annot.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>",
            "Doc_0/Annots/Page_0/Annot.xml": f"<ofd:PageAnnot {SPACE}>{marks}</ofd:PageAnnot>",
        },
    )
    assert seen(ofd, tmp_path, (20, 50), (70, 50)) == ["red", "white"]


def test_a_page_of_its_own_size_and_origin(tmp_path: Path) -> None:
    ofd = Ofd(
        [square(10, 20, 50)],
        page="<ofd:Area><ofd:PhysicalBox>10 20 100 100</ofd:PhysicalBox></ofd:Area>",
    )
    assert seen(ofd, tmp_path, (1, 1), (49, 49), (51, 51)) == ["black", "black", "white"]


def test_places_are_found_as_makers_write_them(tmp_path: Path) -> None:
    """From the root, with the strokes of another system, in other capitals."""
    ofd = Ofd([square(10, 10, 10)])
    ofd.parts["OFD.xml"] = (
        f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>/doc_0\\Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>"
    )
    assert seen(ofd, tmp_path, (15, 15)) == ["black"]


def test_the_older_name_of_the_format(tmp_path: Path) -> None:
    old = page_of(square(10, 10, 10)).replace("/2016", "")
    ofd = Ofd([""], parts={"Doc_0/Pages/Page_0/Content.xml": old})
    assert seen(ofd, tmp_path, (15, 15)) == ["black"]
