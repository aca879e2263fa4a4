"""The free Debian fonts that the generator uses, and the packages to install for them."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from PIL import ImageFont

ROOT = Path("/usr/share/fonts")


class Face(NamedTuple):
    """One face of a font file; `package` is the Debian package that contains it."""

    path: str
    number: int
    package: str


NOTO = "fonts-noto-cjk"
FACES: dict[str, Face] = {
    "serif": Face("opentype/noto/NotoSerifCJK-Regular.ttc", 2, NOTO),
    "serifb": Face("opentype/noto/NotoSerifCJK-Bold.ttc", 2, NOTO),
    "sans": Face("opentype/noto/NotoSansCJK-Regular.ttc", 2, NOTO),
    "sansb": Face("opentype/noto/NotoSansCJK-Bold.ttc", 2, NOTO),
    "song": Face("truetype/arphic/uming.ttc", 0, "fonts-arphic-uming"),
    "kai": Face("truetype/arphic/ukai.ttc", 0, "fonts-arphic-ukai"),
    "wenkai": Face("truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", 0, "fonts-lxgw-wenkai"),
    "pen": Face("truetype/lxgw-wenkai/LXGWWenKai-Light.ttf", 0, "fonts-lxgw-wenkai"),
    "brush": Face("truetype/smiley-sans/SmileySans-Oblique.ttf", 0, "fonts-smiley-sans"),
    "screen": Face("truetype/wqy/wqy-zenhei.ttc", 0, "fonts-wqy-zenhei"),
    "micro": Face("truetype/wqy/wqy-microhei.ttc", 0, "fonts-wqy-microhei"),
}
MORE: dict[str, Face] = {
    "seriflight": Face("opentype/noto/NotoSerifCJK-Light.ttc", 2, "fonts-noto-cjk-extra"),
    "serifsemi": Face("opentype/noto/NotoSerifCJK-SemiBold.ttc", 2, "fonts-noto-cjk-extra"),
    "sanslight": Face("opentype/noto/NotoSansCJK-DemiLight.ttc", 2, "fonts-noto-cjk-extra"),
    "sansmedium": Face("opentype/noto/NotoSansCJK-Medium.ttc", 2, "fonts-noto-cjk-extra"),
    "sansjapan": Face("opentype/noto/NotoSansCJK-Regular.ttc", 0, NOTO),
    "serifjapan": Face("opentype/noto/NotoSerifCJK-Regular.ttc", 0, NOTO),
    "sansmono": Face("opentype/noto/NotoSansCJK-Regular.ttc", 7, NOTO),
    "gbsong": Face("truetype/arphic-gbsn00lp/gbsn00lp.ttf", 0, "fonts-arphic-gbsn00lp"),
    "gbkai": Face("truetype/arphic-gkai00mp/gkai00mp.ttf", 0, "fonts-arphic-gkai00mp"),
    "mincho": Face("truetype/hanazono/HanaMinA.ttf", 0, "fonts-hanazono"),
    "babel": Face("truetype/babelstone/BabelStoneHan.ttf", 0, "fonts-babelstone-han"),
    "wenkaimono": Face("truetype/lxgw-wenkai/LXGWWenKaiMono-Regular.ttf", 0, "fonts-lxgw-wenkai"),
    "wenkaib": Face("truetype/lxgw-wenkai/LXGWWenKai-Bold.ttf", 0, "fonts-lxgw-wenkai"),
    "screenmono": Face("truetype/wqy/wqy-zenhei.ttc", 1, "fonts-wqy-zenhei"),
}
"""Faces of other makers, only for random layouts; shipped packets need none of them."""
EMBEDDABLE = {"song", "kai", "wenkai", "pen", "screen", "micro"}
"""Faces with TrueType outlines: only these can be used in a PDF's text layer."""


_instead: dict[str, str] = {}


@contextmanager
def drawn_with(faces: Mapping[str, str]) -> Iterator[None]:
    """Inside this context, layouts draw with the faces mapped in `faces`."""
    before = dict(_instead)
    _instead.update(faces)
    try:
        yield
    finally:
        _instead.clear()
        _instead.update(before)


_hands: list[str] = []


@contextmanager
def written_with(folder: Path | None) -> Iterator[None]:
    """Inside this context, all handwriting is in the TrueType faces of the folder, if given."""
    files = sorted(folder.resolve().rglob("*.ttf")) if folder else []
    added = {str(file): Face(str(file), 0, "") for file in files}
    MORE.update(added)
    _hands[:] = added
    try:
        yield
    finally:
        _hands.clear()
        for name in added:
            del MORE[name]


def hand_files() -> tuple[Path, ...]:
    """The font files of `written_with`."""
    return tuple(file_of(name) for name in _hands)


def hand_face(hand: tuple[object, ...], name: str) -> str:
    """The face that a hand writes with: its own one, or always the same of `written_with`."""
    return _hands[crc32(repr(hand).encode()) % len(_hands)] if _hands else chosen(name)


def chosen(name: str) -> str:
    """The face currently used for `name`."""
    return _instead.get(name, name)


def file_of(name: str) -> Path:
    """The path of the font file; it may not exist."""
    return ROOT / face_of(name).path


def face_of(name: str) -> Face:
    return FACES[name] if name in FACES else MORE[name]


@cache
def there(name: str) -> bool:
    """Whether the face is installed."""
    return file_of(name).exists()


@cache
def covers(name: str, char: str) -> bool:
    """Whether the face has a glyph for the character."""
    if char.isspace():
        return True
    drawn = font(name, 40)
    return bytes(drawn.getmask(char)) != bytes(drawn.getmask("\U0010fffd"))


STAND_INS = {"brush": "wenkai"}
"""Signature faces that may be substituted where pages need not be reproducible."""


def stand_ins() -> dict[str, str]:
    """The stand-ins that are needed on this computer, for `drawn_with`."""
    return {name: other for name, other in STAND_INS.items() if not file_of(name).exists()}


def missing(but: Collection[str] = ()) -> list[str]:
    """The Debian packages still to be installed, each once; except those of the faces in `but`."""
    wanted = {name: face for name, face in FACES.items() if name not in but}
    return sorted({face.package for name, face in wanted.items() if not file_of(name).exists()})


def lacking() -> list[str]:
    """The packages of `MORE` that are not installed: random layouts then do not use their faces."""
    return sorted({face.package for name, face in MORE.items() if not file_of(name).exists()})


def require(but: Collection[str] = ()) -> None:
    """Exit with the apt command to run if a font is missing."""
    if packages := missing(but):
        raise SystemExit(
            f"The generator draws with fonts that are missing: apt-get install {' '.join(packages)}"
        )


@cache
def font(name: str, pixels: int) -> ImageFont.FreeTypeFont:
    """The face at a size in pixels."""
    return ImageFont.truetype(str(file_of(name)), max(1, pixels), index=face_of(name).number)


@cache
def advance(name: str, char: str) -> float:
    """The width of one character as a fraction of the type size."""
    return font(name, 1000).getlength(char) / 1000
