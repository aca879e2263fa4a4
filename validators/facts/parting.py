"""The papers of a marriage and a divorce, and whose they are."""

from core.models.document import Document
from core.numbers import identity
from validators.facts.kin import is_party
from validators.facts.parties import Party
from validators.ground.elsewhere import day_standing
from validators.ground.look import Value, look
from validators.ground.verdict import Verdict, because, failed, passed, unclear
from validators.policy import Policy

CERTIFICATE, AGREEMENT, JUDGMENT = (
    "divorce_certificate",
    "divorce_agreement",
    "court_judgment",
)
BOOKLET = (("party1_name", "party1_id"), ("party2_name", "party2_id"))
SIDES = {
    "marriage_certificate": BOOKLET,
    CERTIFICATE: BOOKLET,
    AGREEMENT: (("man_name", "man_id"), ("woman_name", "woman_id")),
    JUDGMENT: (("plaintiff", ""), ("defendant", "")),
}


def sides(paper: Document, policy: Policy) -> list[tuple[Value, Value]]:
    """Name and number of both parties, in the order of the paper."""
    return [
        (look(paper, name, policy), look(paper, number or "-", policy))
        for name, number in SIDES[paper.type]
    ]


def born_otherwise(paper: Document, policy: Policy) -> Verdict | None:
    """What a marriage certificate says whose day of birth is not the one in the party's number.

    A day that was not read is not asked for: name and number tell who the parties are.
    """
    for name, number in sides(paper, policy):
        birth = look(paper, name.name.replace("name", "birth"), policy)
        born = identity.birth_date(number.text) if number.sure else None
        if born is None or not birth.sure or birth.day is None or birth.day == born:
            continue
        if day_standing(paper, born) is not None:
            continue  # printed on the paper after all: the place was mistaken
        zh = (
            f"{policy.title(paper.type)}上 {name.text} 的出生日期为“{birth.text}”，与其证件号码"
            f"（{born}）不符，请核对更正。"
        )
        en = f"{birth.name}: {birth.text}, by the number {born}."
        return because(failed(zh, en, birth, number), birth)
    return None


def concerns(paper: Document, person: Party, policy: Policy) -> Verdict:
    """Whether one of the paper's parties is the applicant."""
    both = sides(paper, policy)
    answers = [is_party(side, person) for side in both]
    shown = [value for side in both for value in side if value.field]
    title = policy.title(paper.type)
    if True in answers:
        return passed(f"{title}一方为申请人。", "The applicant is a party.", *shown)
    make = failed if None not in answers and person.sure else unclear
    return make(
        f"{title}双方为“{'、'.join(name.text or '？' for name, _ in both)}”，"
        f"未见申请人 {person.name}，请核对。",
        "The applicant is not shown to be a party.",
        *shown,
        paper,
    )
