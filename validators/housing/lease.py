"""A rented home, guide 六（二）常规8（3）: its lease, the lease's term and the owner."""

import re

from core.models.document import Document
from core.numbers import credit_code, identity
from validators.facts.homes import kind_of_home, not_proven, odd_one
from validators.facts.leases import tenancy
from validators.facts.parties import TITLES, couple
from validators.facts.unclear_roles import registers
from validators.ground.address import numbers, one_door
from validators.ground.case import Case
from validators.ground.elsewhere import standing
from validators.ground.gaps import lacking
from validators.ground.look import Value, look, written
from validators.ground.named import lists
from validators.ground.phrases import read_en, read_zh
from validators.ground.signers import whose
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

LEASE_FIELDS = {
    "address": "房屋地址", "lessor": "出租人姓名", "lessor_id": "出租人证件号码",
    "lessor_phone": "出租人联系方式", "lessee": "承租人姓名", "lessee_id": "承租人证件号码",
    "lessee_phone": "承租人联系方式", "lease_start": "起租日期", "lease_end": "到期日期",
}  # fmt: skip
LEASE_SIGNATURES = {"lessor_signature": "出租人签字", "lessee_signature": "承租人签字"}
LABELS = {**LEASE_FIELDS, **LEASE_SIGNATURES}
SIGNERS = (
    ("lessor_signature", "lessor", "lessor_id"),
    ("lessee_signature", "lessee", "lessee_id"),
)
Papers = tuple[Document, ...]
SEVERAL = re.compile(r"[、，,;；/\s]+")
NO_LEASE = not_applicable("没有房屋租赁合同。", "No lease.")


@rule("RES-LEASE-6M")
def lease_has_six_months_left(case: Case, policy: Policy) -> Verdict:
    """The lease, with those that follow it, has begun and runs six months past the day."""
    found = tenancy(case, policy)
    return found.term if found is not None else NO_LEASE


@rule("RES-LEASE-FIELDS")
def lease_states_all_it_must(case: Case, policy: Policy) -> Verdict:
    """Address, both names, numbers and phones, the term, both signatures."""
    found = tenancy(case, policy)
    return _lease_fields(found.papers, case, policy) if found is not None else NO_LEASE


def _lease_fields(papers: Papers, case: Case, policy: Policy) -> Verdict:
    """What a lease must state; a supplement to it need not repeat it."""
    values = [[look(paper, name, policy) for paper in papers] for name in LEASE_FIELDS]
    signs = [look(paper, name, policy) for paper in papers for name in LEASE_SIGNATURES]
    gone = [found[0] for found in values if _blank(found)]
    gone += [value for value in signs if written(value) is False]
    if gone:
        names, lost = _named(gone)
        verdict = failed(
            f"租赁合同缺{names}，请由出租人、承租人补充完整。",
            f"The lease lacks: {lost}. Please have the lessor and the lessee complete it.",
            *gone,
        )
        return because(verdict, *gone)
    vague = [found[0] for found in values if not any(_stands(value) for value in found)]
    vague += [value for value in signs if written(value) is None]
    if vague:
        names, lost = _named(vague)
        zh = f"租赁合同的{names}未能辨认，请核对。"
        return to_review(zh, f"Not read on the lease: {lost}. Please check.", *vague)
    if (bare := _no_house(values[0])) is not None:
        return bare
    for paper in papers:
        if (signed := _signed_by_another(paper, case, policy)) is not None:
            return signed
    shown = [value for found in values for value in found if _stands(value)]
    return passed("租赁合同要素齐全。", "The lease states all it must.", *shown)


def _named(values: list[Value]) -> tuple[str, str]:
    """The names of fields, each once, in Chinese and in English."""
    zh = dict.fromkeys(LABELS[value.name] for value in values)
    return "、".join(zh), ", ".join(dict.fromkeys(value.called for value in values))


def _no_house(places: list[Value]) -> Verdict | None:
    """An address that surely names no house: 详细地址 is required."""
    given = [place for place in places if place.text]
    if not given or any(not place.sure or numbers(place.text) for place in given):
        return None
    zh = f"租赁合同的房屋地址为“{given[0].text}”，未写明门牌，须载明房屋详细地址，请补充。"
    en = (
        f"The lease gives the address as “{given[0].text}”, without a house number. "
        "The full address of the home must stand there; please add it."
    )
    return because(failed(zh, en, given[0]), given[0])


def _signed_by_another(paper: Document, case: Case, policy: Policy) -> Verdict | None:
    """A person or the spouse signs a lease; for a company the signer is unknown."""
    family = [party.name for party in couple(case, policy)]
    for sign, name, number in SIGNERS:
        party, hand = look(paper, name, policy), look(paper, sign, policy)
        person = identity.is_valid(look(paper, number, policy).text)
        names = [party.text, *(family if name == "lessee" else ())]
        if person and party.sure and all(whose(hand, one) is False for one in names):
            verdict = failed(
                f"租赁合同{LABELS[sign]}为“{hand.text}”，应为 {party.text}，须由本人签字。",
                f"The {hand.called} on the lease reads “{hand.text}” and should be "
                f"{party.text}'s, who must sign in person.",
                hand,
            )
            return because(verdict, hand)
    return None


