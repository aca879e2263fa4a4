"""Application form of a renewal (北京市工作居住证续签申请表), printed by the permit system.

Reads    all its fields; shares its fields with the form of a new permit.
Skips    education, which a renewal does not repeat.
"""

from core.text.values.dates import DAY
from extractors.application_form_new import (
    APPLICANT,
    JOB,
    LEGAL_REP,
    PERSON,
    STOPS,
    application,
)
from extractors.application_form_new import number as form_number
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry

_TERM = r"(?<!合同)有效期(?:限|起止)?[^0-9]{0,8}"

FIELDS = (
    *PERSON,
    *JOB,
    FieldSpec(
        "permit_number",
        "text",
        ("工作居住证编号", "工作居住证证号", "居住证编号", "原证编号", "证书编号"),
        lines=1,
        read=form_number,
    ),
    FieldSpec(
        "valid_from",
        "date",
        (
            "有效期起",
            "有效期自",
            "有效起始日期",
        ),
        (rf"{_TERM}({DAY})(?:起|至|到|-)",),
    ),
    FieldSpec(
        "valid_to",
        "date",
        ("有效期止", "有效期至", "有效终止日期"),
        (
            rf"{_TERM}{DAY}[^0-9]{{0,4}}({DAY})",
            # The cell breaks after 至, and the second line of the label is in between.
            rf"{_TERM}{DAY}[起至到\-]+[^0-9]{{0,4}}[0-9]?[^0-9]{{0,4}}({DAY})",
        ),
    ),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    signers = {"applicant_signature": APPLICANT, "legal_rep_signature": LEGAL_REP}
    return application(kind, sheets, signers)


TYPE = TypeEntry(
    id="application_form_renewal",
    titles=("北京市工作居住证续签申请表", "<北京市工作居住证>续签申请表", "工作居住证续签申请表"),
    words=(
        "续签申请表", "续签", "工作居住证编号", "有效期", "用人单位意见", "区人力社保局意见",
        "应税收入月均", "应税收入月平均数",
        "申请编号", "聘用单位", "聘用期限", "个人声明", "现居住地址", "在京居住地址", "证书编号",
    ),
    against=("变更申请表", "注册申请书", "授权委托书", "备案表", "劳动合同续订书"),
    also=(("unit_opinion", "text"), ("unit_opinion_date", "date")),
    fields=FIELDS,
    joins=True,
    alone=6,
    stops=STOPS,
    extract=extract,
)  # fmt: skip
