"""Diploma and degree, guide 六（二）常规7 and annex 7."""

from datetime import date

from core.models.document import Document
from core.numbers.dates import add_months
from validators.facts.circumstances import is_asked
from validators.facts.degrees import (
    DEGREE,
    DEGREE_REPORTS,
    DIPLOMA,
    DIPLOMA_REPORTS,
    NAMES,
    NAMES_EN,
    REPORTS,
    highest,
    paired,
    rung,
)
from validators.facts.terms import coming, newest
from validators.ground.case import Case
from validators.ground.gaps import lacking
from validators.ground.look import Value, in_order, look
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

FINISHED, UNFINISHED = "毕业", ("结业", "肄业", "退学", "在读")


def _needs(case: Case, policy: Policy, kinds: tuple[str, ...], zh: str, en: str) -> Verdict:
    papers = case.of(*kinds)
    if papers:
        return passed(f"已附{zh}。", f"There is a {en}.", *papers)
    alike = case.of("student_status_report")
    note = "（学籍在线验证报告不能代替）" if alike else ""
    note_en = " (a student status report cannot replace it)" if alike else ""
    message, message_en = f"没有{zh}{note}，请补充。", f"There is no {en}{note_en}; please add it."
    lack = lacking(case, policy, message, message_en, *alike, papers=kinds)
    return because(lack, f"alike:{alike[0].id}") if alike else lack


@rule("EDU-DIPLOMA-VERIFY")
def diploma_has_one_of_two_reports(case: Case, policy: Policy) -> Verdict:
    """电子注册备案表 or 学历认证报告; a student-status report is neither."""
    if not is_asked("domestic_diploma", case, policy):
        return not_applicable("不要求国内学历认证。", "No Chinese diploma report is asked.")
    there = _needs(
        case,
        policy,
        DIPLOMA_REPORTS,
        "学历电子注册备案表或学历认证报告",
        "registration form or verification report of the diploma",
    )
    return there if there.status != "pass" else _verified(DIPLOMA, there, case, policy)


@rule("EDU-DEGREE-VERIFY")
def degree_has_its_report(case: Case, policy: Policy) -> Verdict:
    """The degree centre's report, or since 2022-10 either form of 学信网 (AMB-27)."""
    if not is_asked("domestic_degree", case, policy):
        return not_applicable("不要求国内学位认证。", "No Chinese degree report is asked.")
    since = policy.date_of("online_degree_report_from", case.day)
    online = case.of("degree_online_report")
    there = _needs(
        case,
        policy,
        DEGREE_REPORTS,
        "学位认证报告或学位在线验证报告",
        "verification report or online verification report of the degree",
    )
    if there.status == "pass":
        there = _verified(DEGREE, there, case, policy)
    early = online and case.day < since and not case.of("degree_verification_report")
    if early and there.status == "pass":
        return to_review(
            f"{since} 以前须学位中心认证报告，所附为在线验证报告，请人工确认。",
            f"Before {since} the degree centre's verification report was asked; an online report "
            "is there instead. Please confirm.", *online, severity="advisory",
        )  # fmt: skip
    return there


def _verified(kind: str, there: Verdict, case: Case, policy: Policy) -> Verdict:
    """The certificate of the highest level has a report that verifies it; lower ones need none.

    One valid report of several is enough.
    """
    record = case.application.applicant
    number = record.education_certificate_no if kind == DIPLOMA else record.degree_certificate_no
    pairing = paired(kind, case, policy)
    best = highest(kind, number or "", case, policy)
    reports = [report for paper in best for report in pairing.reports(paper)]
    if best and not reports:
        return _bare(best[0], kind, case, policy)
    sound = [_sound(report, case, policy) for report in reports or case.of(*REPORTS[kind])]
    if any(verdict is None for verdict in sound):
        return there
    return next(verdict for verdict in sound if verdict is not None)


def _bare(paper: Document, kind: str, case: Case, policy: Policy) -> Verdict:
    """The highest certificate has no report: the reports present verify other certificates."""
    title, level = policy.title(paper.type), rung(paper, policy)
    others = case.of(*REPORTS[kind])
    name = NAMES[level] if level else "未能辨认的层次"
    name_en = NAMES_EN[level] if level else "which was not read"
    known = all(look(one, "certificate_number", policy).sure for one in others)
    make = failed if level and known else to_review
    return make(
        f"最高层次的{title}（{name}）没有对应的认证报告，所附报告是另一证书的，请补充。",
        f"{policy.title_en(paper.type)} of the highest level ({name_en}): it has no verification "
        "report, those that are there verify another certificate. Please add its own.",
        paper,
        *others,
    )


def _sound(report: Document, case: Case, policy: Policy) -> Verdict | None:
    """Why a report does not verify a certificate: not graduated, or an expired code."""
    title, title_en = policy.title(report.type), policy.title_en(report.type)
    end_of_study = look(report, "completion", policy)
    if any(word in end_of_study.text for word in UNFINISHED):
        make = failed if end_of_study.sure else to_review
        return because(
            make(
                f"{title}的毕（结）业结论为“{end_of_study.text}”，不是“{FINISHED}”，"
                "不能作为已取得的学历，请核对并提供毕业学历的证书和认证。",
                f"{title_en}: the studies ended with “{end_of_study.text}”, not with “{FINISHED}” "
                "(graduation), and do not count as completed; please check, and provide the "
                "certificate and report of a completed education.",
                end_of_study,
            ),
            end_of_study,
        )
    if end_of_study.state == "doubt" and FINISHED not in end_of_study.text:
        zh = f"{title}的毕（结）业结论未能辨认，请核对是否为“{FINISHED}”。"
        en = (
            f"{title_en}: how the studies ended was not read; please check whether it says "
            f"“{FINISHED}” (graduation)."
        )
        return to_review(zh, en, end_of_study)
    return _run_out(report, case, policy)


