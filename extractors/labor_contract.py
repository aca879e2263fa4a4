"""Labour or employment contract (劳动合同, 聘用合同): first pages and signature page.

Layouts  the Beijing form (cover, 第一条 甲方…), the national form of 2019 (table of the two
         parties), firms' own. 4 to 15 pages; in practice the first and the signature page.
Reads    all its fields. The probation's end is a field beside the term's end.
Skips    the clauses on work, pay and discipline.
Roles    applicant, spouse: decided later by the employee's number.
"""

from core.models.document import Field
from core.text.sheet import Flow
from core.text.values import TextValue, read_address
from extractors.kit.contracts import (  # fmt: skip
    CODE,
    DAY,
    ID,
    ID_LABEL,
    PHONE,
    PHONE_LABEL,
    inside,
    last_day,
    organisation,
    pair,
    party,
    person,
)
from extractors.kit.fields import (
    Extraction,
    FieldSpec,
    Sheets,
    TypeEntry,
    make_field,
    read_fields,
)
from extractors.kit.letters import untranslated
from extractors.kit.signatures import signed

_A = r"甲方(?!\((?:公章|盖章|签)|盖章|签)"
_B = r"乙方(?!\((?:签|盖)|签字|签名)"
_EMPLOYER = r"(?<!在)甲方"  # 在甲方工作起始时间 is a label of the employee
_STOP_A = (
    r"法定代表|主要负责|注册地|住所|统一社会|乙方|地址|联系|以下简称|\(以下|单位性质|单位类型|性质|经营地|"
    r"委托代理|电话|组织机构|\(甲方|签订|合同"
)
_STOP_B = (
    r"性别|身份证|居民身份|证件|签订|户籍|联系|出生|文化|地址|住址|民族|手机|电话|\(以下|年龄|学历|国籍|"
    r"家庭|现住|北京市|监制|甲方|合同|在甲方"
)

FIELDS = (
    FieldSpec("contract_number", "text", ("合同编号", "编号")),
    FieldSpec(
        "employer",
        "company",
        ("用人单位名称", "单位名称", "用人单位", "聘用单位"),
        (party(_A, _STOP_A), party(r"(?:用人单位|聘用单位)(?:\(甲方\))?", _STOP_A)),
        read=organisation,
        lines=2,
    ),
    FieldSpec(
        "employer_credit_code",
        "credit_code",
        ("统一社会信用代码", "社会信用代码"),
        fallback=(inside("甲方", "乙方", f"({CODE})"),),
    ),
    FieldSpec(
        "employer_legal_rep",
        "person",
        ("法定代表人", "主要负责人"),
        read=person,
        fallback=(
            r"法定代表人(?:\([^()]*\))?(?:或委托代理人|或者委托代理人|或授权代表|/负责人)?(?:\([^()]*\))?[:.]?"
            r"([^,.;:()]{2,8}?)(?=注册|地址|经营|住所|乙方|联系|统一|职务|电话|单位)",
        ),
    ),
    FieldSpec("employer_address", "address", (), (inside("甲方", "乙方", r"(?:注册地址?|住所|经营地址?|地址):?(.{6,50}?)(?=乙方|联系|经营|第[一二]条|法定|统一|电话|单位|移动|手机|家庭|通讯|在京|现住|户籍|居住|根据|为明确|$)"),), read=read_address),
    FieldSpec(
        "employee",
        "person",
        ("劳动者姓名", "受聘人员", "劳动者", "职工姓名"),
        (party(_B, _STOP_B), party(r"(?:劳动者|受聘人员|职工)(?:\(乙方\))?", _STOP_B)),
        read=person,
    ),
    FieldSpec(
        "employee_id",
        "id_number",
        ("居民身份证号码", "身份证号码", "身份证号", "证件号码"),
        (inside("乙方", _EMPLOYER, rf"{ID_LABEL}[^0-9]{{0,12}}({ID})", 120),),
    ),
    FieldSpec("employee_address", "address", (), (inside("乙方", _EMPLOYER, r"(?:经常居住地(?:\([^()]*\))?|在北?京居住地址|现住址|家庭住址|户籍地址|住址|地址):?(.{6,50}?)(?=联系|电话|手机|移动|户口|邮|甲方|[一二三],|第|为明确|为了|根据|依据|依照|经甲乙|双方|本着|单位|开户|紧急|$)"),), read=read_address),
    FieldSpec("employee_phone", "phone", (), (inside("乙方", _EMPLOYER, rf"{PHONE_LABEL}:?(1[3-9][0-9]{{9}})", 220), inside("乙方", _EMPLOYER, rf"{PHONE_LABEL}:?({PHONE})", 220))),
    FieldSpec(
        "start_date",
        "date",
        ("合同起始日期", "合同开始日期", "合同生效日期", "聘用起始日期"),
        (pair(r"(?:自|从|于|期限|:|为)", 0), rf"(?:自|从|于)(?<!试用期自)({DAY})(?:起|生效|开始)"),
    ),
    FieldSpec(
        "end_date",
        "date",
        ("合同终止日期", "合同结束日期", "合同截止日期", "聘用终止日期"),
        (pair(r"(?:自|从|于|期限|:|为)", 1), rf"(?<!试用期至)(?<!试用期到)({DAY})(?:终止|届满)", rf"合同(?:终止|届满)(?:日期|日)?(?:为|:)?({DAY})"),
    ),
    FieldSpec("probation_end", "date", (), (rf"试用期(?:[^.;]|(?<=[0-9])\.(?=[0-9])){{0,40}}?(?:至|到|\-)({DAY})", rf"({DAY})止?为试用期")),
    FieldSpec(
        "position",
        "text",
        ("工作岗位", "岗位", "职务", "工种"),
        (
            r"(?:担任|从事)(?!以下|与|有|本|其他|其它|任何|违|损|甲方|乙方|相关|同|竞争|上述|前|第|营利|兼职)(.{2,20}?)(?=岗位|\(工种|工作|职务|一职|职位|[,.;:(])",
            r"(?:聘用|聘任|聘请|安排|同意)乙方(?:在|到|为)(?!甲方|本|该|以下|其|下列)([一-鿿A-Za-z]{2,20}?)(?=岗位|工作岗位|职务|职位|一职)",
            r"(?:工作岗位|岗位|职务)(?:为|是|:)(.{2,20}?)(?=[,.;(]|工作地点|$)",
        ),
    ),
    FieldSpec("work_place", "text", (), (r"工作地点(?:为|在|是|:)([^,.;]{2,30}?)(?=[,.;]|$|[一二三四五六七八九十]+,|第)",)),
    FieldSpec(
        "salary",
        "amount",
        ("月工资", "工资标准", "劳动报酬"),
        (
            r"(?:月工资|月薪|工资标准|劳动报酬|基本工资|岗位工资|工资)(?:标准)?[^0-9¥,.;]{0,14}¥?([0-9][0-9,]*(?:\.[0-9]{1,2})?)(?=元|\(|/月)",
            r"每月(?:税前)?(?:人民币)?¥?([0-9][0-9,]*(?:\.[0-9]{1,2})?)元",
        ),
    ),
)  # fmt: skip


