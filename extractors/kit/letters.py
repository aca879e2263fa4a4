"""Letters (兹证明…) and diplomas: the person they are about, the signing unit, their prose."""

import re

from core.models.document import Field, Kind
from core.text.fold import fold, squeeze
from core.text.sheet import Flow, Piece, TextSheet
from core.text.values import TextValue, read_company
from extractors.kit.fields import FieldSpec, Sheets, TypeEntry, make_field, read_fields

NAME = r"[一-鿿·]{2,12}?"
# Not followed by a digit: the running text joins a line with the one below it.
ID = r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])"
ID_HERE = rf"(?:身份证|证件)(?:件)?(?:号码|号|编号)?(?:为|是|:)*({ID})"
SUBJECT = (
    r"(?:兹有|兹证明|现证明|(?<=[.,:])证明)(?:(?:我|本|原我)(?:单位|公司|校|院|所|司))?"
    r"(?:在职)?(?:职工|员工|同志|学生|工作人员|人员)?[:]?"
    rf"({NAME})(?:同志|同学|先生|女士)?(?=[,.(;:]|身份证|性别|[男女][,.]|自[12]|于[12]|系|为|原|曾|现)"
)
_FIRM = re.compile(
    r"[一-鿿()A-Za-z0-9·]{2,40}?(?:公司|集团|事务所(?:\([^()]{2,8}\))?|中心|委员会|研究院|研究所|协会|学会"
    r"|大学|学院|医院|银行|出版社|中学|高中|小学|学校|合伙\)|分公司|政府|联合会|基金会|商会|工会|法院|检察院|幼儿园|街道|办事处|厂|部|局|院|社|行|店|所)$"
)
_HAN = re.compile("[㐀-鿿]")
_FOREIGN = re.compile(
    r"(?=(?:.*[A-Za-z]){8})(?=.*[A-Za-z] [A-Za-z])(?!.*[0-9]{5})(?!.*[A-Za-z.]:)[^㐀-鿿]+"
)
"""A line of a translation; one with a long number, or with a label's colon, says more."""
_OFFICE = re.compile(r"(?:教务处|教务部|学生处|学籍办公室|办公室)$")
_STAFF = re.compile(
    r"(?:人力资源|人力行政|组织人事|劳动人事|劳动工资|人事|行政)(?:与?(?:行政|人事|劳资))?(?:管理)?(?:中心|[部处科])$"
)
"""The department that writes for its unit; its name alone names no unit."""
_CALLED = re.compile(
    r"(?:^|[\n\t])([一-鿿·()]{2,40}?)(?:同志|先生|女士|同学)?:(?=\s*(?:你|您|贵|经|根据|按照|在))"
)
_ADDRESSEE = ("人力资源和社会保障局", "人社局", "人力社保局")


def untranslated(sheets: Sheets) -> list[TextSheet]:
    """The sheets in Chinese without the lines of a translation beside or below the text.

    A sheet without any stays the same object.
    """
    return [_untranslated(sheet) for sheet in sheets]


def _untranslated(sheet: TextSheet) -> TextSheet:
    chinese = any(_HAN.search(text) for text in sheet.folded)
    if not chinese or not any(_FOREIGN.fullmatch(text) for text in sheet.folded):
        return sheet
    return sheet.part(lambda line: _FOREIGN.fullmatch(fold(line.text)) is None)


def prose(sheets: Sheets) -> list[TextSheet]:
    """The sheets without scraps of a seal between the lines, and without the English translation.

    A scrap is a line of up to three characters in one row with a full-width line. In a document in
    two languages, the other half is beside the sentence or between its lines.
    """
    return [_prose(sheet) for sheet in sheets]


