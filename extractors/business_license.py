"""Business licence (营业执照), original or copy (副本).

Issuer   the registrar (市场监督管理局, before 2019 工商行政管理局). Landscape since 2019-03,
         portrait before; branches, partnerships and sole traders print other labels.
Reads    all fields of doc_types.yaml.
Leaves   经营期限 details, the registrar's notices at the foot.
"""

import re

from extractors.addresses import bare_address
from extractors.kit import DocumentType, Extraction, FieldSpec, Sheets, make_field, read_fields
from extractors.licence_column import column
from pipeline.models.document import Field
from pipeline.text.sheet import Flow, Piece
from pipeline.text.values import (
    Value,
    read_amount,
    read_company,
    read_credit_code,
    read_date,
    read_person,
    tidy,
)

_DATE = r"([12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日)"


def capital(piece: Piece) -> Value | None:
    """A number as yuan; capitals as printed where no number can be made of them."""
    return read_amount(piece)


def _number(piece: Piece) -> Value | None:
    """The credit code, or the registration number of 15 digits that came before it."""
    found = read_credit_code(piece)
    if found is not None:
        return found
    flat = piece.dense()
    match = re.search(r"(?<![0-9])[0-9]{15}(?![0-9])", flat.folded)
    return Value(match[0], flat[match.start() : match.end()]) if match else None


def _name(piece: Piece) -> Value | None:
    value = read_company(piece)
    return value if value and len(value.value) >= 4 else None


def _type(piece: Piece) -> Value | None:
    bare = piece.strip(" :_|")
    return Value(tidy(bare.text), bare) if len(bare.chars) >= 3 else None


FIELDS = (
    FieldSpec(
        "credit_code",
        "credit_code",
        ("统一社会信用代码", "社会信用代码", "信用代码", "注册号"),
        (r"统一社会信用代码:?([0-9A-Z]{18})", r"(?<![0-9A-Z])(9[0-9A-Z]{17})(?![0-9A-Z])"),
        below=True,
        fallback=(r"注册号:?([0-9]{15})",),
        read=_number,
    ),
    FieldSpec("name", "company", ("名称", "名 称", "企业名称", "字号名称"), lines=2, read=_name),
    FieldSpec("company_type", "text", ("类型", "主体类型", "公司类型"), lines=2, read=_type),
    FieldSpec(
        "legal_rep",
        "person",
        ("法定代表人姓名", "法定代表人", "负责人", "执行事务合伙人", "经营者", "投资人"),
        read=read_person,
    ),
    FieldSpec("registered_capital", "amount", ("注册资本", "注册资金", "出资额"), read=capital),
    FieldSpec("establishment_date", "date", ("成立日期", "注册日期")),
    FieldSpec("term", "text", ("营业期限", "合伙期限", "经营期限")),
    FieldSpec(
        "address",
        "address",
        ("住所", "营业场所", "主要经营场所", "经营场所"),
        lines=3,
    ),
    FieldSpec("business_scope", "text", ("经营范围",), lines=12),
    FieldSpec("registrar", "company", ("登记机关",)),
    FieldSpec("copy_mark", "text", (), (r"(\(副本\))",)),
)


def extract(kind: DocumentType, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    known = {name: found for name, found in fields.items() if found.value is not None}
    fields |= column(sheets, known)
    if "address" not in fields or fields["address"].value is None:
        address = bare_address(sheets, "address")
        if address is not None:
            fields["address"] = address
    issue = _issue_date(sheets)
    if issue is not None:
        fields["issue_date"] = issue
    return Extraction(fields=fields)


def _issue_date(sheets: Sheets) -> Field | None:
    """The last date in the lower half that is not the end of a term or a founding date."""
    flow = Flow(sheets)
    last = None
    for match in re.finditer(_DATE, flow.text):
        piece = flow.piece(*match.span())
        before = flow.text[max(0, match.start() - 8) : match.start()]
        box = piece.level
        if box is None or box.cy < 0.5 or re.search(r"期[限间]|成立|至|自|到|-$", before):
            continue
        if (value := read_date(piece)) is not None:
            last = make_field(FieldSpec("issue_date", "date"), value)
    return last


TYPE = DocumentType(
    id="business_license",
    name_zh="营业执照",
    name_en="Business licence",
    titles=("营业执照", "个体工商户营业执照", "企业法人营业执照"),
    words=(
        "统一社会信用代码", "法定代表人", "注册资本", "成立日期", "营业期限", "经营范围", "登记机关",
        "住所", "国家企业信用信息公示系统", "gsxt.gov.cn", "市场主体", "(副本)", "扫描二维码登录",
    ),
    against=("劳动合同", "申请表", "事业单位法人证书", "列入经营异常名录信息"),
    fields=FIELDS,
    alone=5,
    stops=("营业期限", "经营范围", "登记机关", "组成形式", "合伙期限"),
    extract=extract,
)  # fmt: skip
