"""What breaks the criteria of children and of the household register (criteria/family.toml)."""

from dataclasses import replace
from datetime import timedelta

from generator.cast import InventedPerson
from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import before, every, gone, says, seals
from tests.validators.packets import person_papers as person
from tests.validators.packets.family_papers import REGISTRY, child_of, with_child
from tests.validators.packets.packet import Packet
from tests.validators.packets.paper import paper
from tests.validators.packets.services import Variant

CHILD = Variant("dependents_change", family=("child",))
SPOUSE = Variant("dependents_change", family=("spouse",))
NEW = Variant("new_permit", 1, "residence_permit", ("child",))
PLAIN = Variant("new_permit", 1, "residence_permit")
STRANGER = "何样兰"
PAPERS = ("child_birth", "child_card", "child_cover", "child_member")


def kid(p: Packet) -> InventedPerson:
    """The child as the packet was made with it."""
    return child_of(p.story)


def of_age(years: int, days: int = 200) -> Change:
    """The child so many years old since so many days, on all its papers."""

    def make(p: Packet) -> None:
        born = p.day.replace(year=p.day.year - years) - timedelta(days=days)
        p.record["accompanying"].pop("children")
        p.drop(*PAPERS)
        with_child(p, replace(child_of(p.story), birth=born))

    return make


def unnumbered(p: Packet) -> None:
    """The record names the child without its number."""
    for one in p.record["accompanying"]["children"]:
        one.pop("id_number", None)


def at_school(p: Packet) -> None:
    """Seventeen, with a certificate of the school."""
    of_age(17)(p)
    one = p.record["accompanying"]["children"][0]
    p.add(school=paper(
        "school_enrollment_certificate", [("样例中学教务处", "school")],
        student_name=one["name"], student_id_number=one["id_number"], grade="高二（3）班",
        school="样例中学", issue_date=p.story.ago(20),
    ))  # fmt: skip


def unmarried(p: Packet) -> None:
    """The register says that the applicant never married; the child's page lies in it."""
    p["member"].set(marital_status="未婚")


def divorced(p: Packet) -> None:
    """The applicant is divorced and has the child, by agreement and certificate."""
    who, mate = p.story.life.who, p.story.life.spouse
    man, woman = (who, mate) if who.sex == "男" else (mate, who)
    p.drop("marriage")
    p.add(
        divorce=paper(
            "divorce_certificate", [(REGISTRY, "agency")], holder=who.name,
            register_date="2021-03-02", certificate_number="L110101-2021-000321",
            party1_name=who.name, party1_id=who.number, party2_name=mate.name,
            party2_id=mate.number,
        ),
        agreement=paper(
            "divorce_agreement", [(REGISTRY, "agency")], man_name=man.name, man_id=man.number,
            woman_name=woman.name, woman_id=woman.number, child_name=kid(p).name,
            custody_party="男方" if who.sex == "男" else "女方", sign_date="2021-03-01",
        ),
    )  # fmt: skip


def by_judgment(p: Packet) -> None:
    """The same by a judgment."""
    who, mate = p.story.life.who, p.story.life.spouse
    p.drop("marriage")
    p.add(judgment=paper(
        "court_judgment", [("样例区人民法院", "agency")], court="样例区人民法院",
        case_number="（2021）京0101民初00321号", plaintiff=who.name, defendant=mate.name,
        custody_text=f"婚生子女{kid(p).name}由原告抚养", judgment_date="2021-03-02",
    ))  # fmt: skip


def given_away(p: Packet) -> None:
    p["agreement"].set(custody_party="女方" if p.story.life.who.sex == "男" else "男方")


def judged_later(p: Packet) -> None:
    """A later judgment that gives the child to the other parent."""
    by = p.papers
    marriage = by.get("marriage")
    by_judgment_only = paper(
        "court_judgment", [("样例区人民法院", "agency")], court="样例区人民法院",
        case_number="（2022）京0101民初00321号", plaintiff=p.story.life.spouse.name,
        defendant=p.story.life.who.name, custody_text=f"婚生子女{kid(p).name}由原告抚养",
        judgment_date="2022-06-02",
    )  # fmt: skip
    assert marriage is None
    p.add(judgment=by_judgment_only)


def anothers_page(p: Packet) -> None:
    p["child_member"].set(name=p.story.life.owner.name, id_number=p.story.life.owner.number)


def strange_parties(key: str, *fields: str) -> Change:
    """Two others' names and numbers on a paper of two."""

    def swap(p: Packet) -> None:
        people = (p.story.life.owner, p.story.life.agent)
        for field, who in zip(fields, people, strict=True):
            p[key].set(**{f"{field}_name": who.name, f"{field}_id": who.number})

    return swap


def own_side(p: Packet) -> str:
    return "mother" if p.story.life.who.sex == "女" else "father"


def other_parent(*parts: str) -> Change:
    """Another person where the applicant should be on the birth certificate."""

    def swap(p: Packet) -> None:
        owner, side = p.story.life.owner, own_side(p)
        told = {"name": owner.name, "id": owner.number}
        p["child_birth"].set(**{f"{side}_{part}": told[part] for part in parts})

    return swap


def later_birth(p: Packet) -> None:
    p["child_birth"].set(birth_time=f"{kid(p).birth + timedelta(days=3)} 08:30")


def sexed(p: Packet) -> None:
    p["child_birth"].set(sex=kid(p).sex)


def other_sex(p: Packet) -> None:
    p["child_birth"].set(sex="女" if kid(p).sex == "男" else "男")


def paged_twice(p: Packet) -> None:
    p.add(member2=person.member(p.story.life.who))
    p["member2"].set(marital_status="离婚")


def collective(p: Packet) -> None:
    p["cover"].set(household_type="集体户", head_name="样例人才服务中心")


