"""Electronic seals of OFDs: shown where they are put, and whether what they sign was changed."""

import base64
import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import InputError
from generator import der
from pipeline.reading.intake.ofd import signed
from pipeline.reading.intake.ofd.ses import read_signed
from pipeline.reading.intake.ofd.signed import OfdSignature, signatures
from tests.pipeline.reading.intake.ofds import SPACE, Ofd, colour, picture, shown, square

AT = "20250102030405Z"
COVERED = ("Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml")
LIST = "Doc_0/Signs/Signatures.xml"
Make = Callable[[bytes, str, str, bytes], bytes]


def sealed(
    *,
    boundary: str = "20 20 40 40",
    more: str = "",
    image: bytes | None = None,
    kind: str = "png",
    method: str = "1.2.156.10197.1.401",
    digest: str = "sm3",
    make: Make = der.signed,
    covered: tuple[str, ...] = COVERED,
    file: bool = True,
) -> Ofd:
    """A page with a square below a seal; the seal's picture has a blue quarter and is red."""
    ofd = Ofd(
        [square(50, 50, 30)], body="<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>"
    )
    made = der.seal("样例机关业务专用章", image or picture("PNG"), 40, 40, kind)
    ofd.parts[LIST] = (
        f'<ofd:Signatures {SPACE}><ofd:Signature ID="1" BaseLoc="Sign_0/Signature.xml"/>'
        "</ofd:Signatures>"
    )
    parts = {name: _read(ofd, name) for name in (*COVERED, LIST)}
    references = "".join(
        f'<ofd:Reference FileRef="/{name}"><ofd:CheckValue>'
        f"{base64.b64encode(hashlib.new(digest, parts[name]).digest()).decode()}</ofd:CheckValue>"
        "</ofd:Reference>"
        for name in covered
    )
    seal = "<ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal>" if file else ""
    what = (
        f"<ofd:Signature {SPACE}><ofd:SignedInfo>"
        f'<ofd:References CheckMethod="{method}">{references}</ofd:References>'
        f'<ofd:StampAnnot ID="1" PageRef="1" Boundary="{boundary}" {more}/>{seal}'
        "</ofd:SignedInfo><ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>"
    ).encode()
    ofd.parts |= {
        "Doc_0/Signs/Sign_0/Signature.xml": what,
        "Doc_0/Signs/Sign_0/SignedValue.dat": make(made, "样例机关", AT, what),
    }
    if file:
        ofd.parts["Doc_0/Signs/Sign_0/Seal.esl"] = made
    return ofd


def _read(ofd: Ofd, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(ofd.bytes())) as archive:
        return archive.read(name)


def told(ofd: Ofd, folder: Path) -> OfdSignature:
    (one,) = signatures(ofd.write(folder / "a.ofd"))
    return one


@pytest.mark.parametrize("make", [der.signed, der.signed_of_old])
@pytest.mark.parametrize("file", [True, False])
def test_a_seal_is_shown_where_it_was_put(tmp_path: Path, make: Make, file: bool) -> None:
    """From the seal's own file, or from what was signed with it; print is seen through it."""
    drawn = shown(sealed(make=make, file=file), tmp_path)
    places = ((25, 25), (55, 25), (30, 55), (65, 25), (55, 55))
    assert [colour(drawn, *place) for place in places] == ["blue", "red", "red", "white", "black"]


def test_a_part_of_a_seal_across_pages(tmp_path: Path) -> None:
    drawn = shown(sealed(more='Clip="20 0 20 40"'), tmp_path)
    assert [colour(drawn, *place) for place in ((25, 25), (45, 25))] == ["white", "red"]


def test_a_seal_whose_picture_is_an_ofd(tmp_path: Path) -> None:
    inner = Ofd([square(0, 0, 50, "255 0 0")]).bytes()
    drawn = shown(sealed(image=inner, kind="ofd"), tmp_path)
    assert [colour(drawn, *place) for place in ((25, 25), (45, 25))] == ["red", "white"]


def test_a_seal_that_cannot_be_shown_leaves_the_page_unread(tmp_path: Path) -> None:
    for ofd in (sealed(image=b"<svg/>", kind="svg"), sealed(boundary="1 1 0 0")):
        with pytest.raises(InputError):
            shown(ofd, tmp_path)
    broken = sealed(file=False)
    broken.parts["Doc_0/Signs/Sign_0/SignedValue.dat"] = b"0\x82\xff\xffno seal"
    with pytest.raises(InputError, match="印章"):
        shown(broken, tmp_path)


