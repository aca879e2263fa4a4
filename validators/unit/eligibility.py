"""The applying unit, guide 二（一）: its age, its capital, its tax notice."""

from decimal import Decimal

from core.models.document import Document
from core.numbers.dates import add_years
from validators.facts.terms import begun
from validators.facts.units import NO_LEGAL_PERSON, unit_kind
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.compare import can_confirm
from validators.ground.look import Value, look
from validators.ground.phrases import counted
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

REPORT = "capital_verification_report"
CAPITAL = (
    ("credit_publicity_printout", "paid_in_capital"),
    (REPORT, "paid_in_total"),
    ("unit_change_form", "paid_in_capital"),
)


@rule("UNIT-AGE-1Y")
def unit_is_a_year_old(case: Case, policy: Policy) -> Verdict:
    """成立日期 plus one year is not after the filing day."""
    years = policy.whole("unit_min_age_years", case.day)
    for paper in case.of("business_license"):
        start = look(paper, "establishment_date", policy)
        if (day := begun(start)) is not None and add_years(day, years) <= case.day:
            return passed(
                f"成立日期 {day}，已满 {years} 年。",
                f"Registered on {day}: {counted(years, 'year')} and more.",
                start,
            )
        if not start.sure or start.day is None:
            return _by_its_issue(paper, start, years, case, policy)
        ripe = add_years(start.day, years)
        if ripe <= case.day:
            return passed(
                f"成立日期 {start.day}，已满 {years} 年。",
                f"Registered on {start.day}: {counted(years, 'year')} and more.",
                start,
            )
        return failed(
            f"成立日期 {start.day}，至 {ripe} 方满 {years} 年，申报日 {case.day} 尚不足，"
            f"请满 {years} 年后申请。",
            f"Registered on {start.day}: {counted(years, 'year')} will have passed on {ripe}, "
            f"after the filing day {case.day}; please apply then.",
            start,
        )
    for paper in case.of("institution_certificate", "social_org_certificate"):
        since = look(paper, "issue_date", policy)
        first = since if since.sure else look(paper, "valid_from", policy)
        if first.sure and first.day and add_years(first.day, years) <= case.day:
            return passed(
                f"证书自 {first.day} 起，已满 {years} 年。",
                f"In being since {first.day}: {counted(years, 'year')} and more.",
                first,
            )
        return not_checked(
            "法人证书未载成立日期，请核对。",
            "The certificate prints no founding date; please check it.",
            paper,
        )
    return not_applicable("材料中没有单位证照，见材料齐全一项。", "No unit paper.")


def _by_its_issue(paper: Document, start: Value, years: int, case: Case, policy: Policy) -> Verdict:
    """A licence with an unread founding date: the unit is at least as old as the licence.

    Unless the date is blank, or its partial reading is later than the rule allows.
    """
    issued = look(paper, "issue_date", policy)
    young = start.day is not None and add_years(start.day, years) > case.day
    old_enough = issued.sure and issued.day and start.state != "absent" and not young
    if old_enough and issued.day and add_years(issued.day, years) <= case.day:
        zh = f"营业执照签发于 {issued.day}，单位成立不晚于该日，已满 {years} 年。"
        return passed(zh, "The licence was issued a year ago.", issued, start)
    return unread(start, "营业执照的成立日期", "The business licence's establishment date")


@rule("UNIT-PAIDIN-1M")
def paid_in_capital_reaches_a_million(case: Case, policy: Policy) -> list[Verdict]:
    """Legal-person enterprises: paid-in, not subscribed, capital of a million yuan or more."""
    kind = unit_kind(case, policy)
    paper = case.first("business_license")
    company = look(paper, "company_type", policy) if paper else None
    if case.first("institution_certificate", "social_org_certificate") or kind in (
        "institution",
        "firm",
    ):
        return [not_applicable("仅适用于法人企业。", "Binds legal-person enterprises only.")]
    if company and NO_LEGAL_PERSON.search(company.text):
        return [
            not_applicable(
                f"{company.text}，不是法人企业。", f"{company.text}: not a legal-person enterprise."
            )
        ]
    need = policy.figure("unit_min_paid_in", case.day)
    values = [
        look(found, name, policy)
        for kind_, name in CAPITAL
        for found in _latest(kind_, case, policy)
    ]
    values = [value for value in values if value.state != "missing"]
    registered = look(paper, "registered_capital", policy) if paper else None
    if not values and registered and registered.sure and (registered.amount or need) < need:
        return [_capital(registered, need)]  # paid-in capital never exceeds subscribed capital
    if not values:
        return [
            not_checked(
                "材料中没有实缴资本的证明（注册资本为认缴），请在公示系统核对。",
                "No paper shows paid-in capital (the registered one is subscribed); please check "
                "the publicity system.",
            )
        ]
    verdicts = [_capital(value, need) for value in values]
    if {"pass", "fail"} <= {verdict.status for verdict in verdicts}:
        amounts = "、".join(f"{value.text} 元" for value in values if value.text)
        zh = f"各材料的实缴资本不一致（{amounts}），须不低于 {need} 元，请核对。"
        list_en = ", ".join(f"{value.text} yuan" for value in values if value.text)
        en = (
            f"The papers differ on the paid-in capital ({list_en}), which must be {need} yuan or "
            "more; please check."
        )
        return [to_review(zh, en, *values)]
    return verdicts


