"""Lease of public housing (公有住宅租赁合同): by the housing office or the owning unit.

Reads    all its fields.
Leaves   repairs and the rest of the clauses.
"""

from core.text.values.dates import DAY
from extractors.id_card import street
from extractors.kit.education import last_date
from extractors.kit.fields import DocumentType, Extraction, FieldSpec, Sheets, read_fields
from extractors.kit.invoices import party

FIELDS = (
    FieldSpec(
        "lessor",
        "company",
        ("出租人(甲方)", "出租人", "出租单位", "甲方"),
        (r"(?:出租人|出租单位|甲方)(?:\([^()]*\))?:([^,.;:]{4,40}?)(?=\(|承租|乙方|[,.;])",),
        read=party,
    ),
    FieldSpec(
        "lessee",
        "person",
        ("承租人(乙方)", "承租人", "乙方"),
        (
            r"(?:承租人|乙方)(?:\([^()]*\))?(?:姓名)?:([一-鿿·]{2,12}?)(?=[,.;(]|身份|证件|性别|根据|联系)",
        ),
    ),
    FieldSpec("address", "address", ("房屋坐落", "坐落", "房屋地址"), lines=3, read=street),
    FieldSpec(
        "area",
        "text",
        ("使用面积", "建筑面积"),
        (r"(?:使用面积|建筑面积)(?:为|:)*([0-9]+(?:\.[0-9]+)?)(?=平|m|㎡|M)",),
    ),
    FieldSpec(
        "rent",
        "amount",
        ("月租金",),
        (r"月租金(?:为|标准|:|人民币|¥)*([0-9][0-9,]*(?:\.[0-9]+)?)(?=元|/)",),
    ),
    FieldSpec(
        "lease_start",
        "date",
        (),
        (rf"租赁期限?[^0-9]{{0,10}}({DAY})", rf"自({DAY})(?:起)?[至到\-]"),
    ),
    FieldSpec("lease_end", "date", (), (rf"{DAY}(?:起)?[至到\-]+({DAY})",)),
)


def extract(kind: DocumentType, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    if (found := last_date(sheets, "sign_date")) is not None:
        fields["sign_date"] = found
    return Extraction(fields=fields)


TYPE = DocumentType(
    id="public_housing_lease",
    titles=(
        "北京市公有住宅租赁合同", "公有住房租赁合同", "公有住宅租赁合同", "公房租赁合同",
        "直管公房租赁合同",
    ),
    words=(
        "公有住宅", "公有住房", "使用面积", "月租金", "房屋坐落", "房管所", "公房", "产权单位",
        "承租人", "出租人", "计租面积",
    ),
    against=("出租人(甲方)签章押金", "居间", "经纪机构", "劳动合同", "兹证明", "借住"),
    also=(("sign_date", "date"),),
    fields=FIELDS,
    alone=5,
    stops=("房号", "租赁期限", "签章", "建筑面积", "使用面积"),
    extract=extract,
)  # fmt: skip
