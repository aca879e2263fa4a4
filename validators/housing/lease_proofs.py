"""Papers that replace the landlord's title, guide 六（二）常规8（3）: a register, an invoice."""

import re
from datetime import date

from core.models.document import Document
from core.numbers.dates import parse_date
from validators.facts import parties
from validators.facts.homes import not_proven
from validators.facts.leases import tenancy
from validators.facts.parties import couple, names_one
from validators.facts.unclear_roles import COVER, MEMBER, registers
from validators.facts.whose import strangers
from validators.ground.address import numbers, one_door, says_door
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.compare import agrees, folded, likeness
from validators.ground.gather import best
from validators.ground.hidden import hidden
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
)
from validators.policy import Policy

ALIKE = 0.6
"""Minimum similarity at which addresses without numbers, as in villages, may be the same."""
RENT = re.compile(r"租")
DOOR = re.compile(r"\d+\s*(?:号|室|单元|楼|栋|幢|院|弄)")
"""The form of door numbers, which amounts and months do not have."""
Papers = tuple[Document, ...]
DAY = re.compile(r"((?:19|20)\d{2})[年./-](\d{1,2})[月./-](\d{1,2})日?")


@rule("RES-LEASE-HOMESTEAD")
def homestead_has_its_owners_register(case: Case, policy: Policy) -> list[Verdict]:
    """A rural house: the lessor's register cover and own page, for the rented house.

    Only the owner's register shows that the house is rural; 村 in an address may be a city estate.
    """
    found = tenancy(case, policy)
    if found is None:
        return [not_applicable("不是以房主户口簿证明的宅基地房屋。", "No homestead.")]
    covers, members = registers(case, policy)
    if not (covers or members):
        return [not_applicable("不是以房主户口簿证明的宅基地房屋。", "No homestead.")]
    return [_homestead(case, lease, covers, members, policy) for lease in found.papers[:1]]


def _homestead(
    case: Case, lease: Document, covers: Papers, members: Papers, policy: Policy
) -> Verdict:
    shown = (*covers, *members)
    gone = [] if covers else ["户口簿首页"]
    gone += [] if members else ["户口簿本人页"]
    if gone:
        lost = [kind for kind, found in ((COVER, covers), (MEMBER, members)) if not found]
        loose = any(
            page not in shown and not strangers(page, policy)
            for kind in lost
            for page in case.of(kind, role="")
        )
        make = to_review if hidden(case, *lost) or loose else failed
        titles = "、".join(gone)
        verdict = make(
            f"租住宅基地房屋，须提供房屋所有人户口簿首页和本人页，缺{titles}，请补充原件及复印件。",
            "A house rented on a rural homestead needs the cover and the own page of its owner's "
            f"household register. Missing: {', '.join(map(policy.title_en, lost))}; please add "
            "the original and a copy.",
            *shown,
        )
        return not_proven(verdict, case, policy)
    lessor, place = look(lease, "lessor", policy), look(lease, "address", policy)
    answers = [agrees(look(page, "name", policy), lessor.text) for page in members]
    if True not in answers:
        make = failed if None not in answers and lessor.sure else to_review
        names = [look(page, "name", policy) for page in members]
        verdict = make(
            f"户口簿本人页姓名为{read_zh(*names)}，应为出租人“{lessor.text}”；"
            "租住宅基地房屋，须提供房屋所有人的户口簿首页和本人页，请核对。",
            f"The own page of the register names {read_en(*names)} and should name the lessor "
            f"{read_en(lessor)}. A house rented on a rural homestead needs the cover and the own "
            "page of its owner's household register; please check.",
            lessor,
            *members,
        )
        return not_proven(verdict, case, policy)
    return _same_house([look(cover, "address", policy) for cover in covers], place)


def _same_house(registered: list[Value], place: Value) -> Verdict:
    answers = [_alike(value, place) for value in registered]
    if True in answers:
        return passed("房主户口簿首页、本人页齐全，地址相符。", "All agree.", place, *registered)
    if None in answers or not place.sure:
        return to_review(
            f"户口簿住址{read_zh(*registered)}与租赁地址{read_zh(place)}未能比对，请核对。",
            f"The register's address {read_en(*registered)} and the lease's {read_en(place)} "
            "could not be compared; please check.",
            place,
            *registered,
        )
    return failed(
        f"户口簿住址“{registered[0].text}”与租赁地址“{place.text}”不一致，请核对。",
        f"The register's address is “{registered[0].text}”, the lease's “{place.text}”. "
        "They differ; please check.",
        place,
        *registered,
    )


