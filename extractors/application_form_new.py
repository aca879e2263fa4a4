"""Application form of a new permit (北京市工作居住证申请表), printed by the permit system.

The guide does not print the form: fields are found by labels, not by position.
Reads    all its fields; work history and family as running text.
Skips    the credit code of the unit, the kind of housing, the office's part.
"""

import re
from collections.abc import Mapping, Sequence

from core.text.sheet import Piece
from core.text.values import TextValue, read_company, read_text
from core.text.values.dates import DAY
from extractors.id_card import nation, street
from extractors.kit.education import SEX, certificate_number, word
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, make_field, read_fields
from extractors.kit.opinion import opinion
from extractors.kit.posts import posts
from extractors.kit.signature_dates import signature_date
from extractors.kit.signatures import signed

_TERM = r"(?:聘用|合同|劳动合同|聘任|聘用合同)(?:起止)?(?:期限|日期|时间)[^0-9]{0,8}"
OPINION = (
    "用人单位意见", "聘用单位意见", "申请单位意见", "申报单位意见", "工作单位意见", "所在单位意见",
    "单位审核意见", "单位推荐意见", "单位意见",
)  # fmt: skip
ENDS = (
    "区人力", "区县人力", "区人社", "人力社保", "人力资源和社会保障", "个人声明", "本人承诺",
    "本人声明",
    "申请人声明", "申请人(签", "申请人签", "初审", "主管部门意见", "市人力", "审批意见", "声明",
)  # fmt: skip
LEGAL_REP = (
    "法定代表人(签字)",
    "法定代表人(签章)",
    "法人代表(签字)",
    "单位法人代表(签字)",
    "法定代表人",
    "单位负责人(签字)",
)
APPLICANT = ("申请人(签字)", "申请人签名", "本人签名", "本人签字", "申请人本人签字", "声明人(签字)")


def employer(piece: Piece) -> TextValue | None:
    value = read_company(piece)
    return value if value is not None and len(value.value) >= 4 else None


def marital(piece: Piece) -> TextValue | None:
    """已婚, 未婚, 有配偶, 离婚, 离异, 丧偶, 再婚, 初婚."""
    flat = piece.dense()
    match = re.search(r"[已未再初复]婚|[有无]配偶|离[婚异]|丧偶", flat.folded)
    return TextValue(match[0], flat[match.start() : match.end()]) if match else None


_STROKE = re.compile(r"(?<=[0-9])[|](?=[0-9])")
"""A handwritten 1 read as a stroke: what stands behind it is not the number."""


def number(piece: Piece) -> TextValue | None:
    """A form's or permit's number: six or more letters and digits."""
    flat = piece.strip(" :;,.*_|").dense()
    text = _STROKE.sub("1", flat.folded)
    match = re.search(r"(?:[A-Za-z]{1,4}-?)?[0-9][0-9A-Za-z\-]{5,24}", text)
    return TextValue(match[0].upper(), flat[match.start() : match.end()]) if match else None


def sentence(piece: Piece) -> TextValue | None:
    """Any text except a bare label's colon; a single figure is a condition's number."""
    value = read_text(piece)
    if value is None or not (len(value.value) >= 2 or value.value.isdigit()):
        return None
    return value


def condition(piece: Piece) -> TextValue | None:
    """The condition's number or words; a unit's name or opinion belongs to the next cell."""
    value = sentence(piece)
    if value is None or _BESIDE.search(value.value):
        return None
    flat = value.piece.dense()
    number = _CONDITION.match(flat.folded)
    return TextValue(number[1], flat[number.start(1) : number.end(1)]) if number else value


def dependents(piece: Piece) -> TextValue | None:
    """Who comes along: any text, or 无 for nobody, whatever stands in the next cell."""
    flat = piece.strip(" :;,.*_|-()").dense()
    if _NOBODY.match(flat.folded):
        return TextValue(flat.text[:1], flat[:1])
    return sentence(piece)


