"""An accompanying spouse, guide 六（二）常规11 and 六（六）."""

import re

from core.models.base import Wording
from core.models.document import Document
from core.numbers import credit_code
from validators.facts import parties
from validators.facts.contracts import lasts
from validators.facts.kin import falls, is_party, missing, papers_of
from validators.facts.parties import Party
from validators.facts.parting import born_otherwise, names_of, parted_since, sides
from validators.facts.signed import hands_of
from validators.ground.case import Case, fact
from validators.ground.compare import folded
from validators.ground.look import look
from validators.ground.named import named_in
from validators.ground.phrases import quoted
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    not_checked,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

ALONE = not_applicable("没有配偶随往。", "No spouse accompanies.")
BEIJING_REGION = "11"
HERE = "北京"
NOBODYS = frozenset(("无", "否", "没有", "False", "false", "none"))
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
        return [missing(case, policy, "结婚证", "marriage certificate", "marriage_certificate")]
    both = (parties.applicant(case, policy), parties.spouse(case, policy))
    parted = parted_since(papers, both, case, policy)
    return [*(_couple(paper, both, policy) for paper in papers), *parted]


def _married(paper: Document, own: Party, policy: Policy) -> Verdict:
    """A certificate shown for a child: the applicant must be one of its parties."""
    pairs = sides(paper, policy)
    shown = [value for side in pairs for value in side]
    answers = [is_party(side, own) for side in pairs]
    if True in answers:
        good = passed(
            "结婚证一方为申请人。", "The marriage certificate names the applicant.", *shown
        )
        return born_otherwise(paper, policy) or good
    if None in answers:
        return to_review(
            f"结婚证双方姓名或号码未能辨认，请核对其中是否有申请人 {own.name}。",
            "The names or numbers of the parties on the marriage certificate were not read; please "
            f"check whether the applicant {own.name} is one of them.",
            *shown,
        )
    names = names_of(pairs)
    nobody = failed(
        f"结婚证双方为“{names.zh}”，均不是申请人 {own.name}，请核对。",
        f"The parties of the marriage certificate are “{names.en}”; neither is the "
        f"applicant {own.name}. Please check.",
        *shown,
    )
    return because(nobody, f"holder:{paper.id}")


def _couple(paper: Document, both: tuple[Party, Party], policy: Policy) -> Verdict:
    pairs = sides(paper, policy)
    straight = [is_party(side, who) for side, who in zip(pairs, both, strict=True)]
    crossed = [is_party(side, who) for side, who in zip(pairs, both[::-1], strict=True)]
    shown = [value for side in pairs for value in side]
    for answers in (straight, crossed):
        if all(answers):
            good = passed(
                "结婚证双方为申请人和配偶。",
                "The marriage certificate names the applicant and the spouse.",
                *shown,
            )
            return born_otherwise(paper, policy) or good
    if False not in straight or False not in crossed:
        return to_review(
            "结婚证双方姓名或号码未能辨认，请核对是否为"
            f"申请人 {both[0].name}、配偶 {both[1].name}。",
            "The names or numbers of the parties on the marriage certificate were not read; please "
            f"check whether they are the applicant {both[0].name} and the spouse {both[1].name}.",
            *shown,
        )
    names = names_of(pairs)
    return failed(
        f"结婚证双方为“{names.zh}”，与申请人 {both[0].name}、配偶 {both[1].name} "
        "的姓名或号码不一致，请核对更正。",
        f"The parties of the marriage certificate are “{names.en}”; name or number "
        f"differs from the applicant {both[0].name} or the spouse {both[1].name}. "
        "Please check and correct.",
        *shown,
    )


@rule("SPOUSE-ID-HUKOU")
def spouses_card_and_register_are_there(case: Case, policy: Policy) -> Verdict:
    """The spouse's identity card, register cover and own page are present."""
    if not _mate(case):
        return ALONE
    return papers_of(case, policy, "spouse", "配偶", ("id_card", "身份证", "identity card"))


@rule("SPOUSE-CONTRACT-6M")
def spouses_contract_has_six_months_left(case: Case, policy: Policy) -> list[Verdict]:
    """As for the applicant, with the spouse as 乙方, who signed it."""
    if not _mate(case):
        return [ALONE]
    return [
        lasts(case, policy, "spouse", Wording(zh="配偶劳动合同", en="spouse's labour contract")),
        *hands_of(case, policy, "spouse"),
    ]


