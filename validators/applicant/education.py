"""Diploma and degree, guide 六（二）常规7 and annex 7."""

import re

from core.models.document import Document
from core.numbers.dates import add_months
from validators.facts.circumstances import (
    FACTS,
    domestic_degree,
    domestic_diploma,
    overseas_education,
)
from validators.facts.degrees import DEGREE_REPORTS, DIPLOMA_REPORTS
from validators.ground.case import Case
from validators.ground.compare import TELLING, agrees, edits, folded, same
from validators.ground.elsewhere import own_lines, standing
from validators.ground.gaps import lacking
from validators.ground.gather import summed
from validators.ground.look import Value, look
from validators.ground.verdict import Rule, Verdict, failed, passed, rule, unbound, unclear
from validators.policy import Policy

PAIRS = (("graduation_certificate", DIPLOMA_REPORTS), ("degree_certificate", DEGREE_REPORTS))
SLIP = 1
SAME = {"certificate_number": "证书编号", "name": "姓名", "school": "学校", "major": "专业"}
BRACKETS = str.maketrans("〔〕［］【】", "[][][]")


def _asked(case: Case, policy: Policy, fact: bool | None) -> bool:
    """Whether the reports are asked: in a new case by the fact, in a change if it is one."""
    if case.service == "general_change":
        return bool(FACTS["education_changed"](case, policy)) and bool(fact)
    return bool(fact)


def _needs(case: Case, policy: Policy, kinds: tuple[str, ...], zh: str, en: str) -> Verdict:
    papers = case.of(*kinds)
    if papers:
        return passed(f"已附{zh}。", f"{en} is there.", *papers)
    alike = case.of("student_status_report")
    note = "（学籍在线验证报告不能代替）" if alike else ""
    said = f"没有{zh}{note}，请补充。"
    return lacking(case, policy, said, f"{en} is missing.", *alike, papers=kinds, told=not alike)


@rule("EDU-DIPLOMA-VERIFY")
def diploma_has_one_of_two_reports(case: Case, policy: Policy) -> Verdict:
    """电子注册备案表 or 学历认证报告; a student-status report is neither."""
    if not _asked(case, policy, domestic_diploma(case, policy)):
        return unbound("不要求国内学历认证。", "No Chinese diploma report is asked.")
    return _needs(
        case, policy, DIPLOMA_REPORTS, "学历电子注册备案表或学历认证报告", "Diploma report"
    )


@rule("EDU-DEGREE-VERIFY")
def degree_has_its_report(case: Case, policy: Policy) -> Verdict:
    """The degree centre's report, or since 2022-10 either form of 学信网 (AMB-27)."""
    if not _asked(case, policy, domestic_degree(case, policy)):
        return unbound("不要求国内学位认证。", "No Chinese degree report is asked.")
    since = policy.date_of("online_degree_report_from", case.day)
    online = case.of("degree_online_report")
    if online and case.day < since and not case.of("degree_verification_report"):
        return unclear(
            f"{since} 以前须学位中心认证报告，所附为在线验证报告，请人工确认。",
            "An online report before it was the accepted form.", *online, severity="advisory",
        )  # fmt: skip
    return _needs(case, policy, DEGREE_REPORTS, "学位认证报告或学位在线验证报告", "Degree report")


@rule("EDU-OVERSEAS")
def foreign_degree_is_certified(case: Case, policy: Policy) -> Verdict:
    """A foreign degree has the certification of the CSCSE, which replaces both reports."""
    if not _asked(case, policy, overseas_education(case, policy)):
        return unbound("没有国（境）外学历学位。", "No foreign degree.")
    return _needs(
        case,
        policy,
        ("overseas_degree_certification",),
        "国（境）外学历学位认证书",
        "CSCSE certification",
    )


@rule("EDU-REPORT-MATCH")
def reports_equal_certificates(case: Case, policy: Policy) -> list[Verdict]:
    """Number, name, school and major are the same, and the numbers those of the system."""
    verdicts: list[Verdict] = []
    for kind, reports in PAIRS:
        for paper in case.of(kind):
            for report in case.of(*reports):
                verdicts += _pair(paper, report, policy)
    verdicts += _recorded(case, policy)
    return summed(verdicts, "认证报告与证书一致。", "Reports equal certificates.") or [
        unbound("没有可比对的证书和报告。", "Nothing to compare.")
    ]


def _pair(paper: Document, report: Document, policy: Policy) -> list[Verdict]:
    verdicts = []
    numbers = [look(one, "certificate_number", policy) for one in (paper, report)]
    tied = same(*numbers) is True or _printed(*numbers)
    for name, what in SAME.items():
        one, two = look(paper, name, policy), look(report, name, policy)
        if one.state in ("missing", "absent") or two.state in ("missing", "absent"):
            continue
        verdicts.append(_match(one, two, what, policy, tied=tied))
    return verdicts


