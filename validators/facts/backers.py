"""The papers of condition 7, guide 六（二）条件6: they are the unit's, and its investors paid."""

import re
from dataclasses import replace

from core.models.document import Document
from validators.facts import parties
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.compare import agrees, is_one
from validators.ground.look import Value, cell, look
from validators.ground.phrases import quoted
from validators.ground.verdict import Verdict, because, failed, to_review
from validators.policy import Policy

UNIT = {
    "capital_increase_agreement": "company",
    "bank_receipt": "payee",
    "articles_of_association": "company",
    "tax_info_query_application": "taxpayer_name",
}
"""The field in which each paper names the unit; the verification report is compared with all
others.
"""

INVESTED = re.compile(r"投资|增资|出资|入资|股|实缴|资本")
OTHERWISE = re.compile(r"货款|借款|还款|贷款|工资|报酬|服务费|租金|费用|退款|定金|采购")
"""Purposes of payment that are no investment."""
DATED = "银行回单的交易日期"
LABELS = {"company": "公司名称", "payee": "收款方", "taxpayer_name": "纳税人名称"}


def strangers(
    case: Case, policy: Policy, kinds: tuple[str, ...], *, complete: bool
) -> list[Verdict]:
    """The verdicts on papers of another company, or on money from an unknown payer.

    `complete`: the condition's other alternative has its papers, so these are advisory.
    """
    found = [
        verdict
        for paper in case.of(*kinds)
        if paper.type in UNIT and (verdict := _units(paper, case, policy)) is not None
    ]
    if "bank_receipt" in kinds:
        found += _payers(case, policy)
        days = [look(paper, "transaction_date", policy) for paper in case.of("bank_receipt")]
        found += _purposes(case, policy)
        blank = [day for day in days if day.state == "absent"]
        found += [unread(day, DATED, "The day of the bank receipt") for day in blank]
    if not complete:
        return found
    return [replace(verdict, severity="advisory") for verdict in found]


def _names(case: Case, policy: Policy) -> tuple[tuple[str, ...], bool]:
    """The unit's names, and its former ones if the notice of the change is present."""
    unit = parties.employer(case, policy)
    olds = [
        look(paper, "old_name", policy).text
        for paper in case.of("name_change_notice")
        if agrees(look(paper, "new_name", policy), unit.name)
    ]
    return tuple(name for name in (unit.name, *olds) if name), unit.sure


def _units(paper: Document, case: Case, policy: Policy) -> Verdict | None:
    """A paper that names another company where it should name the unit."""
    name = UNIT[paper.type]
    value, title, label = look(paper, name, policy), policy.title(paper.type), LABELS[name]
    names, sure = _names(case, policy)
    title_en = policy.title_en(paper.type)
    answers = [agrees(value, one) for one in names]
    if True in answers or not names or value.state == "missing":
        return None
    if value.state == "absent":
        return unread(value, f"{title}的{label}", f"The {value.called} on the {title_en}")
    if all(answer is False for answer in answers) and sure:
        zh = f"{title}的{label}为“{value.text}”，不是申请单位 {names[0]}，请提供本单位的材料。"
        en = (
            f"The {value.called} on the {title_en} is “{value.text}”, not the applying unit "
            f"{names[0]}; please hand in the unit's own paper."
        )
        return because(failed(zh, en, value), f"unit:{paper.id}")
    read = value.text or "（未能辨认）"
    return to_review(
        f"{title}的{label}读作“{read}”，无法确认是否为 {names[0]}，请核对。",
        f"The {value.called} on the {title_en} reads {quoted(value.text)}, which may or may not be "
        f"{names[0]}; please check.",
        value,
    )


def _payers(case: Case, policy: Policy) -> list[Verdict]:
    """The payer is an investor of the agreement or a shareholder; else a person asks why."""
    known = _backers(case, policy)
    if not known:
        return []
    found = []
    for paper in case.of("bank_receipt"):
        payer = look(paper, "payer", policy)
        answers = [_backs(payer, backer) for backer in known]
        if payer.state == "missing" or True in answers:
            continue
        if payer.state == "absent":
            found.append(unread(payer, "银行回单的付款方", "The payer on the bank receipt"))
            continue
        zh = f"银行回单付款方读作“{payer.text or '（未能辨认）'}”，未见其为投资方或股东，请核对。"
        en = (
            f"The payer on the bank receipt reads {quoted(payer.text)}, not known as an investor "
            "or a shareholder; please check."
        )
        found.append(to_review(zh, en, payer, *known[:1]))
    return found


def _purposes(case: Case, policy: Policy) -> list[Verdict]:
    """Receipts for goods, wages or loans: a person must say whether they were an investment."""
    values = [look(paper, "purpose", policy) for paper in case.of("bank_receipt")]
    return [
        to_review(
            f"银行回单用途读作“{value.text or '（未能辨认）'}”，请核对是否为投资款。",
            f"The purpose on the bank receipt reads {quoted(value.text)}; please check that it is "
            "an investment.",
            value,
        )
        for value in values
        if (value.state == "doubt" and not value.text)
        or (OTHERWISE.search(value.text) and not INVESTED.search(value.text))
    ]


def _backers(case: Case, policy: Policy) -> list[Value]:
    papers = case.of("capital_increase_agreement")
    found = [look(paper, "investor", policy) for paper in papers]
    tables = (*papers, *case.of("capital_verification_report", "articles_of_association"))
    found += [cell(paper, row, "shareholder", policy) for paper in tables for row in paper.rows]
    return [value for value in found if value.text]


def _backs(payer: Value, backer: Value) -> bool | None:
    """Whether the payer is this backer; an agreement may name several in one field."""
    if is_one(payer, backer.text):
        return True
    return True if payer.text and payer.text in backer.text else None
