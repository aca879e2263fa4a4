"""What breaks the criteria of the applying unit (criteria/unit.toml)."""

from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import (
    OWN,
    added,
    before,
    every,
    gone,
    last_year,
    record,
    says,
    seals,
)
from tests.validators.packets.packet import Packet
from tests.validators.packets.paper import Mark
from tests.validators.packets.services import Variant
from tests.validators.packets.unit_papers import BUREAU, OFFICE

NEW = Variant("new_permit", 1, "residence_permit")
NEWCOMER, MOVED = Variant("unit_registration"), Variant("unit_transfer_in")
AWAY = "国家税务总局北京市朝阳区税务局"
FINANCE: Mark = (OWN, "finance")
STAMP: Mark = (OWN, "official")
STRANGERS: Mark = ("北京另例商贸有限公司", "finance")


def served(p: Packet) -> None:
    """The unit was served this year, by the same handler."""
    record(earlier_cases=f"{p.day.year}-03-02 证件新办", unit_handler=p.story.life.agent.name)(p)


def without(name: str, words: str) -> Change:
    """The application's first section with these words left out."""
    return lambda p: p[name].set(
        section_basic=str(p[name].values["section_basic"]).replace(words, "")
    )


def printed(**values: object) -> Change:
    """A printout of the publicity system, on which nothing else stands against the unit."""
    clean = {"paid_in_capital": "10000000.00", "status": "存续", "abnormal_list": "无",
             "dishonest_list": "无", "penalties": "无"}  # fmt: skip

    def print_out(p: Packet) -> None:
        unit = p.story.life.unit
        told = {"company": unit.name, "credit_code": unit.code, "print_date": p.story.ago(3)}
        added("printout", "credit_publicity_printout", **{**told, **clean, **values})(p)

    return print_out


def verified(days: int, paid: str = "10000000.00") -> Change:
    """A verification report of so many days ago."""

    def add(p: Packet) -> None:
        firm: Mark = ("北京样例会计师事务所", "firm")
        told = {"company": p.story.life.unit.name, "report_date": p.story.ago(days)}
        added("verification", "capital_verification_report", firm, paid_in_total=paid, **told)(p)

    return add


PROVED = every(record(paid_in_public="无"), verified(100))
"""No publicity system shows what was paid in, and a report proves it."""


def certified(kind: str, field: str, days: int, **values: object) -> Change:
    """A certificate of the unit with a day so many days before filing."""

    def add(p: Packet) -> None:
        values[field] = p.story.ago(days)
        added("certificate", kind, name=p.story.life.unit.name, **values)(p)

    return add


def claimed(status: str, kind: str, field: str, days: int, **values: object) -> Change:
    """The unit claims a status, and its certificate has a day so many days before filing."""
    return every(certified(kind, field, days, **values), lambda p: p["application"].set(
        section_basic=f"我单位为{status}。{p['application'].values['section_basic']}"))  # fmt: skip


def renamed(p: Packet) -> None:
    """The record has the unit's old name, and the notice leads to the new one."""
    old = f"{p.story.life.unit.name[:-4]}旧样有限公司"
    p.record["employer"]["name"] = old
    told = {"new_name": p.story.life.unit.name, "issue_date": p.story.ago(40)}
    added("change", "name_change_notice", old_name=old, **told)(p)