@rule("SPOUSE-BEIJING-JOB")
def spouse_works_in_beijing(case: Case, policy: Policy) -> list[Verdict]:
    """The spouse's employer is in Beijing; else the spouse cannot accompany."""
    if not _mate(case):
        return [ALONE]
    papers = case.of("labor_contract", role="spouse")
    if not papers:
        return [not_applicable("没有配偶劳动合同，见材料齐全一项。", "No spouse's contract.")]
    found = [_works_here(paper, policy) for paper in papers]
    return [falls(one, case) if one.status == "fail" else one for one in found]


def _works_here(paper: Document, policy: Policy) -> Verdict:
    code = look(paper, "employer_credit_code", policy)
    names = ("work_place", "employer_address", "employer")
    place, seat, unit = (look(paper, name, policy) for name in names)
    valid = code.sure and credit_code.is_valid(code.text)
    here = valid and code.text[2:4] == BEIJING_REGION
    away = next((value for value in (seat, unit) if value.sure and PLACES.match(value.text)), None)
    if away is None and (here or any(HERE in value.text for value in (seat, unit))):
        return passed("配偶用人单位在北京。", "The employer is in Beijing.", unit, seat, code)
    if away is not None and here:
        return to_review(
            f"配偶用人单位地址与登记地不一：合同写“{away.text}”，统一社会信用代码 {code.text} "
            "为北京登记，请核对。",
            f"The contract gives “{away.text}” for the spouse's employer, but its credit code "
            f"{code.text} was registered in Beijing; please check.",
            away,
            code,
        )
    if away is None and not valid and HERE in place.text:
        return passed("配偶工作地点在北京。", "The place of work is in Beijing.", place)
    if away is not None or valid:
        employer = (away or unit).text
        return failed(
            f"配偶用人单位为“{employer}”，不在北京；配偶在京无工作单位的不能办理随往。",
            f"The spouse's employer is given as “{employer}”, not in Beijing: a spouse without an "
            "employer in Beijing cannot accompany.",
            away or code,
            unit,
        )
    return to_review(
        f"无法确认配偶用人单位是否在北京（读作“{unit.text or '未能辨认'}”），请核对。",
        f"Whether the spouse's employer ({quoted(unit.text)}) is in Beijing was not made "
        "out; please check.",
        unit,
        seat,
    )


@rule("SPOUSE-EXCLUSIVE")
def applicant_accompanies_nobody(case: Case, policy: Policy) -> Verdict:
    """The applicant is not the accompanying spouse on another's permit in force.

    By another person's permit in the packet, else by the record: `accompanies_permit` names the
    permit (or says 无), while `dependents` is the applicant's own family.
    """
    own = parties.applicant(case, policy)
    for paper in case.of("permit_confirmation"):
        verdict = _on_permit(paper, own, case, policy)
        if verdict is not None:
            return verdict
    recorded = fact(case, "accompanies_permit")
    listed = own.number and own.number in folded(fact(case, "dependents") or "")
    if listed or (recorded is not None and recorded not in NOBODYS):
        number = recorded if recorded not in NOBODYS else ""
        where = f"（证书编号 {number}）" if number else ""
        where_en = f" (permit number {number})" if number else ""
        return failed(
            f"申请人已作为配偶随往他人的工作居住证{where}，不能再单独申请。",
            "The applicant already accompanies the holder of another permit as the spouse"
            f"{where_en}, and cannot apply alone as well.",
        )
    if recorded is None:
        return not_checked(
            "未给出申请人是否已作为配偶随往他人，请在系统核对。",
            "Whether the applicant already accompanies somebody as the spouse is not given; "
            "please check the system.",
        )
    return passed("系统记录申请人未随往他人。", "By the record the applicant accompanies nobody.")


def _on_permit(paper: Document, own: Party, case: Case, policy: Policy) -> Verdict | None:
    """What another person's permit says about the applicant; None for the applicant's own."""
    name, number = look(paper, "name", policy), look(paper, "id_number", policy)
    family, end = look(paper, "dependents", policy), look(paper, "valid_to", policy)
    named = own.name and named_in(family.text, own.name) is not False
    if not named or is_party((name, number), own) is not False:
        return None
    if end.sure and end.day and end.day < case.day:
        return None
    make = failed if end.sure and end.day and family.sure else to_review
    listed = make(
        f"“{name.text}”的工作居住证随往人员中有申请人 {own.name}，不能再单独申请，请核对。",
        f"The permit of “{name.text}” lists the applicant {own.name} among those who accompany; "
        "the applicant cannot apply alone as well. Please check.",
        name,
        family,
        end,
    )
    return because(listed, f"holder:{paper.id}")  # that it is another's is the same fact


RULES: tuple[Rule, ...] = (
    marriage_certificate_names_both,
    spouses_card_and_register_are_there,
    spouses_contract_has_six_months_left,
    spouse_works_in_beijing,
    applicant_accompanies_nobody,
)
