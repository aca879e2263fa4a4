"""Invoice of a house purchase (购房发票): VAT slip, electronic invoice or the older kind.

Reads    all its fields.
Skips    tax rates, the password area.
"""

from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields
from extractors.kit.invoices import COMMON, STOPS, digits, parties, party

FIELDS = (
    *COMMON,
    FieldSpec("check_code", "text", ("校验码",), read=digits),
    FieldSpec("buyer", "person", ("付款单位/个人", "付款方名称", "购买方名称"), read=party),
    FieldSpec(
        "buyer_id",
        "text",
        ("身份证号码", "证件号码"),
        (
            r"(?:购买|付款|买受|购房|缴款|交款)[^;]{0,90}?(?<![0-9A-Z])([1-9][0-9]{16}[0-9X])(?![0-9A-Z])",
            r"(?<![0-9A-Z])([1-9][0-9]{5}(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]{4}[0-9X])(?![0-9A-Z])",
        ),
        (r"纳税人识别号:?([0-9A-Z]{15,20})",),
        read=digits,
    ),
    FieldSpec("seller", "company", ("销售方名称", "收款单位", "收款方名称"), read=party),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    fields.update(parties(sheets))
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="purchase_invoice",
    titles=("销售不动产统一发票", "销售不动产发票", "购房发票"),
    words=(
        "销售不动产", "商品房", "购房款", "住宅", "*不动产*", "房地产开发", "房屋", "开发产品", "建筑面积",
        "增值税普通发票", "发票号码",
        "价税合计", "开票日期", "购买方", "销售方", "房款",
    ),
    against=(
        "租赁", "租金", "餐饮", "住宿", "办公用品", "交通", "咨询", "技术服务", "房租", "信息技术",
        "培训", "物业服务", "申请表",
    ),
    fields=FIELDS,
    alone=7,
    stops=STOPS,
    extract=extract,
)  # fmt: skip
