"""Invoice of rent (租赁发票): VAT slip or electronic invoice, often issued by the tax office.

Reads    all its fields.
Skips    tax rates, the password area.
"""

from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields
from extractors.kit.invoices import COMMON, STOPS, parties, party

FIELDS = (
    *COMMON,
    FieldSpec("buyer", "person", ("购买方名称", "付款方名称"), read=party),
    FieldSpec("seller", "company", ("销售方名称", "收款方名称"), read=party),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    fields.update(parties(sheets))
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="rent_invoice",
    titles=("租赁发票", "房屋租赁发票"),
    words=(
        "经营租赁", "住房租赁", "房屋租金", "租赁期", "房租", "*经营租赁*", "租金",
        "增值税普通发票", "发票号码", "价税合计",
        "开票日期", "购买方", "销售方", "代开企业", "电子发票",
    ),
    against=(
        "商品房", "购房款", "餐饮", "住宿", "办公用品", "咨询", "技术服务", "出租人(甲方)",
        "承租人(乙方)", "押金", "车辆租赁",
        "设备租赁", "申请表", "汽车", "*不动产*住宅", "房地产开发",
    ),
    fields=FIELDS,
    alone=7,
    stops=STOPS,
    extract=extract,
)  # fmt: skip
