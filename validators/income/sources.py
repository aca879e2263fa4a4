"""Which paper proves income, and the average on record (guide 六（二）条件3, 六（三）5)."""

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from core.models.base import Wording
from core.numbers.dates import months
from validators.facts import parties
from validators.facts.averages import averages
from validators.facts.earned import kind
from validators.facts.ledger import IncomeLedger, ledger, windows
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.gaps import without_income
from validators.ground.hidden import hidden
from validators.ground.look import look
from validators.ground.phrases import month_list
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

CLIENT, RECORD, LIST = "its_withholding_screenshot", "iit_tax_record", "iit_tax_list"
BY_YEAR = (4, 5, 8)
"""Conditions with one average for each year in the system."""
FREELANCE = 8
SHOWN = 6
SYSTEM = Wording(zh="系统", en="The record")
FORM = Wording(zh="申请表", en="The application form")


@rule("INCOME-SOURCE-ERA")
def each_month_is_proved_by_the_paper_of_its_time(case: Case, policy: Policy) -> list[Verdict]:
    """Before 2019 the list or the record, since then the employer's client screenshot.

    可提供 does not require the list for months before 2019: other papers are only pointed out, and
    so is a tax record for later months. Condition 8 has no employer, so the record is its paper.
    """
    if case.condition == FREELANCE:
        return [not_applicable("条件8提供个人所得税纳税记录。", "Condition 8 gives tax records.")]
    book = ledger(case, policy)
    if not book.papers:
        return [without_income(case, policy, *parties.INCOME)]
    name = "renewal_income_months" if case.service == "renewal" else "income_window_months"
    early, late = windows(case.day, policy.whole(name, case.day))
    span = (early[0], *late)
    since = f"{policy.date_of('client_income_from', case.day):%Y-%m}"
    kinds = {month: _kinds(book, month) for month in span if month in book.known}
    after = {m: k for m, k in kinds.items() if m >= since and CLIENT not in k}
    listed = [month for month, found in after.items() if found == {LIST}]
    recorded = [month for month in after if month not in listed]
    before = [month for month, found in kinds.items() if month < since and found == {CLIENT}]
    verdicts = [*_wrong(book, listed, since, early[-1]), *_weak(book, recorded, before, since)]
    if verdicts:
        return verdicts
    if any(set(window) <= set(kinds) for window in (early, late)):
        return [passed("各月收入材料种类符合要求。", "The right papers.", *book.papers)]
    if not book.whole or hidden(case, *parties.INCOME):
        zh = "收入材料所属期未能全部辨认，无法核对材料种类，请核对。"
        en = (
            "Not every month of the income papers was read, so their kinds were not compared; "
            "please check."
        )
        return [to_review(zh, en, *book.papers)]
    return [
        not_applicable("所附材料未覆盖要求的月份，见收入期间各项。", "The span is not covered.")
    ]


def _kinds(book: IncomeLedger, month: str) -> set[str]:
    """The types of papers that surely prove a month; one with a doubtful row may prove it too."""
    return {line.document.type for line in book.of(month) if line.period.sure}


def _wrong(book: IncomeLedger, listed: list[str], since: str, last: str) -> list[Verdict]:
    """Lists in place of screenshots; `last` is the last month that is required by every reading."""
    if not listed:
        return []
    papers = [paper for paper in book.papers if paper.type == LIST]
    text = month_list(listed, SHOWN)
    zh = f"{text.zh} 只有纳税清单；{since} 起须由单位提供扣缴客户端截图。"
    en = (
        f"Of {text.en} there is only a tax list; from {since} on the unit must provide screenshots "
        "of the withholding client."
    )
    if book.whole:
        wrong = failed(zh, en, *papers)
        return [because(wrong, *(f"screen:{month}" for month in listed if month <= last))]
    en = f"{en} Some rows were not read; please check."
    return [to_review(zh + "有的行未能辨认，请核对。", en, *papers)]


def _weak(book: IncomeLedger, recorded: list[str], before: list[str], since: str) -> list[Verdict]:
    verdicts = []
    if recorded:
        text = month_list(recorded, SHOWN)
        zh = f"{text.zh} 只有纳税记录，{since} 起应另附扣缴客户端截图以证明收入额。"
        en = f"{text.en}: only a tax record; since {since} client screenshots must show the income."
        papers = [paper for paper in book.papers if paper.type == RECORD]
        verdicts.append(failed(zh, en, *papers, severity="advisory"))
    if before:
        text = month_list(before, SHOWN)
        zh = f"{text.zh} 只有客户端截图，{since} 以前一般提供个人所得税纳税清单，请核对。"
        en = f"{text.en}: only client screenshots; before {since} lists are usual, please check."
        papers = [paper for paper in book.papers if paper.type == CLIENT]
        verdicts.append(failed(zh, en, *papers, severity="advisory"))
    return verdicts


@rule("INCOME-SYSTEM-AVG")
def systems_average_is_the_papers(case: Case, policy: Policy) -> list[Verdict]:
    """Within 1 yuan or 0.5 % of the monthly average from the papers, each year separately."""
    yearly, single = averages(case)
    if not yearly and single is None:
        return _by_the_form(case, policy)
    book = ledger(case, policy)
    if not book.papers:
        return [without_income(case, policy, *parties.INCOME)]
    if case.condition == FREELANCE and not any(line.tells for line in book.lines):
        zh = f"材料只有{policy.title(RECORD)}，不显示收入额，系统填报的月平均请人工核对。"
        return [not_checked(zh, "The papers show tax, not income.", *book.papers)]
    if yearly:
        return [_year(case, policy, book, year, mean) for year, mean in sorted(yearly.items())]
    assert single is not None
    return [_one(case, policy, book, single, SYSTEM)]


