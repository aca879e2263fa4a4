"""Proof that a house belongs to the unit (房屋产权证明): a letter of the registry or the unit.

Reads    all its fields. A title certificate is a type of its own.
Skips    the wording.
"""

from extractors.id_card import street
from extractors.kit.deeds import DEED, deed_number
from extractors.kit.education import last_date
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry
from extractors.kit.invoices import party
from extractors.kit.letters import closing, read_letter

FIELDS = (
    FieldSpec(
        "owner",
        "company",
        ("房屋所有权人", "产权人", "产权单位", "权利人"),
        (
            r"产权(?:归|属于?|人为|单位为|所有人为)([^,.;:]{4,40}?)(?:所有)?[,.;]",
            r"(?:系|为|属)([^,.;:]{4,40}?(?:公司|中心|大学|学院|研究院|局|委))所有",
        ),
        read=party,
    ),
    FieldSpec(
        "address",
        "address",
        ("房屋坐落", "坐落", "房屋地址", "地址"),
        (r"(?:坐落于|坐落在|位于|地址为)(.{6,60}?)(?=[,.;(]|的房|房屋|之房|,?产权|$)",),
        lines=3,
        read=street,
    ),
    FieldSpec(
        "certificate_number",
        "text",
        ("产权证号", "房产证号", "产权证书号", "不动产权证号"),
        (DEED,),
        read=deed_number,
    ),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_letter(sheets, kind)
    if "owner" not in fields and (found := closing(sheets, "owner")) is not None:
        fields["owner"] = found.model_copy(update={"confidence": found.confidence * 0.7})
    issued = last_date(sheets, "issue_date")
    if issued is not None:
        fields["issue_date"] = issued
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="unit_property_proof",
    titles=("房屋产权证明", "产权证明", "房屋权属证明", "单位房屋产权证明"),
    words=(
        "产权证明", "产权归", "产权属于", "自有房产", "房屋产权", "产权单位", "特此证明", "坐落于",
        "集体宿舍楼", "兹证明",
    ),
    against=(
        "离职", "居住至今", "现居住于", "租赁期限", "不动产单元号", "房屋所有权人共有情况", "借住",
        "申请表",
    ),
    also=(("issue_date", "date"),),
    fields=FIELDS,
    alone=5,
    extract=extract,
)  # fmt: skip
