"""The operators of a PDF's content, counted: what it draws, under which clips, and what it calls.

By one pattern over the bytes, not by a parser: text and inline pictures may look like operators now
and then, which only makes a page a little heavier than it is.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from pipeline.reading.intake.inflate import TooLarge

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
class Drawn:
    """What one content draws by itself; `uses` is how often it calls for each resource."""

    operators: int = 0
    clips: int = 0
    pixels: int = 0
    largest: int = 0
    uses: Counter[Use] = field(default_factory=Counter)
    characters: Counter[str] = field(default_factory=Counter)
    """How many bytes of text are set in each font."""


@dataclass(frozen=True)
class _State:
    """What `q` keeps: how many clips of any shape hold, which they are, the mask, the font."""

    clips: int = 0
    mark: int = 0
    mask: str | None = None
    font: str = ""


def drawn(data: bytes, most: int) -> Drawn:
    """Count what is drawn. Raises TooLarge above `most` operators."""
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
        if count.found.operators > most:
            raise TooLarge
    return count.found


class _Count:
    """The count, and the state that the operators so far have led to."""

    def __init__(self) -> None:
        self.found = Drawn()
        self._state = _State()
        self._kept: list[_State] = []
        self._last = 0  # the clips under which something was drawn last
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
        """One thing: its mask is drawn for it, its clips where they are not the last thing's."""
        if self._state.mask is not None:
            self.found.uses["ExtGState", self._state.mask] += 1
        if self._state.mark != self._last:
            self.found.clips += self._state.clips
            self._last = self._state.mark

    def _end(self) -> None:
        """A path's end: one that clips, and is no plain box, is one more to hold."""
        if self._clipping and (self._curved or self._boxes > 1):
            self._marks += 1
            self._state = replace(self._state, clips=self._state.clips + 1, mark=self._marks)
        self._curved = self._clipping = False
        self._boxes = 0
