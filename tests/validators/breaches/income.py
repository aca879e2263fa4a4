"""What breaks the criteria of income: months, papers, payer, average (criteria/income.toml)."""

from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import applicant, every, gone, says, seals
from tests.validators.breaches.income_changes import in_month, listed_again, lost
from tests.validators.packets.packet import Packet
from tests.validators.packets.pay_papers import screen, tax_list, tax_record
from tests.validators.packets.services import Variant

HOME = "residence_permit"
NEW, RENEWAL = Variant("new_permit", 1, HOME), Variant("renewal")
FOURTH, FIFTH, EIGHTH = (Variant("new_permit", n, HOME) for n in (4, 5, 8))
EARLY = Variant("renewal", day="2020-03-10")
EARLY_FOURTH = Variant("new_permit", 4, HOME, day="2021-06-10")
STRANGER, UNIT = "何样兰", "北京另例商贸有限公司"
CODE = "91350100M000100Y43"
HEADER = {
    "start": "query_start", "end": "query_end", "name": "name", "nationality": "nationality",
    "number": "id_number",
}  # fmt: skip


def on(variant: Variant, *names: str) -> list[tuple[Variant, str]]:
    return [(variant, name) for name in names]


def anothers(name: str) -> Change:
    """The paper is another person's."""
    return lambda p: p[name].set(name=STRANGER, id_number=p.story.life.owner.number)


def by_list(p: Packet) -> None:
    """The months are on a tax list instead of the client's screen."""
    p.add(listed=tax_list(p.story, [row["period"] for row in p["screen"].rows]))
    p.drop("screen")


def by_record(p: Packet) -> None:
    """The months are on a tax record alone."""
    p.add(recorded=tax_record(p.story, [row["period"] for row in p["screen"].rows]))
    p.drop("screen")


def recorded_too(p: Packet) -> None:
    """A tax record beside the screens."""
    p.add(recorded=tax_record(p.story, [row["period"] for row in p["screen"].rows]))


def by_screen(p: Packet) -> None:
    """The client's screen shows the months before its time as well."""
    old = [row["period"] for row in p["tax_list"].rows]
    new = [row["period"] for row in p["screen"].rows]
    p.drop("tax_list")
    p.add(screen=screen(p.story, [*old, *new]))


def zero(p: Packet) -> None:
    """A month without income, the next with twice as much: on average nothing changes."""
    in_month("screen", 4, income="0.00")(p)
    in_month("screen", 3, income=f"{p.story.income * 2}.00")(p)


def paid_by_another(name: str) -> Change:
    """Note and seal of a paper tell of another payer."""

    def pay(p: Packet) -> None:
        seals(name, (UNIT, "finance"))(p)
        p[name].notes = [(f"{p.story.life.who.name}工资由{UNIT}发放", p.story.life.agent.name)]

    return pay


def year_on_record(amount: str) -> Change:
    """The record's average of the last year but one."""

    def tell(p: Packet) -> None:
        told, year = p.record["extra"]["monthly_income"], str(p.day.year - 2)
        p.record["extra"]["monthly_income"] = [
            entry | {"monthly_income": amount} if entry["year"] == year else entry for entry in told
        ]

    return tell


def unlisted_year(p: Packet) -> None:
    told, year = p.record["extra"]["monthly_income"], str(p.day.year - 2)
    p.record["extra"]["monthly_income"] = [entry for entry in told if entry["year"] != year]


def by_form(p: Packet) -> None:
    """The record gives no average: the form does."""
    p.record["applicant"].pop("monthly_income")


OPEN = ("APP-C12-INCOME-ENTERPRISE", "INCOME-SYSTEM-AVG")
"""Rules that a tax record alone leaves open: it shows no income."""

