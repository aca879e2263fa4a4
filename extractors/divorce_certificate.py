"""Divorce certificate (离婚证): the booklet of a marriage certificate, with one photo.

Reads    all its fields.
Skips    nationality and birth, which have no field.
"""

from extractors.kit.fields import Extraction, Sheets, TypeEntry, read_fields
from extractors.marriage_certificate import STOPS, common, parties

FIELDS = common("L", ("离婚证字号", "离婚证号", "字号"))


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    if "remark" in fields and fields["remark"].value is None:
        del fields["remark"]
    fields.update(parties(sheets, ("name", "sex", "id")))
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="divorce_certificate",
    titles=("离婚证",),
    words=(
        "离婚证字号", "离婚证", "离婚申请", "持证人", "登记日期", "婚姻登记专用章", "婚姻登记员",
        "予以登记", "发给此证",
        "身份证件号", "国籍",
    ),
    against=("结婚证字号", "结婚申请", "申请表", "离婚协议书", "判决书", "居住证"),
    also=(
        ("party1_name", "person"), ("party1_sex", "text"), ("party1_id", "id_number"),
        ("party2_name", "person"), ("party2_sex", "text"), ("party2_id", "id_number"),
    ),
    fields=FIELDS,
    alone=4,
    stops=STOPS,
    extract=extract,
)  # fmt: skip
