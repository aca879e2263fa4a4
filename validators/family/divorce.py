"""Divorced applicants: a spouse taken off, a child brought along (guide 六（二）12、六（六））."""

from core.models.document import Document
from validators.facts import parties
from validators.facts.circumstances import FACTS
from validators.facts.kin import is_party
from validators.facts.parties import Party
from validators.ground.case import Case
from validators.ground.compare import folded, is_one
from validators.ground.gather import each, summed
from validators.ground.hidden import hidden
from validators.ground.look import Value, look
from validators.ground.verdict import Rule, Verdict, failed, passed, rule, unbound, unclear
from validators.policy import Policy

CERTIFICATE, AGREEMENT, JUDGMENT = (
    "divorce_certificate",
    "divorce_agreement",
    "court_judgment",
)
SIDES = {
    CERTIFICATE: (("party1_name", "party1_id"), ("party2_name", "party2_id")),
    AGREEMENT: (("man_name", "man_id"), ("woman_name", "woman_id")),
    JUDGMENT: (("plaintiff", ""), ("defendant", "")),
}
MEN, WOMEN = ("男方", "父亲"), ("女方", "母亲")
FILED = ("离异", "离婚")


def _sides(paper: Document, policy: Policy) -> list[tuple[Value, Value]]:
    return [
        (look(paper, name, policy), look(paper, number or "-", policy))
        for name, number in SIDES[paper.type]
    ]


def _concerns(paper: Document, person: Party, policy: Policy) -> Verdict:
    """Whether one of the paper's parties is the applicant."""
    sides = _sides(paper, policy)
    answers = [is_party(side, person) for side in sides]
    shown = [value for side in sides for value in side if value.field]
    title = policy.title(paper.type)
    if True in answers:
        return passed(f"{title}一方为申请人。", "The applicant is a party.", *shown)
    make = failed if None not in answers and person.sure else unclear
    return make(
        f"{title}双方为“{'、'.join(name.text or '？' for name, _ in sides)}”，"
        f"未见申请人 {person.name}，请核对。",
        "The applicant is not shown to be a party.",
        *shown,
        paper,
    )


@rule("SPOUSE-REMOVE")
def removed_spouse_is_shown_by_certificate_or_judgment(case: Case, policy: Policy) -> list[Verdict]:
    """Divorce certificate or judgment, the applicant a party; an agreement alone does not do."""
    told = case.application.accompanying
    asked = FACTS["spouse_removed"](case, policy)
    papers = case.of(CERTIFICATE, JUDGMENT)
    alone = not told.spouse and not told.children
    if asked is not True and not (alone and (papers or case.of(AGREEMENT))):
        return [unbound("没有减少随往配偶。", "No spouse is taken off.")]
    if not papers:
        make = unclear if hidden(case, CERTIFICATE, JUDGMENT) else failed
        note = "（仅有离婚协议书不能代替）" if case.of(AGREEMENT) else ""
        zh = f"减少随往配偶，须提供离婚证或法院判决书{note}。"
        return [make(zh, "Neither certificate nor judgment.", *case.of(AGREEMENT))]
    person = parties.applicant(case, policy)
    return summed(
        each(papers, lambda paper: _concerns(paper, person, policy)),
        "离婚证或法院判决书与申请人相符。",
        "The applicant is a party.",
    )


def _divorced(case: Case, policy: Policy) -> bool | None:
    """By the papers, else by the form's marital status."""
    if case.of(CERTIFICATE, AGREEMENT, JUDGMENT):
        return True
    for kind in ("application_form_new", "household_register_member"):
        for paper in case.of(kind, role="applicant"):
            status = look(paper, "marital_status", policy)
            if any(word in status.text for word in FILED):
                return True if status.sure else None
    return False


@rule("CHILD-CUSTODY")
def custody_is_the_applicants(case: Case, policy: Policy) -> list[Verdict]:
    """Certificate and filed agreement, or a judgment; the text gives the child to the applicant."""
    if not case.application.accompanying.children:
        return [unbound("没有子女随往。", "No child accompanies.")]
    divorced = _divorced(case, policy)
    if divorced is False:
        return [unbound("申请人不是离异。", "Not divorced.")]
    judgments, agreements = case.of(JUDGMENT), case.of(AGREEMENT)
    whole = judgments or (agreements and case.of(CERTIFICATE))
    if not whole:
        lacks = [] if agreements else ["民政局备案的离婚协议书"]
        lacks += [] if case.of(CERTIFICATE) else ["离婚证"]
        make = (
            unclear
            if hidden(case, CERTIFICATE, JUDGMENT, AGREEMENT) or divorced is None
            else failed
        )
        zh = f"申请人离异、子女随往，须提供{'和'.join(lacks)}，或法院判决书（调解书）。"
        return [make(zh, "No proof of custody.", *agreements, *case.of(CERTIFICATE))]
    papers = [*judgments, *(() if judgments else agreements)]
    return [_given(paper, case, policy) for paper in papers]


def _given(paper: Document, case: Case, policy: Policy) -> Verdict:
    person, mate = parties.applicant(case, policy), parties.spouse(case, policy)
    concerned = _concerns(paper, person, policy)
    if concerned.status != "pass":
        if any(is_party(side, mate) for side in _sides(paper, policy)):
            zh = f"{policy.title(paper.type)}为配偶 {mate.name} 的，请核对子女的抚养权。"
            return unclear(zh, "The spouse's earlier divorce.", paper)
        return concerned
    name = "custody_text" if paper.type == JUDGMENT else "custody_party"
    text = look(paper, name, policy)
    mine = _judged(paper, text, person, policy) if paper.type == JUDGMENT else None
    if paper.type == AGREEMENT:
        mine = _agreed(paper, text, person, policy)
    title = policy.title(paper.type)
    if mine and text.sure:
        return passed(f"{title}载明子女由申请人抚养。", "Custody is the applicant's.", text)
    if mine is False and text.sure:
        return failed(
            f"{title}载明“{text.text}”，抚养权不归申请人，该子女不能随往（不影响其他事项）。",
            "Custody is not the applicant's: the child cannot accompany.",
            text,
            severity="reject",
        )
    return unclear(f"{title}的抚养权归属未能辨认，请核对。", "Custody not read.", text, paper)


def _agreed(paper: Document, text: Value, person: Party, policy: Policy) -> bool | None:
    """The side that the agreement names: the one on which the applicant's name stands."""
    man = is_one(look(paper, "man_name", policy), person.name)
    woman = is_one(look(paper, "woman_name", policy), person.name)
    if bool(man) is bool(woman) or not any(word in text.text for word in (*MEN, *WOMEN)):
        return None
    return any(word in text.text for word in (MEN if man else WOMEN))


def _judged(paper: Document, text: Value, person: Party, policy: Policy) -> bool | None:
    """Who is named behind 由, 随 or 归 in the judgment's words."""
    words = folded(text.text)
    at = max(words.rfind(mark) for mark in "由随归")
    if at < 0:
        return None
    named, own = words[at + 1 :], folded(person.name)
    if own and own in named:
        return True
    roles = {"原告": look(paper, "plaintiff", policy), "被告": look(paper, "defendant", policy)}
    for role, value in roles.items():
        if role in named or (value.text and folded(value.text) in named):
            return is_one(value, person.name)
    return None


RULES: tuple[Rule, ...] = (
    removed_spouse_is_shown_by_certificate_or_judgment,
    custody_is_the_applicants,
)