def _printed(one: Value, two: Value) -> bool:
    """Whether what was read for sure on one paper stands on the other, where it was not."""
    return any(
        known.sure and not other.sure and _stands(known.text, other.document)
        for known, other in ((one, two), (two, one))
    )


def _stands(text: str, paper: Document) -> bool:
    """Whether a text stands on a paper; a short one by itself or as 英语专业."""
    if len(text) >= TELLING:
        return standing(paper, text) is not None
    alone = re.compile(
        rf"(?:^|[^一-鿿]|(?:专业|名称)[为是系]?){re.escape(folded(text))}(?:专业|[^一-鿿]|$)"
    )
    return any(alone.search(folded(line.text)) for line in own_lines(paper))


def _match(one: Value, two: Value, what: str, policy: Policy, *, tied: bool) -> Verdict:
    """Two values; papers `tied` by one number need but print the same."""
    answer = same(one, two)
    if answer is None and tied and _printed(one, two):
        answer = True
    long = one.name in ("school", "major")
    if answer is False and long and edits(one.text, two.text) <= SLIP:
        answer = None  # in a long name one character is sooner a slip of the reading
    titles = f"{policy.title(one.document.type)}与{policy.title(two.document.type)}"
    if answer:
        return passed(f"{titles}{what}一致。", f"{one.name} agrees.", one, two)
    make = failed if answer is False else unclear
    said = "不一致，请核对更正" if answer is False else "未能比对，请核对"
    return make(
        f"{titles}{what}{said}：“{one.shown}”／“{two.shown}”。",
        f"{one.name}: '{one.shown}' and '{two.shown}'.",
        one,
        two,
    )


def _recorded(case: Case, policy: Policy) -> list[Verdict]:
    record = case.application.applicant
    abroad = bool(case.of("overseas_degree_certification"))
    wanted = (
        ("graduation_certificate", record.education_certificate_no, "学历证书编号"),
        ("degree_certificate", record.degree_certificate_no, "学位证书编号"),
        ("overseas_degree_certification", record.education_certificate_no, "认证书编号"),
    )
    verdicts = []
    for kind, number, what in wanted:
        if abroad and not kind.startswith("overseas"):
            continue
        for paper in case.of(kind):
            value = look(paper, "certificate_number", policy)
            if number and value.text:
                verdicts.append(_number(value, number, what))
    return verdicts


def _number(value: Value, number: str, what: str) -> Verdict:
    plain = value.text.translate(BRACKETS)
    answer = agrees(value, number) or _plain(plain) == _plain(number.translate(BRACKETS))
    if answer:
        return passed(f"{what}与系统一致。", "Equals the record.", value)
    if agrees(value, number) is False:
        return failed(
            f"{what}为 {value.text}，系统填报为 {number}，请核对更正。",
            "The number differs from the record.",
            value,
        )
    return unclear(f"{what}读作 {value.text}，系统为 {number}，请核对。", "Not sure.", value)


def _plain(text: str) -> str:
    return re.sub(r"[\s()（）]", "", text).upper()


@rule("EDU-VALID-3M")
def online_reports_stay_valid(case: Case, policy: Policy) -> list[Verdict]:
    """The online code stays valid three months past the filing day (a recommendation)."""
    need = add_months(case.day, policy.whole("edu_code_rest_months", case.day))
    longest = policy.whole("edu_code_longest_months", case.day)
    verdicts = []
    for paper in case.of(*DIPLOMA_REPORTS, *DEGREE_REPORTS):
        end, update = look(paper, "valid_until", policy), look(paper, "update_date", policy)
        if end.state in ("missing", "absent") and not paper.type.startswith(("chsi", "degree_on")):
            continue
        verdicts.append(_valid(end, update, need, longest, policy.title(paper.type)))
    return verdicts or [unbound("没有在线验证材料。", "No online report.")]


def _valid(end: Value, update: Value, need: object, longest: int, title: str) -> Verdict:
    if end.sure and end.day:
        if str(end.day) >= str(need):
            return passed(f"{title}有效期至 {end.day}。", f"Valid to {end.day}.", end)
        return failed(
            f"{title}有效期至 {end.day}，建议不早于 {need}，请延长验证有效期。",
            f"Valid to {end.day}, recommended {need}.",
            end,
        )
    if update.sure and update.day and str(add_months(update.day, longest)) < str(need):
        return failed(
            f"{title}更新于 {update.day}，验证码最迟至 {add_months(update.day, longest)}，"
            f"建议延长至 {need} 以后。",
            "The code cannot stay valid for three months.",
            update,
        )
    return unclear(f"{title}在线验证有效期未能辨认。", "Validity not read.", end, update)


RULES: tuple[Rule, ...] = (
    diploma_has_one_of_two_reports,
    degree_has_its_report,
    foreign_degree_is_certified,
    reports_equal_certificates,
    online_reports_stay_valid,
)
