"""Condition 7's evidence, guide 六（二）条件6: the papers of funding, or those of tax."""

from core.models.base import Wording
from validators.facts.backers import strangers
from validators.facts.funds import AGREED, PAID, covered_years, distinct, sums, three_years
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.gaps import lacking
from validators.ground.hidden import hidden
from validators.ground.look import cell, look
from validators.ground.verdict import Rule, Verdict, failed, not_applicable, passed, rule, to_review
from validators.policy import Policy

INVEST = ("capital_increase_agreement", "capital_verification_report", "bank_receipt")
TAX = ("articles_of_association", "tax_info_query_application", "tax_info_notice")


def _claims(case: Case, policy: Policy) -> tuple[bool, bool]:
    """The alternative the papers are meant for: funding or tax. A report alone shows neither."""
    invest = bool(case.of("capital_increase_agreement", "bank_receipt"))
    covered, _, _ = covered_years(case, policy)
    tax = bool(
        case.of("tax_info_query_application") or covered & set(three_years(case, policy)[:-1])
    )
    return invest, tax


@rule("EV-C7-INVEST")
def funding_papers_are_there(case: Case, policy: Policy) -> list[Verdict]:
    """Agreement, verification report, bank receipts; articles if the shares are not stated."""
    if case.condition != 7:
        return [not_applicable("未申报条件7。", "Condition 7 is not declared.")]
    invest, tax = _claims(case, policy)
    if not invest and tax:
        return [
            not_applicable(
                "按纳税额申报，不需投融资材料。",
                "Claimed by tax: no papers on investment are needed.",
            )
        ]
    gone = [kind for kind in INVEST if not case.of(kind)]
    if gone == list(INVEST) and not tax:
        zh = "条件7须提供投融资材料（增资协议、验资报告附银行回单）或近三年纳税材料之一，请补充。"
        en = (
            "Condition 7 needs papers of funding (agreement of capital increase, verification "
            "report, bank receipts) or of three years' tax; please add them."
        )
        return [
            lacking(
                case,
                policy,
                zh,
                en,
                papers=(*INVEST, *TAX),
                told=False,
            )
        ]
    untold = _shares_untold(case, policy)
    if not gone and untold and not case.of("articles_of_association"):
        gone = ["articles_of_association"]
    whole = tax and not _tax_gone(case, policy)
    return [
        _missing_verdict(case, policy, gone, INVEST, complete=whole),
        *_equal(case, policy),
        *strangers(case, policy, (*INVEST, *TAX[:1]) if untold else INVEST, complete=whole),
    ]


def _shares_untold(case: Case, policy: Policy) -> bool:
    """Whether no agreement shows the shares for sure."""
    return not any(
        look_row.text
        for paper in case.of("capital_increase_agreement")
        for row in paper.rows
        for look_row in (cell(paper, row, "share", policy),)
    )


def _missing_verdict(
    case: Case, policy: Policy, gone: list[str], kinds: tuple[str, ...], *, complete: bool
) -> Verdict:
    if not gone:
        return passed("条件7材料已附。", "The papers of condition 7 are there.", *case.of(*kinds))
    names = [_called(kind, policy) for kind in gone]
    zh = f"条件7缺少{'、'.join(name.zh for name in names)}，请补充。"
    en = f"Condition 7 lacks: {', '.join(name.en for name in names)}; please add it."
    if complete:
        en = f"{en} The papers of the other way are complete, which suffices."
        return failed(zh, en, severity="advisory")
    papers = tuple(kind for kind in gone if kind in (*INVEST, *TAX))
    return lacking(case, policy, zh, en, papers=papers, told=len(papers) == len(gone))


def _called(kind: str, policy: Policy) -> Wording:
    """A missing paper by its title; a notice with the year it is required for."""
    kind, _, year = kind.partition(":")
    zh, en = (f"（{year}年）", f" of {year}") if year else ("", "")
    return Wording(zh=f"{policy.title(kind)}{zh}", en=f"{policy.title_en(kind)}{en}")


