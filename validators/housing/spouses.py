"""A home owned by the spouse, guide 六（二）常规8（2）: the marriage and the spouse's card."""

from core.models.base import Wording
from core.models.document import Document
from validators.facts import parties
from validators.facts.circumstances import title_names
from validators.facts.homes import HOME, kind_of_home, not_proven
from validators.facts.parties import TITLES, Party, names_one
from validators.ground.case import Case
from validators.ground.compare import agrees
from validators.ground.gaps import lacking
from validators.ground.look import Value, look
from validators.ground.named import lists
from validators.ground.phrases import read_en, read_zh
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

PARTNERS = ("party1_name", "party2_name")
OWNERS = {
    **dict.fromkeys(TITLES, "owner"), "online_signed_purchase_contract": "buyer",
    "mortgage_contract": "mortgagor",
}  # fmt: skip
"""The owner field of papers for an owned home."""
MARRIAGE = Wording(zh="结婚证", en="the marriage certificate")
CARD = Wording(zh="配偶身份证", en="the spouse's identity card")
NOBODYS = not_applicable("房主不是配偶。", "The owner is not the spouse.")


@rule("RES-OWN-SPOUSE")
def spouses_home_needs_marriage_and_card(case: Case, policy: Policy) -> Verdict:
    """Owner is the spouse: marriage certificate and the spouse's identity card."""
    mate, own = parties.spouse(case, policy), parties.applicant(case, policy)
    papers = case.of(*TITLES) or _untitled(case)
    owners = [look(paper, OWNERS[paper.type], policy) for paper in papers]
    if not mate.name:
        return _marries_another(own, owners, case, policy)
    if not _names(mate, owners, case, policy) or _names(own, owners, case, policy):
        return NOBODYS
    lacks = [] if case.of("marriage_certificate") else [MARRIAGE]
    lacks += [] if case.of("id_card", role="spouse") else [CARD]
    if not lacks:
        return _married(own, mate, case, policy)
    if kind_of_home(case) != "owned" and case.of("lease_contract", "lodging_declaration"):
        return NOBODYS  # let or lent by somebody: other rules check the owner
    names, lost = "、".join(one.zh for one in lacks), " and ".join(one.en for one in lacks)
    zh, both = f"房主为配偶，还需提供{names}。", ("marriage_certificate", "id_card")
    en = f"The owner is the spouse; please hand in {lost} too."
    verdict = lacking(case, policy, zh, en, *papers, papers=both, told=False)
    return not_proven(verdict, case, policy)


def _untitled(case: Case) -> tuple[Document, ...]:
    """The papers of an owned home without its title document."""
    own = case.housing == "owned" or not case.of("lease_contract", "lodging_declaration")
    return case.of("online_signed_purchase_contract", "mortgage_contract") if own else ()


def _names(party: Party, owners: list[Value], case: Case, policy: Policy) -> bool:
    if case.of(*TITLES):
        return bool(title_names(case, policy, party))
    return any(names_one(owner, (party,)) for owner in owners)


def _marries_another(own: Party, owners: list[Value], case: Case, policy: Policy) -> Verdict:
    """A certificate by which the owner of the home is married to somebody else."""
    if kind_of_home(case) != "owned":
        return NOBODYS
    for paper in case.of("marriage_certificate"):
        names = [look(paper, name, policy) for name in PARTNERS]
        weds = any(lists(owner, name.text) for owner in owners for name in names if name.text)
        answers = [agrees(name, own.name) for name in names]
        if not weds or True in answers:
            continue
        if None in answers or not own.sure:
            return _not_read(names)
        verdict = not_proven(_strangers(own, owners[0].text, names), case, policy)
        return because(verdict, HOME, f"holder:{paper.id}")
    return NOBODYS


def _married(own: Party, mate: Party, case: Case, policy: Policy) -> Verdict:
    """The certificate shows that applicant and owner are married."""
    papers = case.of("marriage_certificate")
    shown = [look(paper, name, policy) for paper in papers for name in PARTNERS]
    answers = [_of_both(paper, own, mate, policy) for paper in papers]
    if True in answers:
        return passed("房主为配偶，结婚证和配偶身份证齐全。", "Both are there.", *papers)
    if None in answers or not (own.sure and mate.sure):
        return _not_read(shown)
    return _strangers(own, mate.name, shown)


def _not_read(names: list[Value]) -> Verdict:
    en = "The couple on the marriage certificate was not read; please check."
    return to_review("结婚证双方未能辨认，请核对。", en, *names)


def _strangers(own: Party, owner: str, shown: list[Value]) -> Verdict:
    return failed(
        f"结婚证双方为{read_zh(*shown)}，应为申请人 {own.name} 和房主 {owner}，"
        "请提供双方的结婚证。",
        f"The marriage certificate is of {read_en(*shown)} and should be of the applicant "
        f"{own.name} and the owner {owner}; please hand in the certificate of these two.",
        *shown,
    )


def _of_both(paper: Document, own: Party, mate: Party, policy: Policy) -> bool | None:
    """Whether a marriage certificate names both; None if it was not read."""
    names = [look(paper, name, policy) for name in PARTNERS]
    answers = [[agrees(name, party.name) for name in names] for party in (own, mate)]
    if all(True in answer for answer in answers):
        return True
    return None if any(True not in answer and None in answer for answer in answers) else False


RULES: tuple[Rule, ...] = (spouses_home_needs_marriage_and_card,)
