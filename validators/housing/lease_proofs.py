"""What stands in for the landlord's title, guide 六（二）常规8（3）: a register, an invoice."""

import re
from datetime import date

from core.models.document import Document
from core.numbers.dates import parse_date
from validators.facts import parties
from validators.facts.homes import milder
from validators.facts.parties import TITLES, couple, names_one
from validators.ground.address import one_door, says_door
from validators.ground.case import Case
from validators.ground.compare import agrees, folded, likeness
from validators.ground.hidden import hidden
from validators.ground.look import Value, look
from validators.ground.verdict import Rule, Verdict, failed, passed, rule, unbound, unclear
from validators.policy import Policy

COVER, MEMBER = "household_register_cover", "household_register_member"
ALIKE = 0.6
"""Addresses without numbers, as villages write them, more alike than this may be one."""
RENT = re.compile(r"租")
DAY = re.compile(r"((?:19|20)\d{2})[年./-](\d{1,2})[月./-](\d{1,2})日?")


@rule("RES-LEASE-HOMESTEAD")
def homestead_has_its_owners_register(case: Case, policy: Policy) -> list[Verdict]:
    """A rural house: the lessor's register cover and own page, of the house that is let.

    Only the owner's register shows that it is one; 村 in an address may be a city estate.
    """
    leases = case.of("lease_contract")
    titled = case.of(*TITLES, "online_signed_purchase_contract", "rent_invoice")
    if not leases or titled:
        return [unbound("不是以房主户口簿证明的宅基地房屋。", "No homestead.")]
    verdicts = []
    for lease in leases:
        lessor = look(lease, "lessor", policy)
        covers, members = _register(case, lessor, policy)
        if covers or members:
            verdict = _homestead(case, lease, covers, members, policy)
            verdicts.append(milder(verdict, case, policy))
    return verdicts or [unbound("不是以房主户口簿证明的宅基地房屋。", "No homestead.")]


def _register(case: Case, lessor: Value, policy: Policy) -> tuple[list[Document], list[Document]]:
    """The owner's pages, and a cover by itself that names the lessor as head."""
    heads = [c for c in case.of(COVER) if agrees(look(c, "head_name", policy), lessor.text)]
    covers = [c for c in case.of(COVER, role="owner") if c not in heads] + heads
    return covers, list(case.of(MEMBER, role="owner"))


def _homestead(
    case: Case, lease: Document, covers: list[Document], members: list[Document], policy: Policy
) -> Verdict:
    shown = (*covers, *members)
    gone = [] if covers else ["户口簿首页"]
    gone += [] if members else ["户口簿本人页"]
    if gone:
        lost = [kind for kind, found in ((COVER, covers), (MEMBER, members)) if not found]
        loose = any(case.of(kind, role="") for kind in lost)
        make = unclear if hidden(case, *lost) or loose else failed
        said = "、".join(gone)
        return make(
            f"租住宅基地房屋，还需提供房屋所有人的{said}（原件及复印件）。",
            f"Missing: {said}.",
            *shown,
        )
    lessor, place = look(lease, "lessor", policy), look(lease, "address", policy)
    answers = [agrees(look(page, "name", policy), lessor.text) for page in members]
    if True not in answers:
        make = failed if None not in answers and lessor.sure else unclear
        return make(
            f"户口簿本人页不是出租人“{lessor.text}”的，或未能辨认，请核对。",
            "The register is not shown to be the lessor's.",
            lessor,
            *members,
        )
    return _same_house([look(cover, "address", policy) for cover in covers], place)


def _same_house(registered: list[Value], place: Value) -> Verdict:
    answers = [_alike(value, place) for value in registered]
    if True in answers:
        return passed("房主户口簿首页、本人页齐全，地址相符。", "All agree.", place, *registered)
    if None in answers or not place.sure:
        return unclear("户口簿住址与租赁地址未能比对。", "Not compared.", place, *registered)
    return failed(
        f"户口簿住址“{registered[0].text}”与租赁地址“{place.text}”不一致，请核对。",
        "The register is of another house.",
        place,
        *registered,
    )


def _alike(value: Value, place: Value) -> bool | None:
    one, two = folded(value.text), folded(place.text)
    if one and two and (one in two or two in one):
        return True
    same = one_door(value, place.text)
    return None if same is False and likeness(one, two) > ALIKE else same


@rule("RES-LEASE-INVOICE")
def rent_invoice_is_of_this_lease(case: Case, policy: Policy) -> list[Verdict]:
    """No original title: the rent invoice names applicant, rent, and the home that is let."""
    leases, invoices = case.of("lease_contract"), case.of("rent_invoice")
    if not leases or not invoices:
        return [unbound("没有以租赁发票代替产权证。", "No rent invoice instead of a title.")]
    verdicts = [
        milder(_invoice(paper, leases[0], case, policy), case, policy) for paper in invoices
    ]
    if case.of(*TITLES):  # the invoice is more than is asked
        return [
            Verdict(v.status, v.message, v.message_en, v.witnesses, "advisory") for v in verdicts
        ]
    return verdicts


def _invoice(paper: Document, lease: Document, case: Case, policy: Policy) -> Verdict:
    buyer, item = look(paper, "buyer", policy), look(paper, "item", policy)
    theirs = names_one(buyer, couple(case, policy))
    if theirs is not True:
        make = failed if theirs is False else unclear
        person = parties.applicant(case, policy).name
        return make(
            f"租赁发票购买方为“{buyer.text or '（未能辨认）'}”，应为申请人 {person}，请核对。",
            "The invoice's buyer is not shown to be the applicant.",
            buyer,
        )
    remark, place = look(paper, "remark", policy), look(lease, "address", policy)
    if item.sure and not RENT.search(item.text + remark.text):
        return failed(f"发票项目为“{item.text}”，不是房屋租赁，请提供租赁发票。", "Not rent.", item)
    return _of_the_home(remark, place, lease, policy)


def _of_the_home(remark: Value, place: Value, lease: Document, policy: Policy) -> Verdict:
    start, end = look(lease, "lease_start", policy), look(lease, "lease_end", policy)
    days = _days(remark.text)
    bounds = start.sure and end.sure and remark.sure and start.day and end.day
    if bounds and len(days) > 1 and _apart(days, start, end):
        return failed(
            f"租赁发票租期 {days[0]} 至 {days[-1]}，合同 {start.day} 至 {end.day}，请核对。",
            "The invoice is of another term.",
            remark,
            start,
            end,
        )
    bare = DAY.sub("", remark.text)
    named = bool(place.text) and says_door(remark.text, place.text)
    if named or (bare and one_door(_without_days(remark, bare), place.text)):
        return passed("租赁发票与租赁合同相符。", "The invoice is of this lease.", remark, place)
    return unclear(
        "租赁发票备注未载明或未能辨认房屋地址，请与租赁合同核对。", "Not compared.", remark, place
    )


def _without_days(remark: Value, bare: str) -> Value:
    return Value(remark.document, remark.name, remark.state, bare, remark.field)


def _apart(days: list[date], start: Value, end: Value) -> bool:
    """Whether the invoice's term and the lease's have no day in common."""
    assert start.day and end.day
    return days[-1] < start.day or days[0] > end.day


def _days(text: str) -> list[date]:
    found = (parse_date(f"{y}-{int(m):02}-{int(d):02}") for y, m, d in DAY.findall(text))
    return sorted(day for day in found if day is not None)


RULES: tuple[Rule, ...] = (homestead_has_its_owners_register, rent_invoice_is_of_this_lease)
