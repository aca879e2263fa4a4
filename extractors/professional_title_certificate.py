"""Professional title certificate (专业技术资格证书, 职称证书): booklet or sheet.

Reads    all its fields.
Skips    how the title was obtained (考试, 评审).
"""

from core.text.values.dates import DAY
from extractors.application_form_new import employer, number
from extractors.kit.education import SEX, word
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields

GOT = r"(?:取得|获得|具备|具有)(?:了)?"  # 经评审取得某专业某师（中级）专业技术资格
RANKS = r"(?:师|员|教授|编辑|记者|翻译)"
FIELDS = (
    FieldSpec("name", "person", ("姓名", "持证人")),
    SEX,
    FieldSpec("birth_month", "month", ("出生年月", "出生日期", "出生时间")),
    FieldSpec(
        "id_number",
        "id_number",
        ("身份证号码", "身份证号", "公民身份号码", "证件号码", "身份证件号码"),
    ),
    FieldSpec(
        "title",
        "text",
        (
            "资格名称",
            "职称名称",
            "任职资格",
            "专业技术资格名称",
            "专业技术职务",
            "取得资格",
            "职称",
        ),
        (rf"{GOT}(?:[一-鿿]{{2,16}}专业)?([一-鿿]{{2,14}}{RANKS})(?=\(|专业技术|任职|资格|职务)",),
        read=word,
    ),
    FieldSpec(
        "level",
        "text",
        ("资格级别", "职称级别", "资格等级", "职称等级", "级别"),
        (rf"{RANKS}\((正高级|副高级|高级|中级|初级|助理级|员级)\)",),
        read=word,
    ),
    FieldSpec(
        "specialty",
        "text",
        ("专业名称", "专业类别", "评审专业", "专业"),
        (rf"{GOT}([一-鿿]{{2,16}})专业(?!技术)",),
        read=word,
    ),
    FieldSpec(
        "obtained_date",
        "date",
        (
            "取得时间",
            "批准日期",
            "评审时间",
            "授予时间",
            "批准时间",
            "通过时间",
            "取得日期",
            "评审日期",
        ),
        (rf"于({DAY}),?(?:经|通过|取得|获得)",),
    ),
    FieldSpec(
        "certificate_number",
        "text",
        ("证书编号", "管理号", "证书管理号", "职称证书编号", "编号"),
        lines=2,
        read=number,
    ),
    FieldSpec(
        "issuer",
        "company",
        (
            "签发单位",
            "发证单位",
            "发证机关",
            "颁发机构",
            "评审组织",
            "批准机关",
            "发证机构",
            "评审委员会名称",
            "颁证单位",
        ),
        lines=2,
        read=employer,
    ),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    return Extraction(fields=read_fields(sheets, kind.fields, kind.stops))


TYPE = TypeEntry(
    id="professional_title_certificate",
    titles=(
        "专业技术资格证书", "专业技术职务任职资格证书", "职称证书", "北京市专业技术资格证书",
        "专业技术职务资格证书",
        "专业技术职称证书", "任职资格证书",
    ),
    words=(
        "专业技术资格证书", "资格名称", "资格级别", "专业名称", "管理号", "批准日期", "签发单位",
        "取得方式", "职称证书",
        "证书专用章", "任职资格", "发证单位", "评审委员会", "职称名称", "职称级别",
    ),
    against=(
        "登记表", "评审表", "申请表", "职业资格证书", "计算机技术与软件", "合格人员", "注册会计师",
        "审批部门意见",
        "申报资格", "水平)证书",
    ),
    fields=FIELDS,
    alone=4,
    stops=("取得方式", "学历", "工作单位", "File No", "有效期"),
    extract=extract,
)  # fmt: skip
