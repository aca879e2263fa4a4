"""Lines touched by a seal, read from several pictures.

Each way of removing a seal's ink leaves other edges of the seal, and removes other strokes of the
print. If two readings differ, nothing shows which is right, except for a date: if it is not a valid
date, further pictures may show it completely.
"""

import re
from collections.abc import Sequence

import cv2
import numpy as np

from core.models.page import Line, Seal
from pipeline.reading.imaging.crops import Image, Quad, cut_line, enlarge
from pipeline.reading.imaging.separate import without_seal_ink
from pipeline.reading.ocr.engine import Engine, LineReading

SURE = 0.98  # a line under a seal with all characters above this is read only once
DISAGREE = 0.85  # factor on a line's confidence if two readings of it differ
MARGIN = 0.1  # of a line's height, around the further pictures of a date
STRONGER = (1.5, -90.0)  # contrast and brightness: faint edges become white
DATED = re.compile(r"[0-9].*[年月]|[年月].*[0-9]")
DATE = re.compile(r"(?:19|20)[0-9]{2}年(?:1[0-2]|0?[1-9])月(?:3[01]|[12][0-9]|0?[1-9])日")


def under_seals(
    lines: list[Line], seals: Sequence[Seal], picture: Image, engine: Engine
) -> list[Line]:
    """Read the unsure lines that a seal touches from the original picture too, and compare."""
    touched = [
        i
        for i, line in enumerate(lines)
        if line.surety() < SURE and any(line.place().overlap(seal.box) > 0.05 for seal in seals)
    ]
    crops = [enlarge(cut_line(picture, _quad(lines[i], picture)), 48) for i in touched]
    for i, other in zip(touched, engine.recognise(crops), strict=True):
        lines[i] = _settle(lines[i], other)
    broken = [i for i in touched if _is_broken_date(lines[i].text)]
    for i, ways in zip(broken, _further(lines, broken, seals, picture), strict=True):
        lines[i] = _whole_date(lines[i], engine.recognise(ways))
    return lines


def _further(
    lines: Sequence[Line], wanted: Sequence[int], seals: Sequence[Seal], picture: Image
) -> list[list[Image]]:
    """Two further pictures of each wanted line: with more contrast, and without seals' edges."""
    if not wanted:
        return []
    clean = without_seal_ink(picture, seals)
    bare = without_seal_ink(picture, seals, bare=True)
    cuts = []
    for i in wanted:
        quad = _grown(_quad(lines[i], picture))
        in_red = np.ascontiguousarray(cut_line(clean, quad)[:, :, 2])
        strong = cv2.convertScaleAbs(in_red, alpha=STRONGER[0], beta=STRONGER[1])
        light = np.asarray(cv2.cvtColor(strong, cv2.COLOR_GRAY2BGR), np.uint8)
        cuts.append([light, cut_line(bare, quad)])
    return cuts


def _quad(line: Line, picture: Image) -> Quad:
    size = np.array([picture.shape[1], picture.shape[0]], dtype=np.float32)
    return np.array(line.quad, dtype=np.float32).reshape(4, 2) * size


def _grown(quad: Quad) -> Quad:
    """The quad with a margin around it, as a share of its height."""
    along, down = quad[1] - quad[0], quad[3] - quad[0]
    more = MARGIN * float(np.linalg.norm(down))
    across = along / max(1.0, float(np.linalg.norm(along))) * more
    deep = down / max(1.0, float(np.linalg.norm(down))) * more
    signs = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    return np.stack(
        [corner + x * across + y * deep for corner, (x, y) in zip(quad, signs, strict=True)]
    ).astype(np.float32)


def _is_broken_date(text: str) -> bool:
    """Whether a line mentions a day but contains no valid date: 2022年03052月10日."""
    flat = text.replace(" ", "")
    return DATED.search(flat) is not None and DATE.search(flat) is None


def _whole_date(line: Line, others: Sequence[LineReading]) -> Line:
    """The line with the reading that has a valid date and the same words around it; in doubt."""
    words = _words(line.text)
    whole = [r for r in others if DATE.search(r.text.replace(" ", "")) and _words(r.text) == words]
    if not whole:
        return line
    best = max(whole, key=lambda r: min(r.certainty))
    return _with_reading(line, best).doubted(DISAGREE)


def _with_reading(line: Line, reading: LineReading) -> Line:
    """The line with the text of another reading."""
    return line.model_copy(update=reading._asdict())


def _words(text: str) -> str:
    """The text of a line without digits and date marks."""
    return re.sub(r"[\s0-9年月日]", "", text)


def _settle(line: Line, other: LineReading) -> Line:
    """The reading with the higher confidence; lowered if the two differ."""
    if other.text.replace(" ", "") == line.text.replace(" ", ""):
        return line.model_copy(update={"sealed": True, "certainty": _agreed(line, other)})
    if other.confidence > line.confidence + 0.05 and len(other.text) >= len(line.text):
        line = _with_reading(line, other)
    return line.doubted(DISAGREE).model_copy(update={"sealed": True})


def _agreed(line: Line, other: LineReading) -> tuple[float, ...]:
    """Confidence of a line's characters after another reading confirms them; spaces always count.

    If the readings differ in spaces, neither confirms the other.
    """
    own = tuple(1.0 if ch == " " else c for ch, c in zip(line.text, line.certainty, strict=True))
    if other.text != line.text:
        return own
    return tuple(max(a, b) for a, b in zip(own, other.certainty, strict=True))
