"""The content of a paper on studies besides its number: the end of studies, the degree and the
person.
"""

import re
from collections.abc import Iterator

from core.models.document import Document
from core.numbers import identity
from core.numbers.dates import parse_date
from validators.facts.degrees import ABROAD, DEGREE, DEGREE_REPORTS, DIPLOMA, DIPLOMA_REPORTS
from validators.facts.parties import Party
from validators.ground.case import Case
from validators.ground.compare import agrees, can_confirm, is_one
from validators.ground.elsewhere import day_standing, sex_standing
from validators.ground.look import Value, look
from validators.ground.verdict import Verdict, because, failed, passed, to_review
from validators.policy import Policy

STUDIES = (DIPLOMA, DEGREE, *DIPLOMA_REPORTS, *DEGREE_REPORTS, ABROAD)
FINISHED = {
    DIPLOMA: ("end_month", "issue_date"),
    DEGREE: ("issue_date",),
    "chsi_registration_form": ("graduation_date",),
    "education_verification_report": ("graduation_date",),
    "degree_online_report": ("degree_date",),
    "degree_verification_report": ("degree_year",),
}
"""The field with the end of studies or the date of the degree."""
DATED = re.compile(r"(?:19|20)\d{2}(?:-\d{2})?")
_MANNER = re.compile("专业学位|学位|专业")


def finished(paper: Document, report: Document, policy: Policy) -> Verdict | None:
    """The month of graduation, or of the degree; a diploma may have its issue date instead.

    A report with only the year is compared by the year. A different degree date is advisory: some
    reports print the date of the meeting that granted it. None if either has no date.
    """
    ours, theirs = (
        [v for name in FINISHED.get(one.type, ()) if _is_given(v := look(one, name, policy))]
        for one in (paper, report)
    )
    if not ours or not theirs:
        return None
    if any(_at_once(one, other) for one in ours for other in theirs):
        return passed("毕业年月一致。", "The month agrees.", ours[0], theirs[0])
    months = [_month(values[0]) for values in (ours, theirs)]
    shown = "”／“".join(month or "未能辨认" for month in months)
    shown_en = "” and “".join(month or "(not read)" for month in months)
    titles_en = " and ".join(policy.title_en(one.type) for one in (paper, report))
    if paper.type == DEGREE and theirs[0].sure and ours[0].sure:
        zh = f"学位证书与{policy.title(report.type)}授予学位的年月为“{shown}”，请核对。"
        en = f"{titles_en} tell “{shown_en}” as the month of the degree; please check."
        return to_review(zh, en, ours[0], theirs[0], severity="advisory")
    if not all(value.sure and DATED.match(value.text) for value in (*ours, *theirs)):
        titles = f"{policy.title(paper.type)}与{policy.title(report.type)}"
        zh = f"{titles}毕业或授予学位的年月未能比对，请核对：“{shown}”。"
        en = f"{titles_en}: the months of graduation or degree, “{shown_en}”, could not be compared"
        return to_review(zh, f"{en}; please check.", *ours, *theirs)
    en = f"month of graduation: “{shown_en}”"
    return failed(f"毕业年月：“{shown}”", en, ours[0], theirs[0])


def _is_given(value: Value) -> bool:
    return bool(value.text) or value.state == "doubt"


def _month(value: Value) -> str:
    dated = DATED.match(value.text)
    return dated[0] if dated else value.text


def _at_once(one: Value, other: Value) -> bool:
    a, b = DATED.match(one.text), DATED.match(other.text)
    if a is None or b is None or not all(v.sure or can_confirm(v) for v in (one, other)):
        return False
    return a[0].startswith(b[0]) or b[0].startswith(a[0])


def one_degree(one: Value, other: Value) -> bool:
    """Whether two papers name one degree, 工学学士 or 工学学士学位; a bare 学士 matches any."""
    a, b = (_MANNER.sub("", value.text) for value in (one, other))
    return bool(a and b) and (a in b or b in a)


def anothers_birth(case: Case, own: Party, policy: Policy) -> list[Verdict]:
    """Birth date and sex on the papers, if they surely are not the applicant's.

    One verdict for all papers: a namesake's papers all differ. Unread values are no fault: name and
    number identify the holder.
    """
    born = identity.birth_date(own.number)
    if born is None or not own.sure:
        return []
    wanted = {"birth_date": (str(born), "出生日期"), "sex": (identity.sex(own.number), "性别")}
    found = [
        (value, what, expected)
        for paper in case.of(*STUDIES)
        if is_one(look(paper, "name", policy), own.name) is not False
        for name, (expected, what) in wanted.items()
        for value in _otherwise(look(paper, name, policy), expected)
    ]
    if not found:
        return []
    text = "；".join(
        f"{policy.title(value.document.type)}{what}为“{value.text}”，申请人为“{expected}”"
        for value, what, expected in found
    )
    text_en = "; ".join(
        f"{policy.title_en(value.document.type)}: {value.called} is “{value.text}”, the "
        f"applicant's is “{expected}”"
        for value, _, expected in found
    )
    values = [value for value, _, _ in found]
    verdict = failed(
        f"{text}，请核对是否为申请人本人的证书并更正或说明。",
        f"{text_en}. Please check whether the certificate is the applicant's own, and correct or "
        "explain.",
        *values,
    )
    return [because(verdict, *values)]


def _otherwise(value: Value, expected: str) -> Iterator[Value]:
    """The value, if it surely differs from the expected one."""
    born = value.day if value.name == "birth_date" else None
    if agrees(value, expected) is not False or (value.name == "birth_date" and born is None):
        return
    day = parse_date(expected) if born else None
    paper = value.document
    there = day_standing(paper, day) if day else sex_standing(paper, expected)
    if there is None:
        yield value
