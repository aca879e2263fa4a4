"""The home, guide 六（二）常规8: which of the five proofs, and whether it holds."""

from validators.facts import parties
from validators.facts.circumstances import title_names
from validators.facts.homes import PROOF, kind_of_home, permit_lasts, residence_permits
from validators.facts.parties import TITLES
from validators.facts.stock import listed, take
from validators.ground.address import one_door
from validators.ground.case import Case
from validators.ground.gaps import lacking
from validators.ground.look import Value, look
from validators.ground.verdict import Rule, Verdict, failed, passed, rule, unbound, unclear, without
from validators.policy import Policy

PROOFS = {
    "residence_permit_card": "residence_address", "lease_contract": "address",
    "real_estate_certificate": "address", "house_ownership_certificate": "address",
    "unit_residence_proof": "address", "lodging_declaration": "address",
    "public_housing_lease": "address", "online_signed_purchase_contract": "address",
}  # fmt: skip


@rule("RES-ONE-OF")
def one_of_five_proofs(case: Case, policy: Policy) -> Verdict:
    """At least one branch is complete; what the nearest ones lack is told."""
    need = policy.packet(case.service).need(PROOF)
    if need is None:
        return unclear("材料清单中没有住所证明一项，无法核对。", "The packet asks no proof.")
    stock = take(need, case, policy)
    if stock.state == "have":
        return passed("住所证明齐全。", "A residence proof is complete.", *stock.papers)
    zh, en = listed(stock.lacks)
    told, english = "；".join(zh), "; ".join(en)
    if stock.state == "doubt" or case.unread:
        return unclear(f"住所证明未能确认：{told}。", f"Not sure: {english}.", *stock.papers)
    verdict = failed(f"住所证明不齐：{told}。", f"Incomplete: {english}.", *stock.papers)
    return without(verdict, *stock.gone)


@rule("RES-PERMIT-3M")
def residence_permit_has_three_months_left(case: Case, policy: Policy) -> list[Verdict]:
    """valid_to reaches three months past the filing day, month ends clamped."""
    return [permit_lasts(paper, case, policy) for paper in residence_permits(case)] or [
        unbound("没有居住证。", "No residence permit.")
    ]


@rule("RES-OWN-TITLE")
def applicant_owns_the_home(case: Case, policy: Policy) -> Verdict:
    """The title names the applicant, or else the spouse (RES-OWN-SPOUSE)."""
    titles = case.of(*TITLES)
    if kind_of_home(case) != "owned" or not titles:
        return unbound("不是凭产权证自有住房。", "Not an own home by title.")
    owners = [look(title, "owner", policy) for title in titles]
    couple = (
        (parties.applicant(case, policy), "申请人"),
        (parties.spouse(case, policy), "配偶"),
    )
    answers = [title_names(case, policy, party) for party, _ in couple]
    for answer, (party, whose) in zip(answers, couple, strict=True):
        if answer:
            return passed(f"产权证权利人为{whose} {party.name}。", "Owned.", *owners)
    if None not in answers and all(owner.sure for owner in owners):
        names = "、".join(owner.text for owner in owners)
        return failed(
            f"产权证权利人为“{names}”，不是申请人或其配偶；如为亲友房屋，请按借住提供材料。",
            "The owner is neither the applicant nor the spouse.",
            *owners,
        )
    return unclear("产权证权利人未能辨认。", "The owner was not read.", *owners)


@rule("RES-OWN-SPOUSE")
def spouses_home_needs_marriage_and_card(case: Case, policy: Policy) -> Verdict:
    """Owner is the spouse: marriage certificate and the spouse's identity card."""
    mate, own = parties.spouse(case, policy), parties.applicant(case, policy)
    if kind_of_home(case) != "owned" or title_names(case, policy, own):
        return unbound("房主不是配偶。", "The owner is not the spouse.")
    if not mate.name or not title_names(case, policy, mate):
        return unbound("房主不是配偶。", "The owner is not the spouse.")
    lacks = [] if case.of("marriage_certificate") else ["结婚证"]
    lacks += [] if case.of("id_card", role="spouse") else ["配偶身份证"]
    titles = case.of(*TITLES)
    if not lacks:
        return passed("房主为配偶，结婚证和配偶身份证齐全。", "Both are there.", *titles)
    said = "、".join(lacks)
    zh, both = f"房主为配偶，还需提供{said}。", ("marriage_certificate", "id_card")
    return lacking(case, policy, zh, f"Missing: {said}.", *titles, papers=both, told=False)


@rule("RES-ADDRESS-SYSTEM")
def home_is_the_address_on_record(case: Case, policy: Policy) -> list[Verdict]:
    """The proof's address is the one of the system record, door number and all."""
    known = case.application.applicant.address or ""
    verdicts = []
    for kind, name in PROOFS.items():
        for paper in case.of(kind):
            value = look(paper, name, policy)
            if known and value.state not in ("missing", "absent"):
                verdicts.append(_on_record(value, known, policy))
    if not known:
        return [unbound("系统未填报居住地址。", "No address on record.")]
    return verdicts or [unbound("没有住所证明。", "No residence proof.")]


def _on_record(value: Value, known: str, policy: Policy) -> Verdict:
    title = policy.title(value.document.type)
    same = one_door(value, known)
    if same:
        return passed(f"{title}地址与系统一致。", "The address agrees.", value)
    if same is False:
        return failed(
            f"{title}地址为“{value.text}”，系统填报为“{known}”，请核对更正。",
            "The address differs from the record.",
            value,
        )
    return unclear(f"{title}地址读作“{value.text}”，请核对。", "Address not read.", value)


RULES: tuple[Rule, ...] = (
    one_of_five_proofs,
    residence_permit_has_three_months_left,
    applicant_owns_the_home,
    spouses_home_needs_marriage_and_card,
    home_is_the_address_on_record,
)
