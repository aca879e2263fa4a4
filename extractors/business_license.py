"""Business licence (营业执照), original or copy (副本).

Issuer   the registrar (市场监督管理局, before 2019 工商行政管理局). Landscape since 2019-03,
         portrait before; branches, partnerships and sole traders print other labels.
Reads    all its fields.
Skips    经营期限 details, the registrar's notices at the foot.
"""

import re
from collections.abc import Sequence

from core.models.document import Field
from core.models.geometry import Box
from core.text.alike import one_apart
from core.text.fold import fold
from core.text.sheet import Flow, Piece
from core.text.values import (
    TextValue,
    read_company,
    read_credit_code,
    read_date,
    tidy,
)
from core.text.values.amounts import read_capital
from core.text.values.dates import DAY, FOREVER
from core.text.values.numbers import read_registration, read_torn_code
from core.text.values.people import find_partners
from extractors.kit.addresses import bare_address
from extractors.kit.fields import (
    Extraction,
    FieldSpec,
    Sheets,
    TypeEntry,
    make_field,
    read_fields,
)
from extractors.kit.licence_column import apart, column

DOUBTFUL = 0.5  # a value that contains another one
CLEAR = 0.98  # a text with this confidence is taken as it was read
ODD = 0.6  # factor on the confidence of a value that no licence prints
NEAR = 40  # characters: how far after the registrar the date of issue may be
LARGE = 1.8  # times the usual line height: larger text is not the licence's own print
_FORMS = re.compile(
    r"公司|合伙|独资|个体|所有制|合作|集体|国有|联营|合资|合营|代表|办事|分支|分公司|企业法人|营业单位|内资|外资"
)


_KINDS = frozenset(
    f"{form}{owner}"
    for form, owners in (
        ("有限责任公司", ("自然人投资或控股", "自然人独资", "法人独资", "国有独资", "国有控股", "外商投资",
                          "外国法人独资", "台港澳法人独资", "中外合资", "自然人投资或控股的法人独资")),
        ("股份有限公司", ("上市", "非上市", "自然人投资或控股", "国有控股")),
        ("有限责任公司分公司", ("自然人投资或控股", "自然人独资", "法人独资")),
    )
    for owner in ("", *(f"({one})" for one in owners))
) | frozenset(
    ("其他有限责任公司", "一人有限责任公司", "普通合伙企业", "有限合伙企业", "特殊普通合伙企业", "普通合伙",
     "有限合伙", "特殊普通合伙", "个人独资企业", "个体工商户", "集体所有制", "全民所有制", "股份合作制",
     "农民专业合作社", "外商投资企业分支机构")
)  # fmt: skip
"""Kinds of company in the registers' wording."""


def _number(piece: Piece) -> TextValue | None:
    """The credit code, or the older registration number of 13 or 15 digits."""
    return read_credit_code(piece) or read_registration(piece) or read_torn_code(piece)


def _name(piece: Piece) -> TextValue | None:
    value = read_company(piece)
    return value if value and len(value.value) >= 4 else None


def _type(piece: Piece) -> TextValue | None:
    bare = piece.strip(" :_|")
    return TextValue(tidy(bare.text), bare) if len(bare.chars) >= 3 else None


