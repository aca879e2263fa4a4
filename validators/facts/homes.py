"""The home of a case: the ways to prove it, the nearest of them, and the residence permit."""

from dataclasses import dataclass

from core.models.base import Wording
from core.models.document import Document
from validators.facts.inforce import old_papers
from validators.facts.oneof import RequirementState, nearest
from validators.facts.stock import take
from validators.facts.terms import rest_of
from validators.ground.address import one_door
from validators.ground.case import Case
from validators.ground.compare import folded
from validators.ground.kept import kept
from validators.ground.look import Value, look
from validators.ground.verdict import Verdict, because, failed, without
from validators.policy import Policy, Requirement

PROOF = "residence"
"""The id of the requirement in packets.toml."""
HOME = "home"
"""The cause of every verdict that the home is not proven."""
CITY = "北京"
TERM = Wording(zh="居住证有效期", en="The residence permit")
ENDS = Wording(zh="居住证有效期", en="The last day of the residence permit")
ENDORSED = Wording(zh="办理签注", en="have it endorsed")
OF_HOMES = frozenset(
    ("residence_permit_card", "real_estate_certificate", "house_ownership_certificate",
     "online_signed_purchase_contract", "purchase_invoice", "mortgage_contract",
     "lease_contract", "rent_invoice", "unit_property_proof", "unit_residence_proof",
     "public_housing_lease", "lodging_declaration")
)  # fmt: skip
"""Papers that prove a home and nothing else; an owner's card and register do so too."""


@dataclass(frozen=True)
class HomeProof:
    """One of the ways to prove a home, and which of its papers the packet holds."""

    need: Requirement
    stock: RequirementState
    papers: frozenset[str]
    """The ids of the papers that count for it."""


@kept
def ways(case: Case, policy: Policy) -> tuple[HomeProof, ...]:
    """The ways to prove the home, the nearest first; empty if the service requires no proof."""
    packet = next((one for one in policy.packets if one.service == case.service), None)
    need = packet.need(PROOF) if packet is not None else None
    if need is None:
        return ()
    aside = old_papers(case, policy)
    old = aside.surely | aside.others
    parts = [take(option, case, policy) for option in need.any_of]
    return tuple(
        HomeProof(
            option,
            stock,
            frozenset(p.id for p in stock.papers if p.id not in old and _counts(p, option)),
        )
        for stock, option in nearest(need, parts, case.housing or "")
    )


def _counts(paper: Document, option: Requirement) -> bool:
    """Whether a paper surely is one that a way requires."""
    return paper.type in _types(option)


def _types(need: Requirement) -> frozenset[str]:
    parts = need.any_of or need.all_of
    return frozenset((need.type,)) if need.paper else frozenset().union(*map(_types, parts))


def of_home(paper: Document) -> bool:
    """Whether a paper proves a home and nothing else."""
    owners = paper.role == "owner" and paper.type != "labor_contract"
    return paper.type in OF_HOMES or owners


def not_proven(verdict: Verdict, case: Case, policy: Policy) -> Verdict:
    """The verdict marked as a fault of the home's proof: the same fact as in RES-ONE-OF."""
    packet = next((one for one in policy.packets if one.service == case.service), None)
    need = packet.need(PROOF) if packet is not None else None
    if need is None:
        return verdict
    stock = take(need, case, policy)
    return because(without(verdict, *stock.gone) if stock.state == "lack" else verdict, HOME)


def address_on_record(case: Case, policy: Policy) -> str:
    """The home address on record, else on the form that is printed from it."""
    if case.application.applicant.address:
        return case.application.applicant.address
    for paper in case.of("application_form_new"):
        value = look(paper, "current_address", policy)
        if value.sure:
            return value.text
    return ""


def odd_one(case: Case, policy: Policy, *places: Value) -> Value:
    """Of differing addresses, the one that is not on record: it is the wrong one."""
    known = address_on_record(case, policy)
    return next((place for place in places if one_door(place, known) is False), places[0])


def kind_of_home(case: Case) -> str:
    """Which of the five ways: as declared, else by the papers."""
    if case.housing:
        return case.housing
    signs = (
        ("lodging_declaration", "relatives"), ("unit_residence_proof", "work_unit"),
        ("lease_contract", "rented"), ("residence_permit_card", "residence_permit"),
        ("real_estate_certificate", "owned"), ("house_ownership_certificate", "owned"),
    )  # fmt: skip
    return next((home for kind, home in signs if case.of(kind)), "")


def residence_permits(case: Case) -> tuple[Document, ...]:
    """The residence permits of the packet."""
    return case.of("residence_permit_card")


def permit_lasts(paper: Document, case: Case, policy: Policy) -> Verdict:
    """Whether it is a residence permit of the city, in force for the required months.

    It is valid for a year: one that ends within a year has begun, even if its first day is unread.
    """
    issuer, start = look(paper, "issuer", policy), look(paper, "valid_from", policy)
    where = folded(issuer.text)
    if issuer.sure and CITY not in where and where.startswith(_elsewhere(case, policy)):
        zh = f"居住证由“{issuer.text}”签发，须为《北京市居住证》，请提供或改用其他住所证明。"
        en = (
            f"The residence permit was issued by “{issuer.text}” and must be Beijing's; please "
            "hand in that one or another proof of the home."
        )
        return because(failed(zh, en, issuer), issuer)
    if start.sure and start.day and start.day > case.day:
        zh = f"居住证有效期自 {start.day} 起，晚于申报日 {case.day}，请在生效后提交。"
        en = (
            f"The residence permit begins on {start.day}, after the filing day {case.day}; please "
            "hand it in once it is in force."
        )
        return because(failed(zh, en, start), start)
    end = look(paper, "valid_to", policy)
    months = policy.whole("residence_permit_rest_months", case.day)
    return rest_of(end, case.day, months, TERM, ENDS, remedy=ENDORSED, lenient=False)


def _elsewhere(case: Case, policy: Policy) -> tuple[str, ...]:
    return tuple(policy.words("places_elsewhere", case.day))