@pytest.mark.parametrize("make", [der.signed, der.signed_of_old])
def test_all_is_as_it_was_signed(tmp_path: Path, make: Make) -> None:
    found = told(sealed(make=make), tmp_path)
    assert (found.unchanged, found.why) == (True, "")
    assert (found.signer, found.seal) == ("样例机关", "样例机关业务专用章")
    assert found.pages == (1,)
    assert found.value == signed.NOT_VERIFIED
    if make is der.signed:
        assert found.time == "2025-01-02 03:04:05"


def test_other_digests(tmp_path: Path) -> None:
    for method in ("SHA-256", "2.16.840.1.101.3.4.2.1"):
        found = told(sealed(method=method, digest="sha256"), tmp_path)
        # what the seal's own value holds is SM3's: the file that lists the parts seems changed
        assert (found.unchanged, found.why) == (False, "签名文件已被改动")
    assert told(sealed(method="MD2"), tmp_path).unchanged is None


def test_a_page_that_was_changed(tmp_path: Path) -> None:
    ofd = sealed()
    ofd.pages = [square(50, 50, 31)]
    found = told(ofd, tmp_path)
    assert found.unchanged is False
    assert found.why == "Doc_0/Pages/Page_0/Content.xml 已被改动"


def test_a_list_that_was_changed(tmp_path: Path) -> None:
    ofd = sealed()
    name = "Doc_0/Signs/Sign_0/Signature.xml"
    whole = ofd.parts[name]
    assert isinstance(whole, bytes)
    ofd.parts[name] = whole.replace(b"20 20 40 40", b"30 20 40 40")
    found = told(ofd, tmp_path)
    assert (found.unchanged, found.why) == (False, "签名文件已被改动")


def test_a_signature_that_was_added_later(tmp_path: Path) -> None:
    """It is written into the list of all; what the first one signed is as it was."""
    ofd = sealed(covered=(*COVERED, LIST))
    before = signatures(ofd.write(tmp_path / "a.ofd"))
    assert [one.unchanged for one in before] == [True]
    listed = ofd.parts[LIST]
    assert isinstance(listed, str)
    second = '<ofd:Signature ID="2" BaseLoc="Sign_1/Signature.xml"/></ofd:Signatures>'
    ofd.parts[LIST] = listed.replace("</ofd:Signatures>", second)
    for name in ("Signature.xml", "SignedValue.dat", "Seal.esl"):
        ofd.parts[f"Doc_0/Signs/Sign_1/{name}"] = ofd.parts[f"Doc_0/Signs/Sign_0/{name}"]
    after = signatures(ofd.write(tmp_path / "a.ofd"))
    assert [one.unchanged for one in after] == [True, False]  # the second lists it as it was not


def test_a_part_that_is_gone(tmp_path: Path) -> None:
    ofd = sealed(covered=COVERED)
    name = "Doc_0/Signs/Sign_0/Signature.xml"
    whole = ofd.parts[name]
    assert isinstance(whole, bytes)
    ofd.parts[name] = whole.replace(b"Document.xml", b"Other.xml")
    assert "缺少 /Doc_0/Other.xml" in told(ofd, tmp_path).why


def test_what_a_signature_leaves_out_is_left_open(tmp_path: Path) -> None:
    found = told(sealed(covered=COVERED[:1]), tmp_path)
    assert found.unchanged is None
    assert found.why == "签名未包括 Doc_0/Pages/Page_0/Content.xml"


def test_a_computer_without_the_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str, data: bytes) -> object:
        raise ValueError(f"unsupported hash type {name}")

    ofd = sealed()
    monkeypatch.setattr(signed.hashlib, "new", none)
    found = told(ofd, tmp_path)
    assert found.unchanged is None
    assert "SM3" in found.why


def test_a_value_of_another_form(tmp_path: Path) -> None:
    ofd = sealed()
    ofd.parts["Doc_0/Signs/Sign_0/SignedValue.dat"] = der.der(der.SEQUENCE, der.number(1))
    found = told(ofd, tmp_path)
    assert (found.unchanged, found.signer) == (None, None)
    assert found.why == "签名值的格式不支持，签名文件本身未核对"
    assert found.seal == "样例机关业务专用章"  # by its own file


def test_a_file_without_signatures(tmp_path: Path) -> None:
    assert signatures(Ofd([""]).write(tmp_path / "a.ofd")) == []


@pytest.mark.parametrize("data", [b"", b"\x30", b"\x30\x84\xff\xff\xff\xff", b"\x30\x80" * 3000])
def test_structures_that_are_none(data: bytes) -> None:
    assert read_signed(data).picture is None
    deep = b"\x30\x00"
    for _ in range(50):
        deep = der.der(der.SEQUENCE, deep)
    assert read_signed(deep).picture is None
