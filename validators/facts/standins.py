"""Papers of a role that stand under another one, or under none, for want of what tells whose.

Who is who is told by other papers; where these are not there, a paper is not missing for it.
"""

from core.models.document import Document
from validators.facts import parties
from validators.facts.parties import HOLDER, ROLE_TYPES
from validators.ground.case import Case
from validators.ground.compare import agrees, folded
from validators.ground.look import look
from validators.policy import Policy, Requirement

COVER, MEMBER = "household_register_cover", "household_register_member"


def by_another_role(need: Requirement, case: Case, policy: Policy) -> tuple[Document, ...]:
    """The papers of a role that stand under another one: who is who was told by other papers."""
    if need.role == "handler" and _handler_is_applicant(case, policy):
        return case.of(need.type, role="applicant")
    if need.paper == "id_card:spouse" and not parties.spouse(case, policy).name:
        return case.of(need.type, role="owner")  # nobody said yet that the owner is the spouse
    if need.paper == f"{COVER}:owner":
        return registers_of_lessors(case, policy)
    return ()


def registers_of_lessors(case: Case, policy: Policy) -> tuple[Document, ...]:
    """Covers that name who lets the home as head: the owner's, though the own page is not there."""
    lessors = [look(lease, "lessor", policy).text for lease in case.of("lease_contract")]
    return tuple(
        cover
        for cover in case.of(COVER)
        if any(agrees(look(cover, "head_name", policy), lessor) for lessor in lessors)
    )


def _handler_is_applicant(case: Case, policy: Policy) -> bool:
    one, two = parties.applicant(case, policy), parties.handler(case, policy)
    if one.number and two.number:
        return one.number == two.number
    return bool(one.name) and folded(one.name) == folded(two.name)


def unknown_holder(paper: Document, policy: Policy) -> bool:
    """Whether a paper without a role may be anybody's, its name being unread."""
    if paper.type not in ROLE_TYPES:
        return False
    if paper.type not in HOLDER:
        return True
    name, number = parties.holder(paper, policy)
    return not name.sure and not (number is not None and number.sure)
