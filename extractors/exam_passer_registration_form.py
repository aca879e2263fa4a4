"""Registration form of an exam passer (考试合格人员登记表).

Reads    all its fields.
Skips    the marks of each exam.
"""

from extractors.application_form_new import employer, number
from extractors.kit.education import last_date, word
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields

FIELDS = (
    FieldSpec("name", "person", ("姓名",)),
    FieldSpec("id_number", "id_number", ("身份证号码", "身份证号", "证件号码", "公民身份号码")),
    FieldSpec(
        "exam",
        "text",
        ("考试名称", "资格名称", "报考级别及专业", "报考资格", "报考专业", "考试专业"),
        read=word,
    ),
    FieldSpec(
        "level",
        "text",
        ("资格级别", "报考级别", "考试级别", "考试等级", "资格等级", "级别"),
        read=word,
    ),
    FieldSpec(
        "management_number",
        "text",
        ("证书管理号", "管理号", "档案号", "证书编号"),
        lines=2,
        read=number,
    ),
    FieldSpec("unit_name", "company", ("工作单位", "单位名称"), lines=2, read=employer),
    FieldSpec("pass_date", "date", ("批准日期", "合格时间", "合格日期", "考试通过时间")),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    if "pass_date" not in fields and (found := last_date(sheets, "pass_date")) is not None:
        fields["pass_date"] = found
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="exam_passer_registration_form",
    titles=(
        "考试合格人员登记表", "专业技术人员职业资格考试合格人员登记表",
        "专业技术资格考试合格人员登记表",
        "专业技术人员资格考试合格人员登记表", "职业资格考试合格人员登记表",
    ),
    words=(
        "合格人员登记表", "报考级别及专业", "考试成绩", "证书管理号", "人事考试机构意见",
        "考试合格人员", "登记专用章", "考试名称",
        "报考级别", "准考证号", "合格,同意发证",
    ),
    against=("评审表", "工作居住证", "备案表", "常住人口登记卡", "资格证书专用章签发单位"),
    fields=FIELDS,
    alone=4,
    stops=(
        "性别", "出生日期", "学历", "毕业院校", "专业", "考试成绩", "审核意见", "人事考试机构意见",
    ),
    extract=extract,
)  # fmt: skip
