"""Report on the conversion of intellectual property (知识产权成果在京落地转化说明报告).

Reads    all its fields; several numbers joined by 、.
Skips    the effects described.
"""

import re

from core.models.document import Field
from core.text.sheet import Flow, Piece
from core.text.values import TextValue
from extractors.kit.education import last_date
from extractors.kit.fields import (
    Extraction,
    FieldSpec,
    Sheets,
    TypeEntry,
    make_field,
    read_fields,
)
from extractors.kit.letters import NAME, closing

_IP = re.compile(r"ZL[0-9]{12}\.?[0-9X]|[12][0-9]{3}SR[BE]?[0-9]{4,8}")


def ip_numbers(sheets: Sheets) -> Field | None:
    """Patent and registration numbers named in the text, each once, in order."""
    flow = Flow(sheets)
    seen: dict[str, Piece] = {}
    for match in _IP.finditer(flow.text.upper()):
        seen.setdefault(match[0], flow.piece(*match.span()))
    if not seen:
        return None
    whole = Piece(())
    for piece in seen.values():
        whole = whole + piece
    return make_field(FieldSpec("ip_numbers", "text"), TextValue("、".join(seen), whole))


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    found = (
        ip_numbers(sheets),
        closing(sheets, "unit_name"),
        last_date(sheets, "issue_date"),
    )
    fields.update({field.name: field for field in found if field is not None})
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="ip_conversion_report",
    titles=(
        "知识产权成果在京落地转化说明报告", "知识产权成果转化说明报告", "成果在京落地转化说明",
        "知识产权在京转化说明报告",
    ),
    words=(
        "落地转化", "转化说明报告", "知识产权成果", "在京落地", "成果转化", "经济效益", "社会效益",
        "发明人", "专利号", "登记号",
    ),
    against=("专利证书", "软件著作权登记证书", "授权公告", "申请表", "劳动合同", "发票"),
    fields=(
        FieldSpec(
            "applicant",
            "person",
            ("申请人",),
            (
                rf"(?:[我本](?:单位|公司|院|所|校|中心|企业)(?:的|在职|现任)?(?:职工|员工|教师|[一-鿿]{{0,4}}人员)?|申请人|"
                rf"发明人|职工|员工):?({NAME})(?:同志|先生|女士)?"
                r"(?=[,.;(]|系|为|作为|完成|研发|研制|发明|拥有|持有|主持|自主|申请|取得|获得|所|的|于|在)",
            ),
        ),
    ),
    also=(("unit_name", "company"), ("ip_numbers", "text"), ("issue_date", "date")),
    joins=True,
    alone=4,
    extract=extract,
)  # fmt: skip