BREACHES: tuple[Breach, ...] = (
    Breach("INCOME-WINDOW-6M.months", lost("screen", 1, 2), on=NEW),
    Breach("INCOME-WINDOW-6M.months", lost("screen", 6, 7), on=NEW),
    Breach("INCOME-WINDOW-6M.months", lost("tax", 1, 2), on=EIGHTH),
    Breach("INCOME-WINDOW-6M.own", anothers("screen"), on=NEW, unread=None),
    Breach("INCOME-WINDOW-6M.own", anothers("tax"), on=EIGHTH, unread=None),
    Breach("RENEW-INCOME-36M.months", lost("screen", 1, 2), on=RENEWAL),
    Breach("RENEW-INCOME-36M.months", lost("screen", 36, 37), on=RENEWAL),
    Breach("RENEW-INCOME-36M.months", lost("tax_list", 36, 37), on=EARLY),
    Breach("RENEW-INCOME-36M.own", anothers("screen"), on=RENEWAL, unread=None),
    Breach("RENEW-INCOME-36M.own", anothers("tax_list"), on=EARLY, unread=None),
    Breach("INCOME-CONTINUOUS.no_gap", lost("screen", 4), on=NEW),
    Breach("INCOME-CONTINUOUS.no_gap", lost("screen", 20), on=RENEWAL),
    Breach("INCOME-CONTINUOUS.no_gap", lost("tax_list", 20), on=EARLY),
    Breach("INCOME-CONTINUOUS.no_zero", zero, on=NEW),
    Breach("INCOME-CONTINUOUS.no_zero", in_month("screen", 20, income="0.00"), on=RENEWAL),
    Breach("INCOME-CONTINUOUS.one_answer", listed_again("1.00"), on=NEW, says="review"),
    *(Breach(f"INCOME-SCREEN-HEADER.{name}", says("screen", **{item: None}), on=variant)
      for variant in (NEW, RENEWAL) for name, item in HEADER.items()),
    Breach("INCOME-SOURCE-ERA.client", by_list, on=NEW),
    Breach("INCOME-SOURCE-ERA.client", by_list, on=RENEWAL),
    Breach("INCOME-SOURCE-ERA.amount", by_record, on=NEW, severity="advisory", also=OPEN),
    Breach("INCOME-SOURCE-ERA.list", by_screen, on=EARLY, severity="advisory",
           unread=None),
    Breach("INCOME-PAYER.unit", says("screen", employer=UNIT), on=NEW),
    Breach("INCOME-PAYER.unit", says("screen", employer=UNIT), on=RENEWAL),
    Breach("INCOME-PAYER.unit", every(says("screen", employer=UNIT), paid_by_another("screen")),
           on=RENEWAL),
    Breach("INCOME-PAYER.code", says("screen", employer_credit_code=CODE), on=NEW, unread=None,
           first=lambda p: says("screen", employer_credit_code=p.story.life.unit.code)(p)),
    Breach("INCOME-PAYER.sealed_by", paid_by_another("tax_list"), on=EARLY),
    Breach("INCOME-SYSTEM-AVG.average", applicant(monthly_income="88888.00"), on=NEW,
           first=lambda p: p["form"].lose("monthly_income")),
    Breach("INCOME-SYSTEM-AVG.by_year", year_on_record("88888.00"), on=FOURTH),
    Breach("INCOME-SYSTEM-AVG.form", says("form", monthly_income="88888.00"), on=NEW,
           first=by_form),
    Breach("INCOME-3Y-RECORD.months", lost("screen", 20), on=FOURTH),
    Breach("INCOME-3Y-RECORD.months", lost("tax", 20), on=EIGHTH),
    Breach("INCOME-3Y-RECORD.months", gone("tax_list"), on=EARLY_FOURTH),
    Breach("INCOME-3Y-CURRENT.screens", lost("screen", 20), on=FIFTH, first=recorded_too),
    Breach("INCOME-3Y-CURRENT.screens", lost("screen", 20), on=EARLY_FOURTH, first=recorded_too),
    Breach("PROC-UNIT-TAXINFO.each_year", unlisted_year, on=FOURTH),
    Breach("PROC-UNIT-TAXINFO.each_year", year_on_record(""), on=FIFTH),
)  # fmt: skip
