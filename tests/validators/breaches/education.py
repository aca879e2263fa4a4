"""What breaks the criteria of diploma and degree (criteria/education.toml)."""

from dataclasses import replace
from datetime import date, timedelta

from generator.documents.study import Study
from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import applicant, before, every, gone, says
from tests.validators.packets import person_papers as person
from tests.validators.packets.packet import Packet
from tests.validators.packets.paper import paper
from tests.validators.packets.pay_papers import insurance
from tests.validators.packets.services import Variant, good

NEW, GENERAL = Variant("new_permit", 1, "residence_permit"), Variant("general_change")
TITLED = Variant("new_permit", 2, "residence_permit")
WHOLE = "教留服认英[2016]01234号"
STRANGER, SCHOOL, SUBJECT = "何样兰", "另例工业大学", "应用化学与工艺"
HIGHER = Study(
    "样例科技大学", "材料物理", "博士研究生", "工学博士", "3", date(2016, 9, 1), date(2020, 6, 20),
    "102341202001000321", "1023422020000321",
)  # fmt: skip


def states(study: Study) -> Change:
    """Form and record state this study as the highest."""
    told = {"education_certificate_no": study.diploma, "degree_certificate_no": study.degree_number}
    return every(
        says("form", education_level=study.level, degree=study.degree,
             diploma_number=study.diploma, degree_number=study.degree_number),
        applicant(**told),
    )  # fmt: skip


def promoted(p: Packet) -> None:
    """A bachelor who is a doctor as well, with the papers of both studies."""
    s = p.story
    lower = replace(s.life.study, level="本科", degree="工学学士", end=date(2012, 6, 30),
                    start=date(2008, 9, 1), diploma="102341201205000654",
                    degree_number="1023442012000654")  # fmt: skip
    p.add(
        diploma=person.diploma(s, lower), diploma_report=person.diploma_report(s, lower),
        degree=person.degree(s, lower), degree_report=person.degree_report(s, lower),
        diploma2=person.diploma(s, HIGHER), diploma2_report=person.diploma_report(s, HIGHER),
        degree2=person.degree(s, HIGHER), degree2_report=person.degree_report(s, HIGHER),
    )  # fmt: skip
    states(HIGHER)(p)


def abroad(p: Packet) -> None:
    """The highest degree was taken abroad; its certification replaces the four papers."""
    p.drop("diploma", "diploma_report", "degree", "degree_report")
    p.add(overseas=person.certified_abroad(p.story))
    states(replace(p.story.life.study, level="硕士研究生", degree="理学硕士", diploma=WHOLE,
                   degree_number=WHOLE))(p)  # fmt: skip


def other_reports(p: Packet) -> None:
    """The agencies' reports instead of what the owner prints."""
    p.add(
        diploma_report=person.checked_diploma(p.story), degree_report=person.checked_degree(p.story)
    )


def filed_in_2021(p: Packet) -> None:
    """The same packet filed before the degree's report went online, with the centre's report."""
    early = good(Variant(p.service, p.condition, p.housing), 1, date(2021, 9, 7))
    p.story, p.day, p.record, p.papers = early.story, early.day, early.record, early.papers
    p.drop("degree_report")
    p.add(centre_report=person.checked_degree(p.story))


def put_online(p: Packet) -> None:
    """The online report stands for the centre's."""
    p.drop("centre_report")
    p.add(degree_report=person.degree_report(p.story))


def unprinted(p: Packet) -> None:
    """Reports on which no last day is printed."""
    for name in ("diploma_report", "degree_report"):
        p[name].lose("valid_until")


def only_a_status(p: Packet) -> None:
    life = p.story.life
    p.drop("diploma_report")
    p.add(status=paper("student_status_report", name=life.who.name, school=life.study.school,
                       status="在籍"))  # fmt: skip


def born(p: Packet) -> None:
    """All papers of the studies print the day of birth and the sex."""
    who = p.story.life.who
    for name in ("diploma", "degree", "diploma_report", "degree_report"):
        p[name].set(birth_date=who.birth, sex=who.sex)


def born_abroad(p: Packet) -> None:
    abroad(p)
    p["overseas"].set(birth_date=p.story.life.who.birth, sex=p.story.life.who.sex)


def other_sex(*papers: str) -> Change:
    return lambda p: says_all(p, papers, sex="女" if p.story.life.who.sex == "男" else "男")


def other_birth(*papers: str) -> Change:
    return lambda p: says_all(p, papers, birth_date=p.story.life.who.birth + timedelta(days=400))


def says_all(p: Packet, papers: tuple[str, ...], **values: object) -> None:
    for name in papers:
        p[name].set(**values)


