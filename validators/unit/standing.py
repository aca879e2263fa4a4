"""The unit's standing, guide 二（一）1-3, 三 and 六（一）6: function, credit, plan, capital."""

import re

from core.models.document import Document
from core.models.finding import Severity
from core.numbers.dates import add_months, parse_date
from validators.facts.licences import standing
from validators.facts.units import NO_LEGAL_PERSON, plan_window, unit_kind
from validators.ground.blanks import unread
from validators.ground.case import Case, fact
from validators.ground.gaps import lacking
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

NOTHING = re.compile(
    r"^(?:(?:目前)?无(?:相关|此类|任何)?(?:行政处罚|经营异常|异常)?(?:记录|信息|数据)?|暂无.*|没有.*|未列入)$"
)
DATED = re.compile(r"20\d{2}\s*[-年./]\s*\d{1,2}")
REMOVED = re.compile(r"移出")
REMOVED_ON = re.compile(
    r"移出(?:日期|时间)[:：]?\s*20\d{2}|20\d{2}[-年./]\d{1,2}[-月./]\d{1,2}日?\s*(?:被|已)?移出(?!经营|日期)"
)
LISTS = (
    ("abnormal_list", "经营异常名录", True),
    ("dishonest_list", "严重违法失信名单", True),
    ("penalties", "行政处罚", False),
)
"""Fields of a printout, what they list, and whether a listing is refused at once."""
LISTED_EN = {
    "abnormal_list": "list of abnormal operations",
    "dishonest_list": "list of serious violations",
    "penalties": "penalties",
}
NOT_PUBLIC = re.compile(r"^(?:无|否|没有|查询不到|false|no|0)$", re.IGNORECASE)
SHOWN = 200


@rule("UNIT-FUNCTION")
def the_officer_judges_the_function(case: Case, policy: Policy) -> Verdict:
    """Not decided here: the scope of business is shown to the officer."""
    for kind, name in (
        ("business_license", "business_scope"),
        ("institution_certificate", "purpose"),
        ("social_org_certificate", "business_scope"),
    ):
        for paper in case.of(kind):
            scope = look(paper, name, policy)
            if scope.text:
                zh = f"由窗口人员判断是否符合区域功能定位。经营范围：{scope.text[:SHOWN]}"
                return not_checked(zh, "For the officer to judge.", scope)
    return not_checked("由窗口人员判断是否符合区域功能定位。", "For the officer to judge.")


@rule("UNIT-CREDIT")
def no_violation_is_on_record(case: Case, policy: Policy) -> list[Verdict]:
    """A printout that lists the unit is flagged; without one this cannot be checked offline.

    Currently on a list: refused. A penalty, a past listing or an unread entry: an officer decides.
    A printout without that list is advisory: the system is checked online.
    """
    papers = case.of("credit_publicity_printout")
    if not papers:
        return [
            not_checked(
                "企业信用须在公示系统在线核对。",
                "The unit's credit must be checked online in the publicity system.",
            )
        ]
    listed = [
        _listed(paper, look(paper, name, policy), what, severe)
        for paper in papers
        for name, what, severe in LISTS
    ]
    return [*standing(case, policy), *listed]


def _over(text: str) -> bool | None:
    """Whether a listing is over; headings contain 移出 too, so its date must be present."""
    if not REMOVED.search(text):
        return False
    if REMOVED_ON.search(text):
        return True
    return False if len(DATED.findall(text)) == 1 else None


def _listed(paper: Document, value: Value, what: str, severe: bool) -> Verdict:
    if value.state == "missing" and value.name == "dishonest_list":
        zh = f"公示打印件的{what}未读取，请核对有无列入。"
        return not_checked(zh, "The list of serious violations was not read.", paper)
    if NOTHING.match(value.text) and value.sure and not paper.troubles:
        return passed(f"公示打印件没有{what}信息。", f"No entry: {LISTED_EN[value.name]}.", value)
    if value.sure and (DATED.search(value.text) or "被列入" in value.text):
        if not severe or _over(value.text) is not False:
            zh = f"公示打印件载有{what}记录，请核对是否影响受理：{value.text[:SHOWN]}"
            en = (
                f"The publicity printout has an entry ({LISTED_EN[value.name]}); please check "
                f"whether it hinders: {value.text[:SHOWN]}"
            )
            return to_review(zh, en, value, severity="reject")
        zh = f"公示打印件显示被列入{what}，单位须信用良好，请移出后再申请：{value.text[:SHOWN]}"
        return failed(
            zh,
            f"The publicity printout lists the unit ({LISTED_EN[value.name]}); it must be in good "
            f"standing: please have it removed, then apply: {value.text[:SHOWN]}",
            value,
            severity="reject",
        )
    en = f"The publicity printout ({LISTED_EN[value.name]}) was not read; please check."
    stands: Severity | None = "reject" if value.state == "doubt" else None
    zh = f"公示打印件的{what}信息未能辨认，请核对。"
    return to_review(zh, en, value, paper, severity=stands)


