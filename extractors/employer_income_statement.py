"""Employer's income statement (收入证明): a letter, by the guide not a proof of income."""

import re

from core.text.sheet import Flow
from core.text.stamps import without_seal_text
from core.text.values import read_date
from core.text.values.dates import DAY
from extractors.institution_certificate import name as unit_name
from extractors.kit.fields import (
    Extraction,
    FieldSpec,
    Sheets,
    TypeEntry,
    make_field,
    read_fields,
)
from extractors.kit.organisations import organisations

_DEPARTMENT = re.compile(r"(?:部|处|科|室|局)$")
_AMOUNT = r"([0-9][0-9,]*(?:\.[0-9]{1,2})?(?=元|万元|\(|$)(?:万)?)"
FIELDS = (
    FieldSpec(
        "name",
        "person",
        (),
        (r"兹(?:有|证明):?([一-鿿·]{2,8}?)(?:先生|女士|同志|同事)?(?=[,(]|系|是|为|\(|身份证|性别"
            r"|自)",),
        (r"姓名:?([一-鿿·]{2,5})(?=[,;]|性别|身份)",
            r"(?:证明|:|,|^)((?:(?!证明)[一-鿿·]){2,12}?)(?:先生|女士|同志)(?:/(?:先生|女士))?(?:\(|,|现|系|为|自|于|在|是)",
            r"证明((?:(?!证明)[一-鿿·]){2,12}?)(?:为|系|是)(?:我|本)(?:单位|公司|院|所|校|中心)",
            r"(?:我|本)(?:单位|公司|院|所|校|中心)(?:在职|正式)?(?:职工|员工):?([一-鿿·]{2,12}?)(?=[,(]|同志|先生|女士|身份|自|于|现)"),
    ),
    FieldSpec(
        "income",
        "amount",
        (),
        (
            rf"(?:月(?:均|平均)?|年(?:均|平均)?|税前)(?:税前|税后)?(?:总|应发|工资)?(?:收入|工资|"
                rf"薪酬|薪资)[^0-9]{{0,16}}¥?{_AMOUNT}",
            rf"(?:收入|工资|薪酬)[^0-9]{{0,20}}¥?{_AMOUNT}",
            rf"(?:月均|每月|平均每月|月平均)[^0-9]{{0,10}}¥?{_AMOUNT}",
        ),
    ),
    FieldSpec("unit_name", "company", ("单位名称", "公司名称", "证明单位", "单位"), (
        r"(?:就职|任职|供职|工作|受聘|受雇|服务)于(?!我|本)([^,.;:0-9]{4,40}?(?:公司|事务所(?:\([一-鿿]{2,8}\))?|中心|院|校|所|社|厂|合伙\)))"
        r"(?=[,.;:(]|担任|从事|任|工作|至今|$)",
        r"系([^,.;:0-9]{4,40}?(?:公司|事务所|中心|院|校|所|社|厂))(?:正式|在职|的)?(?:员工|职工|"
        r"聘用)",), read=unit_name),
)  # fmt: skip


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    clean = [without_seal_text(sheet) for sheet in sheets]
    fields = read_fields(clean, kind.fields, kind.stops)
    known = fields.get("unit_name")
    if known is None or known.value is None:
        pieces = [
            piece
            for sheet in clean
            for piece in organisations(sheet)
            if not _DEPARTMENT.search(piece.folded)
        ]
        if pieces and (value := unit_name(pieces[-1])) is not None:
            fields["unit_name"] = make_field(FieldSpec("unit_name", "company"), value)
    dates = [v for p in Flow(clean).find_all(rf"({DAY})") if (v := read_date(p)) is not None]
    if dates:
        fields["issue_date"] = make_field(FieldSpec("issue_date", "date"), dates[-1])
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="employer_income_statement",
    titles=("收入证明", "在职及收入证明", "在职收入证明", "工资收入证明", "个人收入证明"),
    words=("收入证明", "兹证明", "月收入", "年收入", "特此证明", "月均收入", "系我单位",
        "系我公司", "我单位对本证明", "税前"),
    against=("应税收入证明", "扣缴客户端", "个人扣缴明细", "劳动合同", "解除", "离职", "在读",
        "学籍", "住所证明"),
    also=(("issue_date", "date"),),
    fields=FIELDS,
    alone=3,
    stops=("联系电话", "地址", "单位地址"),
    extract=extract,
)  # fmt: skip