def _prose(sheet: TextSheet) -> TextSheet:
    width = max((line.box.width for line in sheet.lines), default=0.0)
    keep: set[int] = set()
    two = any(_HAN.search(text) for text in sheet.folded)
    for row in sheet.rows:
        wide = any(sheet.lines[i].box.width > 0.6 * width for i in row)
        for i in row:
            size = len(squeeze(sheet.folded[i]))
            foreign = two and _FOREIGN.fullmatch(sheet.folded[i]) is not None
            if size > 1 and (size > 3 or not wide) and not foreign:
                keep.add(i)
    return TextSheet(sheet.page, tuple(sheet.lines[i] for i in sorted(keep)))


def read_letter(sheets: Sheets, kind: TypeEntry) -> dict[str, Field]:
    """The type's fields from the prose; those not found there, from all lines (a form's cells)."""
    fields = read_fields(prose(sheets), kind.fields, kind.stops)
    for name, field in read_fields(sheets, kind.fields, kind.stops).items():
        if name not in fields or (fields[name].value is None and field.value is not None):
            fields[name] = field
    return fields


def person_and_sex(sheets: Sheets) -> dict[str, Field]:
    """Name and sex at the start of a diploma's sentence: 学生 王某，男，… or 王某，女，…"""
    pattern = re.compile(
        r"(?:^|[\n\t.])(?:学生|研究生|学员|兹证明|兹有学生|持证人|姓名|申请人)?:?"
        r"(?P<name>[一-鿿·]{2,12}?)(?:同学|同志)?(?:[,.(](?:性别)?:?|性别:?)(?P<sex>[男女])(?=[,.\n\t(]|[12一二]|生|族|出生)"
    )
    for beside in ("", "\t"):
        flow = Flow(sheets, between="\n", beside=beside)
        match = pattern.search(flow.text)
        if match is None:
            continue
        return {
            key: make_field(
                FieldSpec(key, kind), TextValue(match[key], flow.piece(*match.span(key)))
            )
            for key, kind in _PERSON
        }
    return {}


_PERSON: tuple[tuple[str, Kind], ...] = (("name", "person"), ("sex", "text"))


def closing(sheets: Sheets, name: str, *, offices: bool = False) -> Field | None:
    """The organisation that signs at the foot: the last such line in the lower part.

    A short letter ends far above the page's foot: the second half of its text counts as low too.
    With `offices`, a department after its name (教务处) is left off.
    """
    spec = FieldSpec(name, "company")
    best: Field | None = None
    for sheet in sheets:
        if not sheet.lines:
            continue
        top = min(line.box.y0 for line in sheet.lines)
        bottom = max(line.box.y1 for line in sheet.lines)
        size = sum(map(len, sheet.folded))
        above = 0
        for i, line in enumerate(sheet.lines):
            above += len(sheet.folded[i])
            if line.box.cy < top + 0.45 * (bottom - top) and above < 0.5 * size:
                continue
            flat = sheet.piece(i).dense().strip(" :;,.*_|")
            value = _organisation(flat, offices)
            if value is not None:
                best = make_field(spec, value)
    return best


def addressee(sheets: Sheets, spec: FieldSpec) -> Field | None:
    """The addressee of a letter: the line above its text that ends in a colon, `X同志：你完成的`."""
    flow = Flow(sheets, between="\n", beside="\t")
    for match in _CALLED.finditer(flow.text):
        value = spec.reader(flow.piece(*match.span(1)))
        if value is not None and not any(word in value.value for word in _ADDRESSEE):
            return make_field(spec, value)
    return None


def _organisation(piece: Piece, offices: bool) -> TextValue | None:
    text = piece.folded
    label = re.match(r"(?:单位名称|单位|用人单位|公司名称|学校)(?:\([^()]*\))?:", text)
    if label:
        piece = piece[label.end() :]
        text = piece.folded
    match = _STAFF.search(text) or (_OFFICE.search(text) if offices else None)
    if match is not None:
        piece = piece[: match.start()]
        text = piece.folded
    if len(text) < 5 or any(word in text for word in _ADDRESSEE) or not _FIRM.fullmatch(text):
        return None
    return read_company(piece)
