"""What breaks the criteria on numbers, cards and names that all papers share (criteria/general)."""

from collections.abc import Callable

from core.numbers import credit_code, identity
from core.numbers.dates import add_months
from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import added, before, every, says
from tests.validators.packets.packet import Packet
from tests.validators.packets.services import Variant

NEW = Variant("new_permit", 1, "residence_permit")
RENTED, LENT = Variant("new_permit", 1, "rented"), Variant("new_permit", 1, "relatives")
SECOND = Variant("new_permit", 2, "residence_permit")
SPOUSE, CHILD = (
    Variant("dependents_change", family=("spouse",)),
    Variant("dependents_change", family=("child",)),
)
RENEWAL, ADDRESS = Variant("renewal"), Variant("address_change", home="residence_permit")
REGISTRATION, MOVED = Variant("unit_registration"), Variant("unit_transfer_in")
ANNUAL, EMPLOYER = Variant("annual_check_person"), Variant("employer_change")
STRANGER, UNIT = "何样兰", "北京另例商贸有限公司"
OTHER_CODE = "91350100M000100Y43"
LONE = "440106198001011238"
SEX = {"男": "女", "女": "男"}


def with_(key: str, field: str, other: Callable[[str], str]) -> Change:
    """A value of a paper made into another."""
    return lambda p: p[key].set(**{field: other(str(p[key].values[field]))})


def slip(number: str) -> str:
    """A number with another check digit."""
    return number[:-1] + ("1" if number[-1] != "1" else "2")


def rebuilt(body: str) -> str:
    return body + identity.check_digit(body)


def nowhere(number: str) -> str:
    """A number of a province that there is not, with a right check digit."""
    return rebuilt("99" + number[2:17])


def no_day(number: str) -> str:
    """A number with 30 February in it."""
    return rebuilt(f"{number[:10]}0230{number[14:17]}")


def later(number: str) -> str:
    """Another person's number, with a right check digit."""
    return rebuilt(f"{number[:14]}{(int(number[14:17]) + 222) % 1000:03d}")


def recoded(code: str) -> str:
    """Another unit's code, with a right check character."""
    body = f"{code[:16]}{'A' if code[16] != 'A' else 'B'}"
    return body + credit_code.check_character(body)


def next_day(text: str) -> str:
    return f"{text[:8]}{'11' if text[8:10] != '11' else '12'}"


def sides(key: str, *there: str) -> Change:
    """A card of which only these sides were scanned."""
    return lambda p: p[key].more.update(sides=there)


def own(p: Packet) -> dict[str, object]:
    return {"name": p.story.life.who.name, "id_number": p.story.life.who.number}


def temporary(**values: object) -> Change:
    """A temporary card of the applicant's, beside the other one."""
    return lambda p: added("temporary", "temporary_id_card", **{**own(p), **values})(p)


def old_number(key: str) -> Change:
    """A paper with the number of 15 digits that the applicant had once."""

    def shorten(p: Packet) -> None:
        number = str(p[key].values["id_number"])
        p[key].set(id_number=number[:6] + number[8:17])

    return shorten


def former(name: str) -> Change:
    """The register's page tells of an earlier name."""
    return says("member", former_name=name)


def _born(p: Packet) -> None:
    """The form and the reports say when and as what the applicant was born."""
    who = p.story.life.who
    for key in ("diploma_report", "degree_report"):
        p[key].set(birth_date=who.birth, sex=who.sex)


def _form_born(p: Packet) -> None:
    who = p.story.life.who
    p["form"].set(birth_date=who.birth, sex=who.sex)


def _couple(p: Packet) -> None:
    s = p.story
    for n, one in ((1, s.life.who), (2, s.life.spouse)):
        p["marriage"].set(**{f"party{n}_birth": one.birth, f"party{n}_sex": one.sex})