def _is_fresh(update: Value, case: Case, policy: Policy) -> bool:
    """Whether a report surely has not expired, counted from its newest date, though the place of
    that date is in doubt.
    """
    made = newest(update) if update.name == "update_date" else None
    max_months = policy.whole("edu_code_longest_months", case.day)
    return made is not None and add_months(made, max_months) >= case.day


def _run_out(report: Document, case: Case, policy: Policy) -> Verdict | None:
    """The verdict on a report whose online code expired, or may have; None for a valid one."""
    title, title_en = policy.title(report.type), policy.title_en(report.type)
    end = in_order(look(report, "valid_until", policy), policy)
    update = look(report, "update_date", policy)
    last, shown = (end.day, end) if end.sure else (None, update)
    if not end.text and update.sure and update.day:
        last = add_months(update.day, policy.whole("edu_code_longest_months", case.day))
    if last is not None and last < case.day:
        zh = (
            f"{title}的在线验证最迟至 {last}，申报日 {case.day} 已过期，无法核验，"
            "请重新申请在线验证后打印提交。"
        )
        en = (
            f"{title_en}: its online code ran out on {last} at the latest, before the filing day "
            f"{case.day}, and nothing can be verified; please apply for a new one, print the "
            "report and hand it in."
        )
        return because(failed(zh, en, shown), shown)
    vague = [value for value in (end, update) if value.state == "doubt"]
    alive = vague and (coming(vague[0], case.day) or _is_fresh(vague[0], case, policy))
    if not vague or end.sure or alive:
        return None
    zh = f"{title}的在线验证有效期未能辨认，请核对申报日 {case.day} 是否已过期。"
    en = (
        f"{title_en}: until when its online code is valid was not read; please check whether it "
        f"had run out on the filing day {case.day}."
    )
    return to_review(zh, en, *vague)


@rule("EDU-OVERSEAS")
def foreign_degree_is_certified(case: Case, policy: Policy) -> Verdict:
    """A foreign degree has the certification of the CSCSE, which replaces both reports."""
    if not is_asked("overseas_education", case, policy):
        return not_applicable("没有国（境）外学历学位。", "No foreign degree.")
    return _needs(
        case,
        policy,
        ("overseas_degree_certification",),
        "国（境）外学历学位认证书",
        "certification of the foreign degree by the CSCSE",
    )


@rule("EDU-VALID-3M")
def online_reports_stay_valid(case: Case, policy: Policy) -> list[Verdict]:
    """The online code stays valid three months past the filing day (a recommendation)."""
    need = add_months(case.day, policy.whole("edu_code_rest_months", case.day))
    max_months = policy.whole("edu_code_longest_months", case.day)
    verdicts = []
    for paper in case.of(*DIPLOMA_REPORTS, *DEGREE_REPORTS):
        end, update = look(paper, "valid_until", policy), look(paper, "update_date", policy)
        if end.state in ("missing", "absent") and not paper.type.startswith(("chsi", "degree_on")):
            continue
        verdicts.append(_valid(end, update, need, max_months, policy))
    return verdicts or [not_applicable("没有在线验证材料。", "No online report.")]


def _valid(end: Value, update: Value, need: date, max_months: int, policy: Policy) -> Verdict:
    kind = end.document.type
    title, title_en = policy.title(kind), policy.title_en(kind)
    wanted = f"{need} or later is recommended"
    if end.sure and end.day:
        if end.day >= need:
            return passed(f"{title}有效期至 {end.day}。", f"{title_en} is valid to {end.day}.", end)
        return failed(
            f"{title}有效期至 {end.day}，建议不早于 {need}，请延长验证有效期。",
            f"{title_en} is valid to {end.day}; {wanted}. Please extend it.",
            end,
        )
    if update.sure and update.day and (last := add_months(update.day, max_months)) < need:
        return failed(
            f"{title}更新于 {update.day}，验证码最迟至 {last}，建议不早于 {need}，"
            "请延长验证有效期。",
            f"{title_en} was updated on {update.day}, and its code ends on {last} at the latest; "
            f"{wanted}. Please extend it.",
            update,
        )
    if end.state in ("missing", "absent") and update.sure and update.day:
        zh = f"{title}未印有效期（更新于 {update.day}），建议不早于 {need}，请核对。"
        en = f"{title_en} prints no last day (updated on {update.day}); {wanted}. Please check."
        return to_review(zh, en, update)
    return to_review(
        f"{title}在线验证有效期未能辨认，建议不早于 {need}，请核对。",
        f"{title_en}: until when it is valid was not read; {wanted}. Please check.",
        end,
        update,
    )


RULES: tuple[Rule, ...] = (
    diploma_has_one_of_two_reports,
    degree_has_its_report,
    foreign_degree_is_certified,
    online_reports_stay_valid,
)
