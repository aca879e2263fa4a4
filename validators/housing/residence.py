"""The home, guide 六（二）常规8: which of the five proofs, and whether it holds."""

from core.models.base import Wording
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
    """At least one branch is complete; else the missing papers of the nearest are listed."""
    need = policy.packet(case.service).need(PROOF)
    if need is None:
        return to_review(
            "材料清单中没有住所证明一项，无法核对，请人工审核。",
            "The list of papers has no proof of the home, so it was not checked; please check "
            "by hand.",
        )
    stock = take(need, case, policy)
    if stock.state == "have":
        return passed("住所证明齐全。", "A residence proof is complete.", *stock.papers)
    zh, en = listed(stock.lacks)
    text, lost = "；".join(zh), "; ".join(en)
    if stock.state == "doubt" or case.unread:
        return to_review(
            f"住所证明未能确认：{text}。请核对。",
            f"The proof of the home is not sure; perhaps missing: {lost}. Please check.",
            *stock.papers,
        )
    verdict = failed(
        f"住所证明不齐：{text}。请补齐，提供一种即可。",
        f"The proof of the home is incomplete; missing: {lost}. Please add it; one way suffices.",
        *stock.papers,
    )
    return because(without(verdict, *stock.gone), HOME)


@rule("RES-PERMIT-3M")
def residence_permit_has_three_months_left(case: Case, policy: Policy) -> Verdict:
    """valid_to is three months past the filing day or later; of several cards, the one in force."""
    cards = residence_permits(case)
    own = [card for card in cards if not anothers(card, case, policy)]
    verdicts = [permit_lasts(card, case, policy) for card in own or cards]
    if not verdicts:
        return not_applicable("没有居住证。", "No residence permit.")
    return best(verdicts)


@rule("RES-OWN-TITLE")
def applicant_owns_the_home(case: Case, policy: Policy) -> Verdict:
    """The title names the applicant, or else the spouse (RES-OWN-SPOUSE)."""
    titles = case.of(*TITLES)
    if kind_of_home(case) != "owned" or not titles:
        return not_applicable("不是凭产权证自有住房。", "Not an own home by title.")
    owners = [look(title, "owner", policy) for title in titles]
    own, mate = parties.applicant(case, policy), parties.spouse(case, policy)
    answers = (title_names(case, policy, own), title_names_spouse(case, policy))
    kin = (("申请人", "the applicant"), ("配偶", "the spouse"))
    for answer, party, (whose, whose_en) in zip(answers, (own, mate), kin, strict=True):
        if answer:
            return passed(
                f"产权证权利人为{whose} {party.name}。",
                f"The title is in the name of {whose_en} {party.name}.",
                *owners,
            )
    if None not in answers and all(owner.sure for owner in owners):
        return not_proven(_owned_by_others(owners, case, policy), case, policy)
    return to_review(
        f"产权证权利人读作{read_zh(*owners)}，未能确认为申请人 {own.name} 或其配偶，请核对。",
        f"The owner on the title reads {read_en(*owners)} and was not made out to be the "
        f"applicant {own.name} or the spouse; please check.",
        *owners,
    )


def _owned_by_others(owners: list[Value], case: Case, policy: Policy) -> Verdict:
    """The owner may be a spouse not shown by any paper yet: then that proof is to be brought."""
    own, mate = parties.applicant(case, policy), parties.spouse(case, policy)
    zh, en = (
        f"产权证权利人为{read_zh(*owners)}，",
        f"The owner on the title is {read_en(*owners)}, ",
    )
    card, friends = case.of("id_card", role="owner"), _of_friends(case)
    if mate.name:
        return failed(
            f"{zh}不是申请人 {own.name}，也不是配偶 {mate.name}；{friends.zh}",
            f"{en}neither the applicant {own.name} nor the spouse {mate.name}. {friends.en}",
            *owners,
        )
    lacks = "结婚证" if card else "结婚证和配偶身份证"
    needs = "" if card else " and the spouse's identity card"
    return failed(
        f"{zh}不是申请人 {own.name}；房主为配偶的，还需提供{lacks}；{friends.zh}",
        f"{en}not the applicant {own.name}. If the spouse owns the home, please hand in the "
        f"marriage certificate{needs} too. {friends.en}",
        *owners,
    )


def _of_friends(case: Case) -> Wording:
    """The papers to bring for a relative's or friend's home."""
    brings = []
    if not case.of("lodging_declaration"):
        brings.append(Wording(zh="房屋借住声明", en="the lodging declaration"))
    if not case.of("id_card", role="owner"):
        brings.append(Wording(zh="房主身份证", en="the owner's identity card"))
    if not brings:
        return Wording(zh="请核对。", en="Please check.")
    zh, en = "和".join(one.zh for one in brings), " and ".join(one.en for one in brings)
    return Wording(
        zh=f"房主为亲友的，请提供{zh}。",
        en=f"If a relative or friend owns it, please hand in {en}.",
    )


@rule("RES-ADDRESS-SYSTEM")
def home_is_the_address_on_record(case: Case, policy: Policy) -> list[Verdict]:
    """The proof's address is the one on record, including the door number."""
    known = address_on_record(case, policy)
    values = [look(paper, name, policy) for kind, name in PROOFS.items() for paper in case.of(kind)]
    given = [value for value in values if value.state not in ("missing", "absent")]
    forms = [look(form, "current_address", policy) for form in case.of("application_form_new")]
    verdicts = [_on_record(group, known, forms, policy) for group in _by_door(given) if known]
    if not known:
        return [not_applicable("系统和申请表均未填报居住地址。", "No address on record.")]
    return verdicts or [not_applicable("没有住所证明。", "No residence proof.")]


def _by_door(values: list[Value]) -> list[list[Value]]:
    """Papers of the same home that agree are reported together."""
    groups: list[list[Value]] = []
    for value in values:
        door = folded(value.text) if value.sure else ""
        group = next((g for g in groups if door and folded(g[0].text) == door and g[0].sure), None)
        if group is None:
            groups.append([value])
        else:
            group.append(value)
    return groups


def _on_record(values: list[Value], known: str, forms: list[Value], policy: Policy) -> Verdict:
    """If the form agrees with the papers, the record is wrong: one fact."""
    title = "、".join(policy.title(value.document.type) for value in values)
    title_en = ", ".join(policy.title_en(value.document.type) for value in values)
    value = values[0]
    answers = [one_door(value, known) for value in values]
    if all(answers):
        return passed(
            f"{title}地址与填报的一致。",
            f"{title_en}: the address agrees with that on record.",
            *values,
        )
    if all(answer is False for answer in answers):
        verdict = failed(
            f"{title}地址为“{value.text}”，填报的居住地址为“{known}”，请核对更正。",
            f"{title_en}: the address is “{value.text}”, the home address on record is “{known}”; "
            "please check and correct.",
            *values,
        )
        return because(verdict, value, *(one for one in forms if one_door(one, value.text)))
    return to_review(
        f"{title}地址读作{read_zh(value)}，填报的居住地址为“{known}”，请核对。",
        f"{title_en}: the address reads {read_en(value)}, the home address on record is "
        f"“{known}”; please check.",
        *values,
    )


RULES: tuple[Rule, ...] = (
    one_of_five_proofs,
    residence_permit_has_three_months_left,
    applicant_owns_the_home,
    home_is_the_address_on_record,
)
