"""The home, guide 六（二）常规8: which of the five proofs, and whether it holds."""

from validators.facts import parties
from validators.facts.circumstances import title_names, title_names_spouse
from validators.facts.homes import (
    HOME,
    PROOF,
    address_on_record,
    kind_of_home,
    not_proven,
    permit_lasts,
    residence_permits,
)
from validators.facts.parties import TITLES
from validators.facts.stock import listed, take
from validators.facts.whose import anothers
from validators.ground.address import one_door
from validators.ground.case import Case
from validators.ground.compare import folded
from validators.ground.gather import best
from validators.ground.look import Value, look
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    passed,
    rule,
    unbound,
    unclear,
    without,
)
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
    return because(without(verdict, *stock.gone), HOME)


@rule("RES-PERMIT-3M")
def residence_permit_has_three_months_left(case: Case, policy: Policy) -> Verdict:
    """valid_to reaches three months past the filing day; of several cards the one in force."""
    cards = residence_permits(case)
    own = [card for card in cards if not anothers(card, case, policy)]
    told = [permit_lasts(card, case, policy) for card in own or cards]
    if not told:
        return unbound("没有居住证。", "No residence permit.")
    return best(told)


@rule("RES-OWN-TITLE")
def applicant_owns_the_home(case: Case, policy: Policy) -> Verdict:
    """The title names the applicant, or else the spouse (RES-OWN-SPOUSE)."""
    titles = case.of(*TITLES)
    if kind_of_home(case) != "owned" or not titles:
        return unbound("不是凭产权证自有住房。", "Not an own home by title.")
    owners = [look(title, "owner", policy) for title in titles]
    own, mate = parties.applicant(case, policy), parties.spouse(case, policy)
    answers = (title_names(case, policy, own), title_names_spouse(case, policy))
    for answer, party, whose in zip(answers, (own, mate), ("申请人", "配偶"), strict=True):
        if answer:
            return passed(f"产权证权利人为{whose} {party.name}。", "Owned.", *owners)
    if None not in answers and all(owner.sure for owner in owners):
        return not_proven(_owned_by_others(owners, case, policy), case, policy)
    return unclear("产权证权利人未能辨认。", "The owner was not read.", *owners)


def _owned_by_others(owners: list[Value], case: Case, policy: Policy) -> Verdict:
    """The owner may be a spouse of whom no paper tells yet: then that is what to bring."""
    own, mate = parties.applicant(case, policy), parties.spouse(case, policy)
    names = "、".join(owner.text for owner in owners)
    card = case.of("id_card", role="owner")
    declared = case.of("lodging_declaration")
    brings = [] if declared else ["房屋借住声明"]
    brings += [] if card else ["房主身份证"]
    friends = f"房主为亲友的，请提供{'和'.join(brings)}。" if brings else ""
    if mate.name:
        zh = f"产权证权利人为“{names}”，不是申请人 {own.name}，也不是配偶 {mate.name}；{friends}"
        return failed(zh, "The owner is neither the applicant nor the spouse.", *owners)
    lacks = "结婚证" if card else "结婚证和配偶身份证"
    zh = f"产权证权利人为“{names}”，不是申请人 {own.name}；房主为配偶的，还需提供{lacks}；{friends}"
    en = (
        "The owner is not the applicant; of a spouse's home bring the marriage certificate"
        f"{'' if card else ' and the identity card'}, of a friend's the declaration and the "
        "owner's card."
    )
    return failed(zh, en, *owners)


@rule("RES-ADDRESS-SYSTEM")
def home_is_the_address_on_record(case: Case, policy: Policy) -> list[Verdict]:
    """The proof's address is the one of the system record, door number and all."""
    known = address_on_record(case, policy)
    values = [look(paper, name, policy) for kind, name in PROOFS.items() for paper in case.of(kind)]
    told = [value for value in values if value.state not in ("missing", "absent")]
    forms = [look(form, "current_address", policy) for form in case.of("application_form_new")]
    verdicts = [_on_record(group, known, forms, policy) for group in _by_door(told) if known]
    if not known:
        return [unbound("系统和申请表均未填报居住地址。", "No address on record.")]
    return verdicts or [unbound("没有住所证明。", "No residence proof.")]


def _by_door(values: list[Value]) -> list[list[Value]]:
    """Papers of one and the same home that agree are told of together."""
    groups: list[list[Value]] = []
    for value in values:
        mine = folded(value.text) if value.sure else ""
        group = next((g for g in groups if mine and folded(g[0].text) == mine and g[0].sure), None)
        if group is None:
            groups.append([value])
        else:
            group.append(value)
    return groups


def _on_record(values: list[Value], known: str, forms: list[Value], policy: Policy) -> Verdict:
    """Where the form says what the papers say, it is the record that is wrong: one fact."""
    title = "、".join(policy.title(value.document.type) for value in values)
    value = values[0]
    answers = [one_door(value, known) for value in values]
    if all(answers):
        return passed(f"{title}地址与填报的一致。", "The address agrees.", *values)
    if all(answer is False for answer in answers):
        verdict = failed(
            f"{title}地址为“{value.text}”，填报的居住地址为“{known}”，请核对更正。",
            "The address differs from the one on record.",
            *values,
        )
        return because(verdict, value, *(one for one in forms if one_door(one, value.text)))
    said = value.text or "（未能辨认）"
    return unclear(f"{title}地址读作“{said}”，请核对。", "Address not read.", *values)


RULES: tuple[Rule, ...] = (
    one_of_five_proofs,
    residence_permit_has_three_months_left,
    applicant_owns_the_home,
    home_is_the_address_on_record,
)
