"""Confirmation sheet of a work residence permit (工作居住证确认单), and the old green booklet.

Reads    all its fields.
Skips    the print date.
"""

from core.text.values.dates import DAY
from extractors.application_form_new import dependents, employer, number
from extractors.kit.fields import FieldSpec, TypeEntry

FIELDS = (
    FieldSpec(
        "permit_number", "text", ("工作居住证编号", "证书编号", "居住证编号", "编号"), read=number
    ),
    FieldSpec("name", "person", ("姓名",)),
    FieldSpec("id_number", "id_number", ("身份证号码", "身份证号", "证件号码", "公民身份号码")),
    FieldSpec(
        "unit_name",
        "company",
        ("聘用单位名称", "聘用单位", "工作单位", "单位名称"),
        lines=2,
        read=employer,
    ),
    FieldSpec(
        "valid_from", "date", ("有效期起",), (rf"有效期限?[^0-9]{{0,6}}({DAY})(?:起|至|到|-)",)
    ),
    FieldSpec(
        "valid_to",
        "date",
        ("有效期止", "有效期至"),
        (rf"有效期限?[^0-9]{{0,6}}{DAY}[^0-9]{{0,6}}({DAY})", rf"有效期限?(?:至|到):?({DAY})"),
    ),
    FieldSpec("first_issue_date", "date", ("首次发证日期", "首次办理日期", "发证日期")),
    FieldSpec("dependents", "text", ("随往人员", "随往家属"), lines=6, read=dependents),
)

TYPE = TypeEntry(
    id="permit_confirmation",
    titles=("北京市工作居住证确认单", "工作居住证确认单", "北京市工作居住证"),
    words=(
        "工作居住证确认单", "确认单", "证书编号", "有效期", "聘用单位", "随往人员", "首次发证日期",
        "发证日期",
        "北京市人力资源和社会保障局", "工作居住证",
    ),
    against=(
        "申请表", "用人单位意见", "授权委托书", "诚信声明", "劳动合同", "注册申请书", "居住证明",
        "公民身份号码签发机关",
        "申请人(签字)", "承诺",
    ),
    fields=FIELDS,
    alone=5,
    stops=("性别", "打印日期", "有效期", "证件类型"),
)  # fmt: skip
