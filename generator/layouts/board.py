"""A paper under construction: filled from top to bottom, with automatic page breaks."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.documents.page import Printed
from generator.layouts.lexicon import FieldWords, TypeWords
from generator.layouts.parts import share
from generator.layouts.style import Style
from generator.layouts.values import Forms, Raw
from generator.ops import Canvas, Colour
from generator.sheet import CanvasPart, FilledBlank

PLACE = re.compile(r"\{([a-zA-Z0-9_.]+)\}")
Parts = list[str | FilledBlank]


@dataclass(frozen=True)
class BoardRow:
    """A label and its value."""

    name: str
    label: str
    parts: Parts
    en: str = ""

    @property
    def text(self) -> str:
        return "".join(p if isinstance(p, str) else p.text for p in self.parts)


@dataclass
class Board:
    """The state of a paper under construction: its pages and the current position."""

    words: TypeWords
    style: Style
    forms: Forms
    values: Mapping[str, Raw]
    rng: random.Random
    shape: tuple[float, float] = (210.0, 297.0)
    draft: bool = False
    margin: float = 22.0
    sheets: list[CanvasPart] = field(default_factory=list)
    y: float = 0.0
    left: float = 0.0
    wide: float = 0.0
    decorate: Callable[[CanvasPart], None] | None = None
    make: Callable[[], CanvasPart] | None = None
    """Creates the next page; None for a plain empty sheet."""
    signatures: dict[str, str] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()
    """Fields that the paper does not print."""
    complete: bool = False
    """No optional part is missing, and everybody who must sign has signed."""
    ticks: Mapping[str, str] = field(default_factory=dict)
    """The box to tick, by field; fields not listed get a random one."""
    signed_at: tuple[CanvasPart, float] | None = None
    """Where people signed; the unit's seal goes there."""
    done: set[str] = field(default_factory=set)
    """Fields that are already printed or must not be."""

    def __post_init__(self) -> None:
        self.left = self.left or min(self.style.left, self.shape[0] * 0.14)
        self.wide = self.wide or self.shape[0] - 2 * self.left
        self.done |= self.absent
        if not self.sheets:
            self.turn()

    @property
    def sheet(self) -> CanvasPart:
        return self.sheets[-1]

    @property
    def size(self) -> float:
        return self.style.size

    @property
    def bottom(self) -> float:
        return self.shape[1] - self.margin * 0.8

    def turn(self) -> None:
        """Start a new page."""
        seed = self.rng.randrange(10**6)
        fresh = CanvasPart(Canvas(*self.shape, draft=self.draft), seed=seed)
        self.sheets.append(self.make() if self.make else fresh)
        if self.decorate:
            self.decorate(self.sheet)
        self.y = self.margin

    def need(self, height: float) -> None:
        """Start a new page if less than `height` is left on this one."""
        if self.y + height > self.bottom and self.y > self.margin + 1:
            self.turn()

    def chosen(self, kind: str, items: Sequence[str]) -> str:
        """A random item of this type's list, from the paper's part (tune or kept)."""
        return self.rng.choice(share(f"{self.words.id}/{kind}", items, self.style.part))

    def rule(self, kind: str, items: Sequence[str]) -> str:
        """A random item of a list shared by all types, from the paper's part."""
        return self.rng.choice(share(kind, items, self.style.part))

    def fill(self, name: str, label: str = "", suffix: str = "", prefix: str = "") -> FilledBlank:
        """The value of a field, formatted for this paper."""
        words = self.words.fields.get(name)
        source = words.source if words else name
        printed = self.forms.printed(self.values[source], label, suffix)
        return self.inked(printed, None if name.startswith("_") else prefix + name)

    def inked(self, printed: Printed, name: str | None) -> FilledBlank:
        """A value in this paper's style of filled blanks."""
        look, text = self.style, printed.text
        if look.blank == "spaced":
            return FilledBlank(f" {self.safe(text)} ", name, printed.value)
        if look.blank in ("plain", "bold"):
            return FilledBlank(self.safe(text), name, printed.value)
        hand = look.hand if look.blank.startswith("hand") else None
        text = look.safe(text, hand.face) if hand else self.safe(text)
        blank = 0.1 if hand and look.blank == "hand" else self.rng.uniform(0.5, 3) * look.size
        return FilledBlank(text, name, printed.value, hand, blank)

    def safe(self, text: str) -> str:
        return self.style.safe(self.style.safe(text, self.style.value_face))

    def parts(self, template: str, label: str = "") -> Parts:
        """A template with its blanks filled in."""
        pieces = PLACE.split(template)
        made: Parts = []
        for n, piece in enumerate(pieces):
            if n % 2:
                made.append(self.fill(piece, label, pieces[n + 1]))
            elif piece:
                made.append(self.style.safe(piece))
        return made

    def row(self, words: FieldWords) -> BoardRow:
        """The row of a field: a random label and the value."""
        label = self.chosen(f"labels/{words.name}", words.labels)
        if words.choices:
            return BoardRow(words.name, label, self.boxes(words), words.en)
        usual = ("{" + words.name + "}",)
        text = self.chosen(f"texts/{words.name}", words.texts or usual)
        return BoardRow(words.name, label, self.parts(text, label), words.en)

    def boxes(self, words: FieldWords) -> Parts:
        """Checkboxes, one of them ticked; `text|value` prints the text and reports the value."""
        some = self.rng.choice(words.choices)
        wanted = self.ticks.get(words.name)
        chosen = next((c for c in words.choices if c.partition("|")[0] == wanted), some)
        tick = self.rng.choice(("■", "■", "√", "[√]"))
        gap = self.rng.choice((" ", "  ", "　"))
        made: Parts = []
        name = None if words.name.startswith("_") else words.name
        for n, option in enumerate(words.choices):
            text, _, value = option.partition("|")
            made.append(self.style.safe((gap if n else "") + (tick if option == chosen else "□")))
            made.append(FilledBlank(text, name, value or text) if option == chosen else text)
        return made

    def height(
        self, parts: Sequence[str | FilledBlank], wide: float, size: float, leading: float
    ) -> float:
        """The height of a paragraph."""
        scratch = CanvasPart(Canvas(draft=True))
        return scratch.flow(
            0, 0, wide, self.fitted(parts, wide, size), size, leading, self.style.face
        )

    def fitted(self, parts: Sequence[str | FilledBlank], wide: float, size: float) -> Parts:
        """The parts; a blank wider than a line becomes plain text so that it can wrap."""
        return [
            FilledBlank(p.text, p.name, p.value)
            if isinstance(p, FilledBlank) and (p.hand or p.blank) and self.room(p, size) > wide
            else p
            for p in parts
        ]

    def room(self, part: FilledBlank, size: float) -> float:
        """The width of a filled blank as `Pen` computes it."""
        if not part.hand and not part.blank:
            return self.sheet.width(part.text, size, self.style.face)
        face, more = (part.hand.face, 1.2) if part.hand else (self.style.face, 1.0)
        return max(part.blank, self.sheet.width(part.text, size, face) * more + size * 0.6)

    def flow(self, parts: Sequence[str | FilledBlank], indent: float = 0.0, x: float | None = None,
             wide: float | None = None, size: float = 0.0, face: str = "",
             leading: float = 0.0, colour: Colour | None = None) -> None:  # fmt: skip
        """Add a paragraph at the current position, or on the next page if it does not fit."""
        look = self.style
        size, leading = size or look.size, leading or look.leading
        wide = self.wide if wide is None else wide
        self.need(self.height(parts, wide, size, leading))
        parts = self.fitted(parts, wide, size)
        self.y = self.sheet.flow(
            self.left if x is None else x, self.y, wide, parts, size, leading,
            face or look.face, indent, colour or look.ink,
        )  # fmt: skip

    def title(self, text: str) -> None:
        look, size = self.style, self.style.title_size
        text, middle = look.safe(text, look.bold), self.left + self.wide / 2
        spacing = look.title_spacing
        while self.sheet.width(text, size, look.bold, spacing) > self.wide and size > 3:
            size, spacing = size * 0.92, spacing * 0.5
        x, anchor = (middle, "c") if look.centred else (self.left, "l")
        self.sheet.text(
            x, self.y, text, size, look.bold, anchor=anchor, spacing=spacing, colour=look.ink
        )
        self.y += size * self.rng.uniform(1.5, 2.6)

    def label(self, text: str, en: str = "", spread: int = 0) -> str:
        """A label in this paper's style: spread to `spread` characters, with its translation."""
        look = self.style
        if look.spread == "spread" and 2 <= len(text) < spread and not text.isascii():
            blank = (spread - len(text)) / (len(text) - 1)
            text = ("　" * max(1, round(blank))).join(text)
        elif look.spread == "spaced" and len(text) == 2:
            text = " ".join(text)
        if en and look.tongue == "after":
            text = f"{text} {en}"
        elif en and look.tongue == "slash":
            text = f"{text}/{en}"
        return look.safe(text)
