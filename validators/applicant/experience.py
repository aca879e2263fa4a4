"""Condition 1, guide 二（二）1 and 注: a degree, and two years' work by social insurance."""

import re
from collections.abc import Iterator

from core.models.document import Document
from core.numbers.dates import month_of, months
from validators.facts.contributions import RECORDS, Book, contributions
from validators.facts.degrees import LEVELS, without_degree
from validators.facts.posts import Post, posts
from validators.ground.case import Case
from validators.ground.compare import can_confirm
from validators.ground.hidden import hidden
from validators.ground.look import cell, look
from validators.ground.phrases import counted
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

DEGREES = (
    "degree_certificate", "overseas_degree_certification", "degree_verification_report",
    "degree_online_report",
)  # fmt: skip
LEVEL = re.compile("(?<!副)学士|硕士|博士|bachelor|master|doctor", re.IGNORECASE)
BELOW = re.compile("副学士|associate|diploma|专科", re.IGNORECASE)
"""Foreign qualifications below a bachelor's degree."""
ELSEWHERE = "external_social_insurance_proof"


@rule("APP-C1-DEGREE-2Y")
def condition_1_has_a_degree_and_two_years(case: Case, policy: Policy) -> list[Verdict]:
    """Bachelor or higher, and 24 months of insurance; without a record the system checks."""
    if case.condition != 1:
        return [not_applicable("未申报条件1。", "Condition 1 is not declared.")]
    return [_degree(case, policy), _work(case, policy)]


def _degree(case: Case, policy: Policy) -> Verdict:
    papers = case.of(*DEGREES)
    for paper in papers:
        degree = look(paper, LEVELS[paper.type], policy)
        if can_confirm(degree) and LEVEL.search(degree.text):
            return passed(f"具有{degree.text}学位。", f"There is a degree, {degree.text}.", degree)
    found = [look(paper, LEVELS[paper.type], policy) for paper in papers]
    if found and all(value.sure and BELOW.search(value.text) for value in found):
        zh = f"学位为“{found[0].text}”，条件1须学士及以上学位，不能按条件1申报。"
        en = (
            f"The degree is “{found[0].text}”; condition 1 needs a bachelor's degree or higher, so "
            "it cannot be declared."
        )
        return because(failed(zh, en, *found), "degree")
    if papers:
        zh = "学位未能辨认，请核对是否为学士及以上。"
        en = "The degree was not read; please check that it is a bachelor's or higher."
        return to_review(zh, en, *papers)
    if where := hidden(case, *DEGREES):
        zh = f"未见学位证书（{where.zh(policy)}）。"
        en = f"No degree certificate was recognised ({where.en(policy)})."
        return to_review(zh, en, *where.papers)
    stated = case.application.applicant.degree_certificate_no
    forms = case.of("application_form_new")
    if stated or any(look(form, "degree_number", policy).text for form in forms):
        return to_review(
            "填报了学位证书编号，未见学位证书，请补充或核对。",
            "A degree certificate's number is stated, the certificate was not seen; please add it "
            "or check.",
        )
    if without_degree(case, policy):
        zh = "条件1须有学士及以上学位，材料和填报均未见学位；没有学位的，不能按条件1申报。"
        en = (
            "Condition 1 needs a bachelor's degree or higher, and neither the papers nor what was "
            "filled in show a degree; without one it cannot be declared."
        )
        return because(failed(zh, en), "degree")
    return to_review(
        "未见学历学位材料，见材料齐全一项，请核对。",
        "No paper on education or degree was seen (see the rule on completeness); please check.",
    )