def second_number(p: Packet) -> None:
    """A second diploma of one level and school, with another number."""
    p.add(diploma2=person.diploma(p.story))
    p["diploma2"].set(certificate_number=p.story.life.study.diploma[:-1] + "0")
    if p["diploma2"].values["certificate_number"] == p.story.life.study.diploma:
        p["diploma2"].set(certificate_number=p.story.life.study.diploma[:-1] + "1")


def shifted(number: str) -> str:
    """A number with one digit in the middle changed."""
    at = len(number) // 2 + 4
    return f"{number[:at]}{(int(number[at]) + 5) % 10}{number[at + 1 :]}"


def misnumbered(name: str) -> Change:
    return lambda p: p[name].set(
        certificate_number=shifted(str(p[name].values["certificate_number"]))
    )


def undegreed(p: Packet) -> None:
    p.drop("degree", "degree_report")
    p["form"].set(degree="无", degree_number=None)
    applicant(degree_certificate_no=None)(p)


def paid(months: int) -> Change:
    """A record of so many months' insurance."""
    return lambda p: p.add(insurance=insurance(p.story, months))


def paid_elsewhere(first: int, last: int) -> Change:
    """Months of insurance of another city, from so many back to so many back."""

    def add(p: Packet) -> None:
        who, s = p.story.life.who, p.story
        p.add(elsewhere=paper(
            "external_social_insurance_proof", [("样例市社会保险基金管理中心", "agency")],
            name=who.name, id_number=who.number, total_months=first - last + 1,
            issue_date=s.ago(20),
        ))  # fmt: skip
        p["elsewhere"].rows = [{"period": month} for month in s.months(first, last)]

    return add


