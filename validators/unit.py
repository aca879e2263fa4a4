"""The applying unit, guide 二（一）: its age, its capital, where it pays tax, for which year."""

import re
from decimal import Decimal

from pipeline.models.document import Document
from pipeline.numbers.dates import add_years
from validators.case import Case
from validators.look import Value, look
from validators.policy import Policy
from validators.verdict import (
    Rule,
    Verdict,
    failed,
    passed,
    rule,
    seal_evidence,
    unbound,
    unchecked,
    unclear,
)

DISTRICT = "东城"
CITY_OFFICE = re.compile(r"第[三四]分局|第[三四]税务分局|北京市税务局$")
OTHER_DISTRICT = re.compile(
    r"(西城|朝阳|海淀|丰台|石景山|门头沟|房山|通州|顺义|昌平|大兴|怀柔|平谷|密云|延庆|经济技术开发)"
)
NO_LEGAL_PERSON = re.compile(r"合伙|分公司|个人独资|个体工商")
CAPITAL = (
    ("credit_publicity_printout", "paid_in_capital"),
    ("capital_verification_report", "paid_in_total"),
    ("unit_change_form", "paid_in_capital"),
)


@rule("UNIT-AGE-1Y")
def unit_is_a_year_old(case: Case, policy: Policy) -> Verdict:
    """成立日期 plus one year is not after the filing day."""
    years = policy.whole("unit_min_age_years", case.day)
    for paper in case.of("business_license"):
        start = look(paper, "establishment_date", policy)
        if not start.sure or start.day is None:
            return unclear("营业执照成立日期未能辨认。", "Establishment date not read.", start)
        ripe = add_years(start.day, years)
        if ripe <= case.day:
            return passed(
                f"成立日期 {start.day}，已满 {years} 年。", "Registered for a year.", start
            )
        return failed(
            f"成立日期 {start.day}，至 {ripe} 方满 {years} 年，申报日 {case.day} 尚不足。",
            f"Registered on {start.day}, less than {years} year(s) before filing.",
            start,
        )
    for paper in case.of("institution_certificate", "social_org_certificate"):
        since = look(paper, "issue_date", policy)
        first = since if since.sure else look(paper, "valid_from", policy)
        if first.sure and first.day and add_years(first.day, years) <= case.day:
            return passed(f"证书自 {first.day} 起，已满 {years} 年。", "A year old.", first)
        return unchecked("法人证书未载成立日期，请核对。", "No founding date printed.", paper)
    return unbound("材料中没有单位证照，见材料齐全一项。", "No unit paper.")


@rule("UNIT-PAIDIN-1M")
def paid_in_capital_reaches_a_million(case: Case, policy: Policy) -> list[Verdict]:
    """Legal-person enterprises: paid-in, not subscribed, capital of a million yuan or more."""
    kind = case.application.employer.type or ""
    paper = case.first("business_license")
    company = look(paper, "company_type", policy) if paper else None
    if case.first("institution_certificate", "social_org_certificate") or kind in (
        "public_institution", "social_organization", "accounting_firm", "law_firm",
    ):  # fmt: skip
        return [unbound("仅适用于法人企业。", "Binds legal-person enterprises only.")]
    if company and NO_LEGAL_PERSON.search(company.text):
        return [unbound(f"{company.text}，不是法人企业。", "Not a legal-person enterprise.")]
    need = policy.figure("unit_min_paid_in", case.day)
    values = [look(found, name, policy) for kind_, name in CAPITAL for found in case.of(kind_)]
    values = [value for value in values if value.state != "missing"]
    registered = look(paper, "registered_capital", policy) if paper else None
    if not values and registered and registered.sure and (registered.amount or need) < need:
        return [_capital(registered, need)]  # never more is paid in than was subscribed
    if not values:
        return [
            unchecked(
                "材料中没有实缴资本的证明（注册资本为认缴），请在公示系统核对。",
                "No paper shows paid-in capital; check the publicity system.",
            )
        ]
    return [_capital(value, need) for value in values]


