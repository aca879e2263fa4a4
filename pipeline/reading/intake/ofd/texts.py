"""Text of a page: places the glyph of each character."""

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.reading.intake.ofd.figures import is_on, number, steps
from pipeline.reading.intake.ofd.fonts import OfdFont, OfdGlyph
from pipeline.reading.intake.ofd.limits import DrawingBudget
from pipeline.reading.intake.ofd.package import Element, all_below, child_text
from pipeline.reading.intake.ofd.style import BLACK, OfdStyle, inks

BOLD = 600  # weight from which a substitute font is drawn bold
BOLDER, SLANT = 0.035, 0.21  # of the type size
LAID_OUT = re.compile(r"^[ \t]*[\r\n]\s*|[ \t]*[\r\n]\s*$")
"""Line breaks that an XML writer added around a text."""
NARROWEST = 0.4  # of a substitute glyph's own width
FILLED, OUTLINED, BOTH, UNSEEN = 0, 1, 2, 3  # PDF text rendering modes


class _Placed(NamedTuple):
    glyph: OfdGlyph
    x: float
    y: float
    narrow: float
    """Horizontal scale of a substitute glyph, so that it does not touch the next character."""


def text_ops(
    element: Element, font: OfdFont, style: OfdStyle, budget: DrawingBudget
) -> Iterator[str]:
    """Operators that draw a text object in its own frame; empty if nothing is drawn."""
    filled = is_on(element.get("Fill"), True)
    fill, stroke = style.fill() or BLACK, style.stroke()
    outlined = is_on(element.get("Stroke"), False) and stroke is not None
    size = number(element.get("Size"), 0.0)
    placed = list(_placed(element, font, size, budget)) if size > 0 else []
    if not placed or not (filled or outlined):
        return
    heavy = font.is_said("Bold") or number(element.get("Weight"), 400.0) >= BOLD
    slanted = font.is_said("Italic") or is_on(element.get("Italic"), False)
    turn = math.radians(-number(element.get("CharDirection")))
    wide = number(element.get("HScale"), 1.0) or 1.0
    yield inks(fill, stroke if stroke is not None and outlined else fill)
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
        # glyphs are upright in a frame whose y axis points down
        a, b = cos * wide * narrow, -sin * wide * narrow
        c, d = cos * lean - sin, -sin * lean - cos
        yield f"{a:.6f} {b:.6f} {c:.6f} {d:.6f} {x:.4f} {y:.4f} Tm <{glyph.code:04X}> Tj"
    yield "ET"


def _placed(
    element: Element, font: OfdFont, size: float, budget: DrawingBudget
) -> Iterator[_Placed]:
    """Every glyph with its origin, from the given distances or else the font's widths."""
    runs, first = _runs(element, budget), 0
    down = int(number(element.get("ReadDirection"))) % 180 == 90
    em = size * (number(element.get("HScale"), 1.0) or 1.0)
    x = y = 0.0
    for code in all_below(element, "TextCode"):
        text = LAID_OUT.sub("", code.text or "")
        budget.spend("glyphs", len(text))
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        across, along = steps(code.get("DeltaX")), steps(code.get("DeltaY"))
        free = not across and not along
        right, low = x, y
        units = list(_units(text, first, runs))
        for place, (chars, glyph_number) in enumerate(units):
            glyphs = font.glyphs(chars, glyph_number)
            width = sum(glyph.width for glyph in glyphs) * em or (0.0 if glyphs else em / 2)
            room, shift = _room(across, place, chars), 0.0
            for glyph in glyphs:
                narrow = 1.0 if glyph.held or not width else room / width
                narrow = max(NARROWEST, min(1.0, narrow))
                yield _Placed(glyph, right + shift, low, narrow)
                shift += glyph.width * em * narrow
            right += _at(across, place) if not free else 0.0 if down else width
            low += _at(along, place) if not free else size if down else 0.0
        first += len(text)


def _units(
    text: str, first: int, runs: dict[int, tuple[int, list[int]]]
) -> Iterator[tuple[str, int | None]]:
    """Characters with their glyph; each is one step.

    If there are fewer glyphs than characters, the last glyph represents the remaining characters;
    if there are more, the additional glyphs have no character.
    """
    at = 0
    while at < len(text):
        count, glyphs = runs.get(first + at, (0, []))
        if not glyphs or count < 1:
            yield text[at], None
            at += 1
            continue
        chars = text[at : at + count]
        for place, glyph in enumerate(glyphs):
            last = place == len(glyphs) - 1
            yield (chars[place:] if last else chars[place : place + 1]) or " ", glyph
        at += count


def _runs(element: Element, budget: DrawingBudget) -> dict[int, tuple[int, list[int]]]:
    """By starting position: how many characters, and the numbers of their glyphs."""
    found = {}
    for run in all_below(element, "CGTransform"):
        glyphs = [int(number(one)) for one in child_text(run, "Glyphs").split()]
        count = int(number(run.get("CodeCount"), 1.0))
        budget.spend("glyphs", len(glyphs))
        found[int(number(run.get("CodePosition")))] = (count, glyphs)
    return found


def _room(across: list[float], place: int, chars: str) -> float:
    """The available width of a character: up to the next; the last has that of the one before."""
    last = place >= len(across)
    room = (across[-1] if across and chars.isascii() else 0.0) if last else across[place]
    return room if room > 0 else math.inf


def _at(distances: list[float], place: int) -> float:
    """The distance after a character; some makers omit the last ones if they are equal."""
    if place < len(distances):
        return distances[place]
    return distances[-1] if distances else 0.0
