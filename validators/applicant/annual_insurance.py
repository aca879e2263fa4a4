"""Social insurance of the annual check, guide 六（十一）(2)D: a whole year, with a recent query
date.
"""

from datetime import timedelta

from validators.facts.contributions import RECORDS, Book, contributions
from validators.facts.ledger import windows
from validators.ground.case import Case
from validators.ground.hidden import hidden
from validators.ground.look import look
from validators.ground.phrases import counted
from validators.ground.verdict import Rule, Verdict, failed, not_applicable, passed, rule, to_review
from validators.policy import Policy


@rule("ANNUAL-SI-12M")
def twelve_months_are_paid(case: Case, policy: Policy) -> list[Verdict]:
    """[M-12..M-1] or [M-13..M-2] all paid; the record was queried within 30 days."""
    book = contributions(case, policy)
    if not book.papers:
        return [not_applicable("没有社保缴纳证明，见材料齐全一项。", "No record.")]
    length = policy.whole("annual_insurance_months", case.day)
    spans = windows(case.day, length)
    return [_covered(book, spans, case), *_fresh(book, case, policy)]


def _covered(book: Book, spans: tuple[tuple[str, ...], ...], case: Case) -> Verdict:
    paid = book.paid()
    asked = " 或 ".join(f"{span[0]} 至 {span[-1]}" for span in spans)
    for span in spans:
        if set(span) <= paid:
            return passed(
                f"{span[0]} 至 {span[-1]} 均已缴纳。",
                f"{span[0]} to {span[-1]}: all paid.",
                *book.papers,
            )
    best = max(spans, key=lambda span: len(set(span) & paid))
    gone = [month for month in best if month not in paid]
    zh = f"须 {asked} 连续缴纳"
    either = " or ".join(f"{span[0]} to {span[-1]}" for span in spans)
    en = f"Social insurance must be paid in every month of {either}"
    if not book.whole or hidden(case, *RECORDS) or set(gone) & book.vague:
        zh = f"{zh}，未读到 {'、'.join(gone)}，请核对。"
        return to_review(zh, f"{en}; not read: {', '.join(gone)}. Please check.", *book.papers)
    zh, en = f"{zh}，缺 {'、'.join(gone)}。", f"{en}; missing: {', '.join(gone)}."
    return failed(zh, en, *book.papers)


def _fresh(book: Book, case: Case, policy: Policy) -> list[Verdict]:
    days = policy.whole("insurance_query_days", case.day)
    verdicts = []
    for paper in book.papers:
        day = look(paper, "query_date", policy)
        if day.sure and day.day and day.day + timedelta(days=days) < case.day:
            zh = f"社保记录查询于 {day.day}，已超过 {days} 日核验期，请重新打印。"
            en = (
                f"The insurance record was queried on {day.day}, longer ago than the "
                f"{counted(days, 'day')} in which it can be verified; please print it anew."
            )
            verdicts.append(failed(zh, en, day, severity="advisory"))
        elif day.state == "doubt":
            zh = f"社保记录查询日期未能辨认，请核对是否在 {days} 日内。"
            en = (
                "The day on which the insurance record was queried was not read; please check that "
                f"it is within {counted(days, 'day')}."
            )
            verdicts.append(to_review(zh, en, day, severity="advisory"))
    return verdicts


RULES: tuple[Rule, ...] = (twelve_months_are_paid,)