@rule("UNIT-PLAN-Q4")
def next_years_plan_is_due_in_its_quarter(case: Case, policy: Policy) -> Verdict:
    """From the quarter's first day on: file next year's plan by its last."""
    first, last = plan_window(case.day.year, case, policy)
    if case.day < first:
        return not_applicable(
            f"次年计划于 {first} 至 {last} 填报。", f"The plan is filed in {first}..{last}."
        )
    filed = parse_date(fact(case, "plan_filed_date"))
    remind = f"{first.year + 1} 年度办证需求计划须于 {last} 前填报。"
    if filed is not None and filed.year == first.year and filed <= case.day:
        if first <= filed <= last:
            return passed(
                f"{first.year + 1} 年度计划已于 {filed} 填报。",
                f"The plan of {first.year + 1} was filed on {filed}.",
            )
        zh = f"计划于 {filed} 填报，不在规定期间。{remind}"
        en = (
            f"The plan was filed on {filed}, out of its time; that of {first.year + 1} must be "
            f"filed by {last}."
        )
        return failed(zh, en)
    return not_checked(f"提示：{remind}", f"File the plan of {first.year + 1} by {last}.")


def _binds(case: Case, policy: Policy) -> bool:
    """Whether the unit is a legal-person enterprise, or may be one."""
    if unit_kind(case, policy) in ("institution", "firm"):
        return False
    if case.of("institution_certificate", "social_org_certificate"):
        return False
    return not any(
        NO_LEGAL_PERSON.search(look(paper, "company_type", policy).text)
        for paper in case.of("business_license")
    )


def _public(case: Case, policy: Policy) -> tuple[bool | None, tuple[Value, ...]]:
    """Whether the publicity systems show the paid-in capital; None if unknown."""
    values = [
        look(paper, "paid_in_capital", policy) for paper in case.of("credit_publicity_printout")
    ]
    if any(value.text for value in values):
        return (True if any(value.sure for value in values) else None), tuple(values)
    recorded = fact(case, "paid_in_public")
    if recorded is not None:
        return not NOT_PUBLIC.match(recorded.strip()), tuple(values)
    if values and all(v.state in ("absent", "missing") and not v.document.troubles for v in values):
        return False, tuple(values)
    return None, tuple(values)


@rule("UNIT-PAIDIN-EVIDENCE")
def hidden_capital_is_proved_by_a_report(case: Case, policy: Policy) -> Verdict:
    """If no publicity system shows paid-in capital, a verification report is present."""
    if not _binds(case, policy):
        return not_applicable("仅适用于法人企业。", "Binds legal-person enterprises only.")
    public, shown = _public(case, policy)
    reports = case.of("capital_verification_report")
    if reports:
        return passed("已附验资报告。", "A verification report is there.", *reports)
    if public:
        return passed("公示系统可查询到实缴资本。", "Paid-in capital is public.", *shown)
    if public is None and shown:
        en = "The paid-in capital on the publicity printout was not read; please check."
        return to_review("公示打印件的实缴资本未能辨认，请核对。", en, *shown)
    if public is None:
        return not_checked(
            "未给出公示系统能否查询到实缴资本，请在线核对；查询不到的须交近一年验资报告。",
            "Whether the publicity system shows the paid-in capital is not given; please check "
            "online. If it does not, a verification report of the last year must be handed in.",
        )
    zh = "公示系统查询不到实缴资本，须提供近一年验资报告。"
    kinds = ("capital_verification_report",)
    en = (
        "No publicity system shows the paid-in capital; please add a verification report of the "
        "last "
    )
    en += "twelve months."
    return lacking(case, policy, zh, en, *shown, papers=kinds)


@rule("UNIT-CAPVER-1Y")
def report_is_of_the_last_year(case: Case, policy: Policy) -> list[Verdict]:
    """The report is dated within twelve months before filing; of several, one is enough."""
    papers = case.of("capital_verification_report")
    if not papers:
        return [not_applicable("没有验资报告。", "No verification report.")]
    first = add_months(case.day, -policy.whole("capital_report_months", case.day))
    public, _ = _public(case, policy)
    verdicts = []
    for paper in papers:
        day = look(paper, "report_date", policy)
        if not day.sure or day.day is None:
            verdicts.append(unread(day, "验资报告的日期", "The verification report's date"))
        elif first <= day.day <= case.day:
            return [
                passed(
                    f"验资报告日期 {day.day}，在近一年内。",
                    f"The verification report is dated {day.day}, within the last year.",
                    day,
                )
            ]
        else:
            old = failed(
                f"验资报告日期 {day.day}，须在 {first} 至 {case.day} 之间，请重新验资。",
                f"The verification report is dated {day.day}; it must be of {first} to {case.day}; "
                "please have the capital verified anew.",
                day,
                severity="advisory" if public else None,  # then no report is required
            )
            verdicts.append(because(old, day))
    return verdicts


RULES: tuple[Rule, ...] = (
    the_officer_judges_the_function,
    no_violation_is_on_record,
    next_years_plan_is_due_in_its_quarter,
    hidden_capital_is_proved_by_a_report,
    report_is_of_the_last_year,
)
