"""Text of a page: each character at its place, in its glyph."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.reading.intake.ofd.figures import is_on, number, steps
from pipeline.reading.intake.ofd.fonts import Font, Glyph
from pipeline.reading.intake.ofd.limits import Budget
from pipeline.reading.intake.ofd.package import Element, all_below, said
from pipeline.reading.intake.ofd.style import Style

BOLD = 600  # a weight from which on a stand-in is drawn bold
BOLDER, SLANT = 0.035, 0.21  # of the type size
NARROWEST = 0.4  # of a stand-in's own width
FILLED, OUTLINED, BOTH, UNSEEN = 0, 1, 2, 3  # ways to draw text in a PDF


class _Placed(NamedTuple):
    glyph: Glyph
    x: float
    y: float
    narrow: float
    """How much narrower a stand-in is drawn, so that it does not touch the next character."""


def text_ops(element: Element, font: Font, style: Style, budget: Budget) -> Iterator[str]:
    """Operators that draw a text object in its own frame; nothing where none of it is drawn."""
    filled = is_on(element.get("Fill"), True)
    outlined = is_on(element.get("Stroke"), False)
    size = number(element.get("Size"), 0.0)
    placed = list(_placed(element, font, size, budget)) if size > 0 else []
    if not placed or not (filled or outlined):
        return
    heavy = font.is_said("Bold") or number(element.get("Weight"), 400.0) >= BOLD
    slanted = font.is_said("Italic") or is_on(element.get("Italic"), False)
    turn = math.radians(-number(element.get("CharDirection")))
    wide = number(element.get("HScale"), 1.0) or 1.0
    red, green, blue = style.fill().colour
    edge = style.stroke().colour if outlined else style.fill().colour
    yield f"{red:.4f} {green:.4f} {blue:.4f} rg {edge[0]:.4f} {edge[1]:.4f} {edge[2]:.4f} RG"
    yield "BT"
    way = (BOTH if filled else OUTLINED) if outlined else FILLED
    if outlined:
        yield style.line()
    cos, sin = math.cos(turn), math.sin(turn)
    now = ("", False, True)
    for glyph, x, y, narrow in placed:
        bolder = heavy and filled and not outlined and not glyph.held
        if (glyph.face, bolder, glyph.drawn) != now:
            now = (glyph.face, bolder, glyph.drawn)
            yield f"/{glyph.face} {size:.4f} Tf"
            yield (
                f"{size * BOLDER:.4f} w {BOTH} Tr"
                if bolder
                else f"{way if glyph.drawn else UNSEEN} Tr"
            )
        lean = SLANT if slanted and not glyph.held else 0.0
        # glyphs stand upright in a frame whose y runs down
        a, b = cos * wide * narrow, -sin * wide * narrow
        c, d = cos * lean - sin, -sin * lean - cos
        yield f"{a:.6f} {b:.6f} {c:.6f} {d:.6f} {x:.4f} {y:.4f} Tm <{glyph.code:04X}> Tj"
    yield "ET"


def _placed(element: Element, font: Font, size: float, budget: Budget) -> Iterator[_Placed]:
    """Every glyph with its origin, as distances say; without any, as wide as the font has it."""
    runs, first = _runs(element, budget), 0
    down = int(number(element.get("ReadDirection"))) % 180 == 90
    wide = number(element.get("HScale"), 1.0) or 1.0
    x = y = 0.0
    for code in all_below(element, "TextCode"):
        text = (code.text or "").strip("\r\n\t")
        budget.spend("glyphs", len(text))
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        across, along = steps(code.get("DeltaX")), steps(code.get("DeltaY"))
        free = not across and not along
        right, low = x, y
        for place, char in enumerate(text):
            shift, room = 0.0, _room(across, place, char)
            for one in runs.get(first + place, (None,)):
                glyph = font.glyph(char, one)
                if glyph is not None:
                    narrow = 1.0 if glyph.held else room / (size * wide * glyph.width or 1.0)
                    narrow = max(NARROWEST, min(1.0, narrow))
                    yield _Placed(glyph, right + shift, low, narrow)
                shift += size * wide * (glyph.width if glyph is not None else 0.5)
            right += _at(across, place) if not free else 0.0 if down else shift
            low += _at(along, place) if not free else size if down else 0.0
        first += len(text)


def _runs(element: Element, budget: Budget) -> dict[int, tuple[int, ...]]:
    """The numbers of glyphs, by the place of the character that they stand for.

    Where they are more than their characters the last one has the rest, where fewer none.
    """
    found: dict[int, tuple[int, ...]] = {}
    for run in all_below(element, "CGTransform"):
        glyphs = [int(number(one)) for one in said(run, "Glyphs").split()]
        first = int(number(run.get("CodePosition")))
        count = int(number(run.get("CodeCount"), 1.0))
        if not glyphs:
            continue
        budget.spend("glyphs", max(count, len(glyphs)))
        for place in range(max(0, count)):
            rest = glyphs[place:] if place == count - 1 else glyphs[place : place + 1]
            found[first + place] = tuple(rest)
    return found


def _room(across: list[float], place: int, char: str) -> float:
    """How wide a character may be: as far as to the next; the last as the one before it."""
    last = place >= len(across)
    room = (across[-1] if across and char.isascii() else 0.0) if last else across[place]
    return room if room > 0 else math.inf


def _at(distances: list[float], place: int) -> float:
    return distances[place] if place < len(distances) else 0.0
