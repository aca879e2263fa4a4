"""Residence statement by the unit (居住证明): a letter about the unit's housing.

Reads    all its fields.
Skips    since when the applicant has lived there.
"""

from extractors.id_card import street
from extractors.kit.education import last_date
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry
from extractors.kit.letters import ID_HERE, SUBJECT, closing, read_letter

_END = r"(?=[,.;(]|自[12]|特此|属|起居住|至今|该房|为我|系我|$)"
FIELDS = (
    FieldSpec("name", "person", ("姓名", "职工姓名"), (SUBJECT,)),
    FieldSpec(
        "id_number",
        "id_number",
        ("身份证号码", "身份证号", "公民身份号码", "证件号码"),
        (ID_HERE,),
    ),
    FieldSpec(
        "address",
        "address",
        ("居住地址", "现居住地址", "住址", "房屋坐落", "地址", "坐落"),
        (
            rf"(?:地址|坐落|位于|住址)(?:为|是|在|于|:)+(.{{6,70}}?){_END}",
            rf"(?:居住|租住|住)(?:在|于)(?!我|本|单位)(.{{6,70}}?){_END}",
            rf"(?:位于|坐落于)(.{{6,70}}?){_END}",
        ),
        lines=3,
        read=street,
    ),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_letter(sheets, kind)
    unit = closing(sheets, "unit_name")
    if unit is not None:
        fields["unit_name"] = unit
    issued = last_date(sheets, "issue_date")
    if issued is not None:
        fields["issue_date"] = issued
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="unit_residence_proof",
    titles=("居住证明", "住房证明", "职工居住证明", "居住情况证明"),
    words=(
        "居住证明", "我单位职工", "现居住于", "公房", "居住至今", "兹证明", "特此证明",
        "我单位所有", "住房证明", "集体宿舍",
        "单位宿舍", "我公司职工", "现居住",
    ),
    against=(
        "离职", "解除劳动", "在校", "借住声明", "租赁合同", "申请表", "收入证明", "产权证明",
        "居住证编号",
    ),
    also=(("unit_name", "company"), ("issue_date", "date")),
    fields=FIELDS,
    alone=4,
    stops=("联系电话",),
    extract=extract,
)  # fmt: skip