NUMBERS = (
    Breach("GEN-ID-CHECKSUM.digit", with_("card", "id_number", slip), on=NEW),
    Breach("GEN-ID-CHECKSUM.digit", with_("agent_card", "id_number", slip), on=REGISTRATION),
    Breach("GEN-ID-CHECKSUM.digit", with_("contract", "employee_id", slip), on=RENEWAL,
           unread=None),
    Breach("GEN-ID-CHECKSUM.digit", with_("lease", "lessor_id", slip), on=RENTED, unread=None),
    Breach("GEN-ID-CHECKSUM.digit", with_("power", "agent_id", slip), on=ADDRESS, unread=None),
    Breach("GEN-ID-CHECKSUM.birth", with_("lease", "lessor_id", no_day), on=RENTED, unread=None),
    Breach("GEN-ID-CHECKSUM.birth", with_("card", "id_number", no_day), on=ANNUAL),
    Breach("GEN-ID-CHECKSUM.region", with_("lease", "lessor_id", nowhere), on=RENTED, unread=None,
           also=("GEN-IDNO-EQUAL",)),  # where a register is the owner's, the lease told his number
    Breach("GEN-ID-CHECKSUM.region", with_("card", "id_number", nowhere), on=NEW),
    Breach("GEN-ID-BIRTH-SEX.birth", with_("card", "birth_date", next_day), on=NEW),
    Breach("GEN-ID-BIRTH-SEX.birth", with_("member", "birth_date", next_day), on=NEW),
    Breach("GEN-ID-BIRTH-SEX.birth", with_("agent_card", "birth_date", next_day),
           on=REGISTRATION),
    Breach("GEN-ID-BIRTH-SEX.birth", with_("spouse_card", "birth_date", next_day), on=SPOUSE),
    Breach("GEN-ID-BIRTH-SEX.birth", with_("child_member", "birth_date", next_day), on=CHILD),
    Breach("GEN-ID-BIRTH-SEX.sex", with_("card", "sex", SEX.__getitem__), on=ANNUAL),
    Breach("GEN-ID-BIRTH-SEX.sex", with_("member", "sex", SEX.__getitem__), on=NEW),
    Breach("GEN-ID-BIRTH-SEX.sex", with_("residence_card", "sex", SEX.__getitem__), on=ADDRESS),
    Breach("GEN-ID-BIRTH-SEX.form", with_("form", "birth_date", next_day), on=NEW),
    Breach("GEN-ID-BIRTH-SEX.form", with_("form", "sex", SEX.__getitem__), on=RENEWAL,
           first=_form_born),
    Breach("GEN-ID-BIRTH-SEX.agent", with_("power", "agent_sex", SEX.__getitem__), on=MOVED,
           severity="advisory"),
    Breach("GEN-ID-BIRTH-SEX.report", with_("diploma_report", "birth_date", next_day), on=NEW,
           first=_born),
    Breach("GEN-ID-BIRTH-SEX.report", with_("degree_report", "sex", SEX.__getitem__),
           on=Variant("general_change"), first=_born),
    Breach("GEN-ID-BIRTH-SEX.couple", with_("marriage", "party2_birth", next_day), on=SPOUSE,
           first=_couple),
    Breach("GEN-ID-BIRTH-SEX.couple", with_("marriage", "party1_sex", SEX.__getitem__), on=CHILD,
           first=_couple),
    Breach("GEN-USCC-CHECKSUM.licence", with_("licence", "credit_code", slip), on=ADDRESS),
    Breach("GEN-USCC-CHECKSUM.others", with_("notice", "taxpayer_id", slip), on=NEW),
    Breach("GEN-USCC-CHECKSUM.others", with_("contract", "employer_credit_code", slip),
           on=RENEWAL, unread=None),  # whose the contract is, its name tells
)  # fmt: skip

CARDS = (
    Breach("GEN-ID-EXPIRY.in_force", before("card", "valid_to", 1), on=NEW,
           first=lambda p: p["card"].set(valid_from=add_months(p.day, -240), valid_to=p.day)),
    Breach("GEN-ID-EXPIRY.in_force", before("agent_card", "valid_to", 400), on=REGISTRATION),
    Breach("GEN-ID-EXPIRY.in_force", before("spouse_card", "valid_to", 1), on=SPOUSE),
    Breach("GEN-ID-EXPIRY.period", before("card", "valid_from", 2000), on=ANNUAL, unread=None,
           severity="advisory",
           first=every(before("card", "valid_from", 1000), before("card", "valid_to", -6305))),
    Breach("GEN-ID-EXPIRY.temporary", lambda p: temporary(valid_to=p.story.ago(1))(p), on=NEW,
           severity="advisory"),
    Breach("GEN-ID-BOTH-SIDES.back", sides("card", "front"), on=ANNUAL),
    Breach("GEN-ID-BOTH-SIDES.back", sides("agent_card", "front"), on=REGISTRATION),
    Breach("GEN-ID-BOTH-SIDES.front", sides("card", "back"), on=NEW),
)  # fmt: skip

