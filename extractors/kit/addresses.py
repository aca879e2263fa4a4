"""Addresses whose label was not read: found by their form, joined over their lines."""

import re

from core.models.document import Field
from core.models.geometry import Box
from core.text.sheet import TextSheet
from core.text.values import read_address
from extractors.kit.fields import FieldSpec, Sheets, make_field

SURETY = 0.9  # factor on the confidence of an address found without its label
_FORM = re.compile(
    r"((?:北京|上海|天津|重庆)市?|[一-鿿]{2,4}(?:省|自治区|市))[一-鿿]{1,9}[区县市镇][^.,;:]{2,}"
)
_OTHER = re.compile(r"局|公司|经营|登记|委员会|分局")


def labelled(sheet: TextSheet, line: int, above: int | None = None) -> bool:
    """Whether something is left of the line in its row: then it is another label's value.

    Text between the line and the line `above`, level with both, is a label of both.
    """
    for i, other in enumerate(sheet.lines):
        own = i != line and _left_of(other.box, sheet.lines[line].box)
        if own and (above is None or not _left_of(other.box, sheet.lines[above].box)):
            return True
    return False


def _left_of(other: Box, box: Box) -> bool:
    shared = min(other.y1, box.y1) - max(other.y0, box.y0)
    left = other.x1 < box.x0 + 0.01 and other.x0 > box.x0 - 0.3
    return left and shared > 0.5 * min(other.height, box.height)


def bare_address(sheets: Sheets, name: str) -> Field | None:
    """The first line that has the form of an address, with its next lines at the same margin."""
    for sheet in sheets:
        for i, text in enumerate(sheet.folded):
            match = _FORM.search(text)
            if match is None or match.start() > 3 or _OTHER.search(text):
                continue
            start = match.start() + match[0].startswith("所")  # 住 | 所北京市…
            piece, edge, at = sheet.piece(i, start), sheet.lines[i].box, i
            for j, line in enumerate(sheet.lines):
                below = 0.5 * edge.height < line.box.cy - edge.cy < 2.2 * edge.height
                aligned = abs(line.box.x0 - edge.x0) < 1.5 * edge.height * sheet.aspect
                if below and aligned and not labelled(sheet, j, at):
                    piece, edge, at = piece + sheet.piece(j), line.box, j
            value = read_address(piece)
            if value is not None:
                found = make_field(FieldSpec(name, "address"), value)
                return found.model_copy(update={"confidence": round(found.confidence * SURETY, 4)})
    return None