def numbered(name: str) -> Change:
    return lambda p: p[name].set(household_number=p.story.register)


BREACHES: tuple[Breach, ...] = (
    Breach("CHILD-UNDER-18.under", of_age(18), on=NEW, severity="supplement", unread=None),
    Breach("CHILD-UNDER-18.under", every(of_age(18), unnumbered), on=NEW, severity="supplement",
           first=unnumbered),
    Breach("CHILD-UNDER-18.birthday", of_age(18, 0), on=CHILD, severity="advisory",
           also=("CHILD-16-SCHOOL", "COMPLETE-DEPENDENTS"), unread=None),
    Breach("CHILD-UNDER-18.alone", of_age(18), on=CHILD, severity="reject", unread=None),
    Breach("CHILD-MARRIAGE.there", gone("marriage"), on=CHILD),
    Breach("CHILD-MARRIAGE.there", gone("marriage"), on=NEW),
    Breach("CHILD-MARRIAGE.unmarried", every(gone("marriage"), unmarried), on=NEW,
           severity="advisory", unread=None),
    Breach("CHILD-BIRTH.there", gone("child_birth"), on=CHILD),
    Breach("CHILD-BIRTH.there", gone("child_birth"), on=NEW),
    Breach("CHILD-BIRTH.the_childs", says("child_birth", child_name=STRANGER), on=CHILD),
    Breach("CHILD-BIRTH.parent", other_parent("name", "id"), on=CHILD),
    Breach("CHILD-BIRTH.parent", other_parent("name"), on=NEW),
    Breach("CHILD-BIRTH.parent", other_parent("id"), on=CHILD),
    Breach("CHILD-BIRTH.born", later_birth, on=CHILD),
    Breach("CHILD-BIRTH.sex", other_sex, on=CHILD, first=sexed, unread=None),
    Breach("CHILD-ID-HUKOU.cover", gone("child_cover"), on=CHILD),
    Breach("CHILD-ID-HUKOU.page", gone("child_member"), on=CHILD),
    Breach("CHILD-ID-HUKOU.page", gone("child_member"), on=NEW),
    Breach("CHILD-ID-HUKOU.page", anothers_page, on=CHILD),
    Breach("CHILD-ID-HUKOU.card", gone("child_card"), on=CHILD, first=at_school),
    Breach("CHILD-ID-HUKOU.young", gone("child_card"), on=CHILD, severity="advisory"),
    Breach("CHILD-CUSTODY.proved", gone("agreement"), on=CHILD, first=divorced),
    Breach("CHILD-CUSTODY.proved", gone("divorce"), on=CHILD, first=divorced),
    Breach("CHILD-CUSTODY.proved", gone("agreement"), on=NEW, first=divorced),
    Breach("CHILD-CUSTODY.given", given_away, on=CHILD, first=divorced, severity="reject"),
    Breach("CHILD-CUSTODY.given", given_away, on=NEW, first=divorced),
    Breach("CHILD-CUSTODY.given",
           lambda p: p["judgment"].set(custody_text=f"婚生子女{kid(p).name}由被告抚养"), on=CHILD,
           first=by_judgment, severity="reject"),
    Breach("CHILD-CUSTODY.given", says("agreement", custody_party="双方"), on=CHILD,
           first=divorced, says="review"),
    Breach("CHILD-CUSTODY.of_this_child", says("agreement", child_name="何小样"), on=CHILD,
           first=divorced),
    Breach("CHILD-CUSTODY.party", strange_parties("agreement", "man", "woman"), on=CHILD,
           first=divorced),
    Breach("CHILD-CUSTODY.party", strange_parties("divorce", "party1", "party2"), on=CHILD,
           first=divorced),
    Breach("CHILD-CUSTODY.party", says("judgment", plaintiff=STRANGER), on=CHILD,
           first=by_judgment),
    Breach("CHILD-CUSTODY.latest", judged_later, on=CHILD, first=divorced, severity="reject"),
    Breach("CHILD-16-SCHOOL.there", gone("school"), on=CHILD, first=at_school),
    Breach("CHILD-16-SCHOOL.the_childs",
           says("school", student_name=STRANGER, student_id_number=None), on=CHILD,
           first=at_school, unread=None),
    Breach("CHILD-16-SCHOOL.by_the_office", seals("school", ("样例中学总务处", "school")),
           on=CHILD, first=at_school, says="review"),
    Breach("CHILD-16-SCHOOL.recent", before("school", "issue_date", 200), on=CHILD,
           first=at_school, severity="advisory", unread=None),
    Breach("GEN-HUKOU-RELATION.number", says("member", household_number="004321"), on=PLAIN,
           first=numbered("member")),
    Breach("GEN-HUKOU-RELATION.number", says("spouse_member", household_number="004321"),
           on=SPOUSE, first=says("spouse_member", household_number="009988")),
    Breach("GEN-HUKOU-RELATION.head", says("cover", head_name=STRANGER), on=PLAIN),
    Breach("GEN-HUKOU-RELATION.head", says("member", relation="长子"), on=PLAIN),
    Breach("GEN-HUKOU-RELATION.one_page", paged_twice, on=PLAIN, says="review"),
    Breach("GEN-HUKOU-RELATION.collective", says("cover", household_type="家庭户"), on=PLAIN,
           first=collective),
    Breach("GEN-HUKOU-NONLOCAL.address", says("cover", address="北京市东城区样例胡同3号"),
           on=PLAIN),
    Breach("GEN-HUKOU-NONLOCAL.moved", says("cover", changed_address="北京市东城区样例胡同3号"),
           on=PLAIN, first=says("cover", changed_address="河北省保定市样例路3号")),
)  # fmt: skip
