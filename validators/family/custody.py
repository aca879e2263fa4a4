"""A divorced applicant's child, guide 六（二）常规12（4） and 六（六）4D: who has custody?"""

from dataclasses import dataclass
from datetime import date

from core.models.document import Document
from core.numbers import identity
from validators.facts import children, parties
from validators.facts.children import named
from validators.facts.custody import PARENTS, Child, Side, StatedCustody, raised
from validators.facts.kin import falls, is_party
from validators.facts.marriage import couples, divorced, of_both, parents_on
from validators.facts.parties import Party
from validators.facts.parting import AGREEMENT, CERTIFICATE, JUDGMENT, concerns, sides
from validators.ground.case import Case
from validators.ground.compare import folded, is_one
from validators.ground.elsewhere import standing
from validators.ground.gaps import lacking
from validators.ground.look import Value, look
from validators.ground.phrases import quoted
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

WORDS = {JUDGMENT: "custody_text", AGREEMENT: "custody_party"}
DATED = {JUDGMENT: "judgment_date", AGREEMENT: "sign_date"}
JOINT = ("父母", "父母双方", "双方", "原被告", "原、被告", "原告被告")


@dataclass(frozen=True)
class CustodyReading:
    """The answer of one paper about one child."""

    paper: Document
    text: Value
    said: StatedCustody


@rule("CHILD-CUSTODY")
def custody_is_the_applicants(case: Case, policy: Policy) -> list[Verdict]:
    """Certificate and filed agreement, or a judgment; the text gives the child to the applicant."""
    if not case.application.accompanying.children:
        return [not_applicable("没有子女随往。", "No child accompanies.")]
    kids = [kid for kid in children.asked(case, policy) if not of_both(kid, case, policy)]
    parted = divorced(case, policy)
    if parted is False or not kids:
        return _undivorced(kids, case, policy)
    judgments, agreements = case.of(JUDGMENT), case.of(AGREEMENT)
    certified = case.of(CERTIFICATE)
    if not judgments and not (agreements and certified):
        return [_lacking(parted, case, policy)]
    papers = (*judgments, *agreements)
    person = parties.applicant(case, policy)
    ours = [paper for paper in papers if concerns(paper, person, policy).status == "pass"]
    others = [concerns(paper, person, policy) for paper in certified]
    if ours and not judgments and all(verdict.status != "pass" for verdict in others):
        return others  # the certificate with the agreement is somebody else's
    if not ours:
        return [_strangers(paper, case, policy) for paper in papers]
    return _grouped_verdicts([(kid, _read(kid, ours, case, policy)) for kid in kids], case, policy)


def _lacking(parted: bool | None, case: Case, policy: Policy) -> Verdict:
    agreements, certified = case.of(AGREEMENT), case.of(CERTIFICATE)
    lacks = [] if agreements else [("民政局备案的离婚协议书", "the divorce agreement as filed")]
    lacks += [] if certified else [("离婚证", "the divorce certificate")]
    zh = f"申请人离异、子女随往，须提供{'和'.join(zh for zh, _ in lacks)}，或法院判决书（调解书）。"
    papers = " and ".join(en for _, en in lacks)
    asked = f"please provide {papers}, or the court's judgment or mediation"
    en = f"The applicant is divorced and a child accompanies; {asked}."
    if parted is None:
        zh = f"申请人婚姻状况的记载不一；如为离异，{zh[len('申请人离异、') :]}"
        en = f"The papers differ on the applicant's marital status; if divorced, {asked}."
        return to_review(zh, en, *agreements, *certified)
    lost = tuple(
        kind
        for kind, there in ((CERTIFICATE, certified), (AGREEMENT, agreements), (JUDGMENT, ()))
        if not there
    )
    return lacking(case, policy, zh, en, *agreements, *certified, papers=lost)


