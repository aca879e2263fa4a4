"""Articles of association (公司章程), the copy filed with the registrar: 8 to 30 pages.

Issuer   the company; the registrar's archive stamp on each page. Reads    all its fields.
"""

from core.numbers.amounts import IN_WORDS
from core.text.sheet import Flow
from core.text.stamps import without_seal_text
from core.text.values import read_date
from core.text.values.amounts import read_capital
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
from extractors.kit.shareholders import rows_of, shareholders
from extractors.kit.tables import Fields

_COMPANY = r"([一-鿿()A-Za-z0-9]{4,40}?(?:有限公司|有限责任公司|股份有限公司))"
FIELDS = (
    FieldSpec(
        "company",
        "company",
        ("公司名称", "名称"),
        (rf"公司(?:的)?名称(?:为)?:?{_COMPANY}", rf"^{_COMPANY}章程", rf"设立:?(?!的){_COMPANY}"),
        lines=2,
        read=unit_name,
    ),
    FieldSpec(
        "registered_capital",
        "amount",
        ("注册资本",),
        (
            r"注册资本(?:总额)?(?:为|:)*(?:人民币)?:?([0-9][0-9,]*(?:\.[0-9]{1,6})?万?元)",
            rf"注册资本(?:为|:)*(?:人民币)?([{IN_WORDS}亿]+[元圆])",
        ),
        read=read_capital,
    ),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    clean = [without_seal_text(sheet) for sheet in sheets]
    fields = read_fields(clean, kind.fields, kind.stops)
    rows: list[Fields] = []
    for table, sheet in shareholders(clean):
        rows += rows_of(table, sheet)
    flow = Flow(clean, between="\n", beside="\t")
    dates = [
        v
        for p in flow.find_all(rf"(?:^|\n|\t|日期:?\t?)({DAY})(?=\n|\t|$)")
        if (v := read_date(p)) is not None
    ]
    if dates:
        fields["sign_date"] = make_field(FieldSpec("sign_date", "date"), dates[-1])
    return Extraction(fields=fields, rows=tuple(rows))


TYPE = TypeEntry(
    id="articles_of_association",
    titles=("公司章程", "有限公司章程", "有限责任公司章程", "股份有限公司章程", "章程",
        "章程修正案"),
    words=(
        "公司章程", "第一章总则", "股东的姓名或者名称", "出资方式", "出资额", "出资时间",
            "股东会", "董事会", "监事", "法定代表人", "注册资本", "经营范围",
        "全体股东", "表决权", "股权转让", "解散", "清算", "执行董事", "财务会计", "利润分配",
            "营业期限", "本章程", "股东会会议", "公司登记机关",
    ),
    against=("增资协议", "投资协议", "劳动合同", "租赁合同", "验资报告", "信用信息公示"),
    also=(("sign_date", "date"),),
    fields=FIELDS,
    joins=True,
    alone=4,
    stops=("住所", "经营范围", "公司类型"),
    extract=extract,
)  # fmt: skip
