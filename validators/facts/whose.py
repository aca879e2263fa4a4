"""Whose a paper is, where the name's place was not found: its number says so, and the name
stands printed on it. Two that agree.
"""

from core.models.document import Document
from validators.facts import parties
from validators.facts.parties import Party
from validators.ground.case import Case
from validators.ground.compare import agrees, folded
from validators.ground.elsewhere import standing
from validators.ground.look import Value, look
from validators.ground.verdict import Verdict, line_evidence, passed
from validators.policy import Policy

UNIT_CODES = {
    "business_license": "credit_code", "institution_certificate": "credit_code",
    "social_org_certificate": "credit_code", "tax_info_notice": "taxpayer_id",
    "its_withholding_screenshot": "employer_credit_code",
    "labor_contract": "employer_credit_code", "credit_publicity_printout": "credit_code",
}  # fmt: skip
"""Where those papers print the unit's code, with its own check sign."""


def by_number(document: Document, people: tuple[Party, ...], policy: Policy) -> Verdict | None:
    """A name whose place was not found, where the paper bears the person's number and name.

    Its number says whose it is, and the name stands printed on it: two that agree.
    """
    name, number = parties.holder(document, policy)
    if name.state != "missing" or number is None or not number.sure:
        return None
    for party in people:
        line = standing(document, party.name)
        if party.number and agrees(number, party.number) and line is not None:
            title = policy.title(document.type)
            shown = line_evidence(document, line, name.name)
            return passed(f"{title}号码为 {party.name} 的，姓名相符。", "Agrees.", number, shown)
    return None


def by_code(document: Document, name: Value, unit: Party, policy: Policy) -> Verdict | None:
    """A unit's name whose place was not found for sure: its code says whose the paper is.

    The code is the unit's, and the name stands printed on the paper: two that agree. What was
    read at the name's place, in doubt, must be a part of it or hold it.
    """
    if name.sure or name.document.type not in UNIT_CODES or not unit.number:
        return None
    read, expected = folded(name.text), folded(unit.name)
    if read not in expected and expected not in read:
        return None
    code = look(document, UNIT_CODES[document.type], policy)
    line = standing(document, unit.name)
    if not code.sure or not agrees(code, unit.number) or line is None:
        return None
    title = policy.title(document.type)
    shown = line_evidence(document, line, name.name)
    return passed(f"{title}信用代码为 {unit.name} 的，名称相符。", "Agrees.", code, shown)


def anothers(paper: Document, case: Case, policy: Policy) -> bool:
    """Whether a paper is surely not the applicant's, by number or, where none was read, by name."""
    own = parties.applicant(case, policy)
    name, number = parties.holder(paper, policy)
    if not own.sure:
        return False
    if number is not None and number.text and own.number:
        return agrees(number, own.number) is False and agrees(name, own.name) is not True
    return agrees(name, own.name) is False
