"""Award certificate (获奖证书, 奖励证书): of the state or the city, one page.

Reads    all its fields.
Skips    the wording.
"""

from core.text.values import read_text
from extractors.application_form_new import employer
from extractors.kit.education import last_date, word
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry
from extractors.kit.letters import NAME, addressee, read_letter

PRIZE = (
    r"(?:(?:国家|首都|全国|中国|[一-鿿]{2,6}[省市区])[一-鿿]{0,12}?)?(?:(?:科学技术|自然科学|技术发明|科技进步|科技创新|教学成果|"
    r"劳动|三八红旗手|青年|创新|杰出|突出贡献|设计|发明|专利|优秀|先进)"
    r"[一-鿿]{0,10}?(?:奖(?!励|项|人|者)[章状]?|称号))"
)
"""An award by its name, without the grade after it."""
GIVEN = (
    r"(?:同志|等人|等[0-9一二三四五六七八九十]{1,3}[名位人](?:同志)?|先生|女士)(?:荣获|获得|获)?[<\"]?",
    r"(?:荣获|获得|获|授予|颁发|评为|授予荣誉)[<\"]?",
    r"关于(?:授予|颁发|表彰|公布|公示)?(?:[0-9]{4}年度?)?",
)
WINNERS = (
    rf"(?:授予|表彰|奖励)({NAME})(?=同志|先生|女士|等[0-9一二三四五六七八九十人同名位])",
    rf"获奖(?:人员?|者|个人)(?:姓名)?:?({NAME})(?=[,.;(]|同志|先生|女士|等|所在|完成)",
    rf"(?<![一-鿿])({NAME})(?:同志|先生|女士)(?=[,.]?(?:在|你|荣获|获|完成|于|被))",
)

FIELDS = (
    FieldSpec(
        "award",
        "text",
        ("奖励类别", "奖项名称", "奖项", "奖励名称"),
        fallback=(*(rf"{lead}({PRIZE})" for lead in GIVEN), rf"(?<![一-鿿])({PRIZE})"),
        read=word,
    ),
    FieldSpec("grade", "text", ("奖励等级", "获奖等级", "等级"), (r"([特一二三]等奖)",), read=word),
    FieldSpec(
        "project",
        "text",
        ("项目名称", "成果名称", "获奖项目"),
        fallback=(
            r"(?:完成|主持|参与|申报|负责|研究|题为|项目|成果|课题|作品|论文)的?[<\"]([^<>\"]{4,60})[>\"]",
            r"[<\"]([^<>\"]{4,60})[>\"](?:项目|成果|课题|一文|研究)?(?:荣获|获得?|被评为|中)",
        ),
        lines=3,
        read=read_text,
    ),
    FieldSpec(
        "winner",
        "person",
        ("获奖者", "获奖人", "获奖人姓名", "完成人", "姓名"),
        fallback=WINNERS,
    ),
    FieldSpec(
        "certificate_number",
        "text",
        ("证书号", "证书编号", "奖励证书号", "编号"),
        read=word,
    ),
    FieldSpec("issuer", "company", ("颁奖机关", "颁奖单位", "颁发机关"), read=employer),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_letter(sheets, kind)
    if fields.get("winner") is None or fields["winner"].value is None:
        called = addressee(sheets, FieldSpec("winner", "person"))
        if called is not None:
            fields["winner"] = called
    issued = last_date(sheets, "issue_date")
    if issued is not None:
        fields["issue_date"] = issued
    return Extraction(fields=fields)


TYPE = TypeEntry(
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
    also=(("issue_date", "date"),),
    fields=FIELDS,
    alone=4,
    extract=extract,
)  # fmt: skip
