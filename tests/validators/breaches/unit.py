"""What breaks the criteria of the applying unit (criteria/unit.toml)."""

from datetime import date

from core.models.page import SealKind
from tests.validators.breaches.breach import Breach, Change
from tests.validators.packets.packet import Packet
from tests.validators.packets.paper import paper
from tests.validators.packets.services import Variant
from tests.validators.packets.story import Story
from tests.validators.packets.unit_papers import BUREAU

REGISTERED, NEW = Variant("unit_registration"), Variant("new_permit", 1, "residence_permit")
MOVED, INFO = Variant("unit_transfer_in"), Variant("unit_info_change")
AWAY = "国家税务总局北京市朝阳区税务局"
CLOSED = "高新技术企业"


def record(**facts: object) -> Change:
    """Facts that stand in the system's record."""
    return lambda p: p.record.setdefault("extra", {}).update(facts)


def says(name: str, **values: object) -> Change:
    """Another value on a paper."""
    return lambda p: p[name].set(**values)


def without(name: str, words: str) -> Change:
    """The application's first section with these words left out."""
    return lambda p: p[name].set(
        section_basic=str(p[name].values["section_basic"]).replace(words, "")
    )


def seals(name: str, *others: tuple[str, SealKind]) -> Change:
    """A paper with these seals; "unit" stands for the unit's name."""
    return lambda p: p[name].sealed(
        *((p.story.life.unit.name if r == "unit" else r, k) for r, k in others)
    )


def last_year(p: Packet, month: int, day: int) -> str:
    return str(date(p.day.year - 1, month, day))


def printout(s: Story, **values: object) -> Change:
    """A printout of the publicity system, on which nothing stands against the unit."""
    unit = s.life.unit
    clean = {"company": unit.name, "credit_code": unit.code, "paid_in_capital": "10000000.00",
             "status": "存续", "abnormal_list": "无", "dishonest_list": "无", "penalties": "无",
             "print_date": s.ago(3)}  # fmt: skip
    return lambda p: p.add(printout=paper("credit_publicity_printout", **{**clean, **values}))


def printed(**values: object) -> Change:
    return lambda p: printout(p.story, **values)(p)


def report(p: Packet, days: int, paid: str = "10000000.00") -> None:
    """A verification report of so many days ago."""
    p.add(verification=paper("capital_verification_report", [("北京样例会计师事务所", "firm")],
                             company=p.story.life.unit.name, report_date=p.story.ago(days),
                             paid_in_total=paid))  # fmt: skip


def hidden_capital(p: Packet) -> None:
    """No publicity system shows what was paid in."""
    record(paid_in_public="无")(p)


def proved(p: Packet) -> None:
    hidden_capital(p)
    report(p, 100)


def certified(kind: str, **values: object) -> Change:
    return lambda p: p.add(certificate=paper(kind, name=p.story.life.unit.name, **values))


def renamed(p: Packet) -> None:
    """The record has the unit's old name, and the notice leads to the new one."""
    old = f"{p.story.life.unit.name[:-4]}旧样有限公司"
    p.record["employer"]["name"] = old
    p.add(change=paper("name_change_notice", old_name=old, new_name=p.story.life.unit.name,
                       issue_date=p.story.ago(40)))  # fmt: skip


