"""Papers of an owner that stand under another role, or under none, for want of what tells whose.

Who is who is told by other papers; where these are not there, a paper is not missing for it.
"""

from core.models.document import Document
from validators.facts import parties
from validators.facts.parties import TITLES
from validators.ground.case import Case
from validators.ground.compare import agrees
from validators.ground.look import look
from validators.policy import Policy, Requirement

COVER, MEMBER = "household_register_cover", "household_register_member"


def by_another_role(need: Requirement, case: Case, policy: Policy) -> tuple[Document, ...]:
    """The papers of a role that stand under another one: who is who was told by other papers."""
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


def registers(case: Case, policy: Policy) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """The covers and own pages of who lets the home, or pages that were meant to be.

    Beside a lease without a title or an invoice, a register of nobody of the case was meant so.
    """
    heads = registers_of_lessors(case, policy)
    owners = tuple(one for one in case.of(COVER, role="owner") if one not in heads)
    covers, members = (*heads, *owners), case.of(MEMBER, role="owner")
    if covers or members or case.of(*TITLES, "online_signed_purchase_contract", "rent_invoice"):
        return covers, members
    return case.of(COVER, role=""), case.of(MEMBER, role="")