SIGNED = {
    "employer_signature": (
        "法定代表人(主要负责人)或委托代理人(签字或盖章)",
        "(签字或盖章)",
        "授权代表",
        "甲方代表(签字)",
        "甲方(盖章)",
        "甲方(公章)",
        "甲方盖章",
    ),
    "employee_signature": (
        "乙方(签字)",
        "乙方(签名)",
        "乙方签字",
        "乙方(签字或盖章)",
        "劳动者(签字)",
        "受聘人员(签字)",
        "乙方(签章)",
    ),
}


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    chinese = untranslated(sheets)
    fields = read_fields(sheets, kind.fields, kind.stops)
    if any(one is not other for one, other in zip(chinese, sheets, strict=True)):
        for name, field in read_fields(chinese, kind.fields, kind.stops).items():
            if field.value is not None or name not in fields:
                fields[name] = field
    flow = Flow(chinese)
    _term_type(flow, fields)
    _sign_date(sheets, fields)
    fields |= signed(sheets, SIGNED)
    return Extraction(fields=fields)


def _term_type(flow: Flow, fields: dict[str, Field]) -> None:
    """固定期限 if both ends of the term are written; otherwise the contract's own words."""
    spec = FieldSpec("term_type", "text")
    end = fields.get("end_date")
    if end is not None and end.value is not None:
        fields["term_type"] = end.model_copy(
            update={"name": "term_type", "kind": "text", "value": "固定期限"}
        )
        return
    for words in (
        r"((?:本合同为|签订|订立)?无固定期限)(?:劳动|聘用)?合同",
        r"(以完成一定工作任务为期限)的?(?:劳动|聘用)?合同",
    ):
        piece = flow.find(words)
        if piece is not None:
            value = "无固定期限" if "无固定" in piece.folded else "以完成一定工作任务为期限"
            found = make_field(spec, TextValue(value, piece))
            listed = "固定期限:自" in flow.text or "1.固定期限" in flow.text
            fields["term_type"] = found.model_copy(
                update={"confidence": found.confidence * (0.4 if listed else 1.0)}
            )
            return


def _sign_date(sheets: Sheets, fields: dict[str, Field]) -> None:
    """签订日期 if it is labelled, otherwise the last date of the document."""
    named = FieldSpec(
        "sign_date",
        "date",
        ("签订日期", "签署日期", "签约日期"),
        (rf"(?:签订|签署)(?:日期|时间|于):?({DAY})",),
    )
    found = read_fields(sheets, (named,)).get("sign_date")
    if found is None or found.value is None:
        value = last_day(sheets, named)
        found = make_field(named, value) if value is not None else found
    if found is not None:
        fields["sign_date"] = found


TYPE = TypeEntry(
    id="labor_contract",
    titles=("劳动合同书", "劳动合同", "聘用合同书", "聘用合同", "事业单位聘用合同书", "固定期限劳动合同", "全日制劳动合同书"),
    words=(
        "劳动合同", "劳动合同法", "甲方(用人单位)", "乙方(劳动者)", "试用期", "劳动报酬", "用人单位", "社会保险",
        "解除劳动合同", "劳动争议", "工作地点", "规章制度", "乙方(签字)", "甲方(盖章)", "甲方(公章)", "月工资",
        "工作内容", "标准工时", "劳动保护", "续订", "本合同一式两份", "固定期限",
        "法定代表人(主要负责人)或委托代理人", "员工手册", "甲乙双方各执", "签订日期", "聘用合同", "受聘人员",
    ),
    against=(
        "租赁", "出租", "承租", "离职证明", "授权委托", "续订劳动合同书",
        # a separate sheet, whose title contains this one's
        "劳动合同续订书", "劳动合同续签", "续订合同期限",
    ),
    also=(("sign_date", "date"),),
    fields=FIELDS,
    joins=True,
    alone=3,
    stops=("性别", "户籍类型", "注册地址", "联系电话", "手机", "现住址", "住所", "身份证号", "统一社会信用代码", "法定代表人"),
    extract=extract,
)  # fmt: skip
