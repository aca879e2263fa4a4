"""A document's pages as sheets of paper: printed numbers, sizes, leftover placeholders."""

import re
from collections.abc import Iterator, Sequence

from core.models.document import Field, Leaf
from core.text.fold import squeeze
from core.text.sheet import TextSheet
from core.text.values import TextValue
from extractors.kit.fields import FieldSpec, Sheets, make_field

MAX_PAGES = 99
BESIDE = 2  # letters beside a page number, where a picture shows several
SURE = 0.9  # minimum confidence of each character of a page number
_OF = (
    re.compile(r"第([0-9]{1,2})页[,/;]?\(?[共总]计?([0-9]{1,2})页"),
    re.compile(r"[共总]计?([0-9]{1,2})页[,/;]?第([0-9]{1,2})页"),
    re.compile(r"(?:^|[^0-9])([0-9]{1,2})/([0-9]{1,2})(?:页|$)"),
)
_BACKWARDS = 1  # the pattern that prints the total first
_SLASH = 2  # 1/3 counts only in the margins, alone

# Placeholders: X as in the guide's samples, never beside a digit (a masked number).
_X = r"(?<![0-9A-Za-zX×*.])[XxＸ×]{3,}(?![0-9A-Za-z×*.])"
_HAN = re.compile(r"[一-鿿]")
_BLANKS: dict[str, tuple[str, ...]] = {
    "unit_registration_application": (
        r"(?:,为|委托我?(?:公司|单位)的?)(\(姓名\))(?=[,办])",
        r"^(…{1,}|[.·]{6,})$",
    ),
    "power_of_attorney": (
        r"申明:?(\(姓名\))(?=系)",
        r"系(\(公司名称\))(?=的)",
        r"委托我?(?:公司|单位)(\(姓名\))(?=为)",
    ),
    "integrity_statement": (),
    "lodging_declaration": (),
}
"""（姓名） and the like are captions on completed forms too: they count only if nothing is
beside them.
"""


def leaves(sheets: Sheets) -> tuple[Leaf, ...]:
    """Each page once, in reading order; a long picture of several pages gives each of them."""
    found: dict[tuple[str, int], list[Leaf]] = {}
    for sheet in sheets:
        ref = sheet.ref
        numbers: Sequence[tuple[int | None, int | None]] = _numbers(sheet) or [(None, None)]
        own = [Leaf(page=ref, number=n, total=total, size=sheet.page.size) for n, total in numbers]
        found.setdefault((ref.file, ref.page), own)
    return tuple(leaf for own in found.values() for leaf in own)


def _numbers(sheet: TextSheet) -> list[tuple[int, int]]:
    """The numbers of all pages in a picture, one below or beside the other."""
    numbers = list(dict.fromkeys(_read(sheet)))
    return sorted(one for one in numbers if one[1] == numbers[0][1])


def _read(sheet: TextSheet) -> Iterator[tuple[int, int]]:
    """A page's number and the number of pages, printed together as 第2页 共3页.

    From the last line up; from the second on, only text that is alone on its line.
    """
    first = True
    for i in reversed(range(len(sheet.lines))):
        line, text = sheet.lines[i], squeeze(sheet.folded[i])
        margin = line.box.cy > 0.85 or line.box.cy < 0.12
        for n, pattern in enumerate(_OF):
            match = pattern.search(text)
            if match is None or (n == _SLASH and not (margin and len(text) <= 6)):
                continue
            one, two = int(match[1]), int(match[2])
            number, total = (two, one) if n == _BACKWARDS else (one, two)
            alone = len(text) <= len(match[0]) + BESIDE
            if line.confidence >= SURE and 0 < number <= total <= MAX_PAGES and (first or alone):
                yield number, total
                first = False
                break


def leftovers(kind: str, sheets: Sheets) -> tuple[Field, ...]:
    """The sample's placeholders that are left on a form the applicant fills in."""
    if kind not in _BLANKS:
        return ()
    return tuple(field for sheet in sheets for field in _left(kind, sheet))


def _left(kind: str, sheet: TextSheet) -> Iterator[Field]:
    spec = FieldSpec("leftover", "text")
    for row in sheet.rows:
        whole = [sheet.piece(i).dense() for i in row]
        for piece in whole:
            if not _HAN.search(piece.folded):
                continue  # handwritten strokes may be read as XXX too
            for match in re.finditer(_X, piece.text):
                part = piece[match.start() : match.end()]
                yield make_field(spec, TextValue("XXX", part))
        line = whole[0]
        for piece in whole[1:]:
            line = line + piece
        for pattern in _BLANKS[kind]:
            for match in re.finditer(pattern, line.folded):
                part = line[match.start(1) : match.end(1)]
                yield make_field(spec, TextValue(part.text, part))
