"""What breaks the criteria on the unit, its people and its days (criteria/general)."""

from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import before, every, gone, record, says, seals
from tests.validators.breaches.general import (
    ADDRESS,
    ANNUAL,
    EMPLOYER,
    LENT,
    MOVED,
    NEW,
    OTHER_CODE,
    REGISTRATION,
    RENEWAL,
    RENTED,
    STRANGER,
    UNIT,
    later,
    recoded,
    with_,
)
from tests.validators.breaches.unit import printed, renamed, verified
from tests.validators.packets.packet import Packet
from tests.validators.packets.services import Variant

RESIDENCE = Variant("new_permit", 1, "work_unit")
SIXTH, SEVENTH = (Variant("new_permit", n, "residence_permit") for n in (6, 7))
ACCOUNT, UINFO, GENERAL = (
    Variant(one) for one in ("account_recovery", "unit_info_change", "general_change")
)


def other_unit(key: str, field: str) -> Change:
    """A paper that names another unit and bears its seal."""
    return every(says(key, **{field: UNIT}), seals(key, (UNIT, "official")))


UNITS = (
    Breach("GEN-EMPLOYER-EQUAL.licence", says("licence", name=UNIT, credit_code=OTHER_CODE),
           on=ADDRESS),
    Breach("GEN-EMPLOYER-EQUAL.licence", says("licence", name=UNIT), on=ANNUAL),
    Breach("GEN-EMPLOYER-EQUAL.forms", other_unit("power", "company"), on=ADDRESS),
    Breach("GEN-EMPLOYER-EQUAL.forms", says("form", unit_name=UNIT), on=NEW),
    Breach("GEN-EMPLOYER-EQUAL.forms", says("form", unit_name=UNIT), on=RENEWAL),
    Breach("GEN-EMPLOYER-EQUAL.forms", says("form", unit_name=UNIT), on=ACCOUNT),
    Breach("GEN-EMPLOYER-EQUAL.forms", says("application", company=UNIT), on=REGISTRATION),
    Breach("GEN-EMPLOYER-EQUAL.contract", says("contract", employer=UNIT), on=RENEWAL),
    Breach("GEN-EMPLOYER-EQUAL.payer", says("screen", employer=UNIT), on=NEW),
    Breach("GEN-EMPLOYER-EQUAL.notice", says("notice", taxpayer_name=UNIT), on=MOVED),
    Breach("GEN-EMPLOYER-EQUAL.others", says("printout", company=UNIT), on=REGISTRATION,
           first=printed()),
    Breach("GEN-EMPLOYER-EQUAL.others", says("verification", company=UNIT), on=REGISTRATION,
           first=every(record(paid_in_public="无"), verified(100))),
    Breach("GEN-EMPLOYER-EQUAL.others", says("residence", unit_name=UNIT), on=RESIDENCE),
    Breach("GEN-EMPLOYER-EQUAL.codes", with_("contract", "employer_credit_code", recoded),
           on=RENEWAL, unread=None),
    Breach("GEN-EMPLOYER-EQUAL.codes", with_("notice", "taxpayer_id", recoded), on=REGISTRATION,
           unread=None),
    Breach("GEN-EMPLOYER-EQUAL.codes", with_("licence", "credit_code", recoded), on=ACCOUNT,
           unread=None),
    Breach("GEN-EMPLOYER-EQUAL.codes", with_("printout", "credit_code", recoded), on=REGISTRATION,
           first=printed(), unread=None),
    Breach("GEN-EMPLOYER-EQUAL.renamed", gone("change"), on=UINFO, first=renamed),
    Breach("GEN-LEGALREP-EQUAL.power",
           says("power", legal_rep=STRANGER), on=ADDRESS),
    Breach("GEN-LEGALREP-EQUAL.power", says("power", legal_rep=STRANGER), on=REGISTRATION),
    Breach("GEN-LEGALREP-EQUAL.record", record(legal_rep=STRANGER), on=ADDRESS,
           first=lambda p: record(legal_rep=p.story.life.unit.legal_rep)(p)),
    *(
        Breach("GEN-LEGALREP-EQUAL.signatures", says(key, legal_rep_signature=STRANGER), on=on,
               unread=None)
        for key, on in (
            ("power", ADDRESS), ("form", NEW), ("form", RENEWAL), ("integrity", NEW),
            ("form", ANNUAL), ("form", ACCOUNT), ("application", REGISTRATION),
        )
    ),
    Breach("GEN-HANDLER-EQUAL.power", says("power", agent_name=STRANGER, agent_signature=STRANGER),
           on=ADDRESS),
    Breach("GEN-HANDLER-EQUAL.power", with_("power", "agent_id", later), on=ANNUAL),
    Breach("GEN-HANDLER-EQUAL.card", says("agent_card", name=STRANGER), on=MOVED),
    Breach("GEN-HANDLER-EQUAL.card", lambda p: says(
        "agent_card", id_number=p.story.life.owner.number, sex=p.story.life.owner.sex,
        birth_date=p.story.life.owner.birth)(p), on=REGISTRATION),
    Breach("GEN-HANDLER-EQUAL.registration", says("application", agent_name=STRANGER),
           on=REGISTRATION),
    Breach("GEN-HANDLER-EQUAL.registration", lambda p: says(
        "application", agent_id=p.story.life.owner.number)(p), on=REGISTRATION),
)  # fmt: skip


