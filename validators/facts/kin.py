"""Shared parts of the rules on spouse and children."""

from dataclasses import replace

from core.models.document import Document
from validators.facts import parties
from validators.facts.households import COVER, shared
from validators.facts.parties import HOLDER, ROLE_TYPES, Party
from validators.ground.case import Case
from validators.ground.compare import is_one
from validators.ground.gaps import lacking
from validators.ground.look import Value
from validators.ground.verdict import Verdict, passed, to_review
from validators.policy import Policy


def missing(case: Case, policy: Policy, zh: str, en: str, paper: str) -> Verdict:
    """A paper (type or type:role) is missing."""
    en = f"There is no {en}; please add it."
    return lacking(case, policy, f"没有{zh}，请补充。", en, papers=(paper,))


def papers_of(
    case: Case, policy: Policy, role: str, whose: str, *more: tuple[str, str, str]
) -> Verdict:
    """Register cover and page of a person in this role, and further required papers.

    Each entry of `more` is a type and its title in both languages.
    """
    asked = (
        *more,
        (COVER, "户口簿首页", "household register cover page"),
        ("household_register_member", "户口簿个人页", "household register member page"),
    )
    one, booklet = shared(role, case, policy)
    gone = [one for one in asked if not case.of(one[0], role=role)]
    if one is not False:
        gone = [one for one in gone if one[0] != COVER]
    papers = [paper for kind, *_ in asked for paper in case.of(kind, role=role)]
    if not gone and one is None and not case.of(COVER, role=role):
        return to_review(
            f"未见{whose}本人的户口簿首页，无法确认是否与所附首页同户，请核对。",
            f"There is no household register cover page of the {role}'s own; please check whether "
            "the cover page that is there is of the same household.",
            *papers,
            *booklet,
        )
    if not gone:
        return passed(f"{whose}证件齐全。", f"The {role}'s papers are all there.", *papers)
    names = "、".join(zh for _, zh, _ in gone)
    names_en = ", ".join(en for *_, en in gone)
    if any(unknown_holder(p, policy) for kind, *_ in gone for p in case.of(kind, role="")):
        return to_review(
            f"{whose}的{names}未能确认，请核对。",
            f"Whether these are there was not made out: the {role}'s {names_en}; please check.",
            *papers,
        )
    lost = tuple(f"{kind}:{role}" for kind, *_ in gone)
    zh = f"缺{whose}的{names}，请补充。"
    en = f"Please add what is missing: the {role}'s {names_en}."
    return lacking(case, policy, zh, en, *papers, papers=lost)


def unknown_holder(paper: Document, policy: Policy) -> bool:
    """Whether a paper without a role may belong to anybody because its name is unread."""
    if paper.type not in ROLE_TYPES:
        return False
    return paper.type not in HOLDER or not named_for_sure(paper, policy)


def named_for_sure(paper: Document, policy: Policy) -> bool:
    """Whether a paper surely names its holder."""
    name, number = parties.holder(paper, policy)
    return name.sure or (number is not None and number.sure)


def is_party(side: tuple[Value, Value], who: Party) -> bool | None:
    """Whether a party of a paper is a person: by name, and by number if printed."""
    name, number = side
    answers = [is_one(name, who.name)] if who.name else []
    if number.state not in ("missing", "absent") and who.number:
        answers.append(is_one(number, who.number))
    if False in answers:
        return False
    return None if None in answers or not answers else True


def falls(verdict: Verdict, case: Case, fallen: int = 1) -> Verdict:
    """A failure for a person who cannot accompany: it affects the item, not the whole case.

    The applicant's own application does not depend on it; a change of family members does, and is
    refused for those persons.
    """
    family = case.application.accompanying
    asked = (family.spouse is not None) + len(family.children)
    if case.service == "dependents_change":
        alone = fallen >= asked
        zh = (
            "本次变更没有其他随往人员，不予办理。"
            if alone
            else "该人员不予办理，不影响其他随往人员。"
        )
        en = (
            "Nobody else is asked for in this change: it cannot be granted."
            if alone
            else "This person cannot be granted; the others are not affected."
        )
        return replace(
            verdict,
            severity="reject",
            message=f"{verdict.message}{zh}",
            message_en=f"{verdict.message_en} {en}",
        )
    return replace(
        verdict,
        severity="supplement",
        message=f"{verdict.message}请在系统和申请表中取消该随往人员；不影响其他事项。",
        message_en=(
            f"{verdict.message_en} Please take that person out in the system and on the form; "
            "the rest is not affected."
        ),
    )