def _work(case: Case, policy: Policy) -> Verdict:
    need = policy.whole("beijing_insurance_months", case.day)
    book, outside = contributions(case, policy), case.of(ELSEWHERE)
    papers = (*book.papers, *outside)
    if not papers:
        return not_checked(
            f"没有社保记录，工作经历是否满 {need} 个月由系统比对。",
            f"No insurance record here: the system tells whether {need} months are worked.",
        )
    paid = {month for month in book.paid() | set(_elsewhere(outside, policy)) if month}
    paid_months = max(len(paid), _printed(book.papers, policy), _printed(outside, policy))
    if paid_months >= need:
        return _enough(paid_months, need, paid, case, policy, papers)
    zh = f"社保缴费共 {paid_months} 个月，条件1须满 {need} 个月"
    paid_en = counted(paid_months, "month")
    en = f"{paid_en} of social insurance; condition 1 needs {counted(need, 'month')}"
    here = _printed(book.papers, policy)
    open_ = here > len(book.paid())  # the total exceeds the rows: the other months are not known
    most = here + _printed(outside, policy) if open_ else len(paid)
    if not _whole(book, outside, case, policy) or most >= need:
        en = f"{en}. The payments were not read in full; please check."
        return to_review(f"{zh}，缴费记录未能完整辨认，请核对。", en, *papers)
    worked = paid | {month for post in posts(case, policy)[0] for month in _span(post, case)}
    if len(worked) >= need:
        zh = f"{zh}；按工作经历尚有未附缴费证明的月份，请补充证明。"
        en = f"{en}. The work history has months without proof of payment; please add proofs."
        return to_review(zh, en, *papers)
    return because(failed(f"{zh}。", f"{en}.", *papers), "condition:1:work")


def _enough(
    count: int,
    need: int,
    paid: set[str],
    case: Case,
    policy: Policy,
    papers: tuple[Document, ...],
) -> Verdict:
    """Months before the degree count, for the text does not exclude them; they are shown."""
    days = [look(paper, "issue_date", policy) for paper in case.of("degree_certificate")]
    since = min((value.text[:7] for value in days if value.sure and value.day), default="")
    after = len({month for month in paid if month >= since})
    if since and len(paid) >= need > after:
        return passed(
            f"社保缴费共 {count} 个月，其中取得学位（{since}）后 {after} 个月，请窗口留意。",
            f"{count} months of insurance, {after} of them after the degree ({since}); the "
            "counter should note it.",
            *papers,
            severity="advisory",
        )
    return passed(
        f"社保缴费共 {count} 个月，满 {need} 个月。",
        f"{count} months of insurance, at least {need}.",
        *papers,
    )


def _elsewhere(papers: tuple[Document, ...], policy: Policy) -> Iterator[str]:
    for paper in papers:
        for row in paper.rows:
            month = cell(paper, row, "period", policy)
            if month.sure:
                yield month.text[:7]


def _printed(papers: tuple[Document, ...], policy: Policy) -> int:
    """The total of months as printed on one of the papers."""
    values = [look(paper, "total_months", policy) for paper in papers]
    return max((int(v.text) for v in values if v.sure and v.text.isdecimal()), default=0)


def _whole(book: Book, outside: tuple[Document, ...], case: Case, policy: Policy) -> bool:
    """Whether these papers are read completely: totals or spans, with nothing unread."""
    if hidden(case, *RECORDS) or book.vague or (book.papers and not book.whole):
        return False
    if book.papers and not book.segments and not _printed(book.papers, policy):
        return False  # a list of payments may cover one year only
    return all(
        not paper.troubles and _printed((paper,), policy) <= len(paper.rows or ())
        and all(cell(paper, row, "period", policy).sure for row in paper.rows)
        for paper in outside
    )  # fmt: skip


def _span(post: Post, case: Case) -> tuple[str, ...]:
    """The months of a post in the work history; empty if its dates are not given."""
    last = post.end or month_of(case.day, -1)
    try:
        size = (int(last[:4]) - int(post.start[:4])) * 12 + int(last[5:7]) - int(post.start[5:7])
    except ValueError:
        return ()
    return months(post.start, size + 1) if size >= 0 else ()


RULES: tuple[Rule, ...] = (condition_1_has_a_degree_and_two_years,)
