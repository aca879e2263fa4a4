"""Diplomas and degrees: the reports that verify them, how they are paired, which is highest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.models.document import Document
from core.numbers import certificates
from validators.ground.case import Case
from validators.ground.compare import agrees, same
from validators.ground.gather import due
from validators.ground.hidden import hidden
from validators.ground.look import look
from validators.policy import Policy

DIPLOMA, DEGREE = "graduation_certificate", "degree_certificate"
ABROAD = "overseas_degree_certification"
DIPLOMA_REPORTS = ("chsi_registration_form", "education_verification_report")
DEGREE_REPORTS = ("degree_verification_report", "degree_online_report")
REPORTS = {DIPLOMA: DIPLOMA_REPORTS, DEGREE: DEGREE_REPORTS}
LEVELS = {
    **dict.fromkeys((DIPLOMA, *DIPLOMA_REPORTS), "level"),
    **dict.fromkeys((DEGREE, "degree_online_report", ABROAD), "degree"),
    "degree_verification_report": "degree_level",
}
"""The field of each paper that gives the level."""
STEPS = (
    (re.compile("博士|doctor|ph\\.?d", re.IGNORECASE), 4),
    (re.compile("硕士|研究生|master|mba|mpa", re.IGNORECASE), 3),
    (re.compile("(?<!副)学士|本科|专升本|bachelor", re.IGNORECASE), 2),
    (re.compile("专科|大专|高职|副学士|associate", re.IGNORECASE), 1),
)
NAMES = {4: "博士", 3: "硕士（研究生）", 2: "学士（本科）", 1: "专科"}
NAMES_EN = {
    4: "doctor",
    3: "master (postgraduate)",
    2: "bachelor (undergraduate)",
    1: "junior college",
}
FORM = "application_form_new"
NOTHING = re.compile(r"无|没有|[—\-/\\]+|无学位")


def step(text: str) -> int | None:
    """The level of a diploma or degree as a number; None for other words.

    >>> step("硕士研究生"), step("工商管理硕士"), step("专升本"), step("大学本科"), step("无")
    (3, 3, 2, 2, None)
    """
    return next((rung for words, rung in STEPS if words.search(text)), None)


def rung(paper: Document, policy: Policy) -> int | None:
    """The level that a paper surely shows: by its level field, else by its number."""
    level = look(paper, LEVELS[paper.type], policy)
    if level.sure and (level_number := step(level.text)) is not None:
        return level_number
    number = look(paper, "certificate_number", policy)
    if not number.sure or paper.type == ABROAD:
        return None
    degree = certificates.degree_of(number.text)
    return step(degree[0] if degree else certificates.diploma_level(number.text))


@dataclass(frozen=True)
class Pairing:
    """Certificates with the reports that verify them, and the certificates left over."""

    pairs: tuple[tuple[Document, Document], ...]
    bare: tuple[Document, ...]

    def reports(self, paper: Document) -> tuple[Document, ...]:
        """The reports on a certificate."""
        return tuple(report for one, report in self.pairs if one is paper)


def paired(kind: str, case: Case, policy: Policy) -> Pairing:
    """Each report with the certificate it verifies: by number, then by level, then the remaining
    ones.

    Copies of one certificate share its report; one certificate may have several reports, which all
    count.
    """
    papers, reports = case.of(kind), case.of(*REPORTS[kind])
    pairs = [(p, r) for r in reports for p in papers if _of_one_number(p, r, policy)]
    pairs += _matched(papers, reports, pairs, policy, by_level=True)
    pairs += _matched(papers, reports, pairs, policy, by_level=False)
    taken = [paper for paper, _ in pairs]
    return Pairing(tuple(pairs), tuple(p for p in papers if not any(p is one for one in taken)))


def _of_one_number(paper: Document, report: Document, policy: Policy) -> bool:
    return same(*(look(one, "certificate_number", policy) for one in (paper, report))) is True


def _matched(
    papers: Sequence[Document],
    reports: Sequence[Document],
    pairs: Sequence[tuple[Document, Document]],
    policy: Policy,
    *,
    by_level: bool,
) -> list[tuple[Document, Document]]:
    """Pair what is not paired yet; a single certificate takes all the reports."""
    free = [p for p in papers if not any(p is one for one, _ in pairs)]
    found: list[tuple[Document, Document]] = []
    for report in reports:
        if any(report is other for _, other in pairs):
            continue
        level = rung(report, policy)
        fit = [p for p in free if not by_level or (level and rung(p, policy) == level)]
        if not fit and len(papers) == 1 and not by_level:
            fit = list(papers)
        if fit:
            best = min(fit, key=lambda p: (_against(p, report, policy), -(rung(p, policy) or 0)))
            found.append((best, report))
            free = [p for p in free if p is not best]
    return found


def _against(paper: Document, report: Document, policy: Policy) -> int:
    """How strongly the fields contradict that a report verifies a certificate."""
    levels = [rung(one, policy) for one in (paper, report)]
    differ = None not in levels and levels[0] != levels[1]
    names = ("certificate_number", "school", "major")
    answers = [same(*(look(one, name, policy) for one in (paper, report))) for name in names]
    return 2 * differ + answers.count(False) - answers.count(True)


def highest(kind: str, number: str, case: Case, policy: Policy) -> tuple[Document, ...]:
    """The certificates that are or may be of the highest level; of several, the one on record."""
    papers = case.of(kind)
    rungs = [rung(paper, policy) for paper in papers]
    known = [level for level in rungs if level is not None]
    if len(known) == len(papers):
        papers = tuple(p for p, level in zip(papers, rungs, strict=True) if level == max(known))
    named = tuple(p for p in papers if agrees(look(p, "certificate_number", policy), number))
    return named or papers


def foreign_is_highest(case: Case, policy: Policy) -> bool | None:
    """Whether the certified foreign degree is the highest one; None if unknown."""
    numbers = case.application.applicant
    home = case.of(DIPLOMA, DEGREE)
    stated = [n for n in (numbers.education_certificate_no, numbers.degree_certificate_no) if n]
    if any(agrees(look(p, "certificate_number", policy), n) for p in home for n in stated):
        return False
    abroad = [level for p in case.of(ABROAD) if (level := rung(p, policy)) is not None]
    here = [level for p in home if (level := rung(p, policy)) is not None]
    for form in case.of(FORM):
        value = look(form, "degree", policy)
        here += [level] if value.sure and (level := step(value.text)) is not None else []
    if not abroad or (home and not here):
        return None
    return not here or max(abroad) >= max(here)


def without_degree(case: Case, policy: Policy) -> bool | None:
    """Whether nothing shows a degree: no paper, no number on record, none stated on the form.

    None if one may be stated.
    """
    if case.of(DEGREE, ABROAD, *DEGREE_REPORTS) or case.application.applicant.degree_certificate_no:
        return False
    if hidden(case, DEGREE, ABROAD, *DEGREE_REPORTS):
        return None
    if not case.of(DIPLOMA, *DIPLOMA_REPORTS):
        return None  # no paper on education at all: papers are missing, which is no refusal
    forms = case.of(FORM)
    stated = [look(form, name, policy) for form in forms for name in ("degree", "degree_number")]
    given = [value for value in stated if value.text and not NOTHING.fullmatch(value.text)]
    if given:
        return False
    vague = any(v.state == "doubt" or (v.state == "missing" and due(v, policy)) for v in stated)
    return None if vague else True
