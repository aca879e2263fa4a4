"""Forms filled, signed and sealed, guide annexes 1, 2, 4, 5 and 6 and 六（二）常规4."""

from dataclasses import dataclass

from core.models.document import Document
from validators.facts import parties
from validators.facts.names import signing
from validators.facts.parties import Party
from validators.facts.sole import unit_on
from validators.ground.case import Case
from validators.ground.compare import agrees
from validators.ground.gaps import lacking
from validators.ground.gather import unsettled
from validators.ground.hands import whose
from validators.ground.hidden import next_page, place
from validators.ground.look import Value, look, written
from validators.ground.stamps import CLASS_ZH, unit_seal
from validators.ground.verdict import Rule, Verdict, Witness, failed, passed, rule, unbound, unclear
from validators.policy import Policy

UNITS = ("company", "unit_name")


@dataclass(frozen=True)
class Form:
    """What a form must show: `asked` must be seen, `also` only must not be blank."""

    types: tuple[str, ...]
    asked: dict[str, str]
    also: dict[str, str]
    sealed: bool = True


POWER = Form(
    ("power_of_attorney",),
    {
        "legal_rep": "法定代表人姓名", "company": "公司名称", "agent_name": "代理人姓名",
        "agent_id": "代理人身份证号码", "agent_phone": "联系电话",
        "legal_rep_signature": "法定代表人签字", "agent_signature": "代理人签字",
    },
    {
        "agent_sex": "性别", "agent_department": "工作部门", "agent_title": "职务",
        "sign_date": "日期",
    },
)  # fmt: skip
INTEGRITY = Form(
    ("integrity_statement",),
    {
        "applicant_signature": "申请人签字",
        "applicant_name_in_text": "“本单位对＿＿提供的材料”中的姓名",
        "legal_rep_signature": "单位法人代表签字",
    },
    {"applicant_date": "申请人日期", "unit_date": "单位日期"},
)  # fmt: skip
PERSONAL = Form(
    ("personal_change_form",),
    {
        "name": "姓名", "permit_number": "证书编号", "id_number": "身份证号码",
        "applicant_signature": "申请人签字", "legal_rep_signature": "法人代表签字",
        "unit_opinion": "申请单位意见",
    },
    {
        "applicant_date": "申请人日期", "legal_rep_date": "法人代表日期",
        "unit_opinion_date": "单位意见日期",
    },
)  # fmt: skip
UNIT = Form(
    ("unit_change_form",),
    {
        "unit_name": "单位名称", "tax_place": "纳税地", "legal_rep_signature": "法人代表签字",
        "unit_opinion": "申请单位意见",
    },
    {
        "paid_in_capital": "实缴资本", "legal_rep_date": "法人代表日期",
        "unit_opinion_date": "单位意见日期",
    },
)  # fmt: skip
OPINION = Form(
    ("application_form_new", "application_form_renewal"),
    {"unit_opinion": "用人单位意见", "legal_rep_signature": "法定代表人签名"},
    {"unit_opinion_date": "用人单位意见日期"},
)
REGISTRATION = Form(
    ("unit_registration_application",),
    {
        "legal_rep_signature": "法定代表人签字", "agent_signature": "代理人签字",
        "applicant_signature": "申请人签字",
    },
    {"company": "公司名称", "sign_date": "日期"},
    sealed=False,
)  # fmt: skip
STATEMENT = Form(
    ("application_form_renewal",), {"applicant_signature": "本人声明栏签名"}, {}, sealed=False
)


@rule("PROC-POA")
def the_handler_has_a_power_of_attorney(case: Case, policy: Policy) -> Verdict:
    """A power of attorney is there for every service."""
    papers = case.of("power_of_attorney")
    if papers:
        return passed("已附授权委托书。", "A power of attorney is there.", *papers)
    zh = "没有授权委托书，须由经办人持授权委托书（附件2）办理。"
    return lacking(case, policy, zh, "No power of attorney.", papers=("power_of_attorney",))


@rule("FORM-POA-FIELDS")
def power_of_attorney_is_filled(case: Case, policy: Policy) -> list[Verdict]:
    """Names, number, phone, both signatures, date and the unit's seal."""
    return _filled(case, policy, POWER)


@rule("FORM-INTEGRITY")
def integrity_statement_is_signed_by_both(case: Case, policy: Policy) -> list[Verdict]:
    """Applicant and legal representative signed, the name is filled in, the unit sealed."""
    return _filled(case, policy, INTEGRITY)


@rule("FORM-PCHANGE")
def personal_change_form_is_filled(case: Case, policy: Policy) -> list[Verdict]:
    """Name, permit number, identity number, opinion, both signatures, seal."""
    verdicts = _filled(case, policy, PERSONAL)
    known = case.application.permit_no or ""
    for paper in case.of("personal_change_form"):
        number = look(paper, "permit_number", policy)
        answer = agrees(number, known)
        if known and answer is None and number.state != "absent":
            told = "无法与系统填报核对"
            verdicts.append(unsettled(number, known, "变更申请表证书编号", told))
        if known and answer is False:
            verdicts.append(
                failed(
                    f"变更申请表证书编号为 {number.text}，系统为 {known}，请核对更正。",
                    f"Permit number {number.text} differs from {known}.",
                    number,
                )
            )
    return verdicts


