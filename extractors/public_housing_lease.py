"""Lease of public housing (公有住宅租赁合同): by the housing office or the owning unit.

Reads    all its fields.
Skips    repairs and the rest of the clauses.
"""

from core.text.values.dates import DAY
from extractors.id_card import street
from extractors.kit.contracts import organisation, person
from extractors.kit.contracts import party as party_of
from extractors.kit.education import last_date
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields
from extractors.real_estate_certificate import area

_A = r"(?:出租人|出租方|出租单位|甲方)(?!\((?:签|盖|公章)|签|盖|应|同意|将|有|和|与|书面|单方)"
_B = r"(?:承租人|承租方|乙方)(?!\((?:签|盖)|签|盖|应|同意|有|如|需|逾|不得|承担|未|在)"
_STOP = (
    r"证件|身份|承租|出租|联系|电话|甲方|乙方|统一社会|法定代表|地址|住址|性别|委托|"
    r"\(以下|北京市|签订|依据|根据|\(签|房屋坐落|房屋地址|坐落|座落"
)
FIELDS = (
    FieldSpec(
        "lessor",
        "company",
        ("出租人(甲方)", "出租单位", "出租人"),
        (party_of(_A, _STOP),),
        read=organisation,
    ),
    FieldSpec(
        "lessee",
        "person",
        ("承租人(乙方)", "承租人"),
        (party_of(_B, _STOP),),
        read=person,
    ),
    FieldSpec("address", "address", ("房屋坐落", "坐落", "房屋地址"), lines=3, read=street),
    FieldSpec(
        "area",
        "text",
        ("使用面积", "建筑面积"),
        (r"(?:使用面积|建筑面积)(?:为|:)*([0-9]+(?:\.[0-9]+)?)(?=平|m|㎡|M)",),
        read=area,
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


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    if (found := last_date(sheets, "sign_date")) is not None:
        fields["sign_date"] = found
    return Extraction(fields=fields)


TYPE = TypeEntry(
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
    joins=True,
    alone=5,
    stops=("房号", "租赁期限", "签章", "建筑面积", "使用面积"),
    extract=extract,
)  # fmt: skip
