"""Income, guide 六（二）常规10, 六（三）5 and annexes 8-9: all months needed are there."""

from validators.facts import parties
from validators.facts.borrowed import of_somebody_else
from validators.facts.ledger import IncomeLedger, lacking_months, ledger, windows
from validators.ground.case import Case
from validators.ground.gaps import without_income
from validators.ground.hidden import hidden
from validators.ground.look import Value, look
from validators.ground.phrases import month_list
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

HEADER = {
    "query_start": "税款所属期起", "query_end": "税款所属期止", "name": "姓名",
    "nationality": "国籍/地区", "id_number": "证件号码",
}  # fmt: skip
PANEL = ("name", "nationality", "id_number")
SHOWN = 0.3
"""Minimum confidence at which an item surely is on the screen, whatever it says."""


@rule("INCOME-WINDOW-6M")
def income_covers_the_six_months_before_filing(case: Case, policy: Policy) -> Verdict:
    """The rows cover all of [M-7..M-2] or [M-6..M-1]; the day of the month never matters."""
    return _covers(case, policy, policy.whole("income_window_months", case.day))


@rule("RENEW-INCOME-36M")
def income_covers_the_36_months_before_renewal(case: Case, policy: Policy) -> Verdict:
    """The rows cover all of [M-37..M-2] or, by analogy, [M-36..M-1]."""
    return _covers(case, policy, policy.whole("renewal_income_months", case.day))


def _covers(case: Case, policy: Policy, length: int) -> Verdict:
    book = ledger(case, policy)
    if not book.papers:
        return of_somebody_else((), case, policy) or without_income(case, policy, *parties.INCOME)
    early, late = windows(case.day, length)
    asked = f"{early[0]} 至 {early[-1]} 或 {late[0]} 至 {late[-1]}"
    asked_en = f"{early[0]} to {early[-1]} or {late[0]} to {late[-1]}"
    for span in (early, late):
        if set(span) <= book.known:
            return passed(
                f"收入材料覆盖 {span[0]} 至 {span[-1]}，符合近 {length} 个月的要求。",
                f"The income papers cover {span[0]} to {span[-1]}, which are the last {length} "
                "months as asked.",
                *(line.period for month in (span[0], span[-1]) for line in book.of(month)[:1]),
            )
    best = max((early, late), key=lambda span: len(set(span) & book.known))
    gone = [month for month in best if month not in book.known]
    gaps, witnesses = month_list(gone), book.papers
    if not book.whole or hidden(case, *parties.INCOME):
        return to_review(
            f"收入材料的部分行未能辨认，无法确认覆盖 {asked}；未读到 {gaps.zh}，请核对。",
            f"Some rows of the income papers were not read, so it is not sure that they cover "
            f"{asked_en}; not seen: {gaps.en}. Please check.",
            *witnesses,
        )
    if other := of_somebody_else(gone, case, policy):
        return other
    short = failed(
        f"须提供 {asked} 的应税收入材料，所附材料缺 {gaps.zh}，请补齐。",
        f"Papers of taxable income must cover {asked_en}; missing: {gaps.en}. Please hand them in.",
        *witnesses,
    )
    return because(short, *lacking_months(gone))


@rule("INCOME-CONTINUOUS")
def income_has_no_gap(case: Case, policy: Policy) -> Verdict:
    """Between the first and the last month shown, each has a row with income above zero."""
    book = ledger(case, policy)
    if not book.papers:
        return without_income(case, policy, *parties.INCOME)
    name = "renewal_income_months" if case.service == "renewal" else "income_window_months"
    early, late = windows(case.day, policy.whole(name, case.day))
    asked = (early[0], *late)
    shown = [month for month in asked if month in book.known]
    if not shown:
        if book.whole and not hidden(case, *parties.INCOME):
            return not_applicable(
                "所附材料没有要求月份内的收入。", "No month of the span is shown."
            )
        return to_review(
            "收入所属期未能辨认，请核对是否连续。",
            "The months of the income papers were not read; please check that none is missing.",
            *book.papers,
        )
    inside = asked[asked.index(shown[0]) : asked.index(shown[-1]) + 1]
    gone = [month for month in inside if not book.of(month)]
    if gone and (other := of_somebody_else(gone, case, policy)):
        return other
    return _gaps(book, inside, policy, unread=bool(hidden(case, *parties.INCOME)))


