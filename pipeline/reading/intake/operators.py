"""Counts the operators of a PDF's content: what it draws, under which clips, and what it calls.

It uses one pattern on the bytes, not a parser: text and inline pictures may look like operators
sometimes, which only makes a page count as a little heavier.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from pipeline.reading.intake.inflate import InflatedTooLarge

_TOKEN = re.compile(
    rb"/([^\s()<>\[\]{}/%]++)\s++(?:[-+.\d]++\s++)?(Do|sh|gs|scn|SCN|Tf)(?![^\s/\[<(])"
    rb"|\(((?:[^()\\]|\\.)*+)\)|<([0-9A-Fa-f\s]*+)>"
    rb"|BI\b(.{1,400}?)\bID\b"
    rb"|(?<![^\s\])>])([A-Za-z'\"][A-Za-z0]?[A-Za-z]?\*?)(?![^\s/\[<(])",
    re.DOTALL,
)
_SIDE = re.compile(rb"/(W|H|Width|Height)\s+(\d+)")
_KINDS = {b"Do": "XObject", b"sh": "Shading", b"gs": "ExtGState", b"scn": "Pattern"}
_PAINTS = frozenset((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s"))
_DRAWS = _PAINTS | {b"Tj", b"TJ", b"'", b'"'}
_ENDS = _PAINTS | {b"n"}
_CURVES = frozenset((b"m", b"l", b"c", b"v", b"y"))
Use = tuple[str, str]
"""The kind of a resource, and its name."""


@dataclass
class StreamContent:
    """What one content stream draws itself; `uses` counts its calls of each resource."""

    operators: int = 0
    clips: int = 0
    pixels: int = 0
    largest: int = 0
    uses: Counter[Use] = field(default_factory=Counter)
    characters: Counter[str] = field(default_factory=Counter)
    """Bytes of text per font."""


@dataclass(frozen=True)
class _State:
    """The state saved by `q`: how many clips apply, which they are, the mask, the font."""

    clips: int = 0
    mark: int = 0
    mask: str | None = None
    font: str = ""


def drawn(data: bytes, max_operators: int) -> StreamContent:
    """Count what is drawn. Raises InflatedTooLarge above `max_operators` operators."""
    count = _Count()
    for token in _TOKEN.finditer(data):
        name, caller, text, hexed, inline, operator = token.groups()
        if operator is not None:
            count.operator(operator)
        elif caller is not None:
            count.call(name, caller)
        elif inline is not None:
            count.inline(inline)
        else:
            count.text(len(text) if text is not None else len(hexed) // 2)
        if count.found.operators > max_operators:
            raise InflatedTooLarge
    return count.found


class _Count:
    """The count, and the graphics state after the operators so far."""

    def __init__(self) -> None:
        self.found = StreamContent()
        self._state = _State()
        self._kept: list[_State] = []
        self._last = 0  # the clips of the last drawn object
        self._marks = 0
        self._curved = self._clipping = False
        self._boxes = 0

    def operator(self, name: bytes) -> None:
        self.found.operators += 1
        if name == b"q":
            self._kept.append(self._state)
        elif name == b"Q":
            self._state = self._kept.pop() if self._kept else _State()
        elif name in (b"W", b"W*"):
            self._clipping = True
        elif name in _CURVES:
            self._curved = True
        elif name == b"re":
            self._boxes += 1
        if name in _DRAWS:
            self._draw()
        if name in _ENDS:
            self._end()

    def call(self, name: bytes, caller: bytes) -> None:
        self.found.operators += 1
        kind = _KINDS.get(caller, "Pattern")
        label = name.decode("latin-1")
        if caller == b"Tf":
            self._state = replace(self._state, font=label)
            return
        if kind == "ExtGState":
            self._state = replace(self._state, mask=label)
            return
        if kind != "Pattern":
            self._draw()
        self.found.uses[kind, label] += 1

    def text(self, length: int) -> None:
        self.found.characters[self._state.font] += length

    def inline(self, keys: bytes) -> None:
        self.found.operators += 1
        sides = {key[:1]: int(number) for key, number in _SIDE.findall(keys)}
        pixels = sides.get(b"W", 0) * sides.get(b"H", 0)
        self.found.pixels += pixels
        self.found.largest = max(self.found.largest, pixels)
        self._draw()

    def _draw(self) -> None:
        """Count one object, its mask, and its clips if they differ from the last object's."""
        if self._state.mask is not None:
            self.found.uses["ExtGState", self._state.mask] += 1
        if self._state.mark != self._last:
            self.found.clips += self._state.clips
            self._last = self._state.mark

    def _end(self) -> None:
        """End of a path: a clipping path other than a plain box is counted as a further clip."""
        if self._clipping and (self._curved or self._boxes > 1):
            self._marks += 1
            self._state = replace(self._state, clips=self._state.clips + 1, mark=self._marks)
        self._curved = self._clipping = False
        self._boxes = 0