def _by_the_form(case: Case, policy: Policy) -> list[Verdict]:
    """The average on the application form, if the record has none."""
    values = [look(form, "monthly_income", policy) for form in case.of("application_form_new")]
    stated = next((value for value in values if value.amount is not None), None)
    book = ledger(case, policy)
    if stated is None or stated.amount is None:
        unsaid = next((value for value in values if value.state in ("doubt", "absent")), None)
        if unsaid is not None and case.condition != FREELANCE:
            return [unread(unsaid, "申请表的月均应税收入", "The form's monthly income")]
        return [not_checked("未给出系统填报的应税收入月平均数。", "No monthly average was given.")]
    if not book.papers:
        return [without_income(case, policy, *parties.INCOME)]
    verdict = _one(case, policy, book, stated.amount, FORM)
    if verdict.status == "fail" and not stated.sure:
        return [to_review(verdict.message, verdict.message_en, stated, *book.papers)]
    return [because(replace(verdict, witnesses=(stated, *verdict.witnesses)), stated)]


def _one(case: Case, policy: Policy, book: IncomeLedger, recorded: Decimal, by: Wording) -> Verdict:
    """One figure for all months, compared with every average it may be."""
    found = _averages(case, policy, book)
    if any(_near(recorded, average.mean, case, policy) for average in found):
        return passed(
            f"{by.zh}月平均 {recorded} 元与材料一致。",
            f"{by.en}, {recorded} yuan, agrees with the papers.",
            *book.papers,
        )
    return _differs(case, book, recorded, found, by)


def _means(book: IncomeLedger, span: tuple[str, ...], leave: tuple[str, ...] = ()) -> list[Decimal]:
    """A span's monthly averages, one for each way to count rows; empty if unread."""
    total = book.total(span, leave=leave) if span else None
    return (
        [] if total is None else [one / len(span) for one in dict.fromkeys((total.low, total.high))]
    )


class Average(NamedTuple):
    """An average that the record's figure may be, and its span's name in messages."""

    name: Wording
    mean: Decimal
    bonus: bool = True


def _averages(case: Case, policy: Policy, book: IncomeLedger) -> list[Average]:
    """The averages a single figure may be: of either window, all months, or a year."""
    early, late = windows(case.day, policy.whole("income_window_months", case.day))
    every = tuple(sorted(book.known))
    spans = [
        (Wording(zh="期间一", en="first span"), early),
        (Wording(zh="期间二", en="second span"), late),
        (Wording(zh="全部月份", en="all months"), every),
    ]
    if case.condition in BY_YEAR:
        for year in sorted({month[:4] for month in every}):
            own = tuple(month for month in every if month.startswith(year))
            spans.append((Wording(zh=f"{year} 年", en=year), own))
    there = {kind(line.title) for line in book.lines}
    left = [one for one in ("bonus", "labour") if one in there]
    without = [*((one,) for one in left), *([tuple(left)] if len(left) > 1 else [])]
    found = []
    for name, span in spans:
        for leave in ((), *without):
            for mean in _means(book, span, leave):
                found.append(Average(_named(name, span, leave), mean, not leave))
    return found


def _named(name: Wording, span: tuple[str, ...], leave: tuple[str, ...]) -> Wording:
    """A span by its name and its ends, with the kinds of income left out."""
    zh, en = ("，不含奖金", ", without bonuses") if leave else ("", "")
    return Wording(
        zh=f"{name.zh}（{span[0]} 至 {span[-1]}{zh}）",
        en=f"{name.en} ({span[0]} to {span[-1]}{en})",
    )


def _near(average: Decimal, found: Decimal, case: Case, policy: Policy) -> bool:
    gap = abs(average - found)
    share = policy.tolerance("system_average_share")
    return gap <= policy.tolerance("system_average_yuan") or gap <= share * found


def _differs(
    case: Case, book: IncomeLedger, given: Decimal, found: list[Average], by: Wording = SYSTEM
) -> Verdict:
    means = [(one.name, f"{one.mean:.2f}") for one in found if one.bonus]
    text = "；".join(dict.fromkeys(f"{name.zh} {mean} 元" for name, mean in means))
    text_en = "; ".join(dict.fromkeys(f"{name.en} {mean} yuan" for name, mean in means))
    if not found or not book.told or hidden(case, *parties.INCOME):
        return to_review(
            f"{by.zh}月平均 {given} 元，材料未能完整辨认，无法核对（{text or '未算出'}），请核对。",
            f"{by.en} says {given} yuan a month on average; the papers were not read in full "
            f"({text_en or 'nothing worked out'}), please check.",
            *book.papers,
        )
    return failed(
        f"{by.zh}填报月平均 {given} 元，材料为：{text}，请更正系统或材料。",
        f"{by.en} says {given} yuan a month on average; by the papers it is: {text_en}. Please "
        "correct the record or the papers.",
        *book.papers,
    )


def _year(case: Case, policy: Policy, book: IncomeLedger, year: int, average: Decimal) -> Verdict:
    span = tuple(month for month in months(f"{year}-01", 12) if month in book.known)
    means = _means(book, span)
    if any(_near(average, mean, case, policy) for mean in means):
        return passed(
            f"{year} 年系统月平均 {average} 元与材料一致。",
            f"The monthly average of {year} on record, {average} yuan, agrees with the papers.",
            *book.papers,
        )
    return _differs(
        case,
        book,
        average,
        [Average(Wording(zh=f"{year} 年", en=str(year)), mean) for mean in means],
    )


RULES: tuple[Rule, ...] = (
    each_month_is_proved_by_the_paper_of_its_time,
    systems_average_is_the_papers,
)
