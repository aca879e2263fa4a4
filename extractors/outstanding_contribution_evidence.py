"""Evidence of outstanding contribution (贡献突出佐证材料, condition 8). Free form.

Reads    name, subject, issuer and date, where labels mark them.
Skips    the rest. Only pages that name their purpose are recognised; others stay unknown.
"""

from extractors.kit.education import last_date, word
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields
from extractors.kit.letters import SUBJECT, closing

FIELDS = (
    FieldSpec("name", "person", ("姓名", "被推荐人"), (SUBJECT,)),
    FieldSpec("subject", "text", ("项目名称", "荣誉名称", "名称"), read=word),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    found = (closing(sheets, "issuer"), last_date(sheets, "issue_date"))
    fields.update({field.name: field for field in found if field is not None})
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="outstanding_contribution_evidence",
    titles=("贡献突出佐证材料", "突出贡献证明", "贡献突出证明", "突出贡献推荐信"),
    words=("突出贡献", "贡献突出", "推荐信", "行业影响力", "作出重要贡献", "推荐意见", "主要业绩"),
    against=("申请表", "评审表", "劳动合同", "简历", "离职", "居住", "发票", "申报资格"),
    also=(("issuer", "company"), ("issue_date", "date"),),
    fields=FIELDS,
    alone=5,
    extract=extract,
)  # fmt: skip
