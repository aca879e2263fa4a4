"""Social insurance, guide 二（二）注, 六（二）常规13 and 六（十一）(2)D: months and proofs."""

from datetime import timedelta

from core.models.document import Document
from core.numbers.dates import add_months, month_of
from validators.facts import parties
from validators.facts.contributions import RECORDS, Book, contributions
from validators.facts.ledger import ledger, windows
from validators.facts.names import names
from validators.facts.posts import elsewhere
from validators.facts.whose import anothers, of_person
from validators.ground.case import Case
from validators.ground.compare import is_one
from validators.ground.gaps import lacking
from validators.ground.hidden import hidden
from validators.ground.look import look
from validators.ground.verdict import (
    Rule,
    Verdict,
    failed,
    passed,
    rule,
    unbound,
    unchecked,
    unclear,
)
from validators.policy import Policy

FREELANCE = 8
PROOF = ("external_social_insurance_proof",)


@rule("APP-EMPLOYED-6M")
def applicant_is_employed_for_six_months(case: Case, policy: Policy) -> Verdict:
    """Six pension months paid by this unit up to M-1; without a record by the contract."""
    if case.condition == FREELANCE:
        return unbound("条件8申请人不要求聘用。", "Condition 8 asks no employment.")
    book = contributions(case, policy)
    if not book.papers:
        return _by_contract(case, policy)
    need = policy.whole("employed_months", case.day)
    called = _names(case, policy)
    last = month_of(case.day, -1)
    sure, back, maybe = _by_this_unit(book, called, last)
    told = f"本单位缴纳社保至 {last} 共 {len(sure)} 个月，须满 {need} 个月"
    if len(sure) >= need:
        return passed(f"{told}。", f"{len(sure)} months paid by the unit.", *book.papers)
    if len(sure | back | maybe) >= need and len(sure | back) < need:
        return unclear(f"{told}，部分缴费记录未能辨认。", "Not all was read.", *book.papers)
    if not book.whole or hidden(case, *RECORDS) or not parties.employer(case, policy).sure:
        return unclear(f"{told}，缴费记录未能完整辨认。", "Not all was read.", *book.papers)
    if len(sure | back) >= need:
        return failed(
            f"{told}，另有补缴 {len(back - sure)} 个月，请核对。",
            "Only with back payments.",
            *book.papers,
            severity="advisory",
        )
    return failed(f"{told}。", f"{len(sure)} months, {need} needed.", *book.papers)


def _names(case: Case, policy: Policy) -> tuple[str, ...]:
    """The unit's name and, with a notice, the names it bore before."""
    known = names(case, policy)
    return tuple(
        name for name in (known.unit.name, *(n.text for n in known.noticed if n.sure)) if name
    )


def _by_this_unit(
    book: Book, names: tuple[str, ...], last: str
) -> tuple[set[str], set[str], set[str]]:
    """Months surely paid by the unit, paid back by it, and those that may be its."""
    mine: set[str] = set()
    maybe: set[str] = set()
    rows = book.segments or book.payments
    for row in rows:
        answers = [is_one(row.employer, name) for name in names]
        if True in answers and row.span:
            mine |= set(row.span)
            if not row.full and not book.payments:  # some month within is unpaid, not known which
                gone = len(row.span) - (row.count or 0)
                mine -= set(row.span[:gone])
                maybe |= set(row.span[:gone]) if row.count is None else set()
        elif None in answers:
            maybe |= set(row.span)
    late = {m for row in book.payments if row.back for m in row.span}
    if book.payments:
        maybe |= mine & book.vague
        mine &= book.paid()
    mine, maybe = ({m for m in found if m <= last} for found in (mine, maybe))
    return mine - late, mine & late, maybe - mine


def _by_contract(case: Case, policy: Policy) -> Verdict:
    """The contract's start is only a cross-check: never more than a hint."""
    need = policy.whole("employed_months", case.day)
    latest = add_months(case.day, -need)
    starts = [look(p, "start_date", policy) for p in case.of("labor_contract", role="applicant")]
    days = [value.day for value in starts if value.sure and value.day]
    if not starts:
        return unchecked("没有社保记录，聘用时间请在系统核对。", "No record, no contract.")
    if days and min(days) <= latest:
        zh = f"劳动合同自 {min(days)} 起，已满 {need} 个月；以系统比对的社保缴费为准。"
        return passed(zh, "By the contract's start.", *starts, severity="advisory")
    paid = {m for m in ledger(case, policy).known if m < month_of(case.day)}
    if len(days) < len(starts) or hidden(case, "labor_contract", *RECORDS) or len(paid) >= need:
        zh = "劳动合同起始日不足以确认聘用满 6 个月，请在系统核对社保。"
        return unclear(zh, "The contract does not tell.", *starts, severity="advisory")
    return failed(
        f"劳动合同自 {min(days)} 起，至申报日不满 {need} 个月，请在系统核对社保缴费。",
        f"The contract began after {latest}; check the insurance record.",
        *starts,
        severity="advisory",
    )


@rule("SI-AUTO")
def the_system_compares_by_itself(case: Case, policy: Policy) -> Verdict:
    """A Beijing record is never demanded of new permits and renewals."""
    if case.day < policy.date_of("insurance_compared_from", case.day):
        return unbound("该日尚未实行自动比对。", "Not yet compared by the system.")
    return passed(
        "在京社保由系统自动比对，无须提交。", "Compared by the system.",
        *case.of("social_insurance_record"),
    )  # fmt: skip