BREACHES: tuple[Breach, ...] = (
    Breach("EDU-HIGHEST.diploma", says("form", education_level="博士研究生"), on=NEW),
    Breach("EDU-HIGHEST.degree", says("form", degree="工学博士"), on=NEW),
    Breach("EDU-HIGHEST.diploma", says("form", education_level="博士研究生"), on=NEW,
           first=abroad),
    Breach("EDU-HIGHEST.none_higher", says("form", education_level="大学专科"), on=NEW,
           says="review"),
    Breach("EDU-DIPLOMA-VERIFY.there", gone("diploma_report"), on=NEW),
    Breach("EDU-DIPLOMA-VERIFY.there", gone("diploma_report"), on=GENERAL),
    Breach("EDU-DIPLOMA-VERIFY.no_student_status", only_a_status, on=NEW),
    Breach("EDU-DIPLOMA-VERIFY.no_student_status", only_a_status, on=GENERAL),
    Breach("EDU-DIPLOMA-VERIFY.of_the_highest", gone("diploma2_report"), on=NEW, first=promoted),
    Breach("EDU-DIPLOMA-VERIFY.graduated", says("diploma_report", completion="结业"), on=NEW),
    Breach("EDU-DIPLOMA-VERIFY.graduated", says("diploma_report", completion="肄业"), on=GENERAL,
           first=other_reports),
    Breach("EDU-DIPLOMA-VERIFY.still_online", before("diploma_report", "valid_until", 1), on=NEW),
    Breach("EDU-DIPLOMA-VERIFY.still_online", before("diploma_report", "update_date", 200),
           on=NEW, first=unprinted),
    Breach("EDU-DEGREE-VERIFY.there", gone("degree_report"), on=NEW),
    Breach("EDU-DEGREE-VERIFY.there", gone("degree_report"), on=GENERAL),
    Breach("EDU-DEGREE-VERIFY.there", gone("degree_report"), on=TITLED),
    Breach("EDU-DEGREE-VERIFY.of_the_highest", gone("degree2_report"), on=NEW, first=promoted),
    Breach("EDU-DEGREE-VERIFY.still_online", before("degree_report", "valid_until", 1), on=NEW),
    Breach("EDU-DEGREE-VERIFY.of_its_time", put_online, on=NEW, first=filed_in_2021,
           says="review", severity="advisory"),
    Breach("EDU-OVERSEAS.certified", gone("overseas"), on=NEW, first=abroad),
    Breach("EDU-OVERSEAS-NUMBER.diploma", applicant(education_certificate_no="01234"), on=NEW,
           first=abroad),
    Breach("EDU-OVERSEAS-NUMBER.diploma", every(applicant(education_certificate_no="01234"),
                                                says("form", diploma_number="01234")), on=NEW,
           first=abroad, unread=None),
    Breach("EDU-OVERSEAS-NUMBER.degree", applicant(degree_certificate_no="120190000001"), on=NEW,
           first=abroad),
    Breach("EDU-OVERSEAS-NUMBER.diploma",
           says("overseas", certificate_number="教留服认英[2016]01254号"), on=NEW, first=abroad),
    Breach("EDU-REPORT-MATCH.number", misnumbered("diploma_report"), on=NEW),
    Breach("EDU-REPORT-MATCH.number", misnumbered("degree_report"), on=NEW),
    Breach("EDU-REPORT-MATCH.number", misnumbered("degree_report"), on=GENERAL,
           first=other_reports),
    *(Breach("EDU-REPORT-MATCH.name", says(name, name=STRANGER), on=NEW)
      for name in ("diploma", "degree", "diploma_report", "degree_report")),
    *(Breach("EDU-REPORT-MATCH.born", other_birth(name), on=NEW, first=born, unread=None)
      for name in ("diploma", "degree", "diploma_report", "degree_report")),
    Breach("EDU-REPORT-MATCH.born", other_birth("diploma", "diploma_report"), on=NEW, first=born,
           unread=None),
    Breach("EDU-REPORT-MATCH.born", other_birth("overseas"), on=NEW, first=born_abroad,
           unread=None),
    *(Breach("EDU-REPORT-MATCH.sex", other_sex(name), on=NEW, first=born, unread=None)
      for name in ("diploma", "degree_report")),
    Breach("EDU-REPORT-MATCH.sex", other_sex("overseas"), on=NEW, first=born_abroad, unread=None),
    Breach("EDU-REPORT-MATCH.school", says("diploma_report", school=SCHOOL), on=NEW),
    Breach("EDU-REPORT-MATCH.school", says("degree_report", school=SCHOOL), on=GENERAL,
           first=other_reports),
    Breach("EDU-REPORT-MATCH.major", says("diploma_report", major=SUBJECT), on=NEW),
    Breach("EDU-REPORT-MATCH.major", says("degree", major=SUBJECT), on=NEW),
    Breach("EDU-REPORT-MATCH.month", says("diploma_report", graduation_date="2006-03-01"), on=NEW),
    Breach("EDU-REPORT-MATCH.month", says("diploma_report", graduation_date="2006-03-01"),
           on=GENERAL, first=other_reports),
    Breach("EDU-REPORT-MATCH.month", says("degree_report", degree_date="2006-03-01"), on=NEW,
           says="review", severity="advisory", unread=None),
    Breach("EDU-REPORT-MATCH.month", says("degree_report", degree_year="2006"), on=GENERAL,
           first=other_reports, says="review", severity="advisory", unread=None),
    Breach("EDU-REPORT-MATCH.awarded", says("degree_report", degree="历史学学士"), on=NEW),
    Breach("EDU-REPORT-MATCH.record_diploma",
           applicant(education_certificate_no="102341201205000654"), on=NEW),
    Breach("EDU-REPORT-MATCH.record_degree",
           applicant(degree_certificate_no="1023442012000654"), on=NEW),
    Breach("EDU-REPORT-MATCH.record_diploma",
           says("overseas", certificate_number="教留服认英[2016]01254号"), on=NEW, first=abroad),
    Breach("EDU-REPORT-MATCH.one_certificate", second_number, on=NEW, says="review"),
    *(Breach("EDU-VALID-3M.until", before(name, "valid_until", -60), on=variant)
      for name in ("diploma_report", "degree_report") for variant in (NEW, GENERAL)),
    *(Breach("EDU-VALID-3M.updated", every(unprinted, before(name, "update_date", 120)), on=NEW,
             unread=None)
      for name in ("diploma_report", "degree_report")),
    Breach("APP-C1-DEGREE-2Y.degree", undegreed, on=NEW, unread=None),
    Breach("APP-C1-DEGREE-2Y.bachelor", every(says("overseas", degree="副学士学位"),
                                              says("form", degree="副学士",
                                                   education_level="大学专科")), on=NEW,
           first=abroad),
    Breach("APP-C1-DEGREE-2Y.two_years", paid_elsewhere(23, 21), on=NEW,
           first=every(paid(20), paid_elsewhere(24, 21)), unread=None),
    Breach("APP-C1-DEGREE-2Y.two_years", paid_elsewhere(23, 18), on=NEW,
           first=every(paid(20), paid_elsewhere(24, 18)), unread=None),
    Breach("APP-C1-DEGREE-2Y.after_the_degree", before("degree", "issue_date", 300), on=NEW,
           first=paid(30), says="pass", severity="advisory", unread=None),
)  # fmt: skip
