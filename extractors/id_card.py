"""Resident identity card (居民身份证), both sides, on one page or two.

Reads    all its fields; `sides` says which sides were seen.
Skips    nothing. A temporary card and a residence permit are separate types.
Roles    applicant, handler, spouse, child, owner: decided later by number.
"""

import re
from datetime import datetime

from core.models.document import Field
from core.text.fold import squeeze
from core.text.sheet import Flow, Piece
from core.text.values import TextValue, read_company, read_date, tidy
from core.text.values.places import CITIES, PROVINCES, REGIONS
from extractors.kit.addresses import bare_address
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields

NATIONS = (
    "汉蒙古回藏维吾尔苗彝壮布依朝鲜满侗瑶白土家哈尼哈萨克傣黎傈僳佤畲高山拉祜水东乡纳西景颇柯尔克孜土达斡尔仫佬羌"
    "布朗撒拉毛南仡佬锡伯阿昌普米塔吉克怒乌孜别克俄罗斯鄂温克德昂保安裕固京塔塔尔独龙鄂伦春赫哲门巴珞巴基诺"
)
_DAY = r"[12][0-9]{3}[.\-年/][0-9]{1,2}[.\-月/][0-9]{1,2}日?"
_FULL_DAY = r"[12][0-9]{3}[.年-][0-9]{2}[.月-][0-9]{2}"
# the text after the office, or above it if its label was read in part
_BEHIND_OFFICE = rf"公安局.{{0,12}}{_FULL_DAY}|签发.{{0,24}}公安局|公安局.{{0,24}}(?:签发|有效期)"
TERM = rf"({_DAY})\s*[\-至到]+\s*(?:{_DAY}|长期)"
TERM_END = rf"{_DAY}\s*[\-至到]+\s*({_DAY}|长期)"
# A date printed over or beside its frame loses separators first: 2009.10.16-2029.1016. The dash
# between the two days is lost below a seal, or where the second day begins a line.
LOOSE = r"(?:[12][0-9]{3}[.]?[01][0-9][.]?[0-3][0-9]|[12][0-9]{3}年[0-9]{1,2}[月年][0-9]{1,2}日)"
_BETWEEN = r"[\-至到一~]*"


_SECOND = re.compile(r"室((?:[0-9]*号)?[0-9]*(?:号?楼|栋|座|单元).*室)$")
_PROVINCE = re.compile(f"{CITIES}|{PROVINCES}|{REGIONS}|香港|澳门")

_PLACE = re.compile(r"[省市区县旗镇乡村屯路街道巷里庄园苑湾坊寨]|胡同")  # part of an address


def nation(piece: Piece) -> TextValue | None:
    """An ethnic group without 族."""
    flat = piece.strip().dense()
    text = flat.folded
    size = next((n for n in range(min(5, len(text)), 0, -1) if text[:n] in NATIONS), 0)
    return TextValue(text[:size], flat[:size]) if size else None


def sex(piece: Piece) -> TextValue | None:
    """男 or 女."""
    flat = piece.dense()
    at = next((i for i, ch in enumerate(flat.folded) if ch in "男女"), None)
    return None if at is None else TextValue(flat.folded[at], flat[at : at + 1])


def street(piece: Piece) -> TextValue | None:
    """An address of at least six characters."""
    flat = piece.strip(" :;,._|*-").dense()
    start = _PROVINCE.search(flat.folded)
    if start is not None and not _PLACE.search(flat.folded[: start.start()]):
        flat = flat[start.start() :]  # text that OCR read before the address, or the value above it
    if (second := _SECOND.search(flat.folded)) is not None:
        flat = flat[: second.start(1)]  # the end of another address, on the line below
    return TextValue(tidy(flat.text), flat) if len(flat.chars) >= 6 else None


def issuer(piece: Piece) -> TextValue | None:
    """The office, without the labels, one below the other, that were read before it."""
    flat = piece.dense()
    labels = re.match(r"(?:签发机关|有效期限)+:?", flat.folded)
    value = read_company(flat[labels.end() :] if labels else flat)
    return value if value and re.search(r"[局所厅队]", value.value) else None


