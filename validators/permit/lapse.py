"""Consequences of leaving, guide 六（四）: lapse, cancellation, the new contract."""

from datetime import timedelta

from core.models.document import Document
from core.numbers.dates import parse_date
from validators.facts.leaving import certificate, deferral
from validators.ground.blanks import unread
from validators.ground.case import Case, fact
from validators.ground.compare import same
from validators.ground.elsewhere import standing
from validators.ground.gather import due
from validators.ground.look import Value, look
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

NO_CERTIFICATE = not_applicable("没有离职证明，见材料齐全一项。", "No resignation certificate.")
LEAVING = ("离职证明的离职日期", "The leaving date on the resignation certificate")


def _left(case: Case, policy: Policy) -> Value | None:
    paper = certificate(case, policy)
    return None if paper is None else look(paper, "leave_date", policy)


@rule("CHANGE-LAPSE")
def permit_has_not_lapsed_for_want_of_a_deferral(case: Case, policy: Policy) -> Verdict:
    """After L+60 the permit is only valid with a deferral on record."""
    left = _left(case, policy)
    if left is None:
        return NO_CERTIFICATE
    if not left.sure or left.day is None:
        return unread(left, *LEAVING)
    days = policy.whole("change_days", case.day)
    last = left.day + timedelta(days=days)
    if case.day <= last:
        return passed(
            f"离职日期 {left.day}，未超过 {days} 日（至 {last}）。",
            f"Left on {left.day}; {days} days (until {last}) have not passed.",
            left,
        )
    known = deferral(case)
    if not known.told:
        return not_checked(
            f"离职已超过 {days} 日（至 {last}），系统未给出延期注销记录，请核对是否已失效。",
            f"More than {days} days (until {last}) have passed since leaving, and whether a "
            "deferral was registered was not given; please check whether the permit has "
            "lapsed.",
            left,
        )
    if known.there:
        return passed(
            f"已办理个人延期注销（至 {known.text}）。",
            f"A deferral is on record ({known.text}).",
            left,
        )
    border = case.day <= policy.rolled(last)
    lapsed = failed(
        f"离职日期 {left.day}，至 {last} 未办理个人延期注销，证件已自动失效，须重新申请"
        + ("（期限末日为休息日，请窗口裁量）。" if border else "。"),
        f"Left on {left.day}; no deferral was registered by {last}, so the permit has lapsed by "
        "itself"
        + (" (the last day is a day off: the counter decides)" if border else "")
        + "; please apply anew.",
        left,
        severity="advisory" if border else None,
    )
    return because(lapsed, "left")


@rule("CHANGE-OLD-5WD")
def former_employer_cancels_within_five_working_days(case: Case, policy: Policy) -> Verdict:
    """cancel_date is at most five working days after leaving, not counting the day itself."""
    left = _left(case, policy)
    if left is None:
        return NO_CERTIFICATE
    if not left.sure or left.day is None:
        return unread(left, *LEAVING, severity=None)
    last = policy.workdays_after(left.day, policy.whole("former_employer_workdays", case.day))
    done = parse_date(fact(case, "cancel_date"))
    if done is None:
        return not_checked(
            f"未给出原单位办理注销手续的日期，应不晚于 {last}。",
            f"When the former unit cancelled is not given; it must have been by {last}.",
            left,
        )
    if done <= last:
        return passed(
            f"原单位于 {done} 办理注销手续，未超过 {last}。",
            f"The former unit cancelled on {done}, not after {last}.",
            left,
        )
    return failed(
        f"原单位于 {done} 办理注销手续，应不晚于 {last}（离职后 5 个工作日内）。",
        f"The former unit cancelled on {done}; it should have been by {last}, within "
        "5 working days of leaving.",
        left,
    )


@rule("CHANGE-SEQUENCE")
def leaving_precedes_the_new_contract(case: Case, policy: Policy) -> list[Verdict]:
    """The old employment ended before the new contract, not long before; it is the one on the
    permit.
    """
    paper = certificate(case, policy)
    contract = case.first("labor_contract", role="applicant")
    if paper is None:
        return [NO_CERTIFICATE]
    verdicts = [] if contract is None else [_order(paper, contract, case, policy)]
    for permit in case.of("permit_confirmation"):
        left, held = look(paper, "company", policy), look(permit, "unit_name", policy)
        verdicts += _one_unit(left, held, policy)
    return verdicts or [not_applicable("没有劳动合同，见材料齐全一项。", "No contract to compare.")]


def _one_unit(left: Value, held: Value, policy: Policy) -> list[Verdict]:
    """Empty if both are the same unit, or one paper has no such field."""
    answer = same(left, held)
    if answer is False:
        zh = f"离职证明由“{left.text}”出具，证件上的聘用单位为“{held.text}”，请核对。"
        en = (
            f"The resignation certificate is of “{left.text}”, the permit names “{held.text}”; "
            "please check."
        )
        return [failed(zh, en, left, held)]
    blank = "absent" in (left.state, held.state)
    vague = [value for value in (left, held) if value.text or due(value, policy) or value.field]
    if answer or blank or len(vague) < 2 or standing(left.document, held.text):
        return []
    names = "”“".join(value.text or "（未能辨认）" for value in vague)
    read_en = "” and “".join(value.text or "(not read)" for value in vague)
    zh = f"离职证明的单位与证件上的聘用单位读作“{names}”，未能确认是否为同一单位，请核对。"
    en = f"The unit left and the permit's unit read “{read_en}”; please check whether they are one."
    return [to_review(zh, en, left, held)]


def _order(paper: Document, contract: Document, case: Case, policy: Policy) -> Verdict:
    left, start = look(paper, "leave_date", policy), look(contract, "start_date", policy)
    for value, zh, en in (
        (left, *LEAVING),
        (start, "劳动合同的起始日期", "The labour contract's first day"),
    ):
        if not value.sure or value.day is None:
            return unread(value, zh, en, left, start, severity=None)
    assert left.day is not None and start.day is not None
    if left.day > start.day:
        return failed(
            f"离职日期 {left.day} 晚于新合同起始日 {start.day}，请说明。",
            f"Left on {left.day}, after the new contract began on {start.day}; please explain.",
            left,
            start,
        )
    days = policy.whole("change_days", case.day)
    if (start.day - left.day).days > days and not deferral(case).there:
        gap = failed(
            f"离职日期 {left.day} 至新合同起始日 {start.day} 超过 {days} 日，"
            "须有延期注销记录，请核对。",
            f"Left on {left.day}, the new contract began on {start.day}, over {days} days later: a "
            "deferral must be on record; please check.",
            left,
            start,
        )
        return because(gap, "left")
    return passed("离职日期不晚于新合同起始日。", "In order.", left, start)


RULES: tuple[Rule, ...] = (
    permit_has_not_lapsed_for_want_of_a_deferral,
    former_employer_cancels_within_five_working_days,
    leaving_precedes_the_new_contract,
)
