"""Vocational qualification certificate (职业资格证书, 注册会计师, 法律职业资格 …).

Reads    all its fields.
Skips    registrations and renewals printed at the back.
"""

from extractors.application_form_new import employer, number
from extractors.kit.education import last_date, word
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields

FIELDS = (
    FieldSpec("name", "person", ("姓名", "持证人")),
    FieldSpec(
        "id_number",
        "id_number",
        (
            "证件号码",
            "身份证号码",
            "身份证号",
            "公民身份号码",
            "身份证件号码",
        ),
    ),
    FieldSpec(
        "qualification",
        "text",
        (
            "资格名称",
            "职业名称",
            "职业及等级",
            "职业资格名称",
            "资格类别",
            "类别",
            "专业名称",
            "专业",
        ),
        read=word,
    ),
    FieldSpec("level", "text", ("资格级别", "技能等级", "级别", "等级"), read=word),
    FieldSpec(
        "approval_date", "date", ("批准日期", "签发日期", "发证日期", "颁发日期", "授予日期")
    ),
    FieldSpec(
        "certificate_number",
        "text",
        ("管理号", "证书编号", "资格证书编号", "全科合格证号", "证书号", "编号"),
        lines=2,
        read=number,
    ),
    FieldSpec(
        "issuer",
        "company",
        ("发证机关", "颁发机关", "签发单位", "发证单位", "颁证机关", "发证机构"),
        lines=2,
        read=employer,
    ),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    if "approval_date" not in fields and (found := last_date(sheets, "approval_date")) is not None:
        fields["approval_date"] = found
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="vocational_qualification_certificate",
    titles=(
        "职业资格证书", "计算机技术与软件专业技术资格(水平)证书",
        "注册会计师全国统一考试全科合格证", "法律职业资格证书",
        "职业技能等级证书", "注册会计师证书", "执业资格证书", "全科合格证",
    ),
    words=(
        "职业资格证书", "职业名称", "计算机技术与软件专业技术资格", "法律职业资格",
        "注册会计师全国统一考试", "技能等级",
        "批准日期", "管理号", "证件号码", "发证机关", "全科合格证", "职业技能鉴定", "Qualification",
    ),
    against=(
        "登记表", "评审表", "申请表", "取得方式", "资格级别签发单位", "营业执照", "验资报告",
        "备案表",
    ),
    fields=FIELDS,
    alone=4,
    stops=("性别", "出生日期", "出生年月", "文化程度", "照片"),
    extract=extract,
)  # fmt: skip
