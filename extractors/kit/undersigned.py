"""Reads what is under a signature's label, as in the last block of a contract: a name, ink or
nothing.

A label with a colon is signed beside it, or on the next line; one without is often signed below.
"""

import re

from core.models.geometry import Box
from core.text.sheet import Piece, TextSheet
from core.text.values import TextValue, read_company, read_person
from extractors.kit.strokes import Trace, ink_in

REACH = 4.5  # of the label's height: how far below it a signature may be
NEXT = 1.5  # of the label's height: how far below a label with a colon a signature may start
ALIGNED = 1.0  # of the label's height: how far from its start
ROUGHLY, LINE, WIDE = 3.0, 2.5, 0.2
"""Of a signature on the line after its label: its indent and depth in the label's heights, and a
share of the page's width."""
HAND = 5  # characters: as many may be a name that was read as something else
BLOCK = 9.0  # of the label's height: the same for several labels that share a signature
SIGNS = " :;,.*_|-/'\""  # around a name
# Words that end a signature's place: another label, a date, the place of a seal.
STOP = re.compile(
    r"[(\[<]|[0-9]|日期|年|签[字名章]|盖章|公章|加盖|电话|联系|身份|证[件照]|地址|住址|甲方|乙方|丙方"
    r"|[出承]租|法定代表|法人|委托|代理人|经办|经纪|申请人|申请单位|单位|房主|借住|初审|复审|审核|意见|同意|属实"
    r"|申报|声明|校长|主席|职务|姓名"
)
_ENDS = re.compile(r"[0-9]|日期|年|乙方|丙方|电话|身份|地址")
_COMPANY = re.compile(r"(?:公司|中心|集团|事务所|合伙\)?|银行|医院|学校|大学|委员会|局)$")


def name_of(piece: Piece) -> TextValue | None:
    """The person's name that fills a text; a company's name if a company signs."""
    if _COMPANY.search(piece.folded):
        return read_company(piece)
    value = read_person(piece)
    return value if value is not None and len(value.piece.chars) == len(piece.chars) else None


def written(piece: Piece) -> Piece:
    """What may be a name: without the signs around it, and without spaces."""
    return piece.strip(SIGNS).dense()


def _person(bare: Piece) -> TextValue | None:
    """A person's name, if the text is nothing else that ends a signature's place."""
    if STOP.search(bare.folded) or _COMPANY.search(bare.folded):
        return None
    return name_of(bare)


def under(sheet: TextSheet, label: Piece) -> TextValue | Trace:
    """A person's name under the label, or whether anything is written there."""
    box = label.level
    upright = label.box
    if box is None or upright is None:
        return "absent"
    if label.folded.rstrip().endswith(":"):
        return _right_under(sheet, label, box)
    floor = box.y1 + REACH * box.height
    for n, line in enumerate(_below(sheet, label, box)):
        bare = written(sheet.piece(line))
        value = _person(bare)
        if value is not None:
            # Under a second label (甲方 / 法定代表人 / 签字) it is unclear whose place it is.
            return value if n == 0 and sheet.lines[line].box.y0 < floor else "unclear"
        floor = min(floor, sheet.lines[line].box.y0)
        if _ENDS.search(bare.folded):
            break
    shift = (upright.cx - box.cx, upright.cy - box.cy)
    zone = Box(
        max(0.0, box.x0 + shift[0]),
        min(1.0, box.y1 + 0.1 * box.height + shift[1]),
        min(1.0, max(box.x1, box.x0 + 0.12) + shift[0]),
        min(1.0, floor + shift[1]),
    )
    if zone.y1 - zone.y0 < 0.8 * box.height:
        return "absent"
    return ink_in(sheet.page, zone, upright.height)[0]


def run_on(sheet: TextSheet, row: Piece, label: Piece, after: int) -> TextValue | Trace:
    """A person's name at the start of the next line, if its label ends a line of text.

    …愿承担责任。申请人签字： had no room for it. `after` is the index in the row of the first character
    after the label.
    """
    box, whole = label.level, row.level
    rest = row.folded[after:].strip(f"{SIGNS}()")
    if box is None or whole is None or rest or row.chars[0] in label.chars:
        return "absent"
    near = ROUGHLY * box.height / sheet.aspect
    below = [
        i
        for i, line in enumerate(sheet.lines)
        if 0.5 * box.height < line.box.cy - box.cy < LINE * box.height
        and abs(line.box.x0 - whole.x0) < near
    ]
    if not below:
        zone = Box(
            max(0.0, whole.x0 - near), min(1.0, box.y1 + 0.2 * box.height),
            min(1.0, whole.x0 + WIDE), min(1.0, box.y1 + LINE * box.height),
        )  # fmt: skip
        return "absent" if ink_in(sheet.page, zone, box.height)[0] == "absent" else "unclear"
    line = min(below, key=lambda i: sheet.lines[i].box.cy)
    bare = written(sheet.piece(line))
    if not bare or STOP.search(bare.folded) or _COMPANY.search(bare.folded):
        return "absent"
    return name_of(bare) or ("unclear" if len(bare.chars) <= HAND else "absent")


def _right_under(sheet: TextSheet, label: Piece, box: Box) -> TextValue | Trace:
    """The name on the next line, if it starts where a label with a colon does.

    Beside the label there was no room, or its party signs in a column of its own.
    """
    line = next(iter(_below(sheet, label, box)), None)
    if line is None or sheet.lines[line].box.y0 > box.y1 + NEXT * box.height:
        return "absent"
    value = _person(written(sheet.piece(line)))
    if value is None:
        return "absent"
    starts = abs(sheet.lines[line].box.x0 - box.x0) < ALIGNED * box.height / sheet.aspect
    return value if starts else "unclear"


def _below(sheet: TextSheet, label: Piece, box: Box) -> list[int]:
    """The lines under the label that begin within its width or slightly left of it, downwards."""
    own = {char.line for char in label.chars}
    lines = [
        i
        for i, line in enumerate(sheet.lines)
        if i not in own
        and 0.5 * box.height < line.box.cy - box.cy < BLOCK * box.height
        and box.x0 - 0.05 < line.box.x0 < box.x1
    ]
    return sorted(lines, key=lambda i: sheet.lines[i].box.cy)