def _equal(case: Case, policy: Policy) -> list[Verdict]:
    """The receipts add up to the agreed amount; the report may count differently."""
    agreed = distinct(case.of("capital_increase_agreement"), AGREED, policy)
    paid = distinct(case.of("bank_receipt"), PAID, policy)
    if not agreed or not paid:
        return []
    one, more = sums(case.of("capital_increase_agreement"), AGREED, policy)
    two, both = sums(case.of("bank_receipt"), PAID, policy)
    if blank := [value for value in (*agreed, *paid) if value.state == "absent"]:
        kinds = [(v, v.document.type) for v in blank]
        title, title_en = policy.title, policy.title_en
        return [
            unread(v, f"{title(k)}的金额", f"The amount on the {title_en(k)}") for v, k in kinds
        ]
    if one is None or two is None:
        zh = "增资款或银行回单金额未能辨认，请核对。"
        en = "The amount agreed or the amounts of the bank receipts were not read; please check."
        return [to_review(zh, en, *agreed, *paid)]
    if one != two:
        zh = f"增资款 {one} 元与银行回单合计 {two} 元不一致，请补充回单或说明。"
        vague = both in (one, more) or hidden(case, "bank_receipt", "capital_increase_agreement")
        make = to_review if vague else failed
        en = (
            f"The agreement tells of {one} yuan, the bank receipts of {two} yuan in all; please "
            "add receipts or explain."
        )
        return [make(zh, en, *agreed, *paid)]
    for paper in case.of("capital_verification_report"):
        total = look(paper, "paid_in_total", policy)
        if total.sure and total.amount != one:
            zh = f"验资报告实收资本 {total.text} 元与增资款 {one} 元不同，请核对口径。"
            en = (
                f"The verification report tells of {total.text} yuan paid in, the agreement of "
                f"{one} yuan; please check what each counts."
            )
            return [to_review(zh, en, total, severity="advisory")]
    return []


@rule("EV-C7-TAX")
def tax_papers_are_there(case: Case, policy: Policy) -> list[Verdict]:
    """Articles, the application for the query, notices that cover each of three years."""
    if case.condition != 7:
        return [not_applicable("未申报条件7。", "Condition 7 is not declared.")]
    invest, tax = _claims(case, policy)
    if not tax:
        return [not_applicable("未按纳税额申报。", "Not claimed by tax.")]
    gone = _tax_gone(case, policy)
    blank = _blank(case, policy)
    complete = invest and all(case.of(kind) for kind in INVEST)
    _, _, vague = covered_years(case, policy)
    if blank:
        return blank
    if gone and vague and not all(kind in TAX for kind in gone):
        zh = "涉税告知书所属期未能辨认，请核对。"
        en = "The period of a tax notice was not read; please check."
        return [to_review(zh, en, *case.of("tax_info_notice"))]
    return [
        _missing_verdict(case, policy, gone, TAX, complete=complete),
        *strangers(case, policy, TAX[:2], complete=complete),
    ]


def _blank(case: Case, policy: Policy) -> list[Verdict]:
    """Notices with a blank where the required period or sum should be."""
    asked = (
        ("period_start", "所属期", "period"), ("period_end", "所属期", "period"),
        ("total", "合计金额", "total"),
    )  # fmt: skip
    found = []
    for paper in case.of("tax_info_notice"):
        values = [(look(paper, name, policy), zh, en) for name, zh, en in asked]
        if empty := [one for one in values if one[0].state == "absent"]:
            value, zh, en = empty[0]
            found.append(unread(value, f"涉税告知书的{zh}", f"The {en} on the tax notice"))
    return found


def _tax_gone(case: Case, policy: Policy) -> list[str]:
    covered, _, _ = covered_years(case, policy)
    years = [y for y in three_years(case, policy) if y not in covered]
    gone = [kind for kind in TAX[:2] if not case.of(kind)]
    return gone + [f"{TAX[2]}:{year}" for year in years]


RULES: tuple[Rule, ...] = (funding_papers_are_there, tax_papers_are_there)