def _blank(values: list[Value]) -> bool:
    """Whether a lease has a blank that no supplement fills."""
    states = {value.state for value in values}
    return "absent" in states and states <= {"absent", "missing"}


MIN_STANDING = 0.3
"""Minimum confidence at which a field surely is filled in, whatever it says."""


def _stands(value: Value) -> bool:
    """Whether a field is surely filled in, even if it was not read exactly."""
    if value.sure:
        return True
    confidence = value.field.confidence if value.field else 0.0
    return bool(value.text) and confidence >= MIN_STANDING and not credit_code.is_valid(value.text)


@rule("RES-LEASE-TITLE")
def lessor_owns_the_home(case: Case, policy: Policy) -> list[Verdict]:
    """The owner's title is present, names the lessor, and is for the rented home."""
    found = tenancy(case, policy)
    if found is None:
        return [NO_LEASE]
    if kind_of_home(case) == "work_unit":
        return [not_applicable("单位公房，不适用。", "Unit housing.")]
    titles = case.of(*TITLES, "online_signed_purchase_contract")
    if not titles:
        return [_no_title(case, policy)]
    return [_title_fits(lease, found.papers, titles, case, policy) for lease in found.papers]


def _no_title(case: Case, policy: Policy) -> Verdict:
    if case.of("rent_invoice"):
        return passed("以租赁发票代替产权证。", "A rent invoice replaces the title.")
    if any(registers(case, policy)):
        return not_applicable("宅基地房屋，见相应规则。", "A rural homestead; see the rule on it.")
    zh = (
        "租住居民户房屋，须提供房主的房屋所有权证、不动产权证书或网签合同；无原件的，提供租赁发票。"
    )
    may = (*TITLES, "online_signed_purchase_contract", "rent_invoice")
    leases = case.of("lease_contract")
    en = (
        "A home rented from a resident needs its owner's house ownership certificate, real estate "
        "certificate or online-signed purchase contract; please hand it in, or the rent invoice "
        "where there is no original."
    )
    verdict = lacking(case, policy, zh, en, *leases, papers=may, told=False)
    return not_proven(verdict, case, policy)


def _title_fits(
    lease: Document, chain: Papers, titles: Papers, case: Case, policy: Policy
) -> Verdict:
    """Whether a title is the lessor's and for the home; a supplement need not name it again."""
    lessor, places = look(lease, "lessor", policy), [look(p, "address", policy) for p in chain]
    place = look(lease, "address", policy)
    if not place.text:
        place = next((named for named in places if named.text), place)
    best: Verdict | None = None
    for title in titles:
        owner = look(title, "buyer" if "purchase" in title.type else "owner", policy)
        verdict = _owner_lets(lessor, owner, look(lease, "owner", policy))
        if verdict is None:
            verdict = _let_there(owner, place, look(title, "address", policy), case, policy)
        if verdict.status == "pass":
            return verdict
        best = verdict if best is None or verdict.status == "review" else best
    assert best is not None
    return best


def _owner_lets(lessor: Value, owner: Value, stated: Value) -> Verdict | None:
    """What is wrong with the lessor; None if it is an owner.

    If the lease itself names the owner, the lessor acts for the owner: a person checks the
    authority.
    """
    named = lists(owner, lessor.text)
    if not named:
        names = [part for part in SEVERAL.split(owner.text) if part]
        elsewhere = standing(owner.document, lessor.text) or any(
            standing(lessor.document, name) or lists(stated, name) for name in names
        )
        if lessor.sure and named is False and not elsewhere:
            return failed(
                f"产权证权利人为“{owner.text}”，出租人为“{lessor.text}”，不一致；"
                "请补权利人授权或委托出租的证明。",
                f"The title names “{owner.text}” as owner, the lease “{lessor.text}” as lessor. "
                "Please add the owner's authorisation to let the home.",
                owner,
                lessor,
            )
        return to_review(
            f"出租人{read_zh(lessor)}与产权证权利人{read_zh(owner)}未能比对，请核对。",
            f"The lessor {read_en(lessor)} and the owner on the title {read_en(owner)} could not "
            "be compared; please check.",
            owner,
            lessor,
        )
    return None


def _let_there(owner: Value, place: Value, where: Value, case: Case, policy: Policy) -> Verdict:
    """Whether the title is for the rented home."""
    same = one_door(where, place.text)
    if same is False and place.sure:
        verdict = failed(
            f"产权证坐落“{where.text}”与租赁地址“{place.text}”不一致，请提供所租房屋的产权证或更正合同。",
            f"The title is of “{where.text}”, the lease of “{place.text}”. Please hand in the "
            "title of the home that is let, or a corrected lease.",
            where,
            place,
        )
        return because(verdict, odd_one(case, policy, where, place))
    if same is None:
        return to_review(
            f"产权证坐落{read_zh(where)}与租赁地址{read_zh(place)}未能比对，请核对。",
            f"The title's address {read_en(where)} and the lease's {read_en(place)} could not be "
            "compared; please check.",
            where,
            place,
        )
    return passed("出租人为权利人，坐落一致。", "The lessor owns the home.", owner, where)


RULES: tuple[Rule, ...] = (
    lease_has_six_months_left,
    lease_states_all_it_must,
    lessor_owns_the_home,
)
