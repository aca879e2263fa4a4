"""Award certificate (获奖证书, 奖励证书): of the state or the city, one page.

Reads    all its fields.
Leaves   the wording.
"""

from core.text.values import read_text
from extractors.application_form_new import employer
from extractors.kit.education import last_date, word
from extractors.kit.fields import DocumentType, Extraction, FieldSpec, Sheets
from extractors.kit.letters import read_letter

_AWARD = (
    r"((?:国家|北京市|全国|中国)?[一-鿿]{0,12}(?:科学技术|自然科学|技术发明|科技进步|教学成果|五一劳动|青年|创新|杰出)"
    r"[一-鿿]{0,10}奖[章状]?)(?!励)"
)
FIELDS = (
    FieldSpec(
        "award",
        "text",
        ("奖励类别", "奖项名称", "奖项", "奖励名称"),
        fallback=(rf"(?:荣获|获得?|授予)<?{_AWARD}", _AWARD),
        read=word,
    ),
    FieldSpec("grade", "text", ("奖励等级", "获奖等级", "等级"), (r"([特一二三]等奖)",), read=word),
    FieldSpec("project", "text", ("项目名称", "成果名称", "获奖项目"), lines=3, read=read_text),
    FieldSpec("winner", "person", ("获奖者", "获奖人", "获奖人姓名", "完成人", "姓名")),
    FieldSpec(
        "certificate_number",
        "text",
        ("证书号", "证书编号", "奖励证书号", "编号"),
        read=word,
    ),
    FieldSpec("issuer", "company", ("颁奖机关", "颁奖单位", "颁发机关"), read=employer),
)


def extract(kind: DocumentType, sheets: Sheets) -> Extraction:
    fields = read_letter(sheets, kind)
    issued = last_date(sheets, "issue_date")
    if issued is not None:
        fields["issue_date"] = issued
    return Extraction(fields=fields)


TYPE = DocumentType(
    id="award_certificate",
    titles=(
        "获奖证书", "奖励证书", "北京市科学技术奖证书", "科学技术奖励证书",
        "国家科学技术进步奖证书",
    ),
    words=(
        "获奖者", "奖励等级", "奖励类别", "颁奖机关", "为表彰", "特颁发此证书", "获奖证书",
        "奖励证书", "证书号", "项目名称",
        "科学技术奖", "予以表彰",
    ),
    against=(
        "专利号", "著作权", "毕业", "学位", "营业执照", "高新技术企业证书", "资格证书", "许可证",
        "结婚", "表彰决定", "发票",
        "合同",
    ),
    fields=FIELDS,
    alone=4,
    extract=extract,
)  # fmt: skip
