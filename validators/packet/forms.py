"""Forms filled, signed and sealed, guide annexes 1, 2, 4, 5 and 6 and 六（二）常规4."""

from validators.facts.filled import FormRequirements, filled
from validators.ground.case import Case
from validators.ground.compare import agrees
from validators.ground.gaps import lacking
from validators.ground.gather import unsettled
from validators.ground.look import look
from validators.ground.phrases import spoken
from validators.ground.verdict import Rule, Verdict, because, failed, passed, rule
from validators.policy import Policy

POWER = FormRequirements(
    "FORM-POA-FIELDS",
    ("power_of_attorney",),
    {
        "legal_rep": "法定代表人姓名", "company": "公司名称", "agent_name": "代理人姓名",
        "agent_id": "代理人身份证号码", "agent_phone": "联系电话",
    },
    {
        "agent_sex": "性别", "agent_department": "工作部门", "agent_title": "职务",
        "sign_date": "日期",
    },
)  # fmt: skip
INTEGRITY = FormRequirements(
    "FORM-INTEGRITY",
    ("integrity_statement",),
    {"applicant_name_in_text": "“本单位对＿＿提供的材料”中的姓名"},
    {"applicant_date": "申请人日期", "unit_date": "单位日期"},
)
PERSONAL = FormRequirements(
    "FORM-PCHANGE",
    ("personal_change_form",),
    {
        "name": "姓名", "permit_number": "证书编号", "id_number": "身份证号码",
        "unit_opinion": "申请单位意见",
    },
    {
        "applicant_date": "申请人日期", "legal_rep_date": "法人代表日期",
        "unit_opinion_date": "单位意见日期",
    },
)  # fmt: skip
UNIT = FormRequirements(
    "FORM-UCHANGE",
    ("unit_change_form",),
    {"unit_name": "单位名称", "tax_place": "纳税地", "unit_opinion": "申请单位意见"},
    {
        "paid_in_capital": "实缴资本", "legal_rep_date": "法人代表日期",
        "unit_opinion_date": "单位意见日期",
    },
)  # fmt: skip
OPINION = FormRequirements(
    "FORM-APP-OPINION",
    ("application_form_new", "application_form_renewal"),
    {"unit_opinion": "用人单位意见"},
    {"unit_opinion_date": "用人单位意见日期"},
)
REGISTRATION = FormRequirements(
    "UNIT-REGAPP-SIGN",
    ("unit_registration_application",),
    {},
    {"company": "公司名称", "sign_date": "日期"},
    sealed=False,
)
STATEMENT = FormRequirements(
    "FORM-RENEW-APPLICANT-SIGN", ("application_form_renewal",), {}, {}, sealed=False
)


@rule("PROC-POA")
def the_handler_has_a_power_of_attorney(case: Case, policy: Policy) -> Verdict:
    """A power of attorney is present for every service."""
    papers = case.of("power_of_attorney")
    if papers:
        return passed("已附授权委托书。", "A power of attorney is there.", *papers)
    zh = "没有授权委托书，须由经办人持授权委托书（附件2）办理。"
    return lacking(
        case,
        policy,
        zh,
        "No power of attorney (annex 2): the handler must bring one; please add it.",
        papers=("power_of_attorney",),
    )


@rule("FORM-POA-FIELDS")
def power_of_attorney_is_filled(case: Case, policy: Policy) -> list[Verdict]:
    """Names, number, phone, both signatures, date and the unit's seal."""
    return filled(case, policy, POWER)


@rule("FORM-INTEGRITY")
def integrity_statement_is_signed_by_both(case: Case, policy: Policy) -> list[Verdict]:
    """Applicant and legal representative signed, the name is filled in, the unit sealed."""
    return filled(case, policy, INTEGRITY)


@rule("FORM-PCHANGE")
def personal_change_form_is_filled(case: Case, policy: Policy) -> list[Verdict]:
    """Name, permit number, identity number, opinion, both signatures, seal."""
    verdicts = filled(case, policy, PERSONAL)
    known = case.application.permit_no or ""
    for paper in case.of("personal_change_form"):
        number = look(paper, "permit_number", policy)
        answer = agrees(number, known)
        if known and answer is None and number.state != "absent":
            doubt = "无法与系统填报核对", "it could not be held against the record"
            what = "变更申请表证书编号", spoken(number, policy)
            verdicts.append(unsettled(number, known, what, doubt))
        if known and answer is False:
            verdict = failed(
                f"变更申请表证书编号为 {number.text}，系统为 {known}，请核对更正。",
                f"{spoken(number, policy)} is {number.text}, the record says {known}; please check "
                "and correct it.",
                number,
            )
            verdicts.append(because(verdict, number))
    return verdicts


@rule("FORM-UCHANGE")
def unit_change_form_is_filled(case: Case, policy: Policy) -> list[Verdict]:
    """Unit name, paid-in capital, tax place, opinion, signature, seal."""
    return filled(case, policy, UNIT)


@rule("FORM-APP-OPINION")
def employers_opinion_is_given(case: Case, policy: Policy) -> list[Verdict]:
    """Opinion, the legal representative's name and the seal are in the opinion box."""
    return filled(case, policy, OPINION)


@rule("FORM-RENEW-APPLICANT-SIGN")
def applicant_signed_the_statement(case: Case, policy: Policy) -> list[Verdict]:
    """The statement box of the renewal form is signed, by the applicant and nobody else."""
    return filled(case, policy, STATEMENT)


@rule("UNIT-REGAPP-SIGN")
def registration_is_signed_by_three(case: Case, policy: Policy) -> list[Verdict]:
    """Legal representative, agent and applicant signed; company and date are filled in."""
    return filled(case, policy, REGISTRATION)


RULES: tuple[Rule, ...] = (
    the_handler_has_a_power_of_attorney,
    power_of_attorney_is_filled,
    integrity_statement_is_signed_by_both,
    personal_change_form_is_filled,
    unit_change_form_is_filled,
    employers_opinion_is_given,
    applicant_signed_the_statement,
    registration_is_signed_by_three,
)
