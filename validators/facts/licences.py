"""Whether the unit's licence is in force, by its own term and by a publicity system."""

import re
from datetime import date

from core.models.document import Document
from core.numbers.dates import parse_date
from validators.facts.parties import UNIT_PAPERS, employer
from validators.ground.case import Case
from validators.ground.compare import folded
from validators.ground.look import Value, look
from validators.ground.phrases import quoted
from validators.ground.verdict import Verdict, because, failed, passed, to_review
from validators.policy import Policy

TERMS = {
    "business_license": "term",
    "institution_certificate": "valid_to",
    "social_org_certificate": "valid_to",
}
DAY = re.compile(r"\d{4}\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}")
ENDLESS = re.compile(r"长期|永久|无固定|不约定")
LAW_FIRM = "律师事务所"
PARTS = re.compile(r"[（(）)、，,;；/\s]+")


def firm_licences(missing: str, case: Case, policy: Policy) -> tuple[Document, ...]:
    """Practice licences of a law firm that lacks a business licence.

    The guide's list of unit licences does not name them, but a law firm, which guide 二（二）5
    admits, has no other, so a person decides. Accountants, banks and agencies have both.
    """
    if missing != "business_license" or LAW_FIRM not in employer(case, policy).name:
        return ()
    return case.of("industry_license")


def expired(case: Case, policy: Policy) -> list[Verdict]:
    """The verdicts on expired licences; empty if one is in force, or has no printed term."""
    papers = case.of(*UNIT_PAPERS)
    found = [(paper, look(paper, TERMS[paper.type], policy)) for paper in papers]
    over = [(paper, value, end) for paper, value in found if (end := _over(value, case.day))]
    vague = [value for _, value in found if value.state == "doubt" and not value.text]
    if vague and len(over) + len(vague) == len(papers):
        zh = "单位证照的有效期限未能辨认，请核对是否已届满。"
        en = "The term of the unit's licence was not read; please check that it has not run out."
        return [to_review(zh, en, *vague)]
    if len(over) < len(papers):
        return []
    return [_expired_verdict(paper, value, end, case, policy) for paper, value, end in over]


def _over(value: Value, day: date) -> date | None:
    """A term's last day if it is before `day`; of a span, the later end counts."""
    if not value.text or ENDLESS.search(value.text):
        return None
    days = [found for match in DAY.findall(value.text) if (found := parse_date(match))]
    if len(days) < (2 if value.name == "term" else 1):
        return None  # if only one day of a span was read, it is its first day
    return max(days) if max(days) < day else None


def _expired_verdict(
    paper: Document, value: Value, end: date, case: Case, policy: Policy
) -> Verdict:
    title, title_en = policy.title(paper.type), policy.title_en(paper.type)
    if not value.sure:
        zh = f"{title}的有效期限读作至 {end}，早于申报日 {case.day}，未能确认，请核对。"
        en = (
            f"{title_en}: the term reads until {end}, before the filing day {case.day}; please "
            "check."
        )
        return to_review(zh, en, value)
    zh = f"{title}有效期限至 {end}，申报日 {case.day} 已届满，请换领后提供有效的证照。"
    en = (
        f"{title_en}: expired on {end}, before the filing day {case.day}; please have it renewed "
        "and hand in the one in force."
    )
    return because(failed(zh, en, value), value)


def standing(case: Case, policy: Policy) -> list[Verdict]:
    """The unit's registration by publicity printouts: it must not be revoked or ended."""
    verdicts = []
    for paper in case.of("credit_publicity_printout"):
        value = look(paper, "status", policy)
        if value.state not in ("missing", "absent"):
            verdicts.append(_status(value, case, policy))
    return verdicts


def _status(value: Value, case: Case, policy: Policy) -> Verdict:
    parts = [part for part in PARTS.split(folded(value.text)) if part]
    good = policy.words("registration_in_force", case.day)
    if parts and all(any(re.fullmatch(word, part) for word in good) for part in parts):
        return passed(
            f"公示登记状态为“{value.text}”。", f"The publicity printout says “{value.text}”.", value
        )
    ended = policy.words("registration_ended", case.day)
    if value.sure and parts and any(re.match(word, parts[0]) for word in ended):
        zh = f"公示打印件登记状态为“{value.text}”，单位已不再存续，不符合用人单位条件，不能申请。"
        en = (
            f"The publicity printout says “{value.text}” of the unit's registration: it no longer "
            "stands and cannot apply."
        )
        return because(failed(zh, en, value, severity="reject"), value)
    read = value.text or "（未能辨认）"
    zh = f"公示打印件登记状态读作“{read}”，请核对单位是否存续。"
    en = (
        "The state of registration on the publicity printout reads "
        f"{quoted(value.text)}; please check whether the unit still stands."
    )
    return to_review(zh, en, value, severity="reject")
