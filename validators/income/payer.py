"""Who paid the income, guide 六（二）常规10 and annexes 8-9."""

from core.models.document import Document
from core.numbers import credit_code
from validators.facts import parties
from validators.facts.names import RENAMED, names, renamed
from validators.facts.parties import INCOME
from validators.facts.payers import other_payer, told_of_payer
from validators.facts.whose import one_code
from validators.ground.case import Case
from validators.ground.compare import agrees
from validators.ground.gaps import without_income
from validators.ground.look import Value, look
from validators.ground.phrases import quoted
from validators.ground.verdict import Rule, Verdict, because, failed, passed, rule, to_review
from validators.policy import Policy


@rule("INCOME-PAYER")
def income_is_paid_by_the_applying_unit(case: Case, policy: Policy) -> list[Verdict]:
    """扣缴义务人 is the applying unit under any of its names; another payer must be explained."""
    verdicts = []
    for paper in case.of(*INCOME):
        payer = look(paper, "employer", policy)
        unnamed = payer.state == "missing" and paper.type != "its_withholding_screenshot"
        if unnamed and not other_payer(paper, case, policy):
            continue
        verdicts.append(_payer(paper, payer, case, policy))
    return verdicts or [without_income(case, policy, *parties.INCOME)]


def _payer(paper: Document, payer: Value, case: Case, policy: Policy) -> Verdict:
    known = names(case, policy)
    unit = known.unit.name
    if agrees(payer, unit):
        found = passed(f"扣缴义务人为 {unit}。", f"The payer is the applying unit, {unit}.", payer)
        return _coded(paper, case, policy) or found
    if known.by_notice(payer):
        return passed(
            f"扣缴义务人 {payer.text} 为本单位更名前后的名称，已附名称变更通知书。",
            f"The payer {payer.text} is the unit by another name of its, and the notice of the "
            "change is there.",
            payer,
        )
    if known.without_notice(payer):
        return because(renamed(payer, unit, policy), RENAMED)
    if other := other_payer(paper, case, policy):
        return told_of_payer(
            paper,
            f"扣缴义务人为 {other}，不是申请单位 {unit}；请提供由 {unit} 扣缴的收入材料，"
            "或书面说明发薪关系（分公司、派遣、代发等）；如为更名前名称，请附《名称变更通知书》。",
            f"The payer is {other}, not the applying unit {unit}; please give papers of wages that "
            f"{unit} paid, or explain in writing why the other pays (a branch, an agency, payment "
            "by proxy); if that is an earlier name, add the notice of the change of name.",
            payer if payer.field else paper,
            case=case,
            policy=policy,
        )
    return to_review(
        f"扣缴义务人读作“{payer.text or '（未能辨认）'}”，无法确认是否为 {unit or '申请单位'}，"
        "请核对。",
        f"The payer reads {quoted(payer.text)}, which may or may not be "
        f"{unit or 'the applying unit'}; please check.",
        payer,
    )


def _coded(paper: Document, case: Case, policy: Policy) -> Verdict | None:
    """The payer's code is another unit's, though the name is the applying unit's; else None."""
    code, unit = look(paper, "employer_credit_code", policy), parties.employer(case, policy)
    own = [look(one, "credit_code", policy) for one in case.of(*parties.UNIT_PAPERS)]
    known = (unit.number, *(value.text for value in own if value.sure))
    if not code.text or not any(known) or one_code(code, known) is not False:
        return None
    zh = f"扣缴义务人代码为 {code.text}，不是申请单位 {unit.name} 的，请提供本单位扣缴的收入材料。"
    en = (
        f"The payer's code is {code.text}, not that of the applying unit {unit.name}; "
        "please give papers "
        "of income that this unit withheld tax on."
    )
    slip = not credit_code.is_valid(code.text)
    return because(failed(zh, en, code), code if slip else f"unit:{paper.id}")


RULES: tuple[Rule, ...] = (income_is_paid_by_the_applying_unit,)
