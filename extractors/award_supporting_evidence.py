"""Evidence for an award (获奖佐证材料): announcement, decision, list. Free form.

Reads    award, winner, document number and date, where labels or the usual words mark
         them. Few pages are surely of this type: the rest stay unknown, for a person to decide.
Skips    the rest of the text.
"""

from extractors.award_certificate import GIVEN, PRIZE, WINNERS
from extractors.kit.education import last_date, word
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields
from extractors.kit.organisations import by_line

FIELDS = (
    FieldSpec("winner", "person", ("获奖人", "获奖者", "主要完成人"), fallback=WINNERS),
    FieldSpec(
        "award",
        "text",
        ("奖项", "奖项名称", "获奖名称"),
        fallback=(*(rf"{lead}({PRIZE})" for lead in GIVEN), rf"(?<![一-鿿])({PRIZE})"),
        read=word,
    ),
    FieldSpec(
        "document_number",
        "text",
        ("文号",),
        read=word,
    ),
)
NUMBER = r"([一-鿿]{2,8}[\[(][12][0-9]{3}[\])][0-9]{1,4}号)"
"""Searched line by line: in the running text it would include the office before it."""


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    known = fields.get("document_number")
    if known is None or known.value is None:
        fields.update(by_line(sheets, FIELDS[-1], (NUMBER,)))
    issued = last_date(sheets, "issue_date")
    if issued is not None:
        fields["issue_date"] = issued
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="award_supporting_evidence",
    titles=("表彰决定", "获奖项目公告", "获奖人员名单", "获奖佐证材料"),
    words=(
        "表彰决定", "获奖名单", "获奖项目", "主要完成人", "授奖", "的决定", "奖励办公室", "公告",
        "获奖人员",
    ),
    against=("合同", "申请表", "简历", "发票", "证书编号", "菜单", "授权委托"),
    also=(("issue_date", "date"),),
    fields=FIELDS,
    alone=5,
    extract=extract,
)  # fmt: skip
