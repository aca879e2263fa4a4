"""OFDs that are broken, locked or meant to harm: each is refused, with what to do."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import InputError
from core.limits import limits
from pipeline.reading.intake.decode import contents
from pipeline.reading.intake.ofd.sfnt import BrokenFace, Sfnt
from pipeline.reading.intake.packet import open_packet
from tests.pipeline.reading.intake.ofds import (
    SPACE,
    Ofd,
    face,
    held,
    image,
    path,
    picture,
    shown,
    square,
    text,
    zipped,
)


def refused(ofd: Ofd | bytes, folder: Path) -> str:
    """The code with which a file is refused, at counting or at its page."""
    source = folder / "a.ofd"
    source.write_bytes(ofd if isinstance(ofd, bytes) else ofd.bytes())
    with pytest.raises(InputError, match="请") as error:
        contents(source)
        assert isinstance(ofd, Ofd)
        shown(ofd, folder)
    return error.value.code


def test_broken_and_missing_parts(tmp_path: Path) -> None:
    good = [square(10, 10, 10)]
    whole = Ofd(good).bytes()
    assert refused(whole[: len(whole) // 2], tmp_path) == "damaged"
    assert refused(Ofd(good, parts={"Doc_0/Document.xml": None}), tmp_path) == "damaged"
    assert refused(Ofd(good, parts={"Doc_0/Pages/Page_0/Content.xml": None}), tmp_path) == "damaged"
    assert refused(Ofd(good, parts={"OFD.xml": "<a><b></a>"}), tmp_path) == "damaged"
    assert refused(Ofd(good, parts={"OFD.xml": ""}), tmp_path) == "damaged"
    assert refused(Ofd(good, parts={"OFD.xml": f"<ofd:OFD {SPACE}/>"}), tmp_path) == "damaged"
    assert refused(Ofd([]), tmp_path) == "no_pages"


def test_a_damaged_one_is_no_packet_of_its_own_parts(tmp_path: Path) -> None:
    whole = Ofd([square(10, 10, 10)]).bytes()
    (tmp_path / "a.ofd").write_bytes(whole[:-40])
    with open_packet(tmp_path / "a.ofd") as packet:
        assert [file.name for file in packet.files] == ["a.ofd"]


def test_locked(tmp_path: Path) -> None:
    good = [square(10, 10, 10)]
    assert refused(Ofd(good, parts={"Encryptions.xml": "<a/>"}), tmp_path) == "encrypted"
    assert refused(Ofd(good, body="<ofd:Encryptions>x</ofd:Encryptions>"), tmp_path) == "encrypted"


def test_entities_are_not_unfolded(tmp_path: Path) -> None:
    bomb = (
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY f SYSTEM "file:///etc/hostname">]>'
        f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>&b;&f;</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    assert refused(Ofd([""], parts={"OFD.xml": bomb}), tmp_path) == "damaged"


def test_bombs(tmp_path: Path, limited: Callable[..., None]) -> None:
    good = [square(10, 10, 10)]
    assert refused(Ofd(good, parts={"zeros": bytes(80 * 2**20)}), tmp_path) == "zip_bomb"
    limited(ofd_parts=50)
    many: dict[str, bytes | str | None] = {f"p{n}": b"" for n in range(60)}
    assert refused(Ofd(good, parts=many), tmp_path) == "zip_bomb"
    limited(ofd_xml=1000)
    assert refused(Ofd(good, document=" " * 2000), tmp_path) == "damaged"


def test_one_name_twice(tmp_path: Path) -> None:
    """Else what is shown may be another part than what is signed."""
    source = tmp_path / "a.ofd"
    Ofd([square(10, 10, 10)]).write(source)
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr("./Doc_0/Document.xml", "<a/>")
    with pytest.raises(InputError, match="重名"):
        contents(source)


def test_names_that_climb_out(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text(f"<ofd:Document {SPACE}/>", "utf-8")
    for place in ("../secret.xml", "/../../secret.xml", str(tmp_path / "secret.xml")):
        body = f"<ofd:DocBody><ofd:DocRoot>{place}</ofd:DocRoot></ofd:DocBody>"
        entry = f"<ofd:OFD {SPACE}>{body}</ofd:OFD>"
        assert refused(Ofd([""], parts={"OFD.xml": entry}), tmp_path) == "damaged"


def test_composites_that_hold_themselves(tmp_path: Path) -> None:
    put = '<ofd:CompositeObject ID="8" Boundary="0 0 9 9" ResourceID="50"/>'
    more = (
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="50"><ofd:Content>'
        f"{put}{put}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )
    assert refused(Ofd([put], more=more), tmp_path) == "bad_page"


def test_composites_that_multiply(tmp_path: Path) -> None:
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{50 + n}"><ofd:Content>'
        + f'<ofd:CompositeObject ID="8" Boundary="0 0 9 9" ResourceID="{51 + n}"/>' * 10
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
        for n in range(9)
    )
    more = f"<ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits>"
    first = '<ofd:CompositeObject ID="8" Boundary="0 0 9 9" ResourceID="50"/>'
    unit = '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="59"><ofd:Content/>'
    more += f"{unit}</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    assert refused(Ofd([first], more=more), tmp_path) == "too_complex"


def test_blocks_within_blocks(tmp_path: Path) -> None:
    deep = "<ofd:PageBlock>" * 60 + "</ofd:PageBlock>" * 60
    assert refused(Ofd([deep]), tmp_path) == "bad_page"
    deeper = "<ofd:PageBlock>" * 5000 + "</ofd:PageBlock>" * 5000
    assert refused(Ofd([deeper]), tmp_path) == "damaged"


def test_more_than_any_paper_has(tmp_path: Path, limited: Callable[..., None]) -> None:
    assert refused(held(Ofd([text("方" * (limits().ofd_glyphs + 1))])), tmp_path) == "too_complex"
    run = text("方方", code=f'DeltaX="g {10**9} 1"')
    assert refused(held(Ofd([run])), tmp_path) == "bad_page"
    many = "1 " * (limits().ofd_glyphs + 1)
    count = f"<ofd:CGTransform><ofd:Glyphs>{many}</ofd:Glyphs></ofd:CGTransform>"
    assert refused(held(Ofd([text("方", inner=count)])), tmp_path) == "too_complex"
    limited(ofd_steps=100)
    assert refused(Ofd([path("M 0 0 " + "L 1 1 " * 100)]), tmp_path) == "too_complex"


@pytest.mark.parametrize(
    "area", ["0 0 1e6 1e6", "0 0 0 100", "0 0 nan 100", "0 0 -5 100", "0 0", ""]
)
def test_sizes_that_no_paper_has(tmp_path: Path, area: str) -> None:
    assert refused(Ofd([square(10, 10, 10)], area=area), tmp_path) == "bad_page"


@pytest.mark.parametrize(
    "broken",
    [
        path("M nan 0 L 5 5"),
        path("M 1e999 0 L 5 5"),
        path("M 0"),
        path("X 0 0"),
        path("L"),
        path("M 0 0", more='CTM="1 0 0"'),
        text("方", more='CTM="a b c d e f"'),
        text("方", code='DeltaX="g 2"'),
        square(0, 0, 5, "0 0"),
        square(0, 0, 5, "#XX 0 0"),
        image(999, "0 0 9 9"),
        image(101, "0 0 9 9"),
        '<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="99"/>',
    ],
)
def test_what_cannot_be_drawn_as_it_was_meant(tmp_path: Path, broken: str) -> None:
    ofd = held(Ofd([broken], media={"a.png": b"\x89PNG nothing"}))
    assert refused(ofd, tmp_path) == "bad_page"


def test_pictures_that_are_too_large(tmp_path: Path, limited: Callable[..., None]) -> None:
    limited(ofd_pixels=300)
    ofd = Ofd([image(101, "0 0 9 9")], media={"a.png": picture("PNG")})
    assert refused(ofd, tmp_path) == "too_many_pixels"


def test_a_torn_jpeg_leaves_the_page_unread(tmp_path: Path) -> None:
    whole = picture("JPEG")
    ofd = Ofd([image(101, "0 0 9 9")], media={"a.jpg": whole[: len(whole) * 3 // 4]})
    assert refused(ofd, tmp_path) in ("damaged", "bad_page")


def test_a_template_that_is_not_there(tmp_path: Path) -> None:
    ofd = Ofd([square(1, 1, 5)], page='<ofd:Template TemplateID="7"/>')
    assert refused(ofd, tmp_path) == "bad_page"


@pytest.mark.parametrize("at", [0, 4, 12, 40, 60, 120, 200, 260, 300])
def test_faces_that_are_broken(tmp_path: Path, at: int) -> None:
    """Whatever a face says of itself, nothing but BrokenFace comes of it."""
    data = face("方小")
    for part in (data[:at], data[:at] + b"\xff" * 8 + data[at + 8 :]):
        try:
            made = Sfnt(part)
        except BrokenFace:
            continue
        assert made.glyph("方") < 65536
        assert made.advance(made.glyph("小")) >= 0
        assert made.alone()


def test_an_empty_zip_is_none(tmp_path: Path) -> None:
    source = tmp_path / "a.ofd"
    source.write_bytes(zipped({}))
    with pytest.raises(InputError) as error:
        contents(source)
    assert error.value.code == "unsupported"
