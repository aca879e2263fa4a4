"""Capital increase or investment agreement (增资协议): 10 to 60 pages.

Issuer   investors, company, founders. Reads    all its fields; of two tables of
         shareholders only the one after the increase counts.
"""

import itertools

from core.models.geometry import Box
from core.text.sheet import Flow, TextSheet
from core.text.stamps import without_seal_text
from core.text.table import Table
from core.text.values import read_amount, read_date
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
from extractors.kit.shareholders import owner, rows_of, shareholders

_YUAN = r"(?:人民币|¥)*:?([0-9][0-9,]*(?:\.[0-9]{1,6})?(?:万|亿)?元)"


def _sided(*names: str) -> tuple[str, ...]:
    """The names of a party, alone and with its side: 乙方(目标公司), 目标公司(乙方)."""
    sides = ("甲方", "乙方", "丙方", "丁方")
    both = [label for name in names for s in sides for label in (f"{s}({name})", f"{name}({s})")]
    return (*both, *names)


FIELDS = (
    FieldSpec("company", "company", _sided("目标公司", "标的公司", "被投资方", "公司名称"), (
        r"(?:目标公司|标的公司|丙方)(?:\([^()]{1,10}\)|\))?:([^,.;:0-9]{4,40}?(?:有限公司|有限责任公"
        r"司))",), lines=2, read=unit_name),
    FieldSpec("investor", "company", _sided("投资方", "投资人", "投资者", "增资方"), (
        r"(?:投资方|投资人|增资方|投资者)(?:\([^()]{1,10}\)|\))?:([^,.;:0-9]{2,40}?)(?=法定代表|住所"
        r"|地址|身份证|统一社会|目标公司|标的|乙方|丙方|原股东|[,.;:]|$)",), lines=2, read=owner),
    FieldSpec(
        "investment_amount",
        "amount",
        ("增资款", "投资金额", "投资款", "增资金额", "投资总额"),
        (rf"(?:增资款|投资金额|投资款|增资金额|投资总额)(?:总额|总计|共计|合计|为|:|即)*{_YUAN}",
            rf"以(?:现金|货币)?[^,.;0-9]{{0,12}}{_YUAN}[^.;]{{0,20}}(?:认购|增资|投资)"),
        read=read_amount,
    ),
)  # fmt: skip


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    clean = [without_seal_text(sheet) for sheet in sheets]
    fields = read_fields(clean, kind.fields, kind.stops)
    tables = [pair for sheet in clean for part in _parts(sheet) for pair in shareholders([part])]
    after = [pair for pair in tables if _is_after(*pair)]
    chosen = after[-1:] or tables[-1:]
    rows = rows_of(*chosen[0]) if chosen else []
    flow = Flow(clean)
    date = flow.find(rf"(?:签署|签订)(?:日期|时间|于)?:?({DAY})") or next(
        iter(list(flow.find_all(rf"({DAY})"))[-1:]), None
    )
    if date is not None and (value := read_date(date)) is not None:
        fields["sign_date"] = make_field(FieldSpec("sign_date", "date"), value)
    return Extraction(fields=fields, rows=tuple(rows))


def _parts(sheet: TextSheet) -> list[TextSheet]:
    """The sheet, split where the shares after the increase begin: two tables on a page."""
    cuts = [ln.box.y0 for ln, text in zip(sheet.lines, sheet.folded, strict=True) if _turns(text)]
    edges = [0.0, *cuts, 1.0]
    parts = [sheet.within(a, b) for a, b in itertools.pairwise(edges)]
    return [part for part in parts if part.lines] or [sheet]


def _turns(text: str) -> bool:
    return any(
        word in text for word in ("增资后", "增资完成后", "本次增资后", "投资完成后", "变更后")
    )


def _is_after(table: Table, sheet: TextSheet) -> bool:
    zone = Box(0.0, max(0.0, table.top - 0.15), 1.0, table.top + 0.03)
    near = sheet.part(lambda line: zone.contains(line.box.cx, line.box.cy))
    return _turns(Flow([near]).text)


TYPE = TypeEntry(
    id="capital_increase_agreement",
    titles=("增资协议", "投资协议", "增资扩股协议", "增资协议书", "投资协议书", "增资扩股协议书"),
    words=(
        "增资协议", "投资协议", "增资扩股", "目标公司", "投资方", "增资款", "认购", "原股东",
            "增资完成后", "股权结构", "陈述与保证", "持股比例", "投前估值",
        "交割", "新增注册资本", "优先认购权", "反稀释", "本次增资", "违约责任", "工商变更登记",
            "先决条件",
    ),
    against=("劳动合同", "租赁合同", "验资报告", "信用信息公示", "购房", "借款"),
    also=(("sign_date", "date"),),
    fields=FIELDS,
    joins=True,
    alone=4,
    stops=("法定代表人", "住所", "地址", "统一社会信用代码"),
    extract=extract,
)  # fmt: skip