def _alike(value: Value, place: Value) -> bool | None:
    one, two = folded(value.text), folded(place.text)
    if one and two and (one in two or two in one):
        return True
    given, other = numbers(value.text), numbers(place.text)
    if value.sure and place.sure and given and other and given[-1] != other[-1]:
        return False
    same = one_door(value, place.text)
    return None if same is False and likeness(one, two) > ALIKE else same


@rule("RES-LEASE-INVOICE")
def rent_invoice_is_of_this_lease(case: Case, policy: Policy) -> list[Verdict]:
    """No original title: the rent invoice names applicant, rent, and the rented home."""
    found, invoices = tenancy(case, policy), case.of("rent_invoice")
    if found is None or not invoices:
        return [not_applicable("没有以租赁发票代替产权证。", "No rent invoice instead of a title.")]
    verdicts = [_invoice(paper, found.papers, case, policy) for paper in invoices]
    return [best(verdicts)]


def _invoice(paper: Document, leases: tuple[Document, ...], case: Case, policy: Policy) -> Verdict:
    buyer, item = look(paper, "buyer", policy), look(paper, "item", policy)
    theirs = names_one(buyer, couple(case, policy))
    if buyer.state == "absent":
        return unread(buyer, "租赁发票的购买方", "The rent invoice's buyer")
    if theirs is not True:
        make = failed if theirs is False else to_review
        person = parties.applicant(case, policy).name
        return make(
            f"租赁发票购买方为{read_zh(buyer)}，应为申请人 {person}，请核对。",
            f"The rent invoice's buyer is {read_en(buyer)} and should be the applicant {person}; "
            "please check.",
            buyer,
        )
    remark, place = look(paper, "remark", policy), look(leases[0], "address", policy)
    if not RENT.search(item.text) and not (RENT.search(remark.text) and not item.sure):
        return _not_rent(item, remark)
    return _of_the_home(remark, place, leases, policy)


def _not_rent(item: Value, remark: Value) -> Verdict:
    """An invoice whose item is not rent; if its remark says rent, a person looks."""
    if item.state == "absent":
        return unread(item, "租赁发票的项目", "The rent invoice's item")
    if item.sure and not RENT.search(remark.text):
        zh = f"发票项目为“{item.text}”，不是房屋租赁，请提供所租房屋的租赁发票。"
        en = (
            f"The invoice is of “{item.text}”, not of rent; please hand in the rent invoice of "
            "the home."
        )
        return because(failed(zh, en, item), item)
    zh = f"发票项目读作{read_zh(item)}，请核对是否为房屋租赁。"
    en = f"The invoice's item reads {read_en(item)}; please check whether it is of rent."
    return to_review(zh, en, item, remark)


def _of_the_home(
    remark: Value, place: Value, leases: tuple[Document, ...], policy: Policy
) -> Verdict:
    start = look(leases[0], "lease_start", policy)
    end = look(leases[-1], "lease_end", policy)
    days = _days(remark.text)
    bounds = start.sure and end.sure and remark.sure and start.day and end.day
    if bounds and len(days) > 1 and _apart(days, start, end):
        return failed(
            f"租赁发票租期 {days[0]} 至 {days[-1]}，合同 {start.day} 至 {end.day}，请核对。",
            f"The rent invoice is of {days[0]} to {days[-1]}, the lease of {start.day} to "
            f"{end.day}; please check.",
            remark,
            start,
            end,
        )
    bare = DAY.sub("", remark.text)
    named = bool(place.text) and says_door(remark.text, place.text)
    if named or (bare and one_door(_without_days(remark, bare), place.text)):
        return passed("租赁发票与租赁合同相符。", "The invoice is of this lease.", remark, place)
    if remark.sure and place.sure and _another_door(bare, place.text):
        return failed(
            f"租赁发票备注的房屋为“{remark.text}”，租赁合同为“{place.text}”，不一致，请核对更正。",
            f"The home in the rent invoice's remark is “{remark.text}”, in the lease "
            f"“{place.text}”. They differ; please check and correct.",
            remark,
            place,
        )
    return to_review(
        "租赁发票备注未载明或未能辨认房屋地址，请与租赁合同核对。",
        "The rent invoice's remark does not tell the home, or it was not read; please check it "
        "against the lease.",
        remark,
        place,
    )


def _another_door(remark: str, place: str) -> bool:
    """Whether a remark surely names another door: this door's last number is not in it."""
    own = numbers(place)
    return bool(own) and len(DOOR.findall(remark)) > 1 and own[-1] not in numbers(remark)


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
