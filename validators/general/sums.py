"""Totals of tables (generic, advisory): the rows add up to the printed sum."""

from collections.abc import Sequence
from decimal import Decimal

from core.models.document import Document
from validators.facts.ledger import CENT
from validators.ground.case import Case
from validators.ground.gather import summed
from validators.ground.look import Value, cell, look
from validators.ground.verdict import Rule, Verdict, failed, not_applicable, passed, rule, to_review
from validators.policy import Policy

COLUMNS = {
    "its_withholding_screenshot": (("income", "total_income"),),
    "iit_tax_list": (("tax_paid", "total"), ("income", "total_income")),
    "iit_tax_record": (("tax_paid", "total"), ("income", "total_income")),
    "tax_info_notice": (("paid_amount", "total"),),
}
"""A social insurance record's total counts all months of a lifetime, not only its rows."""


@rule("GEN-TABLE-SUM")
def rows_make_up_the_total(case: Case, policy: Policy) -> list[Verdict]:
    """Within a fen; an unread row leaves the result open."""
    verdicts = [
        verdict
        for kind, columns in COLUMNS.items()
        for paper in case.of(kind)
        for column, total in columns
        if (verdict := _adds_up(paper, case.of(kind), column, total, policy)) is not None
    ]
    return summed(verdicts, "表格合计与各行之和一致。", "Totals add up.") or [
        not_applicable("没有带合计的表格。", "No table with a total.")
    ]


def _adds_up(
    paper: Document, kin: Sequence[Document], column: str, name: str, policy: Policy
) -> Verdict | None:
    """Whether a paper's rows make up its total; that of the last screenshot counts all of them."""
    total = look(paper, name, policy)
    cells = [cell(paper, row, column, policy) for row in paper.rows]
    title, title_en = policy.title(paper.type), policy.title_en(paper.type)
    if total.state == "doubt" and total.amount is None and cells:
        en = f"{title_en}: the total was not read, nor checked; please check."
        return to_review(f"{title}合计未能辨认，未核对，请核对。", en, total)
    if total.amount is None or not cells:
        return None
    amounts = [value.amount for value in cells]
    if any(amount is None for amount in amounts) or paper.troubles:
        en = f"{title_en}: some rows were not read, so the total was not checked; please check."
        return to_review(f"{title}有的行未能辨认，合计未核对，请核对。", en, total, paper)
    summed_up = sum((amount for amount in amounts if amount is not None), Decimal(0))
    if abs(summed_up - total.amount) <= CENT or _of_all_pages(total.amount, kin, column, policy):
        return passed(f"{title}合计一致。", f"{title_en}: the rows add up to the total.", total)
    return _off(total, cells, summed_up, policy)


def _of_all_pages(total: Decimal, kin: Sequence[Document], column: str, policy: Policy) -> bool:
    """Whether the rows of all papers of the kind make up a total."""
    amounts = [cell(page, row, column, policy).amount for page in kin for row in page.rows]
    return abs(sum((one or Decimal(0) for one in amounts), Decimal(0)) - total) <= CENT


def _off(total: Value, cells: list[Value], summed_up: Decimal, policy: Policy) -> Verdict:
    title, title_en = policy.title(total.document.type), policy.title_en(total.document.type)
    text_en = f"{title_en}: the total is {total.amount} yuan, the rows add up to {summed_up} yuan"
    text = f"{title}合计 {total.amount} 元，各行之和 {summed_up} 元，不一致"
    if total.sure and all(value.sure for value in cells):
        return failed(f"{text}，请核对。", f"{text_en}; please check.", total)
    en = f"{text_en}, or were misread; please check."
    return to_review(f"{text}，可能误读，请核对。", en, total)


RULES: tuple[Rule, ...] = (rows_make_up_the_total,)
