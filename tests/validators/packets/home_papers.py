"""Proofs of a home, guide 六（二）常规8."""

from tests.validators.packets.paper import Paper, paper
from tests.validators.packets.person_papers import card
from tests.validators.packets.story import Story

LAND = "北京市规划和自然资源委员会不动产登记专用章"


def title(s: Story, owner: str, kind: str = "real_estate_certificate") -> Paper:
    return paper(
        kind, [(LAND, "agency")], certificate_number="京（2018）东不动产权第0000321号", owner=owner,
        address=s.home, right_type="房屋所有权", register_date="2018-05-05",
    )  # fmt: skip


def lease(s: Story) -> Paper:
    owner, who = s.life.owner, s.life.who
    return paper(
        "lease_contract", lessor=owner.name, lessor_id=owner.number, lessor_phone=owner.phone,
        lessee=who.name, lessee_id=who.number, lessee_phone=who.phone, address=s.home,
        lease_start=s.ago(90), lease_end=s.ahead(275), rent="6000.00", sign_date=s.ago(95),
        lessor_signature=owner.name, lessee_signature=who.name,
    )  # fmt: skip


def lodging(s: Story) -> Paper:
    owner, who = s.life.owner, s.life.who
    return paper(
        "lodging_declaration", [(s.life.unit.name, "official")], lodger_name=who.name,
        lodger_id=who.number, start_date=s.ago(150), address=s.home, owner_name=owner.name,
        owner_id=owner.number, relation="朋友", owner_signature=owner.name,
        lodger_signature=who.name, sign_date=s.ago(6),
    )  # fmt: skip


def rented(s: Story) -> dict[str, Paper]:
    return {"lease": lease(s), "title": title(s, s.life.owner.name)}


def owned(s: Story) -> dict[str, Paper]:
    return {"title": title(s, s.life.who.name)}


def lent(s: Story) -> dict[str, Paper]:
    return {
        "title": title(s, s.life.owner.name),
        "lodging": lodging(s),
        "owner_card": card(s.life.owner),
    }


def of_the_unit(s: Story) -> dict[str, Paper]:
    unit, who = s.life.unit, s.life.who
    return {
        "unit_title": title(s, unit.name),
        "residence": paper(
            "unit_residence_proof", [(unit.name, "official")], name=who.name, id_number=who.number,
            address=s.home, unit_name=unit.name, issue_date=s.ago(8),
        ),
    }  # fmt: skip