def _undivorced(kids: list[Party], case: Case, policy: Policy) -> list[Verdict]:
    """No divorce is shown; a child whose other parent is not the present spouse is a question."""
    pairs = couples(case, policy)
    own = parties.applicant(case, policy)
    for kid in kids:
        for paper in children.papers(kid, case, policy, children.BIRTH):
            parents = parents_on(paper, policy)
            strange = [p for p in parents if p.sure and not any(_is_of(p, pair) for pair in pairs)]
            is_parent = any(is_one(parent, own.name) for parent in parents)
            if pairs and is_parent and len(strange) == 1 and all(parent.sure for parent in parents):
                return [
                    to_review(
                        f"子女 {kid.name} 的父母之一“{strange[0].text}”不是结婚证上的配偶，"
                        "如为前婚子女，请提供抚养权证明。",
                        f"“{strange[0].text}”, a parent of {kid.name}, is not the spouse on the "
                        "marriage certificate; for a child of an earlier marriage, please provide "
                        "the proof of custody.",
                        strange[0],
                    )
                ]
    return [
        not_applicable(
            "申请人不是离异，或子女为现婚姻所生。",
            "The applicant is not divorced, or the child is of this marriage.",
        )
    ]


def _is_of(parent: Value, pair: tuple[Value, Value]) -> bool:
    return any(is_one(parent, one.text) is not False for one in pair)


def _strangers(paper: Document, case: Case, policy: Policy) -> Verdict:
    """A paper to which the applicant is not a party: perhaps the spouse's earlier divorce."""
    mate = parties.spouse(case, policy)
    if any(is_party(side, mate) for side in sides(paper, policy)):
        zh = f"{policy.title(paper.type)}为配偶 {mate.name} 的，请核对子女的抚养权。"
        en = f"{policy.title_en(paper.type)}: it is the spouse {mate.name}'s"
        return to_review(zh, f"{en}; please check who has custody of the child.", paper)
    return concerns(paper, parties.applicant(case, policy), policy)


def _read(kid: Party, papers: list[Document], case: Case, policy: Policy) -> CustodyReading:
    """What the latest paper says about a child; two papers of unknown order decide nothing."""
    found = [_reading(kid, paper, case, policy) for paper in papers]
    own = [one for one in found if not one.said.strange] or found
    own.sort(key=lambda one: _day(one.paper, policy) or date.min, reverse=True)
    same = len({one.said.side for one in own}) == 1
    days = [_day(one.paper, policy) for one in own]
    if same or (None not in days and len(set(days)) == len(days)):
        return own[0]
    return CustodyReading(own[0].paper, own[0].text, StatedCustody(None))


def _day(paper: Document, policy: Policy) -> date | None:
    value = look(paper, DATED[paper.type], policy)
    return value.day if value.sure else None


def _reading(kid: Party, paper: Document, case: Case, policy: Policy) -> CustodyReading:
    text = look(paper, WORDS[paper.type], policy)
    others = tuple(o.name for o in parties.children(case, policy) if o != kid and o.name)
    child = Child(kid.name, children.sex_of(kid, case, policy), others)
    stated = raised(text.text, _roles(paper, case, policy), child)
    if paper.type == AGREEMENT:
        stated = _of_named(kid, others, paper, stated, policy)
    return CustodyReading(paper, text, stated)


def _of_named(
    kid: Party, others: tuple[str, ...], paper: Document, stated: StatedCustody, policy: Policy
) -> StatedCustody:
    """An agreement that names other children says nothing about this one."""
    name = look(paper, "child_name", policy)
    unknown = name.state == "doubt" and not name.text
    if not kid.name or not (name.text or unknown) or folded(kid.name) in folded(name.text):
        return stated
    if folded(kid.name) in folded(look(paper, WORDS[AGREEMENT], policy).text):
        return stated
    if standing(paper, kid.name) is not None:
        return stated
    if (
        unknown
        or is_one(name, kid.name) is None
        or any(folded(o) in folded(name.text) for o in others)
    ):
        return StatedCustody(None)  # misread, or the first of several children
    return StatedCustody(None, strange=True)