PERSON = (
    FieldSpec("name", "person", ("姓名", "持证人")),
    FieldSpec("sex", "text", ("性别",), fallback=(r"(?:性别|民族).{0,2}([男女])",), read=sex),
    FieldSpec("ethnicity", "text", ("民族",), fallback=(r"民族:?(.{1,4})",), read=nation),
    FieldSpec(
        "birth_date",
        "date",
        ("出生日期", "出生"),
        lines=2,
        fallback=(r"((?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)",),
    ),
)

FIELDS = (
    *PERSON,
    FieldSpec("address", "address", ("住址", "地址"), lines=4, read=street),
    FieldSpec(
        "id_number",
        "id_number",
        ("公民身份号码", "身份证号码", "公民身份证号码"),
        fallback=(r"(?<![0-9])([1-9][0-9]{16}[0-9Xx])(?![0-9])",),
        below=True,
    ),
    FieldSpec(
        "issuer",
        "company",
        ("签发机关", "发证机关"),
        fallback=(r"(?:身份证|^|[^㐀-鿿])([㐀-鿿]{2,12}公安局[㐀-鿿]{0,8})",),
        read=issuer,
    ),
    FieldSpec("valid_from", "date", (), (TERM,)),
    FieldSpec("valid_to", "date", (), (TERM_END,)),
)
STOPS = ("有效期限", "公民身份号码", "性别", "民族", "出生", "住址", "签发机关", "姓名")


def sides(sheets: Sheets) -> tuple[str, ...]:
    """Which sides of a card are on the sheets."""
    text = "".join(squeeze(line) for sheet in sheets for line in sheet.folded)
    front = sum(word in text for word in ("姓名", "性别", "民族", "住址", "公民身份号码")) >= 2
    back = sum(word in text for word in ("签发机关", "有效期限", "居民身份证")) >= 2 or (
        # the labels are small and pale: their values are evidence too
        "居民身份证" in text and re.search(_BEHIND_OFFICE, text) is not None
    )
    found = [name for name, seen in (("front", front), ("back", back)) if seen]
    return tuple(found)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    term(sheets, fields)
    if "address" not in fields and (address := bare_address(sheets, "address")) is not None:
        fields["address"] = address
    return Extraction(fields=fields, sides=sides(sheets))


def term(sheets: Sheets, fields: dict[str, Field]) -> None:
    """The two ends of the term, if a separator between them or inside them was lost."""
    if "valid_from" in fields and "valid_to" in fields:
        return
    loose = (
        FieldSpec(
            "valid_from", "date", (), (rf"({LOOSE}){_BETWEEN}(?:{LOOSE}|长期)",), read=_loose
        ),
        FieldSpec("valid_to", "date", (), (rf"{LOOSE}{_BETWEEN}({LOOSE}|长期)",), read=_loose),
    )
    flow = Flow(sheets)
    if "有效期" in flow.text or "签发" in flow.text:
        fields.update(read_fields(sheets, loose))


def _loose(piece: Piece) -> TextValue | None:
    if piece.folded == "长期":
        return TextValue("长期", piece)
    if "年" in piece.folded:
        return read_date(piece)
    digits = piece.folded.replace(".", "")
    try:
        day = datetime.strptime(digits, "%Y%m%d").date()
    except ValueError:
        return None
    return TextValue(day.isoformat(), piece) if len(digits) == 8 else None


TYPE = TypeEntry(
    id="id_card",
    titles=("居民身份证",),
    words=("公民身份号码", "姓名", "性别", "民族", "出生", "住址", "签发机关", "有效期限", "中华人民共和国", "居民身份证"),
    against=("居住证", "临时居民身份证", "居住登记卡", "常住人口登记卡", "居民户口簿", "申请表", "合同", "结婚证", "居住地", "法定代表人", "父亲", "母亲", "新生儿", "男方", "女方"),
    fields=FIELDS,
    alone=4,
    stops=STOPS,
    extract=extract,
)  # fmt: skip
