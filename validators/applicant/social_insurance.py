"""Social insurance, guide 二（二）注 and 六（二）常规13: months and proofs."""

from core.models.document import Document
from core.numbers.dates import add_months, month_of
from validators.facts import parties
from validators.facts.contributions import RECORDS, Book, contributions
from validators.facts.ledger import ledger
from validators.facts.names import names
from validators.facts.posts import elsewhere
from validators.facts.whose import anothers, of_person
from validators.ground.case import Case
from validators.ground.compare import is_one
from validators.ground.gaps import lacking
from validators.ground.hidden import hidden
from validators.ground.look import look
from validators.ground.phrases import counted, quoted
from validators.ground.verdict import (
    Rule,
    Verdict,
    failed,
    not_applicable,
    not_checked,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

FREELANCE = 8
PROOF = ("external_social_insurance_proof",)


@rule("APP-EMPLOYED-6M")
def applicant_is_employed_for_six_months(case: Case, policy: Policy) -> Verdict:
    """Six pension months paid by this unit up to M-1; without a record, by the contract."""
    if case.condition == FREELANCE:
        return not_applicable("条件8申请人不要求聘用。", "Condition 8 asks no employment.")
    book = contributions(case, policy)
    if not book.papers:
        return _by_contract(case, policy)
    need = policy.whole("employed_months", case.day)
    called = _names(case, policy)
    last = month_of(case.day, -1)
    sure, back, maybe = _by_this_unit(book, called, last)
    text = f"本单位缴纳社保至 {last} 共 {len(sure)} 个月，须满 {need} 个月"
    en = (
        f"This unit has paid social insurance of {counted(len(sure), 'month')} up to {last}; "
        f"{counted(need, 'month')} must be paid"
    )
    if len(sure) >= need:
        return passed(f"{text}。", f"{en}.", *book.papers)
    if len(sure | back | maybe) >= need and len(sure | back) < need:
        en = f"{en}. Some of the payments were not read; please check."
        return to_review(f"{text}，部分缴费记录未能辨认，请核对。", en, *book.papers)
    if not book.whole or hidden(case, *RECORDS) or not parties.employer(case, policy).sure:
        en = f"{en}. The payments were not read in full; please check."
        return to_review(f"{text}，缴费记录未能完整辨认，请核对。", en, *book.papers)
    if len(sure | back) >= need:
        late = len(back - sure)
        zh = f"{text}，另有补缴 {late} 个月，请核对。"
        en = f"{en}. {counted(late, 'month')} more were paid later than due; please check."
        return failed(zh, en, *book.papers, severity="advisory")
    return failed(f"{text}。", f"{en}.", *book.papers)


def _names(case: Case, policy: Policy) -> tuple[str, ...]:
    """The unit's name and, with a notice, its former names."""
    known = names(case, policy)
    return tuple(
        name for name in (known.unit.name, *(n.text for n in known.noticed if n.sure)) if name
    )


def _by_this_unit(
    book: Book, names: tuple[str, ...], last: str
) -> tuple[set[str], set[str], set[str]]:
    """Months surely paid by the unit, months it paid back later, and months it may have paid."""
    own: set[str] = set()
    maybe: set[str] = set()
    rows = book.segments or book.payments
    for row in rows:
        answers = [is_one(row.employer, name) for name in names]
        if True in answers and row.span:
            own |= set(row.span)
            if not row.full and not book.payments:  # an unknown month within the span is unpaid
                gone = len(row.span) - (row.count or 0)
                own -= set(row.span[:gone])
                maybe |= set(row.span[:gone]) if row.count is None else set()
        elif None in answers:
            maybe |= set(row.span)
    late = {m for row in book.payments if row.back for m in row.span}
    if book.payments:
        maybe |= own & book.vague
        own &= book.paid()
    own, maybe = ({m for m in found if m <= last} for found in (own, maybe))
    return own - late, own & late, maybe - own


def _by_contract(case: Case, policy: Policy) -> Verdict:
    """The contract's start is only a cross-check: never more than a hint."""
    need = policy.whole("employed_months", case.day)
    latest = add_months(case.day, -need)
    starts = [look(p, "start_date", policy) for p in case.of("labor_contract", role="applicant")]
    days = [value.day for value in starts if value.sure and value.day]
    if not starts:
        return not_checked(
            "没有社保记录，聘用时间请在系统核对。",
            "No insurance record here; please check the time of employment in the system.",
        )
    if days and min(days) <= latest:
        zh = f"劳动合同自 {min(days)} 起，已满 {need} 个月；以系统比对的社保缴费为准。"
        return passed(zh, "By the contract's start.", *starts, severity="advisory")
    paid = {m for m in ledger(case, policy).known if m < month_of(case.day)}
    if len(days) < len(starts) or hidden(case, "labor_contract", *RECORDS) or len(paid) >= need:
        zh = f"劳动合同起始日不足以确认聘用满 {need} 个月，请在系统核对社保。"
        en = (
            f"The contract's first day does not show {counted(need, 'month')} of employment; "
            "please check the social insurance in the system."
        )
        return to_review(zh, en, *starts, severity="advisory")
    return failed(
        f"劳动合同自 {min(days)} 起，至申报日不满 {need} 个月，请在系统核对社保缴费。",
        f"The contract began on {min(days)}, less than {counted(need, 'month')} before the day of "
        "filing; please check the social insurance in the system.",
        *starts,
        severity="advisory",
    )


@rule("SI-AUTO")
def the_system_compares_by_itself(case: Case, policy: Policy) -> Verdict:
    """A Beijing record is never required for new permits and renewals."""
    if case.day < policy.date_of("insurance_compared_from", case.day):
        return not_applicable("该日尚未实行自动比对。", "Not yet compared by the system.")
    return passed(
        "在京社保由系统自动比对，无须提交。",
        "The system compares it; nothing needs to be handed in.",
        *case.of("social_insurance_record"),
    )


@rule("SI-EXTERNAL")
def short_or_outside_work_is_proved(case: Case, policy: Policy) -> Verdict:
    """Under 24 months in Beijing, or a former employer elsewhere: proof from the other city."""
    proofs = case.of(*PROOF)
    if proofs:
        return _proved(proofs, case, policy)
    months = _total(case, policy)
    need = policy.whole("beijing_insurance_months", case.day)
    place = elsewhere(case, policy)
    book = contributions(case, policy)
    if months is not None and months < need:
        zh = f"在京缴纳社保 {months} 个月，不足 {need} 个月，须提供外地社保缴纳证明。"
        en = (
            f"{counted(months, 'month')} of social insurance in Beijing, less than {need}; a proof "
            "of social insurance paid elsewhere must be provided."
        )
        if not book.whole:
            en = f"{en} The record was not read in full; please check."
            return to_review(zh, en, *book.papers)
        return lacking(case, policy, zh, en, *book.papers, papers=PROOF)
    if place.name:
        zh = f"原工作单位“{place.name}”在京外，须提供外地社保缴纳证明。"
        en = (
            f"The former employer “{place.name}” is outside Beijing; a proof of social insurance "
            "paid there must be provided."
        )
        if not place.sure:
            return to_review(
                zh, f"{en} Its name was not read for sure; please check.", *place.shown
            )
        return lacking(case, policy, zh, en, *place.shown, papers=PROOF)
    if place.shown:
        zh = "申请表的工作经历未能辨认，请核对原工作单位是否在京外。"
        en = (
            "The work history on the application form was not read; please check whether a former "
            "employer is outside Beijing."
        )
        return to_review(zh, en, *place.shown)
    if months is None and not book.papers:
        return not_checked(
            "在京社保缴费月数由系统比对，请核对是否不足两年。",
            "The system compares the months insured in Beijing; please check whether they are "
            "under two years.",
        )
    if months is None:
        zh = "在京社保缴费月数未能辨认，请核对。"
        en = "The months of social insurance in Beijing were not read; please check."
        return to_review(zh, en, *book.papers)
    return not_applicable(
        f"在京缴纳社保 {months} 个月，无须外地证明。",
        f"{months} months insured in Beijing: no proof from elsewhere is needed.",
    )


def _total(case: Case, policy: Policy) -> int | None:
    """Months in Beijing: the printed total, else counted from the rows."""
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
        en = (
            f"The proof of social insurance elsewhere is of {quoted(name.text)}, not of the "
            f"applicant {own.name}; please provide the applicant's own."
        )
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
        zh = "外地社保证明的印章或验证码未能辨认，请核对。"
        en = "Seal and code of the proof of insurance elsewhere were not read; please check."
        return to_review(zh, en, *proofs)
    zh = "外地社保缴纳证明没有社保经办机构印章或验证码，请重新开具。"
    en = (
        "The proof of social insurance elsewhere bears neither the insurance office's seal nor a "
        "verification code; please have it issued anew."
    )
    return failed(zh, en, *proofs)


RULES: tuple[Rule, ...] = (
    applicant_is_employed_for_six_months,
    the_system_compares_by_itself,
    short_or_outside_work_is_proved,
)