@rule("SI-EXTERNAL")
def short_or_outside_work_is_proved(case: Case, policy: Policy) -> Verdict:
    """Under 24 months in Beijing, or a former employer elsewhere: the other city's proof."""
    proofs = case.of(*PROOF)
    if proofs:
        return _proved(proofs, case, policy)
    months = _total(case, policy)
    need = policy.whole("beijing_insurance_months", case.day)
    place = elsewhere(case, policy)
    book = contributions(case, policy)
    if months is not None and months < need:
        zh = f"在京缴纳社保 {months} 个月，不足 {need} 个月，须提供外地社保缴纳证明。"
        if not book.whole:
            return unclear(zh, "Not all was read.", *book.papers)
        short = lacking(
            case, policy, zh, f"{months} months in Beijing.", *book.papers, papers=PROOF
        )
        return short
    if place.name:
        zh = f"原工作单位“{place.name}”在京外，须提供外地社保缴纳证明。"
        if not place.sure:
            return unclear(zh, "A former employer elsewhere?", *place.shown)
        return lacking(
            case, policy, zh, "A former employer is elsewhere.", *place.shown, papers=PROOF
        )
    if place.shown:
        zh = "申请表的工作经历未能辨认，请核对原工作单位是否在京外。"
        return unclear(
            zh, "The work history was not read: was an employer elsewhere?", *place.shown
        )
    if months is None and not book.papers:
        return unchecked("在京社保缴费月数由系统比对，请核对是否不足两年。", "Months not given.")
    if months is None:
        return unclear("在京社保缴费月数未能辨认。", "Months not read.", *book.papers)
    return unbound(f"在京缴纳社保 {months} 个月，无须外地证明。", "No proof is asked.")


def _total(case: Case, policy: Policy) -> int | None:
    """Months in Beijing: as printed, else as the rows make up."""
    book = contributions(case, policy)
    printed = [look(paper, "total_months", policy) for paper in book.papers]
    counts = [int(v.text) for v in printed if v.sure and v.text.isdecimal()]
    rows = len(book.paid()) if book.rows and book.whole and not book.vague else None
    if counts and rows is not None:
        return max(*counts, rows)
    return max(counts) if counts else rows


def _proved(found: tuple[Document, ...], case: Case, policy: Policy) -> Verdict:
    proofs = [paper for paper in found if not anothers(paper, case, policy)]
    if not proofs:
        name, own = look(found[0], "name", policy), parties.applicant(case, policy)
        zh = f"外地社保缴纳证明为“{name.text}”的，不是申请人 {own.name} 的，请提供本人的。"
        en = "The proof is somebody else's; give the applicant's own."
        return of_person(failed(zh, en, name), found[0], name, own, policy)
    for paper in proofs:
        code = look(paper, "verification_code", policy)
        offices = [p for p in paper.seals if p.seal.kind in ("agency", "other")]
        if code.text or offices:
            return passed("已附外地社保缴纳证明。", "The proof is there.", paper, code)
    blurred = any(
        paper.troubles or paper.grey
        or any(p.seal.confidence < policy.threshold("seal") for p in paper.seals)
        or look(paper, "verification_code", policy).state == "doubt"
        for paper in proofs
    )  # fmt: skip
    if blurred:
        return unclear("外地社保证明的印章或验证码未能辨认。", "Seal not read.", *proofs)
    zh = "外地社保缴纳证明没有社保经办机构印章或验证码，请重新开具。"
    return failed(zh, "Neither seal nor code.", *proofs)


@rule("ANNUAL-SI-12M")
def twelve_months_are_paid(case: Case, policy: Policy) -> list[Verdict]:
    """[M-12..M-1] or [M-13..M-2] all paid; the record queried within 30 days."""
    book = contributions(case, policy)
    if not book.papers:
        return [unbound("没有社保缴纳证明，见材料齐全一项。", "No record.")]
    length = policy.whole("annual_insurance_months", case.day)
    spans = windows(case.day, length)
    return [_covered(book, spans, case), *_fresh(book, case, policy)]


def _covered(book: Book, spans: tuple[tuple[str, ...], ...], case: Case) -> Verdict:
    paid = book.paid()
    asked = " 或 ".join(f"{span[0]} 至 {span[-1]}" for span in spans)
    for span in spans:
        if set(span) <= paid:
            return passed(f"{span[0]} 至 {span[-1]} 均已缴纳。", "All paid.", *book.papers)
    best = max(spans, key=lambda span: len(set(span) & paid))
    gone = [month for month in best if month not in paid]
    said = "、".join(gone)
    if not book.whole or hidden(case, *RECORDS) or set(gone) & book.vague:
        return unclear(f"须 {asked} 连续缴纳，未读到 {said}。", "Not all read.", *book.papers)
    return failed(f"须 {asked} 连续缴纳，缺 {said}。", f"Unpaid: {said}.", *book.papers)


def _fresh(book: Book, case: Case, policy: Policy) -> list[Verdict]:
    days = policy.whole("insurance_query_days", case.day)
    verdicts = []
    for paper in book.papers:
        day = look(paper, "query_date", policy)
        if day.sure and day.day and day.day + timedelta(days=days) < case.day:
            zh = f"社保记录查询于 {day.day}，已超过 {days} 日核验期，建议重新打印。"
            verdicts.append(failed(zh, f"Queried on {day.day}.", day, severity="advisory"))
        elif day.state == "doubt":
            zh = f"社保记录查询日期未能辨认，请核对是否在 {days} 日内。"
            verdicts.append(unclear(zh, "The day of query was not read.", day, severity="advisory"))
    return verdicts


RULES: tuple[Rule, ...] = (
    applicant_is_employed_for_six_months,
    the_system_compares_by_itself,
    short_or_outside_work_is_proved,
    twelve_months_are_paid,
)
