"""The applicant's marital status, as the papers and the form tell it."""

from core.models.document import Document
from validators.ground.case import Case
from validators.ground.look import Value, look
from validators.policy import Policy

DIVORCED, SINGLE, MARRIED = ("离异", "离婚"), ("未婚",), ("已婚", "再婚", "复婚", "初婚")
PROOFS = ("divorce_certificate", "divorce_agreement", "court_judgment")


def statuses(case: Case, policy: Policy) -> tuple[Value, ...]:
    """What form and register say, the form first: a register is seldom brought up to date."""
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
    """By the papers, else by the form, else by the register; None where they differ."""
    if case.of(*PROOFS):
        return True
    told = statuses(case, policy)
    parted = [value for value in told if says(value, DIVORCED)]
    if not parted:
        return False
    again = [value for value in told if value.sure and says(value, MARRIED)]
    if again and case.of("marriage_certificate"):
        return None
    return True if any(value.sure for value in parted) else None


def never_married(case: Case, policy: Policy) -> Value | None:
    """Where it is surely said that the applicant never married, and nothing says otherwise."""
    told = statuses(case, policy)
    single = [value for value in told if value.sure and says(value, SINGLE)]
    if not single or len(single) < len(told) or case.of("marriage_certificate", *PROOFS):
        return None
    return single[0]
