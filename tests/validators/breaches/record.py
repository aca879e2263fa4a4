"""What breaks the criteria on the form and the record, and on numbers by their form."""

from collections.abc import Iterator, Mapping

from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import added, says
from tests.validators.breaches.general import (
    ADDRESS,
    NEW,
    OTHER_CODE,
    REGISTRATION,
    RENEWAL,
    RENTED,
    SECOND,
    SEX,
    STRANGER,
    UNIT,
    later,
    next_day,
    slip,
    with_,
)
from tests.validators.packets.packet import Packet
from tests.validators.packets.pay_papers import tax_record
from tests.validators.packets.services import Variant

GENERAL, FAMILY = (
    Variant("general_change"),
    Variant("new_permit", 1, "rented", ("spouse", "child")),
)
SIXTH, SEVENTH = (Variant("new_permit", n, "residence_permit") for n in (6, 7))
ELSEWHERE = "北京市西城区另例胡同7号院3号楼2单元501室"


def filled(p: Packet) -> None:
    """The form with every entry that the papers show."""
    s, done = p.story, p.story.life.study
    p["form"].set(
        school=done.school, major=done.major, graduation_date=f"{done.end:%Y-%m}",
        contract_start=p["contract"].values["start_date"], position="工程师",
        contract_end=p["contract"].values["end_date"], condition_no=str(p.condition or ""),
        ethnicity=s.life.who.ethnicity, marital_status="已婚",
        hukou_place=s.life.who.address[:6],
    )  # fmt: skip
    p["contract"].set(position="工程师")


def titled(p: Packet) -> None:
    """The form with the professional title."""
    p["form"].set(title_name="工程师", title_number="ZGB0321")


def renewed(p: Packet) -> None:
    """The renewal's form with what contract, card and record tell."""
    s = p.story
    p["form"].set(
        contract_start=p["contract"].values["start_date"], phone=s.life.who.phone,
        contract_end=p["contract"].values["end_date"], monthly_income=f"{s.income}.00",
    )  # fmt: skip
    p.record["applicant"]["monthly_income"] = f"{s.income}.00"


def with_family(p: Packet) -> None:
    people = (p.story.life.spouse.name, p["child_card"].values["name"])
    p["form"].set(dependents=f"配偶{people[0]}；子女{people[1]}")


ENTRIES: Mapping[str, Mapping[str, str]] = {
    "school": {"school": "另例理工学院", "major": "畜牧兽医", "graduation_date": "1999-07"},
    "term": {"contract_start": "2001-02-03", "contract_end": "2049-02-03"},
    "position": {"position": "保洁"}, "marriage": {"marital_status": "未婚"},
    "origin": {"hukou_place": "西藏自治区拉萨市"}, "ethnicity": {"ethnicity": "满族"},
    "level": {"education_level": "大学专科", "degree": "无学位"},
}  # fmt: skip
ADVISED = ("position", "marriage", "origin")


def entries() -> Iterator[Breach]:
    """Each entry of the form, other than what the papers show."""
    for name, fields in ENTRIES.items():
        for field, other in fields.items():
            yield Breach(
                f"GEN-SYSTEM-EQUAL.{name}",
                says("form", **{field: other}),
                on=NEW,
                first=filled,
                severity="advisory" if name in ADVISED else None,
            )


FORM = (
    *entries(),
    Breach("GEN-SYSTEM-EQUAL.title", says("form", title_name="高级经济师"), on=SECOND,
           first=titled),
    Breach("GEN-SYSTEM-EQUAL.title", says("form", title_number="XTA7788"), on=SECOND,
           first=titled),
    Breach("GEN-SYSTEM-EQUAL.term", says("form", contract_end="2049-02-03"), on=RENEWAL,
           first=renewed),
    Breach("GEN-SYSTEM-EQUAL.birth", with_("form", "birth_date", next_day), on=NEW),
    Breach("GEN-SYSTEM-EQUAL.birth", with_("form", "sex", SEX.__getitem__), on=NEW),
    Breach("GEN-SYSTEM-EQUAL.condition", says("form", condition_no="3"), on=NEW, first=filled),
    Breach("GEN-SYSTEM-EQUAL.dependants", says("form", dependents=f"配偶{STRANGER}"), on=FAMILY,
           first=with_family),
)  # fmt: skip
RECORD = (
    Breach("GEN-SYSTEM-EQUAL.unit", says("licence", credit_code=OTHER_CODE), on=ADDRESS),
    Breach("GEN-SYSTEM-EQUAL.unit", says("form", unit_name=UNIT), on=NEW),
    Breach("GEN-SYSTEM-EQUAL.unit", says("form", unit_name=UNIT), on=RENEWAL),
    Breach("GEN-SYSTEM-EQUAL.person", says("form", name=STRANGER), on=NEW),
    Breach("GEN-SYSTEM-EQUAL.person", with_("form", "id_number", later), on=RENEWAL),
    Breach("GEN-SYSTEM-EQUAL.person", says("form", name=STRANGER), on=ADDRESS),
    Breach("GEN-SYSTEM-EQUAL.phone", says("form", phone="13900001111"), on=NEW),
    Breach("GEN-SYSTEM-EQUAL.phone", says("form", phone="13900001111"), on=RENEWAL, first=renewed),
    Breach("GEN-SYSTEM-EQUAL.agent", says("power", agent_phone="13900001111"), on=ADDRESS),
    Breach("GEN-SYSTEM-EQUAL.address", says("form", current_address=ELSEWHERE), on=NEW),
    Breach("GEN-SYSTEM-EQUAL.address", says("form", current_address=ELSEWHERE), on=RENEWAL),
    Breach("GEN-SYSTEM-EQUAL.permit", says("form", permit_number="202399999999"), on=RENEWAL),
    Breach("GEN-SYSTEM-EQUAL.permit", says("form", permit_number="202399999999"), on=ADDRESS),
    Breach("GEN-SYSTEM-EQUAL.permit", says("confirmation", permit_number="202399999999"),
           on=ADDRESS),
    Breach("GEN-SYSTEM-EQUAL.numbers", with_("form", "diploma_number", slip), on=NEW),
    Breach("GEN-SYSTEM-EQUAL.numbers", with_("form", "degree_number", slip), on=NEW),
    Breach("GEN-SYSTEM-EQUAL.income", says("form", monthly_income="88888.00"), on=NEW),
    Breach("GEN-SYSTEM-EQUAL.income", says("form", monthly_income="88888.00"), on=RENEWAL,
           first=renewed),
)  # fmt: skip


