"""Dates in a plausible order (generic, advisory); GEN-DATE-FUTURE checks days after filing."""

from datetime import date, timedelta
from typing import NamedTuple

from core.numbers.dates import add_months, parse_date
from validators.facts.degrees import step
from validators.ground.case import Case
from validators.ground.compare import can_confirm
from validators.ground.look import Value, look
from validators.ground.verdict import Rule, Verdict, failed, not_applicable, passed, rule, to_review
from validators.policy import Policy

ORDER = (
    ("graduation_certificate", "start_month", "end_month", "入学", "毕业"),
    ("chsi_registration_form", "enroll_date", "graduation_date", "入学", "毕业"),
    ("business_license", "establishment_date", "issue_date", "成立", "证照签发"),
    ("id_card", "valid_from", "valid_to", "有效期起", "有效期止"),
    ("residence_permit_card", "valid_from", "valid_to", "有效期起", "有效期止"),
    ("permit_confirmation", "valid_from", "valid_to", "有效期起", "有效期止"),
    ("lease_contract", "lease_start", "lease_end", "起租", "到期"),
    ("labor_contract", "start_date", "end_date", "合同起始", "合同终止"),
    ("labor_contract_renewal", "start_date", "end_date", "续订起始", "续订终止"),
    ("resignation_certificate", "start_date", "leave_date", "入职", "离职"),
    ("tax_info_notice", "period_start", "period_end", "查询期间起", "查询期间止"),
    ("tax_info_notice", "period_end", "issue_date", "查询期间止", "出具"),
    ("education_verification_report", "enroll_date", "graduation_date", "入学", "毕业"),
    ("institution_certificate", "valid_from", "valid_to", "有效期起", "有效期止"),
    ("social_org_certificate", "valid_from", "valid_to", "有效期起", "有效期止"),
    ("application_form_renewal", "valid_from", "valid_to", "有效期起", "有效期止"),
    ("patent_certificate", "application_date", "grant_date", "申请", "授权公告"),
)  # fmt: skip
STRICT = ("graduation_certificate", "chsi_registration_form", "education_verification_report")
"""Here both dates must not be equal either."""

VAGUE = "部分日期未能辨认，未核对先后，请核对。"
VAGUE_EN = "Some dates were not read, so their order was not checked; please check."


class DatePair(NamedTuple):
    """Two dates; the first must not be after the second plus `slack`."""

    first: Value
    second: Value
    one: str
    two: str
    wrong: bool
    allowed: str = ""
    """What is still allowed, in English."""


def _day(value: Value) -> date | None:
    """A day, or the first of a month."""
    return value.day or parse_date(f"{value.text}-01")


@rule("GEN-DATE-ORDER")
def dates_stand_in_a_likely_order(case: Case, policy: Policy) -> list[Verdict]:
    """Start dates before end dates; a degree at most half a year before its diploma."""
    pairs = [*_own(case, policy), *_signed(case, policy), *_degrees(case, policy)]
    sure = [pair for pair in pairs if _known(pair)]
    verdicts = [_pair_verdict(pair, policy) for pair in sure if pair.wrong]
    vague = [pair for pair in pairs if pair not in sure]
    if vague:
        shown = [value for p in vague for value in (p.first, p.second) if not value.sure]
        verdicts.append(to_review(VAGUE, VAGUE_EN, *shown))
    if verdicts:
        return verdicts
    if not sure:
        return [not_applicable("没有可核对先后的日期。", "No dates to compare.")]
    return [passed("各材料日期先后合理。", "Dates are in order.", *(p.first for p in sure))]


def _known(pair: DatePair) -> bool:
    """Whether the order is known: a doubtful date in the right order confirms it."""
    if pair.first.sure and pair.second.sure:
        return True
    both = _day(pair.first) is not None and _day(pair.second) is not None
    return both and not pair.wrong and can_confirm(pair.first) and can_confirm(pair.second)


def _own(case: Case, policy: Policy) -> list[DatePair]:
    """The pairs within one paper; there is no pair if one of the two fields does not exist."""
    pairs = []
    for kind, first, second, one, two in ORDER:
        for paper in case.of(kind):
            a, b = look(paper, first, policy), look(paper, second, policy)
            if {a.state, b.state} & {"missing", "absent"} or b.text == "长期":
                continue
            early, late = _day(a), _day(b)
            wrong = early is not None and late is not None and early > late
            wrong = wrong or (kind in STRICT and early is not None and early == late)
            pairs.append(DatePair(a, b, one, two, wrong))
    return pairs


def _signed(case: Case, policy: Policy) -> list[DatePair]:
    """A contract begins at most 30 days after it is signed."""
    days = int(policy.tolerance("contract_after_signing_days"))
    pairs = []
    for paper in case.of("labor_contract"):
        start, sign = look(paper, "start_date", policy), look(paper, "sign_date", policy)
        if start.day and sign.day:
            wrong = start.day > sign.day + timedelta(days=days)
            allowed = f" (up to {days} days after signing are)"
            pairs.append(DatePair(start, sign, "合同起始", f"签订后 {days} 日", wrong, allowed))
    return pairs


def _degrees(case: Case, policy: Policy) -> list[DatePair]:
    """Diploma and degree of one level, by the certificates; other levels have other years."""
    months = int(policy.tolerance("degree_before_graduation_months"))
    pairs = []
    for diploma in case.of("graduation_certificate"):
        level, end = look(diploma, "level", policy), look(diploma, "end_month", policy)
        for degree in case.of("degree_certificate"):
            name, day = look(degree, "degree", policy), look(degree, "issue_date", policy)
            known = level.sure and name.sure and step(level.text) is not None
            if not known or step(level.text) != step(name.text):
                continue
            left, got = _day(end), _day(day)
            if left is not None and got is not None:
                wrong = add_months(got, months) < left
                two = f"学位授予（早 {months} 个月以上）"
                allowed = f" (a degree up to {months} months before the diploma is)"
                pairs.append(DatePair(end, day, "毕业", two, wrong, allowed))
    return pairs


def _pair_verdict(pair: DatePair, policy: Policy) -> Verdict:
    a, b = pair.first, pair.second
    kinds = dict.fromkeys(value.document.type for value in (a, b))
    titles, titles_en = map(policy.title, kinds), map(policy.title_en, kinds)
    start = f"the {a.called} {a.text} and the {b.called} {b.text}"
    return failed(
        f"{'、'.join(titles)}的{pair.one}日期 {a.text}、{pair.two}日期 {b.text} "
        "先后不合理，请核对。",
        f"{' and '.join(titles_en)}: {start} are not in a likely order{pair.allowed}; please "
        "check.",
        a,
        b,
    )


RULES: tuple[Rule, ...] = (dates_stand_in_a_likely_order,)
