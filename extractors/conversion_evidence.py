"""Evidence of conversion (转化成果佐证材料): contracts, invoices, test reports. Free form.

Reads    parties, subject, amount and date, where labels mark them.
Skips    the rest. Only pages that mention conversion are recognised; others stay unknown.
"""

from extractors.application_form_new import employer
from extractors.kit.education import last_date, word
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields

FIELDS = (
    FieldSpec(
        "unit_name",
        "company",
        (
            "受让方",
            "单位名称",
            "甲方(委托方)",
            "甲方(受让方)",
            "甲方(许可方)",
            "甲方(被许可方)",
            "甲方(转让方)",
            "甲方(买方)",
            "甲方(需方)",
            "甲方",
            "委托方",
            "乙方",
        ),
        read=employer,
    ),
    FieldSpec("subject", "text", ("合同名称", "产品名称", "项目名称"), read=word),
    FieldSpec(
        "amount",
        "amount",
        ("合同金额", "合同总价", "合同价款", "转让费", "许可费", "使用费", "总金额", "金额"),
    ),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    issued = last_date(sheets, "issue_date")
    if issued is not None:
        fields["issue_date"] = issued
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="conversion_evidence",
    titles=(
        "专利实施许可合同", "技术转让合同", "技术转让(专利权)合同", "专利权转让合同",
        "转化成果佐证材料",
    ),
    words=(
        "专利实施许可", "技术转让", "受让方", "让与方", "许可方", "被许可方", "实施许可",
        "成果转化", "转让费", "技术合同登记",
        "用户使用报告",
    ),
    against=("劳动合同", "租赁", "申请表", "增资", "说明报告", "抵押", "买受人", "专利证书"),
    also=(("issue_date", "date"),),
    fields=FIELDS,
    alone=5,
    extract=extract,
)  # fmt: skip