FIELDS = (
    FieldSpec(
        "credit_code",
        "credit_code",
        ("统一社会信用代码", "社会信用代码", "信用代码", "注册号"),
        (r"统一社会信用代码:?([0-9A-Z]{18})", r"(?<![0-9A-Z])(9[0-9A-Z]{17})(?![0-9A-Z])"),
        below=True,
        fallback=(
            r"注册号:?([0-9]{15}|[0-9]{13})(?![0-9])",
            r"注册号:?([0-9]{15})(?=[0-9]-[0-9])",
        ),
        read=_number,
    ),
    FieldSpec("name", "company", ("企业名称", "字号名称", "公司名称", "名称"), lines=2, read=_name),
    FieldSpec(
        "company_type",
        "text",
        ("主体类型", "公司类型", "企业类型", "经济性质", "类型"),
        lines=2,
        read=_type,
    ),
    FieldSpec(
        "legal_rep",
        "person",
        (
            "法定代表人姓名",
            "法定代表人",
            "负责人姓名",
            "负责人",
            "执行事务合伙人",
            "执行合伙人",
            "经营者姓名",
            "经营者",
            "投资人姓名",
            "投资人",
        ),
        read=find_partners,
    ),
    FieldSpec(
        "registered_capital",
        "amount",
        ("注册资本", "注册资金", "出资额", "成员出资总额"),
        read=read_capital,
    ),
    FieldSpec("establishment_date", "date", ("成立日期", "注册日期")),
    FieldSpec("term", "text", ("营业期限", "合伙期限", "经营期限")),
    FieldSpec(
        "address",
        "address",
        ("主要经营场所", "营业场所", "经营场所", "企业住所", "住所"),
        lines=3,
    ),
    FieldSpec("business_scope", "text", ("经营范围",), lines=12),
    FieldSpec("registrar", "company", ("登记机关",)),
    FieldSpec("copy_mark", "text", (), (r"(\(副本\))",)),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    sheets = apart(sheets)
    fields = read_fields(sheets, kind.fields, kind.stops)
    known = {name: found for name, found in fields.items() if found.value is not None}
    fields |= column(sheets, known)
    if "address" not in fields or fields["address"].value is None:
        address = bare_address(sheets, "address")
        if address is not None:
            fields["address"] = address
    issue = _issue_date(sheets, [found.box for found in fields.values() if found.value])
    if issue is not None:
        fields["issue_date"] = issue
    fields = {name: _weighed(found, sheets) for name, found in fields.items()}
    return Extraction(fields=_apart_from_name(_known_kind(fields)))


def _known_kind(fields: dict[str, Field]) -> dict[str, Field]:
    """The kind of company in the registers' wording, if a doubtful one differs in one character.

    Doubtful means read with low confidence, or not a known kind.
    """
    kind = fields.get("company_type")
    if kind is None or kind.value is None or kind.confidence >= CLEAR or fold(kind.value) in _KINDS:
        return fields
    near = [known for known in _KINDS if one_apart(fold(kind.value), known)]
    if len(near) != 1:
        return fields
    value = near[0].replace("(", "（").replace(")", "）") if "（" in kind.value else near[0]
    worth = {"value": value, "confidence": min(kind.confidence, ODD)}
    return {**fields, "company_type": kind.model_copy(update=worth)}


def _apart_from_name(fields: dict[str, Field]) -> dict[str, Field]:
    """Lowers the kind of company if the company's own name was read as part of it."""
    name, kind = fields.get("name"), fields.get("company_type")
    if not (name and kind and name.value and kind.value and name.value in kind.value):
        return fields
    return {**fields, "company_type": kind.model_copy(update={"confidence": DOUBTFUL})}


def _weighed(found: Field, sheets: Sheets) -> Field:
    """Lowers the confidence of a value that no licence prints: misread, or crossed by a mark."""
    if found.value is None or not (_is_odd(found) or _is_overprint(found, sheets)):
        return found
    return found.model_copy(update={"confidence": min(found.confidence, ODD)})


def _is_odd(found: Field) -> bool:
    text = fold(found.value or "")
    if found.name == "company_type":
        return _FORMS.search(text) is None
    return found.name == "name" and re.search(r"有[^限]公司|有限[^责]任公司", text) is not None


def _is_overprint(found: Field, sheets: Sheets) -> bool:
    """Whether text is much larger than the licence's own print: a watermark across a name."""
    sheet = next((s for s in sheets if s.ref == found.page), None)
    if sheet is None or found.box is None or found.name not in ("legal_rep", "establishment_date"):
        return False
    return found.box.height > LARGE * sheet.line_height


_PRINTED = re.compile(r"(?:打印|下载|生成|查询|核验|出具)(?:时间|日期)?:?$")


def _issue_date(sheets: Sheets, taken: Sequence[Box | None]) -> Field | None:
    """The last date in the lower half of the print that is not a founding date or the end of a
    term.

    `taken` are the places of the other values: their labels may be far from them.
    """
    flow = Flow(sheets)
    last = None
    office = flow.text.rfind("登记机关")
    edges = [edge for sheet in sheets for ln in sheet.lines for edge in (ln.box.y0, ln.box.y1)]
    middle = min(0.5, (min(edges, default=0.0) + max(edges, default=1.0)) / 2)
    for match in re.finditer(DAY, flow.text):
        piece = flow.piece(*match.span())
        before = flow.text[max(0, match.start() - 8) : match.start()].rpartition(FOREVER)[2]
        box, spot = piece.level, piece.box
        named = 0 <= office < match.start() < office + NEAR
        if (
            box is None
            or not (named or box.cy >= middle)
            or re.search(r"期[限间]|成立|至|自|到|-$", before)
            or _PRINTED.search(before)
        ):
            continue
        if any(spot and other and spot.overlap(other) > 0.5 for other in taken):
            continue
        if (value := read_date(piece)) is not None:
            last = make_field(FieldSpec("issue_date", "date"), value)
    return last


TYPE = TypeEntry(
    id="business_license",
    titles=("营业执照", "个体工商户营业执照", "企业法人营业执照"),
    words=(
        "统一社会信用代码", "法定代表人", "注册资本", "成立日期", "营业期限", "经营范围", "登记机关",
        "住所", "国家企业信用信息公示系统", "gsxt.gov.cn", "市场主体", "(副本)", "扫描二维码登录",
    ),
    against=("劳动合同", "申请表", "事业单位法人证书", "列入经营异常名录信息"),
    also=(("issue_date", "date"),),
    fields=FIELDS,
    alone=5,
    stops=("实收资本", "登记机关", "组成形式", "核准日期", "登记日期", "发证日期", "发照日期"),
    extract=extract,
)  # fmt: skip