BREACHES: tuple[Breach, ...] = (
    Breach("UNIT-PLAN-FILED.filed", record(plan_filed_date="无")),
    Breach("UNIT-PLAN-FILED.in_time", lambda p: record(plan_filed_date=last_year(p, 3, 5))(p)),
    Breach("UNIT-QUOTA.left", record(quota_total="3", quota_used="3"),
           first=record(quota_total="3", quota_used="2")),
    Breach("UNIT-AGE-1Y.a_year", lambda p: p["licence"].set(establishment_date=p.story.ago(364))),
    Breach("UNIT-PAIDIN-1M.enough", printed(paid_in_capital="999999.00"), first=printed()),
    Breach("UNIT-PAIDIN-1M.enough", says("form", paid_in_capital="800000.00"), on=MOVED),
    Breach("UNIT-PAIDIN-1M.not_below_subscribed", says("licence", registered_capital="800000.00"),
           unread="not_checked"),
    Breach("UNIT-PAIDIN-1M.one_answer", lambda p: report(p, 100, "500000.00"), says="review",
           first=printed()),
    Breach("UNIT-PAIDIN-EVIDENCE.report", lambda p: p.drop("verification"), first=proved),
    Breach("UNIT-CAPVER-1Y.not_old", lambda p: report(p, 370), first=proved),
    Breach("UNIT-CAPVER-1Y.not_to_come", lambda p: report(p, -3), first=proved),
    Breach("UNIT-TAX-DISTRICT.office", lambda p: (
        p["notice"].set(tax_authority=AWAY), seals("notice", (AWAY, "agency"), ("unit", "finance"))(p)), unread=None),
    Breach("UNIT-TAX-DISTRICT.seal", seals("notice", ("unit", "finance"))),
    Breach("UNIT-TAX-DISTRICT.form", says("form", tax_place="朝阳区"), on=MOVED),
    Breach("UNIT-CREDIT.not_listed", printed(abnormal_list="2025-07-01 被列入经营异常名录"),
           first=printed(), severity="reject"),
    Breach("UNIT-CREDIT.not_dishonest", printed(dishonest_list="2025-07-01 被列入严重违法失信名单"),
           first=printed(), severity="reject"),
    Breach("UNIT-CREDIT.no_penalty", printed(penalties="2025-03-02 罚款 20000 元"),
           first=printed(), severity="reject", says="review"),
    Breach("UNIT-TAXNOTICE-YEAR.from", lambda p: p["notice"].set(period_start=last_year(p, 1, 2))),
    Breach("UNIT-TAXNOTICE-YEAR.to", lambda p: p["notice"].set(period_end=last_year(p, 12, 30))),
    Breach("UNIT-TAXNOTICE-FINSEAL.finance", seals("notice", (BUREAU, "agency"), ("unit", "official"))),
    Breach("UNIT-TAXNOTICE-FINSEAL.own",
           seals("notice", (BUREAU, "agency"), ("北京另例商贸有限公司", "finance"))),
    Breach("UNIT-QUALCERT-VALID.high_tech", lambda p: p["certificate"].set(issue_date=p.story.ago(1200)),
           first=lambda p: certified("high_tech_certificate", validity="三年", issue_date=p.story.ago(500))(p)),
    Breach("UNIT-QUALCERT-VALID.software", lambda p: p["certificate"].set(valid_to=p.story.ago(1)),
           first=lambda p: certified("software_enterprise_certificate", valid_to=p.story.ahead(90))(p)),
    Breach("UNIT-QUALCERT-VALID.other", lambda p: p["certificate"].set(valid_to=p.story.ago(1)),
           first=lambda p: certified("other_qualification_certificate", valid_to=p.story.ahead(90))(p)),
    Breach("UNIT-REGAPP-SECTIONS.basic", says("application", section_basic=None)),
    Breach("UNIT-REGAPP-SECTIONS.application", says("application", section_application=None)),
    Breach("UNIT-REGAPP-SECTIONS.opinion", says("application", section_opinion="XXXXX")),
    Breach("UNIT-REGAPP-SECTIONS.addressee",
           says("application", addressee="朝阳区人力资源和社会保障局")),
    Breach("UNIT-REGAPP-SECTIONS.applicant", says("application", applicant_name=None)),
    Breach("UNIT-REGAPP-SECTIONS.agent", says("application", agent_name=None)),
    Breach("UNIT-REGAPP-SECTIONS.agent", says("application", agent_id=None)),
    Breach("UNIT-REGAPP-SECTIONS.staff", without("application", "现有员工90人，")),
    Breach("UNIT-REGAPP-SECTIONS.schooling", without("application", "学历结构为本科60人、硕士30人，")),
    Breach("UNIT-REGAPP-SECTIONS.from_elsewhere", without("application", "非京籍人员所占比例为55%，")),
    Breach("UNIT-REGAPP-SECTIONS.demand", without("application", "本年度申请需求3人")),
    Breach("UNIT-REGAPP-SIGN.representative", says("application", legal_rep_signature=None)),
    Breach("UNIT-REGAPP-SIGN.agent", says("application", agent_signature=None)),
    Breach("UNIT-REGAPP-SIGN.applicant", says("application", applicant_signature=None)),
    Breach("UNIT-REGAPP-SIGN.day", says("application", sign_date=None)),
    Breach("UNIT-REGAPP-SIGN.company", says("application", company=None)),
    Breach("UNIT-REGAPP-SIGN.seal", seals("application")),
    Breach("TRANS-BOTH-MOVED.seat", says("licence", address="北京市海淀区样例路1号",
                                         registrar="北京市海淀区市场监督管理局")),
    Breach("TRANS-BOTH-MOVED.tax", says("form", tax_place="海淀区"), unread=None),
    Breach("UINFO-NAME-NOTICE.there", lambda p: p.drop("change"), first=renamed),
    Breach("UINFO-NAME-NOTICE.new", says("change", new_name="北京另例商贸有限公司"), first=renamed),
    Breach("UINFO-NAME-NOTICE.old", says("change", old_name="北京另例商贸有限公司"), first=renamed),
    Breach("UINFO-CHANGED-DATA.changed",
           lambda p: record(registered_capital=p["licence"].values["registered_capital"])(p)),
    Breach("UINFO-HANDLER-REFILE.same", record(unit_handler="何样兰"),
           first=lambda p: record(unit_handler=p.story.life.agent.name)(p)),
)  # fmt: skip
