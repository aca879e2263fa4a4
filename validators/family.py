"""Spouse and children who accompany, guide 六（二）常规11-12 and 六（六）."""

import re

from pipeline.models.document import Document
from pipeline.numbers import credit_code
from pipeline.numbers.dates import add_years
from validators import parties
from validators.case import Case
from validators.compare import agrees, folded
from validators.contract import lasts
from validators.facts import birth_of
from validators.gather import summed
from validators.look import Value, look
from validators.parties import Party
from validators.policy import Policy
from validators.verdict import Rule, Verdict, failed, passed, rule, unbound, unclear

ALONE = unbound("没有配偶随往。", "No spouse accompanies.")
CHILDLESS = unbound("没有子女随往。", "No child accompanies.")
BEIJING_REGION = "11"
HERE = "北京"
PLACES = re.compile(
    r"^(?:(?:中国|中华人民共和国))?(上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南"
    r"|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|深圳|广州|杭州|南京|成都|武汉|西安|苏州"
    r"|廊坊|石家庄|济南|青岛|郑州|长沙|合肥|福州|厦门|大连|沈阳|哈尔滨|长春|昆明|太原|南昌|宁波|无锡|东莞|佛山)"
)


def _mate(case: Case) -> bool:
    return case.application.accompanying.spouse is not None


@rule("SPOUSE-MARRIAGE")
def marriage_certificate_names_both(case: Case, policy: Policy) -> list[Verdict]:
    """One booklet whose parties are the applicant and the spouse, names and numbers."""
    papers = case.of("marriage_certificate")
    if not _mate(case):
        return [_married(paper, parties.applicant(case, policy), policy) for paper in papers] or [
            ALONE
        ]
    if not papers:
        return [_missing(case, "结婚证", "marriage certificate")]
    both = (parties.applicant(case, policy), parties.spouse(case, policy))
    return [_couple(paper, both, policy) for paper in papers]


def _married(paper: Document, own: Party, policy: Policy) -> Verdict:
    """A certificate shown for a child's sake: the applicant is one of its parties."""
    sides = _sides(paper, policy)
    shown = [value for side in sides for value in side]
    answers = [_is_party(side, own) for side in sides]
    if True in answers:
        return passed("结婚证一方为申请人。", "The applicant is a party.", *shown)
    if None in answers:
        return unclear("结婚证双方姓名或号码未能辨认。", "Parties not read.", *shown)
    return failed(f"结婚证双方均不是申请人 {own.name}。", "The applicant is no party.", *shown)


def _sides(paper: Document, policy: Policy) -> list[tuple[Value, Value]]:
    return [
        (look(paper, f"party{n}_name", policy), look(paper, f"party{n}_id", policy)) for n in (1, 2)
    ]


def _couple(paper: Document, both: tuple[Party, Party], policy: Policy) -> Verdict:
    sides = _sides(paper, policy)
    straight = [_is_party(side, who) for side, who in zip(sides, both, strict=True)]
    crossed = [_is_party(side, who) for side, who in zip(sides, both[::-1], strict=True)]
    shown = [value for side in sides for value in side]
    for answers in (straight, crossed):
        if all(answers):
            return passed("结婚证双方为申请人和配偶。", "The parties match.", *shown)
    if None in straight and None in crossed:
        return unclear("结婚证双方姓名或号码未能辨认。", "Parties not read.", *shown)
    names = "、".join(side[0].text for side in sides)
    return failed(
        f"结婚证双方为“{names}”，与申请人 {both[0].name}、配偶 {both[1].name} 的姓名或号码不一致。",
        "The parties differ from applicant and spouse.",
        *shown,
    )


def _is_party(side: tuple[Value, Value], who: Party) -> bool | None:
    """Whether a party of a paper is a person: the name, and the number where printed."""
    name, number = side
    answers = [agrees(name, who.name)] if who.name else []
    if number.state not in ("missing", "absent") and who.number:
        answers.append(agrees(number, who.number))
    if False in answers:
        return False
    return None if None in answers or not answers else True


def _missing(case: Case, zh: str, en: str) -> Verdict:
    if case.unread:
        return unclear(f"未见{zh}，可能在未能辨认的文件中。", f"No {en} recognised.")
    return failed(f"没有{zh}，请补充。", f"No {en}.")


@rule("SPOUSE-ID-HUKOU")
def spouses_card_and_register_are_there(case: Case, policy: Policy) -> Verdict:
    """The spouse's identity card, register cover and own page."""
    if not _mate(case):
        return ALONE
    return _set(case, "spouse", "配偶", ("id_card", "身份证"))