_NOBODY = re.compile(r"无(?=$|[,.;)]|本人|以上|个人|声明|承诺|用人|单位)")
_CONDITION = re.compile(r"(?:条件:?|^)([1-8])(?![0-9])(?=$|[.、:,]?(?![年个名项类倍])[一-鿿])")
_BESIDE = re.compile(r"[一-鿿]{2}(?:有限|股份|责任)公司|单位意见")
_NAME = r"姓[^一-鿿]{0,3}名:?([一-鿿·]{2,8}?)(?=性别|曾用|男|女|出生|照片)"
HISTORY = FieldSpec("work_history", "text", ("工作经历", "工作简历"), lines=8, read=sentence)
PERSON = (
    FieldSpec(
        "form_number",
        "text",
        ("申请编号", "受理编号", "申请表编号", "业务编号", "申报编号"),
        read=number,
    ),
    FieldSpec("name", "person", ("姓名", "申请人姓名"), fallback=(_NAME,)),
    SEX,
    FieldSpec("birth_date", "date", ("出生日期", "出生年月日", "出生年月")),
    FieldSpec("ethnicity", "text", ("民族",), read=nation),
    FieldSpec("marital_status", "text", ("婚姻状况", "婚否"), read=marital),
    FieldSpec(
        "id_number",
        "id_number",
        ("身份证件号码", "公民身份号码", "身份证号码", "证件号码", "身份证号"),
    ),
    FieldSpec(
        "hukou_place",
        "address",
        ("户籍所在地", "户口所在地", "户籍地址", "户口所在地址", "户籍地"),
        lines=3,
        read=street,
    ),
    FieldSpec(
        "current_address",
        "address",
        (
            "现居住地址",
            "在京居住地址",
            "在京居住地",
            "居住地址",
            "现住址",
            "在京住址",
            "现居住地",
            "家庭住址",
        ),
        lines=3,
        read=street,
    ),
    FieldSpec("phone", "phone", ("联系电话", "手机号码", "移动电话", "本人电话", "手机", "电话")),
    FieldSpec("education_level", "text", ("最高学历", "最终学历", "文化程度", "学历"), read=word),
    FieldSpec("school", "company", ("毕业院校", "毕业学校", "院校名称"), lines=2, read=employer),
    FieldSpec("major", "text", ("所学专业", "专业名称", "专业"), lines=2, read=word),
    FieldSpec("graduation_date", "date", ("毕业时间", "毕业日期")),
    FieldSpec(
        "diploma_number",
        "text",
        (
            "最终学历证书编号",
            "最高学历证书编号",
            "学历证书编号",
            "毕业证书编号",
            "学历证书号",
            "毕业证书号",
        ),
        lines=2,
        read=certificate_number,
    ),
    FieldSpec("degree", "text", ("最终学位", "最高学位", "所获学位", "学位"), read=word),
    FieldSpec(
        "degree_number",
        "text",
        ("最终学位证书编号", "最高学位证书编号", "学位证书编号", "学位证书号"),
        lines=2,
        read=certificate_number,
    ),
    FieldSpec(
        "title_name", "text", ("职称名称", "专业技术职务", "专业技术职称", "职称"), read=word
    ),
    FieldSpec(
        "title_number",
        "text",
        ("职称证书编号", "职称证书号", "职称证号", "职称证编号"),
        read=certificate_number,
    ),
)
JOB = (
    FieldSpec(
        "unit_name",
        "company",
        (
            "聘用单位名称", "用人单位名称", "单位名称", "聘用单位", "现工作单位", "工作单位",
            "申报单位", "用人单位",
        ),
        lines=2,
        read=employer,
    ),
    FieldSpec("position", "text", ("所聘岗位", "聘用岗位", "工作岗位", "职务", "岗位"), read=word),
    FieldSpec(
        "contract_start",
        "date",
        ("合同起始日期", "合同开始日期", "聘用起始日期", "合同起始时间"),
        (rf"{_TERM}({DAY})(?!止)",),
    ),
    FieldSpec(
        "contract_end",
        "date",
        ("合同终止日期", "合同结束日期", "聘用终止日期", "合同终止时间", "合同截止日期"),
        (rf"{_TERM}{DAY}[^0-9]{{0,6}}({DAY}|长期)",),
    ),
    FieldSpec(
        "monthly_income",
        "amount",
        (
            "应税收入月平均数", "月平均应税收入", "应税收入月平均", "应税收入月均", "月均应税收入",
            "月应税收入",
            "应税月收入", "月平均收入", "应税收入",
        ),
    ),
    FieldSpec(
        "condition_no",
        "text",
        ("申请条件", "符合条件", "申报条件"),
        patterns=(
            r"(?:申请|符合|申报)条件:?(?![0-9](?![年.,)]))([^:]{4,90}?)(?=所在部门|工作部门|职务|岗位|聘用|劳动合同|姓名|随[往迁]人员|工作居住证编|有效期|合同[起终期开结截]|(?:月均|月平均)?应税收入|本人承诺|个人声明|申请人声明"
            r"|工作(?:经历|简历)(?:起止|[:(]|单位)|用人单位|单位意见|聘用|住房|$)",
        ),
        lines=3,
        read=condition,
    ),
    HISTORY,
    FieldSpec("dependents", "text", ("随往人员", "随迁人员"), lines=6, read=dependents),
)  # fmt: skip
FIELDS = (*PERSON, *JOB)
STOPS = (
    "证件类型", "政治面貌", "住房性质", "统一社会信用代码", "打印日期", "个人声明", "用人单位意见",
    "区人力社保局意见",
    "照片", "户籍性质", "电子邮箱", "邮政编码", "级别", "批准机关", "聘用期限", "合同期限",
    "工作居住证编号", "有效期",
    "劳动合同起止时间", "劳动合同起止", "聘用合同起止", "合同起止", "劳动合同期限", "聘用合同期限", "劳动合同",
    "所在部门", "工作部门", "证件名称",
    "关系", "单位性质", "所在地", "起止时间", "住房类型", "职称级别",
)  # fmt: skip


