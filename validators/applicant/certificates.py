"""Diploma and degree against the reports that verify them, and against the numbers on record."""

import re

from core.models.document import Document
from validators.facts import parties
from validators.facts.circumstances import overseas_education
from validators.facts.degrees import ABROAD, DEGREE, DIPLOMA, FORM, highest, paired, rung
from validators.facts.parties import Party
from validators.facts.studied import anothers_birth, finished, one_degree
from validators.ground.case import Case
from validators.ground.compare import MIN_DISTINCTIVE, agrees, edits, folded, is_one, same
from validators.ground.elsewhere import own_lines, standing
from validators.ground.gather import summed
from validators.ground.look import Value, look
from validators.ground.phrases import quoted
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

SLIP = 1
SAME = {
    "certificate_number": "证书编号", "name": "姓名", "school": "学校", "major": "专业",
    "degree": "学位",
}  # fmt: skip
STATED = {
    "学历证书编号": "number of the diploma",
    "学位证书编号": "number of the degree certificate",
    "认证书编号": "number of the certification",
}
"""The numbers on record, as named in English messages."""
BRACKETS = str.maketrans("〔〕［］【】", "[][][]")


@rule("EDU-REPORT-MATCH")
def reports_equal_certificates(case: Case, policy: Policy) -> list[Verdict]:
    """Number, name, school, major, degree and month are the same, the numbers are those on record,
    and the holder's birth date is the applicant's.

    A certificate is compared with its own report, found by level and number, never with another.
    """
    verdicts: list[Verdict] = []
    own = parties.applicant(case, policy)
    for kind in (DIPLOMA, DEGREE):
        pairing = paired(kind, case, policy)
        for paper, report in pairing.pairs:
            verdicts += _all_differences(paper, report, _pair(paper, report, policy), own, policy)
        verdicts += _rivals(pairing.bare, [paper for paper, _ in pairing.pairs], policy)
    verdicts += [*_recorded(case, policy), *anothers_birth(case, own, policy)]
    return summed(verdicts, "认证报告与证书一致。", "Reports equal certificates.") or [
        not_applicable("没有可比对的证书和报告。", "Nothing to compare.")
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
    month = finished(paper, report, policy)
    return [*verdicts, month] if month else verdicts


def _all_differences(
    paper: Document, report: Document, found: list[Verdict], own: Party, policy: Policy
) -> list[Verdict]:
    """All differences between two papers as one verdict, because one of the papers is wrong."""
    bad = [verdict for verdict in found if verdict.status == "fail"]
    if not bad:
        return found
    titles = f"{policy.title(paper.type)}与{policy.title(report.type)}"
    titles_en = f"{policy.title_en(paper.type)} and {policy.title_en(report.type)}"
    whole = failed(
        f"{titles}不一致，请核对更正：{'；'.join(verdict.message for verdict in bad)}。",
        f"{titles_en} differ: {'; '.join(verdict.message_en for verdict in bad)}. Please check and "
        "correct.",
        *(witness for verdict in bad for witness in verdict.witnesses),
    )
    number = look(paper, "certificate_number", policy)
    if any(number in verdict.witnesses for verdict in bad):
        whole = because(whole, number)
    for name in _names(bad):
        if own.name and is_one(name, own.name) is False:
            whole = because(
                whole, f"holder:{name.document.id}"
            )  # somebody else's paper: its fields need not agree
    return [whole, *(verdict for verdict in found if verdict.status == "review")]


def _names(bad: list[Verdict]) -> list[Value]:
    """The holders' names that differ."""
    shown = (witness for verdict in bad for witness in verdict.witnesses)
    return [one for one in shown if isinstance(one, Value) and one.name == "name"]


def _rivals(bare: tuple[Document, ...], verified: list[Document], policy: Policy) -> list[Verdict]:
    """A certificate without a report beside a verified one of the same level and school.

    Two different numbers for one graduation become a question, and so do two papers of one type
    that differ.
    """
    verdicts = []
    for paper in bare:
        level = rung(paper, policy)
        for other in verified:
            schools = same(look(paper, "school", policy), look(other, "school", policy))
            if level is None or rung(other, policy) != level or schools is False:
                continue
            numbers = [look(one, "certificate_number", policy) for one in (paper, other)]
            if same(*numbers):
                continue
            told_twice = "”／“".join(number.shown for number in numbers)
            zh = f"同一层次的{policy.title(paper.type)}有两份，编号为“{told_twice}”，请核对。"
            en = (
                f"{policy.title_en(paper.type)}: there are two of one level, numbers "
                f"“{'” and “'.join(number.shown for number in numbers)}”; please check."
            )
            verdicts.append(to_review(zh, en, *numbers))
            break
    return verdicts


def _printed(one: Value, two: Value) -> bool:
    """Whether a sure reading on one paper is also printed on the other, where the field was not
    read.
    """
    return any(
        known.sure and not other.sure and _stands(known.text, other.document)
        for known, other in ((one, two), (two, one))
    )


def _stands(text: str, paper: Document) -> bool:
    """Whether a text is printed on a paper; a short one must stand alone or as in 英语专业."""
    if len(text) >= MIN_DISTINCTIVE:
        return standing(paper, text) is not None
    alone = re.compile(
        rf"(?:^|[^一-鿿]|(?:专业|名称)[为是系]?){re.escape(folded(text))}(?:专业|[^一-鿿]|$)"
    )
    return any(alone.search(folded(line.text)) for line in own_lines(paper))


def _match(one: Value, two: Value, what: str, policy: Policy, *, tied: bool) -> Verdict:
    """Compare two values; papers `tied` by one number only need to print the same."""
    answer = same(one, two)
    if one.name == "degree" and one_degree(one, two):
        answer = True
    if answer is None and tied and _printed(one, two):
        answer = True
    long = one.name in ("school", "major")
    if answer is False and long and edits(one.text, two.text) <= SLIP:
        answer = None  # in a long name one different character is more likely a reading error
    if answer:
        return passed(f"{what}一致。", f"The {one.called} agrees.", one, two)
    en = f"{one.called}: {quoted(one.shown)} and {quoted(two.shown)}"
    if answer is False:
        return failed(f"{what}：“{one.shown}”／“{two.shown}”", en, one, two)
    titles = f"{policy.title(one.document.type)}与{policy.title(two.document.type)}"
    titles_en = f"{policy.title_en(one.document.type)} and {policy.title_en(two.document.type)}"
    zh = f"{titles}{what}未能比对，请核对：“{one.shown}”／“{two.shown}”。"
    return to_review(zh, f"{titles_en} could not be compared; please check {en}.", one, two)


def _recorded(case: Case, policy: Policy) -> list[Verdict]:
    """The numbers on record are those of the highest certificates."""
    record = case.application.applicant
    wanted = [
        (DIPLOMA, record.education_certificate_no, "学历证书编号", "diploma_number"),
        (DEGREE, record.degree_certificate_no, "学位证书编号", "degree_number"),
    ]
    if overseas_education(case, policy) and case.of(ABROAD):
        wanted = [(ABROAD, record.education_certificate_no, "认证书编号", "diploma_number")]
    verdicts = []
    for kind, number, what, stated in wanted:
        papers = highest(kind, number or "", case, policy)
        values = [look(paper, "certificate_number", policy) for paper in papers]
        if number and any(value.text or value.state == "doubt" for value in values):
            forms = [look(form, stated, policy) for form in case.of(FORM)]
            verdicts.append(_one_of(values, number, what, forms))
    return verdicts


def _one_of(values: list[Value], number: str, what: str, forms: list[Value]) -> Verdict:
    """Whether the number on record is that of one of the highest certificates.

    If one of several certificates was not read, the number may belong to it. If the form agrees
    with the certificate, the record is wrong.
    """
    answers = [_number(value, number, what) for value in values if value.text]
    if not answers:
        zh = f"{what}未能辨认，系统填报为 {number}，请核对。"
        en = f"The {STATED[what]} was not read; the system has {number}. Please check."
        return to_review(zh, en, *values)
    good = [answer for answer in answers if answer.status == "pass"]
    vague = next((value for value in values if not value.sure), None)
    if good or vague is None:
        shown = next(value for value in values if value.text)
        confirmed = [form for form in forms if form.sure and agrees(form, shown.text)]
        return good[0] if good else because(answers[0], [*confirmed, shown][0])
    zh = f"{what}读作“{vague.text or '未能辨认'}”，系统填报为 {number}，请核对。"
    return to_review(zh, _doubted(what, vague.text, number), vague)


def _number(value: Value, number: str, what: str) -> Verdict:
    plain = value.text.translate(BRACKETS)
    answer = agrees(value, number) or _plain(plain) == _plain(number.translate(BRACKETS))
    if answer:
        return passed(f"{what}与系统一致。", f"The {STATED[what]} equals the record.", value)
    if agrees(value, number) is False:
        return failed(
            f"{what}为 {value.text}，系统填报为 {number}，请核对更正。",
            f"The {STATED[what]} is {value.text}, the system has {number}; please check and "
            "correct.",
            value,
        )
    zh = f"{what}读作 {value.text}，系统为 {number}，请核对。"
    return to_review(zh, _doubted(what, value.text, number), value)


def _doubted(what: str, read: str, number: str) -> str:
    return f"The {STATED[what]} reads {quoted(read)}, the system has {number}; please check."


def _plain(text: str) -> str:
    return re.sub(r"[\s()（）]", "", text).upper()


RULES: tuple[Rule, ...] = (reports_equal_certificates,)
