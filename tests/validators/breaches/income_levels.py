"""What breaks the criteria of how high income and tax are (criteria/levels.toml)."""

from decimal import Decimal

from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import added, before, every, gone, says
from tests.validators.breaches.income import EIGHTH, FIFTH, FOURTH, NEW, UNIT
from tests.validators.breaches.income_changes import (
    average,
    cells,
    in_month,
    in_year,
    near_bar,
    of_wage,
    paid,
)
from tests.validators.packets.packet import Packet

HOLDS, TRADE = Decimal("60000"), "employer"


def of_kind(kind: str) -> Change:
    """What the record says the unit is."""
    return lambda p: p.record["employer"].update(type=kind)


def free_of_tax(share: str) -> Change:
    """A share of the income is exempt; the average on record is what is left."""

    def free(p: Packet) -> None:
        amount = f"{p.story.income * Decimal(share):.2f}"
        cells("screen", lambda p, row: {"exempt_income": amount})(p)
        average(lambda p: p.story.income * (1 - Decimal(share)))(p)

    return free


def only_with(item: str) -> Change:
    """Low wages, and in one month besides much of another kind of income."""

    def pay(p: Packet) -> None:
        low = near_bar("1.5", "3000")
        paid(low)(p)
        in_month("screen", 4, income_item=item, income="60000.00")(p)
        average(lambda p: (low(p) * 5 + 60000) / 6)(p)

    return pay


def another_recognition(p: Packet) -> None:
    """A recognition as a new kind of research body in place of the certificate."""
    p.drop("high_tech")
    added("recognition", "innovation_entity_proof", ("北京市科学技术委员会", "agency"),
          name=p.story.life.unit.name, category="新型研发机构", certificate_number="XY321",
          authority="北京市科学技术委员会", issue_date=p.story.ago(500),
          valid_to=p.story.ahead(300))(p)  # fmt: skip


def refunded(p: Packet) -> None:
    """Tax of one month paid back."""
    month = p.story.month(20)
    p["tax"].rows.append({"period": month, "income_item": "年度汇算清缴", "tax_paid": "-50000.00"})


BREACHES: tuple[Breach, ...] = (
    Breach("APP-C12-INCOME-ENTERPRISE.enough", paid(near_bar("1.5", "2")), on=NEW,
           first=paid(near_bar("1.5", "0.5"))),
    Breach("APP-C12-INCOME-ENTERPRISE.taxable", free_of_tax("0.8"), on=NEW),
    Breach("APP-C12-INCOME-ENTERPRISE.no_bonus", only_with("全年一次性奖金收入"), on=NEW,
           says="review", severity="advisory"),
    Breach("APP-C12-INCOME-ENTERPRISE.wages", only_with("劳务报酬所得"), on=NEW, says="review"),
    Breach("APP-C12-INCOME-ENTERPRISE.class", of_kind("enterprise"), on=NEW,
           first=every(of_kind("事业单位"), paid(near_bar("1.3", "0")))),
    Breach("APP-C12-INCOME-ENTERPRISE.class", of_kind("律师事务所"), on=NEW,
           first=every(of_kind("社会团体"), paid(near_bar("1.3", "0")))),
    Breach("APP-C12-INCOME-INSTITUTION.enough", paid(near_bar("1.2", "2")), on=NEW,
           first=every(of_kind("事业单位"), paid(near_bar("1.2", "0.5")))),
    *(Breach("APP-C4-INCOME-4X.each_year", in_year(back, of_wage(back, 3)), on=FOURTH)
      for back in (1, 2, 3)),
    Breach("APP-C4-INCOME-4X.over", in_year(1, of_wage(1, 4)), on=FOURTH,
           first=in_year(1, of_wage(1, 4, "0.10"))),
    Breach("APP-C4-INCOME-4X.latest", in_year(3, of_wage(3, 4, "0.10")), on=FOURTH, says="pass",
           severity="advisory", unread=None),
    *(Breach("APP-C5-INCOME-8X.each_year", in_year(back, of_wage(back, 7)), on=FIFTH)
      for back in (1, 2, 3)),
    Breach("APP-C4-ENTITY.there", gone("high_tech"), on=FOURTH),
    Breach("APP-C4-ENTITY.there", gone("recognition"), on=FOURTH, first=another_recognition),
    Breach("APP-C4-ENTITY.own", says("high_tech", name=UNIT), on=FOURTH),
    Breach("APP-C4-ENTITY.own", says("recognition", name=UNIT), on=FOURTH,
           first=another_recognition),
    Breach("APP-C4-ENTITY.in_force", before("high_tech", "issue_date", 1200), on=FOURTH),
    Breach("APP-C4-ENTITY.in_force", before("recognition", "valid_to", 1), on=FOURTH,
           first=another_recognition),
    Breach("APP-C4-ENTITY.official", says("recognition", authority="北京样例软件行业协会"),
           on=FOURTH, first=another_recognition, says="review", unread=None),
    Breach("APP-C5-ENTITY.shown", gone("practice"), on=FIFTH),
    Breach("APP-C5-ENTITY.own", says("practice", name=UNIT), on=FIFTH),
    Breach("APP-C5-ENTITY.in_force", before("practice", "valid_to", 1), on=FIFTH),
    Breach("APP-C8-TAX-200K.each_year",
           cells("tax", lambda p, row: {"tax_paid": "16666.00"}
                 if row["period"].startswith(str(p.day.year - 3)) else {}), on=EIGHTH),
    Breach("APP-C8-TAX-200K.refunds", refunded, on=EIGHTH),
)  # fmt: skip
