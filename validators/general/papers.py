"""The papers themselves (generic): look-alikes, and unreadable pages."""

from core.models.document import Document
from core.reasons import english_or
from validators.facts.parties import people
from validators.ground.case import Case
from validators.ground.compare import agrees, same
from validators.ground.hidden import in_english
from validators.ground.look import look
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    passed,
    rule,
    to_review,
    without,
)
from validators.policy import Policy, Requirement

RIGHT = {
    "payslip": "扣缴客户端截图或个人所得税纳税清单",
    "employer_income_statement": "扣缴客户端截图或个人所得税纳税清单",
    "bank_statement": "扣缴客户端截图或个人所得税纳税清单",
    "iit_app_income_detail": "扣缴客户端截图或个人所得税纳税清单",
    "student_status_report": "学历电子注册备案表或学历认证报告",
    "residence_registration_card": "北京市居住证",
    "temporary_id_card": "居民身份证",
}
INSTEAD = {
    "payslip": ("its_withholding_screenshot", "iit_tax_list", "iit_tax_record"),
    "employer_income_statement": ("its_withholding_screenshot", "iit_tax_list", "iit_tax_record"),
    "bank_statement": ("its_withholding_screenshot", "iit_tax_list", "iit_tax_record"),
    "iit_app_income_detail": ("its_withholding_screenshot", "iit_tax_list", "iit_tax_record"),
    "student_status_report": ("chsi_registration_form", "education_verification_report"),
    "residence_registration_card": ("residence_permit_card",),
    "temporary_id_card": ("id_card",),
}
TEMPORARY, HOME = "temporary_id_card", "residence_registration_card"
SURE = 0.8
"""Minimum type confidence at which a look-alike counts as recognised."""


@rule("GEN-LOOKALIKE")
def no_lookalike_stands_for_a_paper(case: Case, policy: Policy) -> list[Verdict]:
    """A look-alike never satisfies a requirement; together with the right paper it does no harm."""
    verdicts = []
    for paper in case.of(*RIGHT):
        title, right = policy.title(paper.type), RIGHT[paper.type]
        title_en = policy.title_en(paper.type)
        right_en = " or ".join(policy.title_en(kind) for kind in INSTEAD[paper.type])
        en = f"{title_en} cannot stand for {right_en}; please hand in {right_en}."
        zh = f"所附为{title}，不能代替{right}，请提供{right}。"
        if case.service and not _asked(policy.packet(case.service).needs, INSTEAD[paper.type]):
            zh = f"所附{title}不能代替{right}，本业务也不要求{right}，无须提供。"
            en = f"{title_en} cannot stand for {right_en}, nor is that asked for: no need of it."
            verdicts.append(failed(zh, en, paper, severity="advisory"))
        elif _right(paper, case, policy):
            zh = f"所附{title}不是要求的材料，已另有{right}，无须提供。"
            en = f"{title_en} is not asked for, and {right_en} is there: no need of it."
            verdicts.append(failed(zh, en, paper, severity="advisory"))
        elif paper.confidence >= SURE:
            verdict = failed(zh, en, paper)
            lacks = _stands_for(paper, case, policy)
            verdicts.append(because(without(verdict, *lacks), f"alike:{paper.id}"))
        else:
            verdicts.append(to_review(zh, en, paper))
    return verdicts or [passed("没有以相似材料替代的情况。", "No look-alike.")]


def _asked(need: Requirement, kinds: tuple[str, ...]) -> bool:
    """Whether a service's list of papers contains one of these."""
    named = (need.paper or "").partition(":")[0] in kinds
    return named or any(_asked(part, kinds) for part in (*need.all_of, *need.any_of))


def _right(paper: Document, case: Case, policy: Policy) -> bool:
    """Whether the right paper is present too; a card must be the same person's."""
    found = case.of(*INSTEAD[paper.type])
    if paper.type != TEMPORARY:
        return bool(found)
    own = look(paper, "id_number", policy), look(paper, "name", policy)
    pairs = [(own, (look(c, "id_number", policy), look(c, "name", policy))) for c in found]
    return any(
        same(own_value, other_value) is True
        for one, other in pairs
        for own_value, other_value in zip(one, other, strict=True)
    )


def _stands_for(paper: Document, case: Case, policy: Policy) -> tuple[str, ...]:
    """The missing papers that it was meant to be, as lists of missing papers name them.

    Many papers can prove a home; the rules on homes report which is missing.
    """
    if paper.type == HOME:
        return ()
    if paper.type != TEMPORARY:
        return INSTEAD[paper.type]
    name, number = look(paper, "name", policy), look(paper, "id_number", policy)
    roles = ("applicant", "handler", "spouse", "child", "owner")
    return tuple(
        f"id_card:{role}"
        for role in roles
        if any(
            agrees(number, one.number) or agrees(name, one.name)
            for one in people(case, policy, role)
        )
    )[:1]


@rule("GEN-LEGIBLE")
def everything_could_be_read(case: Case, policy: Policy) -> list[Verdict]:
    """Unreadable files and pages are named, as nothing is left out silently."""
    verdicts = [_not_read(name, case.unread_why.get(name, "")) for name in case.unread]
    if case.service not in {service.id for service in policy.services}:
        zh = "未能确定办理的业务，无法核对该业务的材料，请指明业务类型。"
        en = "The service is unknown, so its papers were not checked; please name the service."
        verdicts.append(to_review(zh, en))
    for document in case.documents:
        if document.troubles:
            troubles = "；".join(document.troubles)
            why_en = "; ".join(map(english_or, document.troubles))
            verdicts.append(
                to_review(
                    f"{policy.title(document.type)}部分内容未能辨认：{troubles}，请核对。",
                    f"{policy.title_en(document.type)}: parts could not be read: {why_en}; please "
                    "check.",
                    document,
                    severity="advisory",
                )
            )
    if verdicts:
        return verdicts
    if not case.documents:
        return [not_applicable("没有材料。", "No papers.")]
    return [passed("材料均可辨认。", "Everything was read.")]


def _not_read(name: str, why: str) -> Verdict:
    """`why` says what to do as well; without it the page was opened but is hard to read."""
    if why:
        return to_review(
            f"“{name}”未能读取：{why}。",
            f"“{in_english(name)}” was not read: {english_or(why)}.",
        )
    return to_review(
        f"“{name}”未能辨认，请重新扫描后提交。",
        f"“{in_english(name)}” could not be read; please scan it again and hand it in.",
    )


RULES: tuple[Rule, ...] = (no_lookalike_stands_for_a_paper, everything_could_be_read)