QUALIFIED = (
    claimed("高新技术企业", "high_tech_certificate", "issue_date", 500),
    claimed("软件企业", "software_enterprise_certificate", "valid_to", -90),
    claimed("环保企业", "other_qualification_certificate", "valid_to", -90),
)
CERTIFIED = (
    Breach("UNIT-QUALCERT-VALID.high_tech", before("certificate", "issue_date", 1200),
           on=NEWCOMER, first=QUALIFIED[0]),
    Breach("UNIT-QUALCERT-VALID.software", before("certificate", "valid_to", 1), on=NEWCOMER,
           first=QUALIFIED[1]),
    Breach("UNIT-QUALCERT-VALID.other", before("certificate", "valid_to", 1), on=NEWCOMER,
           first=QUALIFIED[2]),
    *(Breach("UNIT-QUALCERT-VALID.own", says("certificate", name=STRANGERS[0]), on=NEWCOMER,
             first=claim) for claim in QUALIFIED),
    *(Breach("UNIT-QUALCERT-VALID.there", gone("certificate"), on=NEWCOMER, first=claim)
      for claim in QUALIFIED),
    *(Breach("COMPLETE-REG.qualification", gone("certificate"), on=NEWCOMER, first=claim)
      for claim in QUALIFIED),
)  # fmt: skip
BREACHES: tuple[Breach, ...] = (
    *CERTIFIED,
    Breach("UNIT-PLAN-FILED.filed", record(plan_filed_date="无")),
    Breach("UNIT-PLAN-FILED.in_time", lambda p: record(plan_filed_date=last_year(p, 3, 5))(p)),
    Breach("UNIT-PLAN-Q4.reminded", lambda p: record(plan_filed_date=f"{p.day.year}-03-05")(p),
           also=("UNIT-PLAN-FILED",),
           first=lambda p: record(plan_filed_date=f"{p.day.year}-10-08")(p)),
    Breach("UNIT-LICENCE-ORIGINAL-ONCE.original", seals("licence", (OFFICE, "agency"), STAMP),
           first=record(earlier_cases="无")),
    Breach("UNIT-LICENCE-ORIGINAL-ONCE.same_handler", record(unit_handler="何样兰"),
           first=every(seals("licence", (OFFICE, "agency"), STAMP), served)),
    Breach("UNIT-TAXNOTICE-ONCE.filed", record(earlier_cases="无"), says="not_applicable",
           also=("COMPLETE-NEW",), on=NEW, first=every(served, gone("notice"))),
    Breach("UNIT-QUOTA.left", record(quota_used="3"),
           first=record(quota_total="3", quota_used="2")),
    Breach("UNIT-AGE-1Y.a_year",
           every(before("licence", "establishment_date", 364),
                 before("licence", "issue_date", 364))),
    Breach("UNIT-PAIDIN-1M.enough", printed(paid_in_capital="999999.00"), first=printed()),
    Breach("UNIT-PAIDIN-1M.enough", says("form", paid_in_capital="800000.00"), on=MOVED),
    Breach("UNIT-PAIDIN-1M.not_below_subscribed", says("licence", registered_capital="800000.00"),
           unread="not_checked"),
    Breach("UNIT-PAIDIN-1M.one_answer", verified(100, "500000.00"), says="review", first=printed()),
    Breach("UNIT-PAIDIN-EVIDENCE.report", gone("verification"), first=PROVED),
    Breach("UNIT-CAPVER-1Y.not_old", verified(370), first=PROVED),
    Breach("UNIT-CAPVER-1Y.not_to_come", verified(-3), first=PROVED),
    Breach("UNIT-TAX-DISTRICT.office",
           every(says("notice", tax_authority=AWAY), seals("notice", (AWAY, "agency"), FINANCE)),
           unread=None),
    Breach("UNIT-TAX-DISTRICT.seal", seals("notice", FINANCE)),
    Breach("UNIT-TAX-DISTRICT.form", says("form", tax_place="朝阳区"), on=MOVED),
    Breach("UNIT-CREDIT.not_listed", says("printout", abnormal_list="2025-07-01 被列入"),
           first=printed(), severity="reject"),
    Breach("UNIT-CREDIT.not_dishonest", says("printout", dishonest_list="2025-07-01 被列入"),
           first=printed(), severity="reject"),
    Breach("UNIT-CREDIT.no_penalty", says("printout", penalties="2025-03-02 罚款 20000 元"),
           first=printed(), severity="reject", says="review"),
    Breach("UNIT-TAXNOTICE-YEAR.from",
           lambda p: says("notice", period_start=last_year(p, 1, 2))(p)),
    Breach("UNIT-TAXNOTICE-YEAR.to", lambda p: says("notice", period_end=last_year(p, 12, 30))(p)),
    Breach("UNIT-TAXNOTICE-FINSEAL.finance",
           seals("notice", (BUREAU, "agency"), (OWN, "official"))),
    Breach("UNIT-TAXNOTICE-FINSEAL.own", seals("notice", (BUREAU, "agency"), STRANGERS)),
    Breach("UNIT-REGAPP-SECTIONS.basic", says("application", section_basic=None)),
    Breach("UNIT-REGAPP-SECTIONS.application", says("application", section_application=None)),
    Breach("UNIT-REGAPP-SECTIONS.opinion", says("application", section_opinion="XXXXX")),
    Breach("UNIT-REGAPP-SECTIONS.addressee",
           says("application", addressee="朝阳区人力资源和社会保障局")),
    Breach("UNIT-REGAPP-SECTIONS.applicant", says("application", applicant_name=None)),
    Breach("UNIT-REGAPP-SECTIONS.agent", says("application", agent_name=None)),
    Breach("UNIT-REGAPP-SECTIONS.agent", says("application", agent_id=None)),
    Breach("UNIT-REGAPP-SECTIONS.staff", without("application", "现有员工90人，")),
    Breach("UNIT-REGAPP-SECTIONS.schooling",
           without("application", "学历结构为本科60人、硕士30人，")),
    Breach("UNIT-REGAPP-SECTIONS.from_elsewhere",
           without("application", "非京籍人员所占比例为55%，")),
    Breach("UNIT-REGAPP-SECTIONS.demand", without("application", "本年度申请需求3人")),
    Breach("UNIT-REGAPP-SIGN.representative", says("application", legal_rep_signature=None)),
    Breach("UNIT-REGAPP-SIGN.agent", says("application", agent_signature=None)),
    Breach("UNIT-REGAPP-SIGN.applicant", says("application", applicant_signature=None)),
    Breach("UNIT-REGAPP-SIGN.day", says("application", sign_date=None)),
    Breach("UNIT-REGAPP-SIGN.company", says("application", company=None)),
    Breach("UNIT-REGAPP-SIGN.seal", seals("application"), says="review", on=NEWCOMER,
           told_by="GEN-SEAL-TYPE"),
    Breach("TRANS-BOTH-MOVED.seat", says("licence", address="北京市海淀区样例路1号",
                                         registrar="北京市海淀区市场监督管理局")),
    Breach("TRANS-BOTH-MOVED.tax", says("form", tax_place="海淀区"), unread=None),
    Breach("UINFO-NAME-NOTICE.there", gone("change"), first=renamed),
    Breach("UINFO-NAME-NOTICE.new", says("change", new_name="北京另例商贸有限公司"), first=renamed),
    Breach("UINFO-NAME-NOTICE.old", says("change", old_name="北京另例商贸有限公司"), first=renamed),
    Breach("UINFO-CHANGED-DATA.changed",
           lambda p: record(registered_capital=p["licence"].values["registered_capital"])(p)),
    Breach("UINFO-HANDLER-REFILE.same", record(unit_handler="何样兰"),
           first=lambda p: record(unit_handler=p.story.life.agent.name)(p)),
)  # fmt: skip
