"""What breaks the criteria of spouse and marriage (criteria/family.toml)."""

from datetime import date, timedelta

from core.numbers.dates import add_months
from generator.numbers import credit_code
from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import before, gone, record, says
from tests.validators.packets import person_papers as person
from tests.validators.packets.packet import Packet
from tests.validators.packets.paper import paper
from tests.validators.packets.services import Variant

SPOUSE = Variant("dependents_change", family=("spouse",))
NEW = Variant("new_permit", 1, "residence_permit", ("spouse",))
NOBODY = Variant("dependents_change")
STRANGER = "何样兰"
AWAY = "上海另例商贸有限公司"
AWAY_CODE = credit_code("91", "310000", 321)
REGISTRY = "样例民政局婚姻登记专用章"


def from_the(who: str, **fields: str) -> Change:
    """Values on the spouse's or the applicant's papers taken from another person of the story."""
    return lambda p: p[who].set(
        **{field: getattr(p.story.life.owner, name) for field, name in fields.items()}
    )


def parted(day: str) -> Change:
    """The couple's own divorce certificate of this day."""

    def add(p: Packet) -> None:
        who, mate = p.story.life.who, p.story.life.spouse
        p.add(divorce=paper(
            "divorce_certificate", [(REGISTRY, "agency")], holder=who.name, register_date=day,
            certificate_number="L110101-2020-000321", party1_name=who.name, party1_id=who.number,
            party2_name=mate.name, party2_id=mate.number,
        ))  # fmt: skip

    return add


def parted_from_another(p: Packet) -> None:
    """An earlier marriage's end, which leaves this one alone."""
    parted("2015-03-02")(p)
    p["divorce"].set(party2_name=p.story.life.owner.name, party2_id=p.story.life.owner.number)


def born(p: Packet) -> None:
    """The marriage certificate prints the days of birth."""
    p["marriage"].set(party1_birth=p.story.life.who.birth, party2_birth=p.story.life.spouse.birth)


def other_birth(party: str) -> Change:
    def change(p: Packet) -> None:
        day = date.fromisoformat(str(p["marriage"].values[f"{party}_birth"]))
        p["marriage"].set(**{f"{party}_birth": day + timedelta(days=400)})

    return change


def strangers(key: str) -> Change:
    """A card or page that is another person's."""

    def swap(p: Packet) -> None:
        owner = p.story.life.owner
        made = person.card(owner) if key.endswith("card") else person.member(owner)
        p[key].values.update({
            name: made.values[name] for name in ("name", "id_number", "birth_date", "sex")
        })  # fmt: skip

    return swap


def ends(less: int) -> Change:
    """The spouse's contract ends so many days short of six months."""
    return lambda p: p["spouse_contract"].set(end_date=add_months(p.day, 6) - timedelta(days=less))


def away(p: Packet) -> None:
    """The spouse works for a unit in another city."""
    p["spouse_contract"].set(employer=AWAY, employer_address="上海市样例路1号",
                             employer_credit_code=AWAY_CODE, work_place="上海市")  # fmt: skip
    p["spouse_contract"].sealed((AWAY, "official"))


def anothers_permit(p: Packet, dependents: str) -> None:
    owner, s = p.story.life.owner, p.story
    p.add(other_permit=paper(
        "permit_confirmation", permit_number="202100000321", name=owner.name,
        id_number=owner.number, unit_name="北京另例商贸有限公司", valid_from=s.ago(300),
        valid_to=s.ahead(700), first_issue_date=s.ago(300), dependents=dependents,
    ))  # fmt: skip


def listed_by_another(p: Packet) -> None:
    anothers_permit(p, f"配偶 {p.story.life.who.name}")


def removal(p: Packet) -> None:
    """The spouse is taken off, by the couple's divorce certificate."""
    p["form"].set(change_items="随往人员", other_item="减少随往配偶")
    parted("2021-03-02")(p)


def judged(p: Packet) -> None:
    """The same by a judgment."""
    p["form"].set(change_items="随往人员", other_item="减少随往配偶")
    life = p.story.life
    p.add(judgment=paper(
        "court_judgment", [("样例区人民法院", "agency")], court="样例区人民法院",
        case_number="（2021）京0101民初00321号", plaintiff=life.who.name,
        defendant=life.spouse.name, judgment_date="2021-03-02",
    ))  # fmt: skip