NAMES = (
    *(
        Breach("GEN-NAME-EQUAL.applicant", says(key, name=STRANGER), on=on)
        for key, on in (
            ("card", NEW), ("member", NEW), ("form", NEW), ("diploma", NEW), ("degree", NEW),
            ("diploma_report", NEW), ("degree_report", NEW), ("residence_card", ADDRESS),
            ("screen", RENEWAL), ("form", RENEWAL), ("confirmation", ADDRESS), ("left", EMPLOYER),
            ("insurance", ANNUAL), ("title_card", SECOND), ("form", ADDRESS),
        )
    ),
    Breach("GEN-NAME-EQUAL.applicant", says("integrity", applicant_name_in_text=STRANGER), on=NEW),
    Breach("GEN-NAME-EQUAL.applicant", says("lease", lessee=STRANGER), on=RENTED),
    Breach("GEN-NAME-EQUAL.applicant", says(
        "lodging", lodger_name=STRANGER, lodger_signature=STRANGER), on=LENT),
    Breach("GEN-NAME-EQUAL.applicant", says("contract", employee=STRANGER), on=EMPLOYER),
    Breach("GEN-NAME-EQUAL.spouse", says("spouse_card", name=STRANGER), on=SPOUSE),
    Breach("GEN-NAME-EQUAL.child", says("child_member", name=STRANGER), on=CHILD),
    Breach("GEN-NAME-EQUAL.owner", says("owner_card", name=STRANGER), on=LENT),
    Breach("GEN-NAME-EQUAL.former", every(says("diploma", name="何旧名"),
                                          says("diploma_report", name="何旧名")),
           on=NEW, says="review",
           severity="advisory", first=former("何旧名")),
    *(
        Breach("GEN-IDNO-EQUAL.applicant", with_(key, "id_number", later), on=on)
        for key, on in (
            ("card", NEW), ("member", NEW), ("form", RENEWAL), ("screen", NEW),
            ("residence_card", ADDRESS), ("confirmation", ADDRESS), ("left", EMPLOYER),
            ("insurance", ANNUAL), ("form", ADDRESS), ("title_card", SECOND),
        )
    ),
    Breach("GEN-IDNO-EQUAL.applicant", with_("contract", "employee_id", later), on=RENEWAL),
    Breach("GEN-IDNO-EQUAL.applicant", with_("lodging", "lodger_id", later), on=LENT),
    Breach("GEN-IDNO-EQUAL.old", with_("title_card", "id_number", lambda n: LONE[:6] + LONE[8:17]),
           on=SECOND, first=old_number("title_card")),
    Breach("GEN-IDNO-EQUAL.masked",
           with_("insurance", "id_number", lambda n: f"{n[:6]}********{n[14:17]}{slip(n)[-1]}"),
           on=ANNUAL, first=with_("insurance", "id_number", lambda n: f"{n[:6]}********{n[14:]}")),
    Breach("GEN-IDNO-EQUAL.family", with_("spouse_member", "id_number", later), on=SPOUSE),
    Breach("GEN-IDNO-EQUAL.family", with_("child_card", "id_number", later), on=CHILD),
    Breach("GEN-IDNO-EQUAL.family", with_("owner_card", "id_number", later), on=LENT),
)  # fmt: skip

PERSON = every(
    lambda p: added("alien", "id_card", name=STRANGER, id_number=LONE, sex="男",
                    birth_date="1980-01-01", issuer="广州市公安局天河分局",
                    valid_from="2015-03-01", valid_to="长期")(p),
    lambda p: p["alien"].more.update(sides=("front", "back")),
)  # fmt: skip
STRAYS = (
    Breach("GEN-WRONG-PERSON.card", PERSON, on=NEW),
    Breach("GEN-WRONG-PERSON.card", PERSON, on=REGISTRATION),
)

BREACHES: tuple[Breach, ...] = (*NUMBERS, *CARDS, *NAMES, *STRAYS)