def _roles(paper: Document, case: Case, policy: Policy) -> dict[str, Side]:
    """The words and names that a paper uses for its two parties."""
    own = parties.applicant(case, policy)
    (one, _), (two, _) = sides(paper, policy)
    first, second = is_one(one, own.name), is_one(two, own.name)
    roles: dict[str, Side] = dict.fromkeys(JOINT, "both")
    if bool(first) is bool(second):
        return roles
    first_side, other_side = ("own", "other") if first else ("other", "own")
    sexes = (
        {"男": first_side, "女": other_side} if paper.type == AGREEMENT else _sexes(case, policy)
    )
    words = {"原告": first_side, "被告": other_side} if paper.type == JUDGMENT else {}
    words |= {word: side for sex, side in sexes.items() for word in PARENTS[sex]}
    words |= {folded(one.text): first_side, folded(two.text): other_side, folded(own.name): "own"}
    for word, side in words.items():
        roles[word] = "own" if side == "own" else "other"
    return roles


def _sexes(case: Case, policy: Policy) -> dict[str, str]:
    """The sex of each party; empty if no number and no card shows it."""
    number = parties.applicant(case, policy).number
    sex = identity.sex(number) if identity.is_valid(number) else ""
    cards = (look(card, "sex", policy) for card in case.of("id_card", role="applicant"))
    sex = sex or next((card.text for card in cards if card.sure), "")
    if sex not in PARENTS:
        return {}
    return {each: "own" if each == sex else "other" for each in PARENTS}


def _grouped_verdicts(
    found: list[tuple[Party, CustodyReading]], case: Case, policy: Policy
) -> list[Verdict]:
    """One verdict for all children about whom one paper says the same."""
    groups: dict[tuple[str, StatedCustody], list[tuple[Party, CustodyReading]]] = {}
    for kid, reading in found:
        groups.setdefault((reading.paper.id, reading.said), []).append((kid, reading))
    lost = sum(len(g) for (_, stated), g in groups.items() if stated.side == "other")
    return [
        _verdict(tuple(kid for kid, _ in group), group[0][1], lost, case, policy)
        for group in groups.values()
    ]


def _verdict(
    kids: tuple[Party, ...], reading: CustodyReading, lost: int, case: Case, policy: Policy
) -> Verdict:
    text, stated, paper = reading.text, reading.said, reading.paper
    title, who = policy.title(paper.type), named(kids)
    title_en, who_en = policy.title_en(paper.type), named(kids, ", ")
    reads_en = f"{title_en} reads {quoted(text.text)}"
    if stated.side == "own" and text.sure:
        return passed(
            f"{title}载明子女 {who} 由申请人抚养。",
            f"{title_en}: {who_en} is in the applicant's custody.",
            text,
        )
    if stated.side == "other" and text.sure:
        zh = f"{title}载明“{text.text}”，子女 {who} 的抚养权不归申请人，不能随往。"
        en = f"{reads_en}: custody of {who_en}, who cannot accompany, is not the applicant's."
        return because(falls(failed(zh, en, text), case, lost), text)
    if stated.side == "both":
        zh = f"{title}载明“{text.text}”，子女 {who} 由双方共同抚养，请核对能否随申请人随往。"
        en = f"{reads_en}: both parents have custody of {who_en}; please check who can accompany."
        return to_review(zh, en, text)
    if stated.strange and paper.type == AGREEMENT:
        other = look(paper, "child_name", policy)
        zh = f"{title}写的是子女“{other.text}”，未涉及随往子女 {who}，请提供该子女的抚养权证明。"
        en = f"{title_en}: it is about “{other.text}”, not about {who_en}, who accompanies;"
        en = f"{en} please provide the proof of custody of that child."
        return because(failed(zh, en, other, text), other)
    zh = f"{title}中子女 {who} 的抚养权归属未能确认（读作“{text.text or '未能辨认'}”），请核对。"
    en = f"{reads_en}, which does not tell for sure who has custody of {who_en}; please check."
    return to_review(zh, en, text, paper)


RULES: tuple[Rule, ...] = (custody_is_the_applicants,)
