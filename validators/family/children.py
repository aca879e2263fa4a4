"""Children who accompany, guide 六（二）常规12 and 六（六）4."""

from core.models.document import Document
from core.numbers.dates import add_years
from validators.facts import parties
from validators.facts.circumstances import birth_of
from validators.facts.kin import is_party, missing, papers_of
from validators.facts.parties import Party
from validators.ground.case import Case
from validators.ground.compare import agrees, folded
from validators.ground.gather import summed
from validators.ground.look import look
from validators.ground.verdict import Rule, Verdict, because, failed, passed, rule, unbound, unclear
from validators.policy import Policy

CHILDLESS = unbound("没有子女随往。", "No child accompanies.")


@rule("CHILD-UNDER-18")
def children_are_under_18(case: Case, policy: Policy) -> list[Verdict]:
    """The filing day lies before the 18th birthday; the birthday itself is the border."""
    kids = parties.children(case, policy)
    if not case.application.accompanying.children:
        return [CHILDLESS]
    limit = policy.whole("child_age_limit", case.day)
    return [_young(kid, case, policy, limit) for kid in kids]


def _young(kid: Party, case: Case, policy: Policy, limit: int) -> Verdict:
    born = birth_of(kid, case, policy)
    papers = case.of("id_card", "birth_medical_certificate", role="child")
    if born is None:
        return unclear(f"子女 {kid.name} 的出生日期未能确认。", "Birth date unknown.", *papers)
    ripe = add_years(born, limit)
    if case.day < ripe:
        return passed(f"子女 {kid.name} 生于 {born}，未满 {limit} 周岁。", "Under 18.", *papers)
    border = case.day == ripe
    return failed(
        f"子女 {kid.name} 生于 {born}，申报日已满 {limit} 周岁，不能随往"
        + ("（当日满，请窗口裁量）。" if border else "。"),
        f"Born on {born}, {limit} or older.",
        *papers,
        severity="advisory" if border else None,
    )


@rule("CHILD-16-SCHOOL")
def older_children_are_at_school(case: Case, policy: Policy) -> list[Verdict]:
    """Past the day of the 16th birthday a 在校证明 is asked."""
    if not case.application.accompanying.children:
        return [CHILDLESS]
    limit = policy.whole("child_school_age", case.day)
    return [_schooled(kid, case, policy, limit) for kid in parties.children(case, policy)]


def _schooled(kid: Party, case: Case, policy: Policy, limit: int) -> Verdict:
    born = birth_of(kid, case, policy)
    if born is None:
        return unclear(f"子女 {kid.name} 的出生日期未能确认。", "Birth date unknown.")
    if case.day <= add_years(born, limit):
        return unbound(f"子女 {kid.name} 未超过 {limit} 周岁。", "Not over 16.")
    papers = case.of("school_enrollment_certificate")
    if not papers:
        return missing(
            case,
            policy,
            f"子女 {kid.name}（超过 {limit} 周岁）的在校证明",
            "school certificate",
            "school_enrollment_certificate",
        )
    answers = [agrees(look(paper, "student_name", policy), kid.name) for paper in papers]
    if True in answers:
        return passed(f"子女 {kid.name} 已附在校证明。", "The certificate is there.", *papers)
    if None in answers:
        return unclear("在校证明学生姓名未能辨认。", "Name not read.", *papers)
    return failed(f"在校证明不是子女 {kid.name} 的。", "Another's certificate.", *papers)


@rule("CHILD-MARRIAGE")
def parents_marriage_is_shown(case: Case, policy: Policy) -> Verdict:
    """One marriage certificate, unless divorced (CHILD-CUSTODY) or never married."""
    if not case.application.accompanying.children:
        return CHILDLESS
    papers = case.of("marriage_certificate")
    if papers:
        return passed("已附结婚证。", "A marriage certificate is there.", *papers)
    if case.of("divorce_certificate", "court_judgment"):
        return unbound("申请人离异，见抚养权证明。", "Divorced; see custody.")
    for paper in (
        *case.of("household_register_member", role="applicant"),
        *case.of("application_form_new"),
    ):
        status = look(paper, "marital_status", policy)
        if status.sure and status.text.startswith("未婚"):
            return failed(
                "申请人填报为未婚，没有结婚证，请说明并由窗口核对与子女的关系。",
                "Never married: no marriage certificate can be shown.",
                status,
                severity="advisory",
            )
    return missing(
        case,
        policy,
        "结婚证（离异的，提供离婚证及抚养权证明）",
        "marriage certificate",
        "marriage_certificate",
    )


@rule("CHILD-BIRTH")
def birth_certificate_names_the_applicant(case: Case, policy: Policy) -> list[Verdict]:
    """The applicant is mother or father on it, and the child is the one who accompanies."""
    if not case.application.accompanying.children:
        return [CHILDLESS]
    papers = case.of("birth_medical_certificate")
    if not papers:
        return [
            missing(
                case, policy, "子女出生医学证明", "birth certificate", "birth_medical_certificate"
            )
        ]
    return summed(
        [_born(paper, case, policy) for paper in papers],
        "出生医学证明与申请人、子女一致。",
        "Parents and child match.",
    )


def _born(paper: Document, case: Case, policy: Policy) -> Verdict:
    own = parties.applicant(case, policy)
    sides = {
        who: (look(paper, f"{who}_name", policy), look(paper, f"{who}_id", policy))
        for who in ("mother", "father")
    }
    shown = [value for side in sides.values() for value in side]
    answers = [is_party(side, own) for side in sides.values()]
    if True not in answers:
        names = "、".join(side[0].text or "？" for side in sides.values())
        if None in answers:
            return unclear(f"出生医学证明父母读作“{names}”，请核对。", "Not read.", *shown)
        return failed(
            f"出生医学证明父母为“{names}”，没有申请人 {own.name}，请核对。",
            "The applicant is not a parent on it.",
            *shown,
        )
    kid = look(paper, "child_name", policy)
    named = [agrees(kid, child.name) for child in parties.children(case, policy) if child.name]
    if named and True not in named:
        make = unclear if None in named else failed
        verdict = make(f"出生医学证明子女为“{kid.text}”，请核对。", "Another child.", kid)
        return because(verdict, f"holder:{paper.id}")
    return passed("出生医学证明一致。", "Matches.", *shown, kid)


@rule("CHILD-ID-HUKOU")
def childs_register_is_there(case: Case, policy: Policy) -> list[Verdict]:
    """Register cover and own page; a card only from 16 on, younger ones often have none."""
    if not case.application.accompanying.children:
        return [CHILDLESS]
    verdicts = [papers_of(case, policy, "child", "子女")]
    limit = policy.whole("child_school_age", case.day)
    for kid in parties.children(case, policy):
        cards = [
            card
            for card in case.of("id_card", role="child")
            if folded(look(card, "name", policy).text) == folded(kid.name)
        ]
        born = birth_of(kid, case, policy)
        if cards or case.of("id_card", role="child"):
            continue
        if born and case.day < add_years(born, limit):
            said = f"子女 {kid.name} 未满 {limit} 周岁，未附身份证，以户口簿号码为准。"
            verdicts.append(failed(said, "No card, under 16.", severity="advisory"))
        else:
            verdicts.append(
                missing(case, policy, f"子女 {kid.name} 的身份证", "child's card", "id_card:child")
            )
    return verdicts


RULES: tuple[Rule, ...] = (
    children_are_under_18,
    older_children_are_at_school,
    parents_marriage_is_shown,
    birth_certificate_names_the_applicant,
    childs_register_is_there,
)
