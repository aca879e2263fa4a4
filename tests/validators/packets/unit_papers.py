"""The unit's papers and the forms that it signs."""

from tests.validators.packets.paper import Mark, Paper, paper
from tests.validators.packets.story import DISTRICT, Story

OFFICE = f"{DISTRICT}市场监督管理局"
BUREAU = f"国家税务总局{DISTRICT}税务局"
TITLE = "人力资源部"


def own_seal(s: Story) -> Mark:
    return s.life.unit.name, "official"


def power(s: Story) -> Paper:
    unit, agent = s.life.unit, s.life.agent
    return paper(
        "power_of_attorney", [own_seal(s)], legal_rep=unit.legal_rep, company=unit.name,
        agent_name=agent.name, agent_sex=agent.sex, agent_id=agent.number, agent_phone=agent.phone,
        agent_department=TITLE, agent_title="专员", legal_rep_signature=unit.legal_rep,
        agent_signature=agent.name, sign_date=s.ago(6),
    )  # fmt: skip


def licence(s: Story) -> Paper:
    unit = s.life.unit
    return paper(
        "business_license", [(OFFICE, "agency")], credit_code=unit.code, name=unit.name,
        company_type="有限责任公司（自然人投资或控股）", legal_rep=unit.legal_rep,
        registered_capital=f"{unit.capital}.00", establishment_date=unit.established,
        address=f"{DISTRICT}样例大街1号", business_scope="技术开发", registrar=OFFICE,
        issue_date=unit.established,
    )  # fmt: skip


def notice(s: Story, year: int | None = None) -> Paper:
    year = year or s.day.year - 1
    return paper(
        "tax_info_notice", [(BUREAU, "agency"), (s.life.unit.name, "finance")],
        taxpayer_name=s.life.unit.name, taxpayer_id=s.life.unit.code, total="6500000.00",
        period_start=f"{year}-01-01", period_end=f"{year}-12-31", tax_authority=BUREAU,
        issue_date=s.ago(25),
    )  # fmt: skip


def registration(s: Story) -> Paper:
    unit, agent, who = s.life.unit, s.life.agent, s.life.who
    return paper(
        "unit_registration_application", [own_seal(s)], addressee="东城区人力资源和社会保障局",
        section_basic="我单位为有限责任公司，主营软件开发，上一年度纳税650万元。现有员工90人，"
        "学历结构为本科60人、硕士30人，非京籍人员所占比例为55%，本年度申请需求3人。",
        section_application=f"拟为{who.name}申报，岗位为工程师。",
        section_opinion="经研究，同意申请。",
        applicant_name=who.name, agent_name=agent.name, agent_id=agent.number, company=unit.name,
        legal_rep_signature=unit.legal_rep, agent_signature=agent.name,
        applicant_signature=who.name, sign_date=s.ago(6),
    )  # fmt: skip


def unit_change(s: Story, items: str, other: str | None = None) -> Paper:
    unit = s.life.unit
    return paper(
        "unit_change_form", [own_seal(s)], unit_name=unit.name, paid_in_capital="10000000.00",
        tax_place="东城区", change_items=items, other_item=other,
        legal_rep_signature=unit.legal_rep, legal_rep_date=s.ago(5), unit_opinion="同意",
        unit_opinion_date=s.ago(4),
    )  # fmt: skip


def personal_change(s: Story, items: str, other: str | None = None) -> Paper:
    who = s.life.who
    return paper(
        "personal_change_form", [own_seal(s)], name=who.name, permit_number=s.permit,
        id_number=who.number, change_items=items, other_item=other, applicant_signature=who.name,
        applicant_date=s.ago(5), legal_rep_signature=s.life.unit.legal_rep, legal_rep_date=s.ago(5),
        unit_opinion="同意", unit_opinion_date=s.ago(4),
    )  # fmt: skip


def new_form(s: Story) -> Paper:
    who, study = s.life.who, s.life.study
    return paper(
        "application_form_new", [own_seal(s)], name=who.name, id_number=who.number, sex=who.sex,
        birth_date=who.birth, current_address=s.home, phone=who.phone, education_level=study.level,
        degree=study.degree, diploma_number=study.diploma, degree_number=study.degree_number,
        unit_name=s.life.unit.name, monthly_income=f"{s.income}.00", unit_opinion="同意申报",
        legal_rep_signature=s.life.unit.legal_rep, unit_opinion_date=s.ago(4),
    )  # fmt: skip


def renewal_form(s: Story, until: str, since: str) -> Paper:
    who = s.life.who
    return paper(
        "application_form_renewal", [own_seal(s)], name=who.name, id_number=who.number,
        permit_number=s.permit, valid_from=since, valid_to=until, unit_name=s.life.unit.name,
        current_address=s.home, unit_opinion="同意续签", legal_rep_signature=s.life.unit.legal_rep,
        applicant_signature=who.name, unit_opinion_date=s.ago(4),
    )  # fmt: skip


def integrity(s: Story) -> Paper:
    return paper(
        "integrity_statement", [own_seal(s)], applicant_signature=s.life.who.name,
        applicant_date=s.ago(5), applicant_name_in_text=s.life.who.name,
        legal_rep_signature=s.life.unit.legal_rep, unit_date=s.ago(5),
    )  # fmt: skip