@rule("FORM-UCHANGE")
def unit_change_form_is_filled(case: Case, policy: Policy) -> list[Verdict]:
    """Unit name, paid-in capital, tax place, opinion, signature, seal."""
    return _filled(case, policy, UNIT)


@rule("FORM-APP-OPINION")
def employers_opinion_is_given(case: Case, policy: Policy) -> list[Verdict]:
    """Opinion, the legal representative's name and the seal stand in the opinion box."""
    return _filled(case, policy, OPINION)


@rule("FORM-RENEW-APPLICANT-SIGN")
def applicant_signed_the_statement(case: Case, policy: Policy) -> list[Verdict]:
    """The statement box of the renewal form is signed, by the applicant and nobody else."""
    own = parties.applicant(case, policy)
    verdicts = _filled(case, policy, STATEMENT)
    for n, paper in enumerate(case.of(*STATEMENT.types)):
        hand = look(paper, "applicant_signature", policy)
        if verdicts[n].status == "pass" and own.name and not whose(hand, own.name):
            verdicts[n] = _hand(hand, own.name)
    return verdicts


def _hand(value: Value, name: str) -> Verdict:
    """A signature that does not read as the name it should be: one character is a slip."""
    if whose(value, name) is False:
        return failed(
            f"续签申请表声明栏签名为“{value.text}”，应由申请人 {name} 本人签名。",
            f"Signed '{value.text}', not by the applicant.",
            value,
        )
    return unclear(
        f"续签申请表声明栏已签名，读作“{value.text or '（未能辨认）'}”，请目视核对是否为 {name}。",
        "Signed; whose hand it is was not made out.",
        value,
        severity="advisory",
    )


@rule("UNIT-REGAPP-SIGN")
def registration_is_signed_by_three(case: Case, policy: Policy) -> list[Verdict]:
    """Legal representative, agent and applicant signed; company and date are filled in."""
    return _filled(case, policy, REGISTRATION)


def _filled(case: Case, policy: Policy, form: Form) -> list[Verdict]:
    papers = case.of(*form.types)
    if not papers:
        return [unbound("没有此表，见材料齐全一项。", "No such form.")]
    return [
        _form(
            paper,
            form,
            signing(paper, _named(paper, policy), case, policy),
            next_page(case, paper, policy),
            policy,
        )
        for paper in papers
    ]


def _named(paper: Document, policy: Policy) -> Value:
    found = [look(paper, name, policy) for name in UNITS]
    return next((value for value in found if value.text), found[0])


def _form(
    paper: Document, form: Form, unit: Party, beyond: Document | None, policy: Policy
) -> Verdict:
    """One form; its seal may stand `beyond`, on a page that was not known to go on."""
    title = policy.title(paper.type)
    labels = {**form.asked, **form.also}
    values = {name: look(paper, name, policy) for name in labels}
    values |= {name: unit_on(paper, name, unit, policy) for name in UNITS if name in form.asked}
    gone = [name for name, value in values.items() if written(value) is False]
    vague = [name for name in form.asked if written(values[name]) is None]
    wrong, dim, seal = _sealed(paper, unit.name, policy) if form.sealed else ("", "", ())
    if wrong and not seal and beyond is not None:
        wrong, dim = "", f"{CLASS_ZH['official']}（{place(beyond)}可能是其续页）"
    said = ([f"缺{'、'.join(labels[name] for name in gone)}"] if gone else []) + (
        [wrong] if wrong else []
    )
    if said:
        return failed(
            f"{title}{'；'.join(said)}，请补齐。",
            f"Not complete: {', '.join([*gone, *(['seal'] if wrong else [])])}.",
            *(values[name] for name in gone),
            *seal,
            paper,
        )
    if vague or dim:
        names = "、".join([*(labels[name] for name in vague), *([dim] if dim else [])])
        return unclear(
            f"{title}的{names}未能辨认。",
            f"Not read well enough: {', '.join([*vague, *(['seal'] if dim else [])])}.",
            *(values[name] for name in vague),
            *seal,
            paper,
        )
    return passed(f"{title}填写、签章齐全。", "Filled, signed and sealed.", *seal, paper)


def _sealed(paper: Document, unit: str, policy: Policy) -> tuple[str, str, tuple[Witness, ...]]:
    """What is wrong with the unit's official seal, what of it is unclear, and where it is."""
    found = unit_seal(paper, unit, "official", policy)
    if found.state == "there" or (found.state == "unread" and found.fits and found.ring):
        return "", "", found.evidence  # whose it is, is the matter of GEN-SEAL-RING
    if found.state == "unread":
        return "", CLASS_ZH["official"], found.evidence
    wrong = {
        "absent": "未加盖单位公章",
        "wrong": "所盖不是单位公章",
        "foreign": f"公章为“{found.ring}”，不是申请单位 {unit}",
    }[found.state]
    return wrong, "", found.evidence


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
