"""Somebody else's income papers instead of the applicant's: one fact for all rules."""

from collections.abc import Iterable

from validators.facts import parties
from validators.facts.ledger import ledger
from validators.facts.whose import of_person
from validators.ground.case import Case
from validators.ground.look import cell, look
from validators.ground.verdict import Verdict, because, failed, to_review
from validators.policy import Policy


def of_somebody_else(gone: Iterable[str], case: Case, policy: Policy) -> Verdict | None:
    """The verdict on months that only somebody else's papers show; else None."""
    own = {paper.id for paper in ledger(case, policy).papers}
    papers = [paper for paper in case.of(*parties.INCOME) if paper.id not in own]
    shown = {
        cell(paper, row, "period", policy).text for paper in papers for row in paper.rows
    }  # fmt: skip
    if not papers or not set(gone) <= shown:
        return None
    person = parties.applicant(case, policy)
    names_read = [look(paper, "name", policy) for paper in papers]
    names = list(dict.fromkeys(value.text for value in names_read))
    listed = "、".join(names)
    zh = f"收入材料姓名为“{listed}”，不是申请人 {person.name}，请提供申请人本人的收入材料。"
    en = (
        f"The income papers are in the name of “{', '.join(names)}”, not of the applicant "
        f"{person.name}; please provide the applicant's own."
    )
    if not person.sure:
        return to_review(zh, en, *names_read)
    wrong = failed(zh, en, *names_read)
    found = zip(papers, names_read, strict=True)
    return because(
        wrong, *(of_person(wrong, one, name, person, policy).cause for one, name in found)
    )
