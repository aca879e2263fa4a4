"""What breaks the criteria of the permit and of the labour contract (criteria/permit.toml)."""

from datetime import date, timedelta

from core.numbers.dates import add_months
from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import OWN, before, every, record, says, seals
from tests.validators.packets.packet import Packet
from tests.validators.packets.services import Variant

NEW = Variant("new_permit", 1, "residence_permit")
RENEWAL, EMPLOYER = Variant("renewal"), Variant("employer_change")
ADDRESS = Variant("address_change", home="residence_permit")
STRANGER, UNIT = "何样兰", "北京另例商贸有限公司"
TERM = timedelta(days=1095)
EARLY = "2016-03-01"
"""A first issue before permits were extended by themselves."""


def ends(days: int, form: bool = True, **more: object) -> Change:
    """The permit's last day is so many days ahead, on whatever shows it."""

    def end(p: Packet) -> None:
        last = p.day + timedelta(days=days)
        told = {"valid_from": last - TERM, "valid_to": last}
        p["confirmation"].set(**told, **more)
        if form:
            p["form"].set(**told)

    return end


def left(days: int) -> Change:
    """Left so many days ago."""
    return before("left", "leave_date", days)


def began(days: int) -> Change:
    """The contract was signed and began so many days ago."""
    return every(before("contract", "start_date", days), before("contract", "sign_date", days))


DEFERRED = record(deferral_end="2030-01-01")
UNDEFERRED = record(deferral_end="无")


def six_months(p: Packet, less: int) -> date:
    return add_months(p.day, 6) - timedelta(days=less)


def anothers(p: Packet) -> str:
    """Another person's identity number, with a right check digit."""
    return p.story.life.owner.number


BREACHES: tuple[Breach, ...] = (
    Breach("PERMIT-VALID-3Y.three_years", before("confirmation", "valid_from", 300), on=ADDRESS),
    Breach("RENEW-WINDOW.not_early", ends(40), on=RENEWAL),
    Breach("RENEW-WINDOW.not_late", ends(-5, first_issue_date=EARLY), on=RENEWAL),
    Breach("RENEW-LAPSE.not_lapsed", ends(-60), on=RENEWAL,
           first=says("confirmation", first_issue_date=EARLY)),
    Breach("RENEW-AUTO-201905.before", says("confirmation", first_issue_date="2023-03-01"),
           on=RENEWAL, first=says("confirmation", first_issue_date=EARLY)),
    Breach("RENEW-AUTO-TERM.extended", before("contract", "end_date", -5), on=RENEWAL,
           also=("CONTRACT-6M",), first=says("confirmation", first_issue_date="2023-03-01")),
    Breach("CHANGE-60D.in_time", left(75), on=EMPLOYER, first=UNDEFERRED),
    Breach("CHANGE-DEFER-180D.in_time", left(260), on=EMPLOYER, first=every(left(100), DEFERRED)),
    Breach("CHANGE-DEFER-180D.border", left(200), on=EMPLOYER, first=every(left(100), DEFERRED),
           severity="advisory"),
    Breach("CHANGE-LAPSE.alive", left(75), on=EMPLOYER, first=UNDEFERRED),
    Breach("CHANGE-OLD-5WD.cancelled", lambda p: record(cancel_date=p.story.ago(1))(p), on=EMPLOYER,
           first=lambda p: record(cancel_date=p.story.ago(29))(p)),
    Breach("CHANGE-IN-VALIDITY.in_force", ends(-5, form=False), on=ADDRESS,
           first=says("confirmation", first_issue_date=EARLY)),
    Breach("CHANGE-IN-VALIDITY.left_in_force", ends(-20, form=False), on=EMPLOYER,
           first=every(left(10), began(8), says("confirmation", first_issue_date=EARLY))),
    Breach("CHANGE-SEQUENCE.order", began(40), on=EMPLOYER),
    Breach("CHANGE-SEQUENCE.close", before("contract", "start_date", -40), on=EMPLOYER,
           also=("CONTRACT-6M",)),
    Breach("CHANGE-SEQUENCE.same_unit",
           every(says("left", company=UNIT), seals("left", (UNIT, "official"))), on=EMPLOYER),
    Breach("CONTRACT-6M.left", lambda p: says("contract", end_date=six_months(p, 2))(p)),
    Breach("CONTRACT-6M.left", lambda p: says("contract", end_date=six_months(p, 9))(p),
           on=RENEWAL),
    Breach("CONTRACT-6M.border", lambda p: says("contract", end_date=six_months(p, 1))(p),
           severity="advisory"),
    Breach("CONTRACT-6M.begun", before("contract", "start_date", -20), on=RENEWAL),
    Breach("CONTRACT-PARTIES.employer",
           every(says("contract", employer=UNIT), seals("contract", (UNIT, "official")))),
    Breach("CONTRACT-PARTIES.employee", lambda p: says(
        "contract", employee=STRANGER, employee_id=anothers(p), employee_signature=STRANGER)(p)),
    Breach("CONTRACT-PARTIES.number", lambda p: says("contract", employee_id=anothers(p))(p)),
    Breach("CONTRACT-PARTIES.sealed", seals("contract")),
    Breach("CONTRACT-PARTIES.sealed", seals("contract", (OWN, "finance"))),
    Breach("CONTRACT-PARTIES.own_seal", seals("contract", (UNIT, "official"))),
    Breach("CONTRACT-PARTIES.signed", says("contract", employee_signature=None)),
)  # fmt: skip
