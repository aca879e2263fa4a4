"""Cards, registers, studies, contracts: what a person has."""

from generator.cast import InventedPerson
from generator.documents.study import Study
from tests.validators.packets.paper import Paper, paper
from tests.validators.packets.story import Story


def card(person: InventedPerson) -> Paper:
    made = paper(
        "id_card", name=person.name, id_number=person.number, sex=person.sex,
        ethnicity=person.ethnicity, birth_date=person.birth, address=person.address,
        issuer=person.issuer, valid_from=person.card_from,
        valid_to=person.card_to or "长期",
    )  # fmt: skip
    made.more["sides"] = ("front", "back")
    return made


def cover(s: Story, head: InventedPerson, number: str | None = None) -> Paper:
    return paper(
        "household_register_cover", [(f"{head.issuer}户口专用章", "agency")],
        household_type="家庭户", head_name=head.name, household_number=number or s.register,
        address=head.address, issue_date="2012-05-04",
    )  # fmt: skip


def member(person: InventedPerson, relation: str = "户主") -> Paper:
    made = paper(
        "household_register_member", [("样例派出所户口专用章", "agency")], name=person.name,
        id_number=person.number, relation=relation, sex=person.sex, birth_date=person.birth,
        marital_status="已婚", register_date="2012-05-04",
    )  # fmt: skip
    made.with_cover = True
    return made


def residence_card(s: Story) -> Paper:
    who = s.life.who
    return paper(
        "residence_permit_card", name=who.name, id_number=who.number, sex=who.sex,
        residence_address=s.home, issuer="北京市公安局东城分局", valid_from=s.ago(200),
        valid_to=s.ahead(160),
    )  # fmt: skip


def contract(
    s: Story, person: InventedPerson | None = None, start: str = "", end: str = ""
) -> Paper:
    who, unit = person or s.life.who, s.life.unit
    begin = start or s.ago(700)
    return paper(
        "labor_contract", [(unit.name, "official")], employer=unit.name,
        employer_credit_code=unit.code, employer_address="北京市东城区样例大街1号",
        employee=who.name, employee_id=who.number, term_type="固定期限", start_date=begin,
        end_date=end or s.ahead(395),
        work_place="北京市", sign_date=begin, employer_signature=unit.legal_rep,
        employee_signature=who.name,
    )  # fmt: skip


def diploma(s: Story, study: Study | None = None) -> Paper:
    done = study or s.life.study
    return paper(
        "graduation_certificate", [(done.school, "school")], name=s.life.who.name,
        level=done.level, certificate_number=done.diploma, school=done.school, major=done.major,
        start_month=f"{done.start:%Y-%m}", end_month=f"{done.end:%Y-%m}", issue_date=done.end,
    )  # fmt: skip


def degree(s: Story, study: Study | None = None) -> Paper:
    done = study or s.life.study
    return paper(
        "degree_certificate", [(done.school, "school")], name=s.life.who.name, degree=done.degree,
        certificate_number=done.degree_number, school=done.school, major=done.major,
        issue_date=done.end,
    )  # fmt: skip


def diploma_report(s: Story, study: Study | None = None) -> Paper:
    done = study or s.life.study
    return paper(
        "chsi_registration_form", name=s.life.who.name, level=done.level, school=done.school,
        certificate_number=done.diploma, major=done.major, enroll_date=done.start,
        graduation_date=done.end, conclusion="毕业", update_date=s.ago(15),
        valid_until=s.ahead(150), verification_code="A2B3C4D5E6F7G8H9",
    )  # fmt: skip


def degree_report(s: Story, study: Study | None = None) -> Paper:
    done = study or s.life.study
    return paper(
        "degree_online_report", name=s.life.who.name, degree=done.degree, school=done.school,
        certificate_number=done.degree_number, major=done.major, degree_date=done.end,
        update_date=s.ago(15), valid_until=s.ahead(150), verification_code="X2B3C4D5E6F7G8H9",
    )  # fmt: skip


def checked_diploma(s: Story, study: Study | None = None) -> Paper:
    """The other report on a diploma, which an agency gives under its seal."""
    done = study or s.life.study
    return paper(
        "education_verification_report", [("全国高等学校学生信息咨询与就业指导中心", "agency")],
        name=s.life.who.name, level=done.level, school=done.school, major=done.major,
        certificate_number=done.diploma, enroll_date=done.start, graduation_date=done.end,
        completion="毕业", print_date=s.ago(20),
    )  # fmt: skip


def checked_degree(s: Story, study: Study | None = None) -> Paper:
    """The other report on a degree."""
    done = study or s.life.study
    return paper(
        "degree_verification_report", [("教育部学位与研究生教育发展中心", "agency")],
        name=s.life.who.name, degree=done.degree, degree_level=done.degree[-2:],
        school=done.school, major=done.major, certificate_number=done.degree_number,
        degree_year=done.end.year, print_date=s.ago(20),
    )  # fmt: skip


def certified_abroad(s: Story) -> Paper:
    """The certification of a degree taken abroad."""
    return paper(
        "overseas_degree_certification", [("教育部留学服务中心", "agency")],
        certificate_number="教留服认英[2016]01234号", name=s.life.who.name, country="英国",
        school="样例大学（英国）", degree="理学硕士学位", degree_date="2015-11-10",
        issue_date="2016-03-01",
    )  # fmt: skip


def confirmation(s: Story, until: str = "", since: str = "", unit: str = "") -> Paper:
    who = s.life.who
    return paper(
        "permit_confirmation", permit_number=s.permit, name=who.name, id_number=who.number,
        unit_name=unit or s.life.unit.name, valid_from=since or s.ago(700),
        valid_to=until or s.ahead(395), first_issue_date=since or s.ago(700),
    )  # fmt: skip


def leaving(s: Story) -> Paper:
    who, former = s.life.who, s.life.former
    return paper(
        "resignation_certificate", [(former.name, "official")], name=who.name, id_number=who.number,
        company=former.name, start_date=s.ago(1500), leave_date=s.ago(30), position="工程师",
        issue_date=s.ago(29),
    )  # fmt: skip
