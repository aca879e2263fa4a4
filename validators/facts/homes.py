"""The home of a case: which of the five kinds it is, and whether a residence permit settles it."""

from core.models.document import Document
from validators.facts.terms import rest_of
from validators.ground.case import Case
from validators.ground.look import look
from validators.ground.verdict import Verdict
from validators.policy import Policy

PROOF = "residence"
"""The id of the requirement in packets.toml."""


def kind_of_home(case: Case) -> str:
    """The branch of the five: as declared, else by the papers."""
    if case.housing:
        return case.housing
    signs = (
        ("lodging_declaration", "relatives"), ("unit_residence_proof", "work_unit"),
        ("lease_contract", "rented"), ("residence_permit_card", "residence_permit"),
        ("real_estate_certificate", "owned"), ("house_ownership_certificate", "owned"),
    )  # fmt: skip
    return next((home for kind, home in signs if case.of(kind)), "")


def permit_holds(case: Case, policy: Policy) -> bool:
    """Whether a residence permit settles the matter, so that other proofs matter less."""
    return any(
        permit_lasts(paper, case, policy).status == "pass" for paper in residence_permits(case)
    )


def residence_permits(case: Case) -> tuple[Document, ...]:
    """The residence permits of the packet."""
    return case.of("residence_permit_card")


def permit_lasts(paper: Document, case: Case, policy: Policy) -> Verdict:
    """Whether a residence permit is in force for the months that are asked."""
    end = look(paper, "valid_to", policy)
    months, what = policy.whole("residence_permit_rest_months", case.day), "居住证有效期"
    return rest_of(end, case.day, months, what, what, remedy="办理签注", lenient=False)


def milder(verdict: Verdict, case: Case, policy: Policy) -> Verdict:
    """An advisory only, where a residence permit settles the matter."""
    if verdict.status == "pass" or not permit_holds(case, policy):
        return verdict
    return Verdict(
        verdict.status, verdict.message, verdict.message_en, verdict.witnesses, "advisory"
    )