def _latest(kind: str, case: Case, policy: Policy) -> tuple[Document, ...]:
    """The papers of a type; of capital reports only the latest, as they are cumulative."""
    papers = case.of(kind)
    if kind != REPORT or len(papers) < 2:
        return papers
    days = [look(paper, "report_date", policy) for paper in papers]
    if not all(day.sure and day.day for day in days):
        return papers
    last = max(day.text for day in days)
    return tuple(day.document for day in days if day.text == last)


def _capital(value: Value, need: Decimal) -> Verdict:
    if not value.sure or value.amount is None:
        return unread(value, "实缴资本", "Paid-in capital")
    if value.amount >= need:
        return passed(
            f"实缴资本 {value.amount} 元，不低于 {need} 元。",
            f"The paid-in capital is {value.amount} yuan, not under {need} yuan.",
            value,
        )
    return failed(
        f"实缴资本 {value.amount} 元，须不低于 {need} 元。",
        f"The paid-in capital is {value.amount} yuan; it must be {need} yuan or more.",
        value,
    )


@rule("UNIT-TAXNOTICE-YEAR")
def tax_notice_covers_last_year(case: Case, policy: Policy) -> list[Verdict]:
    """The period holds the whole calendar year before the filing year."""
    first, last = f"{case.day.year - 1}-01-01", f"{case.day.year - 1}-12-31"
    verdicts = []
    for paper in case.of("tax_info_notice"):
        start, end = (look(paper, name, policy) for name in ("period_start", "period_end"))
        read = f"{start.text or '？'} 至 {end.text or '？'}"
        late = start.sure and start.day is not None and start.text > first
        early = end.sure and end.day is not None and end.text < last
        if not (late or early or (_known(start, first) and _known(end, last))):
            verdicts.append(_period_unread(start, end, read))
        elif start.text <= first and end.text >= last:
            verdicts.append(
                passed(
                    f"告知书所属期 {read}，覆盖上一年度。",
                    f"The notice is of {read} and covers the year before.",
                    start,
                    end,
                )
            )
        else:
            verdicts.append(
                failed(
                    f"告知书所属期 {read}，须覆盖 {first} 至 {last}，请重新查询。",
                    f"The tax notice covers {start.text} to {end.text}; it must cover {first} to "
                    f"{last}; please query it anew.",
                    start,
                    end,
                )
            )
    return _one_covers(verdicts) or [not_applicable("没有涉税告知书。", "No tax notice.")]


def _period_unread(start: Value, end: Value, read: str) -> Verdict:
    """The verdict on an unread period: blank at one or both ends, else partly read."""
    for value, other in ((start, end), (end, start)):
        if value.state == "absent":
            return unread(value, "涉税告知书的所属期", "The tax notice's period", other)
    read_en = f"{start.text or '(not read)'} to {end.text or '(not read)'}"
    en = f"The tax notice's period reads {read_en}; please check that it covers last year."
    return to_review(f"告知书所属期读作 {read}，未能确认，请核对是否覆盖上一年度。", en, start, end)


def _known(end: Value, expected: str) -> bool:
    """Whether an end of the period was read, or a doubtful reading equals the expected one."""
    return end.day is not None and (end.sure or (can_confirm(end) and end.text == expected))


def _one_covers(verdicts: list[Verdict]) -> list[Verdict]:
    """With notices for several years, one that covers last year is enough."""
    good = [verdict for verdict in verdicts if verdict.status == "pass"]
    return good[:1] or verdicts


RULES: tuple[Rule, ...] = (
    unit_is_a_year_old,
    paid_in_capital_reaches_a_million,
    tax_notice_covers_last_year,
)
