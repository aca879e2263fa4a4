"""Spouse and children who come along, guide 六（二）常规11 and 12."""

from dataclasses import replace
from datetime import date
from typing import Any

from generator.cast import InventedPerson
from tests.validators.packets.packet import Packet
from tests.validators.packets.paper import Paper, paper
from tests.validators.packets.person_papers import card, contract, cover, member
from tests.validators.packets.story import Story

REGISTRY = "样例民政局婚姻登记专用章"


def marriage(s: Story) -> Paper:
    who, spouse = s.life.who, s.life.spouse
    return paper(
        "marriage_certificate", [(REGISTRY, "agency")], holder=who.name, register_date="2016-05-20",
        certificate_number="J110101-2016-000321", party1_name=who.name, party1_id=who.number,
        party2_name=spouse.name, party2_id=spouse.number,
    )  # fmt: skip


def child_of(s: Story, age: int = 8, serial: int = 12) -> InventedPerson:
    """A child so many years old, half a year past its birthday."""
    born = date(s.day.year - age - (s.day.month <= 6), (s.day.month + 5) % 12 + 1, 11)
    return replace(
        s.life.child,
        birth=born,
        serial=serial * 2 + (s.life.child.sex == "男"),
        card_from=date.fromisoformat(s.ago(300)),
        card_to=date.fromisoformat(s.ahead(1400)),
    )


def with_spouse(packet: Packet) -> None:
    """The spouse comes along, with all papers."""
    s, spouse = packet.story, packet.story.life.spouse
    told = packet.record.setdefault("accompanying", {})
    told["spouse"] = {"name": spouse.name, "id_number": spouse.number}
    packet.add(
        marriage=marriage(s), spouse_card=card(spouse),
        spouse_cover=cover(s, spouse, "009988"), spouse_member=member(spouse),
        spouse_contract=contract(s, spouse),
    )  # fmt: skip


def with_child(
    packet: Packet, child: InventedPerson | None = None, key: str = "child"
) -> InventedPerson:
    """A child comes along, with all papers."""
    s, kid = packet.story, child or child_of(packet.story)
    told: dict[str, Any] = packet.record.setdefault("accompanying", {})
    told.setdefault("children", []).append({"name": kid.name, "id_number": kid.number})
    packet.papers.setdefault("marriage", marriage(s))
    who, spouse = s.life.who, s.life.spouse
    mother, father = (who, spouse) if who.sex == "女" else (spouse, who)
    packet.add(**{
        f"{key}_birth": paper(
            "birth_medical_certificate", [("样例医院出生医学证明专用章", "agency")],
            certificate_number="P110000321", child_name=kid.name, birth_time=f"{kid.birth} 08:30",
            mother_name=mother.name, mother_id=mother.number, father_name=father.name,
            father_id=father.number, issue_date=kid.birth,
        ),
        f"{key}_card": card(kid), f"{key}_cover": cover(s, who),
        f"{key}_member": member(kid, "子女"),
    })  # fmt: skip
    return kid
