"""Finds the rest of a value beside, above or below it: an address cut off, a name begun above."""

import re
from collections.abc import Iterator

from core.text.fold import fold, squeeze
from core.text.values.units import has_form
from extractors.kit.fields import FieldSpec
from extractors.kit.places.blocks import PITCH
from extractors.kit.places.candidates import Candidate
from extractors.kit.places.layout import Layout
from extractors.kit.places.marks import spans

NEAR_ROWS = 2  # rows in which the rest of an address may be
ASIDE = 1.0  # line heights: how far the first part may start from the value's start
_INNER = re.compile(
    r"(?:[0-9甲乙]{0,4}(?:号楼|号院|层|单元|栋|幢)|[0-9甲乙]{1,4}(?:室|号|门|院)|[号楼层室])[0-9]*"
)
"""Text that only occurs inside an address, never at its start."""
_SEAT = "北京|上海|天津|重庆|[一-鿿]{2,3}省|[一-鿿]{2,4}市"
_BEGINS = re.compile(rf"(?:{_SEAT})[一-鿿()]{{2,}}|[一-鿿]{{2,8}}\((?:{_SEAT})\)[一-鿿]*")
"""How a unit's name begins that contains the place of its seat."""


def torn(spec: FieldSpec, candidate: Candidate, layout: Layout) -> Iterator[str]:
    """Reasons why a name or an address is only part of the text at its place."""
    if spec.kind == "address":
        if _goes_on_near(candidate, layout):
            yield "the rest of an address stands near it"
        text = fold(squeeze(candidate.value.value))
        if _goes_back_up(text) or _FRACTION.search(text):
            yield "another's line in it"
    if spec.kind == "company" and _begins_above(candidate, layout):
        yield "its beginning stands above"


def _goes_on_near(candidate: Candidate, layout: Layout) -> bool:
    """Whether a text in its row or just below continues an address."""
    parts = list(spans(candidate, layout))
    if not parts:
        return False
    own, row = candidate.place, parts[-1][0]
    for n in range(row, min(row + NEAR_ROWS + 1, len(layout.rows))):
        line = layout.rows[n]
        if line.sheet is not layout.rows[row].sheet:
            break
        starts = {part.start for part, _ in layout.every_part[n]}
        starts |= {a.end for a in layout.anchors[n]}
        for at in starts:
            match = _INNER.match(line.text, at)
            if match is not None and at < len(line.text) and line.chars[at] not in own:
                return True
    return False


_FRACTION = re.compile(r"[0-9]\.[0-9]{1,2}$")
_UP_AGAIN = re.compile(
    r"(?:号楼|号院|单元|[0-9]室|[0-9]号).{0,8}(?:(?<!步行)[街路巷]|胡同)(?=[0-9甲乙]{1,4}[号栋区])"
)


def _goes_back_up(text: str) -> bool:
    """Whether an address names a street again after a house number: another line was mixed in.

    >>> _goes_back_up("北京市海淀区例家园86号20号街230号院"), _goes_back_up("北京市东城区甲路8号楼2层")
    (True, False)
    """
    return _UP_AGAIN.search(text) is not None


def _begins_above(candidate: Candidate, layout: Layout) -> bool:
    """Whether the text directly above it ends in the middle of a unit's name."""
    parts = list(spans(candidate, layout))
    if not parts or parts[0][0] == 0:
        return False
    n, first, last = parts[0]
    row, above = layout.rows[n], layout.rows[n - 1]
    if above.sheet is not row.sheet or re.match(_SEAT, row.text[first:last]):
        return False
    box = row.box(first, last)
    for part, other in layout.every_part[n - 1]:
        text = above.text[part.start : part.end]
        near = 0.4 * box.height < box.cy - other.cy < PITCH * box.height
        level = abs(other.x0 - box.x0) < ASIDE * box.height * row.sheet.aspect
        named = any(a.end > part.start and a.start < part.end for a in layout.anchors[n - 1])
        begun = _BEGINS.fullmatch(text) is not None and not has_form(text)
        if near and level and begun and not named:
            return True
    return False