def agreed_only(p: Packet) -> None:
    """The agreement instead of the certificate."""
    who, mate = p.story.life.who, p.story.life.spouse
    man, woman = (who, mate) if who.sex == "男" else (mate, who)
    p.drop("divorce")
    p.add(agreement=paper(
        "divorce_agreement", [(REGISTRY, "agency")], man_name=man.name, man_id=man.number,
        woman_name=woman.name, woman_id=woman.number, sign_date="2021-03-01",
    ))  # fmt: skip


def swapped_parties(p: Packet) -> None:
    """A certificate of two others."""
    owner, agent = p.story.life.owner, p.story.life.agent
    p["divorce"].set(party1_name=owner.name, party1_id=owner.number, party2_name=agent.name,
                     party2_id=agent.number)  # fmt: skip


BREACHES: tuple[Breach, ...] = (
    *(Breach("SPOUSE-MARRIAGE.there", gone("marriage"), on=variant) for variant in (SPOUSE, NEW)),
    Breach("SPOUSE-MARRIAGE.applicant",
           from_the("marriage", party1_name="name", party1_id="number"), on=SPOUSE),
    Breach("SPOUSE-MARRIAGE.applicant", from_the("marriage", party1_id="number"), on=NEW),
    Breach("SPOUSE-MARRIAGE.spouse",
           from_the("marriage", party2_name="name", party2_id="number"), on=SPOUSE),
    Breach("SPOUSE-MARRIAGE.spouse", from_the("marriage", party2_id="number"), on=SPOUSE),
    *(Breach("SPOUSE-MARRIAGE.born", other_birth(party), on=SPOUSE, first=born, unread=None)
      for party in ("party1", "party2")),
    Breach("SPOUSE-MARRIAGE.lasting", parted("2021-03-02"), on=NEW),
    Breach("SPOUSE-MARRIAGE.lasting", says("divorce", register_date="2021-03-02"), on=NEW,
           first=parted("2015-03-02")),
    Breach("SPOUSE-ID-HUKOU.card", gone("spouse_card"), on=SPOUSE),
    Breach("SPOUSE-ID-HUKOU.cover", gone("spouse_cover"), on=SPOUSE),
    Breach("SPOUSE-ID-HUKOU.cover", gone("spouse_cover"), on=NEW),
    Breach("SPOUSE-ID-HUKOU.page", gone("spouse_member"), on=NEW),
    Breach("SPOUSE-ID-HUKOU.one_person", strangers("spouse_card"), on=SPOUSE),
    Breach("SPOUSE-ID-HUKOU.one_person", strangers("spouse_member"), on=SPOUSE),
    *(Breach("SPOUSE-CONTRACT-6M.left", ends(2), on=variant) for variant in (SPOUSE, NEW)),
    Breach("SPOUSE-CONTRACT-6M.border", ends(1), on=SPOUSE, severity="advisory"),
    Breach("SPOUSE-CONTRACT-6M.begun", before("spouse_contract", "start_date", -20), on=SPOUSE),
    Breach("SPOUSE-CONTRACT-6M.signed", says("spouse_contract", employee_signature=None),
           on=SPOUSE),
    Breach("SPOUSE-CONTRACT-6M.own_hand", says("spouse_contract", employee_signature=STRANGER),
           on=SPOUSE, unread=None),
    Breach("SPOUSE-BEIJING-JOB.here", away, on=NEW, severity="supplement"),
    Breach("SPOUSE-BEIJING-JOB.alone", away, on=SPOUSE, severity="reject"),
    Breach("SPOUSE-EXCLUSIVE.on_record", record(accompanies_permit="201701010001"), on=NEW,
           first=record(accompanies_permit="无")),
    Breach("SPOUSE-EXCLUSIVE.on_record",
           lambda p: record(dependents=f"配偶 {p.story.life.who.number}")(p), on=NEW,
           first=record(accompanies_permit="无")),
    Breach("SPOUSE-EXCLUSIVE.on_a_permit", listed_by_another, on=SPOUSE),
    Breach("SPOUSE-REMOVE.proved", gone("divorce"), on=NOBODY, first=removal),
    Breach("SPOUSE-REMOVE.proved", gone("judgment"), on=NOBODY, first=judged),
    Breach("SPOUSE-REMOVE.not_by_agreement", agreed_only, on=NOBODY, first=removal),
    Breach("SPOUSE-REMOVE.party", swapped_parties, on=NOBODY, first=removal),
    Breach("SPOUSE-REMOVE.party", says("judgment", plaintiff=STRANGER), on=NOBODY, first=judged),
)  # fmt: skip
