"""An owner's papers under another role or none, because nothing shows whose they are.

Other papers show who is who; if those are absent, this paper does not count as missing.
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
    """The papers of a role that are filed under another one, as other papers showed who is who."""
    if need.paper == "id_card:spouse" and not parties.spouse(case, policy).name:
        return case.of(need.type, role="owner")  # nothing shows yet that the owner is the spouse
    if need.paper == f"{COVER}:owner":
        return registers_of_lessors(case, policy)
    return ()


def registers_of_lessors(case: Case, policy: Policy) -> tuple[Document, ...]:
    """Covers that name the lessor as head: they are the owner's even without the own page."""
    lessors = [look(lease, "lessor", policy).text for lease in case.of("lease_contract")]
    return tuple(
        cover
        for cover in case.of(COVER)
        if any(agrees(look(cover, "head_name", policy), lessor) for lessor in lessors)
    )


def registers(case: Case, policy: Policy) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """The covers and own pages of the lessor, or pages probably meant as such.

    With a lease but no title or invoice, a register of an unknown person was probably meant so.
    """
    heads = registers_of_lessors(case, policy)
    owners = tuple(one for one in case.of(COVER, role="owner") if one not in heads)
    covers, members = (*heads, *owners), case.of(MEMBER, role="owner")
    if covers or members or case.of(*TITLES, "online_signed_purchase_contract", "rent_invoice"):
        return covers, members
    return case.of(COVER, role=""), case.of(MEMBER, role="")