def _capital(value: Value, need: Decimal) -> Verdict:
    if not value.sure or value.amount is None:
        return unclear("实缴资本未能辨认。", "Paid-in capital not read.", value)
    if value.amount >= need:
        return passed(f"实缴资本 {value.amount} 元，不低于 {need} 元。", "Enough capital.", value)
    return failed(
        f"实缴资本 {value.amount} 元，低于 {need} 元。",
        f"Paid-in capital {value.amount} is below {need}.",
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
        if not (start.sure and end.sure and start.day and end.day):
            verdicts.append(
                unclear(f"告知书所属期读作 {read}，未能确认。", "Period not read.", start, end)
            )
        elif start.text <= first and end.text >= last:
            verdicts.append(
                passed(f"告知书所属期 {read}，覆盖上一年度。", "Last year is covered.", start, end)
            )
        else:
            verdicts.append(
                failed(
                    f"告知书所属期 {read}，须覆盖 {first} 至 {last}，请重新查询。",
                    f"The notice covers {start.text}..{end.text}, not {first}..{last}.",
                    start,
                    end,
                )
            )
    return _one_covers(verdicts) or [unbound("没有涉税告知书。", "No tax notice.")]


def _one_covers(verdicts: list[Verdict]) -> list[Verdict]:
    """Several notices of several years: one that covers last year suffices."""
    good = [verdict for verdict in verdicts if verdict.status == "pass"]
    return good[:1] or verdicts


@rule("UNIT-TAX-DISTRICT")
def tax_is_paid_in_dongcheng(case: Case, policy: Policy) -> list[Verdict]:
    """Authority and seal of the notice, and 纳税地 of annex 6, are of 东城."""
    verdicts = [_form_place(paper, policy) for paper in case.of("unit_change_form")]
    moved = any(verdict.status == "pass" for verdict in verdicts)
    for paper in case.of("tax_info_notice"):
        verdict = _notice_place(paper, policy)
        if case.service == "unit_transfer_in" and moved and verdict.status == "fail":
            verdict = unclear(
                "告知书由原区税务机关出具，申请表纳税地已为东城，请确认迁移（AMB-23）。",
                "The old district's notice; the form says 东城.",
                paper,
                severity="advisory",
            )
        verdicts.append(verdict)
    return verdicts or [unbound("没有可核对纳税地的材料。", "No paper shows the tax place.")]


def _form_place(paper: Document, policy: Policy) -> Verdict:
    place = look(paper, "tax_place", policy)
    if place.text and DISTRICT in place.text:
        return passed("申请表纳税地为东城区。", "The form says 东城.", place)
    if place.sure and OTHER_DISTRICT.search(place.text):
        return failed(f"申请表纳税地为 {place.text}，须在东城区纳税。", "Not 东城.", place)
    return unclear("申请表纳税地未能辨认。", "Tax place not read.", place)


def _notice_place(paper: Document, policy: Policy) -> Verdict:
    office = look(paper, "tax_authority", policy)
    seals = [placed for placed in paper.seals if placed.seal.kind == "agency"]
    rings = [placed.seal.ring or placed.seal.text for placed in seals]
    shown = [seal_evidence(paper, placed) for placed in seals]
    if any(DISTRICT in ring for ring in rings) and (
        not office.text or DISTRICT in office.text or not office.sure
    ):
        return passed("告知书及印章为东城区税务机关。", "Of 东城.", office, *shown)
    for text, sure in ((office.text, office.sure), *_sure_rings(paper, policy)):
        if sure and (match := OTHER_DISTRICT.search(text)) and DISTRICT not in text:
            return failed(
                f"告知书由“{text}”出具（{match[1]}），须在东城区缴纳税费。",
                f"Issued by {text}, not in 东城.",
                office,
                *shown,
            )
        if sure and CITY_OFFICE.search(text):
            return unclear(
                f"告知书由市级税务机关“{text}”出具，请核对主管税务机关。",
                "A city-level office; please check.",
                office,
                *shown,
                severity="advisory",
            )
    return _unsealed(paper, office, bool(seals), policy)


def _sure_rings(paper: Document, policy: Policy) -> list[tuple[str, bool]]:
    return [
        (placed.seal.ring or placed.seal.text, placed.seal.confidence >= policy.threshold("seal"))
        for placed in paper.seals
        if placed.seal.kind == "agency"
    ]


def _unsealed(paper: Document, office: Value, sealed: bool, policy: Policy) -> Verdict:
    """No readable bureau seal: surely none, or one that was not read."""
    weak = [p for p in paper.seals if p.seal.confidence < policy.threshold("seal")]
    shown = [seal_evidence(paper, placed) for placed in weak]
    if sealed or weak or paper.troubles or paper.grey:
        if DISTRICT in office.text and office.sure and sealed:
            return passed("告知书为东城区税务机关出具，印章未能全部辨认。", "Of 东城.", office)
        return unclear("告知书上税务机关印章未能辨认。", "Bureau's seal not read.", office, *shown)
    return failed(
        "告知书没有税务机关印章，不能证明在东城区纳税，请重新打印并加盖税务机关印章。",
        "The tax bureau's seal is missing.",
        office,
        paper,
    )


RULES: tuple[Rule, ...] = (
    unit_is_a_year_old,
    paid_in_capital_reaches_a_million,
    tax_notice_covers_last_year,
    tax_is_paid_in_dongcheng,
)
