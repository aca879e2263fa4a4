"""The holder of a paper whose name field was not found: by its number and the name printed on it,
which must agree.
"""

from core.models.document import Document
from validators.facts import parties
from validators.facts.parties import HOLDER, ROLE_TYPES, Party
from validators.ground.case import Case
from validators.ground.compare import agrees, folded
from validators.ground.elsewhere import standing
from validators.ground.look import Value, look
from validators.ground.verdict import Verdict, because, line_evidence, passed
from validators.policy import Policy

UNIT_CODES = {
    "business_license": "credit_code", "institution_certificate": "credit_code",
    "social_org_certificate": "credit_code", "tax_info_notice": "taxpayer_id",
    "its_withholding_screenshot": "employer_credit_code",
    "labor_contract": "employer_credit_code", "credit_publicity_printout": "credit_code",
    "tax_info_query_application": "taxpayer_id", "name_change_notice": "credit_code",
}  # fmt: skip
"""The field with the unit's code, which has its own check character."""
OLD_NUMBER, CREDIT_CODE = 15, 18  # characters


def by_number(document: Document, people: tuple[Party, ...], policy: Policy) -> Verdict | None:
    """A name whose field was not found, on a paper with the person's number and name.

    The number identifies the person, and the name is printed on the paper: both agree.
    """
    name, number = parties.holder(document, policy)
    if name.state != "missing" or number is None or not number.sure:
        return None
    for party in people:
        line = standing(document, party.name)
        if party.number and agrees(number, party.number) and line is not None:
            title = policy.title(document.type)
            shown = line_evidence(document, line, name.name)
            return passed(
                f"{title}号码为 {party.name} 的，姓名相符。",
                f"{policy.title_en(document.type)}: the number is {party.name}'s, and the name "
                "agrees.",
                number,
                shown,
            )
    return None


def of_person(
    verdict: Verdict, document: Document, differs: Value, person: Party, policy: Policy
) -> Verdict:
    """A verdict on a holder's name or number, with its cause: that field, or the whole paper.

    If the name differs and no number contradicts that, the paper is another person's; if only the
    name or only the number differs, the field is wrong.
    """
    name, number = parties.holder(document, policy)
    other = not person.name or agrees(name, person.name) is False
    if number is not None and number.text and person.number:
        other = other and agrees(number, person.number) is False
    return because(verdict, f"holder:{document.id}" if other else differs)


def another(document: Document, number: Value, case: Case, policy: Policy) -> bool:
    """Whether a number surely is not that of the paper's expected holder."""
    own = [party for party in parties.people(case, policy, document.role) if party.number]
    return bool(own) and all(agrees(number, party.number) is False for party in own)


def strangers(document: Document, policy: Policy) -> bool:
    """Whether a paper surely belongs to nobody of the case, and so says nothing about it."""
    if document.type not in HOLDER or document.type not in ROLE_TYPES or document.role:
        return False
    name, number = parties.holder(document, policy)
    return name.sure and (number is None or number.sure or number.state == "missing")


def one_code(value: Value, codes: tuple[str, ...]) -> bool | None:
    """Whether a unit's code on a paper is one of these; None if it was not read well enough.

    A taxpayer number of 15 characters ends in the unit's own number, as its credit code does. A
    licence from before 2015 has a 15-digit number that is not part of a credit code.
    """
    old = len(value.text) == OLD_NUMBER
    if any(agrees(value, code) for code in codes if code):
        return True
    known = [code for code in codes if len(code) == CREDIT_CODE]
    if old and value.text[6:] in [code[8:17] for code in known]:
        return True
    answers = [agrees(value, code[2:17] if old else code) for code in known]
    comparable = len(known) == sum(map(bool, codes))
    return False if comparable and answers and None not in answers else None


def by_code(document: Document, name: Value, unit: Party, policy: Policy) -> Verdict | None:
    """A unit's name whose field was not found for sure: the code identifies the unit.

    The code is the unit's, and the name is printed on the paper: both agree. A doubtful reading at
    the name's position must be part of the name or contain it.
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
    return passed(
        f"{title}信用代码为 {unit.name} 的，名称相符。",
        f"{policy.title_en(document.type)}: the code is that of {unit.name}, and the name agrees.",
        code,
        shown,
    )


def anothers(paper: Document, case: Case, policy: Policy) -> bool:
    """Whether a paper is surely not the applicant's, by number or, if none was read, by name."""
    own = parties.applicant(case, policy)
    name, number = parties.holder(paper, policy)
    if not own.sure:
        return False
    if number is not None and number.text and own.number:
        return numbered_otherwise(paper, own, policy)
    return agrees(name, own.name) is False


def numbered_otherwise(paper: Document, own: Party, policy: Policy) -> bool:
    """Whether a paper surely bears another person's number, and its name is not the applicant's."""
    name, number = parties.holder(paper, policy)
    if number is None or agrees(number, own.number) is not False:
        return False
    return agrees(name, own.name) is not True