def _set(case: Case, role: str, whose: str, *more: tuple[str, str]) -> Verdict:
    asked = (
        *more,
        ("household_register_cover", "户口簿首页"),
        ("household_register_member", "户口簿个人页"),
    )
    gone = [(kind, name) for kind, name in asked if not case.of(kind, role=role)]
    papers = [paper for kind, _ in asked for paper in case.of(kind, role=role)]
    if not gone:
        return passed(f"{whose}证件齐全。", "All are there.", *papers)
    names = "、".join(name for _, name in gone)
    loose = any(case.of(kind, role="") for kind, _ in gone)
    if case.unread or loose:
        return unclear(f"{whose}的{names}未能确认。", "Not sure.", *papers)
    return failed(f"缺{whose}的{names}，请补充。", f"Missing: {names}.", *papers)


@rule("SPOUSE-CONTRACT-6M")
def spouses_contract_has_six_months_left(case: Case, policy: Policy) -> Verdict:
    """As for the applicant, with the spouse as 乙方."""
    if not _mate(case):
        return ALONE
    return lasts(case, policy, "spouse", "配偶劳动合同")


@rule("SPOUSE-BEIJING-JOB")
def spouse_works_in_beijing(case: Case, policy: Policy) -> list[Verdict]:
    """The spouse's employer is in Beijing; else the spouse cannot accompany."""
    if not _mate(case):
        return [ALONE]
    papers = case.of("labor_contract", role="spouse")
    if not papers:
        return [unbound("没有配偶劳动合同，见材料齐全一项。", "No spouse's contract.")]
    return [_works_here(paper, policy) for paper in papers]


def _works_here(paper: Document, policy: Policy) -> Verdict:
    code = look(paper, "employer_credit_code", policy)
    names = ("work_place", "employer_address", "employer")
    place, seat, unit = (look(paper, name, policy) for name in names)
    if any(HERE in value.text for value in (place, seat, unit)):
        return passed("配偶用人单位在北京。", "The employer is in Beijing.", unit, seat)
    valid = code.sure and credit_code.is_valid(code.text)
    if valid and code.text[2:4] == BEIJING_REGION:
        return passed("配偶用人单位登记在北京。", "Registered in Beijing.", code)
    away = next(
        (value for value in (place, seat, unit) if value.sure and PLACES.match(value.text)), None
    )
    if away is not None or valid:
        said = (away or unit).text
        return failed(
            f"配偶用人单位为“{said}”，不在北京；配偶在京无工作单位的不能办理随往。",
            "The spouse's employer is not in Beijing.",
            away or code,
            unit,
        )
    return unclear("无法确认配偶用人单位是否在北京。", "The place is unknown.", unit, seat)


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
        return _missing(
            case, f"子女 {kid.name}（超过 {limit} 周岁）的在校证明", "school certificate"
        )
    answers = [agrees(look(paper, "student_name", policy), kid.name) for paper in papers]
    if True in answers:
        return passed(f"子女 {kid.name} 已附在校证明。", "The certificate is there.", *papers)
    if None in answers:
        return unclear("在校证明学生姓名未能辨认。", "Name not read.", *papers)
    return failed(f"在校证明不是子女 {kid.name} 的。", "Another's certificate.", *papers)


@rule("CHILD-MARRIAGE")
def parents_marriage_is_shown(case: Case, policy: Policy) -> Verdict:
    """One marriage certificate, unless divorced (CHILD-CUSTODY)."""
    if not case.application.accompanying.children:
        return CHILDLESS
    papers = case.of("marriage_certificate")
    if papers:
        return passed("已附结婚证。", "A marriage certificate is there.", *papers)
    if case.of("divorce_certificate", "court_judgment"):
        return unbound("申请人离异，见抚养权证明。", "Divorced; see custody.")
    return _missing(case, "结婚证（离异的，提供离婚证及抚养权证明）", "marriage certificate")


@rule("CHILD-BIRTH")
def birth_certificate_names_the_applicant(case: Case, policy: Policy) -> list[Verdict]:
    """The applicant is mother or father on it, and the child is the one who accompanies."""
    if not case.application.accompanying.children:
        return [CHILDLESS]
    papers = case.of("birth_medical_certificate")
    if not papers:
        return [_missing(case, "子女出生医学证明", "birth certificate")]
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
    answers = [_is_party(side, own) for side in sides.values()]
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
        return make(f"出生医学证明子女为“{kid.text}”，请核对。", "Another child.", kid)
    return passed("出生医学证明一致。", "Matches.", *shown, kid)


@rule("CHILD-ID-HUKOU")
def childs_register_is_there(case: Case, policy: Policy) -> list[Verdict]:
    """Register cover and own page; a card only from 16 on, younger ones often have none."""
    if not case.application.accompanying.children:
        return [CHILDLESS]
    verdicts = [_set(case, "child", "子女")]
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
            verdicts.append(_missing(case, f"子女 {kid.name} 的身份证", "child's card"))
    return verdicts


RULES: tuple[Rule, ...] = (
    marriage_certificate_names_both,
    spouses_card_and_register_are_there,
    spouses_contract_has_six_months_left,
    spouse_works_in_beijing,
    children_are_under_18,
    older_children_are_at_school,
    parents_marriage_is_shown,
    birth_certificate_names_the_applicant,
    childs_register_is_there,
)
