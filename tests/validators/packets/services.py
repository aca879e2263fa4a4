"""The good packet of each service, and of each way to live and to qualify."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tests.validators.packets import person_papers as person
from tests.validators.packets import unit_papers as unit
from tests.validators.packets.condition_papers import CONDITIONS, PAID
from tests.validators.packets.family_papers import with_child, with_spouse
from tests.validators.packets.home_papers import HOMES, OTHERS, way
from tests.validators.packets.packet import Packet
from tests.validators.packets.paper import Paper
from tests.validators.packets.pay_papers import insurance, pay, screen
from tests.validators.packets.story import Story, story

OF_UNITS = ("account_recovery", "unit_info_change", "unit_transfer_in", "annual_check_unit")
ITEMS = {
    "account_recovery": ("查询用户名重置密码", None),
    "unit_info_change": ("基础变更（区县内）", None),
    "unit_transfer_in": ("跨区县变更（转移）", None),
    "annual_check_unit": ("其他", "年检"),
    "employer_change": ("聘用单位", None),
    "address_change": ("居住地址", None),
    "dependents_change": ("随往人员", None),
    "general_change": ("其他", "学历学位"),
    "annual_check_person": ("其他", "年检"),
}  # fmt: skip
"""What is ticked on the form of a change, and written beside 其他."""


@dataclass(frozen=True)
class Variant:
    """A kind of packet: its service, and what makes it differ from others of the service."""

    service: str
    condition: int | None = None
    home: str | None = None
    family: tuple[str, ...] = ()
    day: str = ""
    """The day of filing, where it is not any."""

    def __str__(self) -> str:
        told = [self.service, *([f"c{self.condition}"] if self.condition else [])]
        return "-".join([*told, *([self.home] if self.home else []), *self.family,
                         *([self.day] if self.day else [])])  # fmt: skip


VARIANTS = (
    *(Variant("new_permit", 1, home) for home in HOMES),
    *(Variant("new_permit", n, "residence_permit") for n in CONDITIONS if n != 1),
    Variant("new_permit", 1, "rented", ("spouse", "child")),
    Variant("unit_registration"),
    Variant("renewal"),
    Variant("renewal", day="2020-03-10"),
    Variant("new_permit", 4, "residence_permit", day="2021-06-10"),
    Variant("employer_change"),
    *(Variant("address_change", home=home) for home in (*HOMES, *OTHERS)),
    Variant("dependents_change", family=("spouse",)),
    Variant("dependents_change", family=("child",)),
    Variant("general_change"),
    *(Variant(service) for service in OF_UNITS),
    Variant("annual_check_person"),
)


def record(s: Story, service: str) -> dict[str, Any]:
    """What the system has of the case."""
    own, who, agent = s.life.unit, s.life.who, s.life.agent
    told: dict[str, Any] = {
        "employer": {"name": own.name, "credit_code": own.code, "type": "enterprise"},
        "agent": {"name": agent.name, "id_number": agent.number, "phone": agent.phone},
    }
    if service not in OF_UNITS:
        told["applicant"] = {"name": who.name, "id_number": who.number, "phone": who.phone,
                             "address": s.home, "employer": own.name}  # fmt: skip
    if service == "new_permit":
        told["applicant"] |= {
            "education_certificate_no": s.life.study.diploma,
            "degree_certificate_no": s.life.study.degree_number,
            "monthly_income": f"{s.income}.00",
        }
    elif service not in (*OF_UNITS, "unit_registration"):
        told["permit_no"] = s.permit
    return told


def good(variant: Variant, seed: int = 1, day: date | None = None) -> Packet:
    """A packet of the variant in which nothing is wrong."""
    s = story(seed, day or (date.fromisoformat(variant.day) if variant.day else None))
    s = replace(s, income=PAID.get(variant.condition or 0, s.income))
    made = Packet(variant.service, s, record(s, variant.service), condition=variant.condition,
                  housing=way(variant.home) if variant.home else None)  # fmt: skip
    made.record |= {
        k: v for k, v in (("condition", variant.condition), ("housing", made.housing)) if v
    }
    made.add(power=unit.power(s), licence=unit.licence(s))
    _PAPERS[variant.service](made)
    if variant.home:
        made.add(**{**HOMES, **OTHERS}[variant.home](s))
    if variant.condition:
        CONDITIONS[variant.condition](made)
    if "spouse" in variant.family:
        with_spouse(made)
    if "child" in variant.family:
        with_child(made)
    return made


def _new(p: Packet) -> None:
    s = p.story
    p.add(
        agent_card=person.card(s.life.agent), notice=unit.notice(s), form=unit.new_form(s),
        integrity=unit.integrity(s), card=person.card(s.life.who),
        cover=person.cover(s, s.life.who), member=person.member(s.life.who),
        diploma=person.diploma(s), diploma_report=person.diploma_report(s), degree=person.degree(s),
        degree_report=person.degree_report(s), contract=person.contract(s),
        screen=screen(s, s.months(7, 1)),
    )  # fmt: skip


def _renewal(p: Packet) -> None:
    s = p.story
    until, since = s.ahead(15), s.ago(1080)
    p.add(
        form=unit.renewal_form(s, until, since), integrity=unit.integrity(s),
        contract=person.contract(s), **pay(s, s.months(37, 1)),
        confirmation=person.confirmation(s, until, since),
    )  # fmt: skip


def _registration(p: Packet) -> None:
    s = p.story
    p.add(
        application=unit.registration(s),
        agent_card=person.card(s.life.agent),
        notice=unit.notice(s),
    )


def _employer_change(p: Packet) -> None:
    s = p.story
    p.add(
        form=_form(p), notice=unit.notice(s),
        left=person.leaving(s), contract=person.contract(s, start=s.ago(28), end=s.ahead(1060)),
        confirmation=person.confirmation(s, unit=s.life.former.name),
    )  # fmt: skip


def _changed(p: Packet) -> None:
    p.add(form=_form(p), confirmation=person.confirmation(p.story))


def _general(p: Packet) -> None:
    s = p.story
    _changed(p)
    p.add(
        diploma=person.diploma(s), diploma_report=person.diploma_report(s), degree=person.degree(s),
        degree_report=person.degree_report(s),
    )  # fmt: skip


def _of_unit(p: Packet) -> None:
    s = p.story
    p.add(form=unit.unit_change(s, *ITEMS[p.service]))
    if p.service == "unit_transfer_in":
        p.add(agent_card=person.card(s.life.agent), notice=unit.notice(s))
    if p.service == "unit_info_change":
        p.record["extra"] = {"legal_rep": s.life.unit.legal_rep, "registered_capital": "5000000.00",
                             "unit_address": "北京市东城区样例大街1号"}  # fmt: skip


def _annual(p: Packet) -> None:
    p.add(form=_form(p), card=person.card(p.story.life.who), insurance=insurance(p.story))


def _form(p: Packet) -> Paper:
    return unit.personal_change(p.story, *ITEMS[p.service])


_PAPERS: dict[str, Callable[[Packet], None]] = {
    "new_permit": _new,
    "renewal": _renewal,
    "unit_registration": _registration,
    "employer_change": _employer_change,
    "address_change": _changed,
    "dependents_change": _changed,
    "general_change": _general,
    **dict.fromkeys(OF_UNITS, _of_unit),
    "annual_check_person": _annual,
}