def _gaps(book: IncomeLedger, inside: tuple[str, ...], policy: Policy, *, unread: bool) -> Verdict:
    gone = [month for month in inside if not book.of(month)]
    if gone and book.whole and not unread:
        gap = failed(
            f"收入记录缺 {month_list(gone).zh}，须连续无缺月；请补齐或书面说明。",
            f"The income records lack {month_list(gone).en}; no month may be missing. Please hand "
            "them in or explain in writing.",
            *book.papers,
        )
        return because(gap, *lacking_months(gone))
    sums = {month: book.total((month,)) for month in inside if month not in gone}
    empty = [month for month, total in sums.items() if total is not None and total.high <= 0]
    if empty:
        return failed(
            f"{month_list(empty).zh} 的收入为零，请补充材料或书面说明。",
            f"The income of {month_list(empty).en} is zero; please add papers or explain in "
            "writing.",
            *book.shown(empty),
        )
    vague = [
        month
        for month, total in sums.items()
        if (not book.earns(month) if total is None else total.low <= 0)
        and not book.taxed(month, policy)
    ]
    if gone or vague:
        return to_review(
            f"{month_list(gone + vague).zh} 的收入行未能辨认，无法确认连续，请核对。",
            f"The income rows of {month_list(gone + vague).en} were not read, so it is not sure "
            "that no month is missing; please check.",
            *book.shown(vague),
            *book.papers,
        )
    if disputed := book.disputed(inside):
        return to_review(
            f"{month_list(disputed).zh} 的收入，两份同类材料所列金额不同，请核对以哪份为准。",
            f"Two papers of one kind give different incomes of {month_list(disputed).en}; please "
            "check which one holds.",
            *book.shown(disputed),
        )
    return passed(
        f"{inside[0]} 至 {inside[-1]} 每月均有收入记录。",
        f"Every month from {inside[0]} to {inside[-1]} has income.",
        *book.papers,
    )


@rule("INCOME-SCREEN-HEADER")
def screenshots_show_their_query_panel(case: Case, policy: Policy) -> list[Verdict]:
    """税款所属期, 姓名, 国籍/地区 and 证件号码 are shown in full on every screenshot."""
    papers = case.of("its_withholding_screenshot")
    if not papers:
        return [not_applicable("没有扣缴客户端截图。", "No withholding screenshot.")]
    return [
        _header({name: look(paper, name, policy) for name in HEADER}, bool(paper.rows))
        for paper in papers
    ]


def _header(values: dict[str, Value], rows: bool) -> Verdict:
    gone = [name for name, value in values.items() if value.state == "absent"]
    folded_in = rows and all(values[name].state in ("missing", "absent") for name in PANEL)
    document = next(iter(values.values())).document
    if folded_in:
        gone = [name for name, value in values.items() if not value.text]
    if gone and (folded_in or not document.troubles):
        names = "、".join(HEADER[name] for name in gone)
        names_en = ", ".join(values[name].called for name in gone)
        return failed(
            f"截图未显示{names}，请展开查询条件后重新截屏打印，并加盖财务章。",
            f"The screenshot does not show {names_en}; please open the query panel, print the "
            "screen again and put the finance seal on it.",
            document,
            *(values[name] for name in gone),
        )
    vague = [name for name, value in values.items() if not _shown(value)]
    if vague:
        names = "、".join(HEADER[name] for name in vague)
        names_en = ", ".join(values[name].called for name in vague)
        return to_review(
            f"截图的{names}未能辨认，请核对是否显示完整。",
            f"Not read on the screenshot: {names_en}; please check that it is shown in full.",
            *(values[name] for name in vague),
        )
    return passed("截图四项要素显示完整。", "The four header items are shown.", *values.values())


def _shown(value: Value) -> bool:
    """Whether the item is present, even if single characters are in doubt."""
    return value.sure or bool(value.text and value.field and value.field.confidence >= SHOWN)


RULES: tuple[Rule, ...] = (
    income_covers_the_six_months_before_filing,
    income_covers_the_36_months_before_renewal,
    income_has_no_gap,
    screenshots_show_their_query_panel,
)
