"""What the rules on spouse and children share."""

from validators.facts.parties import Party
from validators.ground.case import Case
from validators.ground.compare import is_one
from validators.ground.gaps import lacking
from validators.ground.look import Value
from validators.ground.verdict import Verdict, passed, unclear
from validators.policy import Policy


def missing(case: Case, policy: Policy, zh: str, en: str, paper: str) -> Verdict:
    """A paper (type or type:role) is not there."""
    return lacking(case, policy, f"没有{zh}，请补充。", f"No {en}.", papers=(paper,))


def papers_of(case: Case, policy: Policy, role: str, whose: str, *more: tuple[str, str]) -> Verdict:
    asked = (
        *more,
        ("household_register_cover", "户口簿首页"),
        ("household_register_member", "户口簿个人页"),
    )
    gone = [(kind, name) for kind, name in asked if not case.of(kind, role=role)]
    papers = [paper for kind, _ in asked for paper in case.of(kind, role=role)]
    if not gone:
        return passed(f"{whose}证件齐全。", "All are there.", *papers)
    names = "、".join(name for _, name in gone)
    en = f"the {role}'s {', '.join(kind.replace('_', ' ') for kind, _ in gone)}"
    loose = any(case.of(kind, role="") for kind, _ in gone)
    if loose:
        return unclear(f"{whose}的{names}未能确认。", f"Not sure of {en}.", *papers)
    lost = tuple(f"{kind}:{role}" for kind, _ in gone)
    zh = f"缺{whose}的{names}，请补充。"
    return lacking(case, policy, zh, f"Missing: {en}.", *papers, papers=lost)


def is_party(side: tuple[Value, Value], who: Party) -> bool | None:
    """Whether a party of a paper is a person: the name, and the number where printed."""
    name, number = side
    answers = [is_one(name, who.name)] if who.name else []
    if number.state not in ("missing", "absent") and who.number:
        answers.append(is_one(number, who.number))
    if False in answers:
        return False
    return None if None in answers or not answers else True
