"""Finds the glyph of a character: in the font that the OFD embeds, else in an installed one."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from unicodedata import category

from core.errors import InputError
from core.reasons import reason
from pipeline.reading.intake.names import shown
from pipeline.reading.intake.ofd.figures import is_on
from pipeline.reading.intake.ofd.installed import faces_for
from pipeline.reading.intake.ofd.resources import Resource, Resources
from pipeline.reading.intake.ofd.sfnt import BrokenFace, Sfnt
from pipeline.reading.intake.ofd.sheet import OfdSheet, UsedGlyphs

BARE = (b"\x01\x00\x04", b"\x80\x01", b"%!")  # fonts without a character map: CFF and Type 1
BOX = "\u25a1"  # replaces a sign (not a letter) that no font has
BULLETS = ("\uf000", "\uf0ff")  # code range of bullets in symbol fonts


@dataclass(frozen=True)
class OfdGlyph:
    """A glyph of a font on the page: its code there, its width in ems, how it is drawn."""

    face: str
    code: int
    width: float
    held: bool
    """Whether the OFD embeds its font; a substitute is made bold or slanted here."""
    drawn: bool = True
    """False for a blank: it is only in the text layer."""


@dataclass
class OfdFont:
    """A font of an OFD; one object for all text of a page that uses it."""

    resource: Resource | None
    resources: Resources
    sheet: OfdSheet
    key: str
    _found: dict[tuple[str, int | None], OfdGlyph | None] = field(default_factory=dict)
    _others: list[Sfnt] = field(default_factory=list)
    """The substitute fonts loaded so far."""

    @property
    def name(self) -> str:
        element = self.resource.element if self.resource else {}
        return element.get("FontName") or element.get("FamilyName") or "?"

    def is_said(self, attribute: str) -> bool:
        """Whether the OFD says that it is Bold or Italic."""
        return self.resource is not None and is_on(self.resource.element.get(attribute), False)

    def glyphs(self, chars: str, number: int | None = None) -> list[OfdGlyph]:
        """The glyph of that number for all the characters, or the glyphs of the characters.

        Non-characters have none. Raises InputError if a letter cannot be drawn.
        """
        if number is not None and self._holds(number):
            return [found] if (found := self._glyph(chars, number)) is not None else []
        found_all = (self._glyph(char, None) for char in chars)
        return [found for found in found_all if found is not None]

    def _holds(self, number: int) -> bool:
        own = self._own
        return 0 < number < (own.glyphs if isinstance(own, Sfnt) else 65536 if own else 0)

    def _glyph(self, chars: str, number: int | None) -> OfdGlyph | None:
        key = (chars, number)
        if key not in self._found:
            self._found[key] = self._looked_up(chars, number)
        return self._found[key]

    def _looked_up(self, chars: str, number: int | None) -> OfdGlyph | None:
        own = self._own
        if isinstance(own, Sfnt):
            glyph = number if number is not None else own.glyph(chars)
            if 0 < glyph < own.glyphs:
                return self._shown(self.key, own, glyph, chars)
        elif own is not None and number is not None:
            width = 0.5 if chars.isascii() else 1.0
            used = self.sheet.faces.setdefault(self.key, UsedGlyphs(own))
            return OfdGlyph(self.key, used.code(number, chars, width), width, held=True)
        if chars.isspace():
            return self._blank(1.0 if chars == "\u3000" else 0.5)
        if not chars.isprintable() and category(chars) != "Co":
            return None
        return self._instead(chars)

    def _blank(self, width: float) -> OfdGlyph | None:
        own = self._own
        if own is not None:
            data = own.alone() if isinstance(own, Sfnt) else own
            used = self.sheet.faces.setdefault(self.key, UsedGlyphs(data))
            return OfdGlyph(self.key, used.code(0, " ", width), width, held=True, drawn=False)
        for face in self._standing():
            made = self._shown(self.sheet.shared(face), face, 0, " ")
            return replace(made, width=width, drawn=False)
        return None

    def _instead(self, char: str) -> OfdGlyph:
        own_sign = category(char) == "Co"  # private use: the glyph of another font would be wrong
        for face in self._standing() if not own_sign else ():
            if glyph := face.glyph(char):
                return self._shown(self.sheet.shared(face), face, glyph, char)
        if char.isalnum() or (own_sign and not BULLETS[0] <= char <= BULLETS[1]):
            raise InputError(
                "font_missing",
                reason("ofd.font_missing", name=shown(self.name)[:40], char=char),
            )
        for face in self._standing():
            if glyph := face.glyph(BOX):
                return self._shown(self.sheet.shared(face), face, glyph, char)
        raise InputError("font_missing", reason("ofd.no_font"))

    def _standing(self) -> Iterator[Sfnt]:
        yield from list(self._others)
        known = len(self._others)
        for place, face in enumerate(faces_for(self.name)):
            if place >= known:
                self._others.append(face)
                yield face

    def _shown(self, key: str, face: Sfnt, glyph: int, char: str) -> OfdGlyph:
        if key not in self.sheet.faces:
            self.sheet.faces[key] = UsedGlyphs(face.alone())
        width = face.advance(glyph)
        code = self.sheet.faces[key].code(glyph, char, width)
        return OfdGlyph(key, code, width, held=key == self.key)

    @cached_property
    def _own(self) -> Sfnt | bytes | None:
        """The embedded font; bytes if it has no character map."""
        data = self.resources.file(self.resource, "FontFile") if self.resource else None
        if not data:
            return None
        try:
            return Sfnt(data)
        except BrokenFace:
            return data if data.startswith(BARE) else None
