"""What breaks the criteria of social insurance and of frozen accounts (criteria/income.toml)."""

from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import added, before, every, gone, record, says, seals
from tests.validators.breaches.income import NEW, RENEWAL, STRANGER, UNIT
from tests.validators.breaches.income_changes import (
    history,
    in_month,
    insured,
    insured_by,
    joined,
    lost,
)
from tests.validators.packets.packet import Packet
from tests.validators.packets.pay_papers import base, insurance
from tests.validators.packets.services import Variant

THIRD = Variant("new_permit", 3, "residence_permit")
ANNUAL, UNIT_ANNUAL = Variant("annual_check_person"), Variant("annual_check_unit")
FAR = "上海另例商贸有限公司"
OFFICE = ("上海市社会保险事业管理中心", "agency")


def former(p: Packet) -> str:
    return p.story.life.former.name


def proved(p: Packet) -> None:
    """The other city's proof, with seal and code."""
    who = p.story.life.who
    added("outside", "external_social_insurance_proof", OFFICE, name=who.name,
          id_number=who.number, agency=OFFICE[0], total_months="40",
          verification_code="A1B2C3", print_date=p.story.ago(20))(p)  # fmt: skip


def bare(p: Packet) -> None:
    """A proof of the other city that nobody sealed and no code proves."""
    seals("outside")(p)
    p["outside"].set(verification_code=None)


def insured_for(months: int) -> Change:
    """So many months of insurance in Beijing, all of this unit."""
    return lambda p: p.add(insurance=insurance(p.story, months))


def awarded(p: Packet) -> None:
    """Of a condition that asks no months of insurance: condition 1 is not met without them."""
    p["award"].set()


def history_on_form(place: str) -> Change:
    """The work history as the form tells it."""

    def tell(p: Packet) -> None:
        s = p.story
        p["form"].set(work_history=f"{s.month(30)}至{s.month(13)} {place or former(p)}；"
                      f"{s.month(12)}至今 {s.life.unit.name}")  # fmt: skip

    return tell


def late(p: Packet) -> None:
    """What was paid for the last months was paid later than due."""
    for back in range(1, 8):
        in_month("insurance", back, back_payment="*")(p)


def low_base(p: Packet) -> None:
    for row in p["insurance"].rows:
        if "period" in row:
            row["pension_base"] = f"{base(p.story) / 2:.2f}"


BREACHES: tuple[Breach, ...] = (
    Breach("APP-EMPLOYED-6M.six_months", joined(4), on=NEW, first=insured),
    Breach("APP-EMPLOYED-6M.this_unit", insured_by(1, lambda p: UNIT), on=NEW, first=insured),
    Breach("APP-EMPLOYED-6M.before_filing", joined(5, until=0), on=NEW, first=insured),
    Breach("APP-EMPLOYED-6M.in_time", late, on=NEW, first=insured, severity="advisory"),
    Breach("APP-EMPLOYED-6M.by_contract",
           every(before("contract", "start_date", 100), before("contract", "sign_date", 100)),
           on=NEW, says="review", severity="advisory"),
    Breach("APP-SI-BASIS.payer", history(lambda p: UNIT), on=NEW,
           first=every(insured, history(former))),
    Breach("APP-SI-BASIS.payer", insured_by(0, lambda p: UNIT), on=NEW,
           first=every(insured, history(former))),
    Breach("APP-SI-BASIS.payer", history_on_form(UNIT), on=NEW,
           first=every(insured, history_on_form(""))),
    Breach("APP-SI-BASIS.paid", history(former, 60, 40), on=NEW, says="review",
           severity="advisory", first=every(insured, history(former))),
    Breach("SI-EXTERNAL.short", insured_for(20), on=THIRD,
           first=every(awarded, insured_for(30)),
           unread=None),
    Breach("SI-EXTERNAL.short", gone("outside"), on=THIRD,
           first=every(awarded, insured_for(20), proved)),
    Breach("SI-EXTERNAL.elsewhere", history(lambda p: FAR), on=NEW, first=history(former)),
    Breach("SI-EXTERNAL.elsewhere", history_on_form(FAR), on=NEW, first=history_on_form("")),
    Breach("SI-EXTERNAL.elsewhere", gone("outside"), on=NEW,
           first=every(history(lambda p: FAR), proved)),
    Breach("SI-EXTERNAL.issued", bare, on=NEW, first=every(history(lambda p: FAR), proved)),
    Breach("SI-EXTERNAL.own", lambda p: says(
        "outside", name=STRANGER, id_number=p.story.life.owner.number)(p), on=NEW, unread=None,
           first=every(history(lambda p: FAR), proved)),
    Breach("SI-BASE-MISMATCH.proof", lost("screen", 1, 2), on=NEW, first=every(insured, low_base)),
    Breach("SI-BASE-MISMATCH.sealed", seals("screen"), on=NEW, says="review", severity="advisory",
           first=every(insured, low_base), also=("MAT-FIN-SEAL", "GEN-SEAL-TYPE")),
    Breach("ANNUAL-SI-12M.months", lost("insurance", 4), on=ANNUAL),
    Breach("ANNUAL-SI-12M.months", in_month("insurance", 4, pension_months="0"), on=ANNUAL),
    Breach("ANNUAL-SI-12M.fresh", before("insurance", "query_date", 40), on=ANNUAL,
           severity="advisory"),
    Breach("ANNUAL-UNFREEZE.thawed", record(account_state="未年检冻结"), on=NEW,
           first=record(account_state="正常")),
    Breach("ANNUAL-UNFREEZE.thawed", record(account_state="冻结"), on=RENEWAL,
           first=record(account_state="已解除冻结")),
    Breach("ANNUAL-ABOLISHED.frozen", record(account_state="正常"), on=ANNUAL,
           first=record(account_state="未年检冻结")),
    Breach("ANNUAL-ABOLISHED.frozen", record(account_state="正常"), on=UNIT_ANNUAL,
           first=record(account_state="未年检冻结")),
)  # fmt: skip
