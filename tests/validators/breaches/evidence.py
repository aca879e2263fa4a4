"""What breaks the criteria of conditions 2 to 5 and 8 (criteria/evidence.toml)."""

from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import every, gone, says, seals
from tests.validators.packets.packet import Packet
from tests.validators.packets.paper import paper
from tests.validators.packets.services import Variant

STRANGER = "何样兰"


def on(condition: int) -> Variant:
    return Variant("new_permit", condition, "residence_permit")


def undeclared(p: Packet) -> None:
    """No condition was chosen."""
    p.condition = None
    p.record.pop("condition")


def by_exam(p: Packet) -> None:
    """A qualification that is had by an examination, with its form, instead of a title."""
    who = p.story.life.who
    p.drop("title_card", "title_form")
    p.add(
        qualification=paper(
            "vocational_qualification_certificate", [("人力资源和社会保障部", "agency")],
            name=who.name, id_number=who.number, qualification="信息系统项目管理师", level="高级",
            approval_date="2019-05-26", certificate_number="GLS0321",
            issuer="人力资源和社会保障部",
        ),
        exam_form=paper(
            "exam_passer_registration_form", [("北京市人事考试中心", "agency")], name=who.name,
            id_number=who.number, exam="计算机技术与软件专业技术资格（水平）考试",
            level="高级", management_number="19052150321", unit_name=p.story.life.unit.name,
            pass_date="2019-05-26",
        ),
    )  # fmt: skip


def other_form(p: Packet) -> None:
    """The form of the examination stands where that of the review should."""
    exam = Packet(p.service, p.story, {})
    exam.add(title_card=p["title_card"], title_form=p["title_form"])
    by_exam(exam)
    p.drop("title_form")
    p.add(exam_form=exam["exam_form"].lose("exam", "level"))


def review_form(p: Packet) -> None:
    """The form of the review stands where that of the examination should."""
    who = p.story.life.who
    p.drop("exam_form")
    p.add(title_form=paper("title_review_form", name=who.name, review_date="2018-11-01"))


def numbered(key: str) -> Change:
    """Another person's number."""
    return lambda p: p[key].set(id_number=p.story.life.owner.number)


def another(key: str) -> Change:
    """A paper that is somebody else's altogether."""
    numbers = numbered(key)

    def change(p: Packet) -> None:
        p[key].set(name=STRANGER)
        if "id_number" in p[key].values:
            numbers(p)

    return change


def since(year: int) -> Change:
    """The screens begin with a year so many before that of filing."""

    def cut(p: Packet) -> None:
        first = f"{p.day.year - year}-01"
        screen = p["screen"]
        screen.rows = [row for row in screen.rows if row["period"] >= first]
        screen.set(query_start=first)

    return cut


AWARDS = says("award_proof", award="首都劳动奖章")
DISTRICT = "北京市东城区人民政府"
LOW = says("title_card", level="初级", title="助理工程师")
SECOND: tuple[Breach, ...] = (
    Breach("APP-C2-TITLE.level", LOW, on=on(2), first=says("title_form", title=None, level=None)),
    Breach("APP-C2-TITLE.level", says("qualification", level="初级", qualification="程序员"),
           on=on(2), first=every(by_exam, says("exam_form", level=None))),
    Breach("APP-C2-TITLE.known", says("title_card", level=None, title="样例鉴定师"), on=on(2),
           says="review", first=says("title_form", title=None, level=None), unread=None),
    Breach("APP-C2-TITLE.stated", says("title_card", level=None, title=None), on=on(2),
           severity="supplement"),
    Breach("EV-C2-CERT.there", gone("title_card"), on=on(2)),
    Breach("EV-C2-CERT.there", gone("qualification"), on=on(2), first=by_exam),
    Breach("EV-C2-CERT.person", another("title_card"), on=on(2)),
    Breach("EV-C2-CERT.person", another("qualification"), on=on(2), first=by_exam),
    Breach("EV-C2-CERT.number", numbered("title_card"), on=on(2)),
    Breach("EV-C2-CERT.number", numbered("qualification"), on=on(2), first=by_exam),
    Breach("EV-C2-FORM.there", gone("title_form"), on=on(2)),
    Breach("EV-C2-FORM.there", gone("exam_form"), on=on(2), first=by_exam),
    Breach("EV-C2-FORM.review", other_form, on=on(2)),
    Breach("EV-C2-FORM.exam", review_form, on=on(2), first=by_exam),
    Breach("EV-C2-FORM.person", another("title_form"), on=on(2)),
    Breach("EV-C2-FORM.person", another("exam_form"), on=on(2), first=by_exam),
    Breach("EV-C2-FORM.same", says("title_form", title="经济师"), on=on(2)),
    Breach("EV-C2-FORM.same", says("title_form", title="高级工程师"), on=on(2)),
    Breach("EV-C2-FORM.same", says("title_form", level="副高级"), on=on(2)),
    Breach("EV-C2-FORM.same", says("exam_form", level="初级"), on=on(2), first=by_exam),
    Breach("EV-C2-FORM.approved", says("title_form", approval="经审核，不同意该同志任职资格。"),
           on=on(2), first=says("title_form", approval="同意评审委员会意见。")),
    Breach("EV-C2-FORM.approved", says("title_form", approval=None), on=on(2),
           first=says("title_form", approval="同意评审委员会意见。")),
)  # fmt: skip
THIRD: tuple[Breach, ...] = (
    Breach("APP-C3-AWARD.issuer", every(says("award", issuer=DISTRICT),
                                        seals("award", (DISTRICT, "agency"))), on=on(3),
           unread=None),  # the seal tells who gave it
    Breach("APP-C3-AWARD.winner", every(says("award", winner=f"{STRANGER}；李样例"),
                                        says("award_proof", winner=f"{STRANGER}；李样例")),
           on=on(3), severity="supplement"),
    Breach("EV-C3.certificate", gone("award"), on=on(3)),
    Breach("EV-C3.evidence", gone("award_proof"), on=on(3)),
    Breach("EV-C3.same", AWARDS, on=on(3)),
)  # fmt: skip
RECORDS: tuple[Breach, ...] = (
    Breach("EV-C4.entity", gone("high_tech"), on=on(4)),
    Breach("EV-C4.each_year", since(2), on=on(4), unread=None),
    Breach("EV-C5.each_year", since(2), on=on(5), unread=None),
    Breach("EV-C8.records", gone("tax"), on=on(8)),
    Breach("EV-C8.evidence", gone("contribution"), on=on(8)),
    Breach("EV-C8.person", says("contribution", name=STRANGER), on=on(8),
           first=lambda p: says("contribution", name=p.story.life.who.name)(p)),
)  # fmt: skip
DECLARED: tuple[Breach, ...] = (
    Breach("APP-COND-ONE-OF.declared", undeclared, on=on(1), says="review"),
    Breach("APP-COND-ONE-OF.met", LOW, on=on(2), first=says("title_form", title=None, level=None)),
    Breach("APP-COND-ONE-OF.met", every(says("award", issuer=DISTRICT),
                                        seals("award", (DISTRICT, "agency"))), on=on(3),
           unread=None),
)  # fmt: skip
BREACHES: tuple[Breach, ...] = (*DECLARED, *SECOND, *THIRD, *RECORDS)
