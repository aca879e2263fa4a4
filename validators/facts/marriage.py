"""The applicant's marital status, from the papers and the form."""

from core.models.document import Document
from validators.facts import children, parties
from validators.facts.parties import Party
from validators.ground.case import Case
from validators.ground.compare import is_one
from validators.ground.look import Value, look
from validators.policy import Policy

DIVORCED, SINGLE, MARRIED = ("离异", "离婚"), ("未婚",), ("已婚", "再婚", "复婚", "初婚")
PROOFS = ("divorce_certificate", "divorce_agreement", "court_judgment")


def statuses(case: Case, policy: Policy) -> tuple[Value, ...]:
    """The marital status by form and register, the form first: a register is seldom updated."""
    papers: tuple[Document, ...] = (
        *case.of("application_form_new"),
        *case.of("household_register_member", role="applicant"),
    )
    values = (look(paper, "marital_status", policy) for paper in papers)
    return tuple(value for value in values if value.text)


def says(value: Value, words: tuple[str, ...]) -> bool:
    """Whether a status is one of these."""
    return any(word in value.text for word in words)


def divorced(case: Case, policy: Policy) -> bool | None:
    """By the papers, else by the form, else by the register; None if they differ."""
    if case.of(*PROOFS):
        return True
    stated = statuses(case, policy)
    parted = [value for value in stated if says(value, DIVORCED)]
    if not parted:
        return False
    again = [value for value in stated if value.sure and says(value, MARRIED)]
    if again and case.of("marriage_certificate"):
        return None
    return True if any(value.sure for value in parted) else None


def never_married(case: Case, policy: Policy) -> Value | None:
    """The field that surely says the applicant never married, if nothing contradicts it."""
    stated = statuses(case, policy)
    single = [value for value in stated if value.sure and says(value, SINGLE)]
    if not single or len(single) < len(stated) or case.of("marriage_certificate", *PROOFS):
        return None
    return single[0]


def of_both(kid: Party, case: Case, policy: Policy) -> bool:
    """Whether a child is of the present marriage: its birth certificate names both spouses."""
    pairs = couples(case, policy)
    return any(
        all(any(is_one(parent, who.text) for parent in parents_on(paper, policy)) for who in pair)
        for paper in children.papers(kid, case, policy, children.BIRTH)
        for pair in pairs
    )


def couples(case: Case, policy: Policy) -> list[tuple[Value, Value]]:
    """Both parties of each of the applicant's marriage certificates, if their names are sure."""
    own = parties.applicant(case, policy)
    found = []
    for paper in case.of("marriage_certificate"):
        one, two = (look(paper, f"party{n}_name", policy) for n in (1, 2))
        if one.sure and two.sure and own.name and (is_one(one, own.name) or is_one(two, own.name)):
            found.append((one, two))
    return found


def parents_on(paper: Document, policy: Policy) -> list[Value]:
    """Mother and father as a birth certificate names them."""
    return [look(paper, f"{who}_name", policy) for who in ("mother", "father")]
