"""Resignation certificate (离职证明, 解除劳动合同证明): a letter or a form of the former employer.

Reads    all its fields; the seal's owner is the former employer.
Skips    the reason and the promises.
"""

from core.text.values.dates import DAY
from extractors.application_form_new import employer
from extractors.kit.education import last_date, word
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields
from extractors.kit.letters import ID_HERE, SUBJECT, closing, read_letter

_UNTIL = r"[至到\-]+"
FIELDS = (
    FieldSpec("name", "person", ("姓名", "员工姓名", "职工姓名"), (SUBJECT,)),
    FieldSpec(
        "id_number",
        "id_number",
        ("身份证号码", "身份证号", "公民身份号码", "证件号码"),
        (ID_HERE,),
    ),
    FieldSpec(
        "start_date",
        "date",
        ("入职日期", "入职时间", "合同起始日期", "劳动合同起始日期"),
        (
            rf"(?:自|从)({DAY})(?:起|开始|入职)?{_UNTIL}",
            rf"(?:自|从|于)({DAY})(?:起|正式)?(?:入职|进入|到我|至我|加入|在我)",
            rf"(?:入职|合同期限|起止).{{0,8}}?({DAY})",
            rf"({DAY}){_UNTIL}{DAY}",
        ),
    ),
    FieldSpec(
        "leave_date",
        "date",
        (
            "离职日期",
            "离职时间",
            "解除日期",
            "终止日期",
            "解除劳动关系日期",
            "合同解除日期",
            "最后工作日",
        ),
        (
            rf"于({DAY})(?:起)?(?:与?(?:我|本)(?:公司|单位|司))?[^,.;\d]{{0,16}}?(?:解除|终止|离职|离开|辞职)",
            rf"(?:解除|终止)(?:劳动)?(?:合同|关系)(?:的)?(?:日期|时间)(?:为|是|:)*({DAY})",
            rf"(?:离职|最后工作)(?:日期|时间|日)(?:为|是|:)*({DAY})",
            rf"({DAY})(?:起)?(?:解除|终止|离职)",
            rf"(?:自|从){DAY}(?:起|开始|入职)?{_UNTIL}({DAY})",
        ),
    ),
    FieldSpec("until", "date", (), (rf"(?:自|从){DAY}(?:起|开始|入职)?{_UNTIL}({DAY})",)),
    FieldSpec(
        "position",
        "text",
        ("职务", "岗位", "工作岗位", "职位"),
        (
            r"(?:担任|任职|任)([^,.;:\d]{2,20}?)(?:一职|职务|岗位|工作|职位|[,.;])",
            r"(?:职务|岗位|职位)(?:为|是|:)([^,.;:\d]{2,20}?)[,.;]",
        ),
        read=word,
    ),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_letter(sheets, kind)
    until, left = fields.pop("until", None), fields.get("leave_date")
    if until is not None and left is not None and until.value == left.value:
        # The same day is printed twice: the end of the span, beside its start, is the evidence.
        fields["leave_date"] = until.model_copy(update={"name": "leave_date"})
    company = closing(sheets, "company")
    if company is None:
        spec = FieldSpec("company", "company", ("单位名称", "用人单位", "公司名称"), read=employer)
        fields.update(read_fields(sheets, (spec,), kind.stops))
    else:
        fields["company"] = company
    issued = last_date(sheets, "issue_date")
    if issued is not None:
        fields["issue_date"] = issued
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="resignation_certificate",
    titles=(
        "离职证明", "离职证明书", "解除劳动合同证明书", "解除(终止)劳动合同证明书",
        "解除劳动关系证明", "解除劳动合同证明",
        "终止劳动合同证明书", "终止(解除)劳动合同证明书", "解除(终止)劳动关系证明书",
    ),
    words=(
        "离职证明", "解除劳动关系", "离职交接手续", "无任何劳动争议", "兹证明", "解除劳动合同",
        "终止劳动合同",
        "离职手续", "离职日期", "劳动争议", "特此证明", "办理完毕",
    ),
    against=(
        "劳动合同书", "申请表", "居住证明", "在校", "在职及收入", "变更申请表", "试用期",
        "劳动报酬",
    ),
    also=(("company", "company"), ("issue_date", "date")),
    fields=FIELDS,
    alone=4,
    stops=("联系电话", "离职原因", "工作年限", "劳动合同期限", "合同期限"),
    extract=extract,
)  # fmt: skip
