"""Which glyph stands for a character: of the font that the OFD holds, else of an installed one."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from unicodedata import category

from core.errors import InputError
from pipeline.reading.intake.names import shown
from pipeline.reading.intake.ofd.figures import is_on
from pipeline.reading.intake.ofd.installed import faces_for
from pipeline.reading.intake.ofd.resources import Resource, Resources
from pipeline.reading.intake.ofd.sfnt import BrokenFace, Sfnt
from pipeline.reading.intake.ofd.sheet import Sheet, Shown

BARE = (b"\x01\x00\x04", b"\x80\x01", b"%!")  # faces that name no characters: CFF and Type 1
BOX = "\u25a1"  # stands for a sign, no letter, that no font has


@dataclass(frozen=True)
class Glyph:
    """A glyph of a face on the page: its code there, its width in ems, how it is to be drawn."""

    face: str
    code: int
    width: float
    held: bool
    """Whether the OFD holds its face; a stand-in is made bold or slanted by us."""
    drawn: bool = True
    """A blank is not: it stands in the text layer alone."""


@dataclass
class Font:
    """A font of an OFD. The same one is asked for all text of a page that names it."""

    resource: Resource | None
    resources: Resources
    sheet: Sheet
    key: str
    _found: dict[tuple[str, int | None], Glyph | None] = field(default_factory=dict)
    _others: list[Sfnt] = field(default_factory=list)

    @property
    def name(self) -> str:
        said = self.resource.element if self.resource else {}
        return said.get("FontName") or said.get("FamilyName") or "?"

    def is_said(self, attribute: str) -> bool:
        """Whether it says to be Bold or Italic."""
        return self.resource is not None and is_on(self.resource.element.get(attribute), False)

    def glyph(self, char: str, number: int | None = None) -> Glyph | None:
        """The glyph of that number, or of that character; None for what is no character.

        Raises InputError where a letter cannot be drawn.
        """
        key = (char, number)
        if key not in self._found:
            self._found[key] = self._looked_up(char, number)
        return self._found[key]

    def _looked_up(self, char: str, number: int | None) -> Glyph | None:
        own = self._own
        if isinstance(own, Sfnt):
            glyph = number if number is not None else own.glyph(char)
            if 0 < glyph < own.glyphs:
                return self._shown(self.key, own, glyph, char)
        elif own is not None and number:
            width = 0.5 if char.isascii() else 1.0
            shown = self.sheet.faces.setdefault(self.key, Shown(own))
            return Glyph(self.key, shown.code(number, char, width), width, held=True)
        if char.isspace():
            return self._blank(1.0 if char == "\u3000" else 0.5)
        if not char.isprintable() and category(char) != "Co":
            return None
        return self._instead(char)

    def _blank(self, width: float) -> Glyph | None:
        own = self._own
        if own is not None:
            data = own.alone() if isinstance(own, Sfnt) else own
            shown = self.sheet.faces.setdefault(self.key, Shown(data))
            return Glyph(self.key, shown.code(0, " ", width), width, held=True, drawn=False)
        for place, face in self._standing():
            made = self._shown(f"{self.key}S{place}", face, 0, " ")
            return replace(made, width=width, drawn=False)
        return None

    def _instead(self, char: str) -> Glyph:
        for place, face in self._standing():
            if glyph := face.glyph(char):
                return self._shown(f"{self.key}S{place}", face, glyph, char)
        if char.isalnum():
            raise InputError(
                "font_missing",
                f"文件未嵌入字体“{shown(self.name)[:40]}”，本机字体没有“{char}”字，页面无法完整显示；"
                "请安装中文字体后重试，或用 OFD 阅读器打印为 PDF 后提交",
            )
        for place, face in self._standing():
            if glyph := face.glyph(BOX):
                return self._shown(f"{self.key}S{place}", face, glyph, char)
        raise InputError("font_missing", "本机没有中文字体，请安装后重试，或打印为 PDF 后提交")

    def _standing(self) -> Iterator[tuple[int, Sfnt]]:
        yield from enumerate(self._others)
        known = len(self._others)
        for place, face in enumerate(faces_for(self.name)):
            if place >= known:
                self._others.append(face)
                yield place, face

    def _shown(self, key: str, face: Sfnt, glyph: int, char: str) -> Glyph:
        if key not in self.sheet.faces:
            self.sheet.faces[key] = Shown(face.alone())
        width = face.advance(glyph)
        code = self.sheet.faces[key].code(glyph, char, width)
        return Glyph(key, code, width, held=key == self.key)

    @cached_property
    def _own(self) -> Sfnt | bytes | None:
        """The face that the OFD holds; bytes where it names no characters."""
        data = self.resources.file(self.resource, "FontFile") if self.resource else None
        if not data:
            return None
        try:
            return Sfnt(data)
        except BrokenFace:
            return data if data.startswith(BARE) else None