def signs(key: str, who: str) -> Change:
    """The note on a paper is signed by somebody."""

    def sign(p: Packet) -> None:
        p[key].notes = [(text, who) for text, _ in p[key].notes]

    return sign


STANDING = (
    Breach("UNIT-CREDIT.stands", says("printout", status="吊销"), on=REGISTRATION,
           first=printed(), severity="reject"),
    Breach("UNIT-LICENCE-ORIGINAL-ONCE.in_force", says("licence", term="2001-01-01至2011-01-01"),
           on=ADDRESS, first=says("licence", term="2001-01-01至2051-01-01")),
)  # fmt: skip
NOTES = (
    Breach("GEN-HANDLER-EQUAL.note", signs("screen", STRANGER), on=NEW),
    Breach("GEN-HANDLER-EQUAL.note", signs("screen", STRANGER), on=RENEWAL),
)


def swapped(key: str, one: str, two: str) -> Change:
    """Two days of a paper in each other's place."""

    def swap(p: Packet) -> None:
        values = p[key].values
        p[key].set(**{one: values[two], two: values[one]})

    return swap


ORDER = (
    Breach("GEN-DATE-ORDER.studies", swapped("diploma", "start_month", "end_month"), on=NEW),
    Breach("GEN-DATE-ORDER.studies", swapped("diploma_report", "enroll_date", "graduation_date"),
           on=GENERAL, also=("EDU-REPORT-MATCH",)),
    Breach("GEN-DATE-ORDER.degree", says("degree", issue_date="2001-01-05"), on=NEW,
           unread=None),  # an unread degree's level is EDU-REPORT-MATCH's question
    Breach("GEN-DATE-ORDER.licence", says("licence", issue_date="1979-01-04"), on=ADDRESS),
    Breach("GEN-DATE-ORDER.spans", before("card", "valid_from", -20000), on=ANNUAL),
    Breach("GEN-DATE-ORDER.spans", before("residence_card", "valid_from", -700), on=ADDRESS,
           also=("RES-PERMIT-3M",)),
    Breach("GEN-DATE-ORDER.spans", before("left", "start_date", 10), on=EMPLOYER),
    Breach("GEN-DATE-ORDER.contract", before("contract", "sign_date", 760), on=RENEWAL,
           unread=None),
    Breach("GEN-DATE-ORDER.issued", lambda p: says(
        "notice", issue_date=f"{p.day.year - 1}-12-01")(p), on=REGISTRATION),
    Breach("GEN-DATE-ORDER.issued", says("patent", application_date="2020-04-01"), on=SIXTH,
           first=says("patent", application_date="2017-06-01")),
)  # fmt: skip
SIGNED = (
    ("power", "sign_date", ADDRESS), ("integrity", "applicant_date", NEW),
    ("integrity", "unit_date", NEW), ("form", "unit_opinion_date", NEW),
    ("form", "unit_opinion_date", RENEWAL), ("form", "applicant_date", ANNUAL),
    ("form", "legal_rep_date", ACCOUNT), ("form", "unit_opinion_date", MOVED),
    ("application", "sign_date", REGISTRATION), ("lease", "sign_date", RENTED),
    ("lodging", "sign_date", LENT),
)  # fmt: skip
ISSUED = (
    ("notice", "issue_date", NEW), ("licence", "issue_date", ADDRESS),
    ("diploma_report", "update_date", NEW), ("degree_report", "update_date", GENERAL),
    ("residence", "issue_date", RESIDENCE), ("left", "issue_date", EMPLOYER),
    ("insurance", "query_date", ANNUAL), ("title", "register_date", RENTED),
)  # fmt: skip
FUTURE = tuple(
    Breach(f"GEN-DATE-FUTURE.{name}", before(key, field, -3), on=on)
    for name, places in (("signed", SIGNED), ("issued", ISSUED))
    for key, field, on in places
)
PHONES = (
    Breach(
        "GEN-PHONE.agent",
        every(
            with_("power", "agent_phone", lambda text: text[:-1]),
            lambda p: p.record["agent"].update(phone=p["power"].values["agent_phone"]),
        ),
        on=ADDRESS,
    ),
    Breach("GEN-PHONE.lease", says("lease", lessor_phone="1381234567"), on=RENTED),
    Breach("GEN-PHONE.lease", says("lease", lessee_phone="1381234567"), on=RENTED),
)


BREACHES: tuple[Breach, ...] = (
    *UNITS, *STANDING, *NOTES, *ORDER, *FUTURE, *PHONES,
)  # fmt: skip