def application(
    kind: TypeEntry, sheets: Sheets, signers: Mapping[str, Sequence[str]]
) -> Extraction:
    """The content of both application forms: fields, signatures (by labels), the unit's opinion."""
    fields = read_fields(sheets, kind.fields, kind.stops)
    fields |= signed(sheets, signers)
    fields.update(opinion(sheets, OPINION, ENDS))
    if "unit_opinion_date" not in fields:
        signed_on = signature_date(sheets, "unit_opinion_date", LEGAL_REP, blank=False)
        if signed_on is not None:
            fields["unit_opinion_date"] = signed_on
    return Extraction(fields=fields)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    signers = {"legal_rep_signature": LEGAL_REP, "applicant_signature": APPLICANT}
    found = application(kind, sheets, signers)
    if (history := posts(sheets)) is not None:
        found.fields["work_history"] = make_field(HISTORY, history)
    return found


TYPE = TypeEntry(
    id="application_form_new",
    titles=("北京市工作居住证申请表", "<北京市工作居住证>申请表", "工作居住证申请表"),
    words=(
        "工作居住证申请表", "申请编号", "用人单位意见", "区人力社保局意见", "应税收入月均",
        "应税收入月平均数", "申请条件",
        "在京居住地址", "聘用单位", "最高学历", "学位证书编号", "随往人员", "聘用期限",
        "户籍所在地", "毕业院校", "工作经历",
        "最终学历证书编号", "现居住地址",
    ),
    against=(
        "续签", "变更申请表", "注册申请书", "授权委托书", "备案表", "评审表", "登记表",
        "劳动合同书",
    ),
    also=(("unit_opinion", "text"), ("unit_opinion_date", "date")),
    fields=FIELDS,
    joins=True,
    alone=6,
    stops=STOPS,
    extract=extract,
)  # fmt: skip
