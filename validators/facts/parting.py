"""The papers of a marriage and a divorce, and their parties."""

from core.models.base import Wording
from core.models.document import Document
from core.numbers import identity
from validators.facts.kin import falls, is_party
from validators.facts.parties import Party
from validators.ground.case import Case
from validators.ground.elsewhere import day_standing
from validators.ground.look import Value, look
from validators.ground.verdict import Verdict, because, failed, passed, to_review
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


def names_of(pairs: list[tuple[Value, Value]]) -> Wording:
    """The names of both parties for a message."""
    names = [name.text for name, _ in pairs]
    return Wording(
        zh="、".join(name or "？" for name in names), en=", ".join(name or "?" for name in names)
    )


def born_otherwise(paper: Document, policy: Policy) -> Verdict | None:
    """The verdict on a marriage certificate whose birth date differs from the one in the party's
    number.

    An unread day is no fault: name and number identify the parties.
    """
    for name, number in sides(paper, policy):
        birth = look(paper, name.name.replace("name", "birth"), policy)
        born = identity.birth_date(number.text) if number.sure else None
        if born is None or not birth.sure or birth.day is None or birth.day == born:
            continue
        if day_standing(paper, born) is not None:
            continue  # printed elsewhere on the paper: the wrong place was read
        zh = (
            f"{policy.title(paper.type)}上 {name.text} 的出生日期为“{birth.text}”，与其证件号码"
            f"（{born}）不符，请核对更正。"
        )
        en = (
            f"{policy.title_en(paper.type)}: the birth date of {name.text} is “{birth.text}”, but "
            f"{born} by the identity number; please check and correct."
        )
        return because(failed(zh, en, birth, number), birth)
    return None


def parted_since(
    papers: tuple[Document, ...], both: tuple[Party, Party], case: Case, policy: Policy
) -> list[Verdict]:
    """A divorce of this couple that is not surely older than their marriage."""
    wed = [look(paper, "register_date", policy) for paper in papers]
    since = max((day.day for day in wed if day.sure and day.day), default=None)
    for paper in case.of(CERTIFICATE):
        pairs = sides(paper, policy)
        if not all(any(is_party(side, who) for side in pairs) for who in both):
            continue
        ended = look(paper, "register_date", policy)
        if ended.sure and ended.day and since and ended.day < since:
            continue  # married again
        if ended.sure and since:
            zh = f"申请人与配偶 {both[1].name} 已于 {ended.day} 离婚，不能以配偶随往，请核对。"
            en = (
                f"The applicant and {both[1].name} divorced on {ended.day}: {both[1].name} cannot "
                "accompany as the spouse; please check."
            )
            return [falls(failed(zh, en, ended, *wed), case)]
        zh = "所附离婚证双方为申请人和配偶，登记日期未能与结婚证比较，请核对婚姻是否存续。"
        en = (
            "The parties of the divorce certificate are the applicant and the spouse, and its day "
            "could not be compared with the marriage certificate's; please check whether they "
            "are still married."
        )
        return [to_review(zh, en, ended, *wed)]
    return []


def concerns(paper: Document, person: Party, policy: Policy) -> Verdict:
    """Whether one of the paper's parties is the applicant."""
    both = sides(paper, policy)
    answers = [is_party(side, person) for side in both]
    shown = [value for side in both for value in side if value.field]
    title = policy.title(paper.type)
    if True in answers:
        return passed(
            f"{title}一方为申请人。",
            f"{policy.title_en(paper.type)}: the applicant is a party.",
            *shown,
        )
    make = failed if None not in answers and person.sure else to_review
    names = names_of(both)
    return make(
        f"{title}双方为“{names.zh}”，未见申请人 {person.name}，请核对。",
        f"{policy.title_en(paper.type)}: the parties are “{names.en}”; the applicant "
        f"{person.name} is not seen among them. Please check.",
        *shown,
        paper,
    )
