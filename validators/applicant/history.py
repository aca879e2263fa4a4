"""The work history of record and form against social insurance, guide 二（二）注 and 常规13."""

from validators.facts.contributions import RECORDS, Book, contributions
from validators.facts.posts import Post, posts
from validators.ground.case import Case
from validators.ground.compare import is_one
from validators.ground.hidden import hidden
from validators.ground.look import Value, cell
from validators.ground.phrases import quoted
from validators.ground.verdict import Rule, Verdict, failed, not_checked, passed, rule, to_review
from validators.policy import Policy


@rule("APP-SI-BASIS")
def history_follows_the_insurance(case: Case, policy: Policy) -> list[Verdict]:
    """Each post overlaps a span of insurance paid by the same employer."""
    found, sure, shown = posts(case, policy)
    book = contributions(case, policy)
    if not book.papers:
        return [
            not_checked(
                "没有社保记录，工作经历由系统比对。",
                "No insurance record is in the packet: the system compares the work history.",
            )
        ]
    if not found:
        zh = "未给出或未能读取工作经历，请与社保记录核对。"
        en = "No work history was given or read; please compare it with the insurance record."
        return [to_review(zh, en, *shown) if shown else not_checked(zh, en)]
    verdicts = [_post(post, book, case, policy, sure, shown) for post in found]
    bad = [verdict for verdict in verdicts if verdict.status != "pass"]
    return bad or [passed("工作经历与社保缴费单位一致。", "History agrees.", *book.papers, *shown)]


def _post(
    post: Post, book: Book, case: Case, policy: Policy, sure: bool, shown: tuple[Value, ...]
) -> Verdict:
    payers = [
        row.employer
        for row in (*book.segments, *book.payments)
        if row.span and row.employer.text and _overlap(post, row.span)
    ]
    payers += [
        cell(paper, row, "employer", policy)
        for paper in case.of("external_social_insurance_proof")
        for row in paper.rows
        if _overlap(post, (cell(paper, row, "period", policy).text,))
    ]
    answers = [is_one(payer, post.employer) for payer in payers]
    if True in answers:
        return passed(
            f"“{post.employer}”与社保一致。",
            f"“{post.employer}” agrees with the social insurance.",
            *shown,
        )
    unread = [
        row.employer
        for row in (*book.segments, *book.payments)
        if _overlap(post, row.span or ("",)) and row.employer.state == "doubt"
    ]
    zh = f"工作经历“{post.employer}”（{post.start or '？'} 至 {post.end or '今'}）"
    en = f"The post at “{post.employer}” ({post.start or '?'} to {post.end or 'now'})"
    if not payers and unread:
        en = f"{en}: who paid its social insurance was not read; please check."
        return to_review(f"{zh}的社保缴费单位未能辨认，请核对。", en, *shown, *unread)
    if not payers:
        zh = f"{zh}未见相应社保缴费，请核对。"
        en = f"{en}: no social insurance was seen for it; please check."
        return to_review(zh, en, *shown, *book.papers, severity="advisory")
    names = list(dict.fromkeys(payer.text for payer in payers))
    zh = f"{zh}的社保由“{'、'.join(names)}”缴纳，请更正或说明。"
    en = f"{en}: its social insurance was paid by {quoted(', '.join(names))}"
    if None in answers or not sure or not book.whole or hidden(case, *RECORDS):
        en = f"{en}, perhaps not by this employer; please correct or explain."
        return to_review(zh, en, *shown, *payers)
    return failed(zh, f"{en}; please correct or explain.", *shown, *payers)


def _overlap(post: Post, span: tuple[str, ...]) -> bool:
    return bool(span[0]) and post.start <= span[-1] and (not post.end or post.end >= span[0])


RULES: tuple[Rule, ...] = (history_follows_the_insurance,)