def taxed(**values: str) -> Change:
    """A tax record beside the screenshot, with a total of two months' 20 000."""

    def tax(p: Packet) -> None:
        p.add(taxes=tax_record(p.story, p.story.months(6, 5), "20000.00").set(**values))

    return tax


def rows(key: str, column: str, *amounts: str) -> Change:
    """The rows of a table."""
    return lambda p: setattr(p[key], "rows", [{column: amount} for amount in amounts])


def total_of(key: str, field: str, column: str) -> Change:
    """A total that is the sum of the rows."""
    return lambda p: p[key].set(**{
        field: f"{sum(int(row[column].split('.')[0]) for row in p[key].rows)}.00"
    })  # fmt: skip


def invoiced(caps: str) -> Change:
    return added("invoice", "rent_invoice", total="6000.00", total_caps=caps, item="租金")


AMOUNTS = (
    Breach("GEN-AMOUNT-CAPS.rent", says("lease", rent_caps="陆佰元整"), on=RENTED,
           first=says("lease", rent_caps="陆仟元整")),
    Breach("GEN-AMOUNT-CAPS.invoice", invoiced("陆佰元整"), on=RENTED, first=invoiced("陆仟元整"),
           unread=None, severity="advisory"),  # the lease is proven by its title
    Breach("GEN-AMOUNT-CAPS.tax", taxed(total_caps="肆仟元整"), on=NEW,
           first=taxed(total_caps="肆万元整")),
    Breach("GEN-AMOUNT-CAPS.capital", says("verification", paid_in_total_caps="壹佰贰拾万元整"),
           on=SEVENTH, first=says("verification", paid_in_total_caps="壹仟贰佰万元整")),
    Breach("GEN-TABLE-SUM.screen", says("screen", total_income="702.00"), on=NEW,
           first=total_of("screen", "total_income", "income"),
           also=("APP-C12-INCOME-ENTERPRISE",)),
    Breach("GEN-TABLE-SUM.tax", says("taxes", total="4000.00"), on=NEW,
           first=taxed(total="40000.00")),
    Breach("GEN-TABLE-SUM.notice", says("notice", total="5600000.00"), on=REGISTRATION,
           first=rows("notice", "paid_amount", "6000000.00", "500000.00")),
)  # fmt: skip
FORMS = (
    Breach("GEN-CHSI-CODE.form", says("diploma_report", verification_code="01234567890"), on=NEW),
    Breach("GEN-CHSI-CODE.form", says("degree_report", verification_code="B2B3C4D5E6F7G8H9"),
           on=GENERAL),
    Breach("GEN-CERTNO-FORMAT.diploma", says(
        "diploma", certificate_number="1234567", issue_date="2012-07-01"), on=NEW,
           also=("EDU-REPORT-MATCH",)),
    Breach("GEN-CERTNO-FORMAT.degree", says(
        "degree", certificate_number="1234567", issue_date="2012-07-01"), on=NEW,
           also=("EDU-REPORT-MATCH",)),
    Breach("GEN-CERTNO-FORMAT.level", says("degree", degree="文学硕士"), on=NEW,
           also=("EDU-HIGHEST", "EDU-REPORT-MATCH")),
    Breach("GEN-PATENT-NO.digit", says("patent", patent_number="ZL201710123456.1"), on=SIXTH,
           also=("APP-C6-CONVERSION",)),
    Breach("GEN-PATENT-NO.kind", says("patent", patent_type="实用新型专利"), on=SIXTH,
           also=("APP-C6-COUNT", "APP-COND-ONE-OF")),
)  # fmt: skip
BREACHES: tuple[Breach, ...] = (*FORM, *RECORD, *AMOUNTS, *FORMS)
